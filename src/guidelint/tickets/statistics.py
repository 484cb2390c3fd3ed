"""一升一降: how many tickets came in, how many got done, how many applicants were satisfied, how many were on time.

A number comes from single tickets or, for months without any, from published aggregates; the two are never added for
the same months. Counted are tickets that the workspace received itself: cases out of the press (公开报道) and
illustrations (演示) are evidence for rules, not work that came in, and are left out unless asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from msgspec import structs

from guidelint.model.course import is_on_time
from guidelint.model.ticket import ILLUSTRATION, Ticket
from guidelint.tickets.aggregates import Aggregate, may_overlap
from guidelint.tickets.months import YEAR, MonthSpan, month, period_of

PRESS = "公开报道"
NOT_COUNTED = (PRESS, ILLUSTRATION)
LATER = "日期未到"


@dataclass(frozen=True, slots=True)
class Rate:
    """`part` of `whole`; an aggregate's rate makes a part that is no whole number."""

    part: float = 0
    whole: int = 0

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.part + other.part, self.whole + other.whole)

    @property
    def percent(self) -> float | None:
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class StatisticsCell:
    """The numbers of one group in one period. `covered` are the months for which anything is known; `left_out` are
    aggregates that single tickets of the same months replace."""

    received: int = 0
    done: Rate = field(default_factory=Rate)
    satisfied: Rate = field(default_factory=Rate)
    on_time: Rate = field(default_factory=Rate)
    praise: int = 0
    singles: int = 0
    covered: frozenset[int] = frozenset()
    used: tuple[Aggregate, ...] = ()
    left_out: tuple[Aggregate, ...] = ()

    @property
    def is_uneven(self) -> bool:
        """Whether the number adds up parts that are known for different months."""
        return len(set(self._months_by_scope().values())) > 1

    def compares_with(self, before: "StatisticsCell") -> bool:
        """Whether `before` knows the same months of the year before, of the same parts."""
        if before.covered != frozenset(number - YEAR for number in self.covered):
            return False
        ours, theirs = self._months_by_scope(), before._months_by_scope()
        if len(ours.keys() | theirs.keys()) <= 1:
            return True  # single tickets of one year may follow aggregates of another: one part all the same
        shifted = {scope: frozenset(number - YEAR for number in months) for scope, months in ours.items()}
        return shifted == theirs and not self.singles and not before.singles

    def _months_by_scope(self) -> dict[tuple[str | None, ...], frozenset[int]]:
        found: dict[tuple[str | None, ...], frozenset[int]] = {}
        for aggregate in self.used:
            found[aggregate.scope] = found.get(aggregate.scope, frozenset()) | aggregate.span.months
        return found


@dataclass(frozen=True, slots=True)
class StatisticsLine:
    """One line of the report. `change` is the year-on-year change of `received` in per cent and `before` the cell that
    it compares with; both None where the same months of the year before are not known. `is_stated` tells that the
    change is the source's own word."""

    group: str | None
    span: MonthSpan
    cell: StatisticsCell
    change: float | None = None
    before: StatisticsCell | None = None
    is_stated: bool = False


