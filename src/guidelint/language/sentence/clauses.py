"""How words of grammar join the terms of a sentence into claims: or, and, not, only, except, in the case of."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

import msgspec

from guidelint.language.sentence.cases import MODAL, are_persons, both, guarded, is_lack, is_refusal
from guidelint.language.sentence.claim import All, Any, Claim, Formula, claims_in, each
from guidelint.language.sentence.claims import AGENCY, claim_of, formula_of, normal, text_of
from guidelint.language.sentence.lexicon import Term, lexicon
from guidelint.language.sentence.listing import split
from guidelint.language.sentence.tokens import Token, tokens

Joined = Literal["and", "or", "instead", "unless", "onto"]
_VERBS = frozenset({"有", "是", "为", "具有", "具备", "就行", "即可", "就可以"})


def read(text: str) -> Formula:
    """The normal form of a sentence."""
    parts: list[Formula] = []
    for sentence in split(tokens(text), "stop"):
        for formula, joined in _sentence(sentence):
            if joined == "or" and parts:
                last = parts.pop()
                parts.append(Any((*(last.parts if isinstance(last, Any) else (last,)), formula)))
            elif joined == "instead" and parts:
                parts.append(_instead(parts.pop(), formula))
            elif joined == "onto" and parts and isinstance(last := parts[-1], Claim) and isinstance(formula, Claim):
                parts[-1] = _onto(last, formula)
            elif joined == "unless" and parts and isinstance(formula, Claim):
                parts.append(_except(parts.pop(), formula))
            else:
                parts.append(formula)
    return parts[0] if len(parts) == 1 else All(tuple(_beside(parts)))


def _beside(parts: Sequence[Formula]) -> Iterator[Formula]:
    """Each with the terms of all others, which it cannot mean: 户口在本县,人也住在本县 says two things of the county."""
    said = [tuple(term for claim in claims_in(part) for term in claim.terms) for part in parts]
    for at, part in enumerate(parts):
        others = tuple(term for n, terms in enumerate(said) if n != at for term in terms)
        yield each(part, partial(msgspec.structs.replace, beside=others))


def _sentence(sentence: Sequence[Token]) -> Iterator[tuple[Formula, Joined]]:
    """Its clauses, each with how it is joined to the one before."""
    guard: Claim | None = None
    topic: list[Token] = []
    subjects: frozenset[Term] = frozenset()
    clauses = [part for whole in split(sentence, "comma") for part in _parts(whole)]
    before: Formula | None = None
    for at, clause in enumerate(clauses):
        following = clauses[at + 1] if at + 1 < len(clauses) else []
        joined: Joined = "or" if clause[0].kind in ("or", "also", "include") or clause[-1].kind == "also" else "and"
        body = [token for token in clause if token.kind != "drop"]
        while body and body[0].kind in ("or", "and", "moreover", "also", "list", "include"):
            body = body[1:]
        if not body:
            continue
        if following and not guard and body[-1].kind in ("de", "when") and _is_told(following):
            guard = claim_of(body)
            continue
        if following and not topic and not guard and _is_agency(following) and is_lack(claim_of(body)):
            guard = claim_of(body)  # 没有行为能力的人,监护人替他办
            continue
        if following and not topic and not guard and _is_topic(clause, body, following):
            topic = body
            continue
        case, body = guarded(body)
        guard = both(guard, case)
        if guard and is_refusal(body):
            before = _negated(guard, text_of(clause))
            guard = None
        elif before is not None and body[-1].kind == "except" and _is_exemption(before):
            before = claim_of([token for token in body if token.kind != "except"])
            joined = "unless"
        elif before is not None and _is_waiver(body) and _is_exemption(before):
            before = claim_of([token for token in body if token.kind != "needless"])
            joined = "unless"
        else:
            last, before = before, _barred(formula_of([*topic, *body], (guard,) if guard else ()), body)
            if guard is not None and is_lack(guard):
                joined = "instead"
            elif joined == "and" and isinstance(last, Claim) and _is_headless(before, last):
                joined = "onto"
        before = _spoken_of(before, subjects)
        subjects = subjects or _persons(before)
        topic = []
        yield before, joined
    if topic:
        yield formula_of(topic, (guard,) if guard else ()), "and"


def _parts(clause: list[Token]) -> list[list[Token]]:
    """无住房且租房 says two things; 无住房且租房的 is one case."""
    if clause[-1].kind in ("de", "when"):
        return [clause]
    return split(_marked(clause), "moreover")


def _marked(clause: list[Token]) -> Iterator[Token]:
    """子女死亡现无子女 goes on with another clause; 目前在本市居住 does not."""
    for at, token in enumerate(clause):
        said = sum(before.kind in ("term", "quantity") for before in clause[:at])
        if token.kind == "now":
            follows = said > 1 and at + 1 < len(clause) and clause[at + 1].kind == "not"
            token = msgspec.structs.replace(token, kind="moreover" if follows else "drop")
        yield token


_MANNER = frozenset({"连续", "累计", "最近", "近期", "每月", "全额"})


def _is_headless(formula: Formula, last: Claim) -> bool:
    """How long, and not what: 持有居住证,已连续3年以上 goes on speaking of the 居住证."""
    if not isinstance(formula, Claim) or formula.cases or not formula.quantities or not last.terms:
        return False
    plain = not (formula.negative or last.negative or last.cases) and formula.force == last.force == "must"
    is_new = all(q.is_time and all(q.dimension != o.dimension for o in last.quantities) for q in formula.quantities)
    return plain and is_new and all(term.options <= _MANNER or term in last.terms for term in formula.terms)


def _onto(last: Claim, more: Claim) -> Claim:
    return msgspec.structs.replace(
        last,
        terms=tuple(dict.fromkeys((*last.terms, *more.terms))),
        quantities=(*last.quantities, *more.quantities),
        text=f"{last.text},{more.text}",
        aside=tuple(dict.fromkeys((*last.aside, *more.aside))),
    )


def _barred(formula: Formula, body: Sequence[Token]) -> Formula:
    """受过处罚的,三年内不得申请: what is denied is to have been punished within three years."""
    if not any(token.kind in ("refuse", "not") for token in body) or not isinstance(formula, Claim):
        return formula
    if formula.terms or formula.negative or len(formula.quantities) != 1 or len(formula.cases) != 1:
        return formula
    case, within = formula.cases[0], formula.quantities[0].complement
    if case.negative or case.quantities or within is None or not within.is_time:
        return formula
    return normal(case.terms, (within,), True, "must", (), False, f"{case.text},{formula.text}")


def _is_exemption(before: Formula) -> bool:
    """Whether an exception takes somebody out of a duty or a prohibition; else it takes them out of those who qualify."""
    claims = [before] if isinstance(before, Claim) else list(claims_in(before))
    return any(claim.negative or claim.is_duty for claim in claims)


def _instead(formula: Formula, other: Formula) -> Formula:
    """What is done by those who cannot do as was said: 签名、盖公章,没有公章的由负责人签名 leaves the first signature as it is."""
    if isinstance(formula, Any):
        return Any((*formula.parts, other))
    lacking = frozenset(
        option for claim in claims_in(other) for case in claim.cases for t in case.terms for option in t.options
    )
    if isinstance(formula, Claim) and not formula.negative:
        given_up = tuple(term for term in formula.terms if any(_touches(o, lacking) for o in term.options))
        rest = tuple(term for term in formula.terms if term not in given_up)
        if given_up and rest:
            kept = msgspec.structs.replace(formula, terms=rest)
            return All((kept, Any((msgspec.structs.replace(formula, terms=given_up), other))))
    return Any((formula, other))


def _touches(concept: str, lacking: frozenset[str]) -> bool:
    words = lexicon()
    return any(words.is_within(one, concept) or words.is_within(concept, one) for one in lacking)


def _is_waiver(body: Sequence[Token]) -> bool:
    """指纹缺失的不用录: whose duty is taken away."""
    kinds = [token.kind for token in body]
    return "needless" in kinds and "de" in kinds[: kinds.index("needless")]


def _except(formula: Formula, exempt: Claim) -> Formula:
    """What holds for all but some: for the case that it is not they."""
    case = msgspec.structs.replace(exempt, negative=not exempt.negative)
    return each(formula, lambda claim: msgspec.structs.replace(claim, cases=(*claim.cases, case)))


def _spoken_of(formula: Formula, subjects: frozenset[Term]) -> Formula:
    """With the persons whom the sentence began with, where a clause names none: 负责人有职称,且专职."""
    if not subjects:
        return formula

    def speaking(claim: Claim) -> Claim:
        if claim.negative and not any(term.options & lexicon().persons for term in claim.terms):
            return msgspec.structs.replace(claim, terms=(*claim.terms, *subjects))  # denied of them, not of everybody
        return msgspec.structs.replace(claim, aside=(*claim.aside, *subjects))

    return each(formula, speaking)


def _persons(formula: Formula) -> frozenset[Term]:
    persons = lexicon().persons
    return frozenset(term for claim in claims_in(formula) for term in claim.terms if term.options <= persons)


def _is_told(clause: Sequence[Token]) -> bool:
    """Whether it says what is to be done, and not what something is like: 二寸的,三张 has no case."""
    return any(token.kind in MODAL or token.kind == "either" for token in clause)


def _is_topic(clause: Sequence[Token], body: Sequence[Token], following: Sequence[Token]) -> bool:
    """What the next clause speaks of: 最近三个记分周期,哪个都没扣满; 未成年人的房屋,由监护人代为登记."""
    words = lexicon()
    if any(token.text in _VERBS for token in clause):
        return False
    if len(body) > 4 or any(token.kind not in ("term", "quantity", "de") for token in body):
        return False
    if any(token.quantity is not None and token.quantity.is_bounded for token in body):
        return False
    terms = [term for token in body for term in token.terms]
    if are_persons(terms) and _is_agency(following):
        return True  # 未成年的学生,监护人来代办
    if following[0].kind in ("by", "must", "may"):
        return bool(terms) and not any(token.quantity for token in body)
    return bool(terms) and all(term.options <= words.topics or term.options <= words.weak for term in terms)


def _is_agency(clause: Sequence[Token]) -> bool:
    """Whether somebody acts for another in it."""
    terms = [term for token in clause for term in token.terms]
    return any(AGENCY in term.options for term in terms) and any(
        term.options <= lexicon().persons and AGENCY not in term.options for term in terms
    )


def _negated(claim: Claim, text: str) -> Formula:
    return normal(claim.terms, claim.quantities, not claim.negative, "must", (), claim.only, claim.text + "," + text)
