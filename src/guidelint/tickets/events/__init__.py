"""A ticket system tells that a ticket is closed, and the guide is mended on a branch."""
