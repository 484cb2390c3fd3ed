"""How words of grammar join the terms of a sentence into claims: or, and, not, only, except, in the case of."""

from collections.abc import Iterable, Iterator, Sequence

from guidelint.language.sentence.claim import All, Any, Claim, Force, Formula
from guidelint.language.sentence.lexicon import Lexicon, Term, lexicon
from guidelint.language.sentence.quantity import Quantity
from guidelint.language.sentence.tokens import Token, tokens

_FORCES: dict[str, Force] = {"may": "may", "soft": "soft", "needless": "needless"}
_MODAL = frozenset({"may", "must", "refuse", "then", "by", "needless", "only"})


def read(text: str) -> Formula:
    """The normal form of a sentence."""
    parts: list[Formula] = []
    for sentence in _split(tokens(text), "stop"):
        for formula, is_alternative in _sentence(sentence):
            if is_alternative and parts:
                last = parts.pop()
                parts.append(Any((*(last.parts if isinstance(last, Any) else (last,)), formula)))
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


def _sentence(sentence: Sequence[Token]) -> Iterator[tuple[Formula, bool]]:
    """Its clauses, each with whether it is an alternative to the one before."""
    guard: Claim | None = None
    topic: list[Token] = []
    clauses = _split(sentence, "comma")
    for at, clause in enumerate(clauses):
        is_last = at == len(clauses) - 1
        is_alternative = clause[0].kind in ("or", "also")
        body = [token for token in clause if token.kind != "drop"]
        while body and body[0].kind in ("or", "and", "also", "list"):
            body = body[1:]
        if not body:
            continue
        if not is_last and not guard and body[-1].kind in ("de", "when") and _is_told(clauses[at + 1]):
            guard = _claim(body)
            continue
        if not is_last and not topic and not guard and _is_topic(body):
            topic = body
            continue
        before, inner = _guarded(body)
        if before is not None:
            guard, body = before, inner
        if guard and _is_refusal(body):
            yield _negated(guard, _text(clause)), is_alternative
            guard = None
            continue
        formula = _clause([*topic, *body], guard)
        is_alternative |= guard is not None and _is_lack(guard)
        yield formula, is_alternative
        topic = []
    if topic:
        yield _clause(topic, guard), False


def _is_told(clause: Sequence[Token]) -> bool:
    """Whether it says what is to be done, and not what something is like: 二寸的,三张 has no case."""
    return any(token.kind in _MODAL for token in clause)


def _is_topic(body: Sequence[Token]) -> bool:
    """What the next clause speaks of: 最近三个记分周期,哪个都没扣满."""
    words = lexicon()
    if len(body) > 4 or any(token.kind not in ("term", "quantity", "de") for token in body):
        return False
    if any(token.quantity is not None and token.quantity.is_bounded for token in body):
        return False
    terms = [term for token in body for term in token.terms]
    return bool(terms) and all(term.options <= words.topics or term.options <= words.weak for term in terms)


def _guarded(body: list[Token]) -> tuple[Claim | None, list[Token]]:
    """未满16周岁的由监护人陪同: the case before 的, and what is to be done in it."""
    for at, token in enumerate(body[1:], 1):
        if token.kind in ("de", "when") and at + 1 < len(body) and body[at + 1].kind in _MODAL:
            return _claim(body[:at]), body[at + 1 :]
        if token.kind in ("may", "by") and ((before := _claim(body[:at])).quantities or _is_lack(before)):
            return (before, body[at:]) if not _claim(body[at:]).is_empty else (None, body)
    return None, body


def _is_refusal(body: Sequence[Token]) -> bool:
    return body[0].kind == "refuse"


def _is_lack(guard: Claim) -> bool:
    """The case of somebody who cannot do as was said before."""
    words = lexicon()
    return guard.negative or any(option in words.hardship for term in guard.terms for option in term.options)


def _negated(claim: Claim, text: str) -> Formula:
    return _normal(claim.terms, claim.quantities, not claim.negative, "must", None, claim.only, claim.text + "," + text)


