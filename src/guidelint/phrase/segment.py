"""Word boundaries where neither the thesaurus nor the grammar knows the words around a conjunction.

和 is "and" in 报告和清单 and part of a name in 和平区批复; only a segmenter can tell. It is loaded when the first such
place is met, which guides whose names the thesaurus covers never do. jieba takes over a second to read its dictionary
and to add the thesaurus to it, so that is done once and kept; afterwards only the entries that are looked at are read.
"""

import json
import sys
import warnings
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from guidelint import store

_AROUND = 12  # characters on either side; longer words are labels, and those are found before
_FORMAT = 1

if TYPE_CHECKING:
    import jieba

    from guidelint.thesaurus import Thesaurus


def is_word(text: str, start: int, end: int, thesaurus: "Thesaurus") -> bool:
    """Whether the segmenter takes characters `start` to `end` for a word of its own.

    Only the words around are looked at, so that a text full of conjunctions is read in linear time.
    """
    first = max(0, start - _AROUND)
    around = text[first : end + _AROUND]
    try:
        words = list(_segmenter(thesaurus).tokenize(around))
    except Damaged:
        store.drop(_name(thesaurus, _import_jieba().__version__))
        _segmenter.cache_clear()
        words = list(_segmenter(thesaurus).tokenize(around))
    return any((first + s, first + e) == (start, end) for _, s, e in words)


@lru_cache(maxsize=4)
def _segmenter(thesaurus: "Thesaurus") -> "jieba.Tokenizer":
    """jieba with every label of the thesaurus as a word."""
    jieba = _import_jieba()
    segmenter = jieba.Tokenizer()
    name = _name(thesaurus, jieba.__version__)
    kept = store.read(name)
    if kept is None:
        kept = Frequencies.written(*_built(segmenter, thesaurus))
        store.keep(name, kept)
    segmenter.FREQ = Frequencies(kept)
    segmenter.total = segmenter.FREQ.total
    segmenter.initialized = True
    return segmenter


class Damaged(Exception):
    """A kept table that is not as it was written."""


class Frequencies:
    """jieba's table of words and their frequencies, in one file of which only the needed parts are read.

    A line of JSON tells the sum of all frequencies and, for each first character, where its words stand, with their
    check sum; the line before it is the check sum of that line.
    """

    def __init__(self, content: bytes) -> None:
        """Raises Damaged."""
        crc = content.find(b"\n")
        end = content.find(b"\n", crc + 1)
        head = content[crc + 1 : end]
        if str(zlib.crc32(head)).encode() != content[: max(crc, 0)]:
            raise Damaged
        self._body = memoryview(content)[end + 1 :]
        self.total, self._places = msgspec.json.decode(head, type=tuple[int, dict[str, tuple[int, int, int]]])
        self._read: dict[str, Mapping[str, int]] = {}

    @staticmethod
    def written(total: int, frequencies: Mapping[str, int]) -> bytes:
        grouped: dict[str, dict[str, int]] = {}
        for word, frequency in frequencies.items():
            grouped.setdefault(word[0], {})[word] = frequency
        parts, places, at = [], {}, 0
        for first, words in grouped.items():
            parts.append(json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode())
            places[first] = (at, at + len(parts[-1]), zlib.crc32(parts[-1]))
            at += len(parts[-1])
        head = json.dumps([total, places]).encode()
        return b"\n".join((str(zlib.crc32(head)).encode(), head, b"".join(parts)))

    def get(self, word: str, default: Any = None) -> Any:
        return self._words(word[:1]).get(word, default)

    def __getitem__(self, word: str) -> int:
        return self._words(word[:1])[word]

    def __contains__(self, word: str) -> bool:
        return word in self._words(word[:1])

    def _words(self, first: str) -> Mapping[str, int]:
        words = self._read.get(first)
        if words is None:
            start, end, crc = self._places.get(first, (0, 0, 0))
            part = self._body[start:end]
            if zlib.crc32(part) != crc:
                raise Damaged
            words = self._read[first] = msgspec.json.decode(part or b"{}", type=dict[str, int])
        return words


def _import_jieba() -> Any:
    import logging

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what jieba's own code is warned of is nothing to whoever writes guides
        # jieba asks setuptools for its data files where that is installed, which takes longer than all the rest; it
        # finds them by itself where not.
        loaded = sys.modules.get("pkg_resources")
        sys.modules["pkg_resources"] = loaded  # type: ignore[assignment]
        try:
            import jieba
        finally:
            if loaded is None:
                sys.modules.pop("pkg_resources", None)
    jieba.setLogLevel(logging.WARNING)
    return jieba


def _name(thesaurus: "Thesaurus", version: str) -> str:
    import hashlib

    labels = json.dumps([_FORMAT, version, [concept.labels for concept in thesaurus.concepts.values()]])
    return f"segmenter-{hashlib.blake2b(labels.encode(), digest_size=16).hexdigest()}"


def _built(segmenter: "jieba.Tokenizer", thesaurus: "Thesaurus") -> tuple[int, Mapping[str, int]]:
    import tempfile

    # jieba unmarshals a cache of a known name in the common temporary directory, where anybody could have put it.
    with tempfile.TemporaryDirectory() as private:
        segmenter.tmp_dir = private
        segmenter.initialize()
    for concept in thesaurus.concepts.values():
        for label in concept.labels:
            segmenter.add_word(label)
    return segmenter.total, segmenter.FREQ
