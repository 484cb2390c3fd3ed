"""Each distinct text is parsed once."""

from guidelint.phrase.model import Phrase
from guidelint.phrase.parse import parse, readable
from guidelint.thesaurus import Thesaurus

MAX_KEPT = 50_000
"""Texts remembered at a time; more than any authority's vocabulary, and some 100 MB at the very most."""


class PhraseBook:
    """Phrases of one thesaurus, kept by their text."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self._parsed: dict[str, Phrase] = {}
        self._labelled: dict[str, frozenset[str]] = {}

    def parse(self, text: str) -> Phrase:
        phrase = self._parsed.get(text)
        if phrase is None:
            if len(self._parsed) > MAX_KEPT:
                self._parsed.clear()
            phrase = self._parsed[text] = parse(text, self.thesaurus)
        return phrase

    def labelled(self, text: str) -> frozenset[str]:
        """Concepts of which any label stands in the text, also inside a longer word: more than `parse` can mention."""
        found = self._labelled.get(text)
        if found is None:
            if len(self._labelled) > MAX_KEPT:
                self._labelled.clear()
            found = self._labelled[text] = frozenset(self.thesaurus.labelled(readable(text).text))
        return found
