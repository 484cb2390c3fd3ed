"""Circumstances as questions: what excludes what, and that no circumstance is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.model.errors import UsageError
from guidelint.notice.circumstances import Questions


def asked(*circumstances: str) -> list[tuple[str, ...]]:
    """Each question with its choices."""
    about = Questions.about(circumstances)
    return [(question.text, *(choice.name for choice in question.choices)) for question in about.questions]


@pytest.mark.parametrize(
    ("circumstances", "questions"),
    [
        ([], []),
        (["委托办理"], [("谁来办理？", "本人办理", "委托办理")]),
        (["本人办理"], [("谁来办理？", "本人办理", "委托办理")]),
        (["委托他人办理的", "申请人本人到场办理", "委托办理时"], [("谁来办理？", "本人办理", "委托办理")]),
        (
            ["委托办理", "监护人、近亲属代为办理"],
            [("谁来办理？", "本人办理", "委托办理", "监护人、近亲属代为办理")],
        ),
        (["在职、在学人员", "非在职、在学人员"], [("您属于哪种情形？", "在职、在学人员", "非在职、在学人员")]),
        (["未满十六周岁的", "已满十六周岁的"], [("您属于哪种情形？", "未满十六周岁", "已满十六周岁")]),
        (["有配偶", "无配偶"], [("您属于哪种情形？", "有配偶", "无配偶")]),
        (["已婚", "未婚"], [("您属于哪种情形？", "已婚", "未婚")]),
        (["旅游"], [("您是否属于“旅游”？", "旅游", "不是旅游")]),
        (["旅游", "探亲、访友"], [("您是否属于“旅游”？", "旅游", "不是旅游"), ("您是否属于“探亲、访友”？", "探亲、访友", "不是探亲、访友")]),
        # Somebody who acts for a company is not somebody who comes instead of a person.
        (["委托人为企业", "本人办理"], [("您是否属于“委托人为企业”？", "委托人为企业", "不是委托人为企业"), ("谁来办理？", "本人办理", "委托办理")]),
    ],
)  # fmt: skip
def test_what_is_asked(circumstances: list[str], questions: list[tuple[str, ...]]) -> None:
    assert asked(*circumstances) == questions


WORDS = st.lists(
    st.sampled_from(["", "非", "不", "不是", "无", "有", "未", "已", "本人", "委托", "办理", "的", "情形", "时", "X", "(丙)"]),
    min_size=1, max_size=5,
).map("".join).filter(bool)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=5))
def test_every_circumstance_can_be_chosen_by_its_own_words(circumstances: list[str]) -> None:
    about = Questions.about(circumstances)
    assert set(about.answers) == set(circumstances)
    for words in circumstances:
        assert about.chosen([words]) == (about.answers[words],)
    for number, question in enumerate(about.questions):
        assert len(question.choices) > 1
        for place, choice in enumerate(question.choices):
            (answer,) = about.chosen([choice.name])
            assert (answer.question, answer.choice) == (number, place) or choice.name in circumstances


def test_two_choices_of_one_question_exclude_each_other() -> None:
    about = Questions.about(["在职人员", "非在职人员"])
    with pytest.raises(UsageError, match="cannot both be the case"):
        about.chosen(["在职人员", "非在职人员"])
