"""A check of many guides: shared out among processes, and remembered between runs."""
