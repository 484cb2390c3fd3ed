"""A ticket's course: six stages, which may follow which, and who holds the ticket."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from guidelint.model.text import Text
from guidelint.model.ticket import StageName, Ticket

FOUND: Final = "发现问题"
ASSIGNED = "汇总转办"
RESOLVED = "限期解决"
VERIFIED = "结果核查"
SUPERVISED = "监督检查"
ARCHIVED = "报送备案"
STAGES = (FOUND, ASSIGNED, RESOLVED, VERIFIED, SUPERVISED, ARCHIVED)

OUT_OF_SCOPE = "不属于受理范围"


class Step(Struct, frozen=True, gc=False):
    """One allowed move: the command that makes it takes a ticket from stage `before` to stage `after`.

    `only_for` names the one kind of problem (`problem` of the ticket) for which it is allowed, `not_for` the one for
    which it is not; None means every kind. `if_closed` tells that the ticket must be closed (True) or must not be.
    """

    before: str
    command: str
    after: str
    only_for: str | None = None
    not_for: str | None = None
    if_closed: bool | None = None


# Closing (办结) is the answer of those who hold the ticket: the guide is mended, and the ticket stands at 限期解决 or
# where it stood beyond that. Asking the applicant, supervising and filing may come before it or after it.
COURSE = (
    Step(FOUND,      "assign",    ASSIGNED, if_closed=False),
    Step(FOUND,      "close",     RESOLVED, if_closed=False, not_for=OUT_OF_SCOPE),  # mended before anybody was asked
    Step(FOUND,      "archive",   ARCHIVED, only_for=OUT_OF_SCOPE),  # told where to go instead
    Step(ASSIGNED,   "assign",    ASSIGNED, if_closed=False),    # handed on, or to one more department
    Step(ASSIGNED,   "resolve",   RESOLVED, if_closed=False),
    Step(ASSIGNED,   "close",     RESOLVED, if_closed=False, not_for=OUT_OF_SCOPE),
    Step(RESOLVED,   "resolve",   RESOLVED, if_closed=False),    # the next of several departments
    Step(RESOLVED,   "assign",    ASSIGNED, if_closed=False),    # another department has to act first
    Step(RESOLVED,   "close",     RESOLVED, if_closed=False, not_for=OUT_OF_SCOPE),
    Step(RESOLVED,   "verify",    VERIFIED),
    Step(VERIFIED,   "assign",    ASSIGNED, if_closed=False),    # sent back: not solved
    Step(VERIFIED,   "close",     VERIFIED, if_closed=False, not_for=OUT_OF_SCOPE),
    Step(VERIFIED,   "supervise", SUPERVISED),
    Step(SUPERVISED, "assign",    ASSIGNED, if_closed=False),    # sent back: it came again
    Step(SUPERVISED, "close",     SUPERVISED, if_closed=False, not_for=OUT_OF_SCOPE),
    Step(SUPERVISED, "archive",   ARCHIVED),
    Step(FOUND,      "reopen",    FOUND,    if_closed=True),     # closed by hand
    Step(ASSIGNED,   "reopen",    FOUND,    if_closed=True),
    Step(RESOLVED,   "reopen",    FOUND,    if_closed=True),
    Step(VERIFIED,   "reopen",    FOUND),
    Step(SUPERVISED, "reopen",    FOUND),
    Step(ARCHIVED,   "reopen",    FOUND),
)  # fmt: skip


def stage_of(ticket: Ticket) -> StageName:
    """Where the ticket stands. One without recorded stages has been found: it exists."""
    return ticket.stages[-1].stage if ticket.stages else FOUND


def allowed(ticket: Ticket) -> tuple[Step, ...]:
    """The moves that the ticket can make now. Archiving waits until nobody holds it any more, as verifying does."""
    stage, held = stage_of(ticket), holders(ticket)
    return tuple(
        step
        for step in COURSE
        if step.before == stage
        and step.only_for in (None, ticket.problem)
        and step.not_for != ticket.problem
        and step.if_closed in (None, ticket.closed is not None)
        and not (held and step.command in ("verify", "supervise", "archive"))
        and not (stage == RESOLVED and step.command == "resolve" and not held)
    )


def follows(stages: Sequence[str]) -> int | None:
    """The index of the first stage that may not stand where it stands; None where the order is a legal one."""
    moves = {(step.before, step.after) for step in COURSE}
    for index, stage in enumerate(stages):
        if index == 0 and stage != FOUND:
            return 0
        if index and (stages[index - 1], stage) not in moves:
            return index
    return None


class Holder(Struct, frozen=True, gc=False):
    """A department that still has to act: since when, and until when (ISO dates; None where nobody said)."""

    name: str
    since: str | None
    due: str | None

    def is_overdue(self, today: date) -> bool:
        return self.due is not None and date.fromisoformat(self.due) < today


def holders(ticket: Ticket) -> tuple[Holder, ...]:
    """Who still has to act. A department that hands the ticket on holds it no longer; one that a third party adds
    holds it as well; resolving it ends one's holding. What names nobody concerns all."""
    held: dict[str, Holder] = {}
    for stage in ticket.stages:
        if stage.stage == ASSIGNED:
            held.pop(stage.by or "", None)
            name = stage.to or stage.by or ""
            held[name] = Holder(name, stage.on, stage.due)
        elif stage.stage == RESOLVED and stage.by is not None and stage.by in held:
            del held[stage.by]
        elif stage.stage == RESOLVED and len(held) > 1 and stage.by is not None:
            continue  # a name that the file spells differently: nobody can be let off
        else:
            held.clear()
    return tuple(held.values())


