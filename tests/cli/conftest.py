"""The command as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import preloaded
from tests.command import Outcome, Run, Write, writer
from tests.preloaded import Preloaded


@pytest.fixture
def guidelint(tmp_path: Path, preloaded_process: Preloaded) -> Run:
    """Run `guidelint ARGUMENTS` in a process of its own, by default in `tmp_path`."""

    def run(
        *arguments: str, cwd: Path = tmp_path, stdin: bytes | None = None, env: dict[str, str] | None = None
    ) -> Outcome:
        env = dict(os.environ) if env is None else env
        if preloaded.is_possible(env):
            return preloaded_process.run(arguments, cwd, stdin or b"", env)
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
