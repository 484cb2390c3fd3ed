"""Move a ticket along its course, and write that into its file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from guidelint.model.course import ASSIGNED, OUT_OF_SCOPE, Step, allowed, holders, refusal
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Text
from guidelint.model.ticket import Remedy, Ticket
from guidelint.schemas.validation import validate
from guidelint.source.document import Document
from guidelint.tickets.personal import complaint, mask, personal_data
from guidelint.workspace import archive, record
from guidelint.workspace.filed import Filed
from guidelint.workspace.transaction import Write, exclusive, write_all
from guidelint.workspace.workspace import Workspace

_OF_A_CLOSE = ("closed", "remedy", "reason")


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to a ticket: a command of the course, the day, who, and what goes with it.

    `remedy` and `reason` are those of a close. `sent_back` tells that verifying or supervising found it unsolved: it then goes back to `to`, or to whom it was
    assigned last, until `due`.
    """

    command: str
    on: date
    by: str | None = None
    to: str | None = None
    due: date | None = None
    note: str | None = None
    outcome: Mapping[str, bool] = field(default_factory=dict)
    sent_back: bool = False
    mask: bool = False
    remedy: Remedy | None = None
    reason: str | None = None


def moved(filed: Filed, act: Act) -> Document:
    """The ticket's document after the act; nothing is written.

    Raises UsageError where the course does not allow it, CannotCheck where the file's notation does not.
    """
    ticket = filed.ticket
    step = next((step for step in allowed(ticket) if step.command == act.command), None)
    if step is None:
        raise UsageError(refusal(ticket, act.command))
    _refuse_dates(ticket, act)
    document = filed.document
    for entry in _entries(ticket, step, act):
        document = record.append(document, "stages", entry)
    for key, value in _outcome(ticket, act):
        path = ("outcome", key)
        document = record.remove(document, path) if value is None else record.put(document, path, value)
    if errors := validate(document, "ticket"):
        raise CannotCheck(errors)
    return document


def as_write(filed: Filed, after: Document) -> Write:
    """The write that puts the document in place, provided that the file is still as it was read."""
    return Write(filed.file, after.raw, filed.document.raw)


def move(workspace: Workspace, filed: Filed, act: Act) -> Ticket:
    """Carry out the act, and write the ticket and its archive record.

    Raises as `moved` does, and UsageError where the file changed since it was read.
    """
    after = moved(filed, act)
    with exclusive(workspace.root):
        write_all(workspace.root, [as_write(filed, after), *_record_writes(workspace, filed, act)])
    return Ticket.from_data(after.data)


def _record_writes(workspace: Workspace, filed: Filed, act: Act) -> Iterator[Write]:
    """What the act means for the ticket's archive record."""
    if not (act.command in ("archive", "reopen") or act.sent_back):
        return
    record_before = archive.record_of(workspace, filed.ticket.id)
    after: Document | None
    if act.command == "archive":
        said = {"guide": filed.ticket.guide, "closed": filed.ticket.closed or act.on.isoformat(), "by": act.by}
        after = archive.filed_away(record_before, act.on, said)
    else:
        after = archive.reopened(record_before, act.on, act.note)
    if after is not None:
        yield archive.as_write(record_before, after)


def _entries(ticket: Ticket, step: Step, act: Act) -> Iterator[dict[str, Any]]:
    by = _resolver(ticket, act.by) if act.command == "resolve" else act.by
    if act.command == "close" and (held := [holder.name for holder in holders(ticket) if holder.name]):
        # The mended guide answers for everybody who still had to.
        *others, by = held
        for name in others:
            yield _entry(step.after, replace(act, note=None), by=name, to=None, due=None)
    to, due = (act.to, act.due) if step.after == ASSIGNED else (None, None)
    if step.after == ASSIGNED and to is None:
        raise UsageError(Text("转办要写明交给谁：--to 部门", "say whom it goes to: --to DEPARTMENT"))
    yield _entry(step.after, act, by=by, to=to, due=due)
    if act.sent_back:
        back = act.to or next((s.to for s in reversed(ticket.stages) if s.stage == ASSIGNED and s.to), None)
        if back is None:
            raise UsageError(Text("退回给谁？请加 --to 部门", "sent back to whom? add --to DEPARTMENT"))
        yield {k: v for k, v in _entry(ASSIGNED, act, by=by, to=back, due=act.due).items() if k != "note"}


def _entry(stage: str, act: Act, *, by: str | None, to: str | None, due: date | None) -> dict[str, Any]:
    words = {"by": by, "to": to, "note": act.note}
    said = {key: clean(f"--{key}", word, mask_it=act.mask) for key, word in words.items() if word}
    entry = {"stage": stage, "on": act.on.isoformat(), "by": said.get("by"), "to": said.get("to")}
    entry |= {"due": due.isoformat() if due else None, "note": said.get("note")}
    return {key: value for key, value in entry.items() if value is not None}


def clean(where: str, text: str, *, mask_it: bool) -> str:
    """What somebody wrote, as it may be kept. Raises UsageError for personal data, unless it is to be masked."""
    if mask_it:
        return mask(text)
    if found := personal_data(text):
        raise UsageError(complaint(where, found[0]))
    return text


def _resolver(ticket: Ticket, by: str | None) -> str | None:
    """Who of those that hold the ticket has answered."""
    names = [holder.name for holder in holders(ticket) if holder.name]
    if by is None and len(names) == 1:
        return names[0]
    if names and by not in names:
        who = "、".join(names)
        raise UsageError(
            Text(
                f"工单 {ticket.id} 在{who}手里，请写 --by 其中一个", f"ticket {ticket.id} is with {who}; name one: --by"
            )
        )
    return by


def _outcome(ticket: Ticket, act: Act) -> Iterator[tuple[str, Any]]:
    """Keys of `outcome` to set, or with None to delete. The order matters: a mapping must not become empty."""
    if act.command == "reopen":
        yield "done", False
        yield from dict.fromkeys(("satisfied", *_OF_A_CLOSE)).items()
        return
    yield from act.outcome.items()
    if act.command == "close":
        yield "closed", act.on.isoformat()
        yield from (("remedy", act.remedy), ("reason", act.reason))
    if act.sent_back and ticket.closed is not None:
        yield "done", act.outcome.get("done", False)
        yield from dict.fromkeys(_OF_A_CLOSE).items()
    if act.command == "archive" and ticket.closed is None:
        if (ticket.guide or ticket.reveals) and ticket.problem != OUT_OF_SCOPE:
            raise UsageError(
                Text(
                    f"工单 {ticket.id} 牵涉办事指南，要先办结（指南改好才算）：guidelint ticket close {ticket.id}",
                    f"ticket {ticket.id} concerns a guide and has to be closed first, which mends the guide: "
                    f"guidelint ticket close {ticket.id}",
                )
            )
        yield "closed", act.on.isoformat()


def _refuse_dates(ticket: Ticket, act: Act) -> None:
    last = max((stage.on for stage in ticket.stages if stage.on), default=ticket.received)
    on = act.on.isoformat()
    if on < last:
        raise UsageError(Text(f"日期 {on} 早于上一环节（{last}）", f"the date {on} is before the last stage ({last})"))
    if act.due is not None and act.due < act.on:
        due = act.due.isoformat()
        raise UsageError(Text(f"期限 {due} 早于当天（{on}）", f"the due date {due} is before the day itself ({on})"))
