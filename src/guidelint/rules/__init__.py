"""Rules: reading them, their kinds, evidence, selection, suppression and examples."""
