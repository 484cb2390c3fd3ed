"""Which of the guide's lines answers which of the window's demands: an assignment problem."""

from collections.abc import Sequence

import msgspec

from guidelint.contract.assignment import assignment
from guidelint.contract.circumstance import judge_circumstance
from guidelint.contract.fit import Fit, fit
from guidelint.contract.need import Need
from guidelint.language.facts import holder
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document

_RELATED = 0.7  # from here on the names say that two lines are about one thing
_NEAR = 0.05  # a rival this near makes a pair uncertain
_OTHER_CIRCUMSTANCE = 0.1
_PERHAPS_OTHER = 0.04
_ONE_SIDED = 0.01  # only one of the two says whose, or when
_FORM = 0.005
_AGAIN = 0.02  # a demand that another line takes along can spare its own
_ORDER = 0.0005  # lists are mostly kept in one order


class Pair(msgspec.Struct, frozen=True):
    """Two lines about one thing. `sure` is false where another line comes nearly as near."""

    promise: Need
    demand: Need
    fit: Fit
    score: float
    sure: bool


class Pairing(msgspec.Struct, frozen=True):
    """`pairs` answer each other, `perhaps` may: their names do not settle it. The others stand alone."""

    pairs: tuple[Pair, ...]
    perhaps: tuple[Pair, ...]
    only_guide: tuple[Need, ...]
    only_window: tuple[Need, ...]


def pair(promises: Sequence[Need], demands: Sequence[Need], phrases: PhraseBook) -> Pairing:
    """The assignment with the greatest total score; then the lines that ask for the same thing once more, of another
    person or in another form; then those left over that may be one."""
    if not promises or not demands:
        return Pairing((), (), tuple(promises), tuple(demands))
    fits = [[fit(promise, demand, phrases) for demand in demands] for promise in promises]
    scores = [
        [_score(row, column, promise, demand, fits[row][column]) for column, demand in enumerate(demands)]
        for row, promise in enumerate(promises)
    ]
    chosen = [at for at in assignment(_sparing(scores, fits)) if scores[at[0]][at[1]] >= _RELATED]
    rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
    for column in sorted(set(range(len(demands))) - columns):
        row = max(range(len(promises)), key=lambda row: scores[row][column])
        if scores[row][column] >= _RELATED and fits[row][column].is_taken:
            chosen.append((row, column))
            columns.add(column)
    for row in sorted(set(range(len(promises))) - rows):
        column = max(range(len(demands)), key=lambda column: scores[row][column])
        if scores[row][column] >= _RELATED and fits[row][column].is_same:
            chosen.append((row, column))
            rows.add(row)
    left = (
        [row for row in range(len(promises)) if row not in rows],
        [c for c in range(len(demands)) if c not in columns],
    )
    perhaps = _assigned(scores, *left)

    def paired(row: int, column: int) -> Pair:
        sure = _stands_out(scores[row][column], scores[row]) and _stands_out(
            scores[row][column], [line[column] for line in scores]
        )
        return Pair(promises[row], demands[column], fits[row][column], scores[row][column], sure)

    return Pairing(
        tuple(paired(*at) for at in sorted(chosen)),
        tuple(paired(*at) for at in perhaps),
        tuple(promises[row] for row in left[0] if row not in {row for row, _ in perhaps}),
        tuple(demands[column] for column in left[1] if column not in {column for _, column in perhaps}),
    )


def _sparing(scores: Sequence[Sequence[float]], fits: Sequence[Sequence[Fit]]) -> list[list[float]]:
    """The scores, less a little where the demand could also be taken as the same thing once more: of pairs that are
    worth the same, those come first whose demand would stand alone otherwise, in whatever order the lists are."""
    again = []
    for column in range(len(scores[0])):
        row = max(range(len(scores)), key=lambda row: scores[row][column])
        again.append(_AGAIN if scores[row][column] >= _RELATED and fits[row][column].is_taken else 0.0)
    return [
        [score - less if score >= _RELATED else score for score, less in zip(line, again, strict=True)]
        for line in scores
    ]


def _assigned(scores: Sequence[Sequence[float]], rows: Sequence[int], columns: Sequence[int]) -> list[tuple[int, int]]:
    """Of some lines those that may be one, whatever little their names say of it."""
    if not rows or not columns:
        return []
    few = [[scores[row][column] for column in columns] for row in rows]
    return [(rows[row], columns[column]) for row, column in assignment(few) if few[row][column] > 0]


def _stands_out(value: float, line: Sequence[float]) -> bool:
    *_, rival, most = -1.0, *sorted(line)
    return value == most and value - rival > _NEAR


def _score(row: int, column: int, promise: Need, demand: Need, found: Fit) -> float:
    if not found.worth:
        return 0.0
    apart = _holders_apart(promise, demand)
    if apart is None:
        return 0.0
    lost = apart + _circumstances_apart(promise, demand) + _forms_apart(promise, demand) + _ORDER * abs(row - column)
    return max(found.worth - lost, 0.001)


def _holders_apart(promise: Need, demand: Need) -> float | None:
    """None where the paper of one person is held against that of another."""
    least: float | None = None
    for ours in promise.documents:
        for theirs in demand.documents:
            if not ours.holders and not theirs.holders:
                return 0.0
            if _is_of_others(ours, theirs):
                continue
            lost = _ONE_SIDED if not ours.holders or not theirs.holders else 0.0
            least = lost if least is None else min(least, lost)
    return least


def _is_of_others(ours: Document, theirs: Document) -> bool:
    """Whether the demand names persons of whom the promise names none."""
    said: frozenset[str] = frozenset().union(*(holder.names(part.value) for part in ours.holders))
    wanted: frozenset[str] = frozenset().union(*(holder.names(part.value) for part in theirs.holders))
    if said & wanted or not (theirs.holders or ours.holders):
        return False
    if not theirs.holders:  # the window's line is the applicant's
        return False
    return any(one.verdict.outcome == "broken" for one in holder.compare(ours, theirs))


def _circumstances_apart(promise: Need, demand: Need) -> float:
    if not promise.when and not demand.when:
        return 0.0
    if not promise.when or not demand.when:
        return _ONE_SIDED
    outcome = judge_circumstance(promise.when, demand.when[0]).outcome
    return {"met": 0.0, "open": _PERHAPS_OTHER, "broken": _OTHER_CIRCUMSTANCE}[outcome]


def _forms_apart(promise: Need, demand: Need) -> float:
    ours, theirs = (
        {document.form.value for document in need.documents if document.form is not None} for need in (promise, demand)
    )
    return _FORM if ours and theirs and not ours & theirs else 0.0
