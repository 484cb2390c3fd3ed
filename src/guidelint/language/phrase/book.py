"""Each distinct text is parsed once."""

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Any, TypeVar
from weakref import proxy

from guidelint.language.memo import Memo
from guidelint.language.phrase.criterion import facts
from guidelint.language.phrase.model import Facts, Phrase
from guidelint.language.phrase.parse import parse
from guidelint.language.phrase.reading import readable
from guidelint.language.thesaurus import Thesaurus

MAX_KEPT = 50_000
"""Texts remembered at a time; more than any authority's vocabulary, and some 100 MB at the very most."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class PhraseBook:
    """Phrases of one thesaurus, kept by their text, and what others make of them."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self._made: dict[Callable[..., Any], Memo[Any, Any]] = {}
        self._parsed = self.kept(_parse)
        self._facts = self.kept(_facts)
        self._labelled = self.kept(_labels)

    def parse(self, text: str) -> Phrase:
        return self._parsed[text]

    def facts(self, text: str) -> Facts:
        """Facts in words that name no document, such as a criterion: 加盖公章, 白底, 三个月内开具."""
        return self._facts[text]

    def labelled(self, text: str) -> frozenset[str]:
        """Concepts of which any label stands in the text, also inside a longer word: more than `parse` can mention."""
        return self._labelled[text]

    def kept(self, make: Callable[["PhraseBook", K], V]) -> Mapping[K, V]:
        """What `make` gives with this book for each key: it must depend on nothing else."""
        if make not in self._made:
            self._made[make] = Memo(partial(make, proxy(self)), MAX_KEPT)  # no circle: it goes with its last user
        return self._made[make]


def _parse(book: PhraseBook, text: str) -> Phrase:
    return parse(text, book.thesaurus)


def _facts(book: PhraseBook, text: str) -> Facts:
    return facts(text, book.thesaurus)


def _labels(book: PhraseBook, text: str) -> frozenset[str]:
    return frozenset(book.thesaurus.labelled(readable(text).text))
