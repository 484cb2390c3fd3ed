"""Sentences of guides and windows — conditions, criteria, circumstances, presence — read into facts and compared.

A sentence becomes claims: terms, quantities with direction, denial, alternatives, the case that it speaks of. What was said
implies what is wanted where every fact of it is given. A word that no list knows proves nothing, and neither does likeness.
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec

from guidelint.language.memo import Memo
from guidelint.language.sentence.answer import Answer
from guidelint.language.sentence.claim import (
    All,
    Claim,
    Formula,
    TooMany,
    alternatives,
    claims_in,
    each,
    flat,
    in_case,
    in_each,
    without,
)
from guidelint.language.sentence.clauses import read
from guidelint.language.sentence.differing import each_case, is_of_their_kin, is_only_asked_for
from guidelint.language.sentence.frames import adds, gives_up, insists, is_enough, is_less, is_waived, may_be_a_demand
from guidelint.language.sentence.implication import implies
from guidelint.language.sentence.lexicon import Term, lexicon
from guidelint.language.sentence.order import is_reversed
from guidelint.language.sentence.telling import told
from guidelint.language.sentence.terms import covers
from guidelint.language.sentence.tokens import terms_of
from guidelint.language.sentence.ways import assuming, beside, each_option, has_choice, whole
from guidelint.language.verdict import MET, Verdict
from guidelint.model.regex import regex

Kind = Literal["condition", "criterion", "circumstance", "presence"]

_ALL = regex("所有|一切|任何|凡是|一律|全部|不管|不论|都算|什么.{1,8}都|都[要得须]")
"""Words with which a window says that its case leaves nobody out."""
_PAPER = regex("[证书照卡簿本表单函]$|证明|合同|协议|护照")
_MOST = 20_000  # claims held against claims; a sentence with more is a book

__all__ = ["Kind", "compare"]


@cache
def _formulas() -> Memo[str, Formula]:
    return Memo(read, 20_000)


@cache
def _verdicts() -> Memo[tuple[tuple[str, ...], str, Kind, str], Verdict]:
    return Memo(lambda key: _compare(*key), 20_000)


def compare(said: Sequence[str], wanted: str, kind: Kind, matter: str = "") -> Verdict:
    """Whether all of `said` together implies `wanted`, in the `matter` that both are about, whose words neither need say
    again: in 养殖场选址备案 a 养殖场 is meant by 离村庄五百米以上. Of a circumstance: whether the window's case lies in the
    guide's: who comes for 护照 and says 换发 has said 护照换发."""
    return _verdicts()[tuple(said), wanted, kind, matter]


def _compare(said: tuple[str, ...], wanted: str, kind: Kind, matter: str) -> Verdict:
    if wanted in said:
        return MET
    if kind == "circumstance":
        about = terms_of(matter)
        answers = (_implied(*each_case(wanted, one), kind, about) for one in said)
        best = min(answers, key=_rank, default=Answer("broken", "unsaid"))
    else:
        best = _implied(said, wanted, kind)
        if best.outcome != "met" and (about := _idle(matter)) and _says_beside(wanted, about):
            best = min(best, _implied(said, wanted, kind, about), key=lambda one: one.outcome != "met")
        if kind == "presence" and best.outcome == "met":
            best = _in_every_case(best, said, (wanted, matter))
        if best.outcome == "met" and is_only_asked_for(said, wanted):
            best = msgspec.structs.replace(best, outcome="open", why="near")  # 已申请, 已取得
        is_number = best.wanted is not None and best.wanted.quantities
        if (
            kind != "criterion"  # which stands beside its paper, and is broken where that says nothing of it
            and best.why == "unsaid"
            and not is_number
            and not insists(wanted)
            and _may_be_reworded(said, wanted)
        ):
            best = msgspec.structs.replace(best, outcome="open", why="near")
        if (
            best.outcome == "open"
            and may_be_a_demand(best)
            and (insists(wanted) or (kind == "criterion" and adds(wanted, said)))
        ):
            best = msgspec.structs.replace(best, outcome="broken", why="unsaid")
        if best.outcome != "met" and is_enough(wanted) and _asks_less(best, said, wanted, kind):
            best = Answer("met")
    if kind == "circumstance" and best.outcome == "met" and all(is_of_their_kin(one, wanted) for one in said):
        best = msgspec.structs.replace(best, outcome="broken", why="other")
    if best.outcome == "met" and any(is_reversed(one, wanted) for one in said):
        best = msgspec.structs.replace(best, outcome="broken", why="other")
    is_other = kind == "circumstance" and best.outcome != "met" and _is_other_event(said, wanted)
    if is_other and best.outcome == "open":
        best = msgspec.structs.replace(best, outcome="broken", why="other")
    verdict = told(best, said, wanted, kind)
    if kind == "circumstance" and best.outcome == "broken" and (is_other or _is_wider(best, said, wanted)):
        return msgspec.structs.replace(verdict, is_contrary=True)
    return verdict


