"""A workbook that is a form rather than a table: labels beside their values, and lists below headings."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from guidelint.exchange.readers.documents.blocks import Cell, Document, Line, Table, distinct
from guidelint.exchange.readers.documents.labels import label, meanings, sections
from guidelint.exchange.sheets.book import Grid

FEWEST = 4  # labels below each other that make a sheet a form


def is_form(grids: Sequence[Grid]) -> bool:
    """Whether labels of an item stand below each other rather than beside each other."""
    return any(_labels_down(_cells(grid)) >= FEWEST for grid in grids)


def form_document(grids: Sequence[Grid]) -> Document:
    """All sheets; the name of a sheet is a heading where it is one of a list."""
    blocks: list[Line | Table] = []
    for number, grid in enumerate(grids, 1):
        if label(grid.name).words in sections():
            blocks.append(Line(grid.name, number, 2))
        blocks.append(Table(number, _cells(grid), grid.name))
    return Document(tuple(blocks))


def _labels_down(rows: Sequence[Sequence[Cell]]) -> int:
    """The most labels of the item in one column, each with a value beside it in a row that has no more than two."""
    found: dict[int, set[str]] = {}
    for row in rows:
        cells = [cell for cell in distinct(row) if cell.text]
        known = [cell for cell in cells if any(t.sheet.key is None for t in meanings(label(cell.text).words))]
        if 0 < len(known) <= 2 and len(cells) >= 2 * len(known):
            for cell in known:
                found.setdefault(cell.column, set()).add(cell.text)
    return max(map(len, found.values()), default=0)


def _cells(grid: Grid) -> tuple[tuple[Cell, ...], ...]:
    areas = {
        (row, column): (top, left)
        for (top, left), (bottom, right) in grid.merged
        for row in range(top, min(bottom, len(grid.lines) - 1) + 1)
        for column in range(left, right + 1)
    }
    width = max((len(line) for line in grid.lines), default=0)
    return tuple(
        tuple(_cell(grid.lines, *areas.get((row, column), (row, column))) for column in range(width))
        for row in range(len(grid.lines))
    )


def _cell(lines: Sequence[Sequence[Any]], row: int, column: int) -> Cell:
    value = lines[row][column] if row < len(lines) and column < len(lines[row]) else ""
    return Cell(_words(value), row, column)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
