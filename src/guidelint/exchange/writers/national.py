"""Changes of guides back into the national exchange tables: UPDATE statements for the columns that differ, and no others.

Rows are known by their row_guid, which an import keeps. A value that has been taken away is not written, since most
columns may not be empty: it is told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from guidelint.exchange import codes
from guidelint.exchange.codes import Codes
from guidelint.exchange.readers import published
from guidelint.exchange.readers.columns import Columns, Place, part
from guidelint.exchange.readers.formats.national import BASIC, tables_of
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Source
from guidelint.exchange.readers.values import plain, said
from guidelint.model.text import Text

COLUMNS: Mapping[str, Columns] = {
    "basic": BASIC,
    "extend": published.EXTEND,
    "material": published.material(published.Dialect()),
}
CODED: Mapping[str, Codes] = {
    "item_type": codes.ITEM_TYPE, "status": codes.STATUS, "authority_type": codes.AUTHORITY_TYPE, "level": codes.LEVEL,
    "power_source": codes.POWER_SOURCE, "audience": codes.AUDIENCE, "case_type": codes.CASE_TYPE, "channels": codes.CHANNEL,
    "scope": codes.SCOPE, "online.depth": codes.ONLINE_DEPTH, "result.type": codes.RESULT_TYPE,
    "necessity": codes.NECESSITY, "medium": codes.MEDIUM, "source": codes.SOURCE, "category": codes.CATEGORY,
}  # fmt: skip
LIMITS = {"time_limit.statutory": "anticipatetype", "time_limit.promised": "promisetype"}

_LIMIT = re.compile(r"([0-9]{1,4})(个工作日|天|个月|年)")


class Unwritable(Exception):
    """A value that the tables have no code or column for."""


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
    materials = {
        str(one["x-row_guid"]): one for data in guides.values() for one in data["materials"] if "x-row_guid" in one
    }
    for kind, table in tables_of(source):
        if kind not in COLUMNS:
            continue
        key = "taskguid" if kind == "extend" else "rowguid"
        for _, row in table.rows():
            name = next((column for column in row if plain(source.profile.renamed(table.name, column)) == key), "")
            guid = said(row.get(name) or "")
            wanted = (materials if kind == "material" else guides).get(guid)
            if wanted is not None:
                called = table.name or f"up_task_general_{kind}"
                yield Row(called, guid, name, row, wanted, COLUMNS[kind])


def _changed(row: Row, notes: list[Text]) -> Iterator[tuple[str, Any]]:
    names = {plain(column): column for column in row.source}
    old = part(row.source, row.columns, Place("", 0, row.table), Ledger())
    for name, column in names.items():
        way = row.columns[name].to if name in row.columns else "*"
        was, new = _at(old, way), _at(row.wanted, way)
        if way in ("", "*") or was == new or (was is None and _at(old, f"x-{column}") is not None):
            continue
        if new is None:
            notes.append(Text(f"{row.table} {row.guid}:{column} 在指南里删去了,没有写", f"{row.table} {row.guid}: {column} is gone from the guide; not written"))  # fmt: skip
            continue
        try:
            if way in LIMITS:
                day, unit = _limit(new)
                yield column, day
                if LIMITS[way] in names:
                    yield names[LIMITS[way]], unit
            else:
                yield column, _encoded(way, new)
        except Unwritable:
            notes.append(Text(f"{row.table} {row.guid}:{column} 没有“{said(new)}”的写法,没有写", f"{row.table} {row.guid}: {column} has no way to say “{said(new)}”; not written"))  # fmt: skip


def _encoded(way: str, value: Any) -> Any:
    """A value as the tables have it."""
    if way in CODED:
        words = value if isinstance(value, list) else str(value).split("、") if way == "result.type" else [value]
        known = {word: code for code, word in reversed(list(CODED[way].items()))}
        if not all(word in known for word in words):
            raise Unwritable
        return ",".join(known[word] for word in words)
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
        return "\n".join("".join(str(one[key]) for key in ("name", "article") if key in one) for one in value)
    if isinstance(value, list):
        return value[0] if len(value) == 1 else "\n".join(f"{number}.{one}" for number, one in enumerate(value, 1))
    return value


def _limit(words: str) -> tuple[int, str]:
    found = _LIMIT.fullmatch(words)
    if found is None:
        raise Unwritable
    return int(found[1]), {word: code for code, word in codes.DAY_UNIT.items()}[found[2]]


def _at(data: Mapping[str, Any], way: str) -> Any:
    value: Any = data
    for step in way.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _quoted(value: Any) -> str:
    """A literal of standard SQL, in which the backslash is a character like others."""
    if isinstance(value, int):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