def _clause(body: Sequence[Token], guard: Claim | None) -> Formula:
    body = list(_joined([token for token in body if token.kind != "drop"]))
    parts = _split(body, "or")
    if len(parts) > 1:
        return Any(tuple(_clause(part, guard) for part in parts))
    items = _split(body, "and", "list")
    if len(items) > 1 and sum(any(t.quantity is not None for t in item) for item in items) > 1:
        return All(tuple(_clause(item, guard) for item in items))
    if len(items) > 1 and any(t.kind == "either" for t in body) and not any(t.kind == "and" for t in body):
        return Any(tuple(_clause(item, guard) for item in items))
    if len(items) > 1 and any(item[0].kind in ("not", "refuse") for item in items[1:]):
        return All(tuple(_clause(item, guard) for item in items))
    return _claim(body, guard)


def _joined(body: list[Token]) -> Iterator[Token]:
    """Alternatives of one kind side by side become one term: 租房或购房, 黑色、蓝黑色, 父母或监护人."""
    words = lexicon()
    is_denied = any(token.kind in ("not", "refuse", "except") for token in body)
    has_or = any(token.kind in ("or", "either") for token in body)
    at = 0
    while at < len(body):
        token = body[at]
        while (
            at + 2 < len(body)
            and (link := body[at + 1]).kind in ("or", "list", "and")
            and _are_alike(token, body[at + 2], words, any_kind=link.kind == "or")
            and (link.kind == "or" or is_denied or (link.kind == "list" and has_or) or _is_attribute(token, words))
        ):
            other = body[at + 2]
            term = Term(token.terms[0].options | other.terms[0].options, token.terms[0].negated)
            token = Token("term", token.text + link.text + other.text, (term,))
            at += 2
        yield token
        at += 1


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


def _claim(body: Sequence[Token], guard: Claim | None = None) -> Claim:
    terms: list[Term] = []
    quantities: list[Quantity] = []
    negative, only = False, False
    force: Force = "must"
    for at, token in enumerate(body):
        match token.kind:
            case "term":
                terms += token.terms
            case "quantity":
                if token.quantity is not None:
                    quantities.append(token.quantity)
            case "not" | "except":
                negative = not negative
            case "refuse":
                negative = not negative
                if terms or quantities:
                    break
            case "then":
                only = True
                if not _speaks_of_persons(body[at + 1 :]) and (terms or quantities):
                    break
            case "only":
                only = True
            case "may" | "soft" | "needless":
                force = _FORCES[token.kind] if force == "must" else force
    return _normal(terms, quantities, negative, force, guard, only, _text(body))


def _speaks_of_persons(body: Iterable[Token]) -> bool:
    persons = lexicon().persons
    return any(option in persons for token in body for term in token.terms for option in term.options)


def _normal(
    terms: Iterable[Term],
    quantities: Iterable[Quantity],
    negative: bool,
    force: Force,
    guard: Claim | None,
    only: bool,
    text: str,
) -> Claim:
    words = lexicon()
    ignored = words.weak | words.weak_denied if negative else words.weak
    kept = tuple(t for t in _together(tuple(dict.fromkeys(terms)), words) if not t.options <= ignored)
    measured = tuple(dict.fromkeys(q.at_most if negative and q.is_time and not q.is_bounded else q for q in quantities))
    if negative and not kept and len(measured) == 1 and (rest := measured[0].complement) is not None:
        measured, negative = (rest,), False
    if len(kept) == 1 and not measured and kept[0].negated:
        kept, negative = (Term(kept[0].options),), not negative
    return Claim(kept, measured, negative, force, guard, only, text)


def _together(terms: tuple[Term, ...], words: Lexicon) -> tuple[Term, ...]:
    """Terms that mean something else beside each other: 底色 and 白色 are 白底."""
    for parts, whole in words.together:
        if all(any(part in term.options for term in terms) for part in parts):
            rest = tuple(t for t in terms if not (len(t.options) == 1 and t.options <= parts))
            terms = tuple(dict.fromkeys((*rest, *(Term(frozenset((one,))) for one in whole))))
    return terms


def _text(body: Iterable[Token]) -> str:
    return "".join(token.text for token in body)
