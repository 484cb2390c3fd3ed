"""Does what was said imply what is wanted? Fact by fact; words that nobody knows decide nothing."""

from collections.abc import Iterable, Sequence
from math import inf
from typing import Literal

import msgspec

from guidelint.language.sentence.claim import All, Any, Claim, Formula
from guidelint.language.sentence.claims import AGENCY
from guidelint.language.sentence.coverage import comparable, is_known, uncovered, unmeasured
from guidelint.language.sentence.lexicon import Lexicon, Term
from guidelint.language.sentence.quantity import Quantity, relation
from guidelint.language.sentence.terms import are_apart, are_near, covers, excludes, is_choice
from guidelint.language.verdict import Outcome

Why = Literal["", "unsaid", "other", "wider", "quantity", "near", "vague", "unknown", "denied", "choice", "leave"]
_GOES_WITHOUT_SAYING = frozenset({"有效期内"})
_ORDER: dict[Outcome, int] = {"met": 0, "open": 1, "broken": 2}


class Answer(msgspec.Struct, frozen=True):
    """`said` is the claim that came nearest; `lacking` or `measure` is what it does not give, `given` what it
    gives instead. `shared` counts what it gives."""

    outcome: Outcome
    why: Why = ""
    wanted: Claim | None = None
    said: Claim | None = None
    lacking: Term | None = None
    measure: Quantity | None = None
    given: Term | None = None
    shared: int = 0


_MET = Answer("met")


def implies(way: Sequence[Claim], wanted: Formula, words: Lexicon) -> Answer:
    """Whether claims that hold together imply a formula."""
    match wanted:
        case All(parts):
            return max((implies(way, part, words) for part in parts), key=lambda a: _ORDER[a.outcome], default=_MET)
        case Any(parts):
            return min((implies(way, part, words) for part in parts), key=lambda a: (_ORDER[a.outcome], -a.shared))
    return _claim(way, wanted, words)


def _claim(way: Sequence[Claim], wanted: Claim, words: Lexicon) -> Answer:
    if wanted.force == "needless" or (wanted.force == "soft" and not wanted.only):
        return _MET  # the window does not insist
    if wanted.force == "may" and not wanted.only and any(_leaves(said, wanted, words) for said in way):
        return _MET  # 可以让近亲属来, where the guide takes 本人或者近亲属
    if wanted.is_empty:
        return Answer("open", "vague", wanted)
    ranged = next((q for q in wanted.quantities if -inf < q.low < q.high < inf), None)
    if ranged is not None and not wanted.negative:  # 25至60周岁: two bounds, which may be said apart
        rest = tuple(q for q in wanted.quantities if q is not ranged)
        return implies(way, All(tuple(
            msgspec.structs.replace(wanted, quantities=(*rest, end)) for end in (ranged.at_least, ranged.at_most)
        )), words)  # fmt: skip
    answers = [_one(said, wanted, words) for said in way if not said.is_empty]
    if any(answer.outcome == "met" for answer in answers):
        return _MET
    best = max(answers, key=lambda a: (a.shared, a.outcome == "open"), default=None)
    if best is not None and best.outcome == "broken" and _first(wanted.terms, words.loose) is not None:
        return Answer("open", "vague", wanted)
    if best is None or (not best.shared and best.why not in ("near", "vague")):
        return _unsaid(way, wanted, words)
    if best.measure is not None and best.why == "unsaid" and any(_first(c.terms, words.vague) for c in way):
        return msgspec.structs.replace(best, outcome="open", why="vague")  # 有相适应的场地和车辆; 车辆不少于五辆
    if (wanted.force == "lean" or (wanted.force == "may" and not wanted.only)) and best.outcome == "broken":
        # allowed or asked as a rule, which is not to say demanded
        return msgspec.structs.replace(best, outcome="open")
    return best


def _leaves(said: Claim, wanted: Claim, words: Lexicon) -> bool:
    """Whether what the window allows is among what the guide lets choose."""
    if said.negative or wanted.negative or wanted.quantities:
        return False
    allowed = [term for term in wanted.terms if AGENCY not in term.options] or wanted.terms
    return bool(allowed) and all(
        any(covers(term, want, words) or is_choice(term, want, words) for term in said.terms) for want in allowed
    )


def _unsaid(way: Sequence[Claim], wanted: Claim, words: Lexicon) -> Answer:
    """Nothing that was said is about the matter."""
    said = max(way, key=lambda c: len(c.terms), default=None)
    is_act = _first(wanted.terms, words.acts) is not None
    vague_said = any(_first(claim.terms, words.vague | words.judged) for claim in way)
    is_measured = vague_said or any(claim.quantities for claim in way)
    if any(_first(claim.terms, words.loose) for claim in way):
        return Answer("open", "vague", wanted, said)
    if not is_act and (vague_said or (_first(wanted.terms, words.vague) is not None and is_measured)):
        return Answer("open", "vague", wanted, said)
    if not is_act and not wanted.quantities and not all(is_known(term, words) for term in wanted.terms):
        return Answer("open", "unknown", wanted, said, wanted.terms[0])
    lacking = _first(wanted.terms, words.acts) or next(iter(wanted.terms), None)
    measure = None if wanted.terms else next(iter(wanted.quantities), None)
    return Answer("broken", "unsaid", wanted, said, lacking, measure)


