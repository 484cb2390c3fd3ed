"""The command in this process, in a workspace of its own."""

from tests.tickets.conftest import guidelint, workspace, write

__all__ = ["guidelint", "workspace", "write"]
