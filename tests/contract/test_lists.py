"""Lists that end in 等, and one window line for papers of several persons or of several lines of the guide."""

from guidelint.contract.compare import Comparison, compare
from guidelint.contract.mismatch import Tally
from guidelint.contract.need import demanded, promised
from guidelint.language.phrase import PhraseBook
from guidelint.model.guide import Guide, Material
from guidelint.model.window import Demand, Observed, WindowRecord


def compared(names: list[str], accepts: list[str], phrases: PhraseBook) -> Comparison:
    guide = Guide("g", "事项", materials=tuple(Material(name) for name in names))
    demands = tuple(Demand((words,)) for words in accepts)
    window = WindowRecord("g", "大厅", Observed("2026-02-03", "窗口自报"), materials=demands, complete=True)
    return compare(guide, window, promised(guide, phrases), demanded(window, phrases), phrases)


def test_what_stands_before_an_open_end_is_told_apart(phrases: PhraseBook) -> None:
    (summed,) = phrases.parse("病历、诊断证明等病情资料").requirements
    assert (len(summed.alternatives), summed.listed) == (3, 2)
    ends = phrases.parse("收入证明、社保缴纳证明等").requirements
    assert [(len(one.alternatives), one.listed) for one in ends] == [(1, 1), (1, 1)]
    (closed,) = phrases.parse("护照或者户口簿").requirements
    assert closed.listed == 0


def test_a_list_of_which_the_window_wants_one_leaves_the_rest_open(phrases: PhraseBook) -> None:
    found = compared(["残疾证、大病诊断证明等"], ["残疾证"], phrases)
    assert found.mismatches == ()
    assert [one.words.zh for one in found.undecided] == ["指南写“残疾证、大病诊断证明等”，没有写明是任选一种还是都要"]


def test_a_list_of_which_the_window_wants_several_lacks_none(phrases: PhraseBook) -> None:
    found = compared(["房屋租赁合同、租金发票等租房证明材料"], ["租房合同", "租金发票"], phrases)
    assert found.mismatches == ()
    assert [(one.guide.material, one.window.material) for one in found.undecided] == [(0, 0), (0, 1)]
    assert found.tally == Tally(met=1, open=2)  # the guide's line is met, of the window's two nobody knows


def test_what_sums_a_list_up_is_what_it_lists(phrases: PhraseBook) -> None:
    assert compared(["检查记录、培训记录等管理制度"], ["管理制度"], phrases).is_sound


def test_one_window_line_for_the_papers_of_several_persons(phrases: PhraseBook) -> None:
    names = ["举办者基本情况登记表", "拟任校长基本情况登记表"]
    assert compared(names, ["举办者、校长的基本情况登记表"], phrases).mismatches == ()
    missing = compared(names, ["举办者、校长、会计的基本情况登记表"], phrases).mismatches
    assert [one.kind for one in missing] == []  # whether the 会计 is one of them is open


def test_persons_of_one_office_are_one(phrases: PhraseBook) -> None:
    assert compared(["食品安全管理人员健康证明"], ["安全员健康证明"], phrases).is_sound
    assert compared(["家庭成员身份证"], ["全家身份证"], phrases).is_sound


def test_the_papers_of_two_offices_are_two(phrases: PhraseBook) -> None:
    found = compared(["主要负责人安全资格证"], ["安全管理人员资格证"], phrases)
    assert [one.kind for one in found.mismatches] == ["missing-in-guide", "not-needed-at-window"]


def test_one_window_line_for_two_papers_of_one_material(phrases: PhraseBook) -> None:
    assert compared(["管理制度目录及文本"], ["管理制度"], phrases).is_sound
    assert compared(["营业场所和仓储场所平面图"], ["营业场所平面图", "仓储场所平面图"], phrases).is_sound


def test_papers_that_share_their_last_noun_are_several(phrases: PhraseBook) -> None:
    assert [one.text for one in phrases.parse("学历和职称证书").documents] == ["学历证书", "职称证书"]
    assert [one.text for one in phrases.parse("经营场所和办公场所证明").documents] == ["经营场所和办公场所证明"]


def test_a_word_for_one_of_two_papers_may_be_meant_for_the_other(phrases: PhraseBook) -> None:
    found = compared(["水费缴费收据或银行转账凭证"], ["缴费凭证"], phrases)
    assert found.mismatches == ()


def test_one_window_line_each_for_the_papers_of_two_persons(phrases: PhraseBook) -> None:
    found = compared(["买方、卖方身份证明"], ["买方身份证", "卖方身份证"], phrases)
    assert [(one.kind, one.window.material) for one in found.mismatches] == [
        ("vaguer-than-window", 0),
        ("vaguer-than-window", 1),
    ]


def test_a_spouse_is_one_of_the_family(phrases: PhraseBook) -> None:
    assert compared(["家庭成员身份证"], ["配偶身份证"], phrases).is_sound
    found = compared(["主要负责人身份证"], ["配偶身份证"], phrases)
    assert (found.mismatches, len(found.undecided) > 0) == ((), True)


def test_a_photograph_of_two_is_no_portrait(phrases: PhraseBook) -> None:
    assert compared(["双方2寸近期半身免冠合影照片"], ["合照"], phrases).is_sound
    assert {one.kind for one in compared(["免冠照片"], ["合照"], phrases).mismatches} == {
        "missing-in-guide",
        "not-needed-at-window",
    }