def _first(terms: Iterable[Term], kind: frozenset[str]) -> Term | None:
    return next((term for term in terms if term.options & kind), None)


def _one(said: Claim, wanted: Claim, words: Lexicon) -> Answer:
    guard = _guard(said, wanted, words)
    if said.force in ("soft", "needless"):
        shared = len(wanted.terms) - len(list(uncovered(said, wanted, words)))
        return Answer("broken", "denied", wanted, said, next(iter(wanted.terms), None), shared=shared)
    if said.negative and wanted.negative:
        answer = _body(wanted, said, words, swapped=True)
    elif said.negative or wanted.negative:
        answer = _opposite(said, wanted, words)
    else:
        answer = _body(said, wanted, words)
    if answer.outcome == "met" and said.force == "lean" and wanted.force == "must":
        return msgspec.structs.replace(answer, outcome="open", why="leave")
    if answer.outcome == "met" and said.force == "may" and wanted.force == "must" and wanted.is_duty:
        return msgspec.structs.replace(answer, outcome="open", why="leave")  # the guide allows what the window demands
    if answer.outcome == "met" and guard.outcome != "met":
        return msgspec.structs.replace(guard, shared=max(1, answer.shared))
    return answer


def _guard(said: Claim, wanted: Claim, words: Lexicon) -> Answer:
    """Whether the case that the window speaks of lies in the guide's — of what is allowed, the other way round."""
    mine, theirs = said.cases, wanted.cases or (Claim(wanted.terms, wanted.quantities),)
    answer = _MET
    is_leave = said.force == "may" or wanted.force == "may" or wanted.only
    if is_leave and not wanted.is_duty:
        answer = implies(mine, All(wanted.cases), words)
        if answer.outcome != "met" and not wanted.only and mine:
            back = implies(theirs, All(mine), words)
            if back.outcome == "met":  # the window names a narrower case; whether others may, it does not say
                answer = Answer("open", "leave")
    elif not mine and _is_of_others(said, wanted.cases, words):
        return Answer("open", "unknown", wanted, said)
    elif mine:
        answer = implies(theirs, All(mine), words)
        if answer.outcome == "open" and not wanted.cases and any(case.negative for case in mine):
            answer = msgspec.structs.replace(
                answer, outcome="broken"
            )  # somebody is exempt, and the window exempts nobody
    if answer.outcome == "met":
        return _MET
    return Answer(answer.outcome, answer.why, wanted, said, answer.lacking, answer.measure)


def _is_of_others(said: Claim, cases: Sequence[Claim], words: Lexicon) -> bool:
    """Whether the guide speaks of persons, and not of those of the window's case."""
    named = [term for term in said.terms if term.options & words.persons]
    meant = [term for case in cases for term in case.terms if term.options & words.persons]
    return bool(named) and any(not any(covers(term, want, words) for term in named) for want in meant)


def _body(said: Claim, wanted: Claim, words: Lexicon, *, swapped: bool = False) -> Answer:
    """Of what holds, more words say more; of what is denied (`swapped`), fewer do."""
    lacking, beyond = list(uncovered(said, wanted, words)), list(unmeasured(said, wanted, words))
    if swapped:  # what neither of two has, each of them has not
        ours = [option for term in said.terms for option in term.options]
        lacking = [t for t in lacking if not any(words.members.get(o, frozenset()) & set(ours) for o in t.options)]
        # 居民楼100米内 is more than 居民楼内
        beyond += [q for q in said.quantities if q.dimension == "metre" and not wanted.quantities]
    shared = len(wanted.terms) + len(wanted.quantities) - len(lacking) - len(beyond)
    guide, window = (wanted, said) if swapped else (said, wanted)
    if not lacking and not beyond:
        doubt = _doubt(guide, window, words)
        return Answer("open" if doubt else "met", "unknown" if doubt else "", window, guide, doubt, shared=shared)
    spare = [term for term in said.terms if not any(covers(term, want, words) for want in wanted.terms)]
    if _same_letters(spare, lacking) and not beyond:
        return Answer("met", "", window, guide, shared=shared + 1)
    found = [_lacking(term, said, spare, words, is_measured=bool(beyond)) for term in lacking]
    found += [_measure(quantity, said, words) for quantity in beyond]
    if swapped and all(a.why == "vague" and not beyond for a in found) and shared:
        found = [msgspec.structs.replace(a, outcome="broken", why="wider") for a in found]  # 重大事故, 任何事故
    if (
        swapped
        and shared
        and not beyond
        and not _first(lacking, words.acts | words.persons | words.judged | words.vague)
    ):
        # of a case that is described more closely the denial may be meant as widely
        found = [msgspec.structs.replace(a, outcome="open", why="near") if a.why == "unsaid" else a for a in found]
    worst = max(found, key=lambda a: _ORDER[a.outcome])
    near = next((a for a in found if a.why == "near"), None)
    if near is not None and all(a.why in ("near", "unsaid", "unknown", "vague") for a in found):
        worst = near  # what is left may be the same, said otherwise
    shared += sum(a.why in ("other", "wider", "quantity") for a in found)
    return msgspec.structs.replace(worst, wanted=window, said=guide, shared=shared)


