"""guidelint in an editor, by the Language Server Protocol 3.17. Only `server` and what it calls knows the protocol."""
