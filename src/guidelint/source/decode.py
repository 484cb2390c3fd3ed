"""Files to bytes and bytes to text: UTF-8 only, and a plain word about everything else."""

import codecs
import os
import re
from errno import ELOOP, EMLINK
from pathlib import Path
from stat import S_ISREG

from msgspec import Struct

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text

MAX_DEPTH = 50  # collections inside one another
MAX_BYTES = 1 << 20  # a guide is a few kilobytes; a megabyte is a mistake or an attack

# Not to wait for the other end of a pipe, and not to follow a link before it is known where it leads.
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

MAX_LINE = 10_000  # characters; every finding quotes the line that it stands in


class Decoded(Struct, frozen=True, gc=False):
    """A file's text with its line endings untouched; `bom` tells that the bytes began with a UTF-8 mark."""

    text: str
    bom: bool


def read_whole(file: Path | str, name: str, limit: int = MAX_BYTES, inside: Path | None = None) -> bytes:
    """A file's bytes; every file that a user or a workspace names is opened here.

    Raises CannotCheck where it cannot be read, is no regular file, is a link that leads out of the folder `inside`, or has
    more than `limit` bytes, without reading those.
    """
    try:
        descriptor = _opened(file, name, inside)  # a stream with a buffer of its own costs more than all of this
        try:
            stat = os.fstat(descriptor)
            if not S_ISREG(stat.st_mode):
                said = (
                    "这不是普通文件（是管道、设备或文件夹），没有读它",
                    "no regular file but a pipe, device or folder; it was not read",
                )
                raise CannotCheck([_error(name, 0, 0, *said)])
            size = stat.st_size
            raw = os.read(descriptor, min(size, limit) + 1)
            if len(raw) != size:
                raw = _read_on(descriptor, raw, limit)
        finally:
            os.close(descriptor)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotCheck([_error(name, 0, 0, f"读不了文件：{reason}", f"cannot read: {reason}")]) from None
    if len(raw) > limit:
        raise CannotCheck([_too_large(name, max(size, len(raw)), limit)])
    return raw


def _opened(file: Path | str, name: str, inside: Path | None) -> int:
    if inside is None:
        return os.open(file, _READ)
    try:
        if not _NO_LINK and Path(file).is_symlink():
            raise OSError(ELOOP, os.strerror(ELOOP))
        return os.open(file, _READ | _NO_LINK)
    except OSError as error:
        if error.errno not in (ELOOP, EMLINK) or not Path(file).is_symlink():
            raise
    target, top = os.path.realpath(file), os.path.realpath(inside)
    if not target.startswith(f"{top.rstrip(os.sep)}{os.sep}"):
        said = "这个链接通向工作区外面，没有读它", "this link leads out of the workspace; it was not followed"
        raise CannotCheck([_error(name, 0, 0, *said)])
    return os.open(target, _READ | _NO_LINK)


def _read_on(descriptor: int, raw: bytes, limit: int) -> bytes:
    """What comes after a first part: the file grew, or gives its bytes piece by piece."""
    parts, size = [raw], len(raw)
    while parts[-1] and size <= limit:
        parts.append(os.read(descriptor, limit + 1 - size))
        size += len(parts[-1])
    return b"".join(parts)


def decode(raw: bytes, path: str) -> Decoded:
    """Decode UTF-8 with or without a byte order mark.

    Raises CannotCheck for anything else, with how to convert the file.
    """
    if len(raw) > MAX_BYTES:
        raise CannotCheck([_too_large(path, len(raw), MAX_BYTES)])
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CannotCheck([_not_utf8(raw, path, 0, "UTF-16")])
    bom = raw.startswith(codecs.BOM_UTF8)
    body = raw[3:] if bom else raw
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotCheck([_not_utf8(body, path, error.start, _guess(body))]) from None
    return Decoded(text, bom)


def encode(text: str, bom: bool) -> bytes:
    """The inverse of `decode`."""
    return (codecs.BOM_UTF8 if bom else b"") + text.encode("utf-8")


def refuse_long_lines(text: str, path: str) -> None:
    """Raises CannotCheck with the first line over MAX_LINE."""
    if len(text) <= MAX_LINE:
        return
    for number, line in enumerate(re.split("\r\n|\r|\n", text), 1):
        if len(line) > MAX_LINE:
            zh = f"这一行有 {len(line):,} 个字符，超过 {MAX_LINE:,} 个上限，请分成几行"
            en = f"this line has {len(line):,} characters, over the limit of {MAX_LINE:,}; break it up"
            raise CannotCheck([_error(path, number, 1, zh, en)])


def _too_large(path: str, size: int, limit: int) -> FileError:
    most = f"{limit >> 20} MiB"
    return _error(path, 0, 0, f"文件有 {size:,} 字节，超过 {most} 上限", f"{size:,} bytes is over the limit of {most}")


def _guess(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"


def _not_utf8(raw: bytes, path: str, at: int, encoding: str) -> FileError:
    before = raw[:at].decode("utf-8", "replace")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    if not encoding:
        return _error(path, line, column, "文件不是 UTF-8 编码", "the file is not UTF-8")
    return _error(
        path,
        line,
        column,
        f"文件是 {encoding} 编码，请转成 UTF-8："
        f"在记事本里“另存为”时选 UTF-8，或运行 iconv -f {encoding} -t UTF-8 旧文件 > 新文件",
        f"the file is {encoding}; convert it to UTF-8: “Save as” UTF-8 in an editor, "
        f"or run iconv -f {encoding} -t UTF-8 OLD > NEW",
    )


def _error(path: str, line: int, column: int, zh: str, en: str) -> FileError:
    return FileError(path, line, column, Text(zh, en))
