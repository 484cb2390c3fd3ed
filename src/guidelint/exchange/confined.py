"""Foreign bytes are read in a process of their own, within limits of memory, time and size.

A reader of somebody else's format may be made to ask for 512 GB, to run for ever or to die by a few bytes, whatever is
looked for beforehand. So it runs where that harms nobody, and what it answers is plain data: nothing that it says is
ever executed here. Limits of memory and processor time are those of the operating system (setrlimit); Windows has none
of that kind, there only the clock and the size of the answer are bounds.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from importlib import import_module
from typing import Any

import msgspec

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text

MEMORY = 2 << 30  # bytes of address space, of which a Python with its libraries takes a part
SECONDS = 60  # of processor time, and twice as many by the clock
ANSWER = 256 << 20  # bytes

# Modules are found where this process finds them; what lies in the current folder is not among them.
BEGIN = "import sys; sys.path[:] = sys.argv[3:]; from guidelint.exchange.confined import serve; serve(*sys.argv[1:3])"
_TIMES: Mapping[int, type[datetime] | type[date] | type[time]] = {1: datetime, 2: date, 3: time}

_DAMAGED = Text("文件损坏，或者不是这种格式，没有读", "the file is damaged or of another format; it was not read")
_TOO_MUCH = Text(
    f"读这个文件要超过 {MEMORY >> 30} GiB 内存或 {SECONDS} 秒，没有读；请删去用不着的行、列和格式，或分成几个文件",
    f"reading this file takes over {MEMORY >> 30} GiB of memory or {SECONDS} seconds; it was not read. Delete rows, "
    "columns and formatting that are not needed, or split the file",
)


class _Answer(msgspec.Struct, omit_defaults=True):
    """What comes back: a value, or why there is none, as path, line, column and the two texts of every error."""

    value: Any = None
    errors: list[tuple[str, int, int, str, str]] = []
    is_too_much: bool = False


def confined(read: Callable[..., Any], raw: bytes, name: str, *options: str | int | None) -> Any:
    """What `read(raw, name, *options)` answers: numbers, texts, dates, None, lists and string-keyed mappings.

    `read` is a function of a module, found there by its name; `name` is the file as shown. Raises CannotCheck where it
    does, where it fails in any other way and where a limit is reached.
    """
    with subprocess.Popen(
        [sys.executable, "-I", "-c", BEGIN, read.__module__, read.__qualname__, *filter(None, sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a library says when it dies
        process_group=None if sys.platform == "win32" else 0,  # Ctrl-C is for this process, which ends the other
    ) as process:
        try:
            said, _ = process.communicate(msgspec.msgpack.encode((raw, name, options)), timeout=2 * SECONDS)
        except subprocess.TimeoutExpired:
            raise CannotCheck([FileError(name, 0, 0, _TOO_MUCH)]) from None
        finally:
            process.kill()
    return _read(said, process.returncode, name)


def serve(module: str, function: str) -> None:
    """What the process does: one request from its standard input, one answer on its standard output."""
    request, back = sys.stdin.buffer.read(), os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whoever prints is not to be taken for an answer
    read = getattr(import_module(module), function)
    _limit()
    try:
        raw, name, options = msgspec.msgpack.decode(request, type=tuple[bytes, str, tuple[str | int | None, ...]])
        said = msgspec.msgpack.encode(_Answer(_plain(read(raw, name, *options))))
        if len(said) > ANSWER:
            raise MemoryError
    except CannotCheck as error:
        errors = [(e.path, e.line, e.column, e.message.zh, e.message.en) for e in error.errors]
        said = msgspec.msgpack.encode(_Answer(errors=errors))
    except (MemoryError, RecursionError):
        said = msgspec.msgpack.encode(_Answer(is_too_much=True))
    with os.fdopen(back, "wb") as stream:
        stream.write(said)


def _read(said: bytes, code: int, name: str) -> Any:
    """Raises CannotCheck."""
    try:
        answer = msgspec.msgpack.Decoder(_Answer, ext_hook=_time).decode(said)
    except msgspec.MsgspecError:  # it died before it answered
        ended = -code in (signal.SIGABRT, getattr(signal, "SIGKILL", 0), getattr(signal, "SIGXCPU", 0))
        raise CannotCheck([FileError(name, 0, 0, _TOO_MUCH if ended else _DAMAGED)]) from None
    if answer.is_too_much:
        raise CannotCheck([FileError(name, 0, 0, _TOO_MUCH)])
    if answer.errors:
        raise CannotCheck(FileError(path, line, at, Text(zh, en)) for path, line, at, zh, en in answer.errors)
    return answer.value


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a stricter limit is set already, or the system knows none of this kind
            resource.setrlimit(kind, (most, most))


def _plain(value: Any) -> Any:
    """The same with dates as extensions of MessagePack, which has none of its own without a time zone."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    for code, kind in _TIMES.items():
        if type(value) is kind:
            return msgspec.msgpack.Ext(code, value.isoformat().encode())
    return value


def _time(code: int, content: memoryview) -> datetime | date | time:
    return _TIMES[code].fromisoformat(bytes(content).decode())
