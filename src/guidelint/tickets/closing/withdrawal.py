"""What the window asked of the ticket's applicant, and how its record says that it no longer does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from guidelint.checking.records import Records
from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.vocabulary import load_thesaurus
from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.model.window import AnyDemand, WindowRecord
from guidelint.rules.kinds.context import ObservedWindow
from guidelint.source.document import Document
from guidelint.source.document import Path as ValuePath
from guidelint.tickets.observation import hall_of, observed_of, record_document
from guidelint.workspace import record
from guidelint.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """One demand of a window record, and where it stands in it."""

    window: ObservedWindow
    path: ValuePath
    demand: AnyDemand


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A window record before and after its demands were withdrawn; `is_new` where the close itself records them."""

    before: Document
    after: Document
    demands: tuple[Asked, ...]
    is_new: bool = False

    @property
    def as_write(self) -> tuple[bytes, bytes | None]:
        """What the file is to hold, and what it has to hold until then: None for a file that is new."""
        return self.after.raw, None if self.is_new else self.before.raw


def asked_of(ticket: Ticket, windows: Mapping[str, Sequence[ObservedWindow]]) -> list[Asked]:
    """The demands that the ticket revealed; where none says so, those of its guide, hall and window in its very words.

    `windows` are the records by the id of their guide. Demands that were withdrawn are among them.
    """
    revealed = [
        one
        for observed in windows.values()
        for one in _asked(observed)
        if ticket.id in one.demand.revealed_by
    ]  # fmt: skip
    if revealed or ticket.guide is None or not ticket.window_requires:
        return revealed
    words = normalise(ticket.window_requires).text
    of_guide = [window for window in windows.get(ticket.guide, ()) if _is_where(ticket, window.record)]
    return [one for one in _asked(of_guide) if normalise(one.demand.words).text == words]


def windows_of(workspace: Workspace) -> Mapping[str, Sequence[ObservedWindow]]:
    """All window records by the id of their guide. Errors in their files are in `workspace.errors`."""
    records = Records.of(workspace)
    return dict(records.windows)  # read while the records are held


def withdraw(asked: Sequence[Asked], on: date, by: str | None, why: str, *, is_new: bool = False) -> list[Withdrawal]:
    """The records in which those demands are asked no longer; nothing is written. Raises CannotCheck where a file's
    notation leaves no place for it."""
    said = {"on": on.isoformat(), "why": why} | ({"by": by} if by else {})
    by_file: dict[str, list[Asked]] = {}
    for one in asked:
        if one.demand.withdrawn is None:
            by_file.setdefault(one.window.document.name, []).append(one)
    found = []
    for demands in by_file.values():
        before = after = demands[0].window.document
        for one in demands:
            after = record.put(after, (*one.path, "withdrawn"), said)
        found.append(Withdrawal(before, after, tuple(demands), is_new))
    return found


def recorded(workspace: Workspace, ticket: Ticket) -> list[Asked]:
    """The demands of a window record made of what the ticket tells, for a ticket that has none; nothing is written.

    Raises UsageError where the ticket does not tell guide, hall and demand.
    """
    told = msgspec.to_builtins(ticket)
    guide = workspace.guide(ticket.guide).model if ticket.guide is not None else None
    told["hall"] = ticket.hall or (hall_of(guide, None) if guide is not None else None)
    observed = observed_of(told, PhraseBook(load_thesaurus(workspace)))
    if guide is None or observed is None:
        raise _none_recorded(ticket.id, told)
    document, _ = record_document(workspace, guide.id, told["hall"], observed, ticket.id)
    return list(_asked([ObservedWindow(WindowRecord.from_data(document.data), document)]))


def without(workspace: Workspace, withdrawn: Sequence[Withdrawal]) -> Mapping[Path, bytes]:
    """What the files of those records will hold, for a look at the workspace as it will be."""
    return {workspace.shown_from / one.before.name: one.after.raw for one in withdrawn}


def _none_recorded(id: str, told: Mapping[str, Any]) -> UsageError:
    """What a ticket lacks that a window record could be made of."""
    names = {"guide": "guide（指南）", "hall": "hall（大厅）", "window_requires": "window_requires（窗口要求）"}
    lacking = [name for key, name in names.items() if not told.get(key)]
    return UsageError(
        Text(
            f"没有窗口记录写着工单 {id} 说的要求，工单也没有写{'、'.join(lacking)}，没有什么可以撤销；"
            f"用 guidelint ticket amend {id} 补上，或用 --unchanged 原因",
            f"no window record holds what ticket {id} says was demanded, and the ticket lacks {', '.join(lacking)}: "
            f"nothing can be withdrawn; say it with guidelint ticket amend {id}, or say --unchanged REASON",
        )
    )


def _asked(windows: Sequence[ObservedWindow]) -> Iterator[Asked]:
    return (Asked(window, path, demand) for window in windows for path, demand in window.record.asked)


def _is_where(ticket: Ticket, window: WindowRecord) -> bool:
    return ticket.hall in (None, window.hall) and (ticket.window is None or window.window in (None, ticket.window))
