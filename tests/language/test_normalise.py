"""One spelling for matching; the table of characters is held against the library that it comes from."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from guidelint.language.normalise import normalise
from guidelint.language.traditional import SIMPLIFIED, TRADITIONAL


@pytest.mark.slow
def test_the_table_is_what_opencc_says_of_characters_that_gb_2312_lacks() -> None:
    """Takes seconds: every character is asked about."""
    convert = OpenCC("t2s").convert
    every = (chr(code) for code in range(0x80, 0x110000) if not 0xD800 <= code < 0xE000)
    asked = (character for character in every if not character.encode("gb2312", "ignore"))
    expected = {one: other for one in asked if (other := convert(one)) != one and len(other) == 1}
    assert dict(zip(TRADITIONAL, SIMPLIFIED, strict=True)) == expected


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("居民身分證", "居民身分证"),
        ("護照（複印件）", "护照(复印件)"),
        ("著作权登记证书", "著作权登记证书"),  # in GB 2312: in use as it is
        ("身份证 原件", "身份证原件"),
        ("A4 纸 2 份", "A4纸2份"),
        ("form A", "form A"),
        ("form \u2003 A", "form A"),
        ("\u2f9d份证明", "身份证明"),  # a Kangxi radical
        ("居\u2ea0\u2f9d份证", "居民身份证"),  # a radical of the supplement, which NFKC leaves alone
        ("\u2ed1期", "长期"),  # the traditional one, simplified
        ("\uf9e4", "理"),  # a compatibility ideograph
        ("户\u200b口\u2060簿\ufeff", "户口簿"),
        ("户\xad口\u034f簿\U000e0100", "户口簿"),  # soft hyphen, joiner, variation selector
        ("户口簿\u202e", "户口簿"),
        ("\u2001身份证\u202f原件\u205f", "身份证原件"),  # every kind of blank
        ("Cafe\u0301", "Caf\u00e9"),
        ("\u1100\u1161\u11a8", "각"),
        ("⑴身份证⒉护照㈢户口簿", "(1)身份证2.护照(三)户口簿"),
        ("①2份,10²,1½", "①2份,10²,1½"),  # would run together with the digit beside it
        ("１，０００㎡", "1,000m²"),
        ("甲•乙‧丙・丁", "甲·乙·丙·丁"),
        ("《办法》〔2024〕1号【甲】{乙}", "《办法》(2024)1号(甲)(乙)"),
        ("“甲”‘乙’「丙」", '"甲"\'乙\'"丙"'),
        ("3—5–6－7−8", "3-5-6-7-8"),
        ("甲\x00\x7f\t乙", "甲乙"),
    ],
)
def test_one_spelling(written: str, normal: str) -> None:
    assert normalise(written).text == normal


def test_what_moved_leads_back_to_its_place_in_the_file() -> None:
    text = "⑴户\u200b口簿\ufe00的e\u0301"
    normal = normalise(text)
    assert normal.text == "(1)户口簿的\u00e9"
    assert text[slice(*normal.original(3, 6))] == "户\u200b口簿\ufe00"
    assert text[slice(*normal.original(0, 3))] == text[slice(*normal.original(1, 2))] == "⑴"
    assert text[slice(*normal.original(7, 8))] == "e\u0301"
    assert normal.original(6, 6) == (6, 6)


UNSEEN = "\xad\u034f\u115f\u17b4\u180b\u200b\u200d\u202e\u2060\u2066\u3164\ufe0f\ufeff\uffa0\U0001d173\U000e0001"


@given(st.text(max_size=60) | st.text(UNSEEN + "证明e\u0301 (1", max_size=12))
def test_normalised_characters_lead_back_in_order(text: str) -> None:
    normal = normalise(text)
    places = [normal.original(at, at + 1) for at in range(len(normal.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    assert all(after >= end or (after, last) == (start, end) for (start, end), (after, last) in pairwise(places))
    assert normalise(normal.text).text == normal.text


@given(st.text("居民身份证（）1０a", max_size=12), st.text(UNSEEN, max_size=3), st.integers(0, 12))
def test_what_nobody_sees_changes_nothing(text: str, unseen: str, at: int) -> None:
    assert normalise(text[:at] + unseen + text[at:]).text == normalise(text).text


@given(st.text(max_size=40))
def test_composed_and_decomposed_are_the_same(text: str) -> None:
    forms = {normalise(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD")}
    assert len(forms) == 1
