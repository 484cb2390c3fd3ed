"""What a copy of the process does while the check prints is done when the check ends."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from benchmarks.corpus import write
from guidelint.checking.copies import done_aside
from guidelint.workspace import store

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")

# A check that tells on standard error how many copies it made, and whether it looked at any guide.
CHECK = """
import os, sys
from guidelint.checking import memory
from guidelint.workspace import standing

standing.YOUNG = -(10**15)
memory._WORTH_A_COPY = 1
copies, fork = [], os.fork

def counted():
    copies.append(1)
    {refusing}
    return fork()

os.fork = counted
from guidelint.__main__ import run

code = run(["check", "--jobs", "1"])
print(len(copies), "guidelint.checking.examining" in sys.modules, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize("refusing", ["pass", "raise BlockingIOError"], ids=["copied", "refused"])
def test_the_next_check_finds_what_was_kept(tmp_path: Path, refusing: str) -> None:
    """Takes seconds: three commands."""
    write(tmp_path / "workspace", 24, seed=11)
    cache = tmp_path / "cache"

    def check() -> tuple[int, bytes, bytes]:
        command = [sys.executable, "-c", CHECK.format(refusing=refusing)]
        environment = {**os.environ, store.VARIABLE: str(cache)}
        done = subprocess.run(
            command, cwd=tmp_path / "workspace", env=environment, capture_output=True, timeout=60, check=False
        )
        return done.returncode, done.stdout, done.stderr.strip()

    code, shown, said = check()
    assert (code, said) == (1, b"1 True")
    assert check() == (code, shown, b"0 False")  # printed again
    for printed in cache.glob("printed-*"):
        printed.unlink()
    assert check() == (code, shown, b"0 False")  # from the report


def test_it_is_done_elsewhere_and_waited_for(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "done").write_text(str(os.getpid()))

    wait = done_aside(work)
    wait()
    is_alone = threading.active_count() == 1
    assert ((tmp_path / "done").read_text() != str(os.getpid())) == is_alone
    wait()  # a second time is nothing


def test_what_goes_wrong_there_is_nobodys_business() -> None:
    script = (
        "from guidelint.checking.copies import done_aside\n"
        "def work():\n    raise OSError('disk full')\n"
        "print('before'); done_aside(work)(); print('after')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "before\nafter\n", "")
