"""The pairing as its definition says it: every two lines scored by themselves, and the Hungarian method of a library."""

from collections.abc import Sequence

from munkres import Munkres
from rapidfuzz import fuzz

from guidelint.contract.need import Need
from guidelint.language.normalise import normalise


def scores(promises: Sequence[Need], demands: Sequence[Need]) -> list[list[float]]:
    return [[score(promise, demand) for demand in demands] for promise in promises]


def score(promise: Need, demand: Need) -> float:
    ours, theirs = denotation(promise), denotation(demand)
    accepted = theirs | demand.refused
    if ours == theirs:
        value = 1.0
    elif ours & accepted:
        value = 0.8 + 0.15 * (len(ours & accepted) / min(len(ours), len(accepted)))
    elif all(term.known for term in (*promise.terms, *demand.terms)):
        value = 0.4
    else:
        spelled = max((fuzz.ratio(p.text, d.text) for p in promise.terms for d in demand.terms), default=0)
        value = 0.9 * max(spelled, fuzz.token_set_ratio(promise.name, demand.name)) / 100
    value -= apart(promise.holder, demand.holder, 0.5)
    value -= apart(promise.when, demand.when, 0.1)
    return max(value, 0.0)


def denotation(need: Need) -> frozenset[str]:
    return frozenset().union(*(term.denotation for term in need.terms)) - need.refused


def apart(ours: str | None, theirs: str | None, different: float) -> float:
    if ours and theirs:
        return 0.0 if normalise(ours).text == normalise(theirs).text else different
    return 0.0 if (ours or theirs) in (None, "申请人", "本人") else 0.005


def assignment(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    rows, columns = len(worth), len(worth[0])
    pairs = Munkres().compute([[1.0 - value for value in row] for row in worth])
    return [(row, column) for row, column in pairs if row < rows and column < columns]
