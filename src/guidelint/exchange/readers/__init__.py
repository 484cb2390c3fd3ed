"""Readers of the formats in which the field keeps its guides: exchange tables, interfaces, pages."""
