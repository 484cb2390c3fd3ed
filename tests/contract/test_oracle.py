"""The comparison held against a slow oracle that tries every bundle of a small world.

The oracle knows documents as tuples (label, originals, copies) and decides by the definitions of the design alone:
a guide is sound where every bundle that satisfies it satisfies the window.
"""

import re
from collections.abc import Iterator
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.contract.compare import Comparison, compare
from guidelint.contract.mismatch import EASIER
from guidelint.contract.need import demanded, promised
from guidelint.contract.pairing import pair
from guidelint.language.phrase import PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.guide import Guide, Material
from guidelint.model.window import Demand, Observed, WindowRecord

LEAVES = ("居民身份证", "护照", "社会保障卡", "户口簿")
TERMS = {
    "身份证明": {"居民身份证", "护照", "社会保障卡"},
    "有效身份证件": {"居民身份证", "护照"},
    **{leaf: {leaf} for leaf in LEAVES},
}
BOOK = PhraseBook(
    Thesaurus.build(
        [
            {"id": "proof", "prefLabel": {"zh": "身份证明", "en": "proof"}},
            {"id": "valid", "prefLabel": {"zh": "有效身份证件", "en": "valid"}, "broader": ["proof"]},
            {"id": "card", "prefLabel": {"zh": "居民身份证", "en": "card"}, "broader": ["valid"]},
            {"id": "passport", "prefLabel": {"zh": "护照", "en": "passport"}, "broader": ["valid"]},
            {"id": "social", "prefLabel": {"zh": "社会保障卡", "en": "social"}, "broader": ["proof"]},
            {"id": "household", "prefLabel": {"zh": "户口簿", "en": "household"}},
        ]
    )
)
FORMS = {
    None: ({"原件"}, {"复印件"}),
    "原件": ({"原件"},),
    "复印件": ({"复印件"},),
    "原件和复印件": ({"原件", "复印件"},),
}

Bring = tuple[str, int, int]  # a document, so many originals of it and so many copies

materials = st.builds(
    Material,
    name=st.sampled_from(sorted(TERMS)),
    type=st.sampled_from(sorted(FORMS, key=str)),
    copies=st.sampled_from([None, 1, 2]),
)
demands = st.builds(
    Demand,
    accepts=st.lists(st.sampled_from(LEAVES), min_size=1, max_size=3, unique=True).map(tuple),
    type=st.sampled_from(sorted(FORMS, key=str)),
    copies=st.sampled_from([None, 1, 2]),
)


def world() -> Iterator[Bring]:
    """Everything that a person can put on the counter."""
    for document, originals, copies in product(LEAVES, range(4), range(4)):
        if originals or copies:
            yield document, originals, copies


def in_form(bring: Bring, form: str | None) -> bool:
    brought = {name for name, number in zip(("原件", "复印件"), bring[1:], strict=True) if number}
    return any(way <= brought for way in FORMS[form])


def is_enough(bring: Bring, form: str | None, number: int | None) -> bool:
    """份数 counts the copies where copies are asked for, else the originals; without a form whichever is brought."""
    _, originals, copies = bring
    counted = {None: max(originals, copies), "原件": originals}.get(form, copies)
    return counted >= (number or 1)


def enough(bring: Bring, documents: set[str], form: str | None, number: int | None) -> bool:
    return bring[0] in documents and in_form(bring, form) and is_enough(bring, form, number)


def by_guide(bring: Bring, material: Material) -> bool:
    return enough(bring, TERMS[material.name], material.type, material.copies)


def by_window(bring: Bring, demand: Demand) -> bool:
    return enough(bring, set(demand.accepts) - set(demand.refused), demand.type, demand.copies)


def compared(material: Material, demand: Demand) -> Comparison:
    return compare_all((material,), (demand,))


def compare_all(ours: tuple[Material, ...], theirs: tuple[Demand, ...]) -> Comparison:
    guide = Guide("a", "标题", materials=ours)
    window = WindowRecord("a", "大厅", Observed("2024-01-01", "窗口自报"), materials=theirs, complete=True)
    return compare(guide, window, promised(guide, BOOK), demanded(window, BOOK), BOOK)


def is_paired(material: Material, demand: Demand) -> bool:
    return bool(TERMS[material.name] & set(demand.accepts))


@settings(deadline=None)
@given(materials, demands)
def test_one_line_is_called_sound_exactly_where_no_bundle_is_turned_away(material: Material, demand: Demand) -> None:
    if not is_paired(material, demand):
        return
    turned_away = [b for b in world() if by_guide(b, material) and not by_window(b, demand)]
    found = [mismatch for mismatch in compared(material, demand).mismatches if mismatch.kind not in EASIER]
    assert bool(found) == bool(turned_away)


