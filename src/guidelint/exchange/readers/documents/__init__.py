"""Guides that are written for people: Word, web pages, forms in workbooks and pasted text, read by their labels."""
