"""What windows and tickets are about, before they are parsed: from an earlier run, or from the line that says it.

A line is only a hint. It is held against the file when that is read (records.py).
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct, field

from guidelint.checking.known import Known
from guidelint.model.course import ARCHIVED, is_claim
from guidelint.model.errors import CannotCheck
from guidelint.model.ticket import Ticket
from guidelint.model.window import WindowRecord
from guidelint.workspace.store import digest
from guidelint.workspace.workspace import Loaded, Workspace, duplicate_id

_VALUE = re.compile(rb"""[ \t]+(["']?)([0-9A-Za-z][0-9A-Za-z._-]*)\1[ \t]*(?:[ \t]#[^\n]*)?\r?(?:\n|\Z)""")
_MOST = 1 << 16  # bytes of a file that are looked through; a larger one is parsed
_AT_ONCE = 256  # files fetched together from a workspace elsewhere
_BOM = b"\xef\xbb\xbf"


class Belied(Exception):
    """A file is about something else than its bytes had seemed to say."""


class Index(Struct, frozen=True, gc=False):
    """What the workspace's own windows and tickets are about.

    `windows` are files by the id of their guide, `tickets` a file by its own id, `naming` ids of tickets by the guide that
    they name, `said` what is known of each of these ticket files. `is_sure` tells that nothing rests on a hint.
    """

    windows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tickets: Mapping[str, str] = field(default_factory=dict)
    naming: Mapping[str, Sequence[str]] = field(default_factory=dict)
    said: Mapping[str, Known] = field(default_factory=dict)
    is_sure: bool = False

    @classmethod
    def of(
        cls,
        workspace: Workspace,
        windows: Sequence[str],
        tickets: Sequence[str],
        known: Mapping[str, Known],
        public: Collection[str],
        *,
        is_sure: bool = False,
    ) -> "Index":
        """Of all files; those without a hint, and all if it is to be sure, are read.

        `known` tells of files as they stand, `public` are the ids of tickets that come with rules. What is wrong with a
        file that was read is in the workspace's errors.
        """
        by_guide: dict[str, list[str]] = {}
        for file, one in _said(workspace, windows, known, None if is_sure else _window_hint, know_windows):
            by_guide.setdefault(one.guide, []).append(file)
        by_id: dict[str, list[str]] = {}
        said: dict[str, Known] = {}
        for file, one in _said(workspace, tickets, known, None if is_sure else _ticket_hint, know_tickets):
            by_id.setdefault(one.id, []).append(file)
            said[file] = one
        own: dict[str, str] = {}
        for id, files in by_id.items():
            # One of several is told of, and a broken one does not count where there is a public one.
            is_alone = len(files) == 1 and id not in public
            counts = files[0] if is_alone else _last(workspace, id, files)
            if counts is not None:
                own[id] = counts
        naming: dict[str, list[str]] = {}
        for id, file in own.items():
            naming.setdefault(said[file].guide, []).append(id)
        return cls(by_guide, own, naming, said, is_sure)

    def about(self, guide: str) -> Iterator[str]:
        """The files about the guide of that id."""
        yield from self.windows.get(guide, ())
        yield from (self.tickets[id] for id in self.naming.get(guide, ()))


def load_window(workspace: Workspace, file: str) -> Loaded[WindowRecord] | None:
    return workspace.model(file, "window", WindowRecord)


def load_ticket(workspace: Workspace, file: str) -> Loaded[Ticket] | None:
    return workspace.model(file, "ticket", Ticket)


def window_known(loaded: Loaded[WindowRecord]) -> Known:
    """What other files have to do with a window that was read."""
    named = tuple(sorted(set(revealed_in(loaded.model))))
    return Known(None, digest(loaded.document.raw), guide=loaded.model.guide, tickets=named)


def revealed_in(window: WindowRecord) -> Iterator[str]:
    """The tickets that revealed something of the window."""
    for _, demand in window.asked:
        yield from demand.revealed_by


def ticket_known(loaded: Loaded[Ticket]) -> Known:
    ticket = loaded.model
    reveals, closes = bool(ticket.reveals), is_claim(ticket)
    return Known(None, digest(loaded.document.raw), ticket.id, ticket.guide or "", reveals=reveals, closes=closes)


def know_windows(workspace: Workspace, files: Iterable[str]) -> Iterator[tuple[str, Known]]:
    """What is to be known of each file that is good; what is wrong with the others is in the workspace's errors."""
    return ((file, window_known(one)) for file in files if (one := load_window(workspace, file)) is not None)


def know_tickets(workspace: Workspace, files: Iterable[str]) -> Iterator[tuple[str, Known]]:
    """As `know_windows`, of tickets."""
    return ((file, ticket_known(one)) for file in files if (one := load_ticket(workspace, file)) is not None)


def _said(
    workspace: Workspace,
    files: Sequence[str],
    known: Mapping[str, Known],
    hint: Callable[[bytes], Known | None] | None,
    read: Callable[[Workspace, Iterable[str]], Iterator[tuple[str, Known]]],
) -> Iterator[tuple[str, Known]]:
    contents = _contents(workspace, [file for file in files if file not in known] if hint is not None else ())
    for file in files:
        if hint is None:
            yield from read(workspace, [file])
        elif file in known:
            yield file, known[file]
        elif (raw := next(contents)) is not None and (one := hint(raw)) is not None:
            yield file, one
        else:
            yield from read(workspace, [file])


def _contents(workspace: Workspace, files: Iterable[str]) -> Iterator[bytes | None]:
    """What each file holds; None for one that cannot be read, or not at once."""
    if not workspace.unsaved:
        yield from map(_beginning, files)
        return
    fetch = getattr(workspace.unsaved, "fetch", None)
    rest = iter(files)
    while some := [Path(file) for file in islice(rest, _AT_ONCE)]:
        if fetch is not None:
            fetch(some)
        for file in some:
            try:
                yield workspace.read(file)
            except CannotCheck:
                yield None


def _beginning(file: str) -> bytes | None:
    try:
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - thousands of files, one after the other
            raw = stream.read(_MOST)
    except OSError:
        return None
    return raw if len(raw) < _MOST else None


def guide_hint(raw: bytes) -> str | None:
    """The id that a guide seems to give itself."""
    return _value(raw, b"\nid:") or None


def _window_hint(raw: bytes) -> Known | None:
    guide = _value(raw, b"\nguide:")
    return Known(None, b"", guide=guide) if guide else None


def _ticket_hint(raw: bytes) -> Known | None:
    id, guide = _value(raw, b"\nid:"), _value(raw, b"\nguide:")
    if not id or guide is None:
        return None
    closes = b"closed" in raw or ARCHIVED.encode() in raw
    return Known(None, b"", id, guide, reveals=b"reveals" in raw, closes=closes)


def _value(raw: bytes, key: bytes) -> str | None:
    """What stands behind a key at the beginning of a line; "" where there is no such line, None where that is not plain."""
    lines = b"\n" + raw.removeprefix(_BOM)
    at = lines.find(key)
    if at < 0:
        return ""
    found = _VALUE.match(lines, at + len(key))
    return found[2].decode() if found is not None and lines.find(key, at + 1) < 0 else None


def _last(workspace: Workspace, id: str, files: Sequence[str]) -> str | None:
    """Of files with one id the one that counts; the others are told of."""
    last: tuple[str, Loaded[Ticket]] | None = None
    for file in files:
        if (loaded := load_ticket(workspace, file)) is not None:
            if loaded.model.id != id:
                raise Belied(file)
            if last is not None:
                workspace.errors.append(duplicate_id(last[1].document, loaded.document, loaded.model.id))
            last = file, loaded
    return last[0] if last is not None else None
