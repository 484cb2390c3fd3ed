"""Processes begun anew, as on Windows and macOS, here on Linux: whatever becomes of them, the report is the same."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from benchmarks.corpus import write
from guidelint.checking import executor, spawned
from guidelint.checking.checking import check
from guidelint.checking.executor import Forks, Here, default_executor
from guidelint.checking.spawned import Spawned
from guidelint.model.report import Options, Report
from guidelint.workspace.workspace import Workspace

# The command line as it is where processes cannot be copied.
COMMAND = [
    sys.executable,
    "-P",
    "-c",
    "import guidelint.checking.executor as e, guidelint.checking.spawned as s; e.Forks = s.Spawned\n"
    "from guidelint.__main__ import main; main()",
    "check",
    "--no-cache",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workspace")
    write(made, 300, seed=5)
    return made


@pytest.fixture(scope="module")
def expected(folder: Path) -> Report:
    found = checked(folder, lambda *_: None, Here())
    assert found.findings
    return found


def checked(folder: Path, advance: Callable[[int, int], None], executor: Here | Spawned) -> Report:
    return check(Workspace.find(folder, folder), Options(), [folder], advance, executor)


def begun() -> list[psutil.Process]:
    """The processes begun anew that live; other tests have processes of their own."""
    found = []
    for one in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):
            if any("guidelint.checking.spawned" in word for word in one.cmdline()):
                found.append(one)
    return found


def answering(seconds: float = 10) -> list[psutil.Process]:
    """The processes begun anew that have loaded what they need."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = [one for one in begun() if one.cpu_times().user > 0.05]
        if len(found) == 2:
            return found
        time.sleep(0.01)
    raise AssertionError("no process begins")


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGSTOP])
def test_one_that_dies_or_hangs_in_the_middle_costs_only_time(folder: Path, expected: Report, sent: int) -> None:
    hit: list[int] = []

    def strike(done: int, total: int) -> None:
        if not hit:
            hit.append(answering()[0].pid)
            os.kill(hit[0], sent)

    assert checked(folder, strike, Spawned(3)) == expected
    assert hit
    assert not begun()


def test_all_die(folder: Path, expected: Report) -> None:
    def strike(done: int, total: int) -> None:
        for one in begun():
            one.kill()

    assert checked(folder, strike, Spawned(3)) == expected


def test_no_process_can_be_begun(folder: Path, expected: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    assert checked(folder, lambda *_: None, Spawned(3)) == expected
    monkeypatch.setattr(spawned, "_BEGIN", "raise SystemExit(1)")
    assert checked(folder, lambda *_: None, Spawned(3)) == expected


def test_others_do_a_part_of_the_work(folder: Path, expected: Report) -> None:
    """Here one share is done, and then waited until the others have done theirs."""
    here: list[int] = []

    def wait(done: int, total: int) -> None:
        here.append(done)
        if len(here) == 1:
            answering()
            time.sleep(1)

    assert checked(folder, wait, Spawned(3)) == expected
    assert len(here) < 300 / 25


def test_command_line_says_the_same_bytes(folder: Path) -> None:
    def said(*arguments: str) -> bytes:
        return subprocess.run([*COMMAND, *arguments], cwd=folder, stdout=subprocess.PIPE, check=False).stdout

    alone = said("--jobs", "1")
    assert said("--jobs", "3") == alone
    assert len(alone) > 10_000


def test_interrupted_it_leaves_no_process(folder: Path) -> None:
    """Ctrl-C reaches the whole process group of the terminal."""
    process = subprocess.Popen(
        [*COMMAND, "--jobs", "3"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    me = psutil.Process(process.pid)
    while not (others := me.children()):
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said.decode()
    assert "已中断" in said.decode()
    assert b"Traceback" not in said
    _, alive = psutil.wait_procs(others, timeout=20)
    assert not alive


def test_killed_it_leaves_no_process(folder: Path) -> None:
    """Nobody can tidy up then: the others end when nobody asks them any more."""
    process = subprocess.Popen([*COMMAND, "--jobs", "3"], cwd=folder, stdout=subprocess.DEVNULL)
    me = psutil.Process(process.pid)
    while len(others := me.children()) < 2:
        time.sleep(0.005)
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(others, timeout=20)
    assert not alive


def test_modules_that_lie_in_the_workspace_are_not_loaded(folder: Path, tmp_path: Path) -> None:
    write(tmp_path, 60, seed=5)
    for name in ("pickle", "struct", "guidelint", "msgspec", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('owned', 'w').close()\n")
    done = subprocess.run([*COMMAND, "--jobs", "3"], cwd=tmp_path, stdout=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_as_many_as_the_machine_has_and_the_work_is_worth(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor.os, "sched_getaffinity", lambda _: range(8))
    assert isinstance(default_executor(10_000), Forks)
    monkeypatch.setattr("sys.platform", platform)
    chosen = default_executor(10_000)
    assert isinstance(chosen, Spawned)
    assert chosen.processes == 8
    assert isinstance(default_executor(900), Here)
    assert isinstance(default_executor(10_000, 1), Here)
    few = default_executor(1_000)
    assert isinstance(few, Spawned)
    assert few.processes == 2
    asked = default_executor(3, 3)
    assert isinstance(asked, Spawned)
    assert asked.processes == 3
