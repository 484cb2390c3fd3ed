"""Places in a text: spans of characters, lines and columns, and widths on a terminal."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

_BREAK = re.compile("\r\n|\r|\n")

Path = tuple[str | int, ...]
"""Way to a value from the top of a document, such as `("materials", 0, "name")`."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of character offsets into a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Line and column, both from 1, counted in characters as editors count them."""

    line: int
    column: int


@dataclass(slots=True)
class Lines:
    """Line starts of one text. Only CR, LF and CRLF end a line, as in editors; YAML's NEL and LS do not.

    `split` is the text at its line breaks, where that is known.
    """

    text: str
    split: list[str] | None = None
    _starts: list[int] = field(default_factory=list)

    def position(self, offset: int) -> Position:
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of one line, counted from 1, without its ending."""
        starts = self._line_starts()
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def offset(self, position: Position) -> int:
        starts = self._line_starts()
        return starts[min(position.line, len(starts)) - 1] + position.column - 1

    def start(self, number: int) -> int:
        """Where a line begins, counted from 0."""
        return self._line_starts()[number]

    def count(self) -> int:
        return len(self._line_starts())

    def _line_starts(self) -> list[int]:
        if not self._starts:
            if "\r" in self.text:
                self._starts = [0, *(found.end() for found in _BREAK.finditer(self.text))]
            else:
                lines = self.text.split("\n") if self.split is None else self.split
                self._starts = list(accumulate([len(line) + 1 for line in lines[:-1]], initial=0))
        return self._starts


def display_width(text: str) -> int:
    """Columns that `text` takes on a terminal: two for a wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=1 << 14)
def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
