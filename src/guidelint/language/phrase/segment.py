"""Word boundaries where neither the thesaurus nor the grammar knows the words around a conjunction.

和 is "and" in 报告和清单 and part of a name in 和平区批复; only a segmenter can tell. A text is cut here as jieba would cut it,
and only as far as the answer needs it; tests/language/test_segment.py holds the two against each other.
"""

import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from guidelint.language.phrase.lexicon import NEVER, STATES, Index, Lexicon, Model
from guidelint.workspace import store
from guidelint.workspace.shipped import installed

_AROUND = 12  # characters on either side; longer words are labels, and those are found before
_FORMAT = "3"
_BEFORE = {"B": "ES", "M": "MB", "S": "SE", "E": "BM"}  # states that can come before

if TYPE_CHECKING:
    from guidelint.language.thesaurus import Thesaurus


def is_word(text: str, at: int, thesaurus: "Thesaurus") -> bool:
    """Whether jieba, with every label of the thesaurus as a word, takes the Chinese character at `at` for a word.

    Only the words around are looked at, so that a text full of conjunctions is read in linear time.
    """
    first = max(0, at - _AROUND)
    around = text[first : at + 1 + _AROUND]
    return _stands_alone(around, at - first, _lexicon(thesaurus))


class Segmenter:
    """jieba with `labels` as words of its dictionary; those of one character are never joined to what is around them."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        self._single = frozenset(label for label in labels if len(label) == 1)
        self._lexicon = _with(labels)

    def cut(self, block: str) -> list[str]:
        """The words of a text without punctuation, in order."""
        return list(self._words(block))

    def _words(self, block: str) -> Iterator[str]:
        unknown = ""
        for start, end in self._lexicon.cut(block):
            word = block[start:end]
            if len(word) == 1 and _is_han(word) and word not in self._single:
                unknown += word
                continue
            yield from self._unknown(unknown)
            unknown = ""
            yield word
        yield from self._unknown(unknown)

    def _unknown(self, characters: str) -> Iterator[str]:
        """Characters that are in no known word, joined where jieba's model takes them for one."""
        if len(characters) < 2:
            yield from characters
            return
        word = ""
        for character, state in zip(characters, _states(characters, self._lexicon), strict=True):
            word += character
            if state in "ES":
                yield word
                word = ""


def _stands_alone(around: str, at: int, lexicon: Lexicon) -> bool:
    block, at = _run(_is_cut, around, at)
    single, before = "", 0  # characters that are in no known word, up to the next one, and where they begin
    for start, end in lexicon.cut(block):
        if end - start == 1:
            single += block[start]
        elif start > at:
            break
        elif end > at:
            return False
        else:
            single, before = "", end
    if len(single) == 1 or lexicon.frequency(single):
        return True
    unknown, at = _run(_is_han, single, at - before)
    return _states(unknown, lexicon)[at] == "S"


def _run(belongs: Callable[[str], bool], text: str, at: int) -> tuple[str, int]:
    """A character with those around it that belong together with it, and its place among them."""
    first = next((before + 1 for before in reversed(range(at)) if not belongs(text[before])), 0)
    end = next((after for after in range(at, len(text)) if not belongs(text[after])), len(text))
    return text[first:end], at - first


def _is_cut(character: str) -> bool:
    """Whether jieba looks for words in it."""
    return _is_han(character) or (character.isascii() and (character.isalnum() or character in "+#&._%-"))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fd5"  # a pattern with this range takes longer to compile than to be used


def _states(words: str, lexicon: Lexicon) -> str:
    """The likeliest state of each character by jieba's model (Viterbi)."""
    ways = {
        state: (lexicon.start[state] + shown, state)
        for state, shown in zip(STATES, lexicon.shown(words[0]), strict=True)
    }
    for character in words[1:]:
        longer = {}
        for state, shown in zip(STATES, lexicon.shown(character), strict=True):
            chance, last = max((ways[b][0] + lexicon.moves[b].get(state, NEVER) + shown, b) for b in _BEFORE[state])
            longer[state] = chance, ways[last][1] + state
        ways = longer
    return max((ways[state][0], state, ways[state][1]) for state in "ES")[2]


@lru_cache(maxsize=4)
def _lexicon(thesaurus: "Thesaurus") -> Lexicon:
    return _with(label for concept in thesaurus.concepts.values() for label in concept.labels)


def _with(labels: Iterable[str]) -> Lexicon:
    return Lexicon(*_dictionary(), labels)


@lru_cache(maxsize=1)
def _dictionary() -> tuple[bytes, Index]:
    """jieba's dictionary, and the index of it as an earlier run made it, or an installation brought it along."""
    content, name = _shipped_by_jieba()
    if kept := store.unseal(store.read(name)) or store.unseal(installed(_installed_name(content))):
        return content, msgspec.msgpack.decode(kept, type=Index)
    known = _import_jieba().finalseg
    index = Index.of(content, Model(known.start_P, known.trans_P, known.emit_P))
    store.keep(name, store.seal(msgspec.msgpack.encode(index)))
    return content, index


def prepared() -> tuple[str, bytes]:
    """The index as it is brought along with an installation, and the name that it is found by."""
    content, index = _dictionary()
    return _installed_name(content), store.seal(msgspec.msgpack.encode(index))


def _shipped_by_jieba() -> tuple[bytes, str]:
    """The dictionary, and the name of its index in the cache."""
    found = find_spec("jieba")
    place = Path(found.origin if found is not None and found.origin is not None else "").with_name("dict.txt")
    stat = place.stat()
    return place.read_bytes(), f"segmenter-{store.digest(_FORMAT, f'{stat.st_size} {stat.st_mtime_ns}').hex()}"


def _installed_name(dictionary: bytes) -> str:
    return f"segmenter-{store.digest(_FORMAT, dictionary).hex()}"


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
