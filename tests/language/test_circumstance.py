"""No circumstance is missed because a text is not looked through for one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy.corpus import entries
from guidelint.language.normalise import normalise
from guidelint.language.phrase.circumstance import _HINT, _PATTERN

TEXTS = [normalise(entry["text"]).text for entry in entries("all")]
WORDS = [
    "的",
    "时",
    "者",
    "情形",
    "股东为企业",
    "必要时",
    "还须",
    "需",
    "提交",
    "出具",
    "凭",
    "首次登记",
    "但老人除外",
    ";",
    ",",
    ":",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(TEXTS) | st.sampled_from(WORDS), max_size=6).map("".join))
def test_what_the_pattern_finds_the_hint_finds(text: str) -> None:
    assert _HINT.search(text) is not None or _PATTERN.search(text) is None


def test_the_hint_is_worth_it() -> None:
    assert sum(_HINT.search(text) is None for text in TEXTS) > len(TEXTS) / 4
