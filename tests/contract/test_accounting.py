"""Every line is met, broken or open; a guide has nothing broken against the record made from itself; try agrees."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.contract.compare import compare
from guidelint.contract.mismatch import Comparison
from guidelint.contract.need import demanded, promised
from guidelint.contract.trial import brought, opinion
from guidelint.language.phrase import PhraseBook
from guidelint.model.guide import Guide, Material
from guidelint.model.window import ConditionDemand, Demand, Observed, PresenceDemand, WindowRecord
from guidelint.workspace.workspace import Workspace
from tests.contract.test_oracle import BOOK, LEAVES, Bring, by_guide, by_window, demands, materials

ROOT = Path(__file__).parents[2]
WORKSPACE = Workspace.find(ROOT, ROOT)
GUIDES = [one.model for one in WORKSPACE.guides(WORKSPACE.files(WORKSPACE.config.guides))]


def record(guide: Guide, materials: tuple[Demand, ...], **more: object) -> WindowRecord:
    return WindowRecord(guide.id, "大厅", Observed("2024-01-01", "窗口自报"), materials, **more)  # type: ignore[arg-type]


def of_itself(guide: Guide) -> WindowRecord:
    """What a window asks for that keeps to the guide."""
    asked = tuple(
        Demand((m.name,), name=m.name, type=m.type, copies=m.copies, holder=m.holder, when=m.when, criteria=m.criteria,
               necessity=m.necessity)
        for m in guide.materials
    )  # fmt: skip
    presence = tuple(PresenceDemand(s.presence.who, s.presence.alternatives, s.name) for s in guide.steps if s.presence)
    conditions = tuple(map(ConditionDemand, guide.conditions))
    return record(guide, asked, presence=presence, conditions=conditions, complete=True)


def held(guide: Guide, window: WindowRecord, phrases: PhraseBook) -> Comparison:
    promises, asked = promised(guide, phrases), demanded(window, phrases)
    found = compare(guide, window, promises, asked, phrases)
    lines = len(asked) + len(window.conditions) + len(window.presence) + (len(promises) if window.complete else 0)
    assert found.tally.total == lines
    return found


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_a_bundled_guide_against_itself(guide: Guide, phrases: PhraseBook) -> None:
    found = held(guide, of_itself(guide), phrases)
    assert [mismatch for mismatch in found.mismatches if mismatch.kind != "easier-at-window"] == []


@settings(max_examples=60, deadline=None)
@given(st.lists(materials, max_size=4), st.lists(demands, max_size=4), st.booleans())
def test_generated_pairs_add_up(ours: list[Material], theirs: list[Demand], complete: bool) -> None:
    guide = Guide("a", "标题", materials=tuple(ours))
    held(guide, record(guide, tuple(theirs), complete=complete), BOOK)


@settings(max_examples=60, deadline=None)
@given(materials, demands, st.sampled_from(LEAVES), st.sampled_from(["原件", "复印件"]), st.integers(1, 3))
def test_try_says_what_the_definitions_say(
    material: Material, demand: Demand, leaf: str, form: str, number: int
) -> None:
    guide = Guide("a", "标题", materials=(material,))
    bring: Bring = (leaf, number, 0) if form == "原件" else (leaf, 0, number)
    bundle = [brought(f"{leaf}{form}{number}份", BOOK)]
    window = record(guide, (demand,))
    assert (opinion(promised(guide, BOOK), bundle, BOOK).outcome == "met") == by_guide(bring, material)
    assert (opinion(demanded(window, BOOK), bundle, BOOK).outcome == "met") == by_window(bring, demand)
    if msgspec.structs.replace(held(guide, window, BOOK), pairs=()).is_sound and by_guide(bring, material):
        assert by_window(bring, demand)
