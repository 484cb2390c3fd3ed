"""kill -9 at every file operation of a close leaves the old state or the new one, also when the recovery is killed.

Takes some seconds: a process is forked and killed for every operation. The audit hook of Python sees each of them
(open, rename, link, remove, mkdir, rmdir, chmod, truncate), whichever module asks for it; fsync is counted as well.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from msgspec import structs

from guidelint.__main__ import run
from guidelint.checking.engine import Engine, Options
from guidelint.checking.records import Records
from guidelint.workspace.config import JOURNAL_NAME
from guidelint.workspace.lock import LOCK
from guidelint.workspace.transaction import exclusive, recover
from guidelint.workspace.workspace import Workspace
from tests.tickets.conftest import GUIDE
from tests.tickets.test_close import CLOSE, ID, OTHER, TICKET, WINDOW

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks processes to kill them")

OPERATIONS = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
BEFORE = {
    "guidelint.yaml": "",
    "guides/card.yaml": GUIDE,
    "guides/known.yaml": OTHER.format(id="known"),
    "windows/card.yaml": WINDOW,
    "windows/known.yaml": WINDOW.replace("guide: card", "guide: known"),
    f"tickets/{ID}.yaml": TICKET,
}
COMMAND = (*CLOSE, "--propagate")
WITHDRAW = (*CLOSE, "--remedy", "window", "--by", "主管局", "--reason", "没有依据")


def lay_out(root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    for name, text in BEFORE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def contents(root: Path) -> dict[str, bytes]:
    """What users see: neither the lock nor the journal."""
    files = (p for p in sorted(root.rglob("*")) if p.is_file())
    names = {p: p.relative_to(root).as_posix() for p in files}
    return {name: p.read_bytes() for p, name in names.items() if not name.startswith((LOCK, JOURNAL_NAME))}


def killed_at(nth: int, root: Path, action: Callable[[], object]) -> bool:
    """Run the action in a process that kills itself before its n-th file operation below `root`; False where it does
    not come that far."""
    if child := os.fork():
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, -signal.SIGKILL)
        return status != 0
    seen = 0

    def operation(name: object) -> None:
        nonlocal seen
        # Inside rmtree names are relative to an open folder.
        if isinstance(name, (str, bytes, os.PathLike)) and os.fsdecode(name).startswith((str(root), *"0123456789j")):
            seen += 1
            if seen == nth:
                os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in OPERATIONS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            operation(arguments[0])

    real, code = os.fsync, 1

    def fsync(descriptor: int) -> None:
        operation(str(root))
        real(descriptor)

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.fsync = fsync  # type: ignore[assignment]
        sys.addaudithook(hook)
        action()
        code = 0
    finally:
        os._exit(code)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose rules are made ready once: they are the same for every close that is killed."""
    folder = tmp_path / "w"
    lay_out(folder)
    monkeypatch.chdir(tmp_path)
    ready = Engine.prepare(Workspace.find(folder, folder), Options(level=None))
    monkeypatch.setattr(
        Engine,
        "prepare",
        lambda workspace, options: structs.replace(
            ready, workspace=workspace, options=options, records=Records.of(workspace)
        ),
    )
    close(folder)  # loads what every process that is killed would load for itself
    os.chdir(tmp_path)
    lay_out(folder)
    return folder


def close(root: Path, command: tuple[str, ...] = COMMAND) -> None:
    os.chdir(root)
    assert run(list(command)) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "records"),
    [(COMMAND, {"guides/card.yaml", "guides/known.yaml"}), (WITHDRAW, {"windows/card.yaml"})],
    ids=["guide", "window"],
)
def test_the_old_state_or_the_new_one(root: Path, command: tuple[str, ...], records: set[str]) -> None:
    old = contents(root)
    assert not killed_at(-1, root, lambda: close(root, command))
    new = contents(root)
    changed = {name for name in new if new[name] != old.get(name)}
    assert changed == {*records, f"tickets/{ID}.yaml", f"archive/{ID}.yaml"}
    outcomes, half_done = [], 0
    for nth in count(1):
        lay_out(root)
        if not killed_at(nth, root, lambda: close(root, command)):
            assert contents(root) == new
            break
        half_done += contents(root) not in (old, new)
        recover(root)
        state = contents(root)
        assert state in (old, new), f"killed at operation {nth}"
        outcomes.append(state == new)
        with exclusive(root):  # the next writer finds the way free and nothing left behind
            assert contents(root) == state
        assert not [p.name for p in root.iterdir() if p.name.startswith(".")]
    assert len(outcomes) > 30
    assert half_done == len(changed) - 1  # the files are moved one after the other
    assert outcomes == sorted(outcomes)  # decided once, and never undone
    assert {False, True} == set(outcomes)


@pytest.mark.slow
def test_a_recovery_that_is_killed_too(root: Path, tmp_path: Path) -> None:
    old = contents(root)
    assert not killed_at(-1, root, lambda: close(root))
    new = contents(root)
    crashed = tmp_path / "crashed"
    for nth in count(1):
        lay_out(root)
        assert killed_at(nth, root, lambda: close(root))
        if contents(root) not in (old, new):
            break
    root.rename(crashed)
    kills = 0
    for nth in count(1):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(crashed, root)
        if not killed_at(nth, root, lambda: recover(root)):
            break
        kills += 1
        recover(root)
        assert contents(root) == new
    assert kills > 10


@pytest.mark.slow
def test_a_close_that_is_taken_back_and_killed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full in the middle of the move: the close takes all back, and is killed at every step of that."""
    old = contents(root)
    real = os.link

    def full(*arguments: object, **options: object) -> None:
        raise OSError(28, "disk full")

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr("guidelint.workspace.transaction._move_without_links", full)

    def refused() -> None:
        os.chdir(root)
        assert run(list(COMMAND)) == 2

    assert not killed_at(-1, root, refused)
    assert contents(root) == old
    states = []
    for nth in count(1):
        lay_out(root)
        if not killed_at(nth, root, refused):
            break
        monkeypatch.setattr(os, "link", real)
        recover(root)
        states.append(contents(root) == old)
        assert states[-1] or f"archive/{ID}.yaml" in contents(root)
        monkeypatch.setattr(os, "link", full)
    assert {True, False} == set(states)  # killed before it knew that the disk is full, the next run carries it out
