"""The command as a user runs it."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


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
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file of the workspace in `tmp_path`."""

    def write(name: str, content: str | bytes) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write
