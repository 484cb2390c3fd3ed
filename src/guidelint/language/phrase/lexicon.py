"""What jieba knows of words and of characters, in one file of which only the needed parts are read."""

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

import msgspec

STATES = "BMES"  # beginning, middle and end of a word, and a word of one character
NEVER = -3.14e100  # what jieba takes for the logarithm of no chance

Chances = Mapping[str, float]
"""By state, as logarithms."""


class Damaged(Exception):
    """A kept file that is not as it was written."""


class Model(NamedTuple):
    """jieba's hidden Markov model for words that it does not know: how one begins, goes on, and with which characters."""

    start: Chances
    moves: Mapping[str, Chances]
    shown: Mapping[str, Chances]


class _Head(msgspec.Struct, array_like=True):
    """`characters` are in order; `ends` tell where the part of each ends in the body, `sums` are the parts' check sums."""

    total: int
    start: Chances
    moves: Mapping[str, Chances]
    characters: bytes
    ends: bytes
    sums: bytes


class _Part(msgspec.Struct, array_like=True):
    """One character: the chances of each state to show it, and the words that begin with it by their second character."""

    shown: tuple[float, float, float, float] = (NEVER, NEVER, NEVER, NEVER)
    words: dict[str, msgspec.Raw] = msgspec.field(default_factory=dict)


class Lexicon:
    """Words with their frequencies, of which `total` is the sum, and the model of unknown ones."""

    def __init__(self, content: bytes) -> None:
        """Raises Damaged."""
        view = memoryview(content)
        head, self._body = view[8:][: _number(view[:4])], view[8 + _number(view[:4]) :]
        if not head or zlib.crc32(head) != _number(view[4:8]):
            raise Damaged
        known = msgspec.msgpack.decode(head, type=_Head)
        self.total, self.start, self.moves = known.total, known.start, known.moves
        self._characters, self._ends, self._sums = map(_column, (known.characters, known.ends, known.sums))
        self._parts: dict[str, _Part] = {}
        self._rests: dict[str, Mapping[str, int]] = {}

    @staticmethod
    def written(total: int, frequencies: Mapping[str, int], model: Model) -> bytes:
        words: dict[str, dict[str, dict[str, int]]] = {
            character: {} for chances in model.shown.values() for character in chances
        }
        for word, frequency in frequencies.items():
            words.setdefault(word[0], {}).setdefault(word[1:2], {})[word[2:]] = frequency
        characters = sorted(words)
        parts = [
            msgspec.msgpack.encode(([model.shown[state].get(one, NEVER) for state in STATES], words[one]))
            for one in characters
        ]
        columns = map(ord, characters), accumulate(map(len, parts)), map(zlib.crc32, parts)
        head = msgspec.msgpack.encode(_Head(total, model.start, model.moves, *map(_written, columns)))
        return b"".join((_four(len(head)), _four(zlib.crc32(head)), head, *parts))

    def frequency(self, word: str) -> int | None:
        """0 for what only begins words, None for what does not even do that."""
        rests = self._rests.get(word[:2])
        if rests is None:
            raw = self._part(word[:1]).words.get(word[1:2])
            rests = msgspec.msgpack.decode(raw, type=dict[str, int]) if raw is not None else {}
            self._rests[word[:2]] = rests
        return rests.get(word[2:])

    def shown(self, character: str) -> tuple[float, float, float, float]:
        """The chance of each of the `STATES` to show it."""
        return self._part(character).shown

    def _part(self, character: str) -> _Part:
        part = self._parts.get(character)
        if part is None:
            part = self._parts[character] = self._read(character)
        return part

    def _read(self, character: str) -> _Part:
        """Raises Damaged."""
        code = ord(character)
        at = bisect_left(self._characters, code)
        if at == len(self._characters) or self._characters[at] != code:
            return _Part()
        raw = self._body[self._ends[at - 1] if at else 0 : self._ends[at]]
        if zlib.crc32(raw) != self._sums[at]:
            raise Damaged
        return msgspec.msgpack.decode(raw, type=_Part)


def _number(raw: memoryview) -> int:
    return int.from_bytes(raw, "little")


def _four(number: int) -> bytes:
    return number.to_bytes(4, "little")


def _written(column: Iterable[int]) -> bytes:
    return array("I", column).tobytes()


def _column(raw: bytes) -> memoryview:
    return memoryview(raw).cast("I")