def _doubt(guide: Claim, window: Claim, words: Lexicon) -> Term | None:
    """A word that keeps two claims from being the same after all."""
    for term in guide.terms:
        if term.options & words.partial and term not in window.terms:  # 夫妻一方
            return term
    other = [term for term in window.thin if term not in guide.thin]
    if other and any(term not in window.thin for term in guide.thin):  # 委托事项, 委托期限
        return other[0]
    asked = [term for term in guide.listed if any(covers(term, want, words) for want in window.terms)]
    if asked and len(asked) < len(guide.listed) and not guide.is_duty and not guide.negative:  # 职工和家属
        return next(term for term in guide.listed if term not in asked)
    return None


def _same_letters(spare: Sequence[Term], lacking: Sequence[Term]) -> bool:
    """The same words cut differently."""
    letters = ["".join(min(term.options) for term in side if len(term.options) == 1) for side in (spare, lacking)]
    return letters[0] == letters[1] != "" and {t.negated for t in (*spare, *lacking)} == {False}


def _lacking(term: Term, said: Claim, spare: Sequence[Term], words: Lexicon, *, is_measured: bool) -> Answer:
    for other in said.terms:
        if is_choice(other, term, words):
            return Answer("broken", "choice", lacking=term, given=other)
        if are_apart(other, term, words) or (other.options == term.options and other.negated != term.negated):
            return Answer("broken", "other", lacking=term, given=other)
    if term.options <= _GOES_WITHOUT_SAYING | words.bodies:
        return Answer("open", "vague", lacking=term)
    vague = _first(said.terms, words.vague | words.judged) is not None and not term.options & words.acts
    if any(covers(term, other, words) for other in said.terms):
        return Answer("open", "vague", lacking=term) if vague else Answer("broken", "wider", lacking=term)
    if any(are_near(other, term, words) for other in said.terms) or (
        not is_measured and any(_resemble(other, term) for other in spare)
    ):
        return Answer("open", "near", lacking=term)
    if _first(said.terms, words.loose) is not None:
        return Answer("open", "vague", lacking=term)
    if term.options & words.vague or (term.options & words.judged and (spare or said.quantities)):
        return Answer("open", "vague", lacking=term)
    if term.options & (words.acts | words.persons):
        return Answer("broken", "unsaid", lacking=term)
    if vague:
        return Answer("open", "vague", lacking=term)
    unknown = [other for other in spare if not is_known(other, words)]
    if (spare and unknown) or not is_known(term, words):
        return Answer("open", "unknown", lacking=term)
    return Answer("broken", "unsaid", lacking=term)


def _resemble(one: Term, other: Term) -> bool:
    """Whether one word stands in the other, so that they may be one thing: 基层工作, 基层工作经历."""
    names = (min(one.options), min(other.options))
    return min(map(len, names)) > 1 and names[0] != names[1] and (names[0] in names[1] or names[1] in names[0])


def _measure(quantity: Quantity, said: Claim, words: Lexicon) -> Answer:
    relations = [relation(one, quantity) for one in said.quantities if comparable(one, quantity)]
    if "open" in relations:
        return Answer("open", "quantity", measure=quantity)
    if relations:
        return Answer("broken", "quantity", measure=quantity)
    if any(term.options & (words.vague | words.judged | words.reference) for term in said.terms):
        return Answer("open", "vague", measure=quantity)
    is_other = quantity.is_time and any(one.is_time for one in said.quantities)  # a year, 30 working days
    return Answer("broken", "other" if is_other else "unsaid", measure=quantity)


def _opposite(said: Claim, wanted: Claim, words: Lexicon) -> Answer:
    """One holds, the other is denied."""
    holds, denied = (wanted, said) if said.negative else (said, wanted)
    if not said.negative:
        for term in denied.terms:
            rest = Claim(tuple(t for t in denied.terms if t is not term), denied.quantities)
            if any(excludes(one, term, words) for one in holds.terms) and _body(holds, rest, words).outcome == "met":
                return Answer("met", "", wanted, said, shared=len(denied.terms))
    lacking = list(uncovered(holds, denied, words))
    shared = len(denied.terms) - len(lacking)
    if not lacking and not list(unmeasured(holds, denied, words)):
        return Answer("broken", "denied", wanted, said, next(iter(wanted.terms), None), shared=shared)
    answer = _body(said, wanted, words)
    if answer.outcome == "met":
        return Answer("open", "unknown", wanted, said, next(iter(wanted.terms), None), shared=shared)
    return msgspec.structs.replace(answer, wanted=wanted, said=said)
