"""Work whose result nobody here needs: a copy of this process does it, while this one goes on."""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress


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
        try:
            self._process = os.fork()
        except OSError:  # no more processes may be begun
            work()
            return
        if not self._process:
            try:
                work()
            finally:
                os._exit(0)  # without what this process does when it ends, and without a word

    def wait(self) -> None:
        """Until it is done."""
        if self._process:
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)
            self._process = 0
