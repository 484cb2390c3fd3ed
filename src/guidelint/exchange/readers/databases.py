"""Tables of an SQLite file, opened for reading only."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from guidelint.exchange.readers.reader import Source
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text

MARK = b"SQLite format 3\0"


class DatabaseTable(NamedTuple):
    name: str
    columns: tuple[str, ...]


def is_sqlite(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(MARK)) == MARK


def tables(file: Path, name: str) -> list[DatabaseTable]:
    """The tables and their columns. Raises CannotCheck for a file that is damaged."""
    try:
        with closing(_opened(file)) as base:
            named = [
                row[0] for row in base.execute("select name from sqlite_master where type = 'table' order by name")
            ]
            return [
                DatabaseTable(one, tuple(row[1] for row in base.execute(f"pragma table_info({_quoted(one)})")))
                for one in named
            ]
    except sqlite3.DatabaseError as error:
        raise _damaged(name, error) from None


def rows(source: Source, table: DatabaseTable) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every row with its number in the table, one at a time."""
    try:
        with closing(_opened(source.file)) as base:
            for number, row in enumerate(base.execute(f"select * from {_quoted(table.name)}"), 1):
                yield number, dict(zip(table.columns, row, strict=True))
    except sqlite3.DatabaseError as error:
        raise _damaged(source.name, error) from None


def _opened(file: Path) -> sqlite3.Connection:
    base = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    base.execute("pragma trusted_schema = off")
    base.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return base


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _damaged(name: str, error: Exception) -> CannotCheck:
    said = Text(f"SQLite 文件读不了（{error}）", f"the SQLite file cannot be read ({error})")
    return CannotCheck([FileError(name, 0, 0, said)])
