"""Which guides have something to do with their neighbours: told from what is known of them, without reading them again."""

from functools import partial

from guidelint.checking.engine import Engine, run_rule
from guidelint.checking.examined import Kept
from guidelint.checking.packed import Spool
from guidelint.language.memo import Memo
from guidelint.rules.kinds.subject import Neighbours, Subject
from guidelint.source.document import Document

_MOST = 100_000  # texts kept in mind of those that guides of one kind of region may ask for


class Sieve:
    """Holds back the guides on which a rule about chains of items fires, or fired. Most need no rule to tell."""

    def __init__(self, engine: Engine, neighbours: Neighbours, spool: Spool) -> None:
        self.engine, self.neighbours, self.spool = engine, neighbours, spool

        def asking(issued: frozenset[str]) -> Memo[str, bool]:
            return Memo(partial(neighbours.may_name, issued, engine.phrases), _MOST)

        self._asking = Memo(asking, _MOST)  # regions that issue the same documents share what is known of texts

    def holds(self, one: Kept) -> bool:
        summary = one.head.summary
        if summary is None or one.head.is_chained:
            return summary is not None
        names = one.names(self.spool)
        if all(id in self.neighbours.guides for id in summary.related) and not self._may_ask(summary.district, names):
            return False
        related = [rule for rule in self.engine.rules_for(one.head.file).values() if rule.rule.kind == "related"]
        guide, phrases = summary.guide(names), self.engine.phrases
        subject = Subject(Document(one.head.file, ""), guide, phrases, neighbours=self.neighbours)
        return any(run_rule(rule, subject) for rule in related)

    def _may_ask(self, region: str | None, names: tuple[str, ...]) -> bool:
        issued = self.neighbours.documents.get(region or "")
        return issued is not None and any(map(self._asking[issued].__getitem__, names))
