"""Fuzzing: whatever stands in a file, guidelint answers or refuses in words; it never crashes and never hangs."""
