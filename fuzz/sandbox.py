"""Runs commands in a process that notes what it does: writes, connections, programs started, modules loaded from a folder."""

import io
import json
import os
import resource
import signal
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from guidelint.exchange.confined import BEGIN

SECONDS_EACH = 120
MOST_BYTES = 8 << 30  # of address space; what reads without end is stopped by it
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate",
    "os.utime", "os.setxattr", "os.mkfifo", "os.mknod",
}  # fmt: skip
_NETWORK = {
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "urllib.Request",
}
_STARTING = {"os.exec", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn", "ctypes.dlopen"}


def defects_of(folder: Path, allowed: Sequence[Path], commands: Sequence[Sequence[str]]) -> list[str]:
    """What each command did in `folder` that it must not: written outside of `allowed`, spoken to a network, started another
    program than git and the confined reader of spreadsheets, loaded what lies in the folder, failed without a word, or not ended."""
    reading, writing = os.pipe()
    if child := os.fork():
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as said:
            found: list[str] = json.loads(said.read() or '["ended without a word"]')
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return found if status == 0 else [*found, f"ended with {status}"]
    try:
        os.close(reading)
        found = _run_all(folder, [os.path.realpath(place) for place in allowed], commands)
        os.write(writing, json.dumps(found, ensure_ascii=True).encode())
    finally:
        os._exit(0)


def _run_all(folder: Path, allowed: Sequence[str], commands: Sequence[Sequence[str]]) -> list[str]:
    from guidelint.__main__ import run

    found: list[str] = []
    is_over = False

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if is_over:
            return
        if event == "open":
            flags = arguments[2] if isinstance(arguments[2], int) else 0
            if flags & _WRITING and not isinstance(arguments[0], int) and not _is_below(arguments[0], allowed):
                found.append(f"opened to write: {arguments[0]!r}")
        elif event in _CHANGING and not _is_below(arguments[0], allowed, arguments):
            found.append(f"{event}: {arguments!r}")
        elif event in _NETWORK or event in _STARTING:
            if event != "ctypes.dlopen" or str(arguments[0]).startswith(str(folder)):
                found.append(f"{event}: {arguments!r}")
        elif event == "subprocess.Popen" and not _may_start(arguments[0], arguments[1]):
            found.append(f"started: {arguments[:2]!r}")

    os.chdir(folder)
    os.dup2(os.pipe()[0], 0)  # nobody ever writes there, and whoever reads it hangs
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    sys.addaudithook(hook)
    for command in commands:
        signal.alarm(SECONDS_EACH)  # which ends this process: a hang is told by its end
        out, err = Said(), Said()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(list(command))
        said = out.getvalue() + err.getvalue()
        if code not in (0, 1, 2) or "内部出错" in said or "internal error" in said or "Traceback" in said:
            found.append(f"{' '.join(command)}: {code} {said[-400:]}")
    signal.alarm(0)
    is_over = True
    inside = f"{folder}{os.sep}"
    found += [
        f"loaded {name}" for name, one in sys.modules.items() if str(getattr(one, "__file__", "")).startswith(inside)
    ]
    return found


def _may_start(program: object, arguments: object) -> bool:
    is_reader = isinstance(arguments, list) and arguments[:4] == [sys.executable, "-I", "-c", BEGIN]
    return is_reader or os.path.basename(os.fsdecode(str(program))) == "git"


class Said(io.StringIO):
    encoding = "utf-8"


def _is_below(path: object, allowed: Sequence[str], arguments: Sequence[object] = ()) -> bool:
    """Whether it lies in one of those places; a name in an open folder is told by that folder."""
    name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
    if not os.path.isabs(name):
        last = arguments[-1] if arguments else None
        opened = last if isinstance(last, int) and last > 2 else None
        name = os.path.join(os.readlink(f"/proc/self/fd/{opened}") if opened is not None else os.getcwd(), name)
    if name in (os.devnull, "/dev/tty"):
        return True
    real = os.path.join(os.path.realpath(os.path.dirname(name)), os.path.basename(name))
    return any(real == place or real.startswith(f"{place}{os.sep}") for place in allowed)
