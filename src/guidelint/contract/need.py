"""What one side asks for, in a form that both sides share."""

from collections.abc import Iterator
from dataclasses import dataclass

from guidelint.model.guide import Guide
from guidelint.model.window import WindowRecord
from guidelint.normalise import normalise
from guidelint.phrase import Count, Part, Phrase, PhraseBook
from guidelint.thesaurus import Thesaurus

ORIGINAL, COPY = "原件", "复印件"

_FORMS: dict[str, frozenset[frozenset[str]]] = {
    "原件": frozenset({frozenset({ORIGINAL})}),
    "复印件": frozenset({frozenset({COPY})}),
    "原件和复印件": frozenset({frozenset({ORIGINAL, COPY})}),
    "原件或复印件": frozenset({frozenset({ORIGINAL}), frozenset({COPY})}),
}
_ANY_FORM = _FORMS["原件或复印件"]


@dataclass(frozen=True, slots=True)
class Term:
    """One document word and what it can be read as.

    `denotation` holds labels of concrete documents; a word that the thesaurus does not know denotes just itself, and
    `known` tells so. `start` and `end` count characters in the text that it was read from.
    """

    text: str
    denotation: frozenset[str]
    known: bool
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """One document asked for, by a guide (a promise) or by a window (a demand).

    `index` counts the materials of its file; `terms` are alternatives: any document that one of them denotes will do.
    `form` and `copies` are None where the side does not say. `whole` tells that the material asks for this only.
    """

    index: int
    name: str
    terms: tuple[Term, ...]
    holder: str | None = None
    form: str | None = None
    copies: int | None = None
    criteria: tuple[str, ...] = ()
    when: str | None = None
    refused: frozenset[str] = frozenset()
    revealed_by: tuple[str, ...] = ()
    optional: bool = False

    @property
    def denotation(self) -> frozenset[str]:
        """Every concrete document that this can be read as, less what was seen refused."""
        return frozenset().union(*(term.denotation for term in self.terms)) - self.refused

    @property
    def forms(self) -> frozenset[frozenset[str]]:
        """The ways to bring it, each a set of 原件 and 复印件 to be brought together. Unsaid means either."""
        return _FORMS.get(self.form or "", _ANY_FORM)

    @property
    def is_known(self) -> bool:
        return all(term.known for term in self.terms)


def promised(guide: Guide, phrases: PhraseBook, thesaurus: Thesaurus) -> list[Need]:
    """What the guide asks for. Structured fields win over words in the material's name."""
    needs = []
    for index, material in enumerate(guide.materials):
        phrase = phrases.parse(material.name)
        for requirement in phrase.requirements:
            needs.append(
                Need(
                    index=index,
                    name=material.name,
                    terms=tuple(
                        term(option.text, option.concept, thesaurus, option.start, option.end)
                        for option in requirement.options
                    ),
                    holder=material.holder or _value(next(iter(requirement.holders), None)),
                    form=material.type or _value(requirement.form or phrase.form),
                    copies=material.copies
                    if material.copies is not None
                    else _number(requirement.copies or phrase.copies),
                    criteria=(*material.criteria, *([phrase.validity.text] if phrase.validity else [])),
                    when=material.when or _value(requirement.circumstance),
                    optional=material.necessity == "非必要",
                )
            )
    return needs


def demanded(window: WindowRecord, phrases: PhraseBook, thesaurus: Thesaurus) -> list[Need]:
    """What the window asks for, as observed."""
    return [
        Need(
            index=index,
            name=demand.name or "或".join(demand.accepts),
            terms=tuple(t for words in demand.accepts for t in _terms(phrases.parse(words), words, thesaurus)),
            holder=demand.holder,
            form=demand.type,
            copies=demand.copies,
            criteria=demand.criteria,
            when=demand.when,
            refused=frozenset().union(*(read(words, phrases, thesaurus) for words in demand.refused)),
            revealed_by=demand.revealed_by,
        )
        for index, demand in enumerate(window.materials)
    ]


def read(words: str, phrases: PhraseBook, thesaurus: Thesaurus) -> frozenset[str]:
    """The concrete documents that some words denote, such as those that a person brought."""
    return frozenset().union(*(t.denotation for t in _terms(phrases.parse(words), words, thesaurus)))


def term(text: str, concept: str | None, thesaurus: Thesaurus, start: int = 0, end: int = 0) -> Term:
    if concept is None:
        return Term(text, frozenset({normalise(text).text}), False, start, end)
    return Term(text, thesaurus.denotation(concept), True, start, end)


def same_words(first: str | None, second: str | None) -> bool:
    return normalise(first or "").text == normalise(second or "").text


def _terms(phrase: Phrase, words: str, thesaurus: Thesaurus) -> Iterator[Term]:
    options = [option for requirement in phrase.requirements for option in requirement.options]
    if not options:
        yield term(words, None, thesaurus)
    for option in options:
        yield term(option.text, option.concept, thesaurus, option.start, option.end)


def _value(part: Part | None) -> str | None:
    return part.value if part is not None else None


def _number(count: Count | None) -> int | None:
    return count.number if count is not None else None
