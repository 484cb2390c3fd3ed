"""Each distinct text is parsed once."""

from guidelint.phrase.model import Phrase
from guidelint.phrase.parse import parse
from guidelint.thesaurus import Thesaurus


class PhraseBook:
    """Phrases of one thesaurus, kept by their text."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self._parsed: dict[str, Phrase] = {}

    def parse(self, text: str) -> Phrase:
        phrase = self._parsed.get(text)
        if phrase is None:
            phrase = self._parsed[text] = parse(text, self.thesaurus)
        return phrase
