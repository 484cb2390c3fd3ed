"""What a ticket links to: the guides that it is about, and the findings of theirs that it speaks of."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from guidelint.checking.engine import Engine
from guidelint.language.normalise import normalise
from guidelint.model.finding import Finding
from guidelint.model.ticket import Remedy, Ticket

_TITLE = ("title",)
_READS_WORDS = ("term", "pattern", "contract")


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
        if self.backs(engine, finding.rule) or any(evidence.ticket == self.ticket.id for evidence in finding.evidence):
            return True
        return self.by_words and not self.ticket.reveals and self._quotes(engine, finding)

    def _quotes(self, engine: Engine, finding: Finding) -> bool:
        """Words are held against the value: how a file spells it (quotes, escapes) makes no difference."""
        rule = engine.ruleset.rules[finding.rule].rule
        if finding.location.value_path == _TITLE and "title" not in rule.fields:
            return False  # what the guide lacks is shown at its title, which says nothing of it
        says, place = normalise(self.ticket.guide_says or "").text, finding.words
        if not says or says in place:
            return bool(says)
        return rule.kind in _READS_WORDS and len(place) > 1 and place in says  # the ticket quotes more than the word
