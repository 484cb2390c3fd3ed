"""What a sentence does beside saying its words: it tells what is enough, insists, or names a thing in a compound word."""

import pytest

from guidelint.language.sentence import Kind, compare
from guidelint.language.sentence.frames import insists, is_enough, is_waived
from guidelint.language.verdict import Outcome


@pytest.mark.parametrize(
    ("kind", "said", "wanted", "outcome"),
    [
        ("criterion", "委托书须经公证处公证", "委托书委托人签了字就行", "met"),
        ("criterion", "委托书由委托人签名", "委托书签名、盖公章就行", "broken"),
        ("presence", "股东应当全体到场", "来一个股东就可以", "met"),
        ("condition", "信用记录良好", "征信好不好都行", "met"),
        ("condition", "取得高级工证书", "有中级工证书也可以", "met"),
        ("condition", "从业满三年", "从业满五年就行", "broken"),
        ("condition", "有专职或者兼职的会计", "会计专职兼职都行", "met"),
        ("condition", "具有初中学历", "小学毕业的也可以报，但要先考试", "broken"),
    ],
)
def test_what_is_enough_asks_no_more(kind: Kind, said: str, wanted: str, outcome: Outcome) -> None:
    assert compare([said], wanted, kind).outcome == outcome


@pytest.mark.parametrize(
    ("kind", "said", "wanted", "outcome"),
    [
        ("condition", "有停车场地", "停车场必须是自己的产权", "broken"),
        ("presence", "可以由父亲或者母亲申报", "必须母亲来", "broken"),
        ("presence", "未成年人由监护人陪同", "未成年人要父母双方陪同", "broken"),
        ("presence", "原则上由本人办理", "必须本人来", "open"),
        ("condition", "本人名下无住房", "夫妻俩名下都没有房", "broken"),
        ("condition", "本人和配偶名下无住房", "夫妻俩名下都没有房", "met"),
        ("circumstance", "香港居民申请的", "港澳台居民来申请的", "broken"),
    ],
)
def test_what_is_insisted_on_is_a_demand_of_its_own(kind: Kind, said: str, wanted: str, outcome: Outcome) -> None:
    assert compare([said], wanted, kind).outcome == outcome


@pytest.mark.parametrize(
    ("kind", "said", "wanted", "outcome"),
    [
        ("circumstance", "补领结婚证的", "补领的是结婚证的", "met"),
        ("circumstance", "应届毕业生", "当年毕业的毕业生", "met"),
        ("condition", "已取得施工许可证", "已经施工", "open"),  # a permit to build, and no building
        ("condition", "有施工许可证", "施工的许可证办了", "met"),
    ],
)
def test_a_compound_says_what_its_parts_say(kind: Kind, said: str, wanted: str, outcome: Outcome) -> None:
    assert compare([said], wanted, kind).outcome == outcome


@pytest.mark.parametrize(
    ("said", "wanted", "outcome"),
    [
        ("身高不低于150厘米", "身高要一米五五", "broken"),
        ("身高不低于160厘米", "身高要一米五五", "met"),
        ("双眼视力4.8以上", "两只眼睛视力4.8以上", "met"),
        ("残疾等级为一级或二级", "一二级残疾", "met"),
        ("双方自愿离婚", "两个人自愿离婚", "met"),
        ("月收入不超过2500元", "月收入不能超过三千", "met"),
    ],
)
def test_numbers_as_people_say_them(said: str, wanted: str, outcome: Outcome) -> None:
    assert compare([said], wanted, "condition").outcome == outcome


def test_the_frames() -> None:
    assert is_enough("大专学历就可以") and is_enough("别人来办也行")
    assert not is_enough("就可以不来的人") and not is_enough("必须本人来")
    assert insists("租的不认") and insists("还要面谈") and not insists("有营业执照")
    assert is_waived("有没有房都可以") and not is_waived("有房都可以")
