"""`guidelint ticket close`: mend the guide, recheck it, and file the ticket, or refuse."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guidelint.cli.completers import ticket_ids
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.fixing.fixer import UnfixedFinding
    from guidelint.output.text import Style
    from guidelint.tickets.closing import Closing

STANDS = 1

_LIKELY = {
    "guide": Text("看来该改的是指南。", "The guide seems to have to change."),
    "window": Text(
        "看来该改的是窗口：指南没有这样要求，也没有记录依据。",
        "The window seems to have to change: the guide does not ask for it, and no ground is on record.",
    ),
    "system": Text("看来该改的是系统。", "The system seems to have to change."),
}


@click.command("close")
@click.argument("id", shell_complete=ticket_ids)
@click.option("--dry-run", is_flag=True, help="只看会改什么，不写文件 · show what would change and write nothing")
@click.option(
    "--propagate", is_flag=True, help="别的指南有同样问题的也一起改 · also mend other guides with the same problem"
)
@click.option("--unsafe", is_flag=True, help="也改需要人确认的 · also edits that a person should confirm")
@click.option("--replace", "replacement", metavar="TEXT", help="由人决定换成什么字 · a person's words for the place")
@click.option(
    "--remedy", type=click.Choice(["guide", "window", "system", "explained"]),
    help="改在哪里：指南改了、窗口不再要求、系统改了、已说明 · who changed: guide, window, system, or it was explained",
)  # fmt: skip
@click.option("--reason", metavar="TEXT", help="窗口为什么不再要求，或为什么不用改 · why, with --remedy")
@click.option(
    "--unchanged", metavar="REASON", help="没有可核对的也办结，写明原因 · close though nothing can be checked, and why"
)
@click.option("--done/--not-done", default=None, help="办成了没有 · whether it got done")
@click.option("--satisfied/--unsatisfied", default=None, help="办事人满意不满意 · whether the applicant is satisfied")
@click.option("--by", metavar="NAME", help="谁 · who closes it")
@click.option("--on", metavar="DATE", help="日期，默认今天 · the day; today by default")
@click.option("--note", metavar="TEXT", help="说明 · a note")
@lang_option
def command_close(
    id: str, dry_run: bool, done: bool | None, satisfied: bool | None, on: str | None, lang: str | None, **request: Any,
) -> int:  # fmt: skip
    """办结：指南改好并复查，或窗口不再要求，连同工单和备案记录一起写入；还有问题就拒绝，什么都不改，返回 1。

    --remedy guide 改指南（不写就是它）；window 在窗口记录里写明谁、为什么不再要求，指南不动；system 系统改了；explained
    办事人不符合条件，已说明。后三种要写 --reason。什么都没有核对过的，不能办结，除非写 --unchanged 原因。
    Close: mend the guide that the ticket is about and recheck it, or have the window's demand withdrawn, and write that
    with the ticket and its archive record. Where a finding still stands, or nothing could be checked, it refuses, changes
    nothing and returns 1.
    """
    from datetime import date

    from guidelint.language.day import read_day
    from guidelint.output.text import Style
    from guidelint.tickets.closing import Request, close
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    style = Style(language(lang, workspace.config.lang))
    day = read_day(on, "--on ") if on else date.today()
    outcome = {key: value for key, value in (("done", done), ("satisfied", satisfied)) if value is not None}
    closing = close(workspace, id, Request(day, outcome=outcome, **request), dry_run=dry_run)
    lines = refusal_lines(closing, style) if closing.is_refused else closed_lines(closing, style, dry_run=dry_run)
    for line in lines:
        click.echo(line)
    return STANDS if closing.is_refused else 0


def refusal_lines(closing: "Closing", style: "Style") -> Iterator[str]:
    """Which lines still stand, quoted, why each was not mended, and what to do."""
    id = closing.filed.ticket.id
    if closing.is_unchecked:
        yield from (line.in_(style.lang) for line in _unchecked(id))
        if closing.likely == "system":
            yield _LIKELY["system"].in_(style.lang)
        return
    if closing.standing:
        yield from _standing(closing, style)
    for asked in closing.undecided:
        words = asked.demand.words
        yield Text(
            f"工单 {id} 不能办结：窗口要求“{words}”和指南没法比较，指南答没答没有核对过，什么都没有改；确已解决的，用 --unchanged 写明原因。",
            f"ticket {id} cannot be closed: the window's “{words}” cannot be held against the guide, so nobody can tell whether "
            "it answers; nothing was changed. Where it does, say so: --unchanged REASON.",
        ).in_(style.lang)
    if closing.likely is not None and closing.likely in _LIKELY:
        yield _LIKELY[closing.likely].in_(style.lang)
    demands = [one.demand for one in closing.asked if one.demand.withdrawn is None]
    if demands and not closing.withdrawn:
        words = "、".join(f"“{one.words}”" for one in demands)
        yield Text(
            f"窗口不该要{words}的，指南不用改：guidelint ticket close {id} --remedy window --by 决定单位 --reason 原因",
            f"where the window should not ask for {words}, the guide stays: guidelint ticket close {id} --remedy window "
            "--by OFFICE --reason WHY",
        ).in_(style.lang)


def _standing(closing: "Closing", style: "Style") -> Iterator[str]:
    from guidelint.output.text import finding_lines

    id, count = closing.filed.ticket.id, len(closing.standing)
    yield Text(
        f"工单 {id} 不能办结：指南还有 {count} 处问题，什么都没有改。",
        f"ticket {id} cannot be closed: {count} finding(s) still stand in the guide; nothing was changed.",
    ).in_(style.lang)
    told: set[str] = set()
    for left in closing.standing:
        yield ""
        yield from finding_lines(left.finding, style, told)
        told.update(evidence.ticket for evidence in left.finding.evidence[:1])
        yield Text(f"  未修改：{left.reason.zh}", f"  left: {left.reason.en}").in_(style.lang)
    yield ""
    yield Text(
        f"改好指南再办结：guidelint ticket close {id}（要人来定的字用 --replace，确认过的修改用 --unsafe）",
        f"mend the guide, then: guidelint ticket close {id} (--replace for a person's words, --unsafe for edits that "
        "a person has confirmed)",
    ).in_(style.lang)


def _unchecked(id: str) -> tuple[Text, ...]:
    return (
        Text(
            f"工单 {id} 不能办结：没有窗口记录、也没有规则可以拿来核对它，什么都没有改。可以：",
            f"ticket {id} cannot be closed: there is no window record and no rule to hold it against; nothing was "
            "changed. Either",
        ),
        Text(
            f"  把窗口要的写成窗口记录（要求下写 revealed_by: [{id}]），再办结",
            f"  record what the window asked for (with revealed_by: [{id}]) and close again,",
        ),
        Text(
            f"  系统改了的：guidelint ticket close {id} --remedy system --reason 原因",
            f"  where the system was repaired: guidelint ticket close {id} --remedy system --reason WHY,",
        ),
        Text(
            f"  办事人不符合条件、已经说明的：guidelint ticket close {id} --remedy explained --reason 原因",
            f"  where the applicant was told why not: guidelint ticket close {id} --remedy explained --reason WHY,",
        ),
        Text(
            f"  确实没有什么要改的：guidelint ticket close {id} --unchanged 原因",
            f"  or where there is nothing to change: guidelint ticket close {id} --unchanged REASON",
        ),
    )


def closed_lines(closing: "Closing", style: "Style", *, dry_run: bool) -> Iterator[str]:
    """What was written or would be: every edit, the ticket, its record, and where else the same problem is."""
    from guidelint.fixing.fixer import diff

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
    for withdrawn in closing.withdrawn:
        for one in withdrawn.demands:
            start = withdrawn.before.position(withdrawn.before.span(one.path).start)
            gone = Text(f"不再要求“{one.demand.words}”", f"no longer asks for “{one.demand.words}”").in_(style.lang)
            yield f"{withdrawn.before.name}:{start.line}:{start.column} {gone}"
    id, closed = closing.filed.ticket.id, ticket.data["outcome"]["closed"]
    edits, guides = sum(len(fixed.made) for fixed in closing.fixed), len(closing.changed)
    would = (
        Text("可以办结（没有写入）", "can be closed (nothing was written)") if dry_run else Text("已办结", "is closed")
    )
    change = Text(f"改了 {guides} 份指南 {edits} 处", f"{edits} edit(s) in {guides} guide(s)")
    change = change if edits else Text("指南没有改", "no guide was changed")
    yield Text(
        f"工单 {id} {would.zh} {closed}：{change.zh}；备案记录 {record.name}",
        f"ticket {id} {would.en} {closed}: {change.en}; archive record {record.name}",
    ).in_(style.lang)
    if not closing.rules and closing.remedy is None:
        yield Text(
            f"没有规则能说明这件工单；可以让它教一条：guidelint learn {id}",
            f"no rule explains this ticket; it can teach one: guidelint learn {id}",
        ).in_(style.lang)
    yield from _others(closing.others, style)


def _others(others: "tuple[UnfixedFinding, ...]", style: "Style") -> Iterator[str]:
    if not others:
        return
    guides = len({left.finding.guide for left in others})
    yield Text(
        f"举一反三：另有 {guides} 份指南 {len(others)} 处是同样的问题（--propagate 一并改窗口已经说明的）",
        f"the same problem stands in {len(others)} place(s) of {guides} other guide(s) "
        "(--propagate also mends those where the window's demand is known)",
    ).in_(style.lang)
    for left in others:
        at = left.finding.location
        text = at.text if "\n" not in at.text else at.text.splitlines()[0] + "…"
        how = Text("可自动修改", "safe to change") if left.finding.fix.safe else left.reason
        how = Text("要人来写", "for a person to write") if not left.finding.fix.edits else how
        yield f"  {at.file}:{at.start.line}:{at.start.column} “{text}” [{left.finding.rule}] {how.in_(style.lang)}"
