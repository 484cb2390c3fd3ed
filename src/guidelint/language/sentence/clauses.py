"""How words of grammar join the terms of a sentence into claims: or, and, not, only, except, in the case of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from guidelint.language.sentence.claim import All, Any, Claim, Force, Formula
from guidelint.language.sentence.lexicon import Lexicon, Term, lexicon
from guidelint.language.sentence.quantity import Quantity
from guidelint.language.sentence.tokens import Token, tokens

Joined = Literal["and", "or", "instead", "unless"]
_FORCES: dict[str, Force] = {"may": "may", "soft": "soft", "needless": "needless", "also": "may"}
_VERBS = frozenset({"有", "是", "为", "具有", "具备", "就行", "即可", "就可以"})
_MODAL = frozenset({"may", "must", "refuse", "then", "by", "needless", "only"})


def read(text: str) -> Formula:
    """The normal form of a sentence."""
    parts: list[Formula] = []
    for sentence in _split(tokens(text), "stop"):
        for formula, joined in _sentence(sentence):
            if joined == "or" and parts:
                last = parts.pop()
                parts.append(Any((*(last.parts if isinstance(last, Any) else (last,)), formula)))
            elif joined == "instead" and parts:
                parts.append(_instead(parts.pop(), formula))
            elif joined == "unless" and parts and isinstance(formula, Claim):
                parts.append(_except(parts.pop(), formula))
            else:
                parts.append(formula)
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _split(read: Iterable[Token], *kinds: str) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in read:
        if token.kind in kinds:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _sentence(sentence: Sequence[Token]) -> Iterator[tuple[Formula, Joined]]:
    """Its clauses, each with how it is joined to the one before."""
    guard: Claim | None = None
    topic: list[Token] = []
    subjects: frozenset[Term] = frozenset()
    clauses = _split(sentence, "comma")
    before: Formula | None = None
    for at, clause in enumerate(clauses):
        following = clauses[at + 1] if at + 1 < len(clauses) else []
        joined: Joined = "or" if clause[0].kind in ("or", "also", "include") or clause[-1].kind == "also" else "and"
        body = [token for token in clause if token.kind != "drop"]
        while body and body[0].kind in ("or", "and", "also", "list", "include"):
            body = body[1:]
        if not body:
            continue
        if following and not guard and body[-1].kind in ("de", "when") and _is_told(following):
            guard = _claim(body)
            continue
        if following and not topic and not guard and _is_topic(clause, body, following):
            topic = body
            continue
        case, body = _guarded(body)
        guard = case or guard
        if guard and _is_refusal(body):
            before = _negated(guard, _text(clause))
            guard = None
        elif before is not None and body[-1].kind == "except" and _is_exemption(before):
            before = _claim([token for token in body if token.kind != "except"])
            joined = "unless"
        elif before is not None and _is_waiver(body) and _is_exemption(before):
            before = _claim([token for token in body if token.kind != "needless"])
            joined = "unless"
        else:
            before = _clause([*topic, *body], (guard,) if guard else ())
            if guard is not None and _is_lack(guard):
                joined = "instead"
        before = _spoken_of(before, subjects)
        subjects = subjects or _persons(before)
        topic = []
        yield before, joined
    if topic:
        yield _clause(topic, (guard,) if guard else ()), "and"


def _is_exemption(before: Formula) -> bool:
    """Whether an exception takes somebody out of a duty or a prohibition; else it takes them out of those who qualify."""
    claims = [before] if isinstance(before, Claim) else list(_claims(before))
    return any(claim.negative or claim.is_duty for claim in claims)


def _instead(formula: Formula, other: Formula) -> Formula:
    """What is done by those who cannot do as was said: 签名、盖公章,没有公章的由负责人签名 leaves the first signature as it is."""
    if isinstance(formula, Any):
        return Any((*formula.parts, other))
    lacking = frozenset(
        option for claim in _claims(other) for case in claim.cases for t in case.terms for option in t.options
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
    return _each(formula, lambda claim: msgspec.structs.replace(claim, cases=(*claim.cases, case)))


def _spoken_of(formula: Formula, subjects: frozenset[Term]) -> Formula:
    """With the persons whom the sentence began with, where a clause names none: 负责人有职称,且专职."""
    if not subjects:
        return formula
    return _each(formula, lambda claim: msgspec.structs.replace(claim, aside=(*claim.aside, *subjects)))


def _persons(formula: Formula) -> frozenset[Term]:
    persons = lexicon().persons
    return frozenset(term for claim in _claims(formula) for term in claim.terms if term.options <= persons)


def _claims(formula: Formula) -> Iterator[Claim]:
    if isinstance(formula, Claim):
        yield formula
    else:
        for part in formula.parts:
            yield from _claims(part)


def _each(formula: Formula, change: Callable[[Claim], Claim]) -> Formula:
    if isinstance(formula, Claim):
        return change(formula)
    return type(formula)(tuple(_each(part, change) for part in formula.parts))


def _is_told(clause: Sequence[Token]) -> bool:
    """Whether it says what is to be done, and not what something is like: 二寸的,三张 has no case."""
    return any(token.kind in _MODAL for token in clause)


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
    if following[0].kind in ("by", "must", "may"):
        return bool(terms) and not any(token.quantity for token in body)
    return bool(terms) and all(term.options <= words.topics or term.options <= words.weak for term in terms)


def _guarded(body: list[Token]) -> tuple[Claim | None, list[Token]]:
    """未满16周岁的由监护人陪同: the case before 的, and what is to be done in it."""
    for at, token in enumerate(body[1:], 1):
        after = body[at + 1 :]
        if token.kind in ("de", "when") and after and _is_applicant(after[0]):
            after = after[1:]
        if token.kind in ("de", "when") and after and after[0].kind in _MODAL:
            case, inner = _claim(body[:at]), after
        elif token.kind in ("may", "by", "must") and ((case := _claim(body[:at])).quantities or _is_lack(case)):
            inner = body[at:]
        elif token.kind == "de" and after and (case := _claim(body[:at])).negative and _acts(after):
            inner = after
        else:
            continue
        return (case, inner) if _is_refusal(inner) or not _claim(inner).is_empty else (None, body)
    return None, body


def _acts(body: Sequence[Token]) -> bool:
    """Whether somebody does something in it: 单位没章的,负责人签字."""
    words = lexicon()
    options = [option for token in body for term in token.terms for option in term.options]
    return any(o in words.persons for o in options) and any(o in words.acts for o in options)


def _is_applicant(token: Token) -> bool:
    return bool(token.terms) and all(term.options <= lexicon().weak for term in token.terms)


def _is_refusal(body: Sequence[Token]) -> bool:
    return body[0].kind == "refuse"


def _is_lack(guard: Claim) -> bool:
    """The case of somebody who cannot do as was said before."""
    words = lexicon()
    return guard.negative or any(option in words.hardship for term in guard.terms for option in term.options)


def _negated(claim: Claim, text: str) -> Formula:
    return _normal(claim.terms, claim.quantities, not claim.negative, "must", (), claim.only, claim.text + "," + text)


def _clause(body: Sequence[Token], cases: tuple[Claim, ...]) -> Formula:
    body = list(_joined(list(_named([token for token in body if token.kind not in ("drop", "de")]))))
    parts = _shared(_split(body, "or"))
    if len(parts) > 1:
        listed = _split(body, "or", "list")
        if all(sum(t.kind == "term" for t in i) <= 2 and not any(t.quantity for t in i) for i in listed):
            parts = _shared(listed)  # 户口、居住证或者工作证明
        joined = All if _denies(parts[0]) else Any
        return joined(tuple(_clause(part, cases) for part in parts))
    items = _split(body, "and", "list")
    if len(items) > 1 and _denies(items[0]) and not any(_denies(item) for item in items[1:]):
        return All(tuple(_clause(item, cases) for item in _shared(items)))
    if len(items) > 1 and sum(any(t.quantity is not None for t in item) for item in items) > 1:
        return All(tuple(_clause(item, cases) for item in items))
    if len(items) > 1 and any(t.kind == "either" for t in body) and not any(t.kind == "and" for t in body):
        return Any(tuple(_clause(item, cases) for item in items))
    if len(items) > 1 and any(item[0].kind in ("not", "refuse") for item in items[1:]):
        return All(tuple(_clause(item, cases) for item in items))
    return _claim(body, cases)


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


def _named(body: Sequence[Token]) -> Iterator[Token]:
    """申请人 beside another person is one person; alone it is whoever reads the guide."""
    words = lexicon()
    self = frozenset(("申请人",))
    for at, token in enumerate(body):
        beside = [
            body[other + way]
            for other, way in ((at - 1, -1), (at + 1, 1))
            if 0 <= other + way < len(body) and body[other].kind in ("and", "or", "list")
        ]
        if (
            token.kind == "term"
            and token.terms[0].options == self
            and any(t.options & words.persons for b in beside for t in b.terms)
        ):
            yield Token("term", token.text, (Term(words.applicant),))
        else:
            yield token


def _joined(body: list[Token]) -> Iterator[Token]:
    """Alternatives of one kind side by side become one term: 租房或购房, 黑色、蓝黑色, 父母或监护人."""
    words = lexicon()
    is_denied = any(token.kind in ("not", "refuse", "except") for token in body)
    has_or = any(token.kind in ("or", "either", "may", "also") for token in body)
    at = 0
    while at < len(body):
        token = body[at]
        while (
            at + 2 < len(body)
            and (link := body[at + 1]).kind in ("or", "list", "and")
            and _are_alike(token, body[at + 2], words, any_kind=link.kind == "or")
            and not (_is_attribute(token, words) is False and _are_clauses(body[:at], body[at + 3 :]))
            and (
                link.kind == "or"
                or is_denied
                or (link.kind == "list" and has_or)
                or _is_attribute(token, words)
                or _is_class(token, words)
            )
        ):
            other = body[at + 2]
            term = Term(token.terms[0].options | other.terms[0].options, token.terms[0].negated)
            token = Token("term", token.text + link.text + other.text, (term,))
            at += 2
        yield token
        at += 1


def _are_clauses(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether each of two persons has something said of it alone: 现有两个女儿或子女死亡."""
    return any(token.quantity for token in before) and any(token.kind in ("term", "not") for token in after)


