"""Ctrl-C at every moment at which Python can be interrupted while the workspace's lock is taken, held and let go."""

import contextlib
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType

import pytest

from guidelint.workspace import lock
from guidelint.workspace.interrupts import interrupts_held
from guidelint.workspace.lock import locked
from guidelint.workspace.transaction import Write, exclusive, write_all
from tests.tickets.conftest import held_by_another

OURS = str(Path(lock.__file__).parent)


def is_ours(frame: FrameType | None) -> bool:
    """Whether it runs our own code, or contextlib's on our behalf."""
    while frame is not None and frame.f_code.co_filename == contextlib.__file__:
        frame = frame.f_back
    return frame is not None and (frame.f_code is change.__code__ or frame.f_code.co_filename.startswith(OURS))


class Moments:
    """Sends Ctrl-C at one of the calls in our own code, counted from the first.

    Between calls (and jumps back) Python does not look for signals.
    """

    def __init__(self, moment: int) -> None:
        self.left = moment

    def profile(self, frame: FrameType, event: str, _: object) -> None:
        if event in ("call", "c_call", "c_return") and is_ours(frame):
            self.left -= 1
            if self.left == 0:
                signal.raise_signal(signal.SIGINT)


def change(root: Path) -> None:
    (root / "a").write_bytes(b"old")
    with exclusive(root):
        write_all(root, [Write(root / "a", b"new", b"old")])


def interrupted_at(moment: int, root: Path) -> bool:
    """Whether the change was still going on by then."""
    moments = Moments(moment)
    sys.setprofile(moments.profile)
    try:
        change(root)
    except KeyboardInterrupt:
        pass
    finally:
        sys.setprofile(None)
    return moments.left <= 0


@pytest.mark.slow
def test_no_moment_leaves_a_lock_or_half_a_change(tmp_path: Path) -> None:
    """Takes seconds: there are some hundred moments, each with its files written safely."""
    seen = set()
    change(tmp_path)  # what is loaded at the first time is loaded now
    moment = 1
    while interrupted_at(moment, tmp_path):
        assert [p.name for p in tmp_path.iterdir()] == ["a"], f"at moment {moment}"
        seen.add((tmp_path / "a").read_bytes())
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        moment += 1
    assert seen == {b"old", b"new"}


def test_while_it_waits_for_another_writer_it_ends_at_once(tmp_path: Path) -> None:
    with held_by_another(tmp_path):
        timer = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        start = time.monotonic()
        with pytest.raises(KeyboardInterrupt), locked(tmp_path, wait=10):
            pass
        assert time.monotonic() - start < 5
    assert list(tmp_path.iterdir()) == []


def test_what_came_meanwhile_comes_at_the_end(tmp_path: Path) -> None:
    reached = []
    with pytest.raises(KeyboardInterrupt), interrupts_held():
        signal.raise_signal(signal.SIGINT)
        reached.append(1)
    assert reached == [1]