def is_open(ticket: Ticket) -> bool:
    """Neither archived nor closed."""
    return stage_of(ticket) != ARCHIVED and ticket.closed is None


def is_claim(ticket: Ticket) -> bool:
    """Whether the ticket says that its matter is settled, and it was one of the guide."""
    return not is_open(ticket) and ticket.problem != OUT_OF_SCOPE


def is_on_time(ticket: Ticket, today: date) -> bool | None:
    """Whether every hand-over with a due date was answered by then; None where there is none or it still runs."""
    verdicts = [answered_in_time(ticket, index, today) for index, stage in enumerate(ticket.stages) if stage.due]
    if False in verdicts:
        return False
    return True if verdicts and None not in verdicts else None


def answered_in_time(ticket: Ticket, index: int, today: date) -> bool | None:
    """Whether the hand-over at `index` was answered by its due date; None where it has none or still runs."""
    stage = ticket.stages[index]
    if stage.due is None:
        return None
    after = ticket.stages[index + 1 :]
    answers = [s.on for s in after if s.on and (s.stage == RESOLVED or (s.stage == ASSIGNED and s.by == stage.to))]
    own = [s.on for s in after if s.on and s.by == stage.to and s.stage in (RESOLVED, ASSIGNED)]
    answered = next(iter(own or answers), None) or ticket.closed
    if answered is not None:
        return answered <= stage.due
    return None if date.fromisoformat(stage.due) >= today else False


_COMMANDS = {
    "assign": Text("转办", "assign"),
    "resolve": Text("限期解决", "resolve"),
    "verify": Text("结果核查", "verify"),
    "supervise": Text("监督检查", "supervise"),
    "close": Text("办结", "close"),
    "archive": Text("报送备案", "archive"),
    "reopen": Text("重新打开", "reopen"),
}


def refusal(ticket: Ticket, command: str) -> Text:
    """Why a command is not possible now, and what is."""
    stage, held = stage_of(ticket), holders(ticket)
    names = list(dict.fromkeys(step.command for step in allowed(ticket)))
    zh = "、".join(f"guidelint ticket {name}（{_COMMANDS[name].zh}）" for name in names)
    en = ", ".join(f"guidelint ticket {name}" for name in names)
    waiting = Text("", "")
    if ticket.closed is not None:
        waiting = Text(f"，{ticket.closed} 已办结", f" and is closed since {ticket.closed}")
    elif held and command in ("verify", "supervise", "archive"):
        who = "、".join(holder.name for holder in held if holder.name) or "承办单位"
        waiting = Text(f"，{who}还没有报结果", f" and {who} still has to answer")
    return Text(
        f"工单 {ticket.id} 现在是“{stage}”{waiting.zh}，不能 {command}（{_COMMANDS[command].zh}）；现在可以：{zh}",
        f"ticket {ticket.id} stands at {stage}{waiting.en}: {command} is not possible now, but {en} is",
    )
