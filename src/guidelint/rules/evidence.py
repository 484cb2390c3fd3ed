"""Evidence: which tickets stand behind one finding, the most fitting first."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from guidelint.language.normalise import normalise
from guidelint.model.finding import Evidence
from guidelint.model.guide import Guide
from guidelint.model.position import Path
from guidelint.model.rule import Rule
from guidelint.model.ticket import Ticket

_TITLE = ("title",)
_READS_WORDS = ("term", "pattern", "contract")
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
        """Those about this guide, then those of its halls, then those of its region, then the rest; some come twice."""
        own = self._by_guide.get(guide.id, ())
        yield from sorted(own, key=lambda ticket: guide.district is None or ticket.region != guide.district)
        for hall in guide.halls:
            yield from self._by_hall.get(hall, ())
        if guide.district is not None:
            yield from self._by_region.get(guide.district, ())
        yield from self._tickets

    @cached_property
    def _by_guide(self) -> Mapping[str | None, Sequence[Ticket]]:
        return _grouped(self._tickets, lambda ticket: ticket.guide)

    @cached_property
    def _by_hall(self) -> Mapping[str | None, Sequence[Ticket]]:
        return _grouped(self._tickets, lambda ticket: ticket.hall)

    @cached_property
    def _by_region(self) -> Mapping[str | None, Sequence[Ticket]]:
        return _grouped(self._tickets, lambda ticket: ticket.region)


class Chosen:
    """The tickets that a finding names, the most fitting first, and how `more` of them there are. `own` are about its guide or
    its very place; the others are cases of the same kind elsewhere."""

    def __init__(self, tickets: Sequence[Ticket], own: Collection[str], more: int, files: Mapping[str, str]) -> None:
        self.more = more
        self.evidence = tuple(_evidence(ticket, files, is_alike=ticket.id not in own) for ticket in tickets)


def quotes(ticket: Ticket, rule: Rule, path: Path, place: str) -> bool:
    """Whether a ticket quotes the guide's words at a place, given normalised, where the rule speaks of those words."""
    if path == _TITLE and "title" not in rule.fields:
        return False  # what the guide lacks is shown at its title, which says nothing of it
    says = normalise(ticket.guide_says or "").text
    if not says or says in place:
        return bool(says)
    return rule.kind in _READS_WORDS and len(place) > 1 and place in says  # the ticket quotes more than the word


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

    Order: fitting ones, then tickets about this guide, then its halls', then the region's, then the rest; each newest
    first. The fitting ones are all there; others only up to `MOST` in all. An illustration does not fit unless asked for.
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


def _evidence(ticket: Ticket, files: Mapping[str, str], *, is_alike: bool) -> Evidence:
    t = ticket
    return Evidence(t.id, t.received, t.channel, t.summary, t.cite, t.url, files.get(t.id), is_alike)


def _grouped(tickets: Sequence[Ticket], key: Callable[[Ticket], str | None]) -> Mapping[str | None, Sequence[Ticket]]:
    found: dict[str | None, list[Ticket]] = {}
    for ticket in tickets:
        found.setdefault(key(ticket), []).append(ticket)
    return found
