"""Random hostile workspaces under the commands that read; `python -m fuzz.trees` tries as many as there is time for."""

import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fuzz import sandbox, trees

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="makes pipes and devices of Linux"),
    pytest.mark.usefixtures("needs_git"),
]


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with trees.ground() as place:
        yield place


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_nothing_is_written_told_started_or_left_unsaid(place: Path, seed: int) -> None:
    """Some seconds: each tree is met by two of the commands."""
    assert trees.tried(place, seed, 2)[0] == []


def test_every_command_has_its_turn() -> None:
    """In a run from any seed on each comes as often as another, but for one turn, and in other company each time."""
    turns = [trees.commands_of(seed, 4) for seed in range(7, 117)]
    count = Counter(command for turn in turns for command in turn)
    assert (count.keys(), set(count.values()) - {17, 18, 19}) == (set(trees.COMMANDS), set())
    assert len({frozenset(turn) for turn in turns}) > 100


def connect() -> None:
    with socket.socket() as one, socket.create_server(("127.0.0.1", 0)) as server:
        one.connect(server.getsockname())


def hang() -> None:
    os.read(0, 1)


@pytest.mark.parametrize(
    ("does", "noticed"),
    [
        (lambda: Path("guides/new").write_text("x"), "opened to write"),
        (lambda: Path("guides").rename("other"), "os.rename"),
        (lambda: Path("guides/new").mkdir(), "os.mkdir"),
        (connect, "socket.connect"),
        (lambda: subprocess.run(["true"], check=True), "started"),
        (lambda: subprocess.run([sys.executable, "-I", "-c", "pass"], check=True), "started"),
        (lambda: os.system("true"), "os.system"),
        (lambda: print("guidelint 内部出错"), "内部出错"),
        (lambda: os._exit(3), "ended with"),
        (hang, "ended with"),
    ],
)
def test_the_sandbox_notices(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: Callable[[], object], noticed: str
) -> None:
    """A hang too, here after a second."""
    (tmp_path / "guides").mkdir()
    if does is hang:
        monkeypatch.setattr(sandbox, "SECONDS_EACH", 1)
    monkeypatch.setattr("guidelint.__main__.run", lambda _: (does() and 0) or 0)
    assert noticed in "\n".join(sandbox.defects_of(tmp_path, [place / "own" / "cache"], [("check",)]))
