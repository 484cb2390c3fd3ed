"""The assignment by the Hungarian method of a library."""

from collections.abc import Sequence

from munkres import Munkres


def assignment(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    rows, columns = len(worth), len(worth[0])
    pairs = Munkres().compute([[1.0 - value for value in row] for row in worth])
    return [(row, column) for row, column in pairs if row < rows and column < columns]
