"""What jieba knows of words and of characters, read from its dictionary where it stands, and a thesaurus's labels beside it.

jieba takes over a second to read all of its dictionary and to add the labels. Here a small index says where the words of a
first character stand, only those that a text asks for are read, and a label gets its frequency when it is met.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from math import exp, log
from typing import NamedTuple

import msgspec

from guidelint.model.regex import regex

STATES = "BMES"  # beginning, middle and end of a word, and a word of one character
NEVER = -3.14e100  # what jieba takes for the logarithm of no chance

Chances = Mapping[str, float]
"""By state, as logarithms."""

_RUN = regex(r"^(.).*\n?(?:\1.*\n?)*", re.M)
_FREQUENCY = regex(r" (\d+)")
_WORD = regex(r"^(\S+) (\d+)", re.M)
_LETTER = regex(r"[a-zA-Z0-9]")


class Model(NamedTuple):
    """jieba's hidden Markov model for words that it does not know: how one begins, goes on, and with which characters."""

    start: Chances
    moves: Mapping[str, Chances]
    shown: Mapping[str, Chances]


class Index(msgspec.Struct, frozen=True, array_like=True):
    """`total` is the sum of a dictionary's frequencies, `runs` the bytes (start, end) of the lines by their first
    character, `shown` the chance of each of the `STATES` to show a character."""

    total: int
    runs: dict[str, list[tuple[int, int]]]
    start: dict[str, float]
    moves: dict[str, dict[str, float]]
    shown: dict[str, tuple[float, float, float, float]]

    @classmethod
    def of(cls, dictionary: bytes, model: Model) -> "Index":
        """Of lines `word frequency tag` in UTF-8."""
        text = dictionary.decode("utf-8")
        runs: dict[str, list[tuple[int, int]]] = {}
        at = 0
        for run in _RUN.finditer(text):
            end = at + len(run[0].encode("utf-8"))
            runs.setdefault(run[1], []).append((at, end))
            at = end
        characters = dict.fromkeys(character for chances in model.shown.values() for character in chances)
        return cls(
            sum(int(found[1]) for found in _FREQUENCY.finditer(text)),
            runs,
            dict(model.start),
            {state: dict(moves) for state, moves in model.moves.items()},
            {one: _four(model.shown[state].get(one, NEVER) for state in STATES) for one in characters},
        )


class Lexicon:
    """Words with their frequencies, of which `total` is the sum; `labels` are words too, each a little likelier than the
    shorter words that it is made of."""

    def __init__(self, dictionary: bytes, index: Index, labels: Iterable[str]) -> None:
        self._dictionary, self._index = dictionary, index
        self._labels = sorted(set(labels))
        self._known: dict[str, tuple[dict[str, int], list[str]]] = {}
        self._frequencies: dict[str, int | None] = {}
        self.start, self.moves = index.start, index.moves
        self.log_total = log(index.total)

    def frequency(self, word: str) -> int | None:
        """0 for what only begins words, None for what does not even do that."""
        try:
            return self._frequencies[word]
        except KeyError:
            found = self._frequencies[word] = self._frequency(word)
            return found

    def shown(self, character: str) -> tuple[float, float, float, float]:
        """The chance of each of the `STATES` to show it."""
        return self._index.shown.get(character, (NEVER, NEVER, NEVER, NEVER))

    def words(self, block: str, start: int, longest: int | None = None) -> list[tuple[int, int]]:
        """Where known words of at most `longest` characters that begin at `start` end, with their frequencies; where there
        is none, its character."""
        found: list[tuple[int, int]] = []
        for end in range(start + 1, len(block) + 1 if longest is None else min(len(block), start + longest) + 1):
            frequency = self.frequency(block[start:end])
            if frequency is None:
                break
            if frequency:
                found.append((end, frequency))
        return found or [(start + 1, 1)]

    def cut(self, block: str, longest: int | None = None) -> Iterator[tuple[int, int]]:
        """Beginning and end of the words, cut in the likeliest way; what is in no known word is left in single
        characters."""
        size = len(block)
        ends, worth = [0] * size, [0.0] * (size + 1)
        for start in reversed(range(size)):
            worth[start], ends[start] = max(
                (log(frequency) - self.log_total + worth[end], end)
                for end, frequency in self.words(block, start, longest)
            )
        at = 0
        while at < size:
            yield at, ends[at]
            at = ends[at]

    def _frequency(self, word: str) -> int | None:
        known, in_order = self._read(word[:1])
        own = known.get(word)
        at = bisect_left(self._labels, word)
        if at < len(self._labels) and self._labels[at] == word:
            return max(self._just_above(word), own or 1) if len(word) > 1 else own or 1
        if own is None and (_begins(word, in_order, bisect_left(in_order, word)) or _begins(word, self._labels, at)):
            return 0
        return own

    def _just_above(self, label: str) -> int:
        """The least frequency at which the label is likelier than the words it is cut into (jieba's `suggest_freq`)."""
        parts = list(_joined(label[start:end] for start, end in self.cut(label, len(label) - 1)))
        if parts == [label]:
            return 1
        chance = sum(log(self.frequency(part) or 1) - self.log_total for part in parts)
        return int(exp(chance + self.log_total)) + 1

    def _read(self, character: str) -> tuple[dict[str, int], list[str]]:
        """The words of the dictionary that begin with it, with their frequencies and in order."""
        found = self._known.get(character)
        if found is None:
            runs = self._index.runs.get(character, ())
            text = "".join(self._dictionary[start:end].decode("utf-8") for start, end in runs)
            known = {word: int(frequency) for word, frequency in _WORD.findall(text)}
            found = self._known[character] = known, sorted(known)
        return found


def _begins(word: str, in_order: list[str], at: int) -> bool:
    return at < len(in_order) and in_order[at].startswith(word)


def _joined(parts: Iterable[str]) -> Iterator[str]:
    """Letters and digits that stand alone make one word together, as jieba has them."""
    letters = ""
    for part in parts:
        if len(part) == 1 and _LETTER.match(part):
            letters += part
            continue
        if letters:
            yield letters
        letters = ""
        yield part
    if letters:
        yield letters


def _four(values: Iterable[float]) -> tuple[float, float, float, float]:
    first, second, third, fourth = values
    return first, second, third, fourth
