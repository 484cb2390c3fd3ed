"""`guidelint stats`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.cli.options import lang_option, language
from guidelint.cli.terminal import for_programs
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.tickets.statistics import Rate, StatisticsLine

_HEADINGS = {
    "district": Text("区", "district"),
    "hall": Text("大厅", "hall"),
    "channel": Text("渠道", "channel"),
    "problem": Text("问题类型", "problem"),
    "period": Text("", ""),
}
_NUMBERS = (
    Text("时期", "period"),
    Text("接单数", "received"),
    Text("同比", "on year"),
    Text("办成率", "done"),
    Text("满意率", "satisfied"),
    Text("按时率", "on time"),
)
_NONE = "—"


@click.command("stats")
@click.option("--by", type=click.Choice(list(_HEADINGS)), default="district", help="按什么分组 · group by")
@click.option(
    "--period",
    type=click.Choice(["month", "quarter", "half", "year"]),
    default="year",
    help="时期 · length of a period",
)
@click.option("--also", multiple=True, type=click.Choice(["公开报道", "演示"]), help="也计入这种来源 · count these too")
@click.option("--as-of", metavar="DATE", help="当作今天的日期 · the day to count as today")
@click.option("--elements", is_flag=True, help="改看各实施主体的指南写全了多少要素 · elements of guides by authority")
@click.option("--profile", metavar="NAME", help="按哪一份要素清单，默认是配置里的第一份 · by which profile")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · as JSON")
@lang_option
def command(
    by: str,
    period: str,
    also: tuple[str, ...],
    as_of: str | None,
    elements: bool,
    profile: str | None,
    as_json: bool,
    lang: str | None,
) -> int:
    """接单数、办成率、满意率、按时率，和上年同期比。

    单件工单和 aggregates/ 里的汇总数合在一起；同一时期两样都有的，只算单件，不相加。
    加 --elements 看另一张表：每个实施主体的指南，各项要素写全的占多少。

    Counts and rates against the same months a year before, from single tickets and published aggregates; with --elements
    the share of each authority's guides that have each element.
    """
    if elements:
        from guidelint.cli.stats_elements import show

        return show(profile, as_json=as_json, lang=lang)
    from datetime import date

    from guidelint.language.day import read_day
    from guidelint.tickets.aggregates import aggregates
    from guidelint.tickets.caveats import notes
    from guidelint.tickets.channels import channels
    from guidelint.tickets.statistics import Statistics, counted, published
    from guidelint.workspace.filed import own_tickets
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    today = read_day(as_of, "--as-of ") if as_of else date.today()
    tickets, left = counted((filed.ticket for filed in own_tickets(workspace)), today, also)
    figures = published(aggregates(workspace, channels(workspace)), today)
    lines = list(Statistics(tickets, figures, today).lines(by, period))
    if as_json:
        said = {"by": by, "period": period, "not_counted": left, "lines": [_data(line, by) for line in lines]}
        for_programs()
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return 0
    click.echo(_table(lines, by, shown), nl=False)
    for note in notes(lines, left):
        click.echo(note.in_(shown))
    return 0


def _table(lines: "list[StatisticsLine]", by: str, lang: Lang) -> str:
    from guidelint.output.table import aligned
    from guidelint.tickets.months import words

    if not lines:
        return Text("没有工单，也没有汇总数。\n", "there are neither tickets nor aggregates.\n").in_(lang)
    rows = [[_HEADINGS[by].in_(lang), *(heading.in_(lang) for heading in _NUMBERS)]]
    for line in lines:
        cell, before = line.cell, line.before
        rates = (
            (cell.done, before.done if before else None),
            (cell.satisfied, before.satisfied if before else None),
            (cell.on_time, before.on_time if before else None),
        )
        praise = Text(f"（表扬 {cell.praise}）", f" ({cell.praise} praise)").in_(lang) if cell.praise else ""
        change = _NONE if line.change is None else f"{line.change:+.1f}%{'*' if line.is_stated else ''}"
        numbers = (f"{cell.received}{praise}", change, *(_percent(*rate, lang) for rate in rates))
        when = words(line.span).in_(lang) + ("†" if cell.is_uneven else "")
        rows.append([_group(line.group, by, lang), when, *numbers])
    if by == "period":
        rows = [row[1:] for row in rows]
    first = len(rows[0]) - len(_NUMBERS) + 1
    return aligned(rows, right=range(first, len(rows[0])))


def _group(group: str | None, by: str, lang: Lang) -> str:
    from guidelint.tickets.regions import region_name

    if group is None:
        return Text("（未注明）", "(not said)").in_(lang)
    return region_name(group) if by == "district" else group


def _percent(rate: "Rate", before: "Rate | None", lang: Lang) -> str:
    if rate.percent is None:
        return _NONE
    shown = f"{rate.percent:.1f}%"
    if before is None or before.percent is None:
        return shown
    points = f"{rate.percent - before.percent:+.1f}"
    return shown + Text(f"（{points} 个百分点）", f" ({points} points)").in_(lang)


def _data(line: "StatisticsLine", by: str) -> dict[str, object]:
    from guidelint.tickets.regions import region_name

    cell = line.cell
    return {
        "group": line.group,
        "name": region_name(line.group) if by == "district" and line.group is not None else line.group,
        "months": line.span.iso,
        "received": cell.received,
        "change_percent": line.change,
        "change_is_stated": line.is_stated,
        "done_percent": cell.done.percent,
        "satisfied_percent": cell.satisfied.percent,
        "on_time_percent": cell.on_time.percent,
        "praise": cell.praise,
        "single_tickets": cell.singles,
        "aggregates": [{"months": a.span.iso, "received": a.received, "cite": a.cite} for a in cell.used],
        "not_added": [{"months": a.span.iso, "received": a.received, "cite": a.cite} for a in cell.left_out],
        "year_before": line.before.received if line.before else None,
    }
