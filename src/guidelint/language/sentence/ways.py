"""The ways to keep to a guide: its claims with what goes without saying, taken together, and one for each option."""

from collections.abc import Iterator

import msgspec

from guidelint.language.sentence.claim import All, Any, Claim, Formula
from guidelint.language.sentence.lexicon import Term, lexicon


def assuming(claim: Claim, terms: tuple[Term, ...]) -> Claim:
    """The claim with what goes without saying, unless it says otherwise."""
    if not terms or claim.negative:
        return claim
    words = lexicon()
    own = {option for term in claim.terms for option in term.options}
    denied = {option for term in claim.terms if term.negated for option in term.options}
    for one in (option for term in terms for option in term.options):
        if one in denied or any(words.are_apart(one, other) for other in own):
            return claim
    return msgspec.structs.replace(claim, terms=(*claim.terms, *terms))


def beside(claim: Claim, about: tuple[Term, ...]) -> Claim:
    """The claim with what the title says around it, which is given wherever it is wanted."""
    return msgspec.structs.replace(claim, aside=(*claim.aside, *about)) if not claim.is_empty else claim


def whole(way: tuple[Claim, ...]) -> Claim:
    """All that is said of one paper, as one claim."""
    plain = [claim for claim in way if not claim.negative and claim.force == "must" and not claim.cases]
    words = lexicon()
    sizes = [quantity.dimension for claim in plain for quantity in claim.quantities]
    options = [option for claim in plain for term in claim.terms for option in term.options]
    if len(set(sizes)) < len(sizes) or any(words.are_apart(a, b) for a in options for b in options):
        return Claim(())  # 一寸两张、二寸三张: two things
    return Claim(
        tuple(dict.fromkeys(term for claim in plain for term in claim.terms)),
        tuple(dict.fromkeys(quantity for claim in plain for quantity in claim.quantities)),
        text="".join(claim.text for claim in plain[:1]),
        thin=tuple(dict.fromkeys(term for claim in plain for term in claim.thin)),
    )


def has_choice(demand: Formula) -> bool:
    return isinstance(demand, Any) or (isinstance(demand, All) and any(map(has_choice, demand.parts)))


def each_option(way: tuple[Claim, ...]) -> Iterator[tuple[Claim, ...]]:
    """户籍或居住证 in one claim: one way for each, as the demand has a choice too."""
    for at, claim in enumerate(way):
        choice = next((term for term in claim.terms if 1 < len(term.options) <= 6 and not term.negated), None)
        if choice is not None and not claim.negative:
            for option in sorted(choice.options):
                one = Term(frozenset((option,)))
                terms = tuple(one if term is choice else term for term in claim.terms)
                yield (*way[:at], msgspec.structs.replace(claim, terms=terms), *way[at + 1 :])
            return
    yield way
