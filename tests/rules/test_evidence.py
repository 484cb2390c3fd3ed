"""Evidence that is put together once for a region is that of each finding by itself."""

from pathlib import Path
from random import Random

import pytest

from guidelint.checking.engine import Engine, Options
from guidelint.checking.findings import FindingMaker
from guidelint.model.guide import Guide
from guidelint.model.ticket import Source, Ticket
from guidelint.rules.evidence import Backing, evidence_for
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.source.document import Document
from guidelint.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]


def test_a_region_shares_what_none_of_its_tickets_changes() -> None:
    engine = Engine.prepare(Workspace.find(ROOT, ROOT), Options())
    tickets = {id: loaded.model for id, loaded in engine.tickets.items()}
    guides = [*sorted({ticket.guide for ticket in tickets.values() if ticket.guide is not None}), "none"]
    regions = [*sorted({ticket.region for ticket in tickets.values() if ticket.region is not None}), None]
    illustrations = engine.workspace.config.illustrations
    maker = FindingMaker(illustrations=illustrations)
    random, differing = Random(1), set()
    for _ in range(3_000):
        rule = random.choice(list(engine.ruleset.rules.values()))
        guide = Guide(random.choice(guides), "甲", (), region=random.choice(regions))
        fitting = tuple(random.sample(sorted(tickets), random.choice((0, 0, 1, 2))))
        context = CheckContext(
            Document.of({}), guide, engine.phrases, tickets=tickets, ticket_files=engine.ticket_files
        )
        plain = evidence_for(guide, rule.backing, fitting, tickets, engine.ticket_files, illustrations=illustrations)
        shared = maker.evidence(context, rule, Match((), tickets=fitting), "")
        assert (shared.evidence, shared.more) == (plain.evidence, plain.more)
        differing.add((rule.rule.id, plain.evidence))
    assert len(differing) > len(engine.ruleset.rules)  # what a finding is about does matter


def ticket(id: str, **said: str) -> Ticket:
    day = id.removeprefix("T-")
    return Ticket(id, "综合窗口", f"2026-01-0{day}", "告知差一点儿", "甲", Source("现场"), **said)


def test_a_ticket_on_another_guide_is_called_a_like_case() -> None:
    tickets = [ticket("T-2", guide="other", guide_says="身份证明"), ticket("T-1", guide="own")]
    own = evidence_for(Guide("own", "甲", ()), Backing(tickets), (), {}, {}, illustrations=False)
    assert [(one.ticket, one.word.zh) for one in own.evidence] == [("T-1", "工单"), ("T-2", "同类案例")]
    by_id = {t.id: t for t in tickets}
    fitting = evidence_for(Guide("x", "甲", ()), Backing(tickets), ("T-2",), by_id, {}, illustrations=False)
    assert [(one.ticket, one.word.zh) for one in fitting.evidence] == [("T-2", "工单"), ("T-1", "同类案例")]


def test_this_guide_then_its_hall_then_its_region_then_the_rest() -> None:
    tickets = [
        ticket("T-5", region="310101"),
        ticket("T-4", region="110101"),
        ticket("T-3", hall="甲大厅", region="310101"),
        ticket("T-2", guide="own", region="310101"),
        ticket("T-1", hall="甲大厅"),
    ]
    guide = Guide("own", "甲", (), halls=("甲大厅",), region="110101")
    chosen = evidence_for(guide, Backing(tickets), (), {}, {}, illustrations=False)
    assert [one.ticket for one in chosen.evidence] == ["T-2", "T-3", "T-1", "T-4", "T-5"]


GUIDE = "id: own\ntitle: 甲\nmaterials:\n  - name: 身份证明\n"
OWN = (
    "id: OWN-1\nchannel: 综合窗口\nreceived: 2026-01-05\nguide: own\nproblem: 告知差一点儿\nsummary: 又白跑一趟\n"
    "guide_says: 申请人身份证明\nsource: {kind: 现场}\n"
)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("", ("OWN-1", False)),
        ("outcome: {closed: 2026-01-06, remedy: window}\n", ("DC-2021-11-001", True)),
        ("reveals: [profile/minimal]\n", ("DC-2021-11-001", True)),
    ],
    ids=["quotes the words", "the window gave way", "is about something else"],
)
def test_the_guides_own_ticket_comes_before_one_from_elsewhere(
    tmp_path: Path, said: str, first: tuple[str, bool]
) -> None:
    for name, content in (("guides/a.yaml", GUIDE), ("tickets/a.yaml", OWN + said), ("guidelint.yaml", "{}\n")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    engine = Engine.prepare(Workspace.find(tmp_path, tmp_path), Options(select=("ambiguous/identity-proof",)))
    (finding,) = engine.check([tmp_path]).findings
    assert (finding.evidence[0].ticket, finding.evidence[0].is_alike) == first
