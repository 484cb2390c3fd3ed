"""The case that a clause speaks of, where it says what is to be done in it: 未满16周岁的由监护人陪同."""

from collections.abc import Sequence

import msgspec

from guidelint.language.sentence.claim import Claim
from guidelint.language.sentence.claims import claim_of
from guidelint.language.sentence.lexicon import Term, lexicon
from guidelint.language.sentence.tokens import Token

MODAL = frozenset({"may", "must", "refuse", "then", "by", "needless", "only"})


def both(guard: Claim | None, case: Claim | None) -> Claim | None:
    """无配偶者收养异性子女的,收养人的年龄应当…: of a case within a case, both hold."""
    if guard is None or case is None or guard.negative or case.negative or guard.force != case.force:
        return case or guard
    return msgspec.structs.replace(
        case,
        terms=tuple(dict.fromkeys((*guard.terms, *case.terms))),
        quantities=(*guard.quantities, *case.quantities),
        text=guard.text + case.text,
    )


def guarded(body: list[Token]) -> tuple[Claim | None, list[Token]]:
    """未满16周岁的由监护人陪同: the case before 的, and what is to be done in it."""
    for at, token in enumerate(body[1:], 1):
        after = body[at + 1 :]
        if token.kind in ("de", "when") and after and _is_applicant(after[0]):
            after = after[1:]
        if (token.kind in ("de", "when") and after and after[0].kind in MODAL) or (
            token.kind == "when" and after and are_persons(after[0].terms)
        ):
            case, inner = claim_of(body[:at]), after
        elif token.kind in ("may", "by", "must") and ((case := claim_of(body[:at])).quantities or is_lack(case)):
            inner = body[at:]
        elif token.kind == "de" and after and is_lack(case := claim_of(body[:at])) and _acts(after, case):
            inner = after
        else:
            continue
        if case.is_empty and token.kind == "when":
            return None, inner
        return (case, inner) if is_refusal(inner) or not claim_of(inner).is_empty else (None, body)
    return None, body


def _acts(body: Sequence[Token], case: Claim) -> bool:
    """Whether something is done in it, and by somebody: 单位没章的负责人签字, 拿不出原件的加盖公章."""
    words = lexicon()
    options = [option for token in body for term in token.terms for option in term.options]
    is_done = any(o in words.acts for o in options)
    return is_done and (not case.negative or any(o in words.persons for o in options))


def are_persons(terms: Sequence[Term]) -> bool:
    words = lexicon()
    return bool(terms) and all(term.options <= (words.persons | words.classes) for term in terms)


def _is_applicant(token: Token) -> bool:
    return bool(token.terms) and all(term.options <= lexicon().weak for term in token.terms)


def is_refusal(body: Sequence[Token]) -> bool:
    return body[0].kind == "refuse"


def is_lack(guard: Claim) -> bool:
    """The case of somebody who cannot do as was said before."""
    words = lexicon()
    return guard.negative or any(option in words.hardship for term in guard.terms for option in term.options)
