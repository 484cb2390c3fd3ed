"""One spelling for matching, made of Unicode's own classes. The file's text never changes.

What looks the same to a reader is the same: full and half width, compatibility forms (⾝, ㈠), composed and decomposed
letters, every blank, dash, bracket and quotation mark, traditional and simplified characters; what nobody sees is gone.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from guidelint.language.memo import Memo
from guidelint.language.radicals import IDEOGRAPHS, RADICALS
from guidelint.language.traditional import SIMPLIFIED, TRADITIONAL
from guidelint.model.regex import regex

_APART = ("<circle>", "<super>", "<sub>", "<fraction>")
"""Compatibility forms that mean something beside a digit: ①2份 is not 12份, 10² is not 102, 1½ is not 11/2."""

_IGNORABLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""Default_Ignorable_Code_Point of the Unicode Character Database, which Python's `unicodedata` lacks."""

_SINGLE_QUOTES = "‘’‚‛‹›"
_CORNERS = "「」『』〝〞〟„"
_TITLES = "《》〈〉"
_BY_CATEGORY = {"Pd": "-", "Pi": '"', "Pf": '"', "Ps": "(", "Pe": ")", "Zs": " ", "Zl": " ", "Zp": " "}
_BY_LOOK = (
    dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_CORNERS, '"')
    | dict.fromkeys("·•‧∙⋅・⸱᛫", "·")
    | {"−": "-", "∶": ":"}
    | dict(zip(RADICALS, IDEOGRAPHS, strict=True))
)
"""Characters of one look that Unicode has no class for."""

_SIMPLER = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
_MOVES = "\0"  # in the place of a character that becomes none or several, or joins the one before it
_BLANKS = regex(" +")


class Normalised(msgspec.Struct, frozen=True, gc=False):
    """Normal spelling of a text. `starts` and `ends` give the place in the original of each of its characters; None where
    nothing moved."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range in the original text of characters `start` to `end` of the normal one."""
        if self.starts is None or self.ends is None:
            return start, end
        if start < end:
            return self.starts[start], self.ends[end - 1]
        at = self.starts[start] if start < len(self.starts) else (self.ends or (0,))[-1]
        return at, at


@lru_cache(maxsize=50_000)
def normalise(text: str) -> Normalised:
    """The spelling in which texts are compared; blanks are kept between two Latin words or numbers only, one each."""
    changed = text.translate(_table())
    if _MOVES in changed:
        return _moved(text)
    return _without_stray_blanks(Normalised(changed)) if " " in changed else Normalised(changed)


def is_ignorable(character: str) -> bool:
    """Whether a character is there for the machine alone and has no look of its own."""
    code = ord(character)
    return any(first <= code <= last for first, last in _IGNORABLE)


def joins(character: str) -> bool:
    """Whether a character goes with the one before it: an accent, a Korean vowel, whatever has no look of its own."""
    is_part = unicodedata.category(character).startswith("M") or "\u1160" <= character <= "\u11ff"
    return is_part or is_ignorable(character)


@lru_cache(maxsize=1)
def _table() -> Memo[int, str]:
    return Memo(_one_for_one, 1 << 16)


def _one_for_one(code: int) -> str:
    spelled = _spelled(chr(code))
    return spelled if len(spelled) == 1 and not joins(chr(code)) else _MOVES


def _spelled(character: str) -> str:
    """The spelling of one character by itself."""
    if "\u4e00" <= character <= "\u9fff":
        return _SIMPLER.get(character, character)
    if is_ignorable(character):
        return ""
    kind, *parts = unicodedata.decomposition(character).split() or ("",)
    if kind and kind not in _APART and parts[:1] != ["0020"]:
        codes = parts if kind.startswith("<") else [kind, *parts]
        return unicodedata.normalize("NFC", "".join(_spelled(chr(int(code, 16))) for code in codes))
    character = _BY_LOOK.get(character, character)
    category = unicodedata.category(character)
    if category == "Cc":
        return " " if character.isspace() else ""
    if category in _BY_CATEGORY and character not in _TITLES:
        return _BY_CATEGORY[category]
    return _SIMPLER.get(character, character)


def _moved(text: str) -> Normalised:
    spelled = ""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        letters = unicodedata.normalize("NFC", "".join(map(_spelled, text[start:end])))
        spelled += letters
        starts += [start] * len(letters)
        ends += [end] * len(letters)
    return _without_stray_blanks(Normalised(spelled, tuple(starts), tuple(ends)))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of every character with what is written into it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not joins(text[at]):
            yield start, at
            start = at


def _without_stray_blanks(normal: Normalised) -> Normalised:
    stray = set(_stray_blanks(normal.text))
    if not stray:
        return normal
    kept = [at for at in range(len(normal.text)) if at not in stray]
    starts, ends = normal.starts or range(len(normal.text)), normal.ends or range(1, len(normal.text) + 1)
    return Normalised(
        "".join(normal.text[at] for at in kept), tuple(starts[at] for at in kept), tuple(ends[at] for at in kept)
    )


def _stray_blanks(text: str) -> Iterator[int]:
    """A blank between two Latin words or numbers means something; beside a Chinese character it is a slip."""
    for found in _BLANKS.finditer(text):
        start, end = found.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        carries = after != "" and joins(after)  # an accent that stands by itself
        yield from range(start + (_is_narrow(before) and _is_narrow(after)), end - carries)


def _is_narrow(character: str) -> bool:
    return character.isalnum() and unicodedata.east_asian_width(character) not in "WF"
