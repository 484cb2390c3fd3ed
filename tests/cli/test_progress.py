"""The bar of long work: on a terminal only, and only when it takes long."""

import io
import os
import sys
from collections.abc import Iterator

import pytest

from guidelint.cli import progress as module
from guidelint.cli.progress import progress
from guidelint.cli.terminal import guard_terminals
from guidelint.model.progress import watched
from guidelint.model.text import Text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look at the clock finds half a second gone."""
    ticks: Iterator[float] = iter(n / 2 for n in range(10_000))
    monkeypatch.setattr(module, "monotonic", lambda: next(ticks))


def work(steps: int) -> list[int]:
    with progress(Text("检查", "checking"), "zh") as advance:
        first = list(watched(range(steps), advance, part=1, parts=2))
        return first + list(watched(range(steps), advance, part=2, parts=2))


@pytest.mark.usefixtures("clock")
def test_long_work_on_a_terminal_is_told_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    assert work(10) == [*range(10), *range(10)]
    shown = screen.getvalue()
    assert "检查" in shown
    assert "5%" in shown.split("\r")[2]
    assert "100%" in shown
    assert shown.endswith("\n")


@pytest.mark.parametrize("screen", [Terminal(), io.StringIO()], ids=["terminal", "pipe"])
def test_short_work_and_a_pipe_show_nothing(monkeypatch: pytest.MonkeyPatch, screen: io.StringIO) -> None:
    monkeypatch.setattr(sys, "stderr", screen)
    work(3)
    assert screen.getvalue() == ""


@pytest.mark.usefixtures("clock")
def test_a_pipe_shows_nothing_of_long_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    work(10)
    assert pipe.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a matter of Unix")
@pytest.mark.usefixtures("clock")
def test_a_guarded_terminal_obeys_the_bar_and_shows_no_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.openpty()
    with os.fdopen(writer, "w", encoding="utf-8") as screen:
        monkeypatch.setattr(sys, "stderr", screen)
        guard_terminals()
        sys.stderr.write("\x1b[2J\n")
        work(10)
        sys.stderr.flush()
        raw = b""
        while not raw.endswith(b"h\r\n"):  # the bar's last act shows the cursor again
            raw += os.read(reader, 65536)
    os.close(reader)
    told, bar = raw.decode().split("\n", 1)
    assert told == "\\x1b[2J\r"
    assert bar.startswith("\r\x1b[?25l检查")
    assert bar.endswith("100%\x1b[?25h\r\n")
    assert "\\x" not in bar
