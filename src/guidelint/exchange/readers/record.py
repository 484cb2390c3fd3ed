"""Records that consist of named parts, as interfaces give them: which parts are of the item and which are lists in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from guidelint.exchange.readers.columns import Columns, Place, keep, merge, part
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Item, Source
from guidelint.exchange.readers.values import is_blank, plain, said
from guidelint.model.text import Text


class Rows(Struct, frozen=True):
    """A part with several rows: the list of a guide that they become, and the key without which a row says nothing.

    `order` is the plain name of the column by which the rows are sorted.
    """

    to: str
    columns: Columns
    mark: str = "name"
    order: str = "ordernum"


class Parts(Struct, frozen=True):
    """The parts of a record by their names in capitals: those that speak of the item itself, and those with rows."""

    single: Mapping[str, Columns]
    several: Mapping[str, Rows]


def item(
    record: Mapping[str, Any], parts: Parts, source: Source, line: int, key: str, version: tuple[int, str] = (0, "")
) -> Item:
    """One item of a source from its record."""
    return Item(key, version, source.name, line, lambda ledger: assemble(record, parts, source.name, line, ledger))


def first_row(record: Mapping[str, Any], part: str) -> dict[str, Any]:
    """The first row of a part by the plain names of its columns."""
    rows = (row for row in listed(record.get(part)) if isinstance(row, Mapping))
    return {plain(name): value for name, value in next(rows, {}).items()}


def assemble(record: Mapping[str, Any], parts: Parts, file: str, line: int, ledger: Ledger) -> dict[str, Any]:
    """A guide from the parts of its record; parts that nobody knows are kept under `x-`."""
    made: dict[str, Any] = {}
    for name, value in record.items():
        if is_blank(value):
            continue
        place = Place(file, line, name)
        if name.upper() in parts.single:
            for row in listed(value):
                merge(made, part(row, parts.single[name.upper()], place, ledger))
        elif name.upper() in parts.several and all(isinstance(row, Mapping) for row in listed(value)):
            rows = parts.several[name.upper()]
            made.setdefault(rows.to, []).extend(rows_of(listed(value), rows, place, ledger))
        else:
            keep(made, name, value, place, ledger)
    return made


def rows_of(found: Iterable[Mapping[str, Any]], rows: Rows, place: Place, ledger: Ledger) -> list[dict[str, Any]]:
    """The rows of a list in their order; one without its mark is refused."""
    made = []
    for number, row in enumerate(sorted(found, key=lambda row: _order(row, rows.order)), 1):
        one = part(row, rows.columns, place, ledger)
        if rows.mark in one:
            made.append(one)
        elif one:
            ledger.refuse(place.says(Text(f"第 {number} 行没有名称,没有读", f"row {number} has no name; not read")))
    return made


def listed(value: Any) -> list[Any]:
    """Some systems write a list of one thing as the thing."""
    return value if isinstance(value, list) else [value]


def _order(row: Mapping[str, Any], column: str) -> int:
    value = next((value for name, value in row.items() if plain(name) in (column, "ordernumber")), None)
    words = said(value) if value is not None else ""
    return int(words) if words.isdigit() else 0
