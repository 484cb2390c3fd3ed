"""The command as a user runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import Outcome, Run, Write, writer


@pytest.fixture
def guidelint(tmp_path: Path) -> Run:
    """Run `guidelint ARGUMENTS` in a process of its own, by default in `tmp_path`."""

    def run(
        *arguments: str, cwd: Path = tmp_path, stdin: bytes | None = None, env: dict[str, str] | None = None
    ) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "guidelint", *arguments],
            cwd=cwd, input=stdin, capture_output=True, timeout=120, check=False, env=env,
        )  # fmt: skip
        return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the workspace in `tmp_path`."""
    return writer(tmp_path)
