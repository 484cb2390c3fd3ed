"""Issuer, person and name between two separators, with exact offsets in the text as published."""

import pytest

from guidelint.language.phrase import Phrase, PhraseBook
from tests.language import said


def options(phrase: Phrase) -> list[list[tuple[str, int, int]]]:
    return [[(one.text, one.start, one.end) for one in r.documents] for r in phrase.requirements]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("民政部门出具的城镇最低生活保障证明原件", [[("城镇最低生活保障证明", 7, 17)]]),
        ("房屋出租人、用人单位、就读学校出具的住宿说明", [[("住宿说明", 18, 22)]]),
        ("军队、武装警察部队核发的复员、转业、退伍证明", [[("复员、转业、退伍证明", 12, 22)]]),
        ("《福州市失业登记表》", [[("福州市失业登记表", 1, 9)]]),
        ("河道采砂申请书", [[("河道采砂申请书", 0, 7)]]),
        ("定居地护照或定居地身份证原件", [[("定居地护照", 0, 5), ("定居地身份证", 6, 12)]]),
        ("证明夫妻关系的居民户口簿", [[("居民户口簿", 7, 12)]]),
        ("解除收养关系的书面协议", [[("解除收养关系的书面协议", 0, 11)]]),
        ("其他相关材料", []),
        ("劳动合同、工商执照等相关材料", [[("劳动合同", 0, 4)], [("工商执照", 5, 9)]]),
        ("批准证书、营业执照和验资报告等文件", [[("批准证书", 0, 4)], [("营业执照", 5, 9)], [("验资报告", 10, 14)]]),
        ("本人 身份证（原件）", [[("身份证", 3, 6)]]),
        # A verb and a name that the thesaurus does not know, in one stretch.
        ("需提供租金缴交凭证", [[("租金缴交凭证", 3, 9)]]),
        ("身份证正反面复印件", [[("身份证", 0, 3)]]),
        ("本人社保卡或银行卡卡面复印件", [[("社保卡", 2, 5), ("银行卡", 6, 9)]]),
        ("用地红线（电子）", [[("用地红线", 0, 4)]]),
        ("监护人材料", []),
        ("与原件核对无误的营业执照复印件", [[("营业执照", 8, 12)]]),
        ("加盖公章的营业执照复印件", [[("营业执照", 5, 9)]]),
        ("与第三者达成的协议", [[("与第三者达成的协议", 0, 9)]]),
        ("居住地住址证明包括房屋租赁合同、购房合同", [[("房屋租赁合同", 9, 15), ("购房合同", 16, 20)]]),
    ],
)
def test_names(phrases: PhraseBook, text: str, found: list[list[tuple[str, int, int]]]) -> None:
    assert options(phrases.parse(text)) == found


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("死亡人员的居民户口簿、居民身份证", [("死亡人员", 0, 4)]),
        ("机动车所有人和抵押权人的身份证明", [("机动车所有人", 0, 6), ("抵押权人", 7, 11)]),
        ("负责人及食品安全管理人员的身份证明", [("负责人", 0, 3), ("食品安全管理人员", 4, 12)]),
        ("法定代表人或负责人身份证明", [("法定代表人", 0, 5), ("负责人", 6, 9)]),
        ("场地租赁合同及出租方房产证", [("出租方", 7, 10)]),
        ("法人身份证", [("法人", 0, 2)]),
        ("法人证书", []),
        ("与申请人的关系证明", [("申请人", 1, 4)]),
        ("经依法公证的自然人身份证明文件", []),
        ("公安机关出具的残疾证明", []),
    ],
)
def test_holders(phrases: PhraseBook, text: str, holders: list[tuple[str, int, int]]) -> None:
    found = (part for one in phrases.parse(text).documents for part in one.holders)
    assert list(dict.fromkeys((part.text, part.start, part.end) for part in found)) == holders


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("工商行政管理局出具的证明", {"industry-commerce-authority"}),
        ("国土资源局批复", {"land-authority", "approval-decision"}),
        ("持有准生证的夫妻", {"birth-permit"}),
        ("《上海市暂住证》", {"temporary-residence-permit"}),
        ("身份证明号码", set()),
    ],
)
def test_every_label_that_is_meant_is_a_mention(phrases: PhraseBook, text: str, concepts: set[str]) -> None:
    """Also where it is no document to be brought: rules about abolished authorities live on that."""
    assert {m.concept for m in phrases.parse(text).mentions} == concepts


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("申请人身份证、户口簿复印件，交验原件", "原件和复印件"),
        ("身份证复印件、户口簿原件", "复印件"),
        ("营业执照副本", None),
        ("营业执照副本复印件", "复印件"),
    ],
)
def test_form(phrases: PhraseBook, text: str, form: str | None) -> None:
    assert said.form(phrases.parse(text)) == form


@pytest.mark.parametrize(
    ("text", "circumstance"),
    [
        ("外地户口提供身份证和暂住证原件", ("外地户口", 0, 4)),
        ("申请人身份证明；委托申请时还需授权委托书", ("委托申请时", 8, 13)),
        ("亲子鉴定报告（限随父落户）", ("限随父落户", 7, 12)),
        ("处理婚姻事务，须提交结婚证", ("处理婚姻事务", 0, 6)),
        ("申请人应提供身份证", None),
        ("需要提供的其他材料", None),
    ],
)
def test_circumstance(phrases: PhraseBook, text: str, circumstance: tuple[str, int, int] | None) -> None:
    assert said.circumstance(phrases.parse(text)) == circumstance


def test_form_and_number_are_those_of_the_first_document(phrases: PhraseBook) -> None:
    phrase = phrases.parse("身份证原件。还需提供居住证明复印件一份")
    assert [(one.form and one.form.value, one.copies and one.copies.number) for one in phrase.documents] == [
        ("原件", None),
        ("复印件", 1),
    ]
