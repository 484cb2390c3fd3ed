"""What a ticket links to: the guides that it is about, and the findings of theirs that it speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass

from guidelint.engine import Engine
from guidelint.finding import Finding
from guidelint.model.ticket import Ticket
from guidelint.model.window import WindowRecord
from guidelint.normalise import normalise

_READS_WORDS = ("term", "pattern", "contract")


@dataclass(frozen=True, slots=True)
class Links:
    """A ticket and the ids of its guides: the one that it names, and those whose window records it revealed."""

    ticket: Ticket
    guides: frozenset[str]

    @classmethod
    def of(cls, engine: Engine, ticket: Ticket) -> "Links":
        return cls(ticket, frozenset(_guides(engine, ticket)))

    def cover(self, engine: Engine, finding: Finding) -> bool:
        """Whether the ticket speaks of this finding.

        It does where it is evidence for the rule (`reveals`, the rule's `evidence`), where it revealed the window
        record or brought the very bundle, and, where it names no rule, where `guide_says` are the words of the place.
        """
        if finding.guide not in self.guides:
            return False
        if any(evidence.ticket == self.ticket.id for evidence in finding.evidence):
            return True
        return not self.ticket.reveals and self._quotes(engine, finding)

    def _quotes(self, engine: Engine, finding: Finding) -> bool:
        says, place = normalise(self.ticket.guide_says or "").text, normalise(finding.location.text).text
        if engine.ruleset.rules[finding.rule].rule.kind not in _READS_WORDS or not says:
            return False
        return says in place or (len(place) > 1 and place in says)


def _guides(engine: Engine, ticket: Ticket) -> Iterator[str]:
    if ticket.guide is not None:
        yield ticket.guide
    for id, windows in engine.windows.items():
        if any(ticket.id in tickets for window in windows for tickets in _revealing(window.record)):
            yield id


def _revealing(record: WindowRecord) -> Iterator[tuple[str, ...]]:
    yield from (demand.revealed_by for demand in record.materials)
    yield from (demand.revealed_by for demand in record.presence)
    yield from (demand.revealed_by for demand in record.conditions)
