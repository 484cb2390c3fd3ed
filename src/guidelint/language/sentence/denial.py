"""What a denial leaves out, and what it says the other way round."""

from collections.abc import Iterator
from math import inf

import msgspec

from guidelint.language.sentence.answer import Answer
from guidelint.language.sentence.claim import Claim
from guidelint.language.sentence.leftover import first
from guidelint.language.sentence.lexicon import Lexicon, Term
from guidelint.language.sentence.terms import covers

_KIN = frozenset(("夫妻", "配偶", "丈夫", "妻子", "父母", "子女", "近亲属", "亲属"))
_OFFENCES = frozenset(("犯罪", "违法", "处罚", "核验"))
_HOUSEHOLD = frozenset(("家庭", "家庭成员", "户"))


def kin(said: Claim, wanted: Claim, words: Lexicon) -> Term | None:
    """夫妻双方无不良信用记录, where the guide denies it of whoever applies."""
    named = [term for term in (*said.terms, *said.aside, *said.beside) if term.options & (words.persons | _HOUSEHOLD)]
    return None if named else first(wanted.terms, _KIN)


def other_head(said: Claim, wanted: Claim, words: Lexicon) -> Term | None:
    """无住房 is not 无住房转让记录: what is denied is what stands last."""
    if len(said.terms) != 1 or said.cases or wanted.cases:
        return None
    given = [at for at, term in enumerate(wanted.terms) if any(covers(term, one, words) for one in said.terms)]
    after = wanted.terms[max(given, default=len(wanted.terms)) + 1 :]
    return next((term for term in after if not term.options & (words.persons | _OFFENCES)), None)


def if_telling(answer: Answer, words: Lexicon) -> Answer:
    """无醉酒驾驶机动车记录 is 没有醉驾; 无重大事故 and 配偶无贷款 leave others out."""
    telling = words.persons | words.classes | words.vague | words.judged | words.acts
    is_plain = answer.lacking is not None and not answer.lacking.options & telling
    if answer.outcome == "broken" and answer.why == "unsaid" and is_plain:
        return msgspec.structs.replace(answer, outcome="open", why="near")
    return answer


def is_at_most(wanted: Claim, denied: Claim, words: Lexicon) -> bool:
    """无存款 is 存款不超过5万元."""
    limits = [q for q in wanted.quantities if q.low == -inf and not q.is_time]
    if not limits or len(limits) < len(wanted.quantities):
        return False
    things = [term for term in denied.terms if not term.options & words.persons]
    return all(any(covers(want, term, words) for want in wanted.terms) for term in things)


def at_distance(denied: Claim) -> Claim | None:
    """学校周围200米内不得设立 is 离学校200米以上; nobody counts the last metre."""
    if len(denied.quantities) != 1 or denied.quantities[0].dimension != "metre":
        return None
    rest = denied.quantities[0].complement
    if rest is None:
        return None
    rest = msgspec.structs.replace(rest, low_in=True, high_in=True)
    return msgspec.structs.replace(denied, negative=False, quantities=(rest,))


def turned(denied: Claim, words: Lexicon) -> Iterator[Claim]:
    """没有本市户籍 is 外地户籍."""
    for at, term in enumerate(denied.terms):
        if len(term.options) == 1 and (other := words.either.get(min(term.options))) is not None:
            terms = (*denied.terms[:at], Term(frozenset((other,))), *denied.terms[at + 1 :])
            yield msgspec.structs.replace(denied, negative=False, terms=terms)
