"""Evidence: which tickets stand behind one finding, the most fitting first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from guidelint.model.finding import Evidence
from guidelint.model.guide import Guide
from guidelint.model.ticket import Ticket

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


def evidence_for(
    guide: Guide,
    backing: Backing,
    fitting: Iterable[str],
    tickets: Mapping[str, Ticket],
    files: Mapping[str, str],
    *,
    illustrations: bool,
) -> tuple[tuple[Evidence, ...], int]:
    """The tickets `fitting` this very place and those `backing` the rule, and how many more of the latter there are.

    Order: fitting ones, then tickets about this guide, then the region's, then the rest; each newest first. The fitting
    ones are all there; others only up to `MOST` in all. An illustration does not fit unless asked for.
    """
    found = (tickets[id] for id in fitting if id in tickets)
    chosen = {ticket.id: ticket for ticket in found if illustrations or not ticket.is_illustration}
    for ticket in backing.telling(guide):
        if len(chosen) >= MOST:
            break
        chosen.setdefault(ticket.id, ticket)
    more = len(backing.ids) - sum(id in backing.ids for id in chosen)
    return tuple(_evidence(ticket, files) for ticket in chosen.values()), more


def _evidence(ticket: Ticket, files: Mapping[str, str]) -> Evidence:
    t = ticket
    return Evidence(t.id, t.received, t.channel, t.summary, t.cite, t.url, files.get(t.id))
