"""`guidelint baseline create|update|show`."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guidelint.cli.group import Group
from guidelint.cli.options import lang_option, language, names, select_option
from guidelint.cli.terminal import for_programs
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.checking.engine import Engine, Report
    from guidelint.history.baseline import Baseline, BaselineEntry
    from guidelint.workspace.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])


def _check_options(function: F) -> F:
    for option in (
        click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
        select_option,
        click.option(
            "--ticket", metavar="ID", help="工单，不写就用各问题自己的 · ticket; default is each finding's own"
        ),
        lang_option,
    ):
        function = option(function)
    return function


@click.group("baseline", cls=Group)
def command() -> None:
    """基线：已知的问题暂时不报，每条写明理由、工单和截止日期。

    The baseline: findings that are known and tolerated for a time.
    """


@command.command("create")
@_check_options
@click.option("--reason", required=True, help="为什么暂时不改 · why they stay for now")
@click.option("--until", required=True, metavar="DATE", help="截止日期，例如 2026-12-31 · last day")
def create(
    paths: tuple[Path, ...], select: tuple[str, ...], ticket: str | None, reason: str, until: str, lang: str | None
) -> int:
    """把现在的问题写进新的基线文件。

    Write today's findings into a new baseline file.
    """
    from guidelint.history.baseline import made

    end = _day(until)
    with _alone(paths):
        engine, report = _checked(paths, select, ticket)
        file = engine.workspace.baseline
        shown = engine.workspace.name(file)
        if engine.workspace.has(file):
            raise UsageError(
                Text(
                    f"{shown} 已经有了，请用 guidelint baseline update",
                    f"{shown} exists; use guidelint baseline update",
                )
            )
        _refuse_without_ticket(report, ticket)
        entries = made(report.findings, reason, end, ticket)
        spoken = language(lang, report.lang)
        if not entries:
            click.echo(Text("没有问题，不需要基线。", "nothing found; no baseline is needed.").in_(spoken))
            return 0
        _write(engine.workspace, entries)
    count = len(report.findings)
    said = Text(
        f"已写 {shown}：{len(entries)} 条，{count} 处，到 {end} 为止。",
        f"wrote {shown}: {len(entries)} entries, {count} findings, until {end}.",
    )
    click.echo(said.in_(spoken))
    return 0


@command.command("update")
@_check_options
@click.option("--reason", help="写了就把新的问题也加进去 · add new findings too, with this reason")
@click.option("--until", metavar="DATE", help="新条目的截止日期 · last day of what is added")
def update(
    paths: tuple[Path, ...],
    select: tuple[str, ...],
    ticket: str | None,
    reason: str | None,
    until: str | None,
    lang: str | None,
) -> int:
    """删去已经改好的条目；写了 --reason 和 --until，就把新的和到期的问题也加进去。

    Drop entries whose findings are gone; with --reason and --until add what is new or expired.
    """
    from guidelint.history.baseline import made, ran, shrunk, split

    if (reason is None) != (until is None) or (ticket is not None and reason is None):
        raise UsageError(Text("--reason、--until 要一起写", "--reason and --until go together"))
    end = _day(until) if until else None
    with _alone(paths):
        engine, report = _checked(paths, select, ticket)
        before, baseline = _existing(engine)
        found = Counter(finding.identity for finding in report.findings)
        entries = shrunk(baseline.entries, found, ran(report, engine.workspace))
        removed = sum(entry.count for entry in baseline.entries) - sum(entry.count for entry in entries)
        added = 0
        if reason is not None and end is not None:
            new, _ = split(report.findings, baseline, engine.options.today)
            _refuse_without_ticket(report, ticket)
            entries = _merged(entries, made(new, reason, end, ticket), engine.options.today)
            added = len(new)
        if removed or added:
            _write(engine.workspace, entries, before)
    said = Text(
        f"删去 {removed} 处，加进 {added} 处，现在 {len(entries)} 条。",
        f"dropped {removed}, added {added}, {len(entries)} entries now.",
    )
    click.echo(said.in_(language(lang, report.lang)))
    return 0


@command.command("show")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · as JSON")
@lang_option
def show(as_json: bool, lang: str | None) -> int:
    """列出基线条目：规则、指南、原文、工单、期限、还在不在。

    List the entries and whether they still hold.
    """
    from guidelint.history.baseline import ran

    engine, report = _checked((), (), None, whole=True)
    _, baseline = _existing(engine)
    found = Counter(finding.identity for finding in report.findings)
    did_run = ran(report, engine.workspace)
    rows = [(entry, _state(entry, found, did_run, engine.options.today)) for entry in baseline.entries]
    if as_json:
        for_programs()
    click.echo(_json(rows) if as_json else _table(rows, language(lang, report.lang)), nl=False)
    return 0


_LIVE = Text("有效", "live")
_EXPIRED = Text("已到期", "expired")
_STALE = Text("已改好", "stale")


def _state(
    entry: "BaselineEntry",
    found: Counter[tuple[str, str, str, str]],
    ran: "Callable[[BaselineEntry], bool]",
    today: date,
) -> Text:
    if entry.is_expired(today):
        return _EXPIRED
    return _STALE if ran(entry) and found[entry.identity] < entry.count else _LIVE


def _table(rows: "Sequence[tuple[BaselineEntry, Text]]", lang: Lang) -> str:
    from guidelint.model.visible import one_line
    from guidelint.output.table import aligned

    headings = (
        Text("状态", "state"), Text("截止", "until"), Text("处", "count"), Text("规则", "rule"), Text("指南", "guide"),
        Text("原文", "text"), Text("工单", "ticket"), Text("理由", "reason"),
    )  # fmt: skip
    lines = [tuple(heading.in_(lang) for heading in headings)]
    for entry, state in rows:
        rule, guide, _, text = entry.identity
        words = (rule, guide, text, entry.ticket, entry.reason)
        lines.append((state.in_(lang), entry.until.isoformat(), str(entry.count), *map(one_line, words)))
    return aligned(lines, right=(2,))


def _json(rows: "Sequence[tuple[BaselineEntry, Text]]") -> str:
    keys = ("rule", "guide", "field", "text")
    data = [
        {
            **dict(zip(keys, entry.identity, strict=True)),
            "count": entry.count,
            "reason": entry.reason,
            "ticket": entry.ticket,
            "until": entry.until.isoformat(),
            "state": state.en,
        }
        for entry, state in rows
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _checked(
    paths: Sequence[Path], select: Sequence[str], ticket: str | None, *, whole: bool = False
) -> "tuple[Engine, Report]":
    """A check without the baseline. Raises CannotCheck where a file is wrong: its findings are not known."""
    from guidelint.checking.engine import Engine, Options
    from guidelint.workspace.workspace import Workspace

    targets = list(paths) or [Path()]
    workspace = Workspace.find(targets[0], Path.cwd())
    engine = Engine.prepare(workspace, Options(select=names(tuple(select))))
    if ticket is not None and ticket not in engine.tickets:
        raise UsageError(Text(f"未找到工单 {ticket}", f"there is no ticket {ticket}"))
    report = engine.check([workspace.root] if whole else targets)
    if report.errors:
        raise CannotCheck(report.errors)
    return engine, report


def _existing(engine: "Engine") -> "tuple[bytes, Baseline]":
    """The file's bytes and what they say."""
    from guidelint.history.baseline import read

    file = engine.workspace.baseline
    shown = engine.workspace.name(file)
    if not engine.workspace.has(file):
        raise UsageError(
            Text(
                f"没有 {shown}，请先 guidelint baseline create",
                f"there is no {shown}; run guidelint baseline create first",
            )
        )
    return engine.workspace.read(file, shown), read(engine.workspace)