def _are_alike(one: Token, other: Token, words: Lexicon, *, any_kind: bool) -> bool:
    if not (one.kind == other.kind == "term" and len(one.terms) == len(other.terms) == 1):
        return False
    if one.terms[0].negated or other.terms[0].negated:
        return False
    first, second = min(one.terms[0].options), min(other.terms[0].options)
    if first in words.persons and second in words.persons:
        return True
    facets = _facets(first, words) & _facets(second, words)
    return bool(facets) or (any_kind and one.text[-1] == other.text[-1])


def _facets(concept: str, words: Lexicon) -> set[int]:
    return {facet for above in words.above[concept] for facet in words.facets.get(above, ())}


def _is_attribute(token: Token, words: Lexicon) -> bool:
    """A colour, a size: a thing has one of them, so that two of them are a choice. Persons come together."""
    return not any(option in words.persons for option in token.terms[0].options)


def _is_class(token: Token, words: Lexicon) -> bool:
    """A sort of people, of whom everybody is one or another: 未成年人和老年人."""
    return token.terms[0].options <= words.classes


def _claim(body: Sequence[Token], cases: tuple[Claim, ...] = ()) -> Claim:
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
            case "may" | "soft" | "needless" | "also":
                force = _FORCES[token.kind] if force == "must" else force
            case "thus" if terms or quantities:  # 满16岁就可以批宅基地
                aside += (term for after in body[at:] for term in after.terms)
                break
    if _is_ahead(terms):
        quantities = [q if q.is_bounded else q.at_least for q in quantities]
    claim = _normal(terms, quantities, negative, force, cases, only, _text(body), is_duty, tuple(aside))
    return msgspec.structs.replace(claim, listed=tuple(_listed(body)))


