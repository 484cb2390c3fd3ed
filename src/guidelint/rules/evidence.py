"""Evidence: which tickets stand behind one finding, the most fitting first."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from guidelint.language.normalise import normalise
from guidelint.model.finding import Evidence
from guidelint.model.guide import Guide
from guidelint.model.ticket import Ticket

_LISTED = re.compile("[、,;和与及或]|的")
MOST = 20
"""Tickets that a finding names besides those that fit its very place. A rule may have thousands."""


class Backing:
    """The tickets behind a rule, found by what they are about. `tickets` are newest first."""

    def __init__(self, tickets: Sequence[Ticket]) -> None:
        self._tickets = tickets
        self.ids = frozenset(ticket.id for ticket in tickets)

    def is_about(self, guide: str) -> bool:
        """Whether any ticket is about the guide of that id."""
        return guide in self._by_guide

    def telling(self, guide: Guide) -> Iterator[Ticket]:
        """Those about this guide, then those of its region, then the rest; some come twice."""
        own = self._by_guide.get(guide.id, ())
        yield from sorted(own, key=lambda ticket: guide.district is None or ticket.region != guide.district)
        if guide.district is not None:
            yield from self._by_region.get(guide.district, ())
        yield from self._tickets

    @cached_property
    def _by_guide(self) -> Mapping[str | None, Sequence[Ticket]]:
        found: dict[str | None, list[Ticket]] = {}
        for ticket in self._tickets:
            found.setdefault(ticket.guide, []).append(ticket)
        return found

    @cached_property
    def _by_region(self) -> Mapping[str | None, Sequence[Ticket]]:
        found: dict[str | None, list[Ticket]] = {}
        for ticket in self._tickets:
            found.setdefault(ticket.region, []).append(ticket)
        return found


class Chosen:
    """The tickets that a finding names, the most fitting first, and how `more` of them there are. `own` are about its guide or
    its very place."""

    def __init__(self, tickets: Sequence[Ticket], own: Collection[str], more: int, files: Mapping[str, str]) -> None:
        self.more = more
        self._said = [None if ticket.id in own else _said(ticket) for ticket in tickets]
        self._plain = [_evidence(ticket, files) for ticket in tickets]
        self._alike = [msgspec.structs.replace(one, is_alike=True) for one in self._plain]
        self._told: dict[tuple[bool, ...], tuple[Evidence, ...]] = {}

    def told(self, words: Collection[str]) -> tuple[Evidence, ...]:
        """The evidence of a finding about these normalised `words`; a ticket about other words is only alike."""
        alike = tuple(said is not None and not any(_is_about(said, one) for one in words) for said in self._said)
        if alike not in self._told:
            both = zip(self._plain, self._alike, alike, strict=True)
            self._told[alike] = tuple(like if is_alike else plain for plain, like, is_alike in both)
        return self._told[alike]


def evidence_for(
    guide: Guide,
    backing: Backing,
    fitting: Iterable[str],
    tickets: Mapping[str, Ticket],
    files: Mapping[str, str],
    *,
    illustrations: bool,
) -> Chosen:
    """The tickets `fitting` this very place and those `backing` the rule.

    Order: fitting ones, then tickets about this guide, then the region's, then the rest; each newest first. The fitting
    ones are all there; others only up to `MOST` in all. An illustration does not fit unless asked for.
    """
    found = (tickets[id] for id in fitting if id in tickets)
    chosen = {ticket.id: ticket for ticket in found if illustrations or not ticket.is_illustration}
    own = {*chosen}
    for ticket in backing.telling(guide):
        if len(chosen) >= MOST:
            break
        chosen.setdefault(ticket.id, ticket)
    own.update(id for id, ticket in chosen.items() if ticket.guide == guide.id)
    more = len(backing.ids) - sum(id in backing.ids for id in chosen)
    return Chosen(tuple(chosen.values()), own, more, files)


_Said = tuple[str, tuple[str, ...]]


def _said(ticket: Ticket) -> _Said:
    """All that a ticket says of documents, in one string and word by word."""
    words = [normalise(one).text for one in (ticket.guide_says, ticket.window_requires, *ticket.brought) if one]
    parts = (part for one in words for part in _LISTED.split(one))
    return "\n".join(words), tuple(part for part in parts if len(part) > 1)


def _is_about(said: _Said, words: str) -> bool:
    """身份证明 is what 申请人身份证明原件 speaks of, and a ticket that lists it with others."""
    return len(words) > 1 and (words in said[0] or any(part in words for part in said[1]))


def _evidence(ticket: Ticket, files: Mapping[str, str]) -> Evidence:
    t = ticket
    return Evidence(t.id, t.received, t.channel, t.summary, t.cite, t.url, files.get(t.id))
