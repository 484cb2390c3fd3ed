"""Closing a ticket mends the guide: what the ticket links to is fixed, rechecked and filed, or nothing is."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from guidelint.checking.fixer import Fixed, Left
from guidelint.checking.fixer import as_write as fixed_write
from guidelint.source.document import Document
from guidelint.tickets.closing.filing import note_of, record_of
from guidelint.tickets.closing.proposal import propose
from guidelint.tickets.transition import Act, as_write, clean, moved
from guidelint.workspace import archive
from guidelint.workspace.filed import Filed, find
from guidelint.workspace.transaction import Write, exclusive, write_all
from guidelint.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Closing:
    """The outcome of one close.

    `fixed` are the guides that the ticket is about, rechecked, and with `propagate` those others that were mended; each
    with its document before and after. `standing` are the findings for which the close is refused: then `ticket` and
    `record` are None and there are no `writes`. `others` are places in other guides with the same problem that stay as
    they are. `rules` are those that the ticket is about; without any no rule explains the ticket.
    """

    filed: Filed
    fixed: tuple[Fixed, ...]
    standing: tuple[Left, ...]
    others: tuple[Left, ...]
    rules: tuple[str, ...]
    ticket: Document | None = None
    record: Document | None = None
    writes: tuple[Write, ...] = ()

    @property
    def is_refused(self) -> bool:
        return bool(self.standing)

    @property
    def changed(self) -> tuple[Fixed, ...]:
        return tuple(fixed for fixed in self.fixed if fixed.is_changed)


def close(
    workspace: Workspace,
    ticket_id: str,
    *,
    on: date,
    by: str | None = None,
    note: str | None = None,
    outcome: Mapping[str, bool] = MappingProxyType({}),
    unsafe: bool = False,
    replacement: str | None = None,
    propagate: bool = False,
    dry_run: bool = False,
) -> Closing:
    """Close one of the workspace's tickets: mend its guides, recheck them, and write them with the ticket and its
    archive record, all or none. Where a linked finding still stands nothing is written.

    `outcome` may say whether the matter was `done` and the applicant `satisfied`. `unsafe` also applies edits that a
    person should confirm, `replacement` are a person's words for the place, `propagate` mends the other guides with the
    same problem too, `dry_run` writes nothing.

    Raises UsageError where the course does not allow it, CannotCheck where a file of the workspace is broken, and
    OSError; then nothing is written either.
    """
    act = Act("close", on, by and clean("--by", by, mask_it=False), note=note, outcome=outcome)
    with nullcontext() if dry_run else exclusive(workspace.root):
        filed = find(workspace, ticket_id)
        archived = archive.record_of(workspace, ticket_id)
        filed = _closable(filed, archived)
        moved(filed, act)  # what the course does not allow is refused before anything else is looked at
        proposal = propose(workspace, filed, unsafe=unsafe, replacement=replacement, propagate=propagate)
        closing = Closing(filed, proposal.fixed, proposal.standing, proposal.others, proposal.rules)
        if closing.is_refused:
            return closing
        # The words of a guide go into the note, where nobody could mask them by hand.
        ticket = moved(filed, replace(act, note=note_of(proposal, note), mask=True))
        record = archive.closed(archived, record_of(workspace, filed.ticket, proposal, on, by))
        guides = [fixed_write(fixed, workspace.shown_from / fixed.before.name) for fixed in closing.changed]
        writes = (*guides, as_write(filed, ticket), archive.as_write(archived, record))
        if not dry_run:
            write_all(workspace.root, writes)
    return replace(closing, ticket=ticket, record=record, writes=writes)


def _closable(filed: Filed, archived: archive.Archived) -> Filed:
    """A ticket that was closed by hand, without a record of what was done, is closed as if it were open."""
    if filed.ticket.closed is not None and "closed" not in archived.data:
        return replace(filed, ticket=filed.ticket.unclosed)
    return filed
