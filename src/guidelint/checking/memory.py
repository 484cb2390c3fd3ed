"""What of a check can be remembered: how the workspace's files stand, and which guides rest on what has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import structs

from guidelint.checking.copies import done_aside
from guidelint.checking.known import Known
from guidelint.checking.packed import Packed, Part, Spool
from guidelint.checking.results import Results
from guidelint.checking.sealed import pack, unpack
from guidelint.model.errors import CannotCheck
from guidelint.model.finding import Compared, Finding, Notice
from guidelint.model.report import Options, Report
from guidelint.workspace import standing
from guidelint.workspace.config import CONFIG_NAME, GUIDES, JOURNAL_NAME
from guidelint.workspace.shipped import shipped
from guidelint.workspace.standing import Below, Places, Stamp, Standing, code, package, stand
from guidelint.workspace.store import Digest, digest, seal, unseal
from guidelint.workspace.walk import below, yaml_files

if TYPE_CHECKING:
    from guidelint.checking.basis import Basis
    from guidelint.checking.examined import Head, Kept
    from guidelint.workspace.workspace import Workspace

_WORTH_A_COPY = 1_000  # guides; what is found in fewer is kept in little more time than a process needs to begin

# The lists of a report that grow with the workspace, and what they hold.
_LISTS: Mapping[str, Any] = {
    "findings": Finding,
    "notices": Notice,
    "comparisons": Compared,
    "checked": tuple[str, str],
}


@dataclass
class Memory:
    """One run's view of what the runs before it have found. `files` are all guides, windows and tickets as they stand,
    `rows` the guides of which something is kept.

    `seen` is how files stood a moment ago, when it came out that something has changed. Once the report is there, `judged`
    are all guides, `chosen` those of them that were checked, where that was done in this run; and `is_certain` tells that
    another run would report the same for as long as the files stand. Whoever sets `may_keep_aside` calls `wait` in the end,
    which returns when all is kept that is.
    """

    results: Results
    workspace: Workspace
    options: Options
    paths: Sequence[Path]
    seen: Mapping[str, Stamp] = field(default_factory=dict)
    began: int = field(default_factory=time.time_ns)
    rows: set[str] = field(default_factory=set)
    chosen: Sequence[str] = ()
    judged: Mapping[str, Head] = field(default_factory=dict)
    is_certain: bool = False
    may_keep_aside: bool = False
    wait: Callable[[], None] = lambda: None

    @property
    def guides(self) -> list[str]:
        return self._listed[0]

    @property
    def windows(self) -> list[str]:
        return self._listed[1]

    @property
    def tickets(self) -> list[str]:
        return self._listed[2]

    @cached_property
    def _listed(self) -> tuple[list[str], list[str], list[str]]:
        """Names of all guides, windows and tickets."""
        listed, config = self.workspace.listed, self.workspace.config
        return listed(config.guides), listed(config.windows), listed(config.tickets)

    @cached_property
    def stamps(self) -> dict[str, Stamp]:
        """How every file stands that a report can rest on."""
        rules = self.workspace.root / self.workspace.config.rules
        other = [*yaml_files(shipped().rules), *yaml_files(shipped().tickets), *yaml_files(rules)]
        for extended in self.workspace.config.packages:
            other += [*yaml_files(extended.rules), *extended.ticket_files(), extended.root / CONFIG_NAME]
        config = self.workspace.root / CONFIG_NAME
        found: dict[str, Stamp] = {}
        for file in (*chain(*self._listed), *map(str, (*other, config, *self.paths))):
            if (one := self.seen.get(file) or stand(file)) is not None:
                found[file] = one
        return found

    @cached_property
    def run_key(self) -> Digest:
        """Of everything at once; the file system's word is enough."""
        stamps = "\n".join(f"{file} {stamp}" for file, stamp in self.stamps.items())
        where = f"{self.workspace.root}\n{self.workspace.shown_from}\n" + "\n".join(map(str, self.paths))
        return digest(code(), where, repr(self.workspace.config), repr(self.options), self._day, stamps)

    @property
    def _day(self) -> bytes:
        """The day of this run: the first run of a day reads everything, since what is changed through a mapped page may
        keep its times."""
        return repr(time.localtime(self.began / 1e9)[:3]).encode()

    @property
    def report(self) -> Report | None:
        """What an earlier run reported, where nothing has changed since."""
        if self.seen:
            return None
        kept = unpack(self.results.report(self.run_key), tuple[Report, dict[str, int]])
        if kept is None:
            return None
        spool = Spool()
        parts: dict[str, list[Part]] = {name: [] for name in _LISTS}
        for name, count, raw in self.results.parts(self.run_key):
            packed = unseal(raw)
            if packed is None or name not in parts or not isinstance(count, int):
                return None
            parts[name].append(Part(spool.add(packed), len(packed), count))
        report, counts = kept
        lists: dict[str, Any] = {name: Packed(kind, spool, parts[name]) for name, kind in _LISTS.items()}
        # Another process may have thrown them out meanwhile.
        self.is_certain = {name: len(values) for name, values in lists.items()} == counts
        return replace(report, **lists) if self.is_certain else None

    @property
    def stood(self) -> Standing | None:
        """How that stood on which the output of this run rests, if on nothing but how files stand and on being asked the same."""
        return self._standing if self.is_certain else None

    @cached_property
    def _standing(self) -> Standing | None:
        places = self._places
        try:
            return Standing(places) if places is not None else None
        except OSError:
            return None

    @property
    def _places(self) -> Places | None:
        root, config, own = self.workspace.root, self.workspace.config, shipped()
        globs = [below(root, pattern) for pattern in (*config.guides, *config.windows, *config.tickets)]
        if None in globs or config.packages:  # a package may be found in another place next time
            return None
        rules = [Below(str(folder), hidden=True) for folder in (root / config.rules, own.rules, own.tickets)]
        start = self.paths[0].absolute()
        # Whether there is a workspace nearer than the one that was found, or one around it.
        upward = [folder / name for folder in (start, *start.parents) for name in (CONFIG_NAME, GUIDES)]
        files = [*map(str, (*upward, root / JOURNAL_NAME, self.workspace.baseline, *self.paths))]
        return Places(files, (*filter(None, globs), *rules, package()), filter(os.path.isfile, files))

    @property
    def basis(self) -> Basis | None:
        """What a run can build on that is asked the same when few files have changed."""
        if not self.is_certain or not self.judged:
            return None
        from guidelint.checking.basis import Basis

        windows, tickets = dict(self._known(self.windows)), dict(self._known(self.tickets))
        if len(windows) < len(self.windows) or len(tickets) < len(self.tickets):
            return None  # something is wrong with one
        paths = tuple(map(str, self.paths))
        return Basis.of(paths, self.options, self.workspace, self.chosen, self.judged, windows, tickets)

    @cached_property
    def files(self) -> dict[str, Known]:
        """What is known of the files that are still there, as they stand; changed ones are not among them."""
        kept: dict[str, Known] = unpack(self.results.known("files"), dict[str, Known]) or {}
        are_read_today = self.results.known("day") == self._day
        found = {}
        for file in chain(*self._listed) if kept else ():
            old = kept.get(file)
            is_sure = old is not None and old.stamp is not None and old.stamp == self.stamps.get(file)
            if old is not None and not (is_sure and are_read_today):
                old = self._read_again(file, old)
            if old is not None:
                found[file] = old
        return found

    @cached_property
    def surroundings(self) -> Digest:
        """What every guide's result rests on: rules, configuration, the tickets behind rules, and guidelint itself."""
        behind = [f"{file} {known.digest.hex()}" for file, known in self._behind_rules()]
        config = self.workspace.config
        asked = repr(replace(self.options, today=self.options.today.min))
        where = f"{self.workspace.root}\n{self.workspace.shown_from}"
        return digest(code(), self.workspace.sources().key, repr(config), asked, where, *behind)

    def known_results(self, spool: Spool) -> dict[str, Kept]:
        """The kept results of guides for which all that they rest on is the same."""
        from guidelint.checking.examined import Head, Kept

        found: dict[str, Kept] = {}
        for file, key, raw, body in self.results.guides() if self.files else ():
            self.rows.add(file)
            known = self.files.get(file)
            if known is not None and key == self.key(file, known):
                row = unpack(raw, tuple[Digest, Head])
                if row is not None and isinstance(body, bytes) and row[0] == digest(body):
                    found[file] = Kept(row[1], spool.add(body))
        return found

    def key(self, file: str, known: Known) -> Digest:
        """Of all that the guide's result rests on."""
        windows = self._windows_of.get(known.id, ())
        named = {id for _, window in windows for id in window.tickets}
        tickets = [
            *self._tickets_of.get(known.id, ()),
            *(one for id in sorted(named) for one in self._by_id.get(id, ())),
        ]
        concerned = [f"{other} {of.digest.hex()}" for other, of in (*windows, *tickets)]
        today = self.options.today.isoformat() if known.is_dated else ""
        return digest(self.surroundings, file, known.digest, today, *concerned)

    def catch_up(self) -> None:
        """Read the windows and tickets that changed: whatever rests on them is not known before."""
        if self.files:
            from guidelint.checking.index import know_tickets, know_windows

            before = len(self.workspace.errors)
            windows, tickets = (
                [file for file in files if file not in self.files] for files in (self.windows, self.tickets)
            )
            self.learn({**dict(know_windows(self.workspace, windows)), **dict(know_tickets(self.workspace, tickets))})
            del self.workspace.errors[before:]  # told of where they are read for the check

    def learn(self, read: Mapping[str, Known]) -> None:
        """Take in what is to be known of windows and tickets that were read in this run."""
        self.files.update((file, structs.replace(known, stamp=self._stamp(file))) for file, known in read.items())
        self._forget()

    @cached_property
    def are_claims_true(self) -> bool:
        """Whether no closed ticket spoke of a finding when the guides were last looked at."""
        return bool(self.files) and self.results.known("claims") == self.surroundings

    @cached_property
    def said(self) -> Digest | None:
        """What the guides said to each other when all of them were last held against their neighbours."""
        return self.results.known("said")

    def keep(
        self, fresh: Mapping[str, Kept], spool: Spool, said: Digest, report: Report | None, *, are_claims_true: bool
    ) -> None:
        """Keep this run's findings for the next, and its report where one is given.

        Nothing is kept where a file does not stand as it did before it was read: who read it twice may have seen two.
        """
        now = self._standing.stamps if self._standing is not None else {}
        if any((now.get(file) or stand(file)) != before for file, before in self.stamps.items()):
            return
        is_settled = all(self._stamp(file) is not None for file in self.stamps)
        self.is_certain = report is not None and is_settled
        work = partial(
            self._keep, fresh, spool, said, report if self.is_certain else None, are_claims_true=are_claims_true
        )
        if self.may_keep_aside and len(fresh) >= _WORTH_A_COPY:
            self.wait = done_aside(work)
        else:
            work()

    def _keep(
        self, fresh: Mapping[str, Kept], spool: Spool, said: Digest, report: Report | None, *, are_claims_true: bool
    ) -> None:
        good = {file: one for file, one in fresh.items() if one.head.summary is not None and one.head.digest}
        for file, one in good.items():
            id = one.head.summary.id if one.head.summary is not None else ""
            self.files[file] = Known(self._stamp(file), one.head.digest, id, is_dated=one.head.is_dated)
        bodies = ((file, one, one.body(spool)) for file, one in good.items())
        changed = (
            (file, self.key(file, self.files[file]), pack((digest(body), one.head)), body) for file, one, body in bodies
        )
        gone = self.rows - set(self.guides)
        claims = self.surroundings if are_claims_true else b""
        kept = {"files": pack(self.files), "day": self._day, "said": said, "claims": claims}
        if report is None:
            self.results.keep(changed, gone, kept, None)
            return
        lists: dict[str, Packed[Any]] = {name: getattr(report, name) for name in _LISTS}
        parts = (
            (name, number, count, seal(packed))
            for name, values in lists.items()
            for number, (packed, count) in enumerate(values.repacked())
        )
        empty: dict[str, Any] = dict.fromkeys(_LISTS, ())
        counts = {name: len(values) for name, values in lists.items()}
        self.results.keep(changed, gone, kept, (self.run_key, pack((replace(report, **empty), counts))), parts)

    def _forget(self) -> None:
        for name in ("surroundings", "_windows_of", "_tickets_of", "_by_id"):
            self.__dict__.pop(name, None)

    def _stamp(self, file: str) -> Stamp | None:
        """None for a file so young that it may have changed since it was read without showing it."""
        one = self.stamps.get(file)
        return one if one is not None and max(one[1:3]) < self.began - standing.YOUNG else None

    def _read_again(self, file: str, old: Known) -> Known | None:
        try:
            held = digest(self.workspace.read(Path(file)))
        except CannotCheck:
            return None
        return structs.replace(old, stamp=self._stamp(file)) if held == old.digest else None

    def _known(self, files: Iterable[str]) -> Iterator[tuple[str, Known]]:
        return ((file, self.files[file]) for file in files if file in self.files)

    def _behind_rules(self) -> Iterator[tuple[str, Known]]:
        """Tickets that name a rule, or that a rule names."""
        evidence = self.workspace.sources().evidence
        return ((f, known) for f, known in self._known(self.tickets) if known.reveals or known.id in evidence)

    @cached_property
    def _windows_of(self) -> dict[str, list[tuple[str, Known]]]:
        return self._by(self.windows, lambda known: known.guide)

    @cached_property
    def _tickets_of(self) -> dict[str, list[tuple[str, Known]]]:
        return self._by(self.tickets, lambda known: known.guide)

    @cached_property
    def _by_id(self) -> dict[str, list[tuple[str, Known]]]:
        return self._by(self.tickets, lambda known: known.id)

    def _by(self, files: Iterable[str], key: Callable[[Known], str]) -> dict[str, list[tuple[str, Known]]]:
        found: dict[str, list[tuple[str, Known]]] = {}
        for file, known in self._known(files):
            found.setdefault(key(known), []).append((file, known))
        return found
