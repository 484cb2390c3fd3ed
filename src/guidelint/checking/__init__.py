"""The check: the engine, a check of many guides shared out among processes and remembered between runs, fixes, the baseline."""
