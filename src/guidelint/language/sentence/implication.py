"""Does what was said imply what is wanted? Fact by fact; words that nobody knows decide nothing."""

from collections.abc import Sequence
from functools import cache

import msgspec

from guidelint.language.sentence.answer import Answer
from guidelint.language.sentence.claim import All, Any, Claim, Formula
from guidelint.language.sentence.claims import AGENCY
from guidelint.language.sentence.combining import ends, together
from guidelint.language.sentence.coverage import comparable, is_known, uncovered, unmeasured
from guidelint.language.sentence.denial import at_distance, if_telling, is_at_most, kin, other_head, turned
from guidelint.language.sentence.leftover import (
    doubt,
    first,
    have_same_letters,
    is_exception,
    judge_measure,
    judge_term,
)
from guidelint.language.sentence.lexicon import Lexicon, Term
from guidelint.language.sentence.quantity import Quantity, relation
from guidelint.language.sentence.terms import are_near, covers, excludes, is_choice
from guidelint.language.sentence.whom import if_of_whom, is_of_case, is_of_others, is_stage, one_more
from guidelint.language.verdict import Outcome
from guidelint.model.regex import regex

_BOUNDS = frozenset(("不低于", "不超过"))
_ALL = regex("都|全体|全部|所有|一律|均|每[一个位名]")
_ANY = regex("任何|一切|所有")
_ORDER: dict[Outcome, int] = {"met": 0, "open": 1, "broken": 2}
_MET = Answer("met")
_KEPT = 20_000


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
    answers = [_one(said, wanted, words) for said in way if not said.is_empty]
    answers = [if_of_whom(answer, way, wanted, words) for answer in answers]
    if any(answer.outcome == "met" for answer in answers):
        return _MET
    if (bounds := ends(wanted)) is not None and implies(way, bounds, words).outcome == "met":
        return _MET
    if (whole := together(way, wanted, words)) is not None and _one(whole, wanted, words).outcome == "met":
        return _MET
    best = max(answers, key=lambda a: (a.shared, a.outcome == "open"), default=None)
    if best is not None and best.outcome == "broken" and first(wanted.terms, words.loose) is not None:
        return Answer("open", "vague", wanted)
    if best is None or (not best.shared and best.why not in ("near", "vague")):
        return _unsaid(way, wanted, words)
    if best is not None and best.outcome == "broken" and _is_elsewhere(best, way, words):
        return msgspec.structs.replace(best, outcome="open", why="near")  # the guide says it in another clause
    if best.measure is not None and best.why == "unsaid" and any(first(c.terms, words.vague) for c in way):
        return msgspec.structs.replace(best, outcome="open", why="vague")  # 有相适应的场地和车辆; 车辆不少于五辆
    if best.why in ("unsaid", "wider") and best.outcome == "broken" and is_of_case(wanted, way, words):
        return msgspec.structs.replace(best, outcome="open", why="near")  # the window may name the guide's case
    if (wanted.force == "lean" or (wanted.force == "may" and not wanted.only)) and best.outcome == "broken":
        # allowed or asked as a rule, which is not to say demanded
        return msgspec.structs.replace(best, outcome="open")
    return best


def _is_elsewhere(answer: Answer, way: Sequence[Claim], words: Lexicon) -> bool:
    """Whether what one claim does not give is said in another: the clause may be cut otherwise."""
    is_denied = (
        answer.given is not None and answer.lacking is not None and answer.given.options == answer.lacking.options
    )
    if answer.why not in ("unsaid", "wider") and not (answer.why == "other" and is_denied):
        return False
    if answer.wanted is None or answer.wanted.negative:
        return False
    way = [claim for claim in way if claim is not answer.said]
    if (measure := answer.measure) is not None:
        return any(
            relation(q, measure) == "within" for claim in way for q in claim.quantities if comparable(q, measure)
        )
    term = answer.lacking
    if term is None or term.options & (words.acts | words.classes):
        return False
    return any(covers(one, term, words) for claim in way for one in claim.terms)


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
    is_act = first(wanted.terms, words.acts) is not None
    vague_said = any(
        first(claim.terms, words.vague | words.judged) and not _is_meant(claim, wanted.beside, words) for claim in way
    )
    is_measured = vague_said or any(claim.quantities for claim in way)
    if first(wanted.terms, words.loose) or any(first(claim.terms, words.loose) for claim in way):
        return Answer("open", "vague", wanted, said)
    if not is_act and (vague_said or (first(wanted.terms, words.vague) is not None and is_measured)):
        return Answer("open", "vague", wanted, said)
    if not is_act and not wanted.quantities and not all(is_known(term, words) for term in wanted.terms):
        return Answer("open", "unknown", wanted, said, wanted.terms[0])
    if not is_act and any(are_near(one, want, words) for claim in way for one in claim.terms for want in wanted.terms):
        return Answer("open", "near", wanted, said, wanted.terms[0])
    lacking = first(wanted.terms, words.acts) or next(iter(wanted.terms), None)
    measure = None if wanted.terms else next(iter(wanted.quantities), None)
    return Answer("broken", "unsaid", wanted, said, lacking, measure)


