"""Work whose result nobody here needs: a copy of this process does it, while this one goes on."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn


class Aside:
    """One piece of work in a copy of this process; where there cannot be one, it is done here and now."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._process = 0
        # See executor.default_executor; and a lock that another thread holds is never let go of in a copy.
        if sys.platform != "linux" or threading.active_count() > 1:
            work()
            return
        sys.stdout.flush()
        sys.stderr.flush()
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process = os.fork()
            if not self._process:
                self._do(work)
        except OSError:  # no more processes may be begun
            work()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def _do(self, work: Callable[[], None]) -> NoReturn:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is as good as done, and nothing to be told of
            work()
        finally:
            os._exit(0)  # without what this process does when it ends, and without a word

    def wait(self) -> None:
        """Until it is done."""
        if self._process:
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)
            self._process = 0
