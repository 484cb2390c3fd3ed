"""Files for other programs and from them: spreadsheets; and what ails an installation or a workspace."""