def _in_every_case(answer: Answer, said: tuple[str, ...], wanted: tuple[str, str]) -> Answer:
    """首次申请须本人到场 tells nothing of who comes again: without what the guide says of such cases only."""
    words = lexicon()
    asked = {option for sentence in wanted for term in terms_of(sentence) for option in term.options}

    def is_of_case(one: str) -> bool:
        return any(term.options & words.scopes and not term.options & asked for term in terms_of(one))

    general = tuple(one for one in said if not is_of_case(one))
    if len(general) == len(said) or _implied(general, wanted[0], "presence").outcome == "met":
        return answer
    return msgspec.structs.replace(answer, outcome="open", why="near")


def _asks_less(answer: Answer, said: tuple[str, ...], wanted: str, kind: Kind) -> bool:
    """Whether what is enough at the window leaves out something of the guide, and contradicts nothing."""
    if is_waived(wanted):
        return True
    if answer.why == "choice" and answer.given is not None:
        taken = {option for term in terms_of(wanted) for option in term.options}
        if answer.given.options <= taken:
            return True  # 专职兼职都行
    if not said or answer.why in ("other", "denied") or (answer.measure is not None and not is_less(answer)):
        return False
    if answer.lacking is not None and answer.lacking.options & lexicon().acts and not gives_up(answer):
        return False
    is_left_out = (_implied((wanted,), one, kind).outcome != "met" for one in said)
    return any(is_left_out) if kind == "criterion" else all(is_left_out)  # a criterion stands beside the paper's name


def _is_wider(answer: Answer, said: tuple[str, ...], wanted: str) -> bool:
    """Whether everybody in a case of the guide is in the window's, and what the window leaves out tells people apart."""
    words = lexicon()
    telling = words.persons | words.classes | words.hardship
    left_out = answer.lacking.options if answer.lacking is not None else frozenset()
    return bool(left_out & telling or _is_of_wider_class(answer)) and any(
        _implied((one,), wanted, "circumstance").outcome == "met" for one in said
    )


def _is_other_event(said: tuple[str, ...], wanted: str) -> bool:
    """Whether the window speaks of one thing that befalls people, and each case of the guide of another: 退伙, 死亡."""
    words = lexicon()
    theirs = {option for term in terms_of(wanted) for option in term.options & words.events}

    def is_other(case: str) -> bool:
        mine = {option for term in terms_of(case) for option in term.options & words.events}
        return bool(mine) and not any(words.is_within(a, b) or words.is_within(b, a) for a in mine for b in theirs)

    return bool(theirs) and bool(said) and all(map(is_other, said))


def _is_of_wider_class(answer: Answer) -> bool:
    """港澳台居民 where the guide has 香港居民."""
    if answer.why != "wider" or answer.lacking is None or answer.said is None or answer.wanted is None:
        return False
    words, name = lexicon(), answer.lacking.name
    short = (one for term in answer.said.terms for one in term.options if name.endswith(words.names[one] or (one,)))
    idle = {*answer.wanted.terms, *(Term(frozenset((one,))) for one in short)}  # 设备 for 特种设备
    instead = [term for term in answer.said.terms if term not in idle]
    return any(covers(answer.lacking, term, words) for term in instead)


