"""Words that stand where an answer belongs, told from words that are one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.language.placeholder import is_placeholder
from guidelint.language.said import said, texts
from guidelint.rules.selector import select

EMPTY = [
    "无", "暂无", "略", "/", "——", "同上", "详见附件", "见附件2", "附件1", "详见办事指南", "点击下载", "点击查看", "符合条件",
    "符合以上条件", "符合法律、法规规定的条件", "按规定", "按照相关规定执行", "依法办理", "N/A", "（无）", "无。", " ",
    "以窗口为准", "以实际办理情况为准", "请咨询窗口", "请电话咨询工作人员", "见下文", "详见下表", "见上图",
]  # fmt: skip
ANSWERS = [
    "无房证明", "无犯罪记录", "无需提供其他材料", "按规定参加失业保险", "符合年满18周岁的条件", "见证人身份证",
    "点击“我要办”在线申报", "附件材料清单", "12345", "0", "同级财政部门", "以营业执照为准", "以窗口要求为准", "请咨询12345", "https://example.org/空白表.docx",
]  # fmt: skip


@pytest.mark.parametrize("text", EMPTY)
def test_these_words_say_nothing(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_these_words_are_an_answer(text: str) -> None:
    assert not is_placeholder(text)


def test_a_denial_is_an_answer_where_there_may_be_none() -> None:
    assert not is_placeholder("无", none=True)
    assert is_placeholder("详见附件", none=True)


def test_a_guide_without_what_says_nothing() -> None:
    guide = {
        "id": "a", "title": "甲", "place": "无", "quota": "无", "conditions": ["符合条件", "年满18周岁"],
        "materials": [{"name": "居民身份证", "criteria": ["略"], "form": {"blank": "点击下载"}}, {"name": "同上"}],
        "result": {"name": "无", "type": "证照"}, "consultation": {"phone": "无"}, "x-note": "无",
    }  # fmt: skip
    assert said(guide) == {
        "id": "a", "title": "甲", "quota": "无", "conditions": ["年满18周岁"],
        "materials": [{"name": "居民身份证"}, {"name": "同上"}], "x-note": "无",
    }  # fmt: skip


words = st.sampled_from([*EMPTY, *ANSWERS])
guides = st.fixed_dictionaries(
    {
        "id": st.just("a"),
        "title": st.just("甲"),
        "materials": st.lists(st.fixed_dictionaries({"name": words}), max_size=3),
    },
    optional={
        "place": words,
        "conditions": st.lists(words),
        "steps": st.lists(st.fixed_dictionaries({"name": words}, optional={"limit": words, "standard": words})),
        "consultation": st.fixed_dictionaries({}, optional={"phone": words, "url": words}),
        "result": st.fixed_dictionaries({"name": words}, optional={"sample": words}),
    },
)


@given(guides)
def test_nothing_empty_is_left_and_nothing_else_is_lost(guide: dict[str, Any]) -> None:
    left = said(guide)
    assert said(left) == left
    assert len(left["materials"]) == len(guide["materials"])
    for selector, element in texts().items():
        if selector in ("id", "title", "materials[].name"):
            continue
        kept = [value for _, value in select(left, selector)]
        assert not any(is_placeholder(value, none=element.none) for value in kept)
        if not selector.startswith(("steps", "result")):  # a step without a name goes with all that it says
            answers = [value for _, value in select(guide, selector) if not is_placeholder(value, none=element.none)]
            assert kept == answers
