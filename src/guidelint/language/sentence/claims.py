"""One clause of a sentence as a claim, or as several joined by and / or."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf

import msgspec

from guidelint.language.sentence.claim import All, Any, Claim, Force, Formula
from guidelint.language.sentence.joining import joined, named, told_apart
from guidelint.language.sentence.lexicon import Lexicon, Term, lexicon
from guidelint.language.sentence.listing import denials, denied_at_end, denies, qualified, shared, split, such
from guidelint.language.sentence.quantity import Quantity
from guidelint.language.sentence.tokens import Token

_ONE_OF = frozenset({"之一", "其中之一", "其一", "任一", "任何一个", "任意一个", "任一项", "其中一项", "其中一种"})
AGENCY, RECENT = "代办", "最近"
_WAYS: dict[str, Callable[[Quantity], Quantity]] = {
    "不低于": lambda q: q.at_least,
    "不少于": lambda q: q.at_least,
    "不超过": lambda q: q.at_most,
    "高于": lambda q: msgspec.structs.replace(q.at_least, low_in=False),
    "低于": lambda q: msgspec.structs.replace(q.at_most, high_in=False),
}
_IDLE = frozenset({"drop", "such", "due"})
_DISTANCES = frozenset({"隔开", "间隔", "相隔", "隔", "间距", "相距", "距离", "距", "离", "直线距离"})
_FORCES: dict[str, Force] = {"may": "may", "lean": "lean", "soft": "soft", "needless": "needless", "also": "may"}


def formula_of(body: Sequence[Token], cases: tuple[Claim, ...]) -> Formula:
    if (listing := such(body)) is not None:
        joining, bodies = listing
        return joining(tuple(formula_of(one, cases) for one in bodies))
    body = [token for token in qualified([token for token in body if token.kind not in _IDLE]) if token.kind != "de"]
    body = list(joined(list(named(list(told_apart(body))))))
    parts = shared(split(body, "or"))
    if len(parts) > 1:
        listed = split(body, "or", "list")
        if all(sum(t.kind == "term" for t in i) <= 2 and not any(t.quantity for t in i) for i in listed):
            parts = shared(listed)  # 户口、居住证或者工作证明
        join = All if denies(parts[0]) else Any
        return join(tuple(formula_of(part, cases) for part in parts))
    items = denied_at_end(split(body, "and", "list"))
    if len(items) > 1 and body[-1].text in _ONE_OF:
        return Any(tuple(formula_of(item, cases) for item in items))  # 合法稳定就业、合法稳定住所条件之一
    if len(items) > 1 and denies(items[0]) and not any(denies(item) for item in items[1:]):
        return All(tuple(formula_of(item, cases) for item in shared(items)))
    if len(items) > 1 and sum(any(t.quantity is not None for t in item) for item in items) > 1:
        return All(tuple(formula_of(item, cases) for item in items))
    if len(items) > 1 and all(sum(t.kind in ("term", "quantity") for t in item) > 1 for item in items):
        return All(tuple(formula_of(item, cases) for item in items))  # 在本市就业、连续缴纳社保满一年
    if len(items) > 1 and any(t.kind == "either" for t in body) and not any(t.kind == "and" for t in body):
        return Any(tuple(formula_of(item, cases) for item in items))
    if len(items) > 1 and any(item[0].kind in ("not", "refuse") for item in items[1:]):
        return All(tuple(formula_of(item, cases) for item in items))
    if len(denied := denials(body)) > 1:
        return All(tuple(claim_of(item, cases) for item in denied))
    return claim_of(body, cases)


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
                quantities.append(token.quantity)
            case "not" if (
                not negative and _has_lasted(quantities) and (late := [t for o in body[at:] for t in o.terms])
            ):
                terms += (msgspec.structs.replace(term, negated=not term.negated) for term in late)  # 满半年还没来领
                break
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
    terms, quantities = _directed(terms, quantities)
    if len(quantities) > 1:
        quantities = [q for q in quantities if not q.is_each] or (quantities[-1:] if only else [])  # 一户只能登记一条犬
    if _is_span(terms):
        is_recent = any(term.options == {RECENT} for term in aside)
        quantities = [_spanned(q, is_recent=is_recent) if q.is_time else q for q in quantities]
    if any(token.text in _DISTANCES for token in body):
        quantities = [q if q.is_bounded or q.dimension != "metre" else q.at_least for q in quantities]
    if _is_ahead(terms):
        quantities = [q if q.is_bounded else q.at_least for q in quantities]
    claim = normal(terms, quantities, negative, force, cases, only, text_of(body), is_duty, tuple(aside))
    return msgspec.structs.replace(claim, listed=tuple(_listed(body)), absent=tuple(_absent(body)))


def _has_lasted(quantities: Sequence[Quantity]) -> bool:
    return bool(quantities) and quantities[-1].is_time and quantities[-1].low > -inf and quantities[-1].high == inf


def _directed(terms: list[Term], quantities: list[Quantity]) -> tuple[list[Term], list[Quantity]]:
    """至少装两部, 不超过低保标准的1.5倍: the direction stands apart from its number."""
    bare = [at for at, quantity in enumerate(quantities) if not quantity.is_bounded]
    ways = [way for term in terms if not term.negated for option in term.options if (way := _WAYS.get(option))]
    if ways and not quantities and not any(term.options & lexicon().reference for term in terms):
        return [term for term in terms if term.options != {"不低于"}], quantities  # 水质达到国标
    if not bare or len(ways) != 1:
        return terms, quantities
    kept = [term for term in terms if not term.options & _WAYS.keys()]
    return kept, [ways[0](q) if at == bare[-1] else q for at, q in enumerate(quantities)]


def _is_ahead(terms: Iterable[Term]) -> bool:
    """提前三天: three days are the least."""
    return any("提前" in term.options for term in terms)


def _is_span(terms: Iterable[Term]) -> bool:
    """近六个月的银行流水 is of six months at least; 近六个月的照片 is not older."""
    return any(term.options & lexicon().spans for term in terms)


def _spanned(time: Quantity, *, is_recent: bool) -> Quantity:
    """How long a record is to be: 近三年, 最近三年里 and 三年以上 are three years at least. 备案后一年内 is not."""
    if is_recent and time.low == -inf:
        return msgspec.structs.replace(time, low=time.high, high=inf)
    return time if time.is_bounded else time.at_least


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
    turns = [
        at
        for at, token in enumerate(body)
        if token.kind == "by" or token.text.startswith(("委托", "托", "指定", "指派", "授权", "委派"))
    ]
    last = turns[-1] if turns else named[-1][0] if named else 0
    yield from (term for at, term in named if at < last)


def _listed(body: Sequence[Token]) -> Iterator[Term]:
    """Persons named side by side: 职工和家属."""
    persons = lexicon().persons
    for at, token in enumerate(body):
        beside = (body[at - 1].kind if at else "", body[at + 1].kind if at + 1 < len(body) else "")
        if "and" in beside:
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
    kept = tuple(t for t in said if not t.options <= ignored - words.partial)
    if negative and kept and all(t.options <= words.persons | words.bodies for t in kept):
        kept = tuple(
            t for t in said if t in kept or t.options <= words.weak - words.applicant
        )  # 公司还没成立: not that there is none
    if not kept and not quantities:
        kept, thin = thin, ()  # there is nothing else that it could be about
    if negative and not kept and not quantities:
        kept = said  # 无不良记录
    if negative and sum(term.negated for term in kept) == 1 and len(kept) > 1:
        each = (Term(frozenset((option,))) for term in kept for option in sorted(term.options))
        kept, negative = _together(tuple(dict.fromkeys(each)), words), False  # 本人及配偶无尚未还清的贷款
    measured = tuple(
        dict.fromkeys(_denied(q) if negative and (q.is_time or q.dimension == "metre") else q for q in quantities)
    )
    if negative and not kept and len(measured) == 1 and (rest := measured[0].complement) is not None:
        measured, negative = (rest,), False
    if len(kept) == 1 and not measured and kept[0].negated:
        kept, negative = (Term(kept[0].options),), not negative
    return Claim(kept, measured, negative, force, cases, only, text, is_duty, aside, thin)


def _denied(quantity: Quantity) -> Quantity:
    """三年内不得申请 says the same as 不满三年的不得申请: nobody counts the day, nor the last metre."""
    bound = quantity if quantity.is_bounded else quantity.at_most
    return msgspec.structs.replace(bound, low_in=True, high_in=True)


def _together(terms: tuple[Term, ...], words: Lexicon) -> tuple[Term, ...]:
    """Terms that mean something else beside each other: 底色 and 白色 are 白底."""
    for parts, whole in words.together:
        if all(any(term.options == {part} for term in terms) for part in parts):
            rest = tuple(t for t in terms if not (len(t.options) == 1 and t.options <= parts))
            terms = tuple(dict.fromkeys((*rest, *whole)))
    return terms


def text_of(body: Iterable[Token]) -> str:
    return "".join(token.text for token in body)
