"""What holds of the relation of any two names."""

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.language.relation import relate
from guidelint.language.thesaurus import Thesaurus

WORDS = [
    "养殖",
    "渔船",
    "租赁",
    "排污",
    "冷库",
    "施工",
    "门诊",
    "职工",
    "国外",
    "正本",
    "临时",
    "变更",
    "补领",
    "房屋",
    "旅馆",
    "及",
    "情况",
]
HEADS = [
    "证",
    "证书",
    "证明",
    "证明材料",
    "合同",
    "协议",
    "申请表",
    "登记表",
    "发票",
    "凭证",
    "报告",
    "批复",
    "照片",
    "清单",
    "许可证",
    "本",
    "",
]
QUALIFIERS = [
    "国外",
    "香港",
    "临时",
    "正本",
    "副本",
    "经办人",
    "法定代表人",
    "集体",
    "进口",
    "变更",
    "注销",
    "高级",
    "农村",
    "门诊",
    "二手房",
]
PLAIN = [
    "排水许可证",
    "渔船检验报告",
    "冷库租赁合同",
    "旅馆从业资格证",
    "鱼苗来源证明",
    "用电缴费凭证",
    "养殖登记表",
    "会员卡",
]
built = st.builds(
    lambda words, head: "".join(words) + head, st.lists(st.sampled_from(WORDS), max_size=3), st.sampled_from(HEADS)
).filter(bool)


def _name(data: st.DataObject, thesaurus: Thesaurus) -> str:
    """A label of the thesaurus, or a name that it does not know."""
    if data.draw(st.booleans()):
        return data.draw(built)
    labels = _labels(thesaurus)
    return labels[data.draw(st.integers(0, len(labels) - 1))]


@lru_cache
def _labels(thesaurus: Thesaurus) -> list[str]:
    return [label for concept in thesaurus.concepts.values() for label in (concept.pref.zh, *concept.alt)]


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_name_is_the_same_as_itself(data: st.DataObject, thesaurus: Thesaurus) -> None:
    name = _name(data, thesaurus)
    assert relate(name, name, thesaurus).kind == "same"


@settings(max_examples=500, deadline=None)
@given(data=st.data())
def test_turned_round(data: st.DataObject, thesaurus: Thesaurus) -> None:
    """`same` and `different` stay. What is broader leaves something out when turned round, or is open where the short name
    means the item's own paper; two that have only some documents in common are narrower both ways."""
    first, second = _name(data, thesaurus), _name(data, thesaurus)
    there, back = relate(first, second, thesaurus).kind, relate(second, first, thesaurus).kind
    allowed = {
        "same": {"same"},
        "different": {"different"},
        "open": {"open", "broader", "narrower"},
        "broader": {"narrower", "open"},
        "narrower": {"broader", "narrower", "open"},
    }
    assert back in allowed[there], (first, second, there, back)


@given(name=st.sampled_from(PLAIN), qualifier=st.sampled_from(QUALIFIERS))
def test_a_qualifier_more_is_never_met(name: str, qualifier: str, thesaurus: Thesaurus) -> None:
    assert relate(name, qualifier + name, thesaurus).kind in ("narrower", "different", "open")


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_witness_is_refused(data: st.DataObject, thesaurus: Thesaurus) -> None:
    first, second = _name(data, thesaurus), _name(data, thesaurus)
    relation = relate(first, second, thesaurus)
    assert (relation.kind == "narrower") == (relation.witness is not None)
    assert (relation.kind == "open") == (relation.reason is not None)
    if relation.witness is not None and not relation.witness.startswith("不是"):  # that describes one, and names none
        assert relate(relation.witness, second, thesaurus).kind not in ("same", "broader"), (
            first,
            second,
            relation.witness,
        )


def test_a_qualifier_said_twice_is_replaced_twice(thesaurus: Thesaurus) -> None:
    relation = relate("证", "正本正本证", thesaurus)
    assert (relation.kind, relation.witness) == ("narrower", "副本副本证")
