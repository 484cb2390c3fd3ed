"""一升一降 for people: each district's numbers over time, with what is not known said and never drawn as nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from guidelint.model.text import Lang, Text
from guidelint.site import charts
from guidelint.tickets.months import LENGTHS, YEAR, MonthSpan, iso, month, period_of, words
from guidelint.tickets.regions import region_name
from guidelint.tickets.statistics import Rate, StatisticsCell, StatisticsLine

DRAWN = 24  # districts with pictures: a province has more, and nobody looks at two hundred

_NONE = "—"
_DONE, _SATISFIED = Text("办成率", "got it done"), Text("满意率", "satisfied")


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a district. `line` is None where it is not known, and has a cell of zeros where nothing came in."""

    span: MonthSpan
    line: StatisticsLine | None
    is_running: bool = False

    @property
    def months(self) -> int:
        covered = self.line.cell.covered if self.line else ()
        return len(covered) or self.span.last - self.span.first + 1


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One period as the table under a chart shows it."""

    when: str
    received: str
    change: str
    done: str
    satisfied: str
    on_time: str
    source: str


@dataclass(frozen=True, slots=True)
class Trend:
    """One district: the latest numbers, pictures (SVG) of them all where there are several, the same numbers as a
    table, and what is not known. `fell` tells whether fewer tickets came in than a year before."""

    name: str
    latest: str
    when: str
    change: str | None
    fell: bool
    latest_rates: str
    received: str | None
    received_note: str
    rates: str | None
    rows: tuple[TrendRow, ...]
    gaps: tuple[str, ...]


def trends(
    lines: Sequence[StatisticsLine], kind: str, since: int | None, today: date, lang: Lang
) -> tuple[list[Trend], list[Trend]]:
    """One trend for each group of the lines: those with the most tickets, and the rest, of which no pictures are drawn.

    `since` is the month from which tickets were recorded, None for never.
    """
    groups = [(name, list(group)) for name, group in groupby(lines, key=lambda line: line.group)]
    most = sorted(groups, key=lambda group: -sum(line.cell.received for line in group[1]))[:DRAWN]
    names = {name for name, _ in most}
    made = [
        (
            name in names,
            _trend(name, list(_compared(list(_points(group, kind, since, today)))), lang, draw=name in names),
        )
        for name, group in groups
    ]
    return [trend for is_drawn, trend in made if is_drawn], [trend for is_drawn, trend in made if not is_drawn]


def _points(lines: Sequence[StatisticsLine], kind: str, since: int | None, today: date) -> Iterator[Point]:
    """The group's periods without a hole: tickets are recorded from `since` on, so there no ticket means none."""
    now = month(today.isoformat())
    is_recorded = any(line.cell.singles for line in lines)
    expected = None
    for line in lines:
        if expected is not None:
            yield from _hole(expected, line.span.first - 1, kind, since if is_recorded else None)
        yield Point(line.span, line, is_running=bool(line.cell.singles) and line.span.last >= now)
        expected = line.span.last + 1
    if is_recorded and expected is not None:
        for point in _hole(expected, now, kind, since):
            yield Point(point.span, point.line, is_running=point.span.last >= now)


def _compared(points: Sequence[Point]) -> Iterator[Point]:
    """The points, of which those without any ticket fell by all that came in a year before.

    Not so a period that still runs: how far the year before had come by the same day is not known here.
    """
    singles = {p.span: p.line for p in points if p.line is not None and p.line.cell.singles}
    for point in points:
        before = singles.get(MonthSpan(point.span.first - YEAR, point.span.last - YEAR))
        is_empty = point.line is not None and not point.line.cell.covered
        if is_empty and before is not None and not point.is_running:
            yield Point(point.span, StatisticsLine(None, point.span, StatisticsCell(), -100.0, before.cell))
        else:
            yield point


def _hole(first: int, last: int, kind: str, since: int | None) -> Iterator[Point]:
    if first > last:
        return
    if since is None or first < since:
        yield Point(MonthSpan(first, last), None)
        return
    for start in range(period_of(first, kind).first, last + 1, LENGTHS[kind]):
        yield Point(
            MonthSpan(max(start, first), start + LENGTHS[kind] - 1),
            StatisticsLine(None, MonthSpan(start, start), StatisticsCell()),
        )


def _trend(group: str | None, points: Sequence[Point], lang: Lang, *, draw: bool) -> Trend:
    name = Text("未注明地区", "district not said").in_(lang) if group is None else region_name(group)
    known = [(point, point.line) for point in points if point.line is not None]
    is_uneven = len({point.months for point, _ in known}) > 1
    point, line = known[-1]
    return Trend(
        name=name,
        latest=Text(f"{line.cell.received} 件", f"{line.cell.received} tickets").in_(lang),
        when=_when(point).in_(lang),
        change=None if line.change is None else Text(f"同比 {_change(line)}", f"{_change(line)} on the year").in_(lang),
        fell=line.change is not None and line.change < 0,
        latest_rates=_rate_words(line.cell, lang),
        received=_received(name, points, is_uneven, lang) if draw and len(known) > 1 else None,
        received_note=_received_note(is_uneven, points[-1].is_running).in_(lang),
        rates=_rates(name, points, lang) if draw else None,
        rows=tuple(_row(point, lang) for point in points),
        gaps=tuple(gap.in_(lang) for gap in _gaps(known)),
    )


