"""Processes that begin anew, where a copy of this one cannot be made: on Windows and macOS.

Each is a Python of its own that is sent the task once and then one share after another, through its standard input, and
answers on its standard output. multiprocessing would run the caller's script again in each of them.
"""

import pickle
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from threading import Thread
from typing import IO

from guidelint.checking.executor import Share, Task

# Modules are found where this process finds them. What lies in the current folder is not among them: with -I Python does
# not look there, and a workspace may come from anybody.
_BEGIN = "import sys; sys.path[:] = sys.argv[1:]; from guidelint.checking.spawned import serve; serve()"
_SIZE = struct.Struct("<I")


class Spawned:
    """This process and others begun anew. Whoever is free takes the next share.

    One that dies, or does not answer, costs only time: what it took and has not brought back when everything else is done
    is done here.
    """

    def __init__(self, processes: int) -> None:
        self.processes = processes

    def map(self, task: Task, shares: Sequence[Share], done: Callable[[int], None]) -> Iterator[bytes]:
        waiting = deque(range(len(shares)))
        results: dict[int, bytes] = {}
        others: list[_Other] = []
        try:
            for _ in range(min(self.processes, len(shares)) - 1):
                others.append(_Other(pickle.dumps(task)))
                others[-1].work(shares, waiting, results)
            for number, share in enumerate(shares):
                while number not in results and (mine := _next(waiting)) is not None:
                    results[mine] = task(shares[mine])
                    done(mine)
                found = results.pop(number, None)
                yield task(share) if found is None else found
            done(len(shares))
        finally:
            for other in others:
                other.close()


class _Other:
    """A process begun anew, and the thread that talks with it."""

    def __init__(self, task: bytes) -> None:
        self.task = task
        self.process: subprocess.Popen[bytes] | None = None
        self.talk: Thread | None = None
        with suppress(OSError):  # no more processes may be begun: this one works alone
            self.process = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what goes wrong there goes wrong here again, and is told here
                # Ctrl-C is for this process, which ends the others.
                process_group=None if sys.platform == "win32" else 0,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )

    def work(self, shares: Sequence[Share], waiting: deque[int], results: dict[int, bytes]) -> None:
        talk = Thread(target=self._work, args=(shares, waiting, results), daemon=True)
        talk.start()  # here Ctrl-C may come too
        self.talk = talk

    def _work(self, shares: Sequence[Share], waiting: deque[int], results: dict[int, bytes]) -> None:
        if self.process is None or self.process.stdin is None or self.process.stdout is None:
            return
        to, back = self.process.stdin, self.process.stdout
        with suppress(OSError, ValueError, EOFError):  # it died, or was told to
            _send(to, self.task)
            _receive(back)  # it is ready: one that begins slowly holds nothing up
            while (number := _next(waiting)) is not None:
                _send(to, pickle.dumps(shares[number]))
                results[number] = _receive(back)

    def close(self) -> None:
        if self.process is None:
            return
        self.process.kill()
        self.process.wait()
        if self.talk is not None:
            self.talk.join()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # what it was not sent any more
                if stream is not None:
                    stream.close()


def serve() -> None:
    """What a process does that was begun for this: shares in, results out, until nobody asks any more."""
    to, back = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whoever prints is not to be taken for an answer
    with suppress(EOFError, BrokenPipeError):
        task: Task = pickle.loads(_receive(to))
        _send(back, b"")
        while True:
            _send(back, task(pickle.loads(_receive(to))))


def _command() -> list[str]:
    options = ["-I", *(["-X", "utf8"] if sys.flags.utf8_mode else []), *(["-B"] if sys.dont_write_bytecode else [])]
    return [sys.executable, *options, "-c", _BEGIN, *sys.path]


def _next(waiting: deque[int]) -> int | None:
    try:
        return waiting.popleft()
    except IndexError:
        return None


def _send(stream: IO[bytes], content: bytes) -> None:
    stream.write(_SIZE.pack(len(content)) + content)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    """Raises EOFError where the other side has ended."""
    head = stream.read(_SIZE.size)
    content = stream.read(_SIZE.unpack(head)[0]) if len(head) == _SIZE.size else b""
    if len(head) < _SIZE.size or len(content) < _SIZE.unpack(head)[0]:
        raise EOFError
    return content
