"""How a ticket is to be closed, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from guidelint.fixing.fixer import FixedGuide, UnfixedFinding
from guidelint.model.ticket import Remedy
from guidelint.source.document import Document
from guidelint.tickets.closing.withdrawal import Asked, Withdrawal
from guidelint.workspace.filed import Filed
from guidelint.workspace.transaction import Write


@dataclass(frozen=True, slots=True)
class Request:
    """How somebody wants a ticket closed.

    `remedy` says who changed, None leaving it to what is found; `reason` why the window stopped asking or why nothing had
    to change; `unchanged` why it is closed though nothing could be checked. `outcome` may say whether the matter was
    `done` and the applicant `satisfied`. `unsafe` also applies edits that a person should confirm, `replacement` are a
    person's words for the place, `propagate` mends the other guides with the same problem too.
    """

    on: date
    by: str | None = None
    note: str | None = None
    remedy: Remedy | None = None
    reason: str | None = None
    unchanged: str | None = None
    outcome: Mapping[str, bool] = field(default_factory=dict)
    unsafe: bool = False
    replacement: str | None = None
    propagate: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """The outcome of one close.

    `fixed` are the guides that the ticket is about, rechecked, and with `propagate` those others that were mended; each
    with its document before and after. `withdrawn` are the window records that no longer ask. `standing` are the findings
    for which the close is refused, `is_unchecked` tells that it is refused because nothing links the ticket to anything
    that could be checked, `undecided` are the demands of the ticket that could not be held against the guide: then `ticket` and `record` are None and there are no `writes`. `asked` are the demands that the
    ticket revealed. `others` are places in other guides with the same problem that stay as they are. `rules` are those
    that the ticket is about; without any no rule explains the ticket. `likely` is who seems to have to change, `remedy` who
    did.
    """

    filed: Filed
    fixed: tuple[FixedGuide, ...]
    standing: tuple[UnfixedFinding, ...]
    others: tuple[UnfixedFinding, ...]
    rules: tuple[str, ...]
    withdrawn: tuple[Withdrawal, ...] = ()
    asked: tuple[Asked, ...] = ()
    is_unchecked: bool = False
    undecided: tuple[Asked, ...] = ()
    likely: Remedy | None = None
    remedy: Remedy | None = None
    ticket: Document | None = None
    record: Document | None = None
    writes: tuple[Write, ...] = ()

    @property
    def is_refused(self) -> bool:
        return bool(self.standing or self.undecided) or self.is_unchecked

    @property
    def changed(self) -> tuple[FixedGuide, ...]:
        return tuple(fixed for fixed in self.fixed if fixed.is_changed)
