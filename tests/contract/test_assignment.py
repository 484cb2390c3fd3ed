"""The quick assignment is the best one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.contract.pairing import PAIRED, _assignment, _best

VALUES = st.sampled_from([0.0, 0.3, 0.4, 0.45, 0.5, 0.7, 0.8, 0.95, 1.0])


@st.composite
def scores(draw: st.DrawFn) -> list[list[float]]:
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    return [[draw(VALUES) for _ in range(columns)] for _ in range(rows)]


@settings(max_examples=600, deadline=None)
@given(scores())
def test_same_pairs_as_the_hungarian_method(table: list[list[float]]) -> None:
    def made(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(row, column) for row, column in pairs if table[row][column] >= PAIRED]

    quick, best = _assignment(table), _best(table)
    assert made(quick) == made(best)