def _is_meant(claim: Claim, beside: Sequence[Term], words: Lexicon) -> bool:
    """Whether the window speaks of it in another clause, so that this one cannot mean it as well."""
    said = [term for term in claim.terms if not term.options & (words.vague | words.judged)]
    return bool(said) and all(any(covers(term, want, words) for want in beside) for term in said)


@cache
def _answers() -> dict[tuple[int, int], tuple[Claim, Claim, Lexicon, Answer]]:
    """By the identity of two claims, which guides share as they share sentences; the claims are kept, so that no other takes
    their place."""
    return {}


def _one(said: Claim, wanted: Claim, words: Lexicon) -> Answer:
    kept, key = _answers(), (id(said), id(wanted))
    found = kept.get(key)
    if found is None or found[2] is not words:
        if len(kept) >= _KEPT:
            kept.clear()
        found = kept[key] = said, wanted, words, _held(said, wanted, words)
    return found[3]


def _held(said: Claim, wanted: Claim, words: Lexicon) -> Answer:
    guard = _guard(said, wanted, words)
    if said.force in ("soft", "needless"):
        shared = len(wanted.terms) - len(list(uncovered(said, wanted, words)))
        return Answer("broken", "denied", wanted, said, next(iter(wanted.terms), None), shared=shared)
    if said.negative and wanted.negative:
        answer = _body(wanted, said, words, swapped=True)
        if answer.outcome == "met" and (own := kin(said, wanted, words)) is not None:
            answer = Answer("broken", "unsaid", wanted, said, own, shared=answer.shared)
        if answer.outcome == "met" and (head := other_head(said, wanted, words)) is not None:
            answer = Answer("open", "near", wanted, said, head, shared=answer.shared)
    elif said.negative or wanted.negative:
        answer = _opposite(said, wanted, words)
    else:
        answer = _body(said, wanted, words)
    if answer.outcome == "met" and said.negative and wanted.negative and (other := one_more(said, wanted, words)):
        return Answer("broken", "unsaid", wanted, said, other, shared=max(1, answer.shared))
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
    elif not mine and is_of_others(said, wanted.cases, words):
        return Answer("open", "unknown", wanted, said)
    elif mine:
        answer = implies(theirs, All(mine), words)
        if answer.outcome == "open" and not wanted.cases and any(case.negative for case in mine):
            answer = msgspec.structs.replace(
                answer, outcome="broken"
            )  # somebody is exempt, and the window exempts nobody
        if answer.outcome == "broken" and not wanted.cases and all(is_stage(case, words) for case in mine):
            answer = msgspec.structs.replace(answer, outcome="open", why="unknown")
    if answer.outcome == "met":
        return _MET
    return Answer(answer.outcome, answer.why, wanted, said, answer.lacking, answer.measure)


