"""Which line of the window answers which line of the guide."""

from hypothesis import given
from hypothesis import strategies as st

from guidelint.contract.fit import fit, name_of, worth
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


NAMES = st.sampled_from(
    ["居民身份证", "身份证或护照", "户口簿", "营业执照", "健康证明", "医师资格证书", "申请表", "变更登记申请表", "租赁合同和发票", "批复",
     "缴费凭证、收据等票据", "学历证明或职称证明", "授权委托书", "照片", "业务主管单位的批准文件", "冷库平面图", "材料", "相关证明"]
)  # fmt: skip


@given(NAMES, NAMES)
def test_names_alone_tell_what_two_lines_are_worth(phrases: PhraseBook, promise: str, demand: str) -> None:
    """Pairing looks no further at two lines whose names say enough."""
    guide = Guide("g", "事项", materials=(Material(promise),))
    window = WindowRecord("g", "大厅", Observed("2026-02-03", "窗口自报"), materials=(Demand((demand,)),))
    for ours in promised(guide, phrases):
        for theirs in demanded(window, phrases):
            names = ([*map(name_of, need.documents)] for need in (ours, theirs))
            assert worth(ours, theirs, *names, phrases) == fit(ours, theirs, phrases).worth
