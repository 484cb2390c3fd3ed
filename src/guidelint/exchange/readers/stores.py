"""Where tables are kept: files of one table each, SQLite files, SQL dumps and live databases, all read a row at a time."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from guidelint.exchange.readers import databases, dumps, tables
from guidelint.exchange.readers.reader import Source

Rows = Callable[[], Iterator[tuple[int, Mapping[str, Any]]]]


class Stored(NamedTuple):
    """A table: its name, its columns, and its rows with their numbers or lines, as often as they are asked for."""

    name: str
    columns: tuple[str, ...]
    rows: Rows


def stored(source: Source) -> list[Stored]:
    """The tables of a source. Raises CannotCheck where it cannot be read and MissingExtra where a driver is missing."""
    if source.url:
        from guidelint.exchange.readers import live

        return [Stored(name, columns, partial(live.rows, source, name)) for name, columns in live.tables(source)]
    if databases.is_sqlite(source.file):
        found = databases.tables(source.file, source.name)
        return [Stored(table.name, table.columns, partial(databases.rows, source, table)) for table in found]
    if source.file.suffix.lower() == dumps.SUFFIX:
        dumped = dumps.tables(source)
        return [Stored(name, columns, partial(dumps.rows, source, name, columns)) for name, columns in dumped.items()]
    return [Stored("", tuple(tables.head(source.file)), partial(tables.rows, source))]
