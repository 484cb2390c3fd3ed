"""What of a wanted claim the words of another do not give."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import inf

from guidelint.language.numbers import NUMERAL
from guidelint.language.sentence.claim import Claim
from guidelint.language.sentence.claims import AGENCY, RECENT
from guidelint.language.sentence.compounds import left
from guidelint.language.sentence.lexicon import Lexicon, Term
from guidelint.language.sentence.quantity import Quantity, relation
from guidelint.language.sentence.terms import are_apart, covers
from guidelint.model.regex import regex

_VALID = frozenset({"有效期内"})
_COUNTS = regex(f"[0-9{NUMERAL}]")
"""What is left of a number that was not read stands for nothing."""
_NEAR_DIMENSIONS = ({"month", "day"}, {"persons", "pieces"}, {"级别", "医疗机构"})  # 县级医院, 二级医院


def comparable(one: Quantity, other: Quantity) -> bool:
    return one.dimension == other.dimension or {one.dimension, other.dimension} in _NEAR_DIMENSIONS


def is_known(term: Term, words: Lexicon) -> bool:
    return all(words.is_known(option) for option in term.options)


def uncovered(said: Claim, wanted: Claim, words: Lexicon) -> Iterator[Term]:
    """The terms of the wanted claim that the other does not give, in order."""
    lacking = list(_unsaid(said, wanted, words))
    if not lacking:
        return
    yield from left(lacking, [term for term in _given(said) if term not in said.absent], wanted.terms, words)


def _given(said: Claim) -> tuple[Term, ...]:
    return (
        *said.terms,
        *said.aside,
        *said.thin,
        *(term for case in said.cases if not case.negative for term in case.terms),
    )


def _unsaid(said: Claim, wanted: Claim, words: Lexicon) -> Iterator[Term]:
    given = _given(said)
    is_by_agent = "由" in wanted.text or any(AGENCY in term.options for term in wanted.terms)
    present = given if is_by_agent else tuple(term for term in given if term not in said.absent)
    measured = (*said.quantities, *(q for case in said.cases if not case.negative for q in case.quantities))
    says_more = len(wanted.terms) + len(wanted.quantities) > 2
    says_whom = wanted.only and not wanted.quantities and all(t.options <= words.bodies for t in wanted.terms)
    for want in wanted.terms:
        if says_whom and not any(want.options & term.options for term in given):
            yield want  # 公司才能申请: no other body will do, and none goes without saying
            continue
        name = min(want.options)
        is_new = not want.negated and not words.is_known(name) and not _COUNTS.search(name)
        if is_new and _is_short_for(name, said.text):
            continue
        if says_more and not want.negated and (name in words.bare or (len(name) == 1 and name in words.stand_ins)):
            continue  # 首付付了两成: a bare verb of everyday speech
        if want.options == _VALID and "有效" in said.text:
            continue
        if _is_measured(want, measured, words):
            continue  # 没满18岁, 未成年人
        if not any(covers(term, want, words) for term in (present if want.options & words.persons else given)):
            if any(are_apart(term, want, words) for term in given):
                yield want
                continue
            if want.options <= words.applicant and not any(term.options & words.persons for term in given):
                continue  # who is not named is the applicant
            if want.options <= words.applicant and _is_of_another(wanted, given, words):
                continue  # 法定代表人须本人到场
            if want.options <= words.bodies and not any(
                term.options & (words.persons | words.bodies) for term in given
            ):
                continue  # 公司成立满两年, 成立满三年
            yield want


def _is_of_another(wanted: Claim, given: Sequence[Term], words: Lexicon) -> bool:
    """Whether 本人 is somebody else who is named before it, and not one beside."""
    others = [term for term in wanted.terms if term.options & words.persons and not term.options <= words.applicant]
    is_list = bool(wanted.listed) or "、" in wanted.text or AGENCY in {o for term in others for o in term.options}
    return bool(others) and not is_list and all(any(covers(one, other, words) for one in given) for other in others)


@lru_cache(maxsize=4_096)
def _is_short_for(word: str, text: str) -> bool:
    """Whether a word that no list has stands in a text, whole or in the clipped form of everyday speech: 保障房 of 保障性住房.

    A 证 is no 证明, and what is denied in the text is not what the word says.
    """
    if word.isascii():
        return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) is not None  # ii holds no i
    if word in text:
        return True
    if len(word) < 2:
        return False
    found = re.search("[^,;。、不无未非没]{0,3}".join(map(re.escape, word)), text)
    return found is not None and not (word[-1] == "证" and text[found.end() : found.end() + 1] == "明")


def _is_measured(want: Term, given: Sequence[Quantity], words: Lexicon) -> bool:
    measures = [words.measures[option] for option in want.options if option in words.measures]
    return not want.negated and any(q.is_bounded and q.is_within(measure) for q in given for measure in measures)


def unmeasured(said: Claim, wanted: Claim, words: Lexicon) -> Iterator[Quantity]:
    given = (*said.quantities, *(q for case in said.cases if not case.negative for q in case.quantities))
    implied = (
        words.measures[o] for term in said.terms if not term.negated for o in term.options if o in words.measures
    )
    given += tuple(one for one in implied if all(one.dimension != other.dimension for other in given))
    for want in wanted.quantities:
        is_least = want.is_count or _are_ranges(want, given, said, wanted)
        if is_least and not want.is_bounded:
            want = want.at_least
        elif not want.is_bounded and not (wanted.only and want.dimension == "pieces"):  # 只有一个孩子
            want = _directed(want, given, is_recent=any(RECENT in t.options for t in wanted.aside))
        alike = [q for q in given if comparable(q, want) and (q.low > -inf) == (want.low > -inf)]
        if any(q.bounds == want.bounds and q.is_within(want) for q in alike):
            continue
        within = [relation(quantity, want) == "within" for quantity in alike or given]
        if not (all(within) and within if len(alike) > 1 else any(within)):
            yield want


def _are_ranges(want: Quantity, given: Sequence[Quantity], said: Claim, wanted: Claim) -> bool:
    """近四年的合同 holds 近三年的: years that records cover, and not how old a paper may be."""
    is_recent = all(any(RECENT in t.options for t in claim.aside) for claim in (said, wanted))
    return is_recent and want.dimension == "month" and want.low >= 12 and all(not q.is_bounded for q in given)


def _directed(want: Quantity, said: Sequence[Quantity], *, is_recent: bool) -> Quantity:
    """A bare number with the direction that the guide gives: 三年工作经验 beside 五年以上."""
    bounded = [quantity for quantity in said if quantity.dimension == want.dimension and quantity.is_bounded]
    if len(bounded) == 1 and bounded[0].high == inf:
        return want.at_least
    return want.at_most if is_recent and len(bounded) == 1 and bounded[0].low == -inf else want
