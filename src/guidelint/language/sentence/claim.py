"""The normal form of a sentence: claims, each a set of terms and quantities that hold or do not hold, joined by and / or."""

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from guidelint.language.sentence.lexicon import Term
from guidelint.language.sentence.quantity import Quantity

Force = Literal["must", "may", "lean", "soft", "needless"]
"""`may` allows, `lean` asks as a rule (原则上), `soft` prefers, `needless` says that it is not asked."""


class Claim(msgspec.Struct, frozen=True):
    """All of `terms` and `quantities` hold together — or, where `negative`, nothing is all of them.

    All of `cases` are what it is said for (未满16周岁的…); none where it
    is said for everybody. `only` tells that nothing else
    will do, `is_duty` that it says must. `aside` are terms that stand around it, said but not asked:
    persons whom the sentence named before, what is granted or refused. `thin` are words that seldom matter (期限, 事项), and
    `listed` are persons named side by side, of whom it may be said together or of each. `absent` are those for whom somebody
    else acts: 未成年人 in 未成年人的房屋由监护人代办. `beside` are the terms of the sentence's other claims.
    """

    terms: tuple[Term, ...]
    quantities: tuple[Quantity, ...] = ()
    negative: bool = False
    force: Force = "must"
    cases: "tuple[Claim, ...]" = ()
    only: bool = False
    text: str = ""
    is_duty: bool = False
    aside: tuple[Term, ...] = ()
    thin: tuple[Term, ...] = ()
    listed: tuple[Term, ...] = ()
    absent: tuple[Term, ...] = ()
    beside: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.quantities


class All(msgspec.Struct, frozen=True):
    parts: "tuple[Formula, ...]"


class Any(msgspec.Struct, frozen=True):
    parts: "tuple[Formula, ...]"


Formula = Claim | All | Any


def claims_in(formula: Formula) -> Iterator[Claim]:
    """Every claim of a formula, in order."""
    if isinstance(formula, Claim):
        yield formula
    else:
        for part in formula.parts:
            yield from claims_in(part)


def flat(formula: Formula) -> tuple[Formula, ...]:
    """What must hold together, one by one."""
    return tuple(one for part in formula.parts for one in flat(part)) if isinstance(formula, All) else (formula,)


class TooMany(Exception):
    """A sentence with more ways to satisfy it than anybody would list."""


def alternatives(formula: Formula, most: int = 32) -> tuple[tuple[Claim, ...], ...]:
    """The ways to satisfy it, each a set of claims that hold together. Raises TooMany."""
    ways: tuple[tuple[Claim, ...], ...]
    match formula:
        case Claim():
            return ((formula,),)
        case Any(parts):
            ways = tuple(way for part in parts for way in alternatives(part, most))
        case All(parts):
            ways = ((),)
            for part in parts:
                ways = tuple((*way, *one) for way in ways for one in alternatives(part, most))
                if len(ways) > most:
                    raise TooMany
    if len(ways) > most:
        raise TooMany
    return ways


def each(formula: Formula, change: Callable[[Claim], Claim]) -> Formula:
    """A formula with each of its claims changed."""
    if isinstance(formula, Claim):
        return change(formula)
    return type(formula)(tuple(each(part, change) for part in formula.parts))


def in_each(formula: Formula) -> Formula:
    """A formula whose claims say their cases as what holds: a circumstance is nothing but a case."""
    return each(formula, in_case)


def in_case(claim: Claim) -> Claim:
    """行动不便的老人让儿子代办的: the case of whom it speaks is part of what is the case."""
    plain = [case for case in claim.cases if not case.negative]
    if claim.negative or len(plain) != len(claim.cases):
        return claim
    return msgspec.structs.replace(
        claim,
        terms=tuple(dict.fromkeys((*(term for case in plain for term in case.terms), *claim.terms))),
        quantities=(*(quantity for case in plain for quantity in case.quantities), *claim.quantities),
        cases=(),
    )


def without(formula: Formula, idle: frozenset[str]) -> Formula:
    """A formula that does not say the `idle` terms again: 到期前可以来换 says when, and that somebody renews goes without saying."""
    if not isinstance(formula, Claim):
        return type(formula)(tuple(without(part, idle) for part in formula.parts))
    rest = tuple(term for term in formula.terms if not term.options <= idle)
    if len(rest) == len(formula.terms):
        return formula
    if rest or formula.quantities:
        return msgspec.structs.replace(formula, terms=rest)
    return All(formula.cases) if formula.cases else formula
