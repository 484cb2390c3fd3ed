"""Published names are free text; this package says what they ask for."""

from guidelint.language.facts.number import Count
from guidelint.language.facts.part import Part
from guidelint.language.phrase.book import PhraseBook
from guidelint.language.phrase.model import Document, Facts, Mention, Phrase, Requirement

__all__ = ["Count", "Document", "Facts", "Mention", "Part", "Phrase", "PhraseBook", "Requirement"]
