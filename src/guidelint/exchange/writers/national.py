"""Changes of guides back into the national exchange tables: UPDATE statements for the columns that differ, and no others.

Rows are known by their row_guid, which an import keeps. A value that has been taken away is not written, since most
columns may not be empty: it is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from guidelint.exchange.readers import published
from guidelint.exchange.readers.columns import Columns, Place, part
from guidelint.exchange.readers.formats.national import BASIC, ROWS, tables_of
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.raw import plain, said
from guidelint.exchange.readers.reader import Source
from guidelint.exchange.writers.encode import CODED, Unwritable, at, column_of
from guidelint.model.text import Text

COLUMNS: Mapping[str, Columns] = {
    "basic": BASIC,
    "extend": published.EXTEND,
    **{kind: rows.columns for kind, rows in ROWS.items() if kind != "item_condition"},
}


WHOLE = frozenset(("time_limit.statutory", "time_limit.promised"))
"""Elements whose columns take whole numbers only."""


class Row(NamedTuple):
    """A row of the source with the values that the guide has in its place."""

    table: str
    guid: str
    key: str
    source: Mapping[str, Any]
    wanted: Mapping[str, Any]
    columns: Columns


def updates(guides: Iterable[Mapping[str, Any]], source: Source) -> tuple[bytes, list[Text]]:
    """The statements, and what could not be written. Raises CannotCheck where the source cannot be read."""
    written: list[str] = []
    notes: list[Text] = []
    for row in _rows({str(data["x-row_guid"]): data for data in guides if "x-row_guid" in data}, source):
        changed = dict(_changed(row, notes))
        if changed:
            sets = ", ".join(f"{column} = {_quoted(value)}" for column, value in changed.items())
            written.append(f"update {row.table} set {sets} where {row.key} = {_quoted(row.guid)};\n")
    return "".join(written).encode(), notes


def _rows(guides: Mapping[str, Mapping[str, Any]], source: Source) -> Iterator[Row]:
    wanted: dict[str, Mapping[str, Mapping[str, Any]]] = {"basic": guides, "extend": guides}
    for kind, rows in ROWS.items():
        found = (one for data in guides.values() for one in data.get(rows.to, ()))
        wanted[kind] = {str(one["x-row_guid"]): one for one in found if "x-row_guid" in one}
    for kind, table in tables_of(source):
        if kind not in COLUMNS:
            continue
        key = "taskguid" if kind == "extend" else "rowguid"
        for _, row in table.rows():
            name = next((column for column in row if plain(source.profile.renamed(table.name, column)) == key), "")
            guid = said(row.get(name) or "")
            if guid in wanted[kind]:
                called = table.name or f"up_task_general_{kind}"
                yield Row(called, guid, name, row, wanted[kind][guid], COLUMNS[kind])


def _changed(row: Row, notes: list[Text]) -> Iterator[tuple[str, Any]]:
    names = {plain(column): column for column in row.source}
    old = part(row.source, row.columns, Place("", 0, row.table), Ledger())
    for name, column in names.items():
        way = row.columns[name].to if name in row.columns else "*"
        was, new = at(old, way), at(row.wanted, way)
        if way in ("", "*") or was == new or (was is None and at(old, f"x-{column}") is not None):
            continue
        if new is None:
            notes.append(Text(f"{row.table} {row.guid}：{column} 在指南里删去了，没有写", f"{row.table} {row.guid}: {column} is gone from the guide; not written"))  # fmt: skip
            continue
        try:
            made = column_of(column, new, way, row.columns, CODED, list(row.source))
            if way in WHOLE and not isinstance(made[column], int):
                raise Unwritable
            yield from made.items()
        except Unwritable:
            notes.append(Text(f"{row.table} {row.guid}：{column} 没有“{said(new)}”的写法，没有写", f"{row.table} {row.guid}: {column} has no way to say “{said(new)}”; not written"))  # fmt: skip


def _quoted(value: Any) -> str:
    """A literal of standard SQL, in which the backslash is a character like others."""
    if isinstance(value, int):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
