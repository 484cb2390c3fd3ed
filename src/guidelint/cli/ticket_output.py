"""How tickets look on a terminal and as JSON."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from guidelint.model.course import Holder, allowed, follows, holders, is_on_time, is_open, stage_of
from guidelint.model.errors import UsageError
from guidelint.model.position import display_width
from guidelint.model.text import Lang, Text
from guidelint.model.ticket import Stage, Ticket
from guidelint.model.visible import unbroken
from guidelint.output.table import aligned
from guidelint.tickets.statistics import PRESS
from guidelint.tickets.workdays import working_days_between
from guidelint.workspace.filed import Filed

_HEADINGS = (
    Text("编号", "id"),
    Text("接单", "received"),
    Text("环节", "stage"),
    Text("在谁手里", "holder"),
    Text("期限", "due"),
    Text("渠道", "channel"),
    Text("摘要", "summary"),
)
_SUMMARY_WIDTH = 40


def table(found: Sequence[Filed], today: date, lang: Lang) -> str:
    """One line a ticket and one more for every further department that holds it, columns aligned."""
    rows = [tuple(heading.in_(lang) for heading in _HEADINGS)]
    late = 0
    for filed in found:
        ticket = filed.ticket
        held: Sequence[Holder | None] = (holders(ticket) if is_open(ticket) else ()) or (None,)
        late += any(h is not None and h.is_overdue(today) for h in held)
        for index, holder in enumerate(held):
            words = _holder_words(holder, today, lang)
            first = (ticket.id, ticket.received, stage_of(ticket)) if not index else ("", "", "")
            last = (ticket.channel, _short(ticket.summary)) if not index else ("", "")
            rows.append((*first, *words, *last))
    public = sum(filed.ticket.source_kind == PRESS for filed in found)
    cases = Text(f"（其中公开案例 {public} 件）", f", {public} of them public cases") if public else Text("", "")
    total = len(found)
    count = Text(f"共 {total} 件{cases.zh}，超期 {late} 件。", f"{total} ticket(s){cases.en}, {late} overdue.").in_(
        lang
    )
    return f"{aligned(rows)}{count}\n" if found else f"{count}\n"


def as_data(found: Sequence[Filed], today: date) -> str:
    """JSON: a list of objects, keys as in the ticket's file, with `stage`, `holders`, `open` and `on_time` added."""
    return json.dumps([_data(filed, today) for filed in found], ensure_ascii=False, indent=2)


def course(filed: Filed, today: date, lang: Lang) -> str:
    """All that is known about one ticket, its course a line a stage."""
    ticket = filed.ticket
    lines = [f"{ticket.id}  {ticket.problem}  {ticket.channel}  {ticket.received}", f"  {ticket.summary}"]
    lines += (f"  {name}{value}" for name, value in _facts(filed, lang))
    lines += ["", *(_stage_line(stage, lang) for stage in ticket.stages or (Stage(stage_of(ticket), ticket.received),))]
    wrong = follows([stage.stage for stage in ticket.stages])
    if wrong is not None:
        bad = ticket.stages[wrong].stage
        said = Text(f"第 {wrong + 1} 步“{bad}”不该在这里", f"step {wrong + 1}, {bad}, is out of order")
        lines.append(f"  ! {said.in_(lang)}")
    if is_open(ticket):
        for holder in holders(ticket):
            name, due = _holder_words(holder, today, lang)
            lines.append(f"  → {Text('在', 'with ').in_(lang)}{name}{Text('手里', '').in_(lang)} {due}".rstrip())
    if ticket.closed:
        lines.append(Text(f"  办结 {ticket.closed}", f"  closed {ticket.closed}").in_(lang))
    commands = list(dict.fromkeys(step.command for step in allowed(ticket)))
    if filed.file.name and commands:
        then = Text("下一步：", "next: ").in_(lang)
        lines += ["", then + "  ".join(f"guidelint ticket {name} {ticket.id}" for name in commands)]
    return "".join(f"{unbroken(line)}\n" for line in lines)


def _facts(filed: Filed, lang: Lang) -> Iterator[tuple[str, str]]:
    ticket, data = filed.ticket, filed.document.data
    scope = data.get("scope", {})
    facts = (
        (Text("指南：", "guide: "), ticket.guide),
        (Text("大厅：", "hall: "), ticket.hall),
        (Text("办事人：", "applicant: "), data.get("applicant")),
        (Text("指南写：", "guide says: "), ticket.guide_says),
        (Text("窗口要：", "window requires: "), ticket.window_requires),
        (Text("带了：", "brought: "), "、".join(ticket.brought)),
        (Text("不受理：", "excluded: "), scope.get("excluded")),
        (Text("请去：", "go to: "), scope.get("go_to")),
        (Text("来源：", "source: "), " ".join(str(v) for v in data["source"].values())),
        (Text("揭示：", "reveals: "), "、".join(ticket.reveals)),
    )
    yield from ((name.in_(lang), value) for name, value in facts if value)


def _stage_line(stage: Stage, lang: Lang) -> str:
    due = Text(f"期限 {stage.due}", f"due {stage.due}").in_(lang) if stage.due else ""
    to = f"→ {stage.to}" if stage.to else ""
    words = (stage.on or "          ", stage.stage, stage.by or "", to, due, stage.note or "")
    return "  " + "  ".join(word for word in words if word)


def _holder_words(holder: Holder | None, today: date, lang: Lang) -> tuple[str, str]:
    if holder is None:
        return "", ""
    if holder.due is None or not holder.is_overdue(today):
        return holder.name, holder.due or ""
    late = Text("超期", "overdue")
    with suppress(UsageError):  # a year whose holidays are not known: overdue all the same
        days = working_days_between(date.fromisoformat(holder.due), today)
        late = Text(f"超期 {days} 个工作日", f"{days} working day(s) overdue")
    return holder.name, f"{holder.due} {late.in_(lang)}"


def _data(filed: Filed, today: date) -> dict[str, object]:
    ticket: Ticket = filed.ticket
    held = [{"name": h.name, "since": h.since, "due": h.due, "overdue": h.is_overdue(today)} for h in holders(ticket)]
    return {
        **filed.document.data,
        "stage": stage_of(ticket),
        "open": is_open(ticket),
        "holders": held if is_open(ticket) else [],
        "on_time": is_on_time(ticket, today),
        "file": filed.document.name,
    }


def _short(text: str) -> str:
    shown = ""
    for character in text:
        if display_width(shown + character) > _SUMMARY_WIDTH - 2:
            return f"{shown}…"
        shown += character
    return shown
