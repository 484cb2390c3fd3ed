"""`guidelint` in a process of its own that has its modules already.

Loading them takes longer than most commands that tests run, so one process loads them, checks a guide, and is copied for
each command. The copy has its own memory, standard streams, working folder, environment and exit code, like a command
that a user starts. Tests of what happens while Python starts still start it.
"""

import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from tests.command import Outcome

Limits = Sequence[tuple[int, int]]
"""Resources, such as `resource.RLIMIT_FSIZE`, and what a command may have of each."""

LAZY = (
    "ahocorasick_rs",
    "jieba.finalseg",
    "jsonschema_rs",
    "msgspec.inspect",
    "rapidfuzz.fuzz",
    "re2",
    "sqlite3",
    "yaml",
)
"""Libraries that commands load when they first need them."""

GUIDE = """\
id: g
title: 补领
materials:
  - {name: 身份证明和户口簿, type: 原件, criteria: [三个月内开具并加盖公章]}
  - {name: 近期照片或其他相关材料, copies: 2}
"""

LIMIT = 120  # seconds that a command may take


def is_possible(env: dict[str, str]) -> bool:
    """Whether a copy can stand for a command with this environment: Python reads its own part only when it starts."""
    return hasattr(os, "fork") and _of_python(env) == _of_python(dict(os.environ))


def _of_python(env: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith("PYTHON")}


class Preloaded:
    """The process that is copied. It starts with the first command, after `before` in it, and ends with its user."""

    def __init__(self, before: Callable[[], None] | None = None) -> None:
        self._before = before
        self._connection: socket.socket | None = None

    def run(
        self, arguments: tuple[str, ...], cwd: Path, stdin: bytes, env: dict[str, str], limits: Limits = ()
    ) -> Outcome:
        """What `guidelint ARGUMENTS` comes to."""
        (given, to_command), (from_out, out), (from_err, err) = os.pipe(), os.pipe(), os.pipe()
        with ThreadPoolExecutor(3) as pool:
            pool.submit(_write, to_command, stdin)
            printed = [pool.submit(_read, end) for end in (from_out, from_err)]
            code = self.run_on((given, out, err), arguments, cwd, env, limits)
        shown, said = (one.result().decode("utf-8") for one in printed)
        return Outcome(code, shown, said)

    def run_on(
        self,
        streams: tuple[int, int, int],
        arguments: tuple[str, ...],
        cwd: Path,
        env: dict[str, str],
        limits: Limits = (),
    ) -> int:
        """The exit code of `guidelint ARGUMENTS` with these standard streams, which are closed here."""
        connection = self._connection = self._connection or _start(self._before)
        request = json.dumps([arguments, str(cwd), env, limits]).encode()
        socket.send_fds(connection, [len(request).to_bytes(8, "big")], streams)
        connection.sendall(request)
        for stream in set(streams):
            os.close(stream)
        return int.from_bytes(_exactly(connection, 4), "big", signed=True)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


def _start(before: Callable[[], None] | None) -> socket.socket:
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-X", "utf8", "-m", "tests.preloaded", str(theirs.fileno())]
    top = Path(__file__).parent.parent
    subprocess.Popen(command, cwd=top, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, preexec_fn=before)
    theirs.close()
    return ours


def _write(end: int, content: bytes) -> None:
    with suppress(BrokenPipeError), open(end, "wb") as pipe:
        pipe.write(content)


def _read(end: int) -> bytes:
    with open(end, "rb") as pipe:
        return pipe.read()


def _exactly(connection: socket.socket, size: int) -> bytes:
    """The next `size` bytes; EOFError where the other side has ended."""
    content = b""
    while len(content) < size:
        if not (more := connection.recv(size - len(content))):
            raise EOFError
        content += more
    return content


def serve(connection: socket.socket) -> None:
    """Carry out command after command until nobody is there to ask."""
    _load()
    _check()
    gc.freeze()  # a copy need not look through what it has in common with all others
    with suppress(EOFError):
        while True:
            size, streams, _, _ = socket.recv_fds(connection, 8, 3)
            if not size:
                raise EOFError
            arguments, cwd, env, limits = json.loads(_exactly(connection, int.from_bytes(size, "big")))
            if not (child := os.fork()):
                connection.close()
                _be_command(arguments, cwd, env, streams, limits)
            for stream in streams:
                os.close(stream)
            connection.sendall(_code_of(child).to_bytes(4, "big", signed=True))


def _load() -> None:
    import guidelint

    for name in LAZY:
        importlib.import_module(name)
    for found in pkgutil.walk_packages(guidelint.__path__, "guidelint."):
        if found.name != "guidelint.__main__":
            with suppress(ImportError):  # of an extra that is not installed
                importlib.import_module(found.name)


def _check() -> None:
    """Check a guide, as the first of many: patterns are compiled, and the shipped words are ready to be looked for."""
    from guidelint.api import check

    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):  # with what the first one has kept
            assert check(["g.yaml"], root=folder, unsaved={"g.yaml": GUIDE.encode()}).findings


def _be_command(arguments: list[str], cwd: str, env: dict[str, str], streams: list[int], limits: Limits) -> NoReturn:
    """Become the command: what Python does when it starts, then `main`."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    signal.alarm(LIMIT)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape")  # noqa: SIM115 - until the process ends
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115
    sys.argv = ["guidelint", *arguments]
    if limits:
        from resource import setrlimit

        for kind, limit in limits:
            setrlimit(kind, (limit, limit))
    from guidelint.__main__ import main

    code = 1
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        with suppress(OSError):
            sys.stdout.flush()
        os._exit(code)


def _code_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
