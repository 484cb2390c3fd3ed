"""The result cache: what earlier checks of a workspace have found, in one SQLite file in the user's cache folder.

A row a file. For a guide it holds its findings under a key: a digest of all that they rest on (`inventory.Inventory.key`).
The cache can be deleted at any time. It is made anew when it is damaged, is written by one process at a time, and holds
what the workspace has now and no more.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import DecodeError, Struct, msgpack

from guidelint.checking.facts import FileFacts
from guidelint.workspace import store
from guidelint.workspace.store import Digest, digest

_WORKSPACES = 20
_PATIENCE = 2.0  # seconds to wait for another process that writes
_MAX_BYTES = 1 << 30
_VERSION = 2
_TABLE = f"""
create table if not exists file (path text primary key, facts blob, key blob, result blob, seal blob) without rowid;
pragma user_version = {_VERSION};
"""


class CacheRow(Struct, frozen=True):
    """What is kept of one file; `key` and `result` are those of a guide that was checked."""

    facts: FileFacts
    key: Digest = b""
    result: bytes = b""


class ResultCache:
    """One workspace's file. Whatever goes wrong with it, the answer is that nothing is known."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @classmethod
    def of(cls, root: Path) -> "ResultCache | None":
        """None where there is no place to keep anything."""
        place = store.folder()
        return cls(Path(place, f"results-{digest(str(root)).hex()}.db")) if place is not None else None

    def rows(self) -> dict[str, CacheRow]:
        """All that is kept, by file; a row that is not as it was written is left out."""
        found: dict[str, CacheRow] = {}
        decoder = msgpack.Decoder(FileFacts)
        with self._open() as base:
            for path, facts, key, result, seal in base.execute("select * from file") if base is not None else ():
                with suppress(DecodeError, TypeError, AttributeError):  # other kinds of values than were written
                    if seal == digest(path, facts, key, result):
                        found[path] = CacheRow(decoder.decode(facts), key, result)
        return found

    def store(self, changed: Iterable[tuple[str, CacheRow]], gone: Iterable[str]) -> None:
        """Write all of it, or nothing."""
        with self._open(create=True) as base:
            if base is not None:
                with base:
                    base.executemany("delete from file where path = ?", ((path,) for path in gone))
                    base.executemany("insert or replace into file values (?, ?, ?, ?, ?)", map(_written, changed))

    @contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection | None]:
        try:
            base = self._connect(create=create)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            yield None
            return
        try:
            yield base
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
        finally:
            if base is not None:
                base.close()

    def _give_up(self, error: Exception) -> None:
        """Another process holds the file for long, or the disk is full; a file that is damaged is made anew."""
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            self._discard()

    def _connect(self, *, create: bool) -> sqlite3.Connection | None:
        if create:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self.file.exists():
                _make_room(self.file.parent)
            elif self.file.stat().st_size > _MAX_BYTES:
                self._discard()
        elif not store.is_ours(self.file):
            return None
        base = sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level="IMMEDIATE")
        base.execute("pragma synchronous = off")  # a file that a power cut damages is made anew
        version = base.execute("pragma user_version").fetchone()[0]
        if create and version != _VERSION:
            tables = [name for (name,) in base.execute("select name from sqlite_master where type = 'table'")]
            base.executescript(";".join(f'drop table "{name}"' for name in tables) + ";" + _TABLE)
        return base if create or version == _VERSION else None

    def _discard(self) -> None:
        with suppress(OSError):
            self.file.unlink()


def _written(one: tuple[str, CacheRow]) -> tuple[str, bytes, bytes, bytes, bytes]:
    path, row = one
    facts = msgpack.encode(row.facts)
    return path, facts, row.key, row.result, digest(path, facts, row.key, row.result)


def _make_room(folder: Path) -> None:
    """Drop what belongs to workspaces that nobody has checked for longest."""
    kept = sorted(folder.glob("results-*.db"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in kept[_WORKSPACES - 1 :]:
        old.unlink(missing_ok=True)
