"""A guide's age: looked at where the workspace says after how many months it is stale, and never otherwise."""

from datetime import date

import pytest

from guidelint.rules.kinds.age import months_before
from tests.rules.conftest import Found

GUIDE = "materials: []\npublished: {updated: '2019-01-01'}\n"


def test_only_where_the_workspace_says_when(found: Found) -> None:
    assert found(GUIDE, "fields/not-updated") == []
    (one,) = found(GUIDE, "fields/not-updated", preview=False, settings="stale_after: 24\n")
    assert (one.location.start.line, one.location.text, one.level.word) == (5, "'2019-01-01'", "warning")
    assert one.message.zh.startswith("2019-01-01 以后没有更新过")
    fresh = GUIDE.replace("2019-01-01", date.today().isoformat())
    assert found(fresh, "fields/not-updated", settings="stale_after: 1\n") == []


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2026-11-30", 9, "2026-02-28"), ("2026-01-15", 1, "2025-12-15"), ("2024-02-29", 12, "2023-02-28")],
)
def test_months_are_those_of_the_calendar(day: str, months: int, before: str) -> None:
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(before)
