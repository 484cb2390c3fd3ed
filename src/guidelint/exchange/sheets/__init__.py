"""Spreadsheets: guides and window records as Excel and CSV, there and back."""
