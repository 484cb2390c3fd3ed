"""What the rest of the workspace has to do with one file: read once, kept with the results."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from guidelint.model.course import is_claim
from guidelint.model.guide import Guide
from guidelint.model.ticket import Ticket
from guidelint.model.window import WindowRecord
from guidelint.rules.suppression import MARK
from guidelint.workspace.snapshot import Stamp
from guidelint.workspace.store import Digest, digest
from guidelint.workspace.workspace import Loaded


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """What rules about neighbours read of another guide."""

    id: str
    title: str
    district: str | None = None
    result: str | None = None
    related: tuple[str, ...] = ()

    @classmethod
    def of(cls, guide: Guide) -> "Summary":
        return cls(guide.id, guide.title, guide.district, guide.result, guide.related)


class FileFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One good guide, window record or ticket.

    `digest` is that of its bytes, read on the `day` of that ordinal; `stamp` tells how the file stood, None where it was so
    young that a change could have gone unseen. `guide` is the id of the guide that a window record or ticket is about, `ticket` a ticket's own id, `tickets` those
    that a window record names. `reveals`: the ticket backs a rule. `claims`: the ticket is closed and claims that its guide
    is in order. `is_dated`: the guide has suppressions, which may end. `summary` is that of a guide.
    """

    stamp: Stamp | None
    day: int
    digest: Digest
    guide: str = ""
    ticket: str = ""
    tickets: tuple[str, ...] = ()
    reveals: bool = False
    claims: bool = False
    is_dated: bool = False
    summary: Summary | None = None


class Surroundings(msgspec.Struct, frozen=True):
    """What the findings of some guides rest on besides their own files: windows and tickets, and their neighbours."""

    windows: Mapping[str, FileFacts]
    tickets: Mapping[str, FileFacts]
    neighbours: Sequence[Summary]


def guide_facts(loaded: Loaded[Guide]) -> FileFacts:
    raw = loaded.document.raw
    return FileFacts(None, 0, digest(raw), is_dated=MARK in loaded.document.text, summary=Summary.of(loaded.model))


def window_facts(loaded: Loaded[WindowRecord]) -> FileFacts:
    named = tuple(sorted(set(revealed_in(loaded.model))))
    return FileFacts(None, 0, digest(loaded.document.raw), loaded.model.guide, tickets=named)


def ticket_facts(loaded: Loaded[Ticket]) -> FileFacts:
    ticket = loaded.model
    raw = loaded.document.raw
    claims = is_claim(ticket)
    return FileFacts(None, 0, digest(raw), ticket.guide or "", ticket.id, reveals=bool(ticket.reveals), claims=claims)


def revealed_in(window: WindowRecord) -> Iterator[str]:
    """The tickets that revealed something of the window."""
    for _, demand in window.asked:
        yield from demand.revealed_by
