"""The command line's fixtures serve here too."""

from tests.cli.conftest import guidelint, write

__all__ = ["guidelint", "write"]