@settings(deadline=None)
@given(materials, demands)
def test_each_kind_is_found_exactly_where_its_own_counterexample_exists(material: Material, demand: Demand) -> None:
    if not is_paired(material, demand):
        return
    kinds = {mismatch.kind for mismatch in compared(material, demand).mismatches}
    wrong_document = TERMS[material.name] - set(demand.accepts)
    assert ("vaguer-than-window" in kinds) == bool(wrong_document)
    allowed = [bring for bring in world() if by_guide(bring, material)]
    assert ("original-demanded" in kinds) == any(not in_form(bring, demand.type) for bring in allowed)
    if material.type == demand.type:
        too_few = any(not is_enough(bring, demand.type, demand.copies) for bring in allowed)
        assert ("more-copies" in kinds) == too_few


def has(material: Material, form: str) -> bool:
    return form in (material.type or "原件")


@settings(deadline=None)
@given(materials, demands)
def test_the_witness_satisfies_the_guide_and_is_refused(material: Material, demand: Demand) -> None:
    if not is_paired(material, demand):
        return
    shared = next(iter(sorted(TERMS[material.name] & set(demand.accepts))))
    for mismatch in compared(material, demand).mismatches:
        (witness,) = mismatch.bundle
        match mismatch.kind:
            case "vaguer-than-window":
                bring = witness, 3, 3
            case "original-demanded":
                bring = shared, 3 * ("原件" in witness), 3 * ("复印件" in witness)
            case "more-copies":
                few = int(re.search(r"只带(\d)份", witness)[1])
                bring = shared, few * has(material, "原件"), few * has(material, "复印件")
                if "复印件" in witness:
                    bring = shared, 3, few
                elif "原件" in witness:
                    bring = shared, few, 3
            case _:
                continue
        assert by_guide(bring, material), mismatch
        assert not by_window(bring, demand), mismatch


@settings(deadline=None)
@given(st.lists(st.sampled_from(LEAVES), min_size=1, max_size=4, unique=True), st.data())
def test_a_guide_that_says_what_the_window_says_is_sound(names: list[str], data: st.DataObject) -> None:
    forms = [data.draw(st.sampled_from(["原件", "复印件", "原件和复印件"])) for _ in names]
    copies = [data.draw(st.sampled_from([1, 2])) for _ in names]
    ours = tuple(Material(n, type=f, copies=c) for n, f, c in zip(names, forms, copies, strict=True))
    theirs = [Demand((n,), type=f, copies=c) for n, f, c in zip(names, forms, copies, strict=True)]
    data.draw(st.randoms()).shuffle(theirs)
    assert compare_all(ours, tuple(theirs)).is_sound


@settings(deadline=None)
@given(materials, demands, st.sampled_from(LEAVES))
def test_taking_one_more_document_never_makes_the_guide_vaguer(material: Material, demand: Demand, more: str) -> None:
    if not is_paired(material, demand):
        return
    wider = Demand(tuple(dict.fromkeys((*demand.accepts, more))), type=demand.type, copies=demand.copies)

    def vague(one: Demand) -> int:
        return sum(m.kind == "vaguer-than-window" for m in compared(material, one).mismatches)

    assert vague(wider) <= vague(demand)


@settings(max_examples=60, deadline=None)
@given(st.lists(materials, min_size=1, max_size=4), st.lists(demands, min_size=1, max_size=4), st.randoms())
def test_the_order_of_the_lists_does_not_matter(ours: list[Material], theirs: list[Demand], random: Random) -> None:
    shuffled = list(ours)
    random.shuffle(shuffled)

    def total(lines: list[Material]) -> float:
        guide = Guide("a", "标题", materials=tuple(lines))
        window = WindowRecord("a", "大厅", Observed("2024-01-01", "窗口自报"), materials=tuple(theirs))
        pairing = pair(promised(guide, BOOK), demanded(window, BOOK), BOOK)
        return round(sum(one.fit.worth for one in pairing.pairs), 6)

    assert total(ours) == total(shuffled)


def test_a_document_seen_refused_is_the_witness() -> None:
    demand = Demand(("居民身份证",), refused=("社会保障卡",))
    (mismatch,) = compared(Material("身份证明", type="原件"), demand).mismatches
    assert mismatch.bundle == ("社会保障卡",)
    assert mismatch.words.zh == "带社会保障卡的人符合指南，窗口不收"
