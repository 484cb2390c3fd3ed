"""Copies of this process, which share what it has loaded (Linux)."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn


def can_copy() -> bool:
    """A fork of a process with threads of its own is not safe on macOS, and Windows has none."""
    return sys.platform == "linux"


class Copy:
    """A copy that does one piece of work and ends without a word. Raises OSError where no more processes may be begun."""

    def __init__(self, work: Callable[[], None]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        # Between the fork and `_do`, Ctrl-C would go the way of this process in the copy as well.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process = os.fork()
            if not self._process:
                self._do(work)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def _do(self, work: Callable[[], None]) -> NoReturn:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began it sees to that
            work()
        finally:
            os._exit(0)  # without what the first process does when it ends

    def wait(self) -> None:
        """Until it has ended."""
        if self._process:
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)
            self._process = 0

    def kill(self) -> None:
        if self._process:
            with suppress(ProcessLookupError):
                os.kill(self._process, 9)
            self.wait()


def done_aside(work: Callable[[], None]) -> Callable[[], None]:
    """Has a copy do the work while this process goes on, and gives what waits for it.

    Where there cannot be a copy, it is done here and now: a lock that another thread holds is never let go of in one.
    """
    if can_copy() and threading.active_count() == 1:
        with suppress(OSError):
            return Copy(work).wait
    work()
    return lambda: None
