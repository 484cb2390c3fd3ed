"""Closing a ticket says who changed: the guide is mended, the demand withdrawn, the system repaired, or it was explained.

What is written is rechecked first, and written with the ticket and its archive record, or nothing is.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace

from msgspec import structs

from guidelint.fixing.fixer import as_write as fixed_write
from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.model.ticket import Remedy
from guidelint.tickets.closing.filing import note_of, record_of
from guidelint.tickets.closing.model import Closing as Closing
from guidelint.tickets.closing.model import Request as Request
from guidelint.tickets.closing.proposal import Proposal, propose
from guidelint.tickets.closing.withdrawal import (
    Asked,
    Withdrawal,
    asked_of,
    recorded,
    windows_of,
    withdraw,
    without,
)
from guidelint.tickets.problem import SYSTEM, TOO_MUCH
from guidelint.tickets.transition import Act, as_write, clean, moved
from guidelint.workspace import archive
from guidelint.workspace.filed import Filed, find
from guidelint.workspace.transaction import Write, exclusive, write_all
from guidelint.workspace.workspace import Workspace

_WITHDRAWS = ("window", "system")
_NEEDS_REASON = ("window", "system", "explained")


def close(workspace: Workspace, ticket_id: str, request: Request, *, dry_run: bool = False) -> Closing:
    """Close one of the workspace's tickets as requested, all of it or nothing. Where a linked finding still stands, or
    nothing could be checked, nothing is written.

    Raises UsageError where the course does not allow it or a reason is wanted, CannotCheck where a file of the workspace
    is broken, and OSError; then nothing is written either.
    """
    request = _clean(request)
    with nullcontext() if dry_run else exclusive(workspace.root):
        filed = find(workspace, ticket_id)
        archived = archive.record_of(workspace, ticket_id)
        filed = _closable(filed, archived)
        act = Act("close", request.on, request.by, note=request.note, outcome=request.outcome)
        moved(filed, act)  # what the course does not allow is refused before anything else is looked at
        asked, withdrawn = _withdrawn(workspace, filed, request)
        proposal = propose(
            structs.replace(workspace, unsaved={**workspace.unsaved, **without(workspace, withdrawn)}), filed,
            remedy=request.remedy, unsafe=request.unsafe, replacement=request.replacement,
            propagate=request.propagate,
        )  # fmt: skip
        closing = Closing(
            filed, proposal.fixed, proposal.standing, proposal.others, proposal.rules, tuple(withdrawn), tuple(asked),
            _is_unchecked(request, proposal, asked),
            tuple(_undecided(request, proposal, asked)), likely=_likely(filed, proposal, asked),
        )  # fmt: skip
        if closing.is_refused:
            return closing
        closing = replace(closing, remedy=_remedy(request, closing))
        # The words of a guide go into the note, where nobody could mask them by hand.
        note = note_of(closing, proposal.checked, request)
        ticket = moved(filed, replace(act, note=note, mask=True, remedy=closing.remedy, reason=_reason(request)))
        record = archive.closed(archived, record_of(workspace, closing, proposal.checked, request))
        guides = [fixed_write(fixed, workspace.shown_from / fixed.before.name) for fixed in closing.changed]
        windows = [Write(workspace.shown_from / one.before.name, *one.as_write) for one in closing.withdrawn]
        writes = (*guides, *windows, as_write(filed, ticket), archive.as_write(archived, record))
        if not dry_run:
            write_all(workspace.root, writes)
    return replace(closing, ticket=ticket, record=record, writes=writes)


def _clean(request: Request) -> Request:
    """The request without personal data. Raises UsageError for it, and for a remedy without the reason it needs."""
    for option, words in (("--by", request.by), ("--reason", request.reason), ("--unchanged", request.unchanged)):
        if words is not None:
            clean(option, words, mask_it=False)
    if request.remedy in _NEEDS_REASON and not request.reason:
        raise UsageError(
            Text(
                f"--remedy {request.remedy} 要写明原因：--reason",
                f"--remedy {request.remedy} has to say why: --reason",
            )
        )
    return request


def _withdrawn(workspace: Workspace, filed: Filed, request: Request) -> tuple[list[Asked], list[Withdrawal]]:
    """The demands that the ticket revealed, and the records in which the remedy withdraws them."""
    asked = asked_of(filed.ticket, windows_of(workspace))
    if request.remedy not in _WITHDRAWS:
        return asked, []
    is_new = not asked and request.remedy == "window" and request.unchanged is None
    if is_new:
        asked = recorded(workspace, filed.ticket)
    return asked, withdraw(asked, request.on, request.by, request.reason or "", is_new=is_new)


def _is_unchecked(request: Request, proposal: Proposal, asked: list[Asked]) -> bool:
    """Whether the close rests on nothing: no finding, no rule that the ticket backs, no demand that it revealed, and
    nobody who says that the matter lies elsewhere."""
    is_said = request.unchanged is not None or request.remedy in ("system", "explained")
    return not (is_said or proposal.rules or asked)


def _undecided(request: Request, proposal: Proposal, asked: list[Asked]) -> Iterator[Asked]:
    """The demands that the guide should answer by now, and of which nobody can tell whether it does."""
    if request.unchanged is None and request.remedy in (None, "guide"):
        for one in asked:
            if one.demand.withdrawn is None and (one.window.document.name, one.path) in proposal.undecided:
                yield one


def _likely(filed: Filed, proposal: Proposal, asked: list[Asked]) -> Remedy | None:
    """Who seems to have to change; None where nothing shows it. One thing that a window may not ask for is one too many."""
    if filed.ticket.problem == SYSTEM:
        return "system"
    ways = [left.finding.remedies for left in proposal.standing]
    places = [(one.window.document.name, one.path) for one in asked if one.demand.withdrawn is None]
    ways += [proposal.undecided[place] for place in places if place in proposal.undecided]
    is_said = filed.ticket.problem == TOO_MUCH and any("window" in way for way in ways)
    return "window" if is_said or any(way[0] == "window" for way in ways) else ways[0][0] if ways else None


def _remedy(request: Request, closing: Closing) -> Remedy | None:
    """Who changed; None where nobody says so and nothing was changed or checked."""
    if request.remedy is not None:
        return request.remedy
    if closing.asked and not closing.changed and all(one.demand.withdrawn is not None for one in closing.asked):
        return "window"
    return "guide" if closing.rules or closing.asked else None


def _reason(request: Request) -> str | None:
    return request.reason or request.unchanged


def _closable(filed: Filed, archived: archive.Archived) -> Filed:
    """A ticket that was closed by hand, without a record of what was done, is closed as if it were open."""
    if filed.ticket.closed is not None and "closed" not in archived.data:
        return replace(filed, ticket=filed.ticket.unclosed)
    return filed
