"""Where the work is done: an executor is handed the task and its shares, and gives the results in the shares' order."""

import os
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO, Protocol

from guidelint.checking.copies import Copy, can_copy
from guidelint.checking.packed import Spool

Share = Sequence[tuple[str, bool]]
"""Files, and whether each is to be checked or only to be known to the others."""

Task = Callable[[Share], bytes]

# Guides; fewer are checked in less time than a process needs to begin.
_WORTH_A_COPY = 30
_WORTH_A_PYTHON = 500


class Executor(Protocol):
    def map(self, task: Task, shares: Sequence[Share], done: Callable[[int], None]) -> Iterator[bytes]:
        """The result of each share, in order. `done` is told how many shares have been taken."""
        ...


class Here:
    """This process alone."""

    def map(self, task: Task, shares: Sequence[Share], done: Callable[[int], None]) -> Iterator[bytes]:
        for number, share in enumerate(shares, 1):
            yield task(share)
            done(number)


class Forks:
    """This process and copies of it, which share what it has loaded. Whoever is free takes the next share.

    A copy that dies costs only time: what it took and did not finish is done here.
    """

    def __init__(self, processes: int) -> None:
        self.processes = processes

    def map(self, task: Task, shares: Sequence[Share], done: Callable[[int], None]) -> Iterator[bytes]:
        queue, spool = _Queue(len(shares)), Spool()
        own: dict[int, tuple[int, int]] = {}
        if (first := queue.take()) is not None:
            # This loads and compiles what every copy would have to, each for itself.
            own[first] = spool.put(task(shares[first]))
        copies: list[_Copy] = []
        try:
            with suppress(BlockingIOError):  # no more processes may be begun: those there are do it
                for _ in range(min(self.processes, len(shares)) - 1):
                    copies.append(_Copy(task, shares, queue))
            while (number := queue.take()) is not None:
                own[number] = spool.put(task(shares[number]))
                done(number)
            theirs: dict[int, tuple[BinaryIO, int, int]] = {}
            for copy in copies:
                theirs |= copy.results()
            for number, share in enumerate(shares):
                if number in own:
                    yield spool.read(*own[number])
                elif number in theirs:
                    stream, at, size = theirs[number]
                    stream.seek(at)
                    yield stream.read(size)
                else:
                    yield task(share)
            done(len(shares))
        finally:
            for copy in copies:
                copy.close()
            queue.close()


class _Queue:
    """Numbers of shares in a pipe: reading one takes it, whichever process reads."""

    SIZE = 4
    MOST = 8_000  # that fit into a pipe of 64 KiB, with room to spare

    def __init__(self, count: int) -> None:
        self.reader, writer = os.pipe()
        assert count <= self.MOST
        os.write(writer, b"".join(struct.pack("<I", number) for number in range(count)))
        os.close(writer)

    def take(self) -> int | None:
        raw = os.read(self.reader, self.SIZE)
        return struct.unpack("<I", raw)[0] if raw else None

    def close(self) -> None:
        os.close(self.reader)


class _Copy:
    """A forked process that works on shares and writes what it finds into a file without a name."""

    def __init__(self, task: Task, shares: Sequence[Share], queue: _Queue) -> None:
        self.stream = _nameless_file()
        self.process = Copy(lambda: self._work(task, shares, queue))

    def _work(self, task: Task, shares: Sequence[Share], queue: _Queue) -> None:
        try:
            while (number := queue.take()) is not None:
                result = task(shares[number])
                self.stream.write(struct.pack("<II", number, len(result)) + result)
        finally:  # whatever went wrong happens again, and is told, where the share is done once more
            self.stream.flush()

    def results(self) -> dict[int, tuple[BinaryIO, int, int]]:
        """Where the result of each share stands, once the process has ended."""
        self.process.wait()
        found: dict[int, tuple[BinaryIO, int, int]] = {}
        end = self.stream.seek(0, os.SEEK_END)
        at = 0
        while at + 8 <= end:
            self.stream.seek(at)
            number, size = struct.unpack("<II", self.stream.read(8))
            if at + 8 + size > end:
                break  # it died while it wrote
            found[number] = (self.stream, at + 8, size)
            at += 8 + size
        return found

    def close(self) -> None:
        self.process.kill()
        self.stream.close()


def _nameless_file() -> BinaryIO:
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("guidelint"), "w+b")
    import tempfile

    return tempfile.TemporaryFile()


def default_executor(guides: int, processes: int | None = None) -> Executor:
    """As many processes as the machine has processors free for us and the work is worth, or as many as asked for."""
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = processes or min(free, guides // (_WORTH_A_COPY if can_copy() else _WORTH_A_PYTHON))
    if wanted < 2:
        return Here()
    if can_copy():
        return Forks(wanted)
    from guidelint.checking.spawned import Spawned

    return Spawned(wanted)