def _may_be_reworded(said: tuple[str, ...], wanted: str) -> bool:
    """Whether what the guide seems not to say may be what it says in other words: two of the window's words are given
    nowhere, words of the guide are left, and none of the former is an act or a paper, or one of the latter is on no list."""
    words = lexicon()
    ours, theirs = [term for one in said for term in terms_of(one)], terms_of(wanted)
    idle = words.weak | words.thin
    lacking = [t for t in theirs if not t.options <= idle and not any(covers(one, t, words) for one in ours)]
    asked = {option for term in theirs for option in term.options}
    spare = [term for term in ours if not term.options & asked and not term.options <= idle]
    is_unknown = any(not any(map(words.has, term.options)) for term in spare)
    is_act = any(term.options & words.acts for term in lacking)
    return len(lacking) > 1 and bool(spare) and (is_unknown or not is_act)


def _idle(matter: str) -> tuple[Term, ...]:
    """What the title says of everybody whom the guide is for; a paper or a mark that it names may yet be asked for."""
    words = lexicon()
    asked = words.acts | words.persons
    terms = (term for term in terms_of(matter) if not term.options & asked)
    return tuple(term for term in terms if not any(_PAPER.search(option) for option in term.options))


def _says_beside(wanted: str, about: tuple[Term, ...]) -> bool:
    """Whether each part of a sentence says something beside the title: of one that seems to say it again, such as
    一户只能登记一条犬 in 养犬登记, something was not read."""
    words = lexicon()
    return all(
        claim.quantities or any(not any(covers(one, term, words) for one in about) for term in claim.terms)
        for claim in claims_in(_formulas()[wanted])
    )


def _implied(said: tuple[str, ...], wanted: str, kind: Kind, about: tuple[Term, ...] = ()) -> Answer:
    formulas = _formulas()
    try:
        ways = alternatives(All(tuple(formulas[one] for one in said)))
    except TooMany:
        return Answer("open", "unknown")
    if kind == "criterion":
        ways = tuple((*way, whole(way)) for way in ways)
    demand = formulas[wanted]
    if kind in ("condition", "presence") and not _names_dealing(ways):
        demand = without(demand, lexicon().dealings)
    if sum(map(len, ways)) * len(tuple(claims_in(demand))) > _MOST:
        return Answer("open", "unknown")
    if kind == "circumstance":
        ways, demand = tuple(tuple(assuming(in_case(one), about) for one in way) for way in ways), in_each(demand)
    elif about:
        ways = tuple(tuple(beside(one, about) for one in way) for way in ways)
        demand = each(demand, lambda claim: beside(claim, about))
    if has_choice(demand):
        ways = tuple(one for way in ways for one in each_option(way))
    parts = flat(demand) if kind != "circumstance" else (demand,)
    worst = max((_in_all(ways, part, kind) for part in parts), key=_rank, default=Answer("open", "vague"))
    if kind == "circumstance" and worst.outcome == "open" and worst.why != "near" and _says_all(said, wanted):
        return msgspec.structs.replace(worst, outcome="broken", why="wider")  # the guide's case is one of all
    return worst


def _names_dealing(ways: Sequence[tuple[Claim, ...]]) -> bool:
    dealings = lexicon().dealings
    return any(term.options & dealings for way in ways for claim in way for term in claim.terms)


def _rank(answer: Answer) -> int:
    return ("met", "open", "broken").index(answer.outcome)


def _in_all(ways: Sequence[tuple[Claim, ...]], demand: Formula, kind: Kind) -> Answer:
    """Whether one thing that is wanted follows from each way to keep to the guide."""
    words = lexicon()
    answers = [_partly(way, demand) if kind == "circumstance" else implies(way, demand, words) for way in ways]
    worst = max(answers, key=_rank)
    is_choice = isinstance(demand, Claim) and any(a.outcome == "met" for a in answers)
    if is_choice and worst.outcome == "open" and kind != "circumstance" and worst.why in ("near", "unknown", "vague"):
        # of what the guide lets choose, one is taken
        return msgspec.structs.replace(worst, outcome="broken", why="choice")
    return worst


def _says_all(window: Sequence[str], guide: str) -> bool:
    return _ALL.search("".join(window)) is not None and _ALL.search(guide) is None


def _partly(way: tuple[Claim, ...], case: Formula) -> Answer:
    """A case of which the window's words tell one part and not the other may be meant with both."""
    words = lexicon()
    answer = implies(way, case, words)
    if (
        answer.why == "unsaid"
        and isinstance(case, All)
        and any(implies(way, p, words).outcome == "met" for p in case.parts)
    ):
        return msgspec.structs.replace(answer, outcome="open", why="near")
    return answer
