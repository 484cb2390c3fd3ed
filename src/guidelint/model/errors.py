"""Errors in files: what stops a check, as opposed to a finding, which is its result."""

from collections.abc import Iterable
from dataclasses import dataclass

from guidelint.model.text import Text


@dataclass(frozen=True, slots=True, order=True)
class FileError:
    """A file that cannot be checked as it stands; needs no ticket.

    `line` and `column` count characters from 1; 0 means the file as a whole.
    """

    path: str
    line: int
    column: int
    message: Text


class CannotCheck(Exception):
    """Raised with every `FileError` known at that point; the command line answers it with exit code 2."""

    def __init__(self, errors: Iterable[FileError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: (error.path, error.line, error.column)))
        super().__init__("; ".join(f"{e.path}:{e.line}:{e.column} {e.message.en}" for e in self.errors))


class UsageError(Exception):
    """A request that cannot be carried out as put, such as an unknown rule name; also exit code 2."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


class MissingExtra(UsageError):
    """Libraries that only some need are not installed; pip installs them as an extra of this package.

    `why` is the words before the command, such as “a report needs”.
    """

    def __init__(self, extra: str, why: Text) -> None:
        command = f'pip install "guidelint[{extra}]"'  # these quotes mean the same to every shell, Windows' too
        super().__init__(Text(f"{why.zh}:{command}", f"{why.en}: {command}"))
