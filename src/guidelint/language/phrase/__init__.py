"""Published names are free text; this package says what they ask for."""

from guidelint.language.phrase.book import PhraseBook
from guidelint.language.phrase.model import Count, Mention, Option, Part, Phrase, Requirement

__all__ = ["Count", "Mention", "Option", "Part", "Phrase", "PhraseBook", "Requirement"]
