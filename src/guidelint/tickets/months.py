"""Months and the periods that reports are made for. A month is a number: 12 × year + month − 1."""

from dataclasses import dataclass

from guidelint.model.text import Text

LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""Months in a period of each kind."""

YEAR = 12
_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class MonthSpan:
    """Months `first` to `last`, both included."""

    first: int
    last: int

    @property
    def months(self) -> frozenset[int]:
        return frozenset(range(self.first, self.last + 1))

    def is_within(self, other: "MonthSpan") -> bool:
        return other.first <= self.first and self.last <= other.last

    def overlaps(self, other: "MonthSpan") -> bool:
        return self.first <= other.last and other.first <= self.last

    @property
    def iso(self) -> str:
        return f"{iso(self.first)}/{iso(self.last)}"


def month(iso_date: str) -> int:
    """The month of an ISO date or `YYYY-MM`."""
    return int(iso_date[:4]) * YEAR + int(iso_date[5:7]) - 1


def iso(number: int) -> str:
    return f"{number // YEAR:04d}-{number % YEAR + 1:02d}"


def period_of(number: int, kind: str) -> MonthSpan:
    """The month, quarter, half or whole year in which a month lies."""
    length = LENGTHS[kind]
    first = number - number % length
    return MonthSpan(first, first + length - 1)


def words(span: MonthSpan) -> Text:
    """A span as people say it: 2022 年上半年, 2022 年 1–5 月."""
    year, start, length = span.first // YEAR, span.first % YEAR, span.last - span.first + 1
    if length == 12 and start == 0:
        return Text(f"{year}年", f"{year}")
    if length == 6 and start % 6 == 0:
        return Text(f"{year}年{'下' if start else '上'}半年", f"{year} H{2 if start else 1}")
    if length == 3 and start % 3 == 0:
        return Text(f"{year}年{_QUARTERS[start // 3]}季度", f"{year} Q{start // 3 + 1}")
    if length == 1:
        return Text(f"{year}年{start + 1}月", iso(span.first))
    if span.last // YEAR == year:
        return Text(f"{year}年{start + 1}–{span.last % YEAR + 1}月", f"{iso(span.first)} to {iso(span.last)}")
    ends = f"{span.last // YEAR}年{span.last % YEAR + 1}月"
    return Text(f"{year}年{start + 1}月–{ends}", f"{iso(span.first)} to {iso(span.last)}")
