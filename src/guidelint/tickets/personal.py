"""Personal data in text: found to be refused or masked, and never repeated in full.

- Resident identity numbers: 18 characters with a valid date and check character (GB 11643-1999; the check character
  is ISO 7064 MOD 11-2).
- Mobile telephone numbers of mainland China: 11 digits beginning with 13 to 19, with or without 86.
- Bank cards: 16 to 19 digits that satisfy Luhn's formula (ISO/IEC 7812-1) and begin as cards do (3 to 6, 9).

Digits may be of any script and width, numerals such as 一, 壹, 〇, 幺 and ① among them, and up to three blanks, hyphens, dots
or invisible characters may stand between two of them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.source.document import Path

_DOTS = r".\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff0e\uff65"  # full stops and middle dots of every keyboard
_UNSEEN = r"\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\u20e3\ufe00-\ufe0f\ufeff"  # shown as nothing, or as a frame
_HYPHENS = r"\-\u2010-\u2015\u2212\ufe63\uff0d"
_BETWEEN = rf"(?:[{_DOTS}{_UNSEEN}{_HYPHENS}]|[^\S\r\n]){{0,3}}"
_NUMERALS = "〇零○◯一二三四五六七八九幺壹贰貳叁參肆伍陆陸柒捌玖⓪①②③④⑤⑥⑦⑧⑨⑴⑵⑶⑷⑸⑹⑺⑻⑼㈠㈡㈢㈣㈤㈥㈦㈧㈨"
_CIRCLES = {"○": "0", "◯": "0", "\uff38": "X", "\uff58": "x"}  # which Unicode does not count among numbers
_X = "Xx\uff38\uff58"
_RUN = regex(  # a numeral beside a number may be a word of its own, and so may letters without digits on their other side
    rf"(?:(?<![\dA-Za-z])[A-Za-z]*(?=\d)|(?=[{_NUMERALS}]))"
    rf"(?P<run>[\d{_NUMERALS}](?:{_BETWEEN}[\d{_NUMERALS}])*(?:{_BETWEEN}[{_X}])?)(?:(?<=[{_NUMERALS}])|(?![A-Za-z]*\d))"
)
_NO_LETTER = rf"(?:[{_DOTS}{_UNSEEN}]|[^\S\r\n])"  # in a name
_GROUP = regex(rf"\d+[{_X}]?|[{_NUMERALS}{_X}]")
_LONGEST = 19

ID_NUMBER = Text("身份证号", "an identity number")
MOBILE = Text("手机号", "a mobile number")
BANK_CARD = Text("银行卡号", "a bank card number")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_HONORIFICS = ("先生", "女士", "小姐", "同志", "某", "某某")


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal data at characters `start` to `end` of a text; `masked` is how it may be shown."""

    start: int
    end: int
    kind: Text
    masked: str


def personal_data(text: str) -> list[Personal]:
    """Every identity number, mobile number and bank card in a text, in order."""
    plain = _plain(text)
    return [found for run in _RUN.finditer(text) for found in _in_run(text, plain, *run.span("run"))]


