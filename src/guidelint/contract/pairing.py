"""Which of the guide's materials answers which of the window's demands: an assignment problem."""

from collections.abc import Sequence
from dataclasses import dataclass

from guidelint.contract.need import Need, same_words

PAIRED = 0.5  # below this the two are different things
SURE = 0.75  # below this the pair is said to be uncertain
_CLOSE = 0.05  # a rival this near makes a pair uncertain too

_DIFFERENT_HOLDER = 0.5
_DIFFERENT_CIRCUMSTANCE = 0.1


@dataclass(frozen=True, slots=True)
class Pair:
    """`score` is between 0 and 1. `sure` is false where the names or a rival leave a doubt."""

    promise: Need
    demand: Need
    score: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Pairing:
    pairs: tuple[Pair, ...]
    only_guide: tuple[Need, ...]
    only_window: tuple[Need, ...]


def pair(promises: Sequence[Need], demands: Sequence[Need]) -> Pairing:
    """The assignment with the greatest total score; pairs below `PAIRED` are not made."""
    if not promises or not demands:
        return Pairing((), tuple(promises), tuple(demands))
    scores = [[score(promise, demand) for demand in demands] for promise in promises]
    pairs = []
    for row, column in _assignment(scores):
        value = scores[row][column]
        if value >= PAIRED:
            rivals = [s for i, s in enumerate(scores[row]) if i != column] + [
                line[column] for i, line in enumerate(scores) if i != row
            ]
            sure = value >= SURE and all(value - rival > _CLOSE for rival in rivals)
            pairs.append(Pair(promises[row], demands[column], value, sure))
    taken_promises = {id(p.promise) for p in pairs}
    taken_demands = {id(p.demand) for p in pairs}
    return Pairing(
        tuple(pairs),
        tuple(n for n in promises if id(n) not in taken_promises),
        tuple(n for n in demands if id(n) not in taken_demands),
    )


def score(promise: Need, demand: Need) -> float:
    """How likely the two mean the same line of the list: thesaurus relation first, the spelling for the rest."""
    from rapidfuzz import fuzz

    ours, theirs = promise.denotation, demand.denotation
    accepted = frozenset().union(*(t.denotation for t in demand.terms)) | demand.refused
    if ours == theirs:
        value = 1.0
    elif ours & accepted:
        inside = len(ours & accepted) / min(len(ours), len(accepted))
        value = 0.8 + 0.15 * inside
    else:
        spelled = (
            max(fuzz.ratio(p.text, d.text) for p in promise.terms or () for d in demand.terms) if promise.terms else 0
        )
        named = fuzz.token_set_ratio(promise.name, demand.name)
        # Two documents that the thesaurus knows to be different are not made one by a likeness of spelling.
        value = 0.4 if promise.is_known and demand.is_known else 0.9 * max(spelled, named) / 100
    if promise.holder and demand.holder and not same_words(promise.holder, demand.holder):
        value -= _DIFFERENT_HOLDER
    if promise.when and demand.when and not same_words(promise.when, demand.when):
        value -= _DIFFERENT_CIRCUMSTANCE
    return max(value, 0.0)


def _assignment(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    from munkres import Munkres, make_cost_matrix

    costs = make_cost_matrix([list(row) for row in scores], lambda value: 1.0 - value)
    rows, columns = len(scores), len(scores[0])
    return [(r, c) for r, c in Munkres().compute(costs) if r < rows and c < columns]
