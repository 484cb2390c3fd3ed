"""What excludes what the window wants never meets it, however either is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.language.sentence import compare
from guidelint.language.sentence.lexicon import lexicon

ROUNDABOUT = ("二级以上医院类",)  # a label that says more than one rank


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_word_is_met_by_one_that_excludes_it(data: st.DataObject) -> None:
    words = lexicon()
    facets: dict[int, list[str]] = {}
    for concept in words.names:
        for facet in words.facets.get(concept, ()):
            facets.setdefault(facet, []).append(concept)
    concepts = data.draw(st.sampled_from([some for _, some in sorted(facets.items()) if len(some) > 1]))
    ours, theirs = data.draw(st.lists(st.sampled_from(concepts), min_size=2, max_size=2, unique=True))
    said, wanted = (data.draw(st.sampled_from(words.names[one])) for one in (ours, theirs))
    if words.are_apart(ours, theirs) and not {said, wanted} & {*ROUNDABOUT}:
        assert compare([said], wanted, "condition").outcome != "met", (said, wanted)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("失业人员", "在职"),
        ("没有工作", "有工作"),
        ("有两个以上孩子", "只有一个孩子"),
        ("年收入高于当地平均水平", "年收入在当地平均水平以下"),
        ("具有农村居民户口", "城市户口"),
        ("公司企业", "个人"),
    ],
)
def test_said_otherwise_it_is_still_contrary(said: str, wanted: str) -> None:
    assert compare([said], wanted, "condition").outcome != "met"


def test_a_window_whose_words_say_nothing_is_left_open() -> None:
    assert compare(["本市户籍"], "申请人", "condition").outcome == "open"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("没有本市户籍", "外地户口"),
        ("年收入没有达到当地平均水平", "年收入低于当地平均水平"),
        ("已缴清土地出让金", "土地出让金交清了"),
        ("权属没有争议", "不存在权属纠纷"),
        ("取得主管部门批准", "经主管部门批准"),
        ("写明用途", "注明用途"),
        ("夫妻双方到场", "夫妻双方共同到场"),
    ],
)
def test_said_otherwise_it_is_the_same(said: str, wanted: str) -> None:
    assert compare([said], wanted, "condition").outcome == "met"


@pytest.mark.parametrize(
    ("said", "wanted", "title", "outcome"),
    [
        ("有固定住所的个人", "一户只能登记一条犬", "养犬登记证申领", "open"),
        ("每户限养一条犬", "一户养两条犬", "养犬登记证申领", "broken"),
        ("有未结清的公积金贷款,必须先将贷款结清", "公积金贷款都还清了", "提取住房公积金", "open"),
    ],
)
def test_a_title_proves_nothing_and_no_clause_stands_alone(said: str, wanted: str, title: str, outcome: str) -> None:
    assert compare([said], wanted, "condition", title).outcome == outcome
