"""Evidence that is put together once for a region is that of each finding by itself."""

from pathlib import Path
from random import Random

from guidelint.checking.engine import Engine, Options
from guidelint.model.guide import Guide
from guidelint.model.ticket import Source, Ticket
from guidelint.rules.evidence import Backing, evidence_for
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
        shared = engine._evidence(subject, rule, Match((), tickets=fitting))
        assert (shared.told(()), shared.more) == (plain.told(()), plain.more)
        differing.add((rule.rule.id, plain.told(())))
    assert len(differing) > len(engine.ruleset.rules)  # what a finding is about does matter


def test_a_ticket_on_another_guide_and_other_words_is_called_alike() -> None:
    said = {"guide_says": "身份证明", "window_requires": "居民身份证"}
    tickets = [
        Ticket("T-1", "综合窗口", "2026-01-03", "告知差一点儿", "甲", Source("现场"), guide="own"),
        Ticket("T-2", "综合窗口", "2026-01-02", "告知差一点儿", "乙", Source("现场"), guide="other", **said),
    ]
    chosen = evidence_for(Guide("own", "甲", ()), Backing(tickets), (), {}, {}, illustrations=False)

    def called(*words: str) -> list[str]:
        return [one.word.zh for one in chosen.told(words)]

    assert called("户口簿") == ["工单", "同类问题的工单"]
    assert called("身份证明") == called("申请人身份证明原件") == called("居民身份证") == ["工单", "工单"]
    assert called("甲", "") == ["工单", "同类问题的工单"]
    fitting = evidence_for(
        Guide("x", "甲", ()), Backing(tickets), ("T-2",), {t.id: t for t in tickets}, {}, illustrations=False
    )
    assert [(one.ticket, one.is_alike) for one in fitting.told(())] == [("T-2", False), ("T-1", True)]
