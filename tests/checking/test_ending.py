"""How the program ends: at once, but with all that was to be said and done."""

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = "import sys; sys.argv = ['guidelint', *sys.argv[1:]]; from guidelint.__main__ import main; {before}; main()"


def ended(before: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    code = COMMAND.format(before=before)
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *arguments],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["check"], 2), (["schema", "guide"], 0)])
def test_what_was_said_has_left_the_process(tmp_path: Path, arguments: list[str], code: int) -> None:
    done = ended("sys.stdout.write('说' * 10_000); sys.stderr.write('x')", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert done.stdout.startswith("说" * 10_000)
    assert done.stderr.startswith("x")


def test_what_was_to_be_done_at_the_end_is_done(tmp_path: Path) -> None:
    before = "import atexit; atexit.register(print, '最后')"
    done = ended(before, "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "最后")


def test_another_thread_comes_to_its_end(tmp_path: Path) -> None:
    before = "import threading; threading.Timer(0.3, print, ['线程']).start()"
    done = ended(before, "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "线程")
