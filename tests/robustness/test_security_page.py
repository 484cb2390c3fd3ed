"""SECURITY.md names the test of each promise; a promise whose test is gone is no promise."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)


def test_there_are_promises() -> None:
    assert len(NAMED) > 20


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_the_test_of_a_promise_exists(file: str, test: str) -> None:
    assert f"\ndef {test or 'test_'}" in (ROOT / file).read_text(encoding="utf-8")


def test_every_promise_says_what_shows_it() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "| shown by |" not in line]
    assert [row for row in rows if "`tests/" not in row and "`python -m fuzz`" not in row] == []
    assert len(rows) > 60
