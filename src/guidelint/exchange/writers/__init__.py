"""Guides out again: in the field's formats and in those of the web of data."""
