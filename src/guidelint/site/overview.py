"""The first page: how tickets develop, what could have been prevented, and where the findings are."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidelint.model.regex import regex
from guidelint.model.rule import Level
from guidelint.model.text import Text
from guidelint.output.text import level_word
from guidelint.rules.completeness import CompletenessTable
from guidelint.site import charts
from guidelint.site.elements import name
from guidelint.site.names import page_name
from guidelint.site.site import LEVELS, Entry, Site
from guidelint.site.trends import trends
from guidelint.tickets.backtest import BacktestOutcome, Verdict, share_prevented
from guidelint.tickets.caveats import notes
from guidelint.tickets.months import month
from guidelint.tickets.regions import region_name
from guidelint.tickets.statistics import Statistics

DRAWN = 12  # bars of a picture; the table below has more
LISTED = 100  # rows of such a table
WORST = 10
REASONS = 5

_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2} ?")

_OUTCOMES = {
    BacktestOutcome.PREVENTED: Text("能提前发现", "prevented"),
    BacktestOutcome.NOT_PREVENTED: Text("不能发现", "not prevented"),
    BacktestOutcome.CANNOT_SAY: Text("说不准", "cannot say"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """The tickets that count as work that came in, and how many do not by kind of source."""

    statistics: Statistics
    left: Mapping[str, int]
    period: str


@dataclass(frozen=True, slots=True)
class Figure:
    number: str
    said: str
    href: str


@dataclass(frozen=True, slots=True)
class RankingRow:
    name: str
    counts: tuple[int, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Findings sorted by one thing: a picture of the first ones and a table; `more` tells what the table leaves out."""

    title: str
    said: str
    picture: str
    rows: Sequence[RankingRow]
    more: str | None


def values(
    site: Site, counted: Counted, verdicts: Sequence[Verdict] | None, indicators: Sequence[CompletenessTable]
) -> Mapping[str, Any]:
    """What the template `overview.html` is filled with; `verdicts` None means that nobody looked back."""
    lines = list(counted.statistics.lines("district", counted.period))
    tickets = counted.statistics.tickets
    since = min((month(ticket.received) for ticket in tickets), default=None)
    drawn, rest = trends(lines, counted.period, since, site.today, site.lang)
    return {
        "figures": _figures(site, verdicts or ()),
        "trends": drawn,
        "other_trends": rest,
        "trend_said": site.say(
            Text(
                f"按地区和时期。单件工单 {len(tickets)} 件，汇总数 {len(counted.statistics.aggregates)} 条；"
                "同一时期两样都有的，只算单件，不相加；没有数据的地方写“—”或“没有数据”，不当作 0。",
                f"By district and period: {len(tickets)} single tickets and {len(counted.statistics.aggregates)} "
                "published aggregates, never added for the same months. What is not known is marked — and is not 0.",
            )
        ),
        "trend_notes": [site.say(note) for note in notes(lines, counted.left)],
        "prevented": _prevented(site, verdicts),
        "rankings": [_by_rule(site), _by_district(site), _by_hall(site)],
        "indicators": [(table, _headings(site, table)) for table in indicators if table.total.guides],
        "worst": [entry for entry in site.ranked()[:WORST] if any(entry.counts)],
        "sources": [site.say(source) for source in _sources(site)],
    }


def _headings(site: Site, table: CompletenessTable) -> Sequence[str]:
    """The elements in the profile's own words; in English by their keys."""
    if site.lang == "zh":
        return table.elements
    return [name("guide", tuple(key.replace("[]", "").split(".")), site.lang) for key in table.keys]


