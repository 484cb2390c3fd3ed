from tests.tickets.conftest import guidelint, workspace, write

__all__ = ["guidelint", "workspace", "write"]
