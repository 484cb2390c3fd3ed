"""What is met, broken and open between two sentences."""

import pytest

from guidelint.language.sentence import Kind, compare
from guidelint.language.verdict import Outcome

CONDITIONS: list[tuple[str, str, Outcome]] = [
    ("年满二十周岁", "20周岁以上", "met"),
    ("年满二十二周岁", "满20周岁", "met"),
    ("年满20周岁", "年满22周岁", "broken"),
    ("参加失业保险累计满12个月", "失业保险交够一年", "met"),
    ("参加失业保险累计满12个月", "失业保险连续交满一年", "broken"),
    ("本市户籍或持有居住证", "持有居住证或者本市户口", "met"),
    ("本市户籍或持有居住证", "必须是本市户籍", "broken"),
    ("非本市户籍", "本市户籍", "broken"),
    ("未婚", "没结过婚", "met"),
    ("未婚", "已婚", "broken"),
    ("大专以上学历", "本科以上学历", "broken"),
    ("本科以上学历", "大专及以上学历", "met"),
    ("仓库面积不少于100平方米", "库房不低于一百平米", "met"),
    ("品行良好", "没有犯罪记录", "open"),
    ("有必要的消防器材", "有三具灭火器", "open"),
]
CRITERIA: list[tuple[str, str, Outcome]] = [
    ("证件在有效期内", "证件没有过期", "met"),
    ("蓝底照片", "照片背景为蓝色", "met"),
    ("蓝底照片", "白底照片", "broken"),
    ("证明由单位开具", "证明须经公证", "broken"),
    ("加盖公章", "不需要加盖公章", "met"),
    ("不需要加盖公章", "加盖公章", "broken"),
]
PRESENCE: list[tuple[str, str, Outcome]] = [
    ("申请人本人到场办理", "必须本人亲自来", "met"),
    ("可以委托他人代办", "必须本人到场", "broken"),
    ("可以委托他人代办", "委托书要公证", "broken"),
    ("夫妻双方共同到场", "两口子一起来", "met"),
]
CIRCUMSTANCES: list[tuple[str, str, Outcome]] = [
    ("未满十八周岁的", "未满十六周岁的", "met"),
    ("未满十六周岁的", "未满十八周岁的", "broken"),
    ("遗失、损坏补发的", "因丢失补办的", "met"),
]


@pytest.mark.parametrize(
    ("kind", "said", "wanted", "outcome"),
    [
        (kind, *row)
        for kind, rows in (
            ("condition", CONDITIONS),
            ("criterion", CRITERIA),
            ("presence", PRESENCE),
            ("circumstance", CIRCUMSTANCES),
        )
        for row in rows
    ],
)
def test_outcome(kind: Kind, said: str, wanted: str, outcome: Outcome) -> None:
    verdict = compare([said], wanted, kind)
    assert verdict.outcome == outcome
    assert (verdict.witness is not None) == (outcome == "broken")
    assert (verdict.reason is not None) == (outcome == "open")
