"""Fix guides: edit, check again, until nothing more can be fixed, and write all of them or none."""
