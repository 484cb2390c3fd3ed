"""`guidelint ticket close`: mend the guide, recheck it, and file the ticket, or refuse."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.cli.completers import ticket_ids
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.checking.fixer import Left
    from guidelint.output.text import Style
    from guidelint.tickets.closing import Closing

STANDS = 1


@click.command("close")
@click.argument("id", shell_complete=ticket_ids)
@click.option("--dry-run", is_flag=True, help="只看会改什么,不写文件 · show what would change and write nothing")
@click.option(
    "--propagate", is_flag=True, help="别的指南有同样问题的也一起改 · also mend other guides with the same problem"
)
@click.option("--unsafe", is_flag=True, help="也改需要人确认的 · also edits that a person should confirm")
@click.option("--replace", "replacement", metavar="TEXT", help="由人决定换成什么字 · a person's words for the place")
@click.option("--done/--not-done", default=None, help="办成了没有 · whether it got done")
@click.option("--satisfied/--unsatisfied", default=None, help="办事人满意不满意 · whether the applicant is satisfied")
@click.option("--by", metavar="NAME", help="谁 · who closes it")
@click.option("--on", metavar="DATE", help="日期,默认今天 · the day; today by default")
@click.option("--note", metavar="TEXT", help="说明 · a note")
@lang_option
def command_close(
    id: str, dry_run: bool, propagate: bool, unsafe: bool, replacement: str | None, by: str | None, on: str | None,
    note: str | None, done: bool | None, satisfied: bool | None, lang: str | None,
) -> int:  # fmt: skip
    """办结:改好工单所指的指南,复查,连同工单和备案记录一起写入;还有问题就拒绝,什么都不改,返回 1。

    Close: mend the guide that the ticket is about, recheck it, and write it with the ticket and its archive record.
    Where a finding still stands it refuses, changes nothing and returns 1.
    """
    from datetime import date

    from guidelint.language.day import read_day
    from guidelint.output.text import Style
    from guidelint.tickets.closing import close
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    style = Style(language(lang, workspace.config.lang))
    day = read_day(on, "--on ") if on else date.today()
    outcome = {key: value for key, value in (("done", done), ("satisfied", satisfied)) if value is not None}
    closing = close(
        workspace, id, on=day, by=by, note=note, outcome=outcome, unsafe=unsafe, replacement=replacement, propagate=propagate,
        dry_run=dry_run,
    )  # fmt: skip
    lines = refusal_lines(closing, style) if closing.is_refused else closed_lines(closing, style, dry_run=dry_run)
    for line in lines:
        click.echo(line)
    return STANDS if closing.is_refused else 0


def refusal_lines(closing: "Closing", style: "Style") -> Iterator[str]:
    """Which lines still stand, quoted, why each was not mended, and what to do."""
    from guidelint.output.text import finding_lines

    id, count = closing.filed.ticket.id, len(closing.standing)
    yield Text(
        f"工单 {id} 不能办结:指南还有 {count} 处问题,什么都没有改。",
        f"ticket {id} cannot be closed: {count} finding(s) still stand in the guide; nothing was changed.",
    ).in_(style.lang)
    told: set[str] = set()
    for left in closing.standing:
        yield ""
        yield from finding_lines(left.finding, style, told)
        told.update(evidence.ticket for evidence in left.finding.evidence[:1])
        yield Text(f"  没有改:{left.reason.zh}", f"  left: {left.reason.en}").in_(style.lang)
    yield ""
    yield Text(
        f"改好指南再办结:guidelint ticket close {id}(要人来定的字用 --replace,确认过的修改用 --unsafe)",
        f"mend the guide, then: guidelint ticket close {id} (--replace for a person's words, --unsafe for edits that "
        "a person has confirmed)",
    ).in_(style.lang)


def closed_lines(closing: "Closing", style: "Style", *, dry_run: bool) -> Iterator[str]:
    """What was written or would be: every edit, the ticket, its record, and where else the same problem is."""
    from guidelint.checking.fixer import diff

    ticket, record = closing.ticket, closing.record
    assert ticket is not None and record is not None
    if dry_run:
        for fixed in closing.changed:
            yield diff(fixed).rstrip("\n")
    for fixed in closing.fixed:
        for finding in fixed.made:
            at = finding.location
            old, new = at.text, finding.fix.replacement
            done = Text(f"“{old}”→“{new}”", f"“{old}” → “{new}”").in_(style.lang)
            yield f"{at.file}:{at.start.line}:{at.start.column} {done} [{finding.rule}]"
    id, closed = closing.filed.ticket.id, ticket.data["outcome"]["closed"]
    edits, guides = sum(len(fixed.made) for fixed in closing.fixed), len(closing.changed)
    would = (
        Text("可以办结(没有写入)", "can be closed (nothing was written)") if dry_run else Text("已办结", "is closed")
    )
    change = Text(f"改了 {guides} 份指南 {edits} 处", f"{edits} edit(s) in {guides} guide(s)")
    change = change if edits else Text("指南不用改", "no guide to change")
    yield Text(
        f"工单 {id} {would.zh} {closed}:{change.zh};备案记录 {record.name}",
        f"ticket {id} {would.en} {closed}: {change.en}; archive record {record.name}",
    ).in_(style.lang)
    if not closing.rules:
        yield Text(
            f"没有规则能说明这件工单;可以让它教一条:guidelint learn {id}",
            f"no rule explains this ticket; it can teach one: guidelint learn {id}",
        ).in_(style.lang)
    yield from _others(closing.others, style)


def _others(others: "tuple[Left, ...]", style: "Style") -> Iterator[str]:
    if not others:
        return
    guides = len({left.finding.guide for left in others})
    yield Text(
        f"举一反三:另有 {guides} 份指南 {len(others)} 处是同样的问题(--propagate 一并改窗口已经说明的)",
        f"the same problem stands in {len(others)} place(s) of {guides} other guide(s) "
        "(--propagate also mends those where the window's demand is known)",
    ).in_(style.lang)
    for left in others:
        at = left.finding.location
        text = at.text if "\n" not in at.text else at.text.splitlines()[0] + "…"
        how = Text("可自动修改", "safe to change") if left.finding.fix.safe else left.reason
        how = Text("要人来写", "for a person to write") if not left.finding.fix.edits else how
        yield f"  {at.file}:{at.start.line}:{at.start.column} “{text}” [{left.finding.rule}] {how.in_(style.lang)}"
