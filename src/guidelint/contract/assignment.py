"""The assignment problem: each row gets a column of its own, so that what the pairs are worth in all is greatest.

By shortest augmenting paths: every line takes its best place if that is free; a line that comes too late asks who loses
least by moving on. Which of equally good answers comes out follows from the order alone, on every machine the same.
Source: D. F. Crouse, On Implementing 2D Rectangular Assignment Algorithms, IEEE Transactions on Aerospace and Electronic
Systems 52 (2016), as in SciPy's linear_sum_assignment.
"""

from collections.abc import Sequence
from math import inf

_FREE = -1


def assignment(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Row and column of each pair, by row: as many pairs as there are rows, or columns if those are fewer."""
    costs = [[1.0 - value for value in row] for row in worth]
    if len(worth) > len(worth[0]):
        by_row = _settled([*zip(*costs, strict=True)])
        return [(row, column) for row, column in enumerate(by_row) if column != _FREE]
    return sorted((row, column) for column, row in enumerate(_settled(costs)) if row != _FREE)


def _settled(lines: Sequence[Sequence[float]]) -> list[int]:
    """For each place its line, at the least cost. There are no more lines than places."""
    taken = [_FREE] * len(lines[0])
    paid = [min(line) for line in lines]
    late = []
    for number, line in enumerate(lines):
        place = line.index(paid[number])
        while taken[place] != _FREE and paid[number] in line[place + 1 :]:
            place = line.index(paid[number], place + 1)
        if taken[place] == _FREE:
            taken[place] = number
        else:
            late.append(number)
    price = [0.0] * len(taken)  # what a place costs more, or less, because others want it
    for number in late:
        _make_room(number, lines, paid, price, taken)
    return taken


def _make_room(
    number: int, lines: Sequence[Sequence[float]], paid: list[float], price: list[float], taken: list[int]
) -> None:
    """Settle one more line where all together pay least; others may move on for it."""
    loss = [inf] * len(taken)  # what all pay more where this place is the one that is filled in the end
    left = [_FREE] * len(taken)  # the place whose line would come here; none for the new line itself
    waiting = [*reversed(range(len(taken)))]
    asked: list[int] = []
    place, line, least = _FREE, number, 0.0
    while line != _FREE:
        before, chosen = least, 0
        least = inf
        for at, other in enumerate(waiting):
            moves = before + lines[line][other] - paid[line] - price[other]
            if moves < loss[other]:
                loss[other], left[other] = moves, place
            if loss[other] < least or (loss[other] == least and taken[other] == _FREE):
                least, chosen = loss[other], at
        place = waiting[chosen]
        waiting[chosen] = waiting[-1]
        waiting.pop()
        asked.append(place)
        line = taken[place]
    paid[number] += least
    for other in asked[:-1]:
        paid[taken[other]] += least - loss[other]
        price[other] -= least - loss[other]
    while (origin := left[place]) != _FREE:
        taken[place], place = taken[origin], origin
    taken[place] = number
