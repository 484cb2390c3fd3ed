"""Places in a text: spans of characters, lines and columns, and widths on a terminal."""

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct, field

from guidelint.model.regex import regex

_SHORT = 10_000  # characters
_BREAK = regex("\r\n|\r|\n")

Path = tuple[str | int, ...]
"""Way to a value from the top of a document, such as `("materials", 0, "name")`."""


class Span(Struct, frozen=True, order=True, gc=False):
    """Half-open range of character offsets into a document's text."""

    start: int
    end: int


class Position(Struct, frozen=True, order=True, gc=False):
    """Line and column, both from 1, counted in characters as editors count them."""

    line: int
    column: int


class Lines(Struct):
    """Line starts of one text. Only CR, LF and CRLF end a line, as in editors; YAML's NEL and LS do not."""

    text: str
    _starts: list[int] = field(default_factory=list)

    def position(self, offset: int) -> Position:
        if self._is_simple:
            start = self.text.rfind("\n", 0, offset) + 1
            return Position(self.text.count("\n", 0, start) + 1, offset - start + 1)
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def touching(self, start: int, end: int) -> tuple[str, ...]:
        """The text of the lines from one offset to another, without their endings."""
        if self._is_simple:
            after = self.text.find("\n", end)
            whole = self.text[self.text.rfind("\n", 0, start) + 1 : after if after >= 0 else len(self.text)]
            return tuple(whole.split("\n"))
        first, last = self.position(start).line, self.position(end).line
        return tuple(self.line(number) for number in range(first, last + 1))

    def line(self, number: int) -> str:
        """The text of one line, counted from 1, without its ending."""
        starts = self._line_starts()
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def offset(self, position: Position) -> int:
        starts = self._line_starts()
        return starts[min(position.line, len(starts)) - 1] + position.column - 1

    def count(self) -> int:
        return len(self._line_starts())

    @property
    def _is_simple(self) -> bool:
        """Whether to look at the text itself: quicker than to find all line starts, in a short text."""
        return len(self.text) < _SHORT and not self._starts and "\r" not in self.text

    def _line_starts(self) -> list[int]:
        if not self._starts:
            if "\r" in self.text:
                self._starts = [0, *(found.end() for found in _BREAK.finditer(self.text))]
            else:
                lines = self.text.split("\n")
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
