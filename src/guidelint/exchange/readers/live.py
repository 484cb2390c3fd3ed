"""Tables of a live database, through SQLAlchemy Core: rows are streamed, and the connection may only read."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guidelint.exchange.readers.profile import Profile, profile
from guidelint.exchange.readers.reader import Source
from guidelint.model.errors import CannotCheck, FileError, MissingExtra, UsageError
from guidelint.model.text import Text

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

AT_ONCE = 1000
"""Rows that are fetched together."""

DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg", "mysql": "mysql+pymysql", "mariadb": "mariadb+pymysql"}  # fmt: skip
_READ_ONLY = {
    "postgresql": "set transaction read only",
    "mysql": "set session transaction read only",
    "mariadb": "set session transaction read only",
    "sqlite": "pragma query_only = on",
}


def task_source(url: str, names: Path | None = None, since: str = "") -> Source:
    """A database as a source, shown without its password; `names` is a profile's file. Raises UsageError for what is no
    address of a database."""
    shown = _address(url).render_as_string(hide_password=True)
    return Source(Path(), shown, url, profile(names) if names is not None else Profile(), since)


def tables(source: Source) -> list[tuple[str, tuple[str, ...]]]:
    """Tables and views of the default schema with their columns."""
    from sqlalchemy import inspect

    with _connected(source) as connection:
        seen = inspect(connection)
        names = sorted({*seen.get_table_names(), *seen.get_view_names()})
        return [(name, tuple(column["name"] for column in seen.get_columns(name))) for name in names]


def rows(source: Source, table: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every row with its number, in the order in which the database gives them."""
    from sqlalchemy import select, text
    from sqlalchemy import table as named

    with _connected(source) as connection:
        wanted = select(text("*")).select_from(named(table))
        found = connection.execution_options(yield_per=AT_ONCE, stream_results=True).execute(wanted)
        for number, row in enumerate(found.mappings(), 1):
            yield number, {str(name): value for name, value in row.items()}


@contextmanager
def _connected(source: Source) -> "Iterator[Connection]":
    from sqlalchemy.exc import SQLAlchemyError

    engine = _engine(source.url)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(_READ_ONLY.get(engine.dialect.name, "select 1"))
            if engine.dialect.name in ("mysql", "mariadb"):
                connection.rollback()  # the session's word holds from the next transaction on
            yield connection
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise CannotCheck(
            [FileError(source.name, 0, 0, Text(f"数据库读不了：{why}", f"the database cannot be read: {why}"))]
        ) from None
    finally:
        engine.dispose()


def _engine(url: str) -> "Engine":
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    address = _address(url)
    if address.get_backend_name() == "sqlite" and address.database:
        # By default SQLite makes a file that is not there.
        address = address.set(database=f"file:{address.database}", query={"mode": "ro", "uri": "true"})
    try:
        return create_engine(address, poolclass=NullPool)
    except ModuleNotFoundError:
        raise MissingExtra("database", _NEED) from None


def _address(url: str) -> Any:
    try:
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError
    except ModuleNotFoundError:
        raise MissingExtra("database", _NEED) from None
    scheme, mark, rest = url.partition("://")
    try:
        return make_url(f"{DRIVERS.get(scheme, scheme)}{mark}{rest}")
    except ArgumentError:
        raise UsageError(
            Text(
                "数据库写成 postgresql://用户@主机/库、mysql://… 或 sqlite:///文件",
                "write a database as postgresql://user@host/base, mysql://… or sqlite:///file",
            )
        ) from None


_NEED = Text("读数据库需要", "databases need")
