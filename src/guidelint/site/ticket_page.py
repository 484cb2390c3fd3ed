"""A ticket's page: its course through the six stages, who had it, until when, and what became of the guide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guidelint.model.course import STAGES, answered_in_time, holders, is_on_time, is_open, stage_of
from guidelint.model.text import Lang, Text
from guidelint.model.ticket import Stage, Ticket
from guidelint.site.elements import Reader
from guidelint.site.site import Site
from guidelint.tickets.personal import mask

# The applicant is nobody's business but the hall's; the rest of these the page shows in its own way.
_NOT_AMONG_ELEMENTS = (
    "applicant", "id", "stages", "summary", "illustration", "brought", "guide_says", "window_requires", "reveals",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StageView:
    """One of the six: `state` is done, now or open; `said` its last date."""

    name: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Move:
    """One entry of the course, with what is to be said of its due date."""

    stage: Stage
    verdict: Text | None = None
    level: str = ""


def values(site: Site, ticket: Ticket) -> Mapping[str, Any]:
    """What the template `ticket.html` is filled with."""
    document = site.engine.tickets[ticket.id].document
    entry = site.entries.get(ticket.guide) if ticket.guide else None
    standing = [n for n in site.findings.get(ticket.guide or "", ()) if n.finding.rule in ticket.reveals]
    rules = site.engine.ruleset.rules
    return {
        "ticket": ticket,
        "course": list(_course(ticket, site.lang)),
        "standing": _standing(ticket, site.today).in_(site.lang),
        "moves": [_move(ticket, index, site.today) for index in range(len(ticket.stages))],
        "entry": entry,
        "standing_findings": standing,
        "rules": [rules[id].rule for id in ticket.reveals if id in rules],
        "parts": Reader(document, "ticket", site.lang, link=site.link, change=mask).sections(_NOT_AMONG_ELEMENTS),
    }


def is_late(ticket: Ticket, today: date) -> bool:
    """Whether somebody has to act and the due date has passed."""
    return is_open(ticket) and any(holder.is_overdue(today) for holder in holders(ticket))


def _course(ticket: Ticket, lang: Lang) -> Iterator[StageView]:
    """The stages as a line: those up to where the ticket stands are done, also where a file leaves one out."""
    now = STAGES.index(stage_of(ticket))
    is_over = not is_open(ticket)
    for index, name in enumerate(STAGES):
        dates = [s.on for s in ticket.stages if s.stage == name and s.on]
        on = dates[-1] if dates else ticket.received if index == 0 else None
        is_recorded = bool(dates) or index == 0
        if index < now or (index == now and is_over):
            gap = Text("没有记日期", "no date") if is_recorded else Text("没有记录", "not recorded")
            yield StageView(name, "done", on or gap.in_(lang))
        elif index == now:
            yield StageView(name, "now", on or "")
        else:
            # A ticket may be closed before its last stages are recorded: that is a gap in the file, not work to come.
            said = Text("没有记录", "not recorded") if is_over else Text("还没有到", "to come")
            yield StageView(name, "open", said.in_(lang))


def _standing(ticket: Ticket, today: date) -> Text:
    if not is_open(ticket):
        closed = ticket.closed or ticket.stages[-1].on
        when = Text(f"{closed} 办结。", f"Closed on {closed}.") if closed else Text("已办结。", "Closed.")
        return _joined(when, *_outcome(ticket), *_punctual(ticket, today))
    said = []
    for holder in holders(ticket):
        due = Text(f"，期限 {holder.due}", f", due {holder.due}") if holder.due else Text("", "")
        late = Text("，已超期", ", overdue") if holder.is_overdue(today) else Text("", "")
        name = holder.name or "承办单位"
        said.append(Text(f"在{name}手里{due.zh}{late.zh}。", f"Held by {name}{due.en}{late.en}."))
    return _joined(Text("还没有办结。", "Still open."), *said)


def _outcome(ticket: Ticket) -> Iterator[Text]:
    if ticket.done is not None:
        yield Text("办成了。", "It got done.") if ticket.done else Text("没有办成。", "It did not get done.")
    if ticket.satisfied is not None:
        yield (
            Text("办事人满意。", "The applicant was satisfied.")
            if ticket.satisfied
            else Text("办事人不满意。", "The applicant was not satisfied.")
        )


def _punctual(ticket: Ticket, today: date) -> Iterator[Text]:
    on_time = is_on_time(ticket, today)
    if on_time is not None:
        yield Text("按时。", "On time.") if on_time else Text("有一步超期。", "One step was overdue.")


def _move(ticket: Ticket, index: int, today: date) -> Move:
    stage = ticket.stages[index]
    if stage.due is None:
        return Move(stage)
    match answered_in_time(ticket, index, today):
        case True:
            return Move(stage, Text("按时", "on time"), "good")
        case False:
            return Move(stage, Text("超期", "overdue"), "error")
    return Move(stage, Text("还没有到期", "not due yet"), "hint")


def _joined(*texts: Text) -> Text:
    return Text("".join(text.zh for text in texts), " ".join(text.en for text in texts))
