"""Characters in a guide's values that nobody sees, or that every computer shows as it likes: each is told by its code."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from guidelint.language.normalise import is_ignorable
from guidelint.model.finding import Notice
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.source.document import Document, show
from guidelint.source.document import Path as ValuePath

_PRINTABLE_UNSEEN = regex("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Those without a look that Python takes for printable: joiners, fillers and variation selectors."""


def unseen(document: Document) -> list[Notice]:
    """The first of each kind in each value, in the order of the file."""
    text = document.text
    if "\\" not in text and "".join(text.split()).isprintable() and not _PRINTABLE_UNSEEN.search(text):
        return []
    found = []
    for path, value in texts(document.data):
        for character in dict.fromkeys(value):
            if (what := _what(character)) is not None:
                at = value.index(character)
                position = document.position(document.inner(path, at, at + 1).start)
                place = show(path)
                said = Text(f"{place} 的第 {at + 1} 个字是{what.zh}", f"character {at + 1} of {place} is {what.en}")
                found.append(Notice(document.name, position.line, position.column, said))
    return sorted(found, key=lambda notice: (notice.line, notice.column))


def _what(character: str) -> Text | None:
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


def texts(data: Any, path: ValuePath = ()) -> Iterator[tuple[ValuePath, str]]:
    """Every string in a document's values, with the way to it."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from texts(value, (*path, index))
