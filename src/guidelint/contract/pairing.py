"""Which of the guide's lines answers which of the window's demands: an assignment problem."""

from collections.abc import Mapping, Sequence

import msgspec

from guidelint.contract.assignment import assignment
from guidelint.contract.circumstance import judge_circumstance
from guidelint.contract.fit import Fit, fit, name_of, worth
from guidelint.contract.need import Need
from guidelint.language.facts import holder
from guidelint.language.memo import Memo
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document

_RELATED = 0.7  # from here on the names say that two lines are about one thing
_NEAR = 0.05  # a rival this near makes a pair uncertain
_OTHER_CIRCUMSTANCE = 0.1
_PERHAPS_OTHER = 0.04
_ONE_SIDED = 0.01  # only one of the two says whose, or when
_FORM = 0.005
_AGAIN = 0.02  # a demand that another line takes along can spare its own
_LIKE = 0.1  # names of the same characters, where nothing else tells
_ORDER = 0.0005  # lists are mostly kept in one order: of lines that may be one, those at one place


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
    person or in another form; then those left over that may be one.

    In whatever order the lists are: between pairs of the same score what the lines say decides.
    """
    if not promises or not demands:
        return Pairing((), (), tuple(promises), tuple(demands))
    ours, theirs = (sorted(range(len(needs)), key=lambda at: _said(needs[at])) for needs in (promises, demands))
    fits: Memo[tuple[int, int], Fit] = Memo(
        lambda at: fit(promises[at[0]], demands[at[1]], phrases), len(ours) * len(theirs) + 1
    )
    names, wanted = ([[*map(name_of, need.documents)] for need in needs] for needs in (promises, demands))
    scores: dict[tuple[int, int], float] = {}
    for row in ours:
        for column in theirs:
            promise, demand = promises[row], demands[column]
            found = worth(promise, demand, names[row], wanted[column], phrases)
            scores[row, column] = _score(promise, demand, found) if found else 0.0

    def best(of: int, others: Sequence[int], *, is_row: bool) -> tuple[int, int]:
        return max(((of, other) if is_row else (other, of) for other in others), key=scores.__getitem__)

    chosen = [at for at in _assigned(_sparing(scores, fits, ours), ours, theirs) if scores[at] >= _RELATED]
    rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
    for column in [one for one in theirs if one not in columns]:
        at = best(column, ours, is_row=False)
        if scores[at] >= _RELATED and fits[at].is_taken:
            chosen.append(at)
            columns.add(column)
    for column in [one for one in theirs if one not in columns]:
        related = [row for row in ours if scores[row, column] >= _RELATED]
        several = [row for row in related if _has_several(promises[row], demands[column])]
        if several:
            chosen.append(best(column, several, is_row=False))
            columns.add(column)
    for row in [one for one in ours if one not in rows]:
        at = best(row, theirs, is_row=True)
        answers = fits[at].is_same or (fits[at].is_taken and _goes_with(promises, demands, at, chosen))
        if scores[at] >= _RELATED and answers:
            chosen.append(at)
            rows.add(row)
    left = (
        [row for row in range(len(promises)) if row not in rows],
        [c for c in range(len(demands)) if c not in columns],
    )
    near = {
        (row, column): _nearness(promises[row], demands[column], scores[row, column], abs(row - column))
        for row in left[0]
        for column in left[1]
    }
    perhaps = [at for at in _assigned(near, *left) if scores[at] > 0]

    def paired(at: tuple[int, int]) -> Pair:
        row, column = at
        sure = _stands_out(scores[at], [scores[row, other] for other in theirs]) and _stands_out(
            scores[at], [scores[other, column] for other in ours]
        )
        return Pair(promises[row], demands[column], fits[at], scores[at], sure)

    return Pairing(
        tuple(paired(at) for at in sorted(chosen)),
        tuple(paired(at) for at in perhaps),
        tuple(promises[row] for row in left[0] if row not in {row for row, _ in perhaps}),
        tuple(demands[column] for column in left[1] if column not in {column for _, column in perhaps}),
    )


def _has_several(promise: Need, demand: Need) -> bool:
    """Whether a promise can answer several demands: a list that ends in 等, or a paper of several persons."""
    ours, theirs = (
        frozenset[str]().union(*(holder.names(part.value) for one in need.documents for part in one.holders))
        for need in (promise, demand)
    )
    return bool(promise.listed) or (len(ours) > 1 and bool(theirs) and theirs <= ours)


def _goes_with(
    promises: Sequence[Need], demands: Sequence[Need], at: tuple[int, int], chosen: Sequence[tuple[int, int]]
) -> bool:
    """Whether the demand takes this line beside one that it answers already: another paper of the same material, as in
    管理制度目录及文本, or the same paper of another of the persons whose it wants."""
    row, column = at
    beside = [promises[other] for other, answered in chosen if answered == column]
    is_of_one_material = any(other.index == promises[row].index for other in beside)
    return bool(beside) and (is_of_one_material or bool(persons_of(promises[row], demands[column])))


def persons_of(promise: Need, demand: Need) -> frozenset[str]:
    """The holders of a demand for a paper of several persons that the promise has or begins with: 拟任校长基本情况登记表."""
    wanted = {part.value for document in demand.documents for part in document.holders}
    if len(wanted) < 2:
        return frozenset()
    has = frozenset[str]().union(*(holder.names(part.value) for one in promise.documents for part in one.holders))
    return frozenset(
        one for one in wanted if holder.names(one) <= has or any(one in document.text for document in promise.documents)
    )


def _said(need: Need) -> tuple[object, ...]:
    """What a line says: lines that say the same may stand for each other."""
    return (
        need.words,
        [
            (holder.value, document.form.value if document.form else "")
            for document in need.documents
            for holder in document.holders
        ],
        [document.form.value if document.form else "" for document in need.documents],
        need.when,
        need.examined,
        need.name,
    )


def _nearness(promise: Need, demand: Need, score: float, places: int) -> float:
    """Which of the lines that may be one are set beside each other: no proof that they are."""
    if not score:
        return 0.0
    from rapidfuzz import fuzz

    return score + _LIKE * fuzz.ratio(promise.words, demand.words) / 100 - _ORDER * places


_Scores = Mapping[tuple[int, int], float]


def _sparing(scores: _Scores, fits: Mapping[tuple[int, int], Fit], rows: Sequence[int]) -> _Scores:
    """The scores, less a little where the demand could also be taken as the same thing once more: of pairs that are
    worth the same, those come first whose demand would stand alone otherwise."""
    again: dict[int, float] = {}
    for column in {column for _, column in scores}:
        at = max(((row, column) for row in rows), key=scores.__getitem__)
        again[column] = _AGAIN if scores[at] >= _RELATED and fits[at].is_taken else 0.0
    return {at: score - again[at[1]] if score >= _RELATED else score for at, score in scores.items()}


def _assigned(scores: _Scores, rows: Sequence[int], columns: Sequence[int]) -> list[tuple[int, int]]:
    if not rows or not columns:
        return []
    found = assignment([[scores[row, column] for column in columns] for row in rows])
    return [(rows[row], columns[column]) for row, column in found]


def _stands_out(value: float, line: Sequence[float]) -> bool:
    *_, rival, most = -1.0, *sorted(line)
    return value == most and value - rival > _NEAR


def _score(promise: Need, demand: Need, worth: float) -> float:
    apart = _holders_apart(promise, demand)
    if apart is None:
        return 0.0
    lost = apart + _circumstances_apart(promise, demand) + _forms_apart(promise, demand)
    return max(worth - lost, 0.001)


def _holders_apart(promise: Need, demand: Need) -> float | None:
    """None where the paper of one person is held against that of another."""
    least: float | None = None
    for ours in promise.documents:
        for theirs in demand.documents:
            if not ours.holders and not theirs.holders:
                return 0.0
            if _is_of_others(ours, theirs):
                continue
            lost = _ONE_SIDED if not ours.holders or not theirs.holders else _persons_apart(ours, theirs)
            least = lost if least is None else min(least, lost)
    return least


def _persons_apart(ours: Document, theirs: Document) -> float:
    """Of two persons who may be one, less than of one: 现车主 and 原车主."""
    said, wanted = (
        frozenset[str]().union(*(holder.names(part.value) for part in document.holders)) for document in (ours, theirs)
    )
    return 0.0 if said & wanted else _PERHAPS_OTHER


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
    outcome = judge_circumstance(promise.when, demand.when[0], promise.matter).outcome
    return {"met": 0.0, "open": _PERHAPS_OTHER, "broken": _OTHER_CIRCUMSTANCE}[outcome]


def _forms_apart(promise: Need, demand: Need) -> float:
    ours, theirs = (
        {document.form.value for document in need.documents if document.form is not None} for need in (promise, demand)
    )
    return _FORM if ours and theirs and not ours & theirs else 0.0
