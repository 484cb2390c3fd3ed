"""The same bytes in the same order whatever the number of processes, the hash seed, the locale, and what is remembered."""

import os
import shutil
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


# With what a console can show: the bytes differ, the words do not.
ENCODINGS = [
    ("gb18030", {"PYTHONIOENCODING": "gb18030"}),
    ("gbk", {"PYTHONIOENCODING": "gbk", "LANG": "zh_CN.GBK"}),
    ("utf-8", {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}),  # nobody has an ASCII terminal any more
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workspace")
    write(made, 60, seed=8)
    (made / "guides" / "坏.yaml").write_text("a: b: c\n", encoding="utf-8")
    return made


@pytest.mark.slow
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


def said(folder: Path, *options: str, environment: dict[str, str] | None = None) -> bytes:
    command = [sys.executable, "-m", "guidelint", "check", "--no-cache", *options]
    env = os.environ | (environment or {})
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"")
    return done.stdout


@pytest.mark.slow
def test_same_words_in_every_locale(folder: Path) -> None:
    expected = said(folder).decode()
    for encoding, environment in ENCODINGS:
        assert said(folder, environment=environment).decode(encoding) == expected


@pytest.mark.slow
def test_same_bytes_from_a_checkout_with_the_line_endings_of_windows(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "workspace"
    shutil.copytree(folder, copy)
    for file in copy.rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    for options in (["--format", "text"], ["--format", "sarif", "--jobs", "2"], ["--format", "json"]):
        assert said(copy, *options) == said(folder, *options)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are always Unicode")
def test_names_that_the_locale_cannot_read_are_told_with_what_helps(folder: Path) -> None:
    """As where names are in UTF-8 and the locale is an old one."""
    command = [sys.executable, "-m", "guidelint", "check", "--lang", "en"]
    env = os.environ | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("guides/坏.yaml error in the file file names are taken for ascii here")
    assert done.stderr.decode().endswith("set PYTHONUTF8=1\n")
