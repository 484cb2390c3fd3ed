"""One clause of a sentence as a claim, or as several joined by and / or."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf

import msgspec

from guidelint.language.sentence.claim import All, Any, Claim, Force, Formula
from guidelint.language.sentence.joining import joined, named
from guidelint.language.sentence.lexicon import Lexicon, Term, lexicon
from guidelint.language.sentence.quantity import Quantity
from guidelint.language.sentence.tokens import Token

_BOUNDS = {
    "不低于": (True, True),
    "不少于": (True, True),
    "高于": (True, False),
    "不超过": (False, True),
    "低于": (False, False),
}
"""Words before a measure that need not stand right before its number, whether they bound it below, and including it:
不超过低保标准的1.5倍, 至少装两部."""
AGENCY, RECENT = "代办", "最近"
_FORCES: dict[str, Force] = {"may": "may", "lean": "lean", "soft": "soft", "needless": "needless", "also": "may"}


def split(read: Iterable[Token], *kinds: str) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in read:
        if token.kind in kinds:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def formula_of(body: Sequence[Token], cases: tuple[Claim, ...]) -> Formula:
    body = [token for token in _qualified([token for token in body if token.kind != "drop"]) if token.kind != "de"]
    body = list(joined(list(named(body))))
    parts = _shared(split(body, "or"))
    if len(parts) > 1:
        listed = split(body, "or", "list")
        if all(sum(t.kind == "term" for t in i) <= 2 and not any(t.quantity for t in i) for i in listed):
            parts = _shared(listed)  # 户口、居住证或者工作证明
        join = All if _denies(parts[0]) else Any
        return join(tuple(formula_of(part, cases) for part in parts))
    items = _denied_at_end(split(body, "and", "list"))
    if len(items) > 1 and _denies(items[0]) and not any(_denies(item) for item in items[1:]):
        return All(tuple(formula_of(item, cases) for item in _shared(items)))
    if len(items) > 1 and sum(any(t.quantity is not None for t in item) for item in items) > 1:
        return All(tuple(formula_of(item, cases) for item in items))
    if (
        len(items) > 1
        and all(sum(t.kind in ("term", "quantity") for t in item) > 1 for item in items)
        and not _is_somebody(items[0])
    ):
        return All(tuple(formula_of(item, cases) for item in items))  # 在本市就业、连续缴纳社保满一年
    if len(items) > 1 and any(t.kind == "either" for t in body) and not any(t.kind == "and" for t in body):
        return Any(tuple(formula_of(item, cases) for item in items))
    if len(items) > 1 and any(item[0].kind in ("not", "refuse") for item in items[1:]):
        return All(tuple(formula_of(item, cases) for item in items))
    if len(denials := _denials(body)) > 1:
        return All(tuple(claim_of(item, cases) for item in denials))
    return claim_of(body, cases)


def _is_somebody(item: Sequence[Token]) -> bool:
    """Whether it names a person of whom the next item says something as well: 借款学生与共同借款人到场签字."""
    words = lexicon()
    terms = [term for token in item for term in token.terms]
    is_told = any(token.quantity is not None for token in item) or any(term.options & words.acts for term in terms)
    return bool(terms) and terms[-1].options <= words.persons and not is_told


def _qualified(body: list[Token]) -> Iterator[Token]:
    """无配偶的男性 is a man, of whom one thing is denied."""
    at, ignored = 0, lexicon().weak | lexicon().thin
    while at < len(body):
        token = body[at]
        kinds = [other.kind for other in body[at : at + 3]]
        after = [term for other in body[at + 3 :] for term in other.terms if not term.options <= ignored]
        if kinds == ["not", "term", "de"] and after and _is_plain(body[at + 1]):
            said = body[at + 1].terms[0]
            yield Token("term", token.text + body[at + 1].text, (Term(said.options, not said.negated),))
            at += 3
        else:
            yield token
            at += 1


def _is_plain(token: Token) -> bool:
    """Whether it says one thing, and not what something is like: 没有严重的违法 denies both together."""
    words = lexicon()
    return len(token.terms) == 1 and not token.terms[0].options & (words.vague | words.judged)


def _denials(body: Sequence[Token]) -> list[list[Token]]:
    """无争议未查封 denies two things; 未经许可不得经营 says that one is needed."""
    at = [n for n, t in enumerate(body) if t.kind == "not"]
    if len(at) < 2 or "经" in body[at[0]].text or any(not any(t.terms for t in body[a:b]) for a, b in pairwise(at)):
        return []
    return [[*body[: at[0]], *body[a:b]] for a, b in pairwise((*at, len(body)))]


def _denies(item: Sequence[Token]) -> bool:
    """Whether it says of something that it is not, or need not be."""
    return any(
        t.kind in ("not", "needless") and any(o.kind in ("term", "quantity") for o in item[at:])
        for at, t in enumerate(item)
    )


def _shared(items: list[list[Token]]) -> list[list[Token]]:
    """What denies or allows the first of several speaks of all: 没有犯罪、吸毒记录, 可由子女或者他人代办."""
    heads = [token for token in items[0] if token.kind in ("not", "needless", "may", "soft")] if items else []
    if not heads or any(
        token.kind in ("not", "refuse", "needless", "may", "soft") for item in items[1:] for token in item
    ):
        return items
    return [items[0], *([*heads, *item] for item in items[1:])]


def _denied_at_end(items: list[list[Token]]) -> list[list[Token]]:
    """学校周围200米内和居民楼内不得设立: what denies the last of several denies all."""
    kinds = ("not", "refuse", "needless")
    if len(items) < 2 or any(token.kind in kinds for item in items[:-1] for token in item):
        return items
    at = next((n for n, token in enumerate(items[-1]) if token.kind in kinds), 0)
    tail = items[-1][at:]
    if not at or not any(token.terms for token in items[-1][:at]) or any(token.quantity is not None for token in tail):
        return items
    if any(not term.options <= lexicon().weak for token in tail for term in token.terms):
        return items
    return [*([*item, *tail] for item in items[:-1]), items[-1]]


def claim_of(body: Sequence[Token], cases: tuple[Claim, ...] = ()) -> Claim:
    terms: list[Term] = []
    quantities: list[Quantity] = []
    aside: list[Term] = []
    negative, only, is_duty = False, False, False
    force: Force = "must"
    for at, token in enumerate(body):
        match token.kind:
            case "term":
                terms += token.terms
            case "quantity" if token.quantity is not None:
                quantities.append(_bounded(token.quantity, terms))
            case "not" | "except":
                negative = not negative
            case "outside" if terms and not any(other.kind == "except" for other in body):
                negative = not negative
            case "refuse":
                negative = not negative
                if terms or quantities:  # 不予批准使用宅基地
                    aside += (term for after in body[at:] for term in after.terms)
                    break
            case "then":
                only = True
                if (terms or quantities) and not _speaks_of_persons(body[at:]):  # 满18周岁才批宅基地
                    aside += (term for after in body[at:] for term in after.terms)
                    break
            case "only":
                only = True
            case "must":
                is_duty = True
            case "may" | "lean" | "soft" | "needless" | "also":
                force = _FORCES[token.kind] if force == "must" else force
            case "thus" if terms or quantities:  # 满16岁就可以批宅基地
                aside += (term for after in body[at:] for term in after.terms)
                break
    if any(token.text.startswith(("近", "最近")) for token in body):
        aside.append(Term(frozenset((RECENT,))))
    if len(quantities) > 1:
        quantities = [q for q in quantities if not q.is_each]
    if _is_ahead(terms):
        quantities = [q if q.is_bounded else q.at_least for q in quantities]
    claim = normal(terms, quantities, negative, force, cases, only, text_of(body), is_duty, tuple(aside))
    return msgspec.structs.replace(claim, listed=tuple(_listed(body)), absent=tuple(_absent(body)))


def _bounded(quantity: Quantity, terms: list[Term]) -> Quantity:
    """The quantity with the direction that a term before it gives; the term is taken out."""
    at = next((n for n, term in enumerate(terms) if min(term.options) in _BOUNDS and len(term.options) == 1), None)
    if at is None or quantity.is_bounded or terms[at].negated:
        return quantity
    is_low, is_included = _BOUNDS[min(terms.pop(at).options)]
    if is_low:
        return msgspec.structs.replace(quantity, high=inf, low_in=is_included)
    return msgspec.structs.replace(quantity, low=-inf, high_in=is_included)


def _is_ahead(terms: Iterable[Term]) -> bool:
    """提前三天: three days are the least."""
    return any("提前" in term.options for term in terms)


def _absent(body: Sequence[Token]) -> Iterator[Term]:
    """Persons for whom another acts: those before 由, before 委托, or before the last one who is named."""
    persons = lexicon().persons
    if not any(AGENCY in term.options for token in body for term in token.terms):
        return
    named = [
        (at, term)
        for at, token in enumerate(body)
        for term in token.terms
        if term.options <= persons and AGENCY not in term.options
    ]
    turns = [at for at, token in enumerate(body) if token.kind == "by" or token.text.startswith(("委托", "托"))]
    last = turns[-1] if turns else named[-1][0] if named else 0
    yield from (term for at, term in named if at < last)


def _listed(body: Sequence[Token]) -> Iterator[Term]:
    """Persons named side by side: 职工和家属."""
    persons = lexicon().persons
    for at, token in enumerate(body):
        beside = (body[at - 1].kind if at else "", body[at + 1].kind if at + 1 < len(body) else "")
        if {"and", "list"} & set(beside):
            yield from (term for term in token.terms if term.options <= persons)


def _speaks_of_persons(body: Iterable[Token]) -> bool:
    persons = lexicon().persons
    return any(term.options & persons for token in body for term in token.terms)


def normal(
    terms: Iterable[Term],
    quantities: Iterable[Quantity],
    negative: bool,
    force: Force,
    cases: tuple[Claim, ...],
    only: bool,
    text: str,
    is_duty: bool = False,
    aside: tuple[Term, ...] = (),
) -> Claim:
    words = lexicon()
    said = _together(tuple(dict.fromkeys(terms)), words)
    thin = tuple(t for t in said if t.options <= words.thin)
    ignored = words.weak | words.weak_denied if negative else words.weak
    ignored = ignored | words.thin | {quantity.dimension for quantity in quantities}  # 本科 says 学历
    kept = tuple(t for t in said if not t.options <= ignored)
    if negative and kept and all(t.options <= words.persons | words.bodies for t in kept):
        kept = tuple(
            t for t in said if t in kept or t.options <= words.weak - words.applicant
        )  # 公司还没成立: not that there is none
    if not kept and not quantities:
        kept, thin = thin, ()  # there is nothing else that it could be about
    measured = tuple(dict.fromkeys(q.at_most if negative and q.is_time and not q.is_bounded else q for q in quantities))
    if negative and not kept and len(measured) == 1 and (rest := measured[0].complement) is not None:
        measured, negative = (rest,), False
    if len(kept) == 1 and not measured and kept[0].negated:
        kept, negative = (Term(kept[0].options),), not negative
    return Claim(kept, measured, negative, force, cases, only, text, is_duty, aside, thin)


def _together(terms: tuple[Term, ...], words: Lexicon) -> tuple[Term, ...]:
    """Terms that mean something else beside each other: 底色 and 白色 are 白底."""
    for parts, whole in words.together:
        if all(any(term.options == {part} for term in terms) for part in parts):
            rest = tuple(t for t in terms if not (len(t.options) == 1 and t.options <= parts))
            terms = tuple(dict.fromkeys((*rest, *whole)))
    return terms


def text_of(body: Iterable[Token]) -> str:
    return "".join(token.text for token in body)
