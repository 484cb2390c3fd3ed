"""The interface of a format's reader, and how the reader of a file is found.

A reader is one module of `guidelint.exchange.readers.formats` with a `READER`, or an entry point in the group
`guidelint.readers` of any installed package. docs/formats.md shows how to write one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Protocol

from msgspec import Struct

from guidelint.exchange.readers import formats
from guidelint.exchange.readers.documents.blocks import Spot
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.profile import Profile
from guidelint.exchange.readers.raw import said
from guidelint.model.errors import UsageError
from guidelint.model.position import Path as ValuePath
from guidelint.model.text import Text

GROUP = "guidelint.readers"


class Source(Struct, frozen=True):
    """A file to import and its name as shown; or a database by its `url`, in place of the file.

    Of a database `profile` says how its tables and columns are called, and `since` the time from which changes are wanted.
    """

    file: Path
    name: str
    url: str = ""
    profile: Profile = Profile()
    since: str = ""


class Item(Struct, frozen=True):
    """One item of a source before it is read.

    `key` tells items apart, such as 实施编码 with 业务办理项编码; of several with one key the one with the greatest
    `version` is taken. `make` reads it into the keys of a guide and notes in the ledger what becomes of each column.
    """

    key: str
    version: tuple[int, str]
    file: str
    line: int
    make: Callable[[Ledger], dict[str, Any]]
    spot: Callable[[ValuePath], Spot] | None = None
    """Where in the source a value of the guide stands; None where it is known by its row alone."""


class Each(Struct, frozen=True):
    """The items of files that are read one after another, as often as they are asked for."""

    sources: Sequence[Source]
    read: Callable[[Source], Iterable[Item]]

    def __iter__(self) -> Iterator[Item]:
        for source in self.sources:
            yield from self.read(source)


def version_of(row: Mapping[str, Any], time: str) -> tuple[int, str]:
    """How new an item is by the plain names of its columns: its version, then the time that stands in `time`."""
    version = re.match(r"[Vv]?([0-9]{1,9})", said(row.get("taskversion") or ""))
    numbers = re.sub(r"[0-9]+", lambda found: found[0].zfill(2), said(row.get(time) or ""))
    return int(version[1]) if version else 0, numbers


class Reader(Protocol):
    """One format."""

    name: str
    """What `--as` calls it."""
    title: Text

    def recognises(self, file: Path) -> bool:
        """Whether a file is of this format; looks at its beginning only."""

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        """The items of all files together, one at a time and as often as they are asked for. Raises CannotCheck with
        file, line and column where a file cannot be read."""


@cache
def readers() -> Mapping[str, Reader]:
    """All readers by name: those of other packages, who know a format better, before those that come with guidelint."""
    own = (import_module(f"{formats.__name__}.{module.name}").READER for module in iter_modules(formats.__path__))
    others = (entry.load() for entry in entry_points(group=GROUP))
    return {reader.name: reader for reader in (*others, *own)}


def reader_named(name: str) -> Reader:
    """Raises UsageError for a name that no reader has."""
    if name not in readers():
        known = ", ".join(readers())
        raise UsageError(Text(f"不认识格式 {name}；有：{known}", f"no format {name}; there are: {known}"))
    return readers()[name]


def recognised(sources: Sequence[Source]) -> Iterator[tuple[Reader | None, list[Source]]]:
    """The files by their formats, in the order in which the formats occur; None for those that no reader knows."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        reader = next((reader for reader in readers().values() if reader.recognises(source.file)), None)
        groups.setdefault(reader.name if reader is not None else "", []).append(source)
    for name, found in groups.items():
        yield readers().get(name), found
