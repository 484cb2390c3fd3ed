"""Errors in files: what stops a check, as opposed to a finding, which is its result."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike, fspath

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
        super().__init__(Text(f"{why.zh}：{command}", f"{why.en}: {command}"))


class NotWritten(OSError):
    """A file could not be written: which, why, and what that has left behind, in both languages."""

    def __init__(self, file: str | PathLike[str], error: OSError, left: Text) -> None:
        super().__init__(error.errno, error.strerror, fspath(file))
        why = reason(error)
        self.message = Text(
            f"写不了 {self.filename}：{why.zh}；{left.zh}", f"cannot write {self.filename}: {why.en}; {left.en}"
        )


NOTHING_CHANGED = Text("没有改动任何文件", "nothing was changed")


def reason(error: OSError) -> Text:
    """Why the system refused, in words that say what to do where that is known."""
    said = error.strerror or type(error).__name__
    known = {
        errno.ENOSPC: ("磁盘满了，请先腾出空间", "the disk is full; make room first"),
        errno.EDQUOT: ("超过了磁盘配额，请先腾出空间", "over the disk quota; make room first"),
        errno.EFBIG: ("超过了文件大小的上限", "over the limit of a file's size"),
        errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
        errno.EACCES: ("没有权限", "no right to do so"),
        errno.EPERM: ("没有权限", "no right to do so"),
        errno.EIO: ("磁盘读写出错", "the disk does not work"),
        errno.ENOENT: ("没有这个文件或文件夹", "no such file or folder"),
    }  # fmt: skip
    return Text(*known.get(error.errno or 0, (said, said)))
