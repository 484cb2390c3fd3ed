"""Punctuation as it is printed: wide in Chinese, narrow elsewhere, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.language.normalise import normalise
from guidelint.notice.punctuation import typeset


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("身份证(18位),原件", "身份证（18位），原件"),
        ("窗口（2021-11-16 所见）：收", "窗口（2021-11-16 所见）：收"),
        ("工作日 9:00-17:00", "工作日 9:00-17:00"),
        ("https://example.org/a,b", "https://example.org/a,b"),
        ("alert(1); 12,000", "alert(1); 12,000"),
    ],
)
def test_punctuation(said: str, printed: str) -> None:
    assert typeset(said) == printed


@given(st.text(alphabet="证件A1,;:?!()“” "))
def test_only_the_width_of_marks_changes(said: str) -> None:
    printed = typeset(said)
    assert len(printed) == len(said)
    assert normalise(printed).text == normalise(said).text
