"""Numbers in material names: 2份, 一式三份, 壹份, 〇."""

import re

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {c: n for n, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
_TENS = "十拾"
_SETS = re.compile(r"式([0-9〇零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]+)份")
_COUNTED = re.compile(r"([0-9〇零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]+)[份张套本页版式幅]")
_FIRST = re.compile(r"[0-9〇零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]+")


def count(text: str) -> int | None:
    """The number of copies in words such as 各2份 or 一式三份; None where there is none."""
    found = _SETS.search(text)
    words = found[1] if found else (first[0] if (first := _FIRST.search(text)) else "")
    return number(words) if words else None


def number(words: str) -> int | None:
    """A whole number up to 99 in Arabic or Chinese digits."""
    if words.isdecimal():
        return int(words) if len(words) <= 6 else None
    total, current = 0, 0
    for character in words:
        if character in _TENS:
            total, current = total + (current or 1) * 10, 0
        elif character == "两":
            current = 2
        elif character in _DIGITS:
            current = _DIGITS[character]
        elif character.isdecimal():
            current = current * 10 + int(character)
        else:
            return None
    return total + current


def may_count(normal: str, *, other_than: int) -> bool:
    """Whether a name can ask for another number of copies than this one; far cheaper than reading it.

    The words of a count may be cut short by what stands before them, so only single digits are sure.
    """
    return any(len(found) > 1 or number(found) != other_than for found in _COUNTED.findall(normal))
