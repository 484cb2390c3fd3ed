"""SECURITY.md names the test of each promise; a promise whose test is gone is no promise."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))


def test_there_are_promises() -> None:
    assert len(NAMED) > 20


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_the_test_of_a_promise_exists(file: str, test: str) -> None:
    assert f"\ndef {test or 'test_'}" in (ROOT / file).read_text(encoding="utf-8")
