"""Which of the guide's materials answers which of the window's demands: an assignment problem."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from guidelint.contract.assignment import assignment
from guidelint.contract.need import Choice, Need, same_words

PAIRED = 0.5  # below this the two are different things
SURE = 0.75  # below this the pair is said to be uncertain
_CLOSE = 0.05  # a rival this near makes a pair uncertain too

_DIFFERENT = 0.4  # two documents that the thesaurus knows to be different are not made one by a likeness of spelling
_DIFFERENT_HOLDER = 0.5
_DIFFERENT_CIRCUMSTANCE = 0.1
_ONE_SIDED = 0.005  # where only one of the two says whose, or when: between equals, the line that says the same
_UNSAID = (None, "申请人", "本人")  # whose documents are meant where nobody says

_Said = tuple[str | None, str | None]
"""Whose a document is, and when it is needed."""


class Pair(msgspec.Struct, frozen=True):
    """`score` is between 0 and 1. `sure` is false where the names or a rival leave a doubt."""

    promise: Need
    demand: Need
    score: float
    sure: bool


class Pairing(msgspec.Struct, frozen=True):
    pairs: tuple[Pair, ...]
    only_guide: tuple[Need, ...]
    only_window: tuple[Need, ...]


def pair(promises: Sequence[Need], demands: Sequence[Need]) -> Pairing:
    """The assignment with the greatest total score; pairs below `PAIRED` are not made."""
    if not promises or not demands:
        return Pairing((), tuple(promises), tuple(demands))
    scores = _scores(promises, demands)
    chosen = [(row, column) for row, column in assignment(scores) if scores[row][column] >= PAIRED]
    by_demand = [*zip(*scores, strict=True)]
    rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
    return Pairing(
        tuple(
            Pair(
                promises[row],
                demands[column],
                scores[row][column],
                _is_sure(scores[row][column], scores[row], by_demand[column]),
            )
            for row, column in chosen
        ),
        tuple(need for row, need in enumerate(promises) if row not in rows),
        tuple(need for column, need in enumerate(demands) if column not in columns),
    )


def _is_sure(value: float, line: Sequence[float], others: Sequence[float]) -> bool:
    """Whether the two are alike enough, and neither is nearly as much like anything else in its line of scores."""
    return value >= SURE and _stands_out(value, line) and _stands_out(value, others)


def _stands_out(value: float, line: Sequence[float]) -> bool:
    """Whether the value, which is one of the line, is much greater than the rest."""
    *_, rival, most = -1.0, *sorted(line)
    return value == most and value - rival > _CLOSE


def _scores(promises: Sequence[Need], demands: Sequence[Need]) -> list[list[float]]:
    """How likely each two mean the same line of the list, by promise: thesaurus relation first, the spelling for the rest.

    Nearly all are known documents with nothing in common, so it begins as if that were all.
    """
    scores = [[_DIFFERENT] * len(demands) for _ in promises]
    _score_spellings(scores, promises, demands)
    _score_relations(scores, promises, demands)
    said = [(demand.holder, demand.when) for demand in demands]
    faults: dict[_Said, Sequence[tuple[int, float, float]]] = {}
    for line, promise in zip(scores, promises, strict=True):
        ours = promise.holder, promise.when
        if ours not in faults:
            faults[ours] = [(at, *fault) for at, theirs in enumerate(said) if any(fault := _faults(ours, theirs))]
        for column, holder, when in faults[ours]:
            line[column] = max(line[column] - holder - when, 0.0)
    return scores


def _score_spellings(scores: list[list[float]], promises: Sequence[Need], demands: Sequence[Need]) -> None:
    """Of every two of which the thesaurus does not know one."""
    known = [row for row, promise in enumerate(promises) if promise.choice.is_known]
    if len(known) < len(promises):
        theirs = _Spellings(demands)
        for row, promise in enumerate(promises):
            if not promise.choice.is_known:
                scores[row] = [0.9 * likeness / 100 for likeness in theirs.likeness(promise)]
    unknown = [column for column, demand in enumerate(demands) if not demand.choice.is_known]
    if known and unknown:
        ours = _Spellings([promises[row] for row in known])
        for column in unknown:
            for row, likeness in zip(known, ours.likeness(demands[column]), strict=True):
                scores[row][column] = 0.9 * likeness / 100


def _score_relations(scores: list[list[float]], promises: Sequence[Need], demands: Sequence[Need]) -> None:
    """Of every two that have documents in common."""
    mentioned = [demand.choice.mentioned for demand in demands]
    for line, promise in zip(scores, promises, strict=True):
        ours = promise.choice
        is_apart = ours.denotation.isdisjoint
        common = [column for column, theirs in enumerate(mentioned) if not is_apart(theirs)]
        if not ours.denotation:  # all that it names was seen refused
            common = [column for column, demand in enumerate(demands) if not demand.choice.denotation]
        for column in common:
            line[column] = _relation(ours, demands[column].choice)


def _relation(ours: Choice, theirs: Choice) -> float:
    if ours.denotation == theirs.denotation:
        return 1.0
    inside = len(ours.denotation & theirs.mentioned) / min(len(ours.denotation), len(theirs.mentioned))
    return 0.8 + 0.15 * inside


@lru_cache(maxsize=10_000)
def _faults(ours: _Said, theirs: _Said) -> tuple[float, float]:
    """What is taken off for the holder, and for the circumstance."""
    return _apart(ours[0], theirs[0], _DIFFERENT_HOLDER), _apart(ours[1], theirs[1], _DIFFERENT_CIRCUMSTANCE)


def _apart(ours: str | None, theirs: str | None, different: float) -> float:
    if ours and theirs:
        return 0.0 if same_words(ours, theirs) else different
    return 0.0 if (ours or theirs) in _UNSAID else _ONE_SIDED


class _Spellings:
    """How some needs are spelled."""

    def __init__(self, needs: Sequence[Need]) -> None:
        from rapidfuzz import fuzz

        self.ratio, self.token_set_ratio = fuzz.ratio, fuzz.token_set_ratio
        self.names = [need.name for need in needs]
        self.places = [place for place, need in enumerate(needs) for _ in need.choice.terms]
        self.words = [term.text for need in needs for term in need.choice.terms]

    def likeness(self, other: Need) -> list[float]:
        """Of each to the other one, from 0 to 100: of the documents most alike, or of the lines as they stand."""
        ratio, token_set_ratio, name = self.ratio, self.token_set_ratio, other.name
        found = [token_set_ratio(name, theirs) for theirs in self.names]
        for term in other.choice.terms:
            text = term.text
            for place, likeness in zip(self.places, [ratio(text, word) for word in self.words], strict=True):
                if likeness > found[place]:
                    found[place] = likeness
        return found
