"""The facts of a document, one module a fact: the words that say it, and how two of it compare."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guidelint.language.facts import age, edition, extent, form, holder, issuer, make, marks, number
from guidelint.language.facts.fact import Fact, FactVerdict

if TYPE_CHECKING:
    from guidelint.language.phrase.model import Document

__all__ = ["Fact", "FactVerdict", "compare"]

_FACTS = (holder, edition, form, number, marks, issuer, age, extent, make)


def compare(promise: "Document", demand: "Document") -> Iterator[FactVerdict]:
    """One verdict for each fact that the demand says. Which documents the two are is not asked here."""
    for fact in _FACTS:
        yield from fact.compare(promise, demand)
