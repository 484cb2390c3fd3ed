"""Records that consist of named parts, as interfaces give them: which parts are of the item and which are lists in it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from guidelint.exchange.readers.columns import Columns, Place, keep, merge, part
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.raw import digits, flat, is_blank, is_null, plain, said
from guidelint.exchange.readers.reader import Item, Source
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text


class Rows(Struct, frozen=True):
    """A part with several rows: the list of a guide that they become, and the key without which a row says nothing.

    `order` is the plain name of the column by which the rows are sorted, `unnamed` what a row is called that lacks its mark
    and says something all the same, such as a window that is an address alone.
    """

    to: str
    columns: Columns
    mark: str = "name"
    order: str = "ordernum"
    unnamed: str = ""


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
        if is_null(value):
            ledger.note(name, name, "empty")
            continue
        place = Place(file, line, name)
        upper = name.upper()
        if upper in parts.single:
            for row in listed(value):
                if isinstance(row, Mapping):
                    merge(made, part(row, parts.single[upper], place, ledger))
                else:
                    keep(made, name, row, place, ledger)
        elif upper in parts.several:
            rows_into(made, listed(value), parts.several[upper], place, ledger)
        else:
            keep(made, name, value, place, ledger)
    return made


def rows_into(made: dict[str, Any], found: Iterable[Any], rows: Rows, place: Place, ledger: Ledger) -> None:
    """Add the rows of a list in their order. One without its mark is refused and kept as it is under `x-`."""
    unread = []
    for number, row in enumerate(sorted(found, key=lambda row: _order(row, rows.order)), 1):
        one = part(row, rows.columns, place, ledger) if isinstance(row, Mapping) else {rows.mark: said(row)}
        if rows.mark not in one and rows.unnamed and any(not key.startswith(EXTRA) for key in one):
            one = {rows.mark: rows.unnamed, **one}
        if one.get(rows.mark):
            made.setdefault(rows.to, []).append(one)
        elif one:
            unread.append(_filled(row))
            ledger.refuse(
                place.says(
                    Text(f"第 {number} 行没有名称，原样保留", f"row {number} has no name; kept as it is"),
                )
            )
    if unread:
        keep(made, place.table, unread, place, ledger)


def _filled(row: Any) -> Any:
    return {name: value for name, value in row.items() if not is_blank(value)} if isinstance(row, Mapping) else row


def listed(value: Any) -> list[Any]:
    """Some systems write a list of one thing as the thing, others lists in lists."""
    if not isinstance(value, list):
        return [value]
    return [inner for one in value if not is_blank(one) for inner in listed(one)]


def _order(row: Any, column: str) -> int:
    if not isinstance(row, Mapping):
        return 0
    value = next((value for name, value in row.items() if plain(name) in (column, "ordernumber")), None)
    words = re.sub(r"\.0+$", "", digits(flat(value))) if value is not None else ""
    return int(words) if words.isdecimal() and len(words) < 10 else 0
