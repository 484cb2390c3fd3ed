"""Several claims as one, and one as several: what a sentence says together another may say apart."""

from collections.abc import Sequence
from math import inf

import msgspec

from guidelint.language.sentence.claim import All, Claim
from guidelint.language.sentence.lexicon import Lexicon
from guidelint.language.sentence.quantity import Quantity, relation
from guidelint.language.sentence.terms import covers


def ends(wanted: Claim) -> All | None:
    """Several measures of one thing as claims of their own, since the guide may say them apart: 25周岁以上, 不超过60周岁."""
    ends = []
    for quantity in wanted.quantities:
        is_range = quantity.is_bounded and quantity.low > -inf and quantity.high < inf
        ends += [quantity.at_least, quantity.at_most] if is_range else [quantity]
    if wanted.negative or len(ends) < 2:
        return None
    return All(tuple(msgspec.structs.replace(wanted, quantities=(end,)) for end in ends))


def together(way: Sequence[Claim], wanted: Claim, words: Lexicon) -> Claim | None:
    """All claims of which the window says the whole, as one: 连续居住满三年并依法纳税 beside 住满三年、交过税."""
    if wanted.negative:
        return None
    parts = [
        claim
        for claim in way
        if not (claim.negative or claim.cases or claim.is_empty)
        and claim.force == wanted.force
        and all(any(covers(term, want, words) for want in wanted.terms) for term in claim.terms)
        and all(_is_wanted(quantity, wanted, words) for quantity in claim.quantities)
    ]
    persons = {term for claim in parts for term in claim.terms if term.options & words.persons}
    if len(parts) < 2 or len(persons) > 1:  # of two persons, what is said of one is not said of the other
        return None
    return Claim(
        tuple(dict.fromkeys(term for claim in parts for term in claim.terms)),
        tuple(dict.fromkeys(quantity for claim in parts for quantity in claim.quantities)),
        force=wanted.force,
        is_duty=any(claim.is_duty for claim in parts),
        text=",".join(claim.text for claim in parts),
        aside=tuple(dict.fromkeys(term for claim in parts for term in claim.aside)),
        thin=tuple(dict.fromkeys(term for claim in parts for term in claim.thin)),
    )


def _is_wanted(quantity: Quantity, wanted: Claim, words: Lexicon) -> bool:
    """年满18周岁 is wanted where 成年人 is."""
    named = (words.measures[o] for term in wanted.terms for o in term.options if o in words.measures)
    return any(relation(quantity, want) == "within" for want in (*wanted.quantities, *named))