def _merged(entries: "list[BaselineEntry]", new: "list[BaselineEntry]", today: date) -> "list[BaselineEntry]":
    """New findings join the live entry of their kind; one that expired makes way."""
    from dataclasses import replace

    merged = {entry.identity: entry for entry in entries}
    for entry in new:
        old = merged.get(entry.identity)
        live = old if old is not None and not old.is_expired(today) else None
        merged[entry.identity] = replace(live, count=live.count + entry.count) if live else entry
    return list(merged.values())


def _refuse_without_ticket(report: "Report", ticket: str | None) -> None:
    bare = next((finding for finding in report.findings if not finding.evidence), None)
    if bare is not None and ticket is None:
        raise UsageError(
            Text(f"规则 {bare.rule} 没有工单，请写 --ticket", f"rule {bare.rule} has no ticket; give one with --ticket")
        )


@contextmanager
def _alone(paths: Sequence[Path]) -> Iterator[None]:
    """Nobody else writes into the workspace from reading the baseline to writing it."""
    from guidelint.workspace.transaction import exclusive
    from guidelint.workspace.workspace import Workspace

    with exclusive(Workspace.find(next(iter(paths), Path()), Path.cwd()).root):
        yield


def _write(workspace: "Workspace", entries: "Sequence[BaselineEntry]", before: bytes | None = None) -> None:
    from guidelint.history.baseline import written
    from guidelint.workspace.transaction import Write, write_all

    write_all(workspace.root, [Write(workspace.baseline, written(entries).encode(), before)])


def _day(written: str) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise UsageError(Text("日期要写成 2026-12-31", "write the date as 2026-12-31")) from None
    if day < date.today():
        raise UsageError(Text(f"截止日期 {day} 已经过了", f"the last day {day} is over"))
    return day
