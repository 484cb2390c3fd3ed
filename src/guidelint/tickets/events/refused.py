"""A request that is turned away."""

from collections.abc import Sequence
from typing import Any

from guidelint.model.errors import FileError
from guidelint.model.text import Text


class Refused(Exception):
    """`status` is HTTP's, `code` a word for programs; `errors` the places in the body where there are some."""

    def __init__(self, status: int, code: str, message: Text, errors: Sequence[FileError] = ()) -> None:
        self.status, self.code, self.message, self.errors = status, code, message, tuple(errors)
        super().__init__(message.en)

    def as_data(self) -> dict[str, Any]:
        """The body of the answer."""
        said: dict[str, Any] = {"code": self.code, "zh": self.message.zh, "en": self.message.en}
        if self.errors:
            said["places"] = [
                {"line": e.line, "column": e.column, "zh": e.message.zh, "en": e.message.en} for e in self.errors
            ]
        return {"error": said}
