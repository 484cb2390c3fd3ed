"""Try a bundle of documents: what the guide says of it, and what the window says, by the comparison that `check` makes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from guidelint.contract.circumstance import judge_circumstance
from guidelint.contract.fit import fit, relation
from guidelint.contract.need import Need
from guidelint.contract.words import documents
from guidelint.language import facts
from guidelint.language.facts import FactVerdict
from guidelint.language.facts.form import ORIGINAL
from guidelint.language.facts.part import Part
from guidelint.language.phrase import PhraseBook
from guidelint.language.verdict import Outcome, Verdict
from guidelint.model.text import Text


@dataclass(frozen=True, slots=True)
class Brought:
    """One thing that a person brings, read as a line that asks for just it. A form that is not said is an original."""

    words: str
    need: Need


@dataclass(frozen=True, slots=True)
class Line:
    """One thing asked for, and what of the bundle answers it; None where nothing does.

    Then `near` is what of the bundle is at least the right document, and `lacking` the fact in which it falls short; or
    `doubt` tells why nobody can say whether something answers it, or whether it is asked for.
    It is `needed` unless it is optional, or tied to a circumstance that nobody said to be the case.
    """

    need: Need
    answer: Brought | None = None
    near: Brought | None = None
    lacking: FactVerdict | None = None
    doubt: Text | None = None
    needed: bool = True

    @property
    def outcome(self) -> Outcome:
        if self.answer is not None or not self.needed:
            return "met"
        return "open" if self.doubt is not None else "broken"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one side says of the bundle."""

    lines: tuple[Line, ...]

    @property
    def outcome(self) -> Outcome:
        """Met where every line is, broken where one is, open where that hangs on a line that nobody can tell."""
        outcomes = {line.outcome for line in self.lines}
        return "broken" if "broken" in outcomes else "open" if "open" in outcomes else "met"


def brought(words: str, phrases: PhraseBook, matter: str = "") -> Brought:
    """Read words such as 居民身份证复印件2份, in a guide on this matter."""
    original = Part(ORIGINAL, 0, 0, ORIGINAL)
    bundle = tuple(
        msgspec.structs.replace(document, form=document.form or original) for document in documents(words, phrases)
    )
    return Brought(words, Need(0, words, (bundle,), matter=matter))


def opinion(
    needs: Sequence[Need], bundle: Sequence[Brought], phrases: PhraseBook, circumstance: str | None = None
) -> Opinion:
    """How far the bundle meets what is asked for in a circumstance; the needs of other circumstances are left out.

    With None the circumstance is not known: then all needs are listed, and those tied to one may stay open.
    """
    answers = [_answer(need, bundle, phrases) for need in needs]
    spent = [line.answer for line in answers if line.answer is not None]
    lines: list[Line] = []
    for line in answers:
        asked = _asked(line.need, circumstance)
        if asked.outcome == "broken":
            continue
        needed = not line.need.optional and (not line.need.when or circumstance is not None)
        doubt = _doubt(line, asked, [item for item in bundle if item not in spent], phrases)
        lines.append(replace(line, needed=needed, doubt=doubt))
    return Opinion(tuple(lines))


def _asked(need: Need, circumstance: str | None) -> Verdict:
    """Whether a need is one of the circumstance: any of its own has to hold."""
    if circumstance is None or not need.when or circumstance in need.when:
        return Verdict("met")
    return judge_circumstance(need.when, circumstance, need.matter)


def _answer(need: Need, bundle: Sequence[Brought], phrases: PhraseBook) -> Line:
    near: tuple[Brought, FactVerdict] | None = None
    for item in bundle:
        lacking = _shortcomings(item, need, phrases)
        if lacking == ():
            return Line(need, item)
        if lacking and near is None:
            near = item, lacking[0]
    return Line(need, near=near[0] if near else None, lacking=near[1] if near else None)


def _doubt(line: Line, asked: Verdict, left: Sequence[Brought], phrases: PhraseBook) -> Text | None:
    """Why nobody can tell of a need that nothing answers. `left` is what answers no other."""
    if line.answer is not None or (line.near is not None and asked.outcome == "met"):
        return None
    if asked.outcome == "open":
        return Text("说的是不是这种情形，没法判断", "whether this circumstance is meant cannot be told")
    for item in left:
        found = fit(item.need, line.need, phrases)
        wide = next((match.worst for match in found.matches if match.kind in ("open", "narrower")), None)
        if wide is not None:
            ours, theirs, _ = wide
            return Text(
                f"“{ours.text}”算不算“{theirs.text}”，没法判断",
                f"whether “{ours.text}” is taken for “{theirs.text}” cannot be told",
            )
    return None


def _shortcomings(item: Brought, need: Need, phrases: PhraseBook) -> tuple[FactVerdict, ...] | None:
    """In which facts the right document falls short of the need; None where it is another document.

    Of what nobody says of the thing that is brought, whose it is, how often and in which form have a meaning of their
    own; the rest may well be as it should.
    """
    found = fit(item.need, need, phrases)
    if not found.is_taken or _is_refused(item, need, phrases):
        return None
    return tuple(
        said
        for match in found.matches
        for ours, theirs in match.documents
        for said in facts.compare(ours, theirs)
        if said.verdict.outcome == "broken" and (said.promised is not None or said.fact in ("holder", "number"))
    )


def _is_refused(item: Brought, need: Need, phrases: PhraseBook) -> bool:
    """Whether the window was seen to turn it away."""
    return any(
        relation(ours, theirs, phrases).kind == "same" for ours in item.need.documents for theirs in need.refused
    )
