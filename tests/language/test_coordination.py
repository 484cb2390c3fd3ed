"""Lists, and names that share words with each other."""

import pytest

from guidelint.language.phrase import PhraseBook
from tests.language.said import documents, holders


def test_each_a_copy_is_said_of_the_whole_list(phrases: PhraseBook) -> None:
    phrase = phrases.parse("店铺营业执照、法人身份证、授权委托书、经办人身份证复印件各一份(需核对原件)")
    assert [one.form and one.form.value for one in phrase.documents] == ["原件和复印件"] * 4
    assert [one.copies and one.copies.number for one in phrase.documents] == [1] * 4


def test_what_is_filled_in_for_the_application_is_no_copy(phrases: PhraseBook) -> None:
    form, card = phrases.parse("社保卡补领申请表、身份证复印件").documents
    assert form.form is None
    assert card.form is not None and card.form.value == "复印件"


def test_what_stands_before_a_colon_is_said_of_all_that_follows(phrases: PhraseBook) -> None:
    phrase = phrases.parse("原件、复印件各一份:居住证、结婚证")
    assert [one.form and one.form.value for one in phrase.documents] == ["原件和复印件", "原件和复印件"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("饮用水卫生检测或者评价报告", [["饮用水卫生检测报告", "饮用水卫生评价报告"]]),
        ("营业员的学历或培训证明", [["学历证明", "培训证明"]]),
        ("安全管理制度目录及文本", [["安全管理制度目录"], ["安全管理制度文本"]]),
        ("车辆转让的证明、凭证", [["车辆转让的证明"], ["车辆转让的凭证"]]),
        ("原单位出具的终止或者解除劳动关系的证明", [["终止或者解除劳动关系的证明"]]),
        ("居住、暂住证明", [["居住、暂住证明"]]),
        ("毕业或者学位证书", [["毕业证书", "学位证书"]]),
        ("中级或者高级职称证书", [["中级职称证书", "高级职称证书"]]),
        ("内地或香港居民身份证、护照", [["内地居民身份证", "香港居民身份证"], ["护照"]]),
        ("驾驶证或者行驶证复印件、保险单复印件", [["驾驶证", "行驶证"], ["保险单"]]),
        ("水务部门出具的文件", [["文件"]]),
    ],
)
def test_names_share_words(phrases: PhraseBook, text: str, named: list[list[str]]) -> None:
    assert documents(phrases.parse(text)) == named


def test_a_choice_before_a_summary_is_no_choice_of_the_whole_list(phrases: PhraseBook) -> None:
    text = "监护人出具的同意书、出生医学证明、监护人的身份证或者护照等身份证件"
    assert documents(phrases.parse(text)) == [["同意书"], ["出生医学证明"], ["身份证", "护照", "身份证件"]]


def test_a_list_summed_up_by_a_word_for_any_paper_asks_for_all(phrases: PhraseBook) -> None:
    assert documents(phrases.parse("诊断证明、出院小结、发票等说明材料")) == [["诊断证明"], ["出院小结"], ["发票"]]


def test_modifiers_side_by_side(phrases: PhraseBook) -> None:
    (proof,) = phrases.parse("本区派出所开具的、在有效期内的居住证明").documents
    assert proof.issuer is not None and proof.issuer.text == "本区派出所"
    assert [mark.kind for mark in proof.marks] == ["有效"]


def test_a_place_of_business_before_a_person(phrases: PhraseBook) -> None:
    phrase = phrases.parse("经营场所负责人身份证")
    assert documents(phrase) == [["身份证"]]
    assert holders(phrase) == ["经营场所负责人"]


def test_a_name_without_a_known_noun_has_its_form(phrases: PhraseBook) -> None:
    (line,) = phrases.parse("职工户口原件及复印件").documents
    assert line.form is not None and line.form.value == "原件和复印件"
