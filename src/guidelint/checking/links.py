"""What a ticket links to: the guides that it is about, and the findings of theirs that it speaks of."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from guidelint.checking.engine import Engine
from guidelint.contract.words import read
from guidelint.model.finding import Finding
from guidelint.model.ticket import Remedy, Ticket
from guidelint.rules.evidence import quotes

_HALL = ("hall",)
"""Where a finding that is of no single demand stands in a window record."""


class Links(Struct, frozen=True):
    """A ticket and the ids of its guides: the one that it names, and those whose window records it revealed.

    `by_words` tells that it also speaks of what it only quotes: not where the guide's words were not what had to change.
    """

    ticket: Ticket
    guides: frozenset[str]
    by_words: bool = True

    @classmethod
    def of(cls, ticket: Ticket, revealed: Mapping[str, Sequence[str]], remedy: Remedy | None = None) -> "Links":
        """`revealed` are the guides by the tickets that revealed a window record of theirs; `remedy` is that of a close,
        the ticket's own where none is given."""
        named = () if ticket.guide is None else (ticket.guide,)
        said = remedy or (ticket.outcome.remedy if ticket.outcome is not None else None)
        return cls(ticket, frozenset((*named, *revealed.get(ticket.id, ()))), said in (None, "guide"))

    def backs(self, engine: Engine, rule: str) -> bool:
        """Whether the ticket is evidence for the rule: in its `reveals`, or in the rule's `evidence`."""
        return self.ticket.id in engine.ruleset.rules[rule].backing.ids

    def cover(self, engine: Engine, finding: Finding) -> bool:
        """Whether the ticket speaks of this finding.

        It does where it is evidence for the rule, where it revealed the window record or brought the very bundle, and,
        where it names no rule, where `guide_says` are the words of the place, whatever the kind of the rule.
        """
        if finding.guide not in self.guides:
            return False
        if self.backs(engine, finding.rule) or self._revealed(engine, finding):
            return True
        return (
            self.by_words
            and not self.ticket.reveals
            and quotes(self.ticket, engine.ruleset.rules[finding.rule].rule, finding.location.value_path, finding.words)
        )

    def _revealed(self, engine: Engine, finding: Finding) -> bool:
        """Whether it is about a demand that the ticket revealed, or the person of the ticket brought the very bundle.

        Its evidence does not tell: that has tickets which only quote its words too.
        """
        shown = {(place.file, place.value_path[:2]) for place in finding.related}
        for window in engine.windows.get(finding.guide, ()):
            file = window.document.name
            for path, demand in window.record.asked:
                if self.ticket.id in demand.revealed_by and shown & {(file, path), (file, _HALL)}:
                    return True
        brought = (read(words, engine.phrases) for words in self.ticket.brought)
        return finding.witness is not None and any(not bundle.isdisjoint(finding.witness.bundle) for bundle in brought)
