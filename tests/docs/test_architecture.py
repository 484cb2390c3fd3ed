"""The page of the architecture: its picture is that of today's imports, and each way to add something works as written."""

import re
import shutil
from pathlib import Path

import pytest

from docs import console, rooms

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"

_DIFF = re.compile(r"^```diff file=(?P<file>\S+)\n(?P<body>.*?)^```\n", re.MULTILINE | re.DOTALL)


def test_the_picture_is_that_of_the_imports() -> None:
    assert rooms.FILE.read_text(encoding="utf-8") == rooms.draw(), "run: python -m docs.rooms"


def test_every_room_is_told_of() -> None:
    rows = re.findall(r"^\| (`.*?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [room for row in rows for room in re.findall(r"`(\w+)`", row)] == rooms.rooms()[1:]


@pytest.mark.slow
def test_what_is_added_as_the_page_says_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Some seconds: every example of every rule is tried.
    for folder in ("src", "rules", "tickets"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    page = PAGE.read_text(encoding="utf-8")
    for block in _DIFF.finditer(page):
        apply(tmp_path / block["file"], block["body"])
    rest = _DIFF.sub("", page)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "src"))
    assert console.renewed(rest, "zh", tmp_path) == rest


def apply(file: Path, diff: str) -> None:
    """Put the lines with + between the lines without, which stand once in the file."""
    before = "".join(f"{line[1:]}\n" for line in diff.splitlines() if line.startswith(" "))
    after = "".join(f"{line[1:]}\n" for line in diff.splitlines())
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{file}: {before}"
    file.write_text(text.replace(before, after), encoding="utf-8")
