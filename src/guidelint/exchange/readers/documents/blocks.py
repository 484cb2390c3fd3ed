"""A document as its lines and tables in the order in which they stand, whatever file it came from."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from guidelint.exchange.sheets.book import letters_of
from guidelint.model.text import Text


class Cell(Struct, frozen=True):
    """`row` and `column` are those of the upper left cell of its merged area, from 0: cells of one area are equal.

    `tags` are words that stand beside the text in elements of their own, `links` texts and addresses.
    """

    text: str
    row: int
    column: int
    tags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


class Line(Struct, frozen=True, tag="line"):
    """A paragraph, or a line of plain text. `number` counts them from 1; a heading has a `level` above 0.

    `parts` are its stretches where the file tells them apart, such as a label and what stands behind it; `raw` is the line
    as it stands in the file, where that is something else.
    """

    text: str
    number: int
    level: int = 0
    parts: tuple[str, ...] = ()
    raw: str = ""


class Table(Struct, frozen=True, tag="table"):
    """`number` counts tables from 1; a `sheet` of a workbook has a name. `top` is the number of its first row, from 0.
    `is_headed` where the file itself says that the first row names the columns."""

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    sheet: str = ""
    top: int = 0
    is_headed: bool = False


class Document(Struct, frozen=True):
    """`counts` is what its lines are called: paragraph or line. `title` is what the file itself says that it is called.

    `margins` are the headers (页眉) and footers (页脚) with their words: no part of the guide, and not lost. `kept` is what
    stands below labels without a meaning, where the file itself says that they are labels.
    """

    blocks: tuple[Line | Table, ...]
    title: str = ""
    counts: str = "paragraph"
    margins: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, Any], ...] = ()


class Spot(Struct, frozen=True):
    """Where a value stands: the place in words, all the `text` there, and a number that grows from top to bottom."""

    words: Text
    text: str
    number: int


def spot_of_line(line: Line, counts: str) -> Spot:
    words = (
        Text(f"第 {line.number} 段", f"paragraph {line.number}")
        if counts == "paragraph"
        else Text(f"第 {line.number} 行", f"line {line.number}")
    )
    return Spot(words, line.raw or line.text, line.number)


def spot_of_cell(cell: Cell, table: Table) -> Spot:
    row, column = cell.row + 1, cell.column + 1
    words = (
        Text(f"工作表“{table.sheet}”{letters_of(cell.column)}{row}", f"sheet “{table.sheet}”, {letters_of(cell.column)}{row}")
        if table.sheet
        else Text(f"第 {table.top + row} 行第 {column} 栏", f"line {table.top + row}, field {column}")
        if table.top
        else Text(f"表 {table.number} 第 {row} 行第 {column} 列", f"table {table.number}, row {row}, column {column}")
    )  # fmt: skip
    return Spot(words, cell.text, table.top + row)


def distinct(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row with every merged area once."""
    return list(dict.fromkeys(row))


def filled(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[Cell, ...]]:
    """The rows in which anything stands."""
    return (tuple(row) for row in rows if any(cell.text.strip() or cell.links for cell in row))


def grid(rows: Sequence[Sequence[tuple[Cell, int, int]]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of a table of which every cell says how many rows and columns it spans, as HTML has it."""
    taken: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell, down, across in row:
            while (number, column) in taken:
                column += 1
            placed = Cell(cell.text, number, column, cell.tags, cell.links)
            for below in range(number, min(number + down, len(rows))):
                for beside in range(column, column + across):
                    taken.setdefault((below, beside), placed)
            column += across
    width = max((column for _, column in taken), default=-1) + 1
    return tuple(
        tuple(taken.get((row, column)) or Cell("", row, column) for column in range(width)) for row in range(len(rows))
    )
