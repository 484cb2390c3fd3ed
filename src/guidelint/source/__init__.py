"""From bytes to values with exact positions. Nothing after this package reads a guide's file."""