def _figures(site: Site, verdicts: Sequence[Verdict]) -> list[Figure]:
    entries = site.entries.values()
    clean = sum(not any(entry.counts) for entry in entries)
    by_level = Counter(finding.level for finding in site.report.findings)
    share = share_prevented(verdicts)
    figures = [
        Figure(f"{len(entries)}", site.say(Text("份指南", "guides")), "guides/index.html"),
        Figure(f"{clean}", site.say(Text("份没有问题", "guides without findings")), "guides/index.html"),
    ]
    for level in LEVELS:
        if by_level[level] or level is Level.ERROR:
            word = level_word(level)
            figures.append(Figure(f"{by_level[level]}", site.say(Text(f"处{word.zh}", f"{word.en}s")), "#findings"))
    own, public = site.own_and_public()
    figures.append(Figure(f"{own}", site.say(Text("件本单位工单", "own tickets")), "tickets/index.html"))
    figures.append(Figure(f"{public}", site.say(Text("件公开案例", "public cases")), "tickets/index.html"))
    figures.append(
        Figure("—" if share is None else f"{share:.0%}", site.say(Text("能提前发现", "preventable")), "#prevented")
    )
    return figures


def _prevented(site: Site, verdicts: Sequence[Verdict] | None) -> Mapping[str, Any]:
    if verdicts is None:
        said = Text("这一次没有算（--no-backtest）。", "Not told this time (--no-backtest).")
        return {"said": site.say(said), "picture": "", "rows": [], "reasons": []}
    counts = Counter(verdict.outcome for verdict in verdicts)
    rows = [(site.say(word), counts[outcome]) for outcome, word in _OUTCOMES.items()]
    share = share_prevented(verdicts)
    rate = "—" if share is None else f"{share:.0%}"
    alone = sum(bool(verdict.rules) for verdict in verdicts)
    judged = len(verdicts) - counts[BacktestOutcome.CANNOT_SAY]
    said = Text(
        f"用今天的规则去查每件工单发生前一天的指南。{len(verdicts)} 件工单里能判断的有 {judged} 件，"
        + (f"其中 {counts[BacktestOutcome.PREVENTED]} 件能提前发现（{rate}），只看指南就能发现的 {alone} 件。" if judged else "所以没有比例可说。"),
        f"Today's rules, run on each ticket's guide as it stood the day before. Of {len(verdicts)} tickets {judged} can "
        + (f"be judged; {counts[BacktestOutcome.PREVENTED]} of them would have been prevented ({rate}), {alone} by the guide alone." if judged else "be judged, so there is no share to tell."),
    )  # fmt: skip
    picture = ""
    if judged:
        label = Text("回溯检验的结果，数字见下表", "outcomes of the backtest; the numbers are in the table below")
        bars = [(word, {"count": count}) for word, count in rows]
        picture = charts.ranking(bars, {"count": ""}, site.say(label))
    day = site.say(Text("工单前一天", "the day before the ticket"))
    reasons = Counter(_DAY.sub(day, site.say(v.reason)) for v in verdicts if v.reason is not None)
    return {"said": site.say(said), "picture": picture, "rows": rows, "reasons": reasons.most_common(REASONS)}


def _by_rule(site: Site) -> Ranking:
    counts: dict[str, Counter[Level]] = {}
    for finding in site.report.findings:
        counts.setdefault(finding.rule, Counter())[finding.level] += 1
    titles = {id: site.say(loaded.rule.title) for id, loaded in site.engine.ruleset.rules.items()}
    rows = [RankingRow(titles[id], _levels(c), page_name("rules", id)) for id, c in counts.items()]
    said = Text("每条规则检出的处数", "how often each rule fired")
    return _ranking(site, Text("按规则", "By rule"), said, rows)


def _by_district(site: Site) -> Ranking:
    def name(code: str | None) -> str:
        return site.say(Text("（未注明）", "(not said)")) if code is None else region_name(code)

    counts = _summed(site, lambda entry: (entry.guide.district,))
    rows = [RankingRow(name(code), c, page_name("districts", code) if code else None) for code, c in counts.items()]
    said = Text("指南所在地区的问题处数", "findings in the guides of each district")
    return _ranking(site, Text("按地区", "By district"), said, rows)


