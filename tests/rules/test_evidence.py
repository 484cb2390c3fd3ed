"""Evidence that is put together once for a region is that of each finding by itself."""

from pathlib import Path
from random import Random

from guidelint.checking.engine import Engine, Options
from guidelint.model.guide import Guide
from guidelint.rules.evidence import evidence_for
from guidelint.rules.kinds.subject import Match, Subject
from guidelint.source.document import Document
from guidelint.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]


def test_a_region_shares_what_none_of_its_tickets_changes() -> None:
    engine = Engine.prepare(Workspace.find(ROOT, ROOT), Options())
    tickets = {id: loaded.model for id, loaded in engine.tickets.items()}
    guides = [*sorted({ticket.guide for ticket in tickets.values() if ticket.guide is not None}), "none"]
    regions = [*sorted({ticket.region for ticket in tickets.values() if ticket.region is not None}), None]
    random, differing = Random(1), set()
    for _ in range(3_000):
        rule = random.choice(list(engine.ruleset.rules.values()))
        guide = Guide(random.choice(guides), "甲", (), region=random.choice(regions))
        fitting = tuple(random.sample(sorted(tickets), random.choice((0, 0, 1, 2))))
        subject = Subject(Document.of({}), guide, engine.phrases, tickets=tickets)
        illustrations = engine.workspace.config.illustrations
        plain = evidence_for(guide, rule.backing, fitting, tickets, engine.ticket_files, illustrations=illustrations)
        assert engine._evidence(subject, rule, Match((), tickets=fitting)) == plain
        differing.add((rule.rule.id, plain))
    assert len(differing) > len(engine.ruleset.rules)  # what a finding is about does matter
