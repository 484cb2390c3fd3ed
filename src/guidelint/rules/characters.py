"""Notices about single characters of a guide's values.

Characters that nobody sees, or that every computer shows as it likes, are named by their code. A comma of a Chinese
keyboard in a list in brackets is named where YAML takes what stands on both sides of it for one item.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from guidelint.language.normalise import is_ignorable
from guidelint.model.finding import Notice
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.source.document import Document, show
from guidelint.source.document import Path as ValuePath

_PRINTABLE_INVISIBLE = regex(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Invisible ones that Python takes for printable: joiners, fillers and variation selectors."""

_COMMA = "\uff0c"
_IN_BRACKETS = regex(rf"\[[^\[\]\n{_COMMA}]*{_COMMA}")


def invisible(document: Document) -> list[Notice]:
    """The first of each kind in each value, in the order of the file."""
    text = document.text
    if "\\" not in text and "".join(text.split()).isprintable() and not _PRINTABLE_INVISIBLE.search(text):
        return []
    found = []
    for path, value in _texts(document.data):
        for character in dict.fromkeys(value):
            if (problem := _problem(character)) is not None:
                at = value.index(character)
                position = document.position(document.inner(path, at, at + 1).start)
                place = show(path)
                said = Text(
                    f"{place} 的第 {at + 1} 个字是{problem.zh}", f"character {at + 1} of {place} is {problem.en}"
                )
                found.append(Notice(document.name, position.line, position.column, said))
    return sorted(found, key=lambda notice: (notice.line, notice.column))


def wide_commas(document: Document) -> list[Notice]:
    """One for each item without quotation marks that may have been meant for several, in the order of the file."""
    if not _IN_BRACKETS.search(document.text):
        return []
    found = []
    for path, value in _texts(document.data):
        at = value.find(_COMMA)
        if at < 0 or not path or not isinstance(path[-1], int):
            continue
        if document.quote(document.span(path[:-1]))[:1] == "[" and document.quote(document.span(path))[:1] not in "'\"":
            place, position = show(path), document.position(document.inner(path, at, at + 1).start)
            said = Text(
                f"{place} 里的“{_COMMA}”（U+FF0C）不分开两项，现在算一项；是两项请改成英文的“,”，是一项请加引号",
                f"{_COMMA} (U+FF0C) does not part two items, so that {place} is one; write , for two, or quote the one",
            )
            found.append(Notice(document.name, position.line, position.column, said))
    return found


def _problem(character: str) -> Text | None:
    category, code = unicodedata.category(character), f"U+{ord(character):04X}"
    if is_ignorable(character) or category == "Cf" or (category == "Cc" and character not in "\n\t\r"):
        return Text(
            f"看不见的字符 {code}，看上去一样的两段文字会因它不同；请删去",
            f"{code}, which nobody sees and which makes two texts differ that look the same; delete it",
        )
    if category in ("Co", "Cn", "Cs"):
        return Text(
            f"没有统一字形的字符 {code}（私用区或未定义），在别的电脑和纸上是别的样子或方框；请换成标准的字",
            f"{code}, of private use or undefined, which looks otherwise on another computer and on paper; write a "
            "standard character",
        )
    return None


def _texts(data: Any, path: ValuePath = ()) -> Iterator[tuple[ValuePath, str]]:
    """Every string in a document's values, with the way to it."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