def _by_hall(site: Site) -> Ranking:
    counts = _summed(site, lambda entry: entry.guide.halls)
    rows = [RankingRow(hall, c, page_name("halls", hall)) for hall, c in counts.items()]
    without = sum(bool(any(entry.counts)) and not entry.guide.halls for entry in site.entries.values())
    said = Text("写明大厅的指南的问题处数", "findings in guides that name a hall")
    if without:
        said = Text(
            f"{said.zh}；另有 {without} 份有问题的指南没有写大厅",
            f"{said.en}; {without} more guides with findings name none",
        )
    return _ranking(site, Text("按大厅", "By hall"), said, rows)


def _ranking(site: Site, title: Text, said: Text, rows: Iterable[RankingRow]) -> Ranking:
    ranked = sorted((row for row in rows if any(row.counts)), key=lambda row: (-sum(row.counts), row.name))
    words = {level.word: site.say(level_word(level)) for level in LEVELS}
    used = {word: words[word] for i, word in enumerate(words) if any(row.counts[i] for row in ranked)}
    bars = [(row.name, dict(zip(words, row.counts, strict=True))) for row in ranked[:DRAWN]]
    label = Text(
        f"{title.zh}的问题处数，数字见下表", f"findings {title.en.lower()}; the numbers are in the table below"
    )
    more = len(ranked) - LISTED
    return Ranking(
        title=site.say(title),
        said=site.say(said),
        picture=charts.ranking(bars, used, site.say(label)) if bars else "",
        rows=ranked[:LISTED],
        more=site.say(Text(f"另有 {more} 项没有列出", f"{more} more are not listed")) if more > 0 else None,
    )


def _summed(site: Site, groups: Callable[[Entry], Iterable[str | None]]) -> dict[Any, tuple[int, ...]]:
    found: dict[Any, tuple[int, ...]] = {}
    for entry in site.entries.values():
        for group in groups(entry):
            before = found.get(group, (0,) * len(LEVELS))
            found[group] = tuple(a + b for a, b in zip(before, entry.counts, strict=True))
    return found


def _levels(counts: Counter[Level]) -> tuple[int, ...]:
    return tuple(counts[level] for level in LEVELS)


def _sources(site: Site) -> Iterable[Text]:
    rules = site.engine.ruleset.rules.values()
    active = sum(loaded.is_active for loaded in rules)
    yield Text(
        f"指南：工作区里的全部 {len(site.entries)} 份，用 {active} 条有工单依据的规则检查；被注释忽略的不算。",
        f"Guides: all {len(site.entries)} of the workspace, checked with the {active} rules that a ticket backs; what a "
        "comment suppresses is not counted.",
    )
    own = len(site.engine.ticket_files)
    yield Text(
        f"工单：工作区自己的 {own} 件，加上随 guidelint 发布的公开案例，共 {len(site.engine.tickets)} 件。公开案例和演示是规则的依据，"
        "不算这里收到的工单。",
        f"Tickets: {own} of the workspace and the public cases that come with guidelint, {len(site.engine.tickets)} in "
        "all. Public cases and illustrations back rules and do not count as work that came in.",
    )
    illustrations = sum(bool(entry.is_illustration) for entry in site.entries.values())
    if illustrations:
        yield Text(
            f"其中 {illustrations} 份指南是演示，也算在问题里。",
            f"{illustrations} of the guides are illustrations and count too.",
        )
    without = sum(entry.guide.district is None for entry in site.entries.values())
    if without:
        yield Text(
            f"{without} 份指南没有写行政区划代码，按地区看时列在“未注明”。", f"{without} guides name no district."
        )
    yield Text(
        "办成率、满意率、按时率只在写明结果的工单里算；比例后面没有“同比”的，是因为不知道上年同期的数。",
        "Rates are of those tickets that say their outcome. Without a comparison, the same months before are not known.",
    )
