"""Working days against the announced calendars (国务院办公厅关于部分节假日安排的通知)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.model.errors import UsageError
from guidelint.tickets.workdays import after_working_days, is_working_day, working_days_between, working_days_of


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2021-09-26", True),  # Sunday, makes up for National Day
        ("2021-10-01", False),
        ("2021-10-07", False),
        ("2021-10-08", True),
        ("2021-10-09", True),  # Saturday, makes up for National Day
        ("2021-10-10", False),
        ("2022-01-29", True),  # Saturday, makes up for the Spring Festival
        ("2022-01-31", False),  # Monday, the Spring Festival
        ("2021-11-20", False),  # an ordinary Saturday
    ],
)
def test_days(day: str, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2021-11-16", 5, "2021-11-23"),  # the first seed case
        ("2021-09-30", 5, "2021-10-13"),  # over National Day, with the made-up Saturday 9 October
        ("2021-09-24", 1, "2021-09-26"),  # a Friday, then the made-up Sunday
        ("2022-01-28", 2, "2022-01-30"),  # both days of the weekend before the Spring Festival are worked
        ("2021-11-16", 0, "2021-11-16"),
    ],
)
def test_period(start: str, days: int, end: str) -> None:
    assert after_working_days(date.fromisoformat(start), days) == date.fromisoformat(end)


def test_month() -> None:
    october = working_days_of(2021, 10)
    assert len(october) == 17
    assert (october[0], october[1]) == (date(2021, 10, 8), date(2021, 10, 9))


@given(st.dates(date(2010, 1, 1), date(2024, 12, 31)), st.integers(0, 60))
def test_counting_back(start: date, days: int) -> None:
    end = after_working_days(start, days)
    assert working_days_between(start, end) == days
    assert days == 0 or is_working_day(end)
    assert working_days_between(end, start) == 0


@pytest.mark.parametrize("year", [1999, 2099])
def test_unknown_years_are_refused(year: int) -> None:
    with pytest.raises(UsageError, match=str(year)):
        is_working_day(date(year, 1, 4))
    with pytest.raises(UsageError):
        after_working_days(date(year, 1, 4), 1)


def test_negative_is_refused() -> None:
    with pytest.raises(UsageError):
        after_working_days(date(2021, 1, 4), -1)


def test_due_in_an_unknown_year_ends() -> None:
    """The end of what the calendar knows: refused, not run past."""
    with pytest.raises(UsageError):
        after_working_days(date(2098, 12, 31) - timedelta(days=1), 30)
