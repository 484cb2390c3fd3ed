"""Which line of the window answers which line of the guide."""

from guidelint.contract.need import demanded, promised
from guidelint.contract.pairing import pair
from guidelint.language.phrase import PhraseBook
from guidelint.model.guide import Guide, Material
from guidelint.model.window import Demand, Observed, WindowRecord


def test_of_two_lines_for_one_thing_the_same_words_pair_first(phrases: PhraseBook) -> None:
    """To the thesaurus 退休申请 is a 退休审批表 too."""
    guide = Guide("g", "事项", materials=(Material("《某省职工退休审批表》"), Material("手写退休申请", when="女职工")))
    window = WindowRecord(
        "g", "大厅", Observed("2026-02-03", "窗口自报"),
        materials=(Demand(("退休申请",), when="女职工"), Demand(("退休审批表",))),
    )  # fmt: skip
    pairing = pair(promised(guide, phrases), demanded(window, phrases), phrases)
    assert [(one.promise.index, one.demand.index) for one in pairing.pairs] == [(0, 1), (1, 0)]


def test_between_equals_the_line_that_says_the_same_person_is_meant(phrases: PhraseBook) -> None:
    """The window takes more from the applicant than the guide says; the agent's card stays the agent's."""
    guide = Guide("g", "事项", materials=(Material("居民身份证"), Material("代理人居民身份证", when="委托办理")))
    window = WindowRecord(
        "g", "大厅", Observed("2026-02-03", "窗口自报"),
        materials=(Demand(("居民身份证", "护照")), Demand(("居民身份证",), holder="代理人", when="委托办理")),
    )  # fmt: skip
    pairing = pair(promised(guide, phrases), demanded(window, phrases), phrases)
    assert [(one.promise.index, one.demand.index) for one in pairing.pairs] == [(0, 0), (1, 1)]
