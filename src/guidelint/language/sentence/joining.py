"""Persons and attributes named side by side: whether they are one term with alternatives, or several."""

from collections.abc import Iterator, Sequence

from guidelint.language.sentence.lexicon import PLACES, Lexicon, Term, lexicon
from guidelint.language.sentence.tokens import Token


def named(body: Sequence[Token]) -> Iterator[Token]:
    """申请人 beside another person is one person; alone it is whoever reads the guide."""
    words = lexicon()
    self = frozenset(("申请人",))
    for at, token in enumerate(body):
        beside = [
            body[other + way]
            for other, way in ((at - 1, -1), (at + 1, 1))
            if 0 <= other + way < len(body) and body[other].kind in ("and", "or", "list")
        ]
        before = body[at - 1] if at else None
        if (
            token.terms
            and token.terms[0].options == words.applicant
            and before is not None
            and _is_person(before, words)
        ):
            continue  # 法定代表人本人
        if (
            token.kind == "term"
            and token.terms[0].options == self
            and any(t.options & words.persons for b in beside for t in b.terms)
        ):
            yield Token("term", token.text, (Term(words.applicant),))
        else:
            yield token


def told_apart(body: Sequence[Token]) -> Iterator[Token]:
    """食品销售和餐饮服务: two words side by side are two things, even where a list has them for one."""
    for at, token in enumerate(body):
        link, first = (body[at - 1], body[at - 2]) if at > 1 else (None, None)
        is_linked = link is not None and link.kind == "and" and token.kind == "term"
        if is_linked and first is not None and first.terms == token.terms and first.text != token.text:
            token = Token("term", token.text, (Term(frozenset((token.text,))),))
        yield token


def _is_person(token: Token, words: Lexicon) -> bool:
    return bool(token.terms) and token.terms[0].options <= words.persons


def joined(body: list[Token]) -> Iterator[Token]:
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
            and not (token.terms[0].options & words.persons and _are_clauses(body[:at], body[at + 3 :]))
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
    if {first, second} <= words.persons or {first, second} <= words.classes:
        return True
    facets = _facets(first, words) & _facets(second, words)
    return bool(facets) or (any_kind and one.text[-1] == other.text[-1])


def _facets(concept: str, words: Lexicon) -> set[int]:
    return {facet for above in words.above[concept] for facet in words.facets.get(above, ())}


def _is_attribute(token: Token, words: Lexicon) -> bool:
    """A colour, a size, a place: a thing has one of them, so that two of them are a choice. Papers and fees come together."""
    return all(one in words.attributes or PLACES in words.facets.get(one, ()) for one in token.terms[0].options)


def _is_class(token: Token, words: Lexicon) -> bool:
    """A sort of people, of whom everybody is one or another: 未成年人和老年人."""
    return token.terms[0].options <= words.classes
