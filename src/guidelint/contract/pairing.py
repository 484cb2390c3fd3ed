"""Which of the guide's materials answers which of the window's demands: an assignment problem."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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
                _is_sure(row, column, scores[row], by_demand[column]),
            )
            for row, column in chosen
        ),
        tuple(need for row, need in enumerate(promises) if row not in rows),
        tuple(need for column, need in enumerate(demands) if column not in columns),
    )


def _is_sure(row: int, column: int, line: Sequence[float], others: Sequence[float]) -> bool:
    """Whether the two are alike enough, and neither is nearly as much like anything else in its line of scores."""
    value = line[column]
    rivals = (*line[:column], *line[column + 1 :], *others[:row], *others[row + 1 :])
    return value >= SURE and value - max(rivals, default=-1.0) > _CLOSE


def _scores(promises: Sequence[Need], demands: Sequence[Need]) -> list[list[float]]:
    """How likely each two mean the same line of the list, by promise: thesaurus relation first, the spelling for the rest.

    Nearly all are documents with nothing in common, so each line begins as if it were so throughout.
    """
    mentioned = [demand.choice.mentioned for demand in demands]
    unknown = [at for at, demand in enumerate(demands) if not demand.choice.is_known]
    everything = _Spellings(demands)
    unknown_ones = _Spellings([demands[at] for at in unknown])
    faults: dict[tuple[str | None, str | None], list[tuple[float, float]]] = {}
    scores = []
    for promise in promises:
        ours, said = promise.choice, (promise.holder, promise.when)
        if (taken := faults.get(said)) is None:
            taken = faults[said] = [_faults(promise, demand) for demand in demands]
        if ours.is_known:
            values = [_DIFFERENT] * len(demands)
            if unknown:
                for at, likeness in zip(unknown, unknown_ones.likeness(promise), strict=True):
                    values[at] = 0.9 * likeness / 100
        else:
            values = [0.9 * likeness / 100 for likeness in everything.likeness(promise)]
        is_apart = ours.denotation.isdisjoint
        near = [at for at, theirs in enumerate(mentioned) if not is_apart(theirs)]
        if not ours.denotation:  # all that it names was seen refused
            near = [at for at, demand in enumerate(demands) if not demand.choice.denotation]
        for at in near:
            values[at] = _relation(ours, demands[at].choice)
        if any(map(any, taken)):
            values = [max(value - holder - when, 0.0) for value, (holder, when) in zip(values, taken, strict=True)]
        scores.append(values)
    return scores


def _relation(ours: Choice, theirs: Choice) -> float:
    """Of two that have documents in common."""
    if ours.denotation == theirs.denotation:
        return 1.0
    inside = len(ours.denotation & theirs.mentioned) / min(len(ours.denotation), len(theirs.mentioned))
    return 0.8 + 0.15 * inside


def _faults(promise: Need, demand: Need) -> tuple[float, float]:
    return (
        _apart(promise.holder, demand.holder, _DIFFERENT_HOLDER),
        _apart(promise.when, demand.when, _DIFFERENT_CIRCUMSTANCE),
    )


@lru_cache(maxsize=10_000)
def _apart(ours: str | None, theirs: str | None, different: float) -> float:
    if ours and theirs:
        return 0.0 if same_words(ours, theirs) else different
    return 0.0 if (ours or theirs) in _UNSAID else _ONE_SIDED


class _Spellings:
    """How some demands are spelled."""

    def __init__(self, demands: Sequence[Need]) -> None:
        from rapidfuzz import fuzz

        self.ratio, self.token_set_ratio = fuzz.ratio, fuzz.token_set_ratio
        self.names = [demand.name for demand in demands]
        self.places = [place for place, demand in enumerate(demands) for _ in demand.choice.terms]
        self.words = [term.text for demand in demands for term in demand.choice.terms]

    def likeness(self, promise: Need) -> list[float]:
        """To each of them, from 0 to 100: of the documents most alike, or of the lines as they stand."""
        ratio, token_set_ratio, name = self.ratio, self.token_set_ratio, promise.name
        found = [token_set_ratio(name, theirs) for theirs in self.names]
        for term in promise.choice.terms:
            text = term.text
            for place, likeness in zip(self.places, [ratio(text, word) for word in self.words], strict=True):
                if likeness > found[place]:
                    found[place] = likeness
        return found
