"""Numbers in every writing that guides use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.language.normalise import normalise
from guidelint.language.numbers import number, numbers

SMALL = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("20", 20), ("２０", 20), ("1,000", 1000), ("１，０００", 1000), ("12,345,678.5", 12345678.5),
        ("1.5万", 15000), ("3万5千", 35000), ("2百", 200), ("1亿", 100_000_000),
        ("二十", 20), ("十五", 15), ("廿", 20), ("廿五", 25), ("卅", 30), ("卌", 40), ("九十九", 99),
        ("二〇", 20), ("一二〇", 120), ("二○二四", 2024), ("二O二四", 2024), ("二零二四", 2024), ("三〇", 30),
        ("一百零五", 105), ("一百五", 150), ("一百五十", 150), ("一千零五十", 1050), ("两千", 2000), ("两万三", 23000),
        ("一万零五", 10005), ("三十五万", 350_000), ("一亿二千万", 120_000_000),
        ("壹佰贰拾叁", 123), ("貳拾", 20), ("兩", 2), ("〇", 0), ("百", 100),
        ("三五", None), ("两三", None), ("七八", None), ("二三十", None), ("一百十百", None), ("万", None), ("十十", None),
        ("1,00", None), ("", None), ("份", None), ("3十百万5千万", None), ("9" * 25, None),
    ],
)  # fmt: skip
def test_value(words: str, value: float | None) -> None:
    assert number(normalise(words).text) == value


def test_numbers_stand_where_they_are_said_to_stand() -> None:
    text = "提交1,000元、三五份,共二〇份及第3款"
    assert [(text[n.start : n.end], n.value) for n in numbers(text)] == [
        ("1,000", 1000), ("三五", None), ("二〇", 20), ("3", 3),
    ]  # fmt: skip


def written(value: int) -> str:
    """A number below 10,000 in Chinese, as it is taught."""
    words, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if digit:
            words += ("零" if gap and words else "") + SMALL[digit] + name
            gap = False
        else:
            gap = True
    return words or "零"


@given(st.integers(0, 9999), st.integers(1, 9999))
def test_what_is_written_in_chinese_is_read(low: int, high: int) -> None:
    assert number(written(low)) == low
    zero = "零" if 0 < low < 1000 else ""
    assert number(f"{written(high)}万{zero}{written(low) if low else ''}") == high * 10_000 + low


@given(st.integers(0, 10**15))
def test_what_is_written_with_commas_is_read(value: int) -> None:
    assert number(f"{value:,}") == value


@given(st.text("0123456789,.〇一二两三十百千万亿廿壹拾 份", max_size=30))
def test_any_text(text: str) -> None:
    ends = 0
    for found in numbers(text):
        assert ends <= found.start < found.end <= len(text)
        ends = found.end
