"""Numbers as they are written in guides: 20, 1,000, 1.5万, 二十, 廿, 二〇, 壹佰. One reader for copies, limits, ages and sizes."""

import re
from collections.abc import Iterator

from msgspec import Struct

from guidelint.model.regex import regex

_DIGITS = "零一二三四五六七八九"
_SPELLINGS = str.maketrans("〇○Oo两幺壹贰叁肆伍陆柒捌玖拾佰仟", "零零零零二一一二三四五六七八九十百千")
_TWENTIES = {"廿": 20, "卅": 30, "卌": 40}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ROUGHLY = {*(_DIGITS[at : at + 2] for at in range(1, 9)), "三五"}  # 三五日 is three to five days, not thirty-five

NUMERAL = "〇○零一二两三四五六七八九十百千万亿廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟"
"""Characters of numbers in Chinese writing, in normal spelling."""

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?"
_MIXED = rf"{_ARABIC}(?:[十百千万亿]+(?:{_ARABIC}[十百千万]+)*)?"
_FRACTION = rf"[.点][〇○{_DIGITS}]+(?![十百千分刻半时])"  # 三点五; 九点三十分 is a time of day
_CHINESE = rf"[{NUMERAL}](?:[{NUMERAL}Oo\d]*[{NUMERAL}])?(?:{_FRACTION})?"
_NUMBER = regex(rf"{_MIXED}|{_CHINESE}")
_AGAIN = regex(rf"\(({_MIXED}|{_CHINESE})\)")
_PARTS = regex(rf"({_ARABIC})([十百千万亿]*)")
_BELOW_10_000 = regex(
    rf"(?:([{_DIGITS}])千)?(?:零?([{_DIGITS}]?)百)?(?:零?(?:([{_DIGITS}]?)十|([廿卅卌])))?(?:(零?)([{_DIGITS}]))?"
)
_LONGEST = 24  # characters; nothing longer is a quantity


class Number(Struct, frozen=True, gc=False):
    """A number in a text of normal spelling, and its place there. `value` is None where it cannot be told: 三五, 一百十百."""

    value: int | float | None
    start: int
    end: int


def numbers(normal: str) -> Iterator[Number]:
    """Every number in a text of normal spelling, also those that only say about how many. 20(二十) is one."""
    at = 0
    while found := _NUMBER.search(normal, at):
        value, start, at = number(found[0]), *found.span()
        if found[0][0] == "0" and re.match(r"\d ", normal[max(0, start - 2) : start]):
            value = None  # 2 0 is twenty to whoever wrote it, and surely not nothing
        again = _AGAIN.match(normal, at)
        if again is not None and value is not None and number(again[1]) == value:
            at = again.end()
        yield Number(value, start, at)


def number(words: str) -> int | float | None:
    """What words of normal spelling that are nothing but a number say; None where they say no certain number."""
    if len(words) > _LONGEST:
        return None
    if words[:1].isdecimal():
        return _mixed(words) if re.fullmatch(_MIXED, words) else None
    words = words.translate(_SPELLINGS)
    if (point := re.search("[.点]", words)) is not None:
        whole, part = number(words[: point.start()]), _positional("零" + words[point.end() :])
        return None if whole is None or part is None else whole + part / 10 ** (len(words) - point.end())
    if all(word in _DIGITS or word.isdecimal() for word in words):
        return _positional(words)
    return _additive(words)


def _positional(digits: str) -> int | None:
    """二〇 is 20 and 一二〇 is 120."""
    if not digits or digits in _ROUGHLY:
        return None
    return int("".join(str(_DIGITS.index(digit)) if digit in _DIGITS else digit for digit in digits))


def _mixed(words: str) -> int | float | None:
    """Arabic digits with scales: 1,000, 1.5万, 3万5千."""
    total: int | float = 0
    before = 0
    for digits, scales in _PARTS.findall(words):
        scale = 1
        for character in scales:
            scale *= _SCALES[character]
        if before and scale >= before:
            return None
        before, plain = scale, digits.replace(",", "")
        total += scale * (float(plain) if "." in plain else int(plain))
    return int(total) if total == int(total) else total


def _additive(words: str) -> int | None:
    """Digits with scales: 二十, 一百零五, 两万三."""
    for scale in ("亿", "万"):
        if scale in words:
            many, _, rest = words.partition(scale)
            high = _additive(many) if many else None
            low = _additive(rest) if rest else 0
            if high is None or low is None:
                return None
            return high * _SCALES[scale] + low * (_SCALES[scale] // 10 if len(rest) == 1 and rest != "零" else 1)
    found = _BELOW_10_000.fullmatch(words)
    if found is None or words == "":
        return None
    thousands, hundreds, tens, twenties, zero, ones = found.groups()
    total = 0
    last = 1
    for said, unit in ((thousands, 1000), (hundreds, 100), (tens, 10)):
        if said is not None:
            total += (_DIGITS.index(said) if said else 1) * unit
            last = unit
    if twenties:
        total, last = total + _TWENTIES[twenties], 10
    if ones:
        # 一百五 is 150, since 105 is 一百零五; 十五 is 15.
        total += _DIGITS.index(ones) * (last // 10 if last > 10 and not zero else 1)
    return total