@dataclass(frozen=True, slots=True)
class Statistics:
    """All that is counted, as of one day (the day after which nothing is known).

    `since` is the month from which tickets were recorded: that of the first one, where it is not given.
    """

    tickets: Sequence[Ticket]
    aggregates: Sequence[Aggregate]
    today: date
    since: int | None = None

    def lines(self, by: str, kind: str) -> Iterator[StatisticsLine]:
        """The report by district, hall, channel, problem or period alone, for months, quarters, halves or years.

        An aggregate that does not fit into one period of the kind has a line of its own.
        """
        ticket_key, aggregate_key = _KEYS[by]
        groups = {ticket_key(t) for t in self.tickets} | {aggregate_key(a) for a in self.aggregates}
        for group in sorted(groups, key=lambda g: (g is None, g or "")):
            part = Statistics(
                [t for t in self.tickets if ticket_key(t) == group],
                [a for a in self.aggregates if aggregate_key(a) == group],
                self.today,
                min((month(t.received) for t in self.tickets), default=None),
            )
            yield from (replace(line, group=group) for line in part._lines_of_group(kind))

    def cell(self, span: MonthSpan, until: date | None = None) -> StatisticsCell:
        """The numbers for some months; single tickets only up to the day `until`."""
        return self._cell(span.months, until)

    def _lines_of_group(self, kind: str) -> Iterator[StatisticsLine]:
        spans = {period_of(month(t.received), kind) for t in self.tickets}
        for aggregate in self.aggregates:
            period = period_of(aggregate.span.first, kind)
            spans.add(period if aggregate.span.is_within(period) else aggregate.span)
        yield from (self._line(span) for span in sorted(spans))

    def _line(self, span: MonthSpan) -> StatisticsLine:
        cell = self.cell(span)
        shown = MonthSpan(min(cell.covered), max(cell.covered)) if cell.covered and not cell.singles else span
        before = self._year_before(cell)
        if before is not None and before.received:
            return StatisticsLine(None, shown, cell, 100 * (cell.received - before.received) / before.received, before)
        stated = cell.used[0].change if len(cell.used) == 1 and not cell.singles else None
        return StatisticsLine(None, shown, cell, stated, before, is_stated=stated is not None)

    def _year_before(self, cell: StatisticsCell) -> StatisticsCell | None:
        """The same months of the year before, as far into the last of them; None where not all are known."""
        if not cell.covered:
            return None
        months = frozenset(number - YEAR for number in cell.covered)
        is_running = max(cell.covered) == month(self.today.isoformat())
        before = self._cell(months, _a_year_before(self.today) if is_running else None)
        return before if cell.compares_with(before) else None

    def _cell(self, months: frozenset[int], until: date | None) -> StatisticsCell:
        singles = [t for t in self.tickets if month(t.received) in months]
        used, left_out = self._usable(months)
        from_aggregates = frozenset(number for a in used for number in a.span.months)
        if until is not None:
            singles = [t for t in singles if t.received <= until.isoformat()]
        return StatisticsCell(
            received=len(singles) + sum(a.received for a in used),
            done=sum((_rate(t.done) for t in singles), Rate()) + _total(used, lambda a: a.done_rate),
            satisfied=sum((_rate(t.satisfied) for t in singles), Rate()) + _total(used, lambda a: a.satisfied_rate),
            on_time=sum((_rate(is_on_time(t, self.today)) for t in singles), Rate())
            + _total(used, lambda a: a.on_time_rate),
            praise=sum(a.praise or 0 for a in used),
            singles=len(singles),
            covered=from_aggregates | (self._recorded() & months),
            used=tuple(used),
            left_out=tuple(left_out),
        )

    def _usable(self, months: frozenset[int]) -> tuple[list[Aggregate], list[Aggregate]]:
        """Aggregates wholly inside the months that neither single tickets nor a wider aggregate count already."""
        used: list[Aggregate] = []
        left_out: list[Aggregate] = []
        inside = (a for a in self.aggregates if a.span.months <= months)
        for aggregate in sorted(inside, key=_width):
            if any(month(t.received) in aggregate.span.months and _may_be_in(t, aggregate) for t in self.tickets):
                left_out.append(aggregate)
            elif not any(a.span.overlaps(aggregate.span) and may_overlap(a.scope, aggregate.scope) for a in used):
                used.append(aggregate)
        return used, left_out

    def _recorded(self) -> frozenset[int]:
        """Months since tickets were recorded, for a group that has any: there no ticket means that none came in."""
        if not self.tickets:
            return frozenset()
        first = min(month(t.received) for t in self.tickets) if self.since is None else self.since
        return frozenset(range(first, month(self.today.isoformat()) + 1))


def counted(tickets: Iterable[Ticket], today: date, also: Sequence[str] = ()) -> tuple[list[Ticket], dict[str, int]]:
    """The tickets that count as they stood on the day, and how many do not: of each kind of source, and of a later day."""
    kept: list[Ticket] = []
    left: dict[str, int] = {}
    day = today.isoformat()
    for ticket in tickets:
        why = ticket.source_kind if ticket.source_kind in NOT_COUNTED and ticket.source_kind not in also else None
        why = LATER if ticket.received > day else why
        if why is not None:
            left[why] = left.get(why, 0) + 1
        else:
            kept.append(_as_of(ticket, day))
    return kept, left


def published(aggregates: Iterable[Aggregate], today: date) -> list[Aggregate]:
    """The aggregates of months that had begun by that day."""
    return [one for one in aggregates if one.span.last <= month(today.isoformat())]


def _as_of(ticket: Ticket, day: str) -> Ticket:
    """The ticket as it stood on a day: what came of it later was not known."""
    if ticket.closed is None or ticket.closed <= day:
        return ticket
    return structs.replace(ticket, outcome=None)


_KEYS: dict[str, tuple[Callable[[Ticket], str | None], Callable[[Aggregate], str | None]]] = {
    "district": (lambda t: t.region, lambda a: a.region),
    "hall": (lambda t: t.hall, lambda a: a.hall),
    "channel": (lambda t: t.channel, lambda a: a.channel),
    "problem": (lambda t: t.problem, lambda a: a.problem),
    "period": (lambda t: "", lambda a: ""),
}


def _rate(verdict: bool | None) -> Rate:
    return Rate() if verdict is None else Rate(float(verdict), 1)


def _total(used: Iterable[Aggregate], rate: Callable[[Aggregate], float | None]) -> Rate:
    known = ((a, rate(a)) for a in used)
    return sum((Rate(percent * a.received / 100, a.received) for a, percent in known if percent is not None), Rate())


def _width(aggregate: Aggregate) -> tuple[int, int, MonthSpan]:
    """The widest scope first, then the longest span: what it holds must not be counted again."""
    said = sum(part is not None for part in aggregate.scope)
    zeros = len(aggregate.region or "") - len((aggregate.region or "").rstrip("0"))
    return said * 10 - zeros, aggregate.span.first - aggregate.span.last, aggregate.span


def _may_be_in(ticket: Ticket, aggregate: Aggregate) -> bool:
    return may_overlap((ticket.region, ticket.hall, ticket.channel, ticket.problem), aggregate.scope)


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
