"""One spelling for matching; the table of characters is held against the library that it comes from."""

import pytest
from opencc import OpenCC

from guidelint.language.normalise import normalise
from guidelint.language.traditional import SIMPLIFIED, TRADITIONAL


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
    ],
)
def test_one_spelling(written: str, normal: str) -> None:
    assert normalise(written).text == normal
