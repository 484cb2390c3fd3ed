"""Try a bundle of documents: what the guide says of it, and what the window says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guidelint.contract.need import COPY, ORIGINAL, Need, read
from guidelint.language.phrase import PhraseBook
from guidelint.language.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Brought:
    """One thing that a person brings. `forms` says whether as original, as copy or as both; unsaid is an original."""

    words: str
    documents: frozenset[str]
    forms: frozenset[str]
    copies: int


@dataclass(frozen=True, slots=True)
class Line:
    """One thing asked for, and what of the bundle answers it; None where nothing does.

    Then `near` is what of the bundle is at least the right document, though in another form or too few.
    It is `needed` unless it is optional, or tied to a circumstance that nobody said to be the case.
    """

    need: Need
    answer: Brought | None
    near: Brought | None
    needed: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one side says of the bundle."""

    lines: tuple[Line, ...]

    @property
    def is_satisfied(self) -> bool:
        return all(line.answer is not None or not line.needed for line in self.lines)


def brought(words: str, phrases: PhraseBook, thesaurus: Thesaurus) -> Brought:
    """Read words such as 居民身份证复印件2份."""
    first = next(phrases.parse(words).documents, None)
    said = first.form.value if first is not None and first.form is not None else ORIGINAL
    forms = frozenset(form for form in (ORIGINAL, COPY) if form in said)
    return Brought(
        words, read(words, phrases), forms, first.count.number if first is not None and first.count is not None else 1
    )


def opinion(needs: Sequence[Need], bundle: Sequence[Brought], circumstance: str | None = None) -> Opinion:
    """How far the bundle meets what is asked for in a circumstance; the needs of other circumstances are left out.

    With None the circumstance is not known: then all needs are listed, and those tied to one may stay open.
    """
    asked = [need for need in needs if circumstance is None or need.when in (None, circumstance)]
    return Opinion(
        tuple(
            Line(
                need,
                answer=next((item for item in bundle if meets(item, need)), None),
                near=max((item for item in bundle if _is_document(item, need)), key=_nearness(need), default=None),
                needed=not need.optional and (need.when is None or circumstance is not None),
            )
            for need in asked
        )
    )


def meets(item: Brought, need: Need) -> bool:
    """Whether one thing answers one need: the right document, in a right form, often enough."""
    return _is_document(item, need) and has_form(item, need) and item.copies >= (need.copies or 1)


def has_form(item: Brought, need: Need) -> bool:
    """Whether a thing is brought as original, as copy or as both, as the need has it."""
    return any(way <= item.forms for way in need.forms)


def _is_document(item: Brought, need: Need) -> bool:
    return bool(item.documents) and item.documents <= need.denotation


def _nearness(need: Need) -> Callable[[Brought], tuple[bool, int]]:
    return lambda item: (has_form(item, need), item.copies)
