"""The same bytes in the same order whatever the number of processes, the hash seed, the locale, and what is remembered."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import write

VARIATIONS = [
    (["--no-cache", "--jobs", "1"], {"PYTHONHASHSEED": "0"}),
    (["--no-cache", "--jobs", "2"], {"PYTHONHASHSEED": "1"}),
    (["--no-cache", "--jobs", "7"], {"PYTHONHASHSEED": "4242", "LC_ALL": "C"}),
    ([], {"LC_ALL": "C", "PYTHONUTF8": "1"}),
    ([], {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati"}),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workspace")
    write(made, 60, seed=8)
    (made / "guides" / "坏.yaml").write_text("a: b: c\n", encoding="utf-8")
    return made


@pytest.mark.parametrize("format", ["text", "json"])
def test_same_bytes(folder: Path, format: str) -> None:
    """Takes some seconds: five runs of the command."""
    answers = {
        subprocess.run(
            [sys.executable, "-m", "guidelint", "check", "--verbose", "--format", format, *options],
            cwd=folder,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            check=False,
        ).stdout
        for options, environment in VARIATIONS
    }
    assert len(answers) == 1
    assert len(answers.pop()) > 10_000
