"""Try a bundle of documents: what the guide says of it, and what the window says, by the comparison that `check` makes."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from guidelint.contract.fit import fit
from guidelint.contract.need import Need
from guidelint.contract.words import documents
from guidelint.language import facts
from guidelint.language.facts import FactVerdict
from guidelint.language.facts.form import ORIGINAL
from guidelint.language.facts.part import Part
from guidelint.language.phrase import PhraseBook
from guidelint.language.sentence import compare as compare_sentences


@dataclass(frozen=True, slots=True)
class Brought:
    """One thing that a person brings, read as a line that asks for just it. A form that is not said is an original."""

    words: str
    need: Need


@dataclass(frozen=True, slots=True)
class Line:
    """One thing asked for, and what of the bundle answers it; None where nothing does.

    Then `near` is what of the bundle is at least the right document, and `lacking` the fact in which it falls short.
    It is `needed` unless it is optional, or tied to a circumstance that nobody said to be the case.
    """

    need: Need
    answer: Brought | None
    near: Brought | None
    lacking: FactVerdict | None
    needed: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one side says of the bundle."""

    lines: tuple[Line, ...]

    @property
    def is_satisfied(self) -> bool:
        return all(line.answer is not None or not line.needed for line in self.lines)


def brought(words: str, phrases: PhraseBook) -> Brought:
    """Read words such as 居民身份证复印件2份."""
    original = Part(ORIGINAL, 0, 0, ORIGINAL)
    bundle = tuple(
        msgspec.structs.replace(document, form=document.form or original) for document in documents(words, phrases)
    )
    return Brought(words, Need(0, words, (bundle,)))


def opinion(
    needs: Sequence[Need], bundle: Sequence[Brought], phrases: PhraseBook, circumstance: str | None = None
) -> Opinion:
    """How far the bundle meets what is asked for in a circumstance; the needs of other circumstances are left out.

    With None the circumstance is not known: then all needs are listed, and those tied to one may stay open.
    """
    return Opinion(
        tuple(
            _line(need, bundle, phrases, needed=not need.optional and (not need.when or circumstance is not None))
            for need in needs
            if circumstance is None or _is_asked(need, circumstance)
        )
    )


def _is_asked(need: Need, circumstance: str) -> bool:
    return not need.when or any(
        one == circumstance or compare_sentences((one,), circumstance, "circumstance").outcome == "met"
        for one in need.when
    )


def _line(need: Need, bundle: Sequence[Brought], phrases: PhraseBook, *, needed: bool) -> Line:
    near: tuple[Brought, FactVerdict] | None = None
    for item in bundle:
        lacking = _shortcomings(item, need, phrases)
        if lacking == ():
            return Line(need, item, None, None, needed)
        if lacking and near is None:
            near = item, lacking[0]
    return Line(need, None, near[0] if near else None, near[1] if near else None, needed)


def _shortcomings(item: Brought, need: Need, phrases: PhraseBook) -> tuple[FactVerdict, ...] | None:
    """In which facts the right document falls short of the need; None where it is another document.

    Of what nobody says of the thing that is brought, whose it is, how often and in which form have a meaning of their
    own; the rest may well be as it should.
    """
    found = fit(item.need, need, phrases)
    if not found.is_taken:
        return None
    return tuple(
        said
        for match in found.matches
        for ours, theirs in match.documents
        for said in facts.compare(ours, theirs)
        if said.verdict.outcome == "broken" and (said.promised is not None or said.fact in ("holder", "number"))
    )
