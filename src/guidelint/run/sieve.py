"""Which guides have something to do with their neighbours: told from what is known of them, without reading them again."""

from dataclasses import dataclass, field
from functools import partial

from guidelint.checks.subject import Neighbours, Subject
from guidelint.engine import Engine, run_rule
from guidelint.memo import Memo
from guidelint.run.examined import Kept, Summary
from guidelint.run.packed import Spool
from guidelint.source.document import Document

_MOST = 100_000  # texts kept in mind of those that guides of one kind of region may ask for


@dataclass
class Sieve:
    """Holds back the guides on which a rule about chains of items fires. Most need no rule to tell."""

    engine: Engine
    neighbours: Neighbours
    spool: Spool
    # Regions that issue the same documents share them.
    _asking: dict[frozenset[str], Memo[str, bool]] = field(default_factory=dict)

    def holds(self, one: Kept, summary: Summary) -> bool:
        """`summary` is that of the guide."""
        names = one.names(self.spool)
        if all(id in self.neighbours.guides for id in summary.related) and not self._may_ask(summary.region, names):
            return False
        related = [rule for rule in self.engine.rules_for(one.head.file).values() if rule.rule.kind == "related"]
        guide, phrases = summary.guide(names), self.engine.phrases
        subject = Subject(Document(one.head.file, ""), guide, phrases, neighbours=self.neighbours)
        return any(run_rule(rule, subject) for rule in related)

    def _may_ask(self, region: str | None, names: tuple[str, ...]) -> bool:
        issued = self.neighbours.documents.get(region or "")
        if issued is None:
            return False
        asking = self._asking.get(issued)
        if asking is None:
            may = partial(self.neighbours.may_name, issued, self.engine.phrases)
            asking = self._asking[issued] = Memo(may, _MOST)
        return any(map(asking.__getitem__, names))
