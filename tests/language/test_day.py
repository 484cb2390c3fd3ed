"""Dates as people write them."""

from datetime import date

import pytest

from guidelint.language.day import read_day
from guidelint.model.errors import UsageError


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-29", "2024/2/29", "2024.02.29", "20240229", "2024年2月29日", "２０２４年２月２９日", "2024－02－29",
        "二〇二四年二月二十九日", "二○二四年二月廿九日", "2024年02月29日上午", "2024-02-29 10:30", "2024-02-29T10:30:00",
        "2024-02-29 上午", "\u20602024-02-29\u200b",
    ],
)  # fmt: skip
def test_date(text: str) -> None:
    assert read_day(text, "") == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["2023-02-29", "0000-01-01", "2024-13-01", "2024年三五月一日", "2024", ""])
def test_no_date(text: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        read_day(text, "")
