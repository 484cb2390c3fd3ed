"""What a claim leaves over of a wanted one, and what that tells."""

from collections.abc import Iterable, Sequence

import msgspec

from guidelint.language.sentence.answer import Answer
from guidelint.language.sentence.claim import Claim
from guidelint.language.sentence.claims import AGENCY
from guidelint.language.sentence.coverage import comparable, is_known
from guidelint.language.sentence.lexicon import Lexicon, Term
from guidelint.language.sentence.quantity import Quantity, relation
from guidelint.language.sentence.terms import are_apart, are_near, covers, is_choice

_PERSONAL = frozenset({"签名", "盖章", "同意", "面签", "陪同"})
"""What tells who did it: signed by another is another paper."""


def first(terms: Iterable[Term], kind: frozenset[str]) -> Term | None:
    return next((term for term in terms if term.options & kind), None)


def is_exception(term: Term) -> bool:
    return all(option.startswith("除") and len(option) > 3 for option in term.options)


def doubt(guide: Claim, window: Claim, words: Lexicon) -> Term | None:
    """A word that keeps two claims from being the same after all."""
    for term in guide.terms:
        if term.options & words.partial and term not in window.terms:  # 夫妻一方
            return term
    people = words.persons | words.bodies
    other = [term for term in window.thin if term not in guide.thin and not term.options <= people]
    instead = [term for term in guide.terms if not any(covers(term, want, words) for want in window.terms)]
    if other and (instead or guide.thin):  # 委托事项, 委托期限
        return other[0]
    asked = [term for term in guide.listed if any(covers(term, want, words) for want in window.terms)]
    if asked and len(asked) < len(guide.listed) and not guide.is_duty and not guide.negative:  # 职工和家属
        return next(term for term in guide.listed if term not in asked)
    return None


def have_same_letters(spare: Sequence[Term], lacking: Sequence[Term]) -> bool:
    """The same words cut differently."""
    letters = ["".join(min(term.options) for term in side if len(term.options) == 1) for side in (spare, lacking)]
    return letters[0] == letters[1] != "" and {t.negated for t in (*spare, *lacking)} == {False}


def judge_term(term: Term, said: Claim, spare: Sequence[Term], words: Lexicon, *, is_measured: bool) -> Answer:
    for other in said.terms:
        if AGENCY in other.options and not term.options <= words.applicant:
            continue  # 父母代办
        if is_choice(other, term, words):
            return Answer("broken", "choice", lacking=term, given=other)
        if are_apart(other, term, words) or (other.options == term.options and other.negated != term.negated):
            return Answer("broken", "other", lacking=term, given=other)
    if not term.negated and any(are_apart(other, term, words) for other in said.thin):
        return Answer("broken", "other", lacking=term)  # 经营范围, 名称
    if term.options <= words.bodies:
        return Answer("open", "vague", lacking=term)
    vague = first(said.terms, words.vague | words.judged) is not None and not term.options & words.acts
    whole = (other for other in spare if len(other.options) == 1 and not other.options & words.partial)
    if term.options & words.members.keys() and any(
        covers(term, other, words) for other in spare if not other.options & words.members.keys()
    ):
        return Answer("broken", "wider", lacking=term)  # 监护人, 父母双方
    if any(are_near(other, term, words) for other in whole):
        return Answer("open", "near", lacking=term)
    if any(covers(term, other, words) for other in said.terms):
        return Answer("open", "vague", lacking=term) if vague else Answer("broken", "wider", lacking=term)
    if any(are_near(other, term, words) for other in said.terms) or (
        not is_measured and any(_resemble(other, term) for other in spare)
    ):
        return Answer("open", "near", lacking=term)
    if first(said.terms, words.loose) is not None:
        return Answer("open", "vague", lacking=term)
    if term.options & words.vague or (term.options & words.judged and (spare or said.quantities)):
        return Answer("open", "vague", lacking=term)
    if any(_may_be_same(term, other, words) for other in spare) and first(said.terms, words.acts) is None:
        return Answer("open", "near", lacking=term)
    if term.options & (words.acts | words.persons):
        is_named = any(o.options & (words.persons | _PERSONAL) for o in (*said.terms, *said.aside))
        if (spare or said.cases) and not is_named and not term.options & words.acts:
            return Answer("open", "unknown", lacking=term)  # 骨灰安葬者为本市户籍, 死者是本市户口
        return Answer("broken", "unsaid", lacking=term)
    if vague:
        return Answer("open", "vague", lacking=term)
    if spare and not is_measured:
        return Answer("open", "unknown", lacking=term)  # what each side says beyond the other may be the same
    unknown = [other for other in spare if not is_known(other, words)]
    if (spare and unknown) or not is_known(term, words):
        return Answer("open", "unknown", lacking=term)
    return Answer("broken", "unsaid", lacking=term)


def _may_be_same(one: Term, other: Term, words: Lexicon) -> bool:
    """Two words for persons of which nothing says that they are others: 出让方和受让方, 买卖双方."""
    named = {*one.options, *other.options}
    return named <= words.persons and not named & {*words.applicant, AGENCY} and not are_apart(one, other, words)


def _resemble(one: Term, other: Term) -> bool:
    """Whether one word stands in the other, so that they may be one thing: 基层工作, 基层工作经历."""
    names = (min(one.options), min(other.options))
    return min(map(len, names)) > 1 and names[0] != names[1] and (names[0] in names[1] or names[1] in names[0])


def judge_measure(quantity: Quantity, said: Claim, words: Lexicon) -> Answer:
    relations = [relation(one, quantity) for one in said.quantities if comparable(one, quantity)]
    if "open" in relations:
        return Answer("open", "quantity", measure=quantity)
    if relations:
        is_day = quantity.dimension == "month" and any(_but_for_a_day(one, quantity) for one in said.quantities)
        return Answer("open" if is_day else "broken", "quantity", measure=quantity)
    if any(term.options & (words.vague | words.judged | words.reference) for term in said.terms):
        return Answer("open", "vague", measure=quantity)
    is_other = quantity.is_time and any(one.is_time for one in said.quantities)  # a year, 30 working days
    return Answer("broken", "other" if is_other else "unsaid", measure=quantity)


def _but_for_a_day(said: Quantity, wanted: Quantity) -> bool:
    """5年以内, 不到五年: whether the one day between them is meant, people seldom say."""
    wide = msgspec.structs.replace(wanted, low_in=True, high_in=True)
    return said.is_bounded and said.is_within(wide) and not said.is_within(wanted)