def _is_ahead(terms: Iterable[Term]) -> bool:
    """提前三天: three days are the least."""
    return any("提前" in term.options for term in terms)


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


def _normal(
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
    ignored = words.weak | words.weak_denied if negative else words.weak
    said = _together(tuple(dict.fromkeys(terms)), words)
    thin = tuple(t for t in said if t.options <= words.thin)
    kept = tuple(t for t in said if not t.options <= ignored | words.thin)
    measured = tuple(dict.fromkeys(q.at_most if negative and q.is_time and not q.is_bounded else q for q in quantities))
    if negative and not kept and len(measured) == 1 and (rest := measured[0].complement) is not None:
        measured, negative = (rest,), False
    if len(kept) == 1 and not measured and kept[0].negated:
        kept, negative = (Term(kept[0].options),), not negative
    return Claim(kept, measured, negative, force, cases, only, text, is_duty, aside, thin)


def _together(terms: tuple[Term, ...], words: Lexicon) -> tuple[Term, ...]:
    """Terms that mean something else beside each other: 底色 and 白色 are 白底."""
    for parts, whole in words.together:
        if all(any(part in term.options for term in terms) for part in parts):
            rest = tuple(t for t in terms if not (len(t.options) == 1 and t.options <= parts))
            terms = tuple(dict.fromkeys((*rest, *whole)))
    return terms


def _text(body: Iterable[Token]) -> str:
    return "".join(token.text for token in body)
