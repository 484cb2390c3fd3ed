"""What one side asks for, in a form that both sides share."""

from collections.abc import Iterable

import msgspec

from guidelint.language.normalise import normalise
from guidelint.language.phrase import Count, Part, PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.guide import Guide
from guidelint.model.window import WindowRecord

ORIGINAL, COPY = "原件", "复印件"

_FORMS: dict[str, frozenset[frozenset[str]]] = {
    "原件": frozenset({frozenset({ORIGINAL})}),
    "复印件": frozenset({frozenset({COPY})}),
    "原件和复印件": frozenset({frozenset({ORIGINAL, COPY})}),
    "原件或复印件": frozenset({frozenset({ORIGINAL}), frozenset({COPY})}),
}
_ANY_FORM = _FORMS["原件或复印件"]


class Term(msgspec.Struct, frozen=True):
    """One document word and what it can be read as.

    `denotation` holds labels of concrete documents; a word that the thesaurus does not know denotes just itself, and
    `known` tells so. `start` and `end` count characters in the text that it was read from.
    """

    text: str
    denotation: frozenset[str]
    known: bool
    start: int = 0
    end: int = 0


class Choice(msgspec.Struct, frozen=True):
    """Documents any one of which will do: the `terms` as said, less those `refused`.

    `mentioned` is every concrete document that the terms can be read as or that was seen refused, and `denotation` what
    is left of it without the refused ones. `is_known` tells that the thesaurus has all terms.
    """

    terms: tuple[Term, ...]
    refused: frozenset[str]
    mentioned: frozenset[str]
    denotation: frozenset[str]
    is_known: bool

    @classmethod
    def of(cls, terms: Iterable[Term], refused: frozenset[str] = frozenset()) -> "Choice":
        terms = tuple(terms)
        read_as: frozenset[str] = frozenset().union(*(term.denotation for term in terms))
        return cls(terms, refused, read_as | refused, read_as - refused, all(term.known for term in terms))


class Need(msgspec.Struct, frozen=True):
    """One document asked for, by a guide (a promise) or by a window (a demand).

    `index` counts the materials of its file. `form` and `copies` are None where the side does not say.
    """

    index: int
    name: str
    choice: Choice
    holder: str | None = None
    form: str | None = None
    copies: int | None = None
    criteria: tuple[str, ...] = ()
    when: str | None = None
    revealed_by: tuple[str, ...] = ()
    optional: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        """Alternatives: any document that one of them denotes will do, unless it was seen refused."""
        return self.choice.terms

    @property
    def refused(self) -> frozenset[str]:
        return self.choice.refused

    @property
    def denotation(self) -> frozenset[str]:
        """Every concrete document that this can be read as, less what was seen refused."""
        return self.choice.denotation

    @property
    def forms(self) -> frozenset[frozenset[str]]:
        """The ways to bring it, each a set of 原件 and 复印件 to be brought together. Unsaid means either."""
        return _FORMS.get(self.form or "", _ANY_FORM)


class _Asked(msgspec.Struct, frozen=True):
    """What a material's name says of one document, where no field of the material says otherwise."""

    choice: Choice
    holder: str | None
    form: str | None
    copies: int | None
    criteria: tuple[str, ...]
    when: str | None


def promised(guide: Guide, phrases: PhraseBook) -> list[Need]:
    """What the guide asks for. Structured fields win over words in the material's name."""
    asked = phrases.kept(_asked)
    return [
        Need(
            index=index,
            name=material.name,
            choice=said.choice,
            holder=material.holder or said.holder,
            form=material.type or said.form,
            copies=said.copies if material.copies is None else material.copies,
            criteria=material.criteria + said.criteria,
            when=material.when or said.when,
            optional=material.necessity == "非必要",
        )
        for index, material in enumerate(guide.materials)
        for said in asked[material.name]
    ]


def _asked(phrases: PhraseBook, name: str) -> tuple[_Asked, ...]:
    phrase = phrases.parse(name)
    return tuple(
        _Asked(
            choice=Choice.of(
                term(option.text, option.concept, phrases.thesaurus, option.start, option.end)
                for option in requirement.documents
            ),
            holder=_value(next(iter(first.holders), None)),
            form=_value(first.form),
            copies=_number(first.count),
            criteria=tuple(mark.text for mark in first.marks) + ((first.age.text,) if first.age else ()),
            when=_value(first.circumstance),
        )
        for requirement in phrase.requirements
        for first in (next(requirement.documents),)
    )


def demanded(window: WindowRecord, phrases: PhraseBook) -> list[Need]:
    """What the window asks for, as observed, without what it no longer asks for."""
    taken = phrases.kept(_taken)
    return [
        Need(
            index=index,
            name=demand.name or "或".join(demand.accepts),
            choice=taken[demand.accepts, demand.refused],
            holder=demand.holder,
            form=demand.type,
            copies=demand.copies,
            criteria=demand.criteria,
            when=demand.when,
            revealed_by=demand.revealed_by,
        )
        for index, demand in enumerate(window.materials)
        if demand.withdrawn is None
    ]


def _taken(phrases: PhraseBook, words: tuple[tuple[str, ...], tuple[str, ...]]) -> Choice:
    accepts, refused = words
    return Choice.of(
        (term for one in accepts for term in phrases.kept(_terms)[one]),
        frozenset().union(*(read(one, phrases) for one in refused)),
    )


def read(words: str, phrases: PhraseBook) -> frozenset[str]:
    """The concrete documents that some words denote, such as those that a person brought."""
    return frozenset().union(*(term.denotation for term in phrases.kept(_terms)[words]))


def _terms(phrases: PhraseBook, words: str) -> tuple[Term, ...]:
    options = list(phrases.parse(words).documents)
    if not options:
        return (term(words, None, phrases.thesaurus),)
    return tuple(term(one.text, one.concept, phrases.thesaurus, one.start, one.end) for one in options)


def term(text: str, concept: str | None, thesaurus: Thesaurus, start: int = 0, end: int = 0) -> Term:
    if concept is None:
        return Term(text, frozenset({normalise(text).text}), False, start, end)
    return Term(text, thesaurus.denotation(concept), True, start, end)


def same_words(first: str | None, second: str | None) -> bool:
    return first == second or normalise(first or "").text == normalise(second or "").text


def _value(part: Part | None) -> str | None:
    return part.value if part is not None else None


def _number(count: Count | None) -> int | None:
    return count.number if count is not None else None
