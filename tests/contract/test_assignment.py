"""The assignment is the best one, and the same one among equals."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.contract.assignment import assignment
from tests.contract import reference

VALUES = st.sampled_from([0.0, 0.3, 0.4, 0.45, 0.5, 0.7, 0.8, 0.95, 0.995, 1.0])
Table = list[list[float]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    return [[draw(VALUES) for _ in range(columns)] for _ in range(rows)]


def total(table: Table, pairs: list[tuple[int, int]]) -> float:
    return sum(table[row][column] for row, column in pairs)


@settings(max_examples=400, deadline=None)
@given(tables())
def test_worth_as_much_as_that_of_the_hungarian_method(table: Table) -> None:
    pairs = assignment(table)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == min(len(table), len(table[0]))
    assert pairs == sorted(pairs)
    assert abs(total(table, pairs) - total(table, reference.assignment(table))) < 1e-9


@settings(max_examples=400, deadline=None)
@given(tables(), st.integers(0, 10**6))
def test_the_same_where_only_one_is_best(table: Table, seed: int) -> None:
    random = Random(seed)  # one drawn by hypothesis may give the same number twice, and two best ones
    uneven = [[value + random.random() / 100 for value in row] for row in table]
    assert assignment(uneven) == sorted(reference.assignment(uneven))


def test_between_equals_the_first_wins() -> None:
    assert assignment([[1.0, 1.0], [1.0, 1.0]]) == [(0, 0), (1, 1)]
    assert assignment([[1.0], [1.0], [1.0]]) == [(0, 0)]
    assert assignment([[1.0, 1.0, 1.0]]) == [(0, 0)]
    # The second line wants the first one's place, but nobody gains by a move.
    assert assignment([[0.9, 0.4, 0.4], [0.9, 0.4, 0.4]]) == [(0, 0), (1, 1)]