def _rate_words(cell: StatisticsCell, lang: Lang) -> str:
    rates = ((_DONE, cell.done), (_SATISFIED, cell.satisfied))
    return " · ".join(f"{word.in_(lang)} {rate.percent:.1f}%" for word, rate in rates if rate.percent is not None)


def _received(name: str, points: Sequence[Point], is_uneven: bool, lang: Lang) -> str:
    bars = []
    for point in points:
        count = None if point.line is None else point.line.cell.received
        height = None if count is None else round(count / point.months, 2) if is_uneven else count
        said = _NONE if count is None else str(count)
        bars.append(charts.Bar(_short(point.span, lang), height, said, point.is_running))
    axis = Text("件/月", "a month") if is_uneven else Text("件", "tickets")
    label = Text(f"{name}接单数，数字见下表", f"{name}: tickets received; the numbers are in the table below")
    return charts.columns(bars, axis.in_(lang), label.in_(lang))


def _received_note(is_uneven: bool, is_running: bool) -> Text:
    said = Text("接单数", "Tickets received")
    if is_uneven:
        said = Text(
            "接单数：柱上的数字是合计；各时期长短不同，柱高是每月平均",
            "Tickets received: the figure is the total; periods differ in length, so the height is a month's average",
        )
    return Text(f"{said.zh}；浅色的时期未完", f"{said.en}; the pale period still runs") if is_running else said


def _rates(name: str, points: Sequence[Point], lang: Lang) -> str | None:
    series = {
        _DONE.in_(lang): [point.line.cell.done.percent if point.line else None for point in points],
        _SATISFIED.in_(lang): [point.line.cell.satisfied.percent if point.line else None for point in points],
    }
    drawn = {word: values for word, values in series.items() if any(value is not None for value in values)}
    if max((sum(value is not None for value in values) for values in drawn.values()), default=0) < 2:
        return None
    label = Text(
        f"{name}{'、'.join(drawn)}，数字见下表", f"{name}: {', '.join(drawn)}; the numbers are in the table below"
    )
    return charts.lines([_short(point.span, lang) for point in points], drawn, "%", label.in_(lang))


def _row(point: Point, lang: Lang) -> TrendRow:
    if point.line is None:
        unknown = Text("没有数据", "not known").in_(lang)
        return TrendRow(_when(point).in_(lang), unknown, _NONE, _NONE, _NONE, _NONE, _NONE)
    cell, before = point.line.cell, point.line.before
    praise = Text(f"（表扬 {cell.praise}）", f" ({cell.praise} praise)").in_(lang) if cell.praise else ""
    sources = [Text(f"单件工单 {cell.singles} 件", f"{cell.singles} single tickets").in_(lang)] if cell.singles else []
    sources += dict.fromkeys(aggregate.cite for aggregate in cell.used)
    if not sources:
        sources = [Text("这段时间没有工单", "no ticket came in").in_(lang)]
    return TrendRow(
        _when(point).in_(lang) + ("†" if cell.is_uneven else ""),
        f"{cell.received}{praise}",
        _NONE if point.line.change is None else _change(point.line),
        _percent(cell.done, before.done if before else None, lang),
        _percent(cell.satisfied, before.satisfied if before else None, lang),
        _percent(cell.on_time, before.on_time if before else None, lang),
        Text("；", "; ").in_(lang).join(sources),
    )


def _short(span: MonthSpan, lang: Lang) -> str:
    """A period as narrow as an axis needs it."""
    length, year, start = span.last - span.first + 1, span.first // YEAR, span.first % YEAR
    if length == LENGTHS["month"]:
        return iso(span.first)
    if length == LENGTHS["quarter"] and start % length == 0:
        return f"{year} Q{start // length + 1}"
    return words(span).in_(lang)


def _when(point: Point) -> Text:
    said = words(point.span)
    return Text(f"{said.zh}（未完）", f"{said.en} (running)") if point.is_running else said


def _change(line: StatisticsLine) -> str:
    return f"{line.change:+.1f}%{'*' if line.is_stated else ''}".replace("-", "−")


def _percent(rate: Rate, before: Rate | None, lang: Lang) -> str:
    if rate.percent is None:
        return _NONE
    if before is None or before.percent is None:
        return f"{rate.percent:.1f}%"
    points = f"{rate.percent - before.percent:+.1f}".replace("-", "−")
    return f"{rate.percent:.1f}%" + Text(f"（{points} 个百分点）", f" ({points} points)").in_(lang)


def _gaps(known: Sequence[tuple[Point, StatisticsLine]]) -> Iterator[Text]:
    cells = [line.cell for _, line in known]
    missing = [
        word
        for word, rates in (
            (_DONE, [cell.done for cell in cells]),
            (_SATISFIED, [cell.satisfied for cell in cells]),
            (Text("按时率", "on time"), [cell.on_time for cell in cells]),
        )
        if all(rate.percent is None for rate in rates)
    ]
    if missing:
        zh, en = "、".join(word.zh for word in missing), ", ".join(word.en for word in missing)
        yield Text(f"没有数据：{zh}", f"Not known: {en}")
    if all(line.change is None for _, line in known):
        yield Text("没有同比：不知道上年同期的数", "No comparison on the year: the same months before are not known")
