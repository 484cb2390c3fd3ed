"""Working days in China: weekends, public holidays, and the Saturdays and Sundays worked to make up for them.

A period starts on the day after (民法典第二百零一条), and a time limit in working days leaves out public holidays
(行政许可法第八十二条). Which days those are is announced each autumn by 国务院办公厅 for the next year and comes from the
`chinesecalendar` package.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from guidelint.model.errors import UsageError
from guidelint.model.text import Text

DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Raises UsageError for a year whose holidays the calendar does not know."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        raise UsageError(
            Text(
                f"不知道 {day.year} 年的放假安排（国务院办公厅一般在前一年年底公布）。"
                "请升级：pip install -U chinesecalendar；转办时也可以用 --due 直接写日期",
                f"the public holidays of {day.year} are not known (they are announced at the end of the year before); "
                "run pip install -U chinesecalendar; an assignment may also give the date itself with --due",
            )
        ) from None


def after_working_days(start: date, days: int) -> date:
    """The last day of a period of `days` working days that begins on the day after `start`; `start` itself for 0.

    Raises UsageError for years that the calendar does not know and for a negative number.
    """
    if days < 0:
        raise UsageError(Text("工作日天数不能是负数", "the number of working days cannot be negative"))
    day = start
    while days:
        day += DAY
        days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`; 0 where `end` is not later."""
    return sum(is_working_day(start + DAY * n) for n in range(1, (end - start).days + 1))


def working_days_of(year: int, month: int) -> tuple[date, ...]:
    """The working days of one month, in order."""
    return tuple(day for day in _days_of(year, month) if is_working_day(day))


def _days_of(year: int, month: int) -> Iterator[date]:
    day = date(year, month, 1)
    while day.month == month:
        yield day
        day += DAY
