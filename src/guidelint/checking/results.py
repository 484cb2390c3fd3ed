"""Results kept between runs, in one file a workspace: a check of what has not changed reads nothing again.

Two questions are answered. Has anything at all changed since that run? Then the whole report stands as it was; the
file system's word is enough for this (`standing.Stamp`). What does this one guide's result rest on? On its own bytes, its windows,
its tickets, the rules and what they were built from, the configuration and guidelint itself; where all of that is the
same, so is the result.

The file lies in the user's cache folder. It can be deleted at any time, is made anew when damaged, is written by one
process at a time, and holds what the workspace's last runs were about and no more.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from guidelint.workspace import store
from guidelint.workspace.store import Digest, digest

_RUNS = 4  # whole reports kept: another language, a folder, a file
_WORKSPACES = 20
_AT_ONCE = 1_000  # guides written while no other process can
_PATIENCE = 2.0  # seconds to wait for another process that writes
_MAX_BYTES = 1 << 30

_TABLES = """
create table if not exists run (key blob primary key, report blob, at real) without rowid;
create table if not exists part (run blob, list text, number integer, count integer, packed blob,
    primary key (run, list, number)) without rowid;
create table if not exists looked (file text primary key, key blob, head blob, body blob) without rowid;
drop table if exists guide; -- of earlier versions
create table if not exists known (name text primary key, value blob) without rowid;
"""


class Results:
    """One workspace's file. Whatever goes wrong with it, the answer is that nothing is known."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @classmethod
    def of(cls, root: Path) -> "Results | None":
        """None where there is no place to keep anything."""
        place = store.folder()
        return cls(Path(place, f"results-{digest(str(root)).hex()}.db")) if place is not None else None

    def report(self, key: Digest) -> bytes | None:
        """The report of a run about exactly this, without its lists."""
        with self._open(create=False) as base:
            row = base.execute("select report from run where key = ?", (key,)).fetchone() if base is not None else None
            return bytes(row[0]) if row is not None else None
        return None

    def parts(self, key: Digest) -> Iterator[tuple[str, int, bytes]]:
        """The lists of that report in parts: which list, how many values, and these packed."""
        with self._open(create=False) as base:
            if base is not None:
                yield from base.execute("select list, count, packed from part where run = ?", (key,))

    def known(self, name: str) -> bytes | None:
        with self._open(create=False) as base:
            row = (
                base.execute("select value from known where name = ?", (name,)).fetchone() if base is not None else None
            )
            return bytes(row[0]) if row is not None else None
        return None

    def guides(self) -> Iterator[tuple[str, Digest, bytes, bytes]]:
        """File, key, head and body of every guide that is known."""
        with self._open(create=False) as base:
            if base is not None:
                yield from base.execute("select file, key, head, body from looked")

    def keep(
        self,
        changed: Iterable[tuple[str, Digest, bytes, bytes]],
        gone: Iterable[str],
        known: Mapping[str, bytes],
        run: tuple[Digest, bytes] | None,
        parts: Iterable[tuple[str, int, int, bytes]] = (),
    ) -> None:
        """Write what this run found: the guides some at a time, which stand for themselves, then the rest or nothing of it."""
        with self._open(create=True) as base:
            if base is None:
                return
            rows = iter(changed)
            while some := list(islice(rows, _AT_ONCE)):
                with base:
                    base.executemany("insert or replace into looked values (?, ?, ?, ?)", some)
            with base:
                base.executemany("delete from looked where file = ?", ((file,) for file in gone))
                base.executemany("insert or replace into known values (?, ?)", known.items())
                if run is not None:
                    self._keep_run(base, run, parts)

    def _keep_run(
        self, base: sqlite3.Connection, run: tuple[Digest, bytes], parts: Iterable[tuple[str, int, int, bytes]]
    ) -> None:
        base.execute("insert or replace into run values (?, ?, ?)", (*run, time.time()))
        base.execute("delete from run where key not in (select key from run order by at desc limit ?)", (_RUNS,))
        base.execute("delete from part where run = ? or run not in (select key from run)", (run[0],))
        base.executemany("insert into part values (?, ?, ?, ?, ?)", ((run[0], *part) for part in parts))

    @contextmanager
    def _open(self, *, create: bool) -> Iterator[sqlite3.Connection | None]:
        base = self._connect(create=create)
        try:
            yield base
        except (sqlite3.OperationalError, OSError):
            pass  # another process holds it for long, or the disk is full: nothing is known, nothing is kept
        except sqlite3.DatabaseError:
            self._discard()
        finally:
            if base is not None:
                base.close()

    def _connect(self, *, create: bool) -> sqlite3.Connection | None:
        try:
            if create:
                self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                if not self.file.exists():
                    _make_room(self.file.parent)
                elif self.file.stat().st_size > _MAX_BYTES:
                    self.file.unlink()
            elif not store.is_ours(self.file):
                return None
            base = sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level="IMMEDIATE")
            base.execute("pragma synchronous = off")  # a file that a power cut damages is made anew
            if create:
                base.executescript(_TABLES)
            return base
        except (sqlite3.OperationalError, OSError):
            return None
        except sqlite3.DatabaseError:
            self._discard()
            return None

    def _discard(self) -> None:
        with suppress(OSError):
            self.file.unlink()


def _make_room(folder: Path) -> None:
    """Drop what belongs to workspaces that nobody has checked for longest."""
    kept = sorted(folder.glob("results-*.db"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in kept[_WORKSPACES - 1 :]:
        old.unlink(missing_ok=True)
