"""The published JSON Schemas of a workspace's files, and errors in words at the exact place."""
