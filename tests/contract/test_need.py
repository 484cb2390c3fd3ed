"""What the fields of a guide's line say counts as what its words say, and words that name no paper are not dropped."""

import pytest

from guidelint.contract.compare import compare
from guidelint.contract.mismatch import Comparison
from guidelint.contract.need import demanded, promised
from guidelint.language.phrase import PhraseBook
from guidelint.model.guide import Guide, Material
from guidelint.model.window import Demand, Observed, WindowRecord


def compared(ours: tuple[Material, ...], demand: Demand, phrases: PhraseBook, *, complete: bool = True) -> Comparison:
    guide = Guide("g", "事项", materials=ours)
    window = WindowRecord("g", "大厅", Observed("2026-02-03", "窗口自报"), materials=(demand,), complete=complete)
    return compare(guide, window, promised(guide, phrases), demanded(window, phrases), phrases)


def kinds(comparison: Comparison) -> list[str]:
    return [one.kind for one in comparison.mismatches]


@pytest.mark.parametrize(
    ("material", "demand"),
    [
        (Material("营业执照", photocopies=2, originals=1), Demand(("营业执照",), type="原件和复印件", copies=2)),
        (Material("营业执照", photocopies=2), Demand(("营业执照复印件2份",))),
        (Material("申请表", seal="加盖公章"), Demand(("申请表",), criteria=("加盖公章",))),
        (Material("疾病诊断证明书", issuer="三甲医院"), Demand(("三甲医院出具的疾病诊断证明书",))),
        (Material("居民身份证", remarks="正反面。"), Demand(("居民身份证",), criteria=("正反面",))),
    ],
)
def test_what_a_field_says_is_said(material: Material, demand: Demand, phrases: PhraseBook) -> None:
    assert compared((material,), demand, phrases).is_sound
    plain = Material(material.name, type="复印件" if material.photocopies else None)
    assert not compared((plain,), demand, phrases).is_sound


def test_of_each_form_its_own_number(phrases: PhraseBook) -> None:
    guide = (Material("营业执照", originals=1, photocopies=2),)
    assert kinds(compared(guide, Demand(("营业执照",), type="原件和复印件", copies=3), phrases)) == ["more-copies"]


def test_any_one_of_several_lines_will_do(phrases: PhraseBook) -> None:
    either = (Material("户口簿", one_of="住址"), Material("居民身份证"), Material("居住证", one_of="住址"))
    guide = Guide("g", "事项", materials=either)
    first, second = promised(guide, phrases)
    assert (first.name, first.index, first.lines, second.index) == ("户口簿或居住证", 0, (0, 2), 1)
    both = compared(either[::2], Demand(("户口簿", "居住证")), phrases)
    assert both.is_sound
    (mismatch,) = compared(either[::2], Demand(("户口簿",)), phrases).mismatches
    assert (mismatch.kind, mismatch.bundle, mismatch.guide.material) == ("vaguer-than-window", ("居住证",), 1)


def test_words_beside_a_paper_are_open(phrases: PhraseBook) -> None:
    comparison = compared((Material("居民身份证"),), Demand(("居民身份证、其他必要手续",)), phrases)
    assert comparison.mismatches == ()
    (open_line,) = comparison.undecided
    assert open_line.words.zh == "窗口要的“其他必要手续”看不出是哪种材料，没法与指南比较"
    assert (comparison.tally.met, comparison.tally.open) == (2, 1)  # the promise and the demand of the card


def test_one_paper_in_several_cases_may_be_asked_of_everybody(phrases: PhraseBook) -> None:
    locals_ = Material("居民身份证、居民户口簿", when="本市户籍的")
    others = Material("居民身份证", when="外市户籍的")
    demand = Demand(("居民身份证",))
    both = compared((locals_, others), demand, phrases, complete=False)
    assert both.mismatches == ()
    assert [one.words.zh for one in both.undecided] == [
        "指南在“本市户籍的、外市户籍的”时都要居民身份证，合起来是不是所有人没法判断，窗口一律要"
    ]
    assert kinds(compared((others,), demand, phrases, complete=False)) == ["missing-in-guide"]
    assert compared((others, Material("居民身份证")), demand, phrases, complete=False).is_sound


@pytest.mark.parametrize(
    ("ours", "theirs", "broken", "undecided"),
    [("新生儿", "孩子", 0, 0), ("孩子", "新生儿", 0, 1), ("新生儿", "父亲", 1, 0), ("新生儿", "配偶", 1, 0)],
)
def test_a_newborn_is_a_child(ours: str, theirs: str, broken: int, undecided: int, phrases: PhraseBook) -> None:
    found = compared(
        (Material("居民户口簿", holder=ours),), Demand(("居民户口簿",), holder=theirs), phrases, complete=False
    )
    assert (len(found.mismatches), len(found.undecided)) == (broken, undecided)


@pytest.mark.parametrize(
    ("title", "when", "at_window"),
    [
        ("企业职工退休申请", "女职工申请退休", "女职工"),
        ("普通护照申请", "护照换发", "换发的"),
        ("住房公积金提取", "职工配偶提取住房公积金", "配偶来提取的"),
    ],
)
def test_a_window_does_not_say_again_what_the_guide_is_about(
    title: str, when: str, at_window: str, phrases: PhraseBook
) -> None:
    def found(title: str) -> Comparison:
        guide = Guide("g", title, materials=(Material("居民户口簿", when=when),))
        window = WindowRecord(
            "g", "大厅", Observed("2026-02-03", "窗口自报"), materials=(Demand(("户口簿",), when=at_window),)
        )
        return compare(guide, window, promised(guide, phrases), demanded(window, phrases), phrases)

    assert found(title).is_sound
    assert found("事项").undecided or found("事项").mismatches


def test_a_case_of_other_people_is_broken_whatever_the_guide_is_about(phrases: PhraseBook) -> None:
    guide = Guide("g", "失业人员社会保险补贴", materials=(Material("居民户口簿", when="失业人员"),))
    window = WindowRecord(
        "g", "大厅", Observed("2026-02-03", "窗口自报"), materials=(Demand(("户口簿",), when="就业人员"),)
    )
    found = compare(guide, window, promised(guide, phrases), demanded(window, phrases), phrases)
    assert kinds(found) == ["missing-in-guide"]


@pytest.mark.parametrize(
    ("ours", "theirs", "broken"),
    [("经营场所拟任法定代表人", "法定代表人", 0), ("法定代表人", "公司法人", 0), ("经营场所拟任法定代表人", "配偶", 1)],
)
def test_the_head_of_the_body_that_applies(ours: str, theirs: str, broken: int, phrases: PhraseBook) -> None:
    found = compared(
        (Material("居民身份证", holder=ours),), Demand(("居民身份证",), holder=theirs), phrases, complete=False
    )
    assert (len(found.mismatches), len(found.undecided)) == (broken, 0)