def _plain(text: str) -> str:
    """The text with the digits and numerals of every script and width as ASCII has them, and X; its length stays."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() else _ascii(c) for c in text)


def _ascii(character: str) -> str:
    digit = unicodedata.numeric(character, None)
    return str(int(digit)) if digit is not None and digit in range(10) else _CIRCLES.get(character, character)


def mask(text: str) -> str:
    """The text with every digit that identifies somebody as an asterisk; its length stays."""
    while found := personal_data(text):  # again: what was left of two may look like a third
        for one in found:
            text = text[: one.start] + one.masked + text[one.end :]
    return text


def mask_name(name: str) -> str:
    """A person's name without the given name: 王小明 → 王某某, John Smith → J***. What names nobody stays.

    Blanks, dots and what is not seen between its characters are no part of it: a name of two characters is often written
    with a blank, and a name of another language with a dot of one kind or another.
    """
    name = name.strip()
    letters = re.sub(_NO_LETTER, "", name)
    if len(letters) < 2 or letters[1:] in _HONORIFICS:
        return name
    if name.isascii():
        return f"{letters[0]}***"
    if letters.endswith(_HONORIFICS[:4]):
        return letters[0] + letters[-2:]
    return letters[0] + "某" * min(len(letters) - 1, 2)


def without_name(text: str, name: str) -> str:
    """The text with a person's full name as `mask_name` gives it, wherever and however it is written. A short word of
    letters, which may stand inside another, is left."""
    masked, letters = mask_name(name), re.sub(_NO_LETTER, "", name)
    if masked == name.strip() or (name.isascii() and " " not in name.strip()):
        return text
    written = f"{_NO_LETTER}*".join(map(re.escape, letters))
    if name.isascii():
        written = rf"(?<![A-Za-z]){written}(?![A-Za-z])"
    return re.sub(written, lambda _: masked, text, flags=re.I)


def is_id_number(text: str) -> bool:
    """An 18-character resident identity number whose date exists and whose check character is right."""
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9Xx]", text):
        return False
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return born.year >= 1880 and check_character(text[:17]) == text[17].upper()


def check_character(digits: str) -> str:
    """The 18th character of an identity number from its first 17 (ISO 7064 MOD 11-2)."""
    return _CHECK_CHARACTERS[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]


def is_mobile(text: str) -> bool:
    return re.fullmatch(r"(?:86)?1[3-9][0-9]{9}", text) is not None


def is_bank_card(text: str) -> bool:
    return re.fullmatch(r"[34569][0-9]{15,18}", text) is not None and luhn(text)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if index % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def texts(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every string in a ticket's data with the way to it."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from texts(value, (*path, index))


def changed(data: Any, change: Callable[[str], str]) -> Any:
    """The same data with every string changed."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: changed(value, change) for key, value in data.items()}
    return [changed(value, change) for value in data] if isinstance(data, list) else data


def complaint(where: str, found: Personal) -> Text:
    """What to say about personal data; the data itself is shown masked."""
    return Text(
        f"{where} 第 {found.start + 1}–{found.end} 个字是{found.kind.zh}（{found.masked}），工单里不能有；"
        "请删去，或加 --mask 自动隐去",
        f"{where}: characters {found.start + 1} to {found.end} are {found.kind.en} ({found.masked}), which a ticket "
        "may not hold; delete it, or add --mask",
    )


def _in_run(text: str, plain: str, start: int, end: int) -> Iterator[Personal]:
    groups = [group.span() for group in _GROUP.finditer(text, start, end)]
    first = 0
    while first < len(groups):
        for last in range(min(len(groups), first + _LONGEST), first, -1):
            at, to = groups[first][0], groups[last - 1][1]
            parts = [plain[a:b] for a, b in groups[first:last]]
            kind = _kind("".join(parts))
            # Amounts and dates have dots as well, numbers of things letters, and one of many passes Luhn's formula by chance.
            is_amount = "." in plain[at:to] and any(len(part) != 4 for part in parts[:-1])
            is_chance = kind is BANK_CARD and (
                is_amount or re.search("[A-Za-z]", plain[max(at - 1, 0) : at] + plain[to : to + 1])
            )
            if kind is not None and not is_chance:
                yield Personal(at, to, kind, _masked(text[at:to], kind))
                first = last
                break
        else:
            first += 1


def _kind(digits: str) -> Text | None:
    if is_id_number(digits):
        return ID_NUMBER
    if is_mobile(digits):
        return MOBILE
    return BANK_CARD if is_bank_card(digits) else None


def _masked(text: str, kind: Text) -> str:
    """The region of an identity number, the ends of a telephone number and the end of a card may stay."""
    places = [i for i, c in enumerate(_plain(text)) if c.isascii() and c.isalnum()]
    keep = {ID_NUMBER: places[:6], MOBILE: [*places[:-8], *places[-4:]], BANK_CARD: places[-4:]}[kind]
    shown = set(keep)
    return "".join("*" if i in places and i not in shown else c for i, c in enumerate(text))
