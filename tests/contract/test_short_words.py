"""Windows speak shortly: their words for the guide's own paper or case are no mismatch, and other papers stay other ones."""

import pytest

from guidelint.contract.circumstance import judge_circumstance
from guidelint.contract.compare import compare
from guidelint.contract.conditions import judge_conditions
from guidelint.contract.mismatch import Comparison, Mismatch
from guidelint.contract.need import demanded, promised
from guidelint.language.phrase import PhraseBook
from guidelint.model.guide import Guide, Material
from guidelint.model.window import ConditionDemand, Demand, Observed, WindowRecord


def compared(name: str, demand: Demand, phrases: PhraseBook, title: str = "事项") -> Comparison:
    guide = Guide("g", title, materials=(Material(name),))
    window = WindowRecord("g", "大厅", Observed("2026-02-03", "窗口自报"), materials=(demand,), complete=True)
    return compare(guide, window, promised(guide, phrases), demanded(window, phrases), phrases)


@pytest.mark.parametrize(
    ("guide", "window"),
    [
        ("《个体工商户注销登记申请书》", "注销申请书"),
        ("户口迁移申请表(随迁类)", "随迁申请表"),
        ("关于同意开办幼儿园的批复文件", "同意开办的批复文件"),
        ("业务主管单位的批准文件", "主管单位批准文件"),  # what stands before the name may be part of it
        ("监护人出具的同意离境的意见", "监护人同意离境的意见"),
        ("困难程度证明材料", "困难程度证明"),
        ("湖区捕捞渔船转产申请书", "渔船转产湖区申请书"),  # in another order
        ("气瓶充装合格证明", "充装证"),
        ("同意拆除围墙的证明文件", "同意拆墙的证明"),
    ],
)
def test_the_guides_paper_with_words_left_out_is_met(guide: str, window: str, phrases: PhraseBook) -> None:
    assert compared(guide, Demand((window,)), phrases).is_sound


@pytest.mark.parametrize(
    ("title", "guide", "window", "is_met"),
    [
        ("道路货物运输经营许可", "驾驶员从业资格证", "货运从业资格证", True),
        ("道路旅客运输经营许可", "驾驶员从业资格证", "货运从业资格证", False),
        ("法定代表人变更登记", "任职文件", "法定代表人任职文件", True),
        ("电梯使用登记", "检验报告", "电梯检验报告", True),
    ],
)
def test_words_that_the_guides_title_says_the_name_need_not(
    title: str, guide: str, window: str, is_met: bool, phrases: PhraseBook
) -> None:
    assert compared(guide, Demand((window,)), phrases, title).is_sound is is_met


def test_an_open_list_in_brackets_says_which_papers_are_meant(phrases: PhraseBook) -> None:
    assert compared("与户主关系证明（出生医学证明、结婚证等）", Demand(("出生证", "结婚证")), phrases).is_sound


def test_a_paper_and_a_promise_of_the_same_may_be_one(phrases: PhraseBook) -> None:
    found = compared("灵活就业证明", Demand(("灵活就业承诺书",)), phrases)
    assert found.mismatches == ()
    assert [(one.guide.material, one.window.material) for one in found.undecided] == [
        (0, 0),
        (0, 0),
    ]  # of each, the other


def test_a_known_paper_is_not_short_for_another(phrases: PhraseBook) -> None:
    found = compared("临时居民身份证", Demand(("居民身份证",)), phrases)
    assert [one.kind for one in found.mismatches] == ["missing-in-guide", "not-needed-at-window"]


def test_of_two_editions_one_may_be_refused(phrases: PhraseBook) -> None:
    found = compared("营业执照正本或副本", Demand(("营业执照副本",)), phrases)
    assert [(one.kind, one.bundle) for one in found.mismatches] == [("vaguer-than-window", ("营业执照正本",))]


def test_original_and_copy_named_apart_are_one_line_with_both_forms(phrases: PhraseBook) -> None:
    assert compared("个人身份证原件及身份证复印件", Demand(("身份证",), type="原件和复印件"), phrases).is_sound


@pytest.mark.parametrize(
    ("guide", "window", "outcome"),
    [
        ("现役军人、登记备案人员", "登记备案人员", "met"),
        ("领取过《失业证》", "以前领过的", "open"),
        ("门诊费用", "门诊的", "open"),
        ("年满六十周岁的", "年满五十五周岁的", "broken"),
        ("登记备案的国家工作人员", "所有国家工作人员", "broken"),
        ("委托办理车辆过户", "找人代办车辆过户的", "met"),
        ("租用场地的", "是不是租的都要", "broken"),
        ("委托办理", None, "broken"),
        ("本人办理", None, "met"),
    ],
)
def test_a_case_is_broken_only_where_it_is_plainly_another_or_wider(
    guide: str, window: str | None, outcome: str
) -> None:
    assert judge_circumstance((guide,), window).outcome == outcome


@pytest.mark.parametrize(
    ("listed", "wanted", "kinds"),
    [
        (("具有本市户籍", "年满60周岁"), "没有在领高龄津贴", ["unlisted-condition"]),
        (("品行良好",), "没有违法记录", []),  # may well be meant
        (("没有拖欠水费",), "没有水费欠账", []),
    ],
)
def test_what_the_window_forbids_and_no_definite_condition_touches_is_unlisted(
    listed: tuple[str, ...], wanted: str, kinds: list[str]
) -> None:
    window = WindowRecord("g", "大厅", Observed("2026-02-03", "窗口自报"), (), conditions=(ConditionDemand(wanted),))
    said = [one for line in judge_conditions(Guide("g", "事项", (), conditions=listed), window) for one in line]
    assert [one.kind for one in said if isinstance(one, Mismatch)] == kinds
