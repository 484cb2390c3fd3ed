"""Which of the guide's materials answers which of the window's demands: an assignment problem."""

from collections.abc import Sequence
from dataclasses import dataclass

from guidelint.contract.need import Need, same_words

PAIRED = 0.5  # below this the two are different things
SURE = 0.75  # below this the pair is said to be uncertain
_CLOSE = 0.05  # a rival this near makes a pair uncertain too

_DIFFERENT_HOLDER = 0.5
_DIFFERENT_CIRCUMSTANCE = 0.1
_ONE_SIDED = 0.005  # where only one of the two says whose, or when: between equals, the line that says the same
_UNSAID = (None, "申请人", "本人")  # whose documents are meant where nobody says


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
    theirs = [_Denoted.of(demand) for demand in demands]
    scores = [[_score(ours, other) for other in theirs] for ours in map(_Denoted.of, promises)]
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


@dataclass(frozen=True, slots=True)
class _Denoted:
    """A need with what it denotes worked out once; every need of one side meets every need of the other."""

    need: Need
    denotation: frozenset[str]
    accepted: frozenset[str]
    is_known: bool

    @classmethod
    def of(cls, need: Need) -> "_Denoted":
        accepted = frozenset().union(*(t.denotation for t in need.terms)) | need.refused
        return cls(need, need.denotation, accepted, need.is_known)


def score(promise: Need, demand: Need) -> float:
    """How likely the two mean the same line of the list: thesaurus relation first, the spelling for the rest."""
    return _score(_Denoted.of(promise), _Denoted.of(demand))


def _score(first: _Denoted, second: _Denoted) -> float:
    promise, demand = first.need, second.need
    ours, accepted = first.denotation, second.accepted
    if ours == second.denotation:
        value = 1.0
    elif ours & accepted:
        inside = len(ours & accepted) / min(len(ours), len(accepted))
        value = 0.8 + 0.15 * inside
    elif first.is_known and second.is_known:
        value = 0.4  # two documents that the thesaurus knows to be different are not made one by a likeness of spelling
    else:
        value = 0.9 * _likeness(promise, demand) / 100
    value -= _apart(promise.holder, demand.holder, _DIFFERENT_HOLDER)
    value -= _apart(promise.when, demand.when, _DIFFERENT_CIRCUMSTANCE)
    return max(value, 0.0)


def _apart(ours: str | None, theirs: str | None, different: float) -> float:
    if ours and theirs:
        return 0.0 if same_words(ours, theirs) else different
    return 0.0 if (ours or theirs) in _UNSAID else _ONE_SIDED


def _likeness(promise: Need, demand: Need) -> float:
    from rapidfuzz import fuzz

    spelled = max((fuzz.ratio(p.text, d.text) for p in promise.terms for d in demand.terms), default=0)
    return max(spelled, fuzz.token_set_ratio(promise.name, demand.name))


def _assignment(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Row and column of each pair of the assignment with the greatest sum, by row."""
    rows, columns = len(scores), len(scores[0])
    by_column = _obvious([*zip(*scores, strict=True)]) if columns <= rows else None
    if by_column is not None:
        return sorted((row, column) for column, row in by_column)
    by_row = _obvious(scores) if rows <= columns else None
    return by_row if by_row is not None else _best(scores)


def _obvious(lines: Sequence[Sequence[float]]) -> list[tuple[int, int]] | None:
    """The pairs of the best assignment where each line's own best place is clear and no two want the same.

    A line that is like nothing makes no pair. It could only gain by another's place what its own best entry is worth, so
    where every other line would lose more than that by giving way, none does. None where that does not tell.
    """
    chosen: list[tuple[int, int]] = []
    unlike, margin = 0.0, 1.0
    for index, line in enumerate(lines):
        best = max(line)
        if best < PAIRED:
            unlike = max(unlike, best)
            continue
        if line.count(best) > 1:
            return None
        margin = min(margin, best - max((value for value in line if value != best), default=0.0))
        chosen.append((index, line.index(best)))
    is_clear = len(chosen) == len(lines) or margin > unlike or not chosen
    return chosen if is_clear and len({place for _, place in chosen}) == len(chosen) else None


def _best(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    from munkres import Munkres

    costs = [[1.0 - value for value in row] for row in scores]
    rows, columns = len(scores), len(scores[0])
    return [(r, c) for r, c in Munkres().compute(costs) if r < rows and c < columns]
