"""Who does the work: this process, others beside it, or an executor of the caller's such as a cluster.

All are `concurrent.futures`. Results come in the order of the shares. A process that dies costs only time: what it had is
done here.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING

from guidelint.checking.checker import CheckedShare, Checker, Share
from guidelint.workspace.interrupts import interrupts_held

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

# Guides; fewer are checked in less time than a process needs to begin.
_WORTH_A_FORK = 30
_WORTH_A_SPAWN = 500

_AHEAD = 3  # shares that each process has before it

Done = Callable[[int], None]
"""Is told how many shares have been checked."""


def can_fork() -> bool:
    """A fork of a process with threads of its own is not safe on macOS, and Windows has none."""
    return sys.platform == "linux"


def processes_for(guides: int) -> int:
    """As many as the machine has processors free for us and the work is worth."""
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(free, guides // (_WORTH_A_FORK if can_fork() else _WORTH_A_SPAWN)))


def checked_by(executor: Executor, checker: Checker, shares: Sequence[Share], done: Done) -> Iterator[CheckedShare]:
    """Every share by an executor of the caller's."""
    futures = [executor.submit(checker, share) for share in shares]
    for number in range(len(futures)):
        yield futures[number].result()
        futures[number] = Future()  # lets go of the result
        done(number + 1)


def checked_here(checker: Checker, shares: Sequence[Share], done: Done, processes: int = 1) -> Iterator[CheckedShare]:
    """Every share by this process and, where there are to be several `processes`, by others beside it."""
    count = 0
    if processes < 2 or can_fork():
        # The first share loads and compiles what every fork would have to, each for itself.
        for share in shares if processes < 2 else shares[:1]:
            yield checker(share)
            count += 1
            done(count)
    if count < len(shares):
        # A future or a queue that Ctrl-C comes to in the middle keeps its lock for ever, and waits for itself at the end.
        with interrupts_held() as interrupts, _Others(checker, min(processes, len(shares) - count) - 1) as others:

            def told(more: int) -> None:
                done(count + more)
                interrupts.pass_on_now()

            yield from _together(checker, shares[count:], others, told)


class _Others:
    """Processes beside this one. Their futures are by the numbers of the shares."""

    def __init__(self, checker: Checker, count: int) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import active_children, get_context

        self._children, self._before = active_children, set(active_children())
        self._most = _AHEAD * count
        self._are_able = count > 0
        context = get_context("fork" if can_fork() else "spawn")
        self._pool = ProcessPoolExecutor(max(1, count), context, _begin, (checker,))
        self.futures: dict[int, Future[CheckedShare]] = {}

    def __enter__(self) -> "_Others":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        for process in set(self._children()) - self._before:  # begun before it came out that no more may be
            process.kill()
            process.join()

    def take(self, waiting: deque[int], shares: Sequence[Share]) -> None:
        """Take on as many of the shares waiting as keep the processes busy for a while."""
        try:
            while self._are_able and waiting and sum(not one.done() for one in self.futures.values()) < self._most:
                with _starting():
                    self.futures[waiting[0]] = self._pool.submit(_work, shares[waiting[0]])
                waiting.popleft()
        except (OSError, ValueError, BrokenExecutor):
            # ValueError: the first process died while the next was begun with what had been closed by then.
            self._are_able = False


def _together(checker: Checker, shares: Sequence[Share], others: _Others, done: Done) -> Iterator[CheckedShare]:
    waiting, own = deque(range(len(shares))), dict[int, CheckedShare]()
    for number, share in enumerate(shares):
        while number not in own:
            others.take(waiting, shares)
            future = others.futures.get(number)
            if not waiting or (future is not None and future.done()):
                break
            mine = waiting.popleft()
            own[mine] = checker(shares[mine])
            done(number + len(own))
        try:
            yield own.pop(number) if number in own else others.futures.pop(number).result()
        except BrokenExecutor:
            yield checker(share)
        done(number + 1 + len(own))


@contextmanager
def _starting() -> Iterator[None]:
    """While processes begin: Ctrl-C is for this process, which ends the others. Those that are no forks do not run the
    caller's script again, and load no module that lies in the current folder: a workspace may come from anybody."""
    sys.stdout.flush()
    sys.stderr.flush()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    main, safe = sys.modules["__main__"], os.environ.get("PYTHONSAFEPATH")
    if not can_fork():
        sys.modules["__main__"] = ModuleType("__main__")
        os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        if not can_fork() and safe is None:
            del os.environ["PYTHONSAFEPATH"]
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


_checker: Checker  # of this process, where it was begun to work for another


def _begin(checker: Checker) -> None:
    global _checker
    _checker = checker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _work(share: Share) -> CheckedShare:
    return _checker(share)


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent: BaseProcess | None = parent_process()
    if parent is not None:
        wait([parent.sentinel])
    os._exit(1)
