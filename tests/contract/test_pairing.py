"""Which line of the window answers which line of the guide."""

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy.corpus import entries
from guidelint.contract.need import demanded, promised
from guidelint.contract.pairing import _scores, pair
from guidelint.language.phrase import PhraseBook
from guidelint.model.guide import Guide, Material
from guidelint.model.window import Demand, Observed, WindowRecord
from tests.contract import reference


def test_between_equals_the_line_that_says_the_same_person_is_meant(phrases: PhraseBook) -> None:
    """The window takes more from the applicant than the guide says; the agent's card stays the agent's."""
    guide = Guide("g", "事项", materials=(Material("居民身份证"), Material("代理人居民身份证", when="委托办理")))
    window = WindowRecord(
        "g", "大厅", Observed("2026-02-03", "窗口自报"),
        materials=(Demand(("居民身份证", "护照")), Demand(("居民身份证",), holder="代理人", when="委托办理")),
    )  # fmt: skip
    pairing = pair(promised(guide, phrases), demanded(window, phrases))
    assert [(one.promise.index, one.demand.index) for one in pairing.pairs] == [(0, 0), (1, 1)]


NAMES = [entry["text"] for entry in entries("all")]
HOLDERS = st.sampled_from([None, None, "本人", "申请人", "代理人", "代 理 人", "监护人"])
WHENS = st.sampled_from([None, None, None, "委托办理", "首次申请"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.builds(Material, name=st.sampled_from(NAMES), holder=HOLDERS, when=WHENS), min_size=1, max_size=6),
    st.lists(
        st.builds(
            Demand,
            accepts=st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map(tuple),
            refused=st.lists(st.sampled_from(NAMES), max_size=1).map(tuple),
            holder=HOLDERS,
            when=WHENS,
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 20),
)
def test_scores_are_those_of_each_two_by_themselves(
    phrases: PhraseBook, materials: list[Material], asked: list[Demand], same: int
) -> None:
    asked = [*asked, *(Demand((one.name,)) for one in materials[:same])]
    theirs = demanded(WindowRecord("g", "大厅", Observed("2026-02-03", "窗口自报"), materials=tuple(asked)), phrases)
    ours = promised(Guide("g", "事项", materials=tuple(materials)), phrases)
    for promises in (ours, theirs):  # two halls are paired as well
        assert _scores(promises, theirs) == reference.scores(promises, theirs)
