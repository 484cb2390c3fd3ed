"""Ctrl-C, put off where it would leave something half done."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(slots=True)
class Interrupts:
    """What becomes of Ctrl-C. Python may interrupt before and after every call, so `is_held` is set without one."""

    pass_on: Callable[[int, FrameType | None], object]
    is_held: bool = True
    has_come: bool = False

    def arrive(self, number: int, frame: FrameType | None) -> None:
        """The signal's handler."""
        if self.is_held:
            self.has_come = True
        else:
            self.pass_on(number, frame)

    def pass_on_now(self) -> None:
        """What has come by now ends the work; what comes later waits again."""
        if self.has_come:
            self.let_through()
            self.is_held = True

    def let_through(self) -> None:
        """From here on Ctrl-C ends the work at once, and what has come by now does."""
        self.is_held = False
        if self.has_come:
            self.has_come = False
            self.pass_on(signal.SIGINT, None)


@contextmanager
def interrupts_held() -> Iterator[Interrupts]:
    """Ctrl-C waits until the end of this, where what has come goes on to whoever saw to it before.

    Only the main thread is interrupted: elsewhere, and where nobody listens, nothing is changed.
    """
    before = signal.getsignal(signal.SIGINT)
    outer = getattr(before, "__self__", None)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield Interrupts(lambda *_: None)
    elif isinstance(outer, Interrupts):
        with _held_again(outer):
            yield outer
    else:
        interrupts = Interrupts(before)
        signal.signal(signal.SIGINT, interrupts.arrive)
        try:
            yield interrupts
        finally:
            interrupts.is_held = True
            signal.signal(signal.SIGINT, before)
            if interrupts.has_come:
                signal.raise_signal(signal.SIGINT)


@contextmanager
def _held_again(interrupts: Interrupts) -> Iterator[None]:
    was_held = interrupts.is_held
    interrupts.is_held = True
    try:
        yield
    finally:
        if not was_held:
            interrupts.let_through()
