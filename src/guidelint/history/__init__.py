"""Findings of now held against earlier ones: those that the baseline tolerates, and those that were there at a revision."""
