"""Other processes beside this one, forks and those begun anew as on Windows and macOS: whatever becomes of them, the report
is the same, and none is left."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from benchmarks.corpus import write
from guidelint.checking import checking, scheduler
from guidelint.checking.checking import check
from guidelint.checking.scheduler import processes_for
from guidelint.model.report import Options, Report
from guidelint.workspace.workspace import Workspace

# The command line as it is where processes cannot be copied.
SPAWNING = "import guidelint.checking.scheduler as s; s.can_fork = lambda: False\n"
RUN = "from guidelint.__main__ import main; main()"
COMMANDS = {
    "fork": [sys.executable, "-P", "-c", RUN, "check", "--no-cache"],
    "spawn": [sys.executable, "-P", "-c", SPAWNING + RUN, "check", "--no-cache"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workspace")
    write(made, 300, seed=5)
    return made


@pytest.fixture(params=COMMANDS)
def command(request: pytest.FixtureRequest) -> list[str]:
    return COMMANDS[request.param]


@pytest.fixture
def spawning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "can_fork", lambda: False)
    monkeypatch.setattr(checking, "can_fork", lambda: False)


def checked(folder: Path, jobs: int, advance: object = lambda *_: None) -> Report:
    return check(Workspace.find(folder, folder), Options(), [folder], advance, jobs=jobs)  # type: ignore[arg-type]


def begun() -> list[psutil.Process]:
    """The processes begun anew that live."""
    found = []
    for one in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):
            if any("multiprocessing.spawn" in word for word in one.cmdline()):
                found.append(one)
    return found


@pytest.mark.slow
def test_all_that_were_begun_anew_die(folder: Path, spawning: None) -> None:
    killed: list[int] = []

    def strike(done: int, total: int) -> None:
        for one in begun():
            killed.append(one.pid)
            one.kill()

    expected = checked(folder, 1)
    assert checked(folder, 3, strike) == expected
    assert killed
    assert not begun()


@pytest.mark.slow
def test_no_process_can_be_begun_anew(folder: Path, spawning: None, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = checked(folder, 1)
    monkeypatch.setattr("multiprocessing.spawn._python_exe", b"/nowhere")
    assert checked(folder, 3) == expected


@pytest.mark.slow
def test_a_process_dies_while_the_next_is_begun(folder: Path, spawning: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the pool has closed by then may have given its number to what the next one was to inherit."""
    expected = checked(folder, 1)

    def refused(*_: object) -> int:
        raise ValueError("bad value(s) in fds_to_keep")

    monkeypatch.setattr("multiprocessing.util.spawnv_passfds", refused)
    assert checked(folder, 3) == expected


@pytest.mark.slow
def test_others_do_a_part_of_the_work(folder: Path, spawning: None) -> None:
    """Here one share is done, and then waited until the others have done theirs."""
    here: list[int] = []

    def wait(done: int, total: int) -> None:
        here.append(done)
        if len(here) == 1:
            end = time.monotonic() + 20
            while time.monotonic() < end and sum(one.cpu_times().user > 1 for one in begun()) < 2:
                time.sleep(0.05)

    checked(folder, 3, wait)
    assert here[1] - here[0] > 1


@pytest.mark.slow
def test_command_line_says_the_same_bytes(folder: Path, command: list[str]) -> None:
    def said(*arguments: str) -> bytes:
        return subprocess.run([*command, *arguments], cwd=folder, stdout=subprocess.PIPE, check=False).stdout

    alone = said("--jobs", "1")
    assert said("--jobs", "3") == alone
    assert len(alone) > 10_000


@pytest.mark.slow
def test_interrupted_it_leaves_no_process(folder: Path, command: list[str]) -> None:
    """Ctrl-C reaches the whole process group of the terminal."""
    process = subprocess.Popen(
        [*command, "--jobs", "3"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
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


STRIKING = """
import signal, sys, threading
from guidelint.checking import scheduler

def strike(frame, event, _):
    if event == "c_return" and frame.f_code is threading.Condition.__enter__.__code__ and frame.f_back.f_code.co_name == "done":
        sys.setprofile(None)
        signal.raise_signal(signal.SIGINT)

def take(self, *arguments, take=scheduler._Others.take):
    sys.setprofile(strike)
    return take(self, *arguments)

scheduler._Others.take = take
"""


@pytest.mark.slow
def test_interrupted_while_it_holds_a_lock_of_the_pool(folder: Path) -> None:
    """Ctrl-C comes when the lock of a future has been taken, and nobody has yet seen to giving it back."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", STRIKING + RUN, "check", "--no-cache", "--jobs", "3"],
        cwd=folder, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 130, done.stderr.decode()
    assert "已中断" in done.stderr.decode()


@pytest.mark.slow
def test_killed_it_leaves_no_process(folder: Path, command: list[str]) -> None:
    """Nobody can tidy up then: the others end when nobody asks them any more."""
    process = subprocess.Popen([*command, "--jobs", "3"], cwd=folder, stdout=subprocess.DEVNULL)
    me = psutil.Process(process.pid)
    while len(others := me.children()) < 2:
        time.sleep(0.005)
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(others, timeout=20)
    assert not alive


@pytest.mark.slow
def test_modules_that_lie_in_the_workspace_are_not_loaded(tmp_path: Path, command: list[str]) -> None:
    write(tmp_path, 60, seed=5)
    for name in ("pickle", "struct", "guidelint", "msgspec", "sitecustomize", "multiprocessing", "signal"):
        (tmp_path / f"{name}.py").write_text("open('owned', 'w').close()\n")
    done = subprocess.run([*command, "--jobs", "3"], cwd=tmp_path, stdout=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert not (tmp_path / "owned").exists()


@pytest.mark.slow
def test_the_script_of_the_caller_is_not_run_again(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"print('once')\n{SPAWNING}import guidelint; print(len(guidelint.check(jobs=3).findings) > 0)\n")
    done = subprocess.run([sys.executable, str(script)], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("once\nTrue\n", "")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_as_many_as_the_machine_has_and_the_work_is_worth(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(8))
    assert processes_for(10_000) == 8
    assert processes_for(59) == 1
    monkeypatch.setattr("sys.platform", platform)
    assert processes_for(10_000) == 8
    assert processes_for(900) == 1
    assert processes_for(1_000) == 2
