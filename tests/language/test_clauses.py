"""Brackets, issuers, choices and circumstances in longer names: who is read as what, exactly."""

import pytest

from guidelint.language.phrase import PhraseBook
from tests.language import said


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        # A bracket that holds another document is one more choice, or a part of the name, or a demand of its own.
        ("离婚证(含协议书)或离婚判决书(调解书)", [["离婚证", "离婚判决书", "离婚调解书"]]),
        ("契税完税证(《中华人民共和国税收完税证明》,税种为契税)", [["契税完税证", "中华人民共和国税收完税证明"]]),
        ("工程预(决)算书原件", [["工程预(决)算书"]]),
        ("居民身份证(组织作监护人的,提交其负责人的身份证件)", [["居民身份证"], ["身份证件"]]),
        ("军人证(或者离退休证)、部队审查批件", [["军人证", "离退休证"], ["部队审查批件"]]),
        # A list that begins with a choice goes on with it, unless the choice was closed or 和 follows.
        ("护照或者往来港澳通行证、往来台湾通行证", [["护照", "往来港澳通行证", "往来台湾通行证"]]),
        ("居民身份证或者其他有效身份证明、住所证明", [["居民身份证", "有效身份证明"], ["住所证明"]]),
        ("监护证明,以及居民身份证或者护照等身份证明", [["监护证明"], ["居民身份证", "护照", "身份证明"]]),
        # Whoever issues or signs is no part of the name, and a law is not brought along.
        ("录取通知书或用人单位、村(居)委会出具的困难证明", [["录取通知书", "困难证明"]]),
        ("委托书以及委托代理人或者指定代表的身份证明", [["委托书"], ["身份证明"]]),
        ("招收单位出具的录取通知书和主管部门出具的证明材料", [["录取通知书"], ["证明材料"]]),
        ("依照《公司法》作出的变更决议或者决定", [["变更决议", "决定"]]),
        ("专利证书、律师执业证书等证书原件", [["专利证书", "律师执业证书"]]),
        # Words that look like another word.
        ("高等学校教师资格证书", [["高等学校教师资格证书"]]),
        ("应征公民入伍通知书", [["应征公民入伍通知书"]]),
        ("主管机关认为需要提交的其他证明", []),
        ("一寸、二寸免冠照片若干", [["照片"]]),
    ],
)
def test_documents_of_longer_names(phrases: PhraseBook, text: str, documents: list[list[str]]) -> None:
    assert said.documents(phrases.parse(text)) == documents


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("房屋产权人同意落户的书面意见", ["房屋产权人"]),
        ("配偶死亡或者下落不明的证明", ["配偶"]),
        ("经公证的本人无配偶的证明", ["本人"]),
        ("申请人持有的《房地产权证》", ["申请人"]),
        ("全体设立人签名或者盖章的设立大会纪要", []),
    ],
)
def test_holders_of_longer_names(phrases: PhraseBook, text: str, holders: list[str]) -> None:
    assert said.holders(phrases.parse(text)) == holders


@pytest.mark.parametrize(
    ("text", "circumstance"),
    [
        ("在京缴纳社会保险的证明(单位提供)", None),
        ("授权委托书(委托办理时提供)", "委托办理时"),
        ("结婚证(单身不必提供)", "单身不必提供"),
        ("承诺书(落社区集体户的除外)", "落社区集体户的除外"),
        ("离婚公证:离婚证", "离婚公证"),
        ("必要时提供征信查询记录", "必要时"),
        ("在国(境)外死亡的,需提交死亡证明", "在国(境)外死亡的"),
    ],
)
def test_circumstances_of_longer_names(phrases: PhraseBook, text: str, circumstance: str | None) -> None:
    found = said.circumstance(phrases.parse(text))
    assert (found[0] if found else None) == circumstance
