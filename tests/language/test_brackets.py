"""What a bracket says: a remark on the document before it, another name of it, or something more that is asked for."""

import pytest

from guidelint.language.phrase import Phrase, PhraseBook
from tests.language.said import documents


def forms(phrase: Phrase) -> list[str | None]:
    return [one.form and one.form.value for one in phrase.documents]


@pytest.mark.parametrize(
    "text",
    [
        "摊位租用登记表(贴有近照)",
        "摊位租用登记表(出租双方共同申请)",
        "摊位租用登记表(需经市场管理方盖章确认)",
        "摊位租用登记表(如果是企业委托,应加盖企业公章)",
        "摊位租用登记表(由市场管理部门或者街道出具证明意见并签名盖章)",
        "摊位租用登记表(写明姓名、摊位号、经营范围)",
        "摊位租用登记表(加盖手印)",
    ],
)
def test_a_sentence_in_a_bracket_names_no_document(phrases: PhraseBook, text: str) -> None:
    assert documents(phrases.parse(text)) == [["摊位租用登记表"]]


def test_names_in_a_bracket_after_or_are_alternatives_one_by_one(phrases: PhraseBook) -> None:
    assert documents(phrases.parse("店铺产权证(或租赁合同、购房合同)复印件")) == [
        ["店铺产权证", "租赁合同", "购房合同"]
    ]


def test_a_bare_noun_in_a_bracket_shares_the_words_before_it(phrases: PhraseBook) -> None:
    assert documents(phrases.parse("供货合同(协议)2份")) == [["供货合同", "供货协议"]]


def test_a_bracket_that_names_the_document_again_describes_it(phrases: PhraseBook) -> None:
    (photograph,) = phrases.parse("学员照片2张(近期免冠、蓝色背景的彩色一寸照片)").documents
    assert {one.value for one in photograph.make} == {"免冠", "蓝", "彩色", "一寸"}
    assert photograph.age is not None
    assert photograph.originals is not None and photograph.originals.number == 2


def test_a_kind_that_a_bracket_does_not_make_precise_stays(phrases: PhraseBook) -> None:
    text = "行驶证、车辆技术等级证书(车辆综合性能合格证)"
    assert documents(phrases.parse(text)) == [["行驶证"], ["车辆技术等级证书", "车辆综合性能合格证"]]


def test_each_part_of_a_bracket_speaks(phrases: PhraseBook) -> None:
    (report,) = phrases.parse("检测报告(由有资质的检测机构出具;原件2份)").documents
    assert report.issuer is not None and report.issuer.text == "有资质的检测机构"
    assert report.form is not None and report.form.value == "原件"
    assert report.originals is not None and report.originals.number == 2


def test_what_is_asked_of_some_only_stands_beside_the_document(phrases: PhraseBook) -> None:
    phrase = phrases.parse("申请人身份证原件(亲友代办的须有申请人委托书)")
    assert documents(phrase) == [["身份证"], ["委托书"]]
    assert [one.circumstance and one.circumstance.text for one in phrase.documents] == [None, "亲友代办的"]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("存量房备案凭证(建筑面积50平方米以下的不提供)", "建筑面积50平方米以下的不提供"),
        ("亲子关系证明(户口簿能证明的无需提供)", "户口簿能证明的无需提供"),
    ],
)
def test_who_need_not_bring_it_is_a_circumstance(phrases: PhraseBook, text: str, case: str) -> None:
    (document,) = phrases.parse(text).documents
    assert document.circumstance is not None and document.circumstance.text == case


def test_a_form_that_is_not_taken_is_none(phrases: PhraseBook) -> None:
    assert forms(phrases.parse("居住证、学生证(核原件,不收复印件)")) == ["原件", "原件"]


def test_a_remark_says_the_form_wherever_it_stands(phrases: PhraseBook) -> None:
    assert forms(phrases.parse("房东身份证(原件核验后退还)、租赁合同复印件")) == ["原件", "复印件"]
