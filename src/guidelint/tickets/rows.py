"""Rows of a CSV, Excel or JSON file under their headings, with the place of every cell."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from guidelint.exchange.sheets.book import MAX_BYTES, decoded, letters_of, read_book, refused
from guidelint.exchange.sheets.cells import damaged
from guidelint.exchange.sheets.hidden import hidden_content
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text
from guidelint.source.decode import read_whole

Cell = str | bool | list[str]


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One row: its number as spreadsheets count them (from 1, headings included), and its cells by heading."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class TicketTable:
    """`headings` in the order of the columns; `read_as` tells which encoding or reader was used."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[TicketRow, ...]
    read_as: str

    def place(self, row: int, heading: str) -> Text:
        """A cell in words: 第 5 行 C 列（接单时间）."""
        letters = letters_of(self.headings.index(heading)) if heading in self.headings else ""
        return Text(f"第 {row} 行 {letters} 列（{heading}）", f"row {row}, column {letters} ({heading})")

    def column(self, heading: str) -> int:
        return self.headings.index(heading) + 1 if heading in self.headings else 0


def read_table(file: Path, name: str, sheet: str | None, header: int) -> TicketTable:
    """Read a file by its ending. `header` is the number of the row with the headings. Raises CannotCheck."""
    if file.suffix.lower() == ".json":
        return _json(read_whole(file, name, MAX_BYTES), name)
    book = read_book(file, name, 0 if sheet is None else sheet)
    grid = book.grids[0]
    table = _table(name, grid.lines, header, f"{book.read_as} {grid.name}".strip())
    # Whoever names a sheet or a column means it, be it hidden; nobody names rows.
    seen = replace(grid, is_hidden=grid.is_hidden and sheet is None, hidden_columns=frozenset())
    if errors := list(hidden_content(name, seen, header - 1)):
        raise CannotCheck(errors)
    return table


def _json(raw: bytes, name: str) -> TicketTable:
    text, encoding = decoded(raw, name)
    try:
        data = json.loads(text)
    except RecursionError:
        raise refused(name, 0, 0, "JSON 嵌套太深", "the JSON is nested too deeply") from None
    except ValueError as error:
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        raise refused(name, line, column, f"JSON 写法有误：{error}", f"not valid JSON: {error}") from None
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise refused(name, 0, 0, "JSON 要是对象的列表：[{…}, {…}]", "the JSON has to be a list of objects")
    rows = [dict(_leaves(item, "")) for item in data]
    headings = tuple(dict.fromkeys(key for row in rows for key in row))
    errors: list[FileError] = []
    made = []
    for number, row in enumerate(rows, 1):
        cells = dict(_cells(TicketTable(name, headings, (), ""), number, row.items(), errors))
        made.append(TicketRow(number, cells))
    if errors:
        raise CannotCheck(errors)
    return TicketTable(name, headings, tuple(made), f"JSON {encoding}")


def _leaves(item: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for key, value in item.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _table(name: str, lines: Sequence[Sequence[Any]], header: int, read_as: str) -> TicketTable:
    if len(lines) < header:
        raise refused(name, 0, 0, f"没有第 {header} 行（表头）", f"there is no row {header} (the headings)")
    headings = tuple(str(cell).strip() for cell in lines[header - 1])
    named = [h for h in headings if h]
    if twice := next((h for h in named if named.count(h) > 1), None):
        raise refused(name, header, 0, f"表头“{twice}”出现两次", f"the heading “{twice}” is there twice")
    table = TicketTable(name, headings, (), read_as)
    errors: list[FileError] = []
    rows = []
    for number, line in enumerate(lines[header:], header + 1):
        pairs = [(heading, cell) for heading, cell in zip(headings, line, strict=False) if heading]
        cells = dict(_cells(table, number, pairs, errors))
        if any(cells.values()):
            rows.append(TicketRow(number, cells))
    if errors:
        raise CannotCheck(errors)
    return TicketTable(name, headings, tuple(rows), read_as)


def _cells(table: TicketTable, number: int, pairs: Any, errors: list[FileError]) -> Iterator[tuple[str, Cell]]:
    for heading, value in pairs:
        damage = damaged(value, is_name=True)
        if damage is not None:
            place = table.place(number, heading)
            said = Text(f"{place.zh}：{damage.zh}", f"{place.en}: {damage.en}")
            errors.append(FileError(table.name, number, table.column(heading), said))
        else:
            yield heading, _cell(value)


def _cell(value: Any) -> Cell:
    match value:
        case None:
            return ""
        case bool():
            return value
        case list():
            return [str(item).strip() for item in value]
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value).strip()
