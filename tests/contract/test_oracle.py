"""The comparison held against a slow oracle that tries every bundle of a small world.

The oracle knows documents as tuples (label, original, copies) and decides by the definitions of the design alone:
a guide is sound where every bundle that satisfies it satisfies the window.
"""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.contract.compare import Comparison, compare
from guidelint.contract.need import demanded, promised
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

Bring = tuple[str, frozenset[str], int]  # a document, brought as what, how often

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
    for document, forms, copies in product(LEAVES, ({"原件"}, {"复印件"}, {"原件", "复印件"}), (1, 2, 3)):
        yield document, frozenset(forms), copies


def enough(bring: Bring, documents: set[str], form: str | None, copies: int | None) -> bool:
    document, forms, count = bring
    return document in documents and any(way <= forms for way in FORMS[form]) and count >= (copies or 1)


def by_guide(bring: Bring, material: Material) -> bool:
    return enough(bring, TERMS[material.name], material.type, material.copies)


def by_window(bring: Bring, demand: Demand) -> bool:
    return enough(bring, set(demand.accepts) - set(demand.refused), demand.type, demand.copies)


def compared(material: Material, demand: Demand) -> Comparison:
    return compare_all((material,), (demand,))


def compare_all(ours: tuple[Material, ...], theirs: tuple[Demand, ...]) -> Comparison:
    guide = Guide("a", "标题", materials=ours)
    window = WindowRecord("a", "大厅", Observed("2024-01-01", "窗口自报"), materials=theirs, complete=True)
    return compare(guide, window, promised(guide, BOOK), demanded(window, BOOK))


def is_paired(material: Material, demand: Demand) -> bool:
    return bool(TERMS[material.name] & set(demand.accepts))


@given(materials, demands)
def test_one_line_is_called_sound_exactly_where_no_bundle_is_turned_away(material: Material, demand: Demand) -> None:
    if not is_paired(material, demand):
        return
    turned_away = [b for b in world() if by_guide(b, material) and not by_window(b, demand)]
    found = compared(material, demand).mismatches
    assert bool(found) == bool(turned_away)


@given(materials, demands)
def test_each_kind_is_found_exactly_where_its_own_counterexample_exists(material: Material, demand: Demand) -> None:
    if not is_paired(material, demand):
        return
    kinds = {mismatch.kind for mismatch in compared(material, demand).mismatches}
    wrong_document = TERMS[material.name] - set(demand.accepts)
    ways = [
        forms for forms in ({"原件"}, {"复印件"}, {"原件", "复印件"}) if any(w <= forms for w in FORMS[material.type])
    ]
    wrong_form = [forms for forms in ways if not any(w <= forms for w in FORMS[demand.type])]
    assert ("vaguer-than-window" in kinds) == bool(wrong_document)
    assert ("original-demanded" in kinds) == bool(wrong_form)
    assert ("more-copies" in kinds) == ((material.copies or 1) < (demand.copies or 1))


@given(materials, demands)
def test_the_witness_satisfies_the_guide_and_is_refused(material: Material, demand: Demand) -> None:
    if not is_paired(material, demand):
        return
    for mismatch in compared(material, demand).mismatches:
        if mismatch.kind == "vaguer-than-window":
            (document,) = mismatch.bundle
            everything = frozenset({"原件", "复印件"})
            assert by_guide((document, everything, 3), material)
            assert not by_window((document, everything, 3), demand)
        elif mismatch.kind == "original-demanded":
            (words,) = mismatch.bundle
            forms = frozenset(form for form in ("原件", "复印件") if form in words)
            shared = sorted(TERMS[material.name] & set(demand.accepts))
            assert by_guide((shared[0], forms, 3), material)
            assert not by_window((shared[0], forms, 3), demand)
        elif mismatch.kind == "more-copies":
            promised_copies = material.copies or 1
            shared = sorted(TERMS[material.name] & set(demand.accepts))
            assert by_guide((shared[0], frozenset({"原件", "复印件"}), promised_copies), material)
            assert not by_window((shared[0], frozenset({"原件", "复印件"}), promised_copies), demand)


@given(st.lists(st.sampled_from(LEAVES), min_size=1, max_size=4, unique=True), st.data())
def test_a_guide_that_says_what_the_window_says_is_sound(names: list[str], data: st.DataObject) -> None:
    forms = [data.draw(st.sampled_from(["原件", "复印件", "原件和复印件"])) for _ in names]
    copies = [data.draw(st.sampled_from([1, 2])) for _ in names]
    ours = tuple(Material(n, type=f, copies=c) for n, f, c in zip(names, forms, copies, strict=True))
    theirs = [Demand((n,), type=f, copies=c) for n, f, c in zip(names, forms, copies, strict=True)]
    data.draw(st.randoms()).shuffle(theirs)
    assert compare_all(ours, tuple(theirs)).is_sound


@given(materials, demands, st.sampled_from(LEAVES))
def test_taking_one_more_document_never_makes_the_guide_vaguer(material: Material, demand: Demand, more: str) -> None:
    if not is_paired(material, demand):
        return
    wider = Demand(tuple(dict.fromkeys((*demand.accepts, more))), type=demand.type, copies=demand.copies)

    def vague(one: Demand) -> int:
        return sum(m.kind == "vaguer-than-window" for m in compared(material, one).mismatches)

    assert vague(wider) <= vague(demand)


@settings(max_examples=60)
@given(st.lists(materials, min_size=1, max_size=4), st.lists(demands, min_size=1, max_size=4), st.randoms())
def test_the_order_of_the_lists_does_not_matter(
    ours: list[Material], theirs: list[Demand], random: "st.Random"
) -> None:  # type: ignore[name-defined]
    shuffled = list(ours)
    random.shuffle(shuffled)

    def total(lines: list[Material]) -> float:
        from guidelint.contract.pairing import pair

        guide = Guide("a", "标题", materials=tuple(lines))
        window = WindowRecord("a", "大厅", Observed("2024-01-01", "窗口自报"), materials=tuple(theirs))
        pairing = pair(promised(guide, BOOK), demanded(window, BOOK))
        return round(sum(one.score for one in pairing.pairs), 6)

    assert total(ours) == total(shuffled)


def test_a_document_seen_refused_is_the_witness() -> None:
    demand = Demand(("居民身份证",), refused=("社会保障卡",))
    (mismatch,) = compared(Material("身份证明", type="原件"), demand).mismatches
    assert mismatch.bundle == ("社会保障卡",)
    assert mismatch.words.zh == "带社会保障卡的人符合指南,窗口不收"
