"""Edits of exact source spans: every byte outside them stays as it was."""