def _body(said: Claim, wanted: Claim, words: Lexicon, *, swapped: bool = False) -> Answer:
    """Of what holds, more words say more; of what is denied (`swapped`), fewer do."""
    lacking, beyond = list(uncovered(said, wanted, words)), list(unmeasured(said, wanted, words))
    if swapped:  # what neither of two has, each of them has not
        ours = [option for term in said.terms for option in term.options]
        lacking = [t for t in lacking if not any(words.members.get(o, frozenset()) & set(ours) for o in t.options)]
        # 重大以上事故: how far 以上 reaches, 重大 says
        lacking = [t for t in lacking if not t.options <= _BOUNDS] or lacking
        # 居民楼100米内 is more than 居民楼内
        beyond += [q for q in said.quantities if q.dimension == "metre" and not wanted.quantities]
    if not swapped and not any(q.dimension == "percent" for q in wanted.quantities):
        beyond += [
            Quantity("percent", 100, 100, text="全部")
            for q in said.quantities
            if q.dimension == "percent" and _ALL.search(wanted.text)
        ]
    shared = len(wanted.terms) + len(wanted.quantities) - len(lacking) - len(beyond)
    guide, window = (wanted, said) if swapped else (said, wanted)
    some = next((term for term in said.terms if term.options & words.partial and term not in wanted.terms), None)
    is_some = some is not None or (not wanted.quantities and any(q.dimension == "persons" for q in said.quantities))
    if is_some and not swapped and shared and _ALL.search(wanted.text):
        return Answer("broken", "other", wanted, said, some, shared=shared)  # 过半数股东, 全体股东
    if not lacking and not beyond:
        doubtful = doubt(guide, window, words)
        outcome: Outcome = "open" if doubtful else "met"
        return Answer(outcome, "unknown" if doubtful else "", window, guide, doubtful, shared=shared)
    told = wanted.terms if swapped else (*wanted.terms, *wanted.beside)
    spare = [term for term in said.terms if not any(covers(term, want, words) for want in told)]
    if have_same_letters(spare, lacking) and not beyond:
        return Answer("met", "", window, guide, shared=shared + 1)
    found = [judge_term(term, said, spare, words, is_measured=bool(beyond)) for term in lacking]
    found += [judge_measure(quantity, said, words) for quantity in beyond]
    if swapped and all(a.why == "vague" and not beyond for a in found) and shared:
        found = [msgspec.structs.replace(a, outcome="broken", why="wider") for a in found]  # 重大事故, 任何事故
    if (
        swapped and not beyond and not _ANY.search(said.text)
    ):  # what the guide says more of what it denies may go without saying
        found = [if_telling(answer, words) for answer in found]
    if swapped and not beyond and all(map(is_exception, lacking)) and not any(map(is_exception, said.terms)):
        found = [Answer("broken", "wider", lacking=lacking[0])]
    is_of_whom = all(term.options <= words.persons for term in lacking) and not first(said.terms, words.persons)
    if swapped and not beyond and is_of_whom:
        return Answer("open", "near", window, guide, lacking[0], shared=shared)  # the window does not say who
    worst = max(found, key=lambda a: _ORDER[a.outcome])
    near = next((a for a in found if a.why == "near"), None)
    if near is not None and all(a.why in ("near", "unsaid", "unknown", "vague") for a in found):
        worst = near  # what is left may be the same, said otherwise
    shared += sum(a.why in ("other", "wider", "quantity", "choice") for a in found)
    return msgspec.structs.replace(worst, wanted=window, said=guide, shared=shared)


def _opposite(said: Claim, wanted: Claim, words: Lexicon) -> Answer:
    """One holds, the other is denied."""
    holds, denied = (wanted, said) if said.negative else (said, wanted)
    if (far := at_distance(denied)) is not None and any(q.dimension == "metre" for q in holds.quantities):
        return _body(far, wanted, words) if said.negative else _body(said, far, words)
    if said.negative and not said.quantities and is_at_most(wanted, said, words):
        return Answer("met", "", wanted, said, shared=len(wanted.terms))
    if said.negative and any(_body(one, wanted, words).outcome == "met" for one in turned(said, words)):
        return Answer("met", "", wanted, said, shared=len(wanted.terms))
    if not said.negative:
        for term in denied.terms:
            if any(excludes(one, term, words) for one in holds.terms):
                rest = Claim(tuple(t for t in denied.terms if t is not term), denied.quantities)
                answer = _body(holds, rest, words)
                if answer.outcome != "broken":  # 不超过 is 不能高于, whatever the rest is
                    return msgspec.structs.replace(answer, wanted=wanted, said=said, shared=max(1, answer.shared))
    lacking = list(uncovered(holds, denied, words))
    shared = len(denied.terms) - len(lacking)
    if not lacking and not list(unmeasured(holds, denied, words)):
        return Answer("broken", "denied", wanted, said, next(iter(wanted.terms), None), shared=shared)
    answer = _body(said, wanted, words)
    if answer.outcome == "met":
        return Answer("open", "unknown", wanted, said, next(iter(wanted.terms), None), shared=shared)
    return msgspec.structs.replace(answer, wanted=wanted, said=said)
