"""Of whom and of what case two claims speak."""

from collections.abc import Sequence

import msgspec

from guidelint.language.sentence.answer import Answer
from guidelint.language.sentence.claim import Claim
from guidelint.language.sentence.lexicon import Lexicon, Term
from guidelint.language.sentence.terms import covers


def if_of_whom(answer: Answer, way: Sequence[Claim], wanted: Claim, words: Lexicon) -> Answer:
    """申请人有户籍,配偶有住房: of two persons, the window that names none may mean the other."""
    said = answer.said
    if answer.outcome != "met" or said is None or persons(wanted, words):
        return answer
    named = persons(said, words)
    if (
        not named
        or any(term.options & words.applicant for term in named)
        or all(term.options & words.bodies for term in named)  # an office that makes the paper
        or all(named & persons(claim, words) for claim in way if not claim.is_empty)
    ):
        return answer
    return msgspec.structs.replace(answer, outcome="open", why="near", lacking=next(iter(named)))


def persons(claim: Claim, words: Lexicon) -> frozenset[Term]:
    told = (*claim.terms, *claim.aside, *(term for case in claim.cases for term in case.terms))
    return frozenset(term for term in told if term.options & words.persons)


def one_more(said: Claim, wanted: Claim, words: Lexicon) -> Term | None:
    """申请人和配偶都没有: persons besides those of whom the guide denies it, or besides the applicant where it names nobody."""
    if named := persons(said, words):
        return _left_out(named, wanted.terms, words)
    if any(one in said.text for one in ("申请人", "本人")):
        for term in wanted.terms:
            if all("他人" in words.above[option] for option in term.options):
                return term  # 本人名下没有住房, 父母名下也没有
    together = (term for term in wanted.terms if term.options & words.applicant and term.options <= words.persons)
    return next((Term(rest) for term in together if (rest := term.options - words.applicant)), None)


def _left_out(named: frozenset[Term], wanted: Sequence[Term], words: Lexicon) -> Term | None:
    """夫妻都没有, where the guide denies it of one of them: the other."""
    said = {option for term in named for option in term.options}
    groups = [one for term in wanted if term not in named and len(term.options) == 1 for one in term.options]
    for group in () if said & words.members.keys() else groups:
        others = {who for who in words.members.get(group, ()) if not any(words.is_within(who, one) for one in said)}
        if others:
            return Term(frozenset(others))
    return None


def is_of_case(wanted: Claim, way: Sequence[Claim], words: Lexicon) -> bool:
    """Whether the window's words are those of a case that the guide speaks of."""
    cases = [term for claim in way for case in claim.cases if not case.negative for term in case.terms]
    return not wanted.cases and any(covers(term, want, words) for term in cases for want in wanted.terms)


def is_of_others(said: Claim, cases: Sequence[Claim], words: Lexicon) -> bool:
    """Whether the guide speaks of persons, and not of those of the window's case."""
    named = [term for term in said.terms if term.options & words.persons]
    meant = [term for case in cases for term in case.terms if term.options & words.persons]
    return bool(named) and any(not any(covers(term, want, words) for term in named) for want in meant)


def is_stage(case: Claim, words: Lexicon) -> bool:
    """遗体火化时 says when it is done, and may well be what the whole guide is about; 未成年人 says for whom."""
    people = words.persons | words.classes
    return not case.negative and not case.quantities and not any(term.options & people for term in case.terms)
