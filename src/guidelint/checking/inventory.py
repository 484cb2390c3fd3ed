"""What a workspace holds: how its files stand, what each is about, and what the findings of a guide rest on."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

import msgspec
from msgspec import structs

from guidelint.checking.cache import CacheRow, ResultCache
from guidelint.checking.facts import FileFacts, Summary, Surroundings, guide_facts
from guidelint.checking.records import Records
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.guide import Guide
from guidelint.model.report import Options
from guidelint.workspace import snapshot
from guidelint.workspace.choosing import guide_names
from guidelint.workspace.config import CONFIG_NAME, GUIDES, JOURNAL_NAME, misspelt
from guidelint.workspace.shipped import shipped
from guidelint.workspace.snapshot import Snapshot, Stamp, WatchedFolder, WatchedPlaces, code, package, stamp_of
from guidelint.workspace.store import Digest, digest
from guidelint.workspace.walk import below, yaml_files
from guidelint.workspace.workspace import Workspace

_AT_ONCE = 256  # files fetched together from a workspace elsewhere


class Inventory:
    """The guides, window records and tickets of a workspace.

    `guides` has the facts of every good guide, those of `chosen` first; `broken` the errors of the others. With a `cache`,
    only files that changed since are read. `seen` tells how files stood a moment ago, if somebody has looked.
    """

    def __init__(
        self,
        workspace: Workspace,
        options: Options,
        paths: Sequence[Path],
        cache: ResultCache | None = None,
        seen: Mapping[str, Stamp] | None = None,
    ) -> None:
        self.workspace, self.options, self.paths, self.cache = workspace, options, paths, cache
        self.began = time.time_ns()
        self._day = date(*time.localtime(self.began / 1e9)[:3]).toordinal()
        config = workspace.config
        self._listed = workspace.listed(config.guides)
        self.windows, self.tickets = workspace.listed(config.windows), workspace.listed(config.tickets)
        self.chosen = guide_names(workspace, paths, self._listed)
        self.everything = list(dict.fromkeys((*self.chosen, *self._listed)))
        self.stamps = self._stamps(seen or {}) if cache is not None else {}
        self.rows = cache.rows() if cache is not None else {}
        self.guides: dict[str, FileFacts] = {}
        self.broken: dict[str, tuple[FileError, ...]] = {}

    def read(self, records: Records | None = None) -> Records:
        """Find out what every file is about; what is wrong with window records and tickets is in the workspace's errors.

        `records` are those of the workspace, where somebody has read them already.
        """
        files = [*self.everything, *self.windows, *self.tickets]
        known = {file: facts for file in files if (facts := self._unchanged(file)) is not None}
        if records is None:
            records = Records(self.workspace)
            records.add(self._fetched(self.windows), self._fetched(self.tickets), known)
        self.records = records
        unknown = self._fetched([file for file in self.everything if file not in known])
        for file in self.everything:
            facts = known.get(file) or self._read_guide(next(unknown))
            if facts is not None:
                self.guides[file] = facts
        return records

    @cached_property
    def summaries(self) -> dict[str, Summary]:
        """All guides by id; of several with one id the first counts."""
        found: dict[str, Summary] = {}
        for facts in self.guides.values():
            if facts.summary is not None:
                found.setdefault(facts.summary.id, facts.summary)
        return found

    def duplicates(self) -> Iterator[tuple[str, str, str]]:
        """An id, and the first and another file of guides that have it."""
        first: dict[str, str] = {}
        for file, facts in self.guides.items():
            if facts.summary is not None and first.setdefault(facts.summary.id, file) != file:
                yield facts.summary.id, first[facts.summary.id], file

    def around(self, summary: Summary) -> list[Summary]:
        """The guides that a rule about neighbours holds this one against: those that it names, and of its region those that
        issue something."""
        named = (self.summaries.get(id) for id in summary.related)
        return [*(one for one in named if one is not None), *self._issuing.get(summary.district or "", ())]

    def surroundings(self, files: Iterable[str]) -> Surroundings:
        """What the findings of these guides rest on besides their own files."""
        about, summaries = self.records.about, [self.summary(file) for file in files]
        facts = {one: self.records.facts[one] for summary in summaries for one in about(summary.id)}
        around = {one.id: one for summary in summaries for one in self.around(summary)}
        windows = {file: one for file, one in facts.items() if not one.ticket}
        tickets = {file: one for file, one in facts.items() if one.ticket}
        return Surroundings(windows, tickets, tuple(around.values()))

    def id(self, file: str) -> str:
        """The id of a good guide."""
        return self.summary(file).id

    def summary(self, file: str) -> Summary:
        found = self.guides[file].summary
        assert found is not None
        return found

    def key(self, file: str) -> Digest:
        """Of all that the findings of a guide rest on."""
        facts, summary = self.guides[file], self.summary(file)
        today = self.options.today.isoformat() if facts.is_dated or self.workspace.config.stale_after else ""
        about = (f"{one} {self.records.facts[one].digest.hex()}" for one in self.records.about(summary.id))
        named = msgspec.msgpack.encode([self.summaries.get(id) for id in summary.related])
        region = self._regions.get(summary.district or "", b"")
        return digest(self._common, file, facts.digest, today, named, region, *about)

    def result(self, file: str) -> bytes | None:
        """What was found in this guide, where all that this rests on is the same."""
        row = self.rows.get(file)
        return row.result if row is not None and row.key and row.key == self.key(file) else None

    def behind_rules(self) -> dict[str, FileFacts]:
        """The tickets that name a rule, or that a rule names."""
        evidence, facts = self.workspace.sources().evidence, self.records.facts
        known = ((file, facts[file]) for file in self.tickets if file in facts)
        return {file: one for file, one in known if one.reveals or one.ticket in evidence}

    def keep(self, fresh: Mapping[str, bytes]) -> bool:
        """Keep what was found in the guides looked at. Tells whether any change from now on will show.

        Nothing is kept where a file does not stand as it did before it was read: who read it twice may have seen two.
        """
        now = self.standing.stamps if self.standing is not None else {}
        if self.cache is None or any((now.get(file) or stamp_of(file)) != one for file, one in self.stamps.items()):
            return False
        self.cache.store(self._changed(fresh), self.rows.keys() - {*self._listed, *self.windows, *self.tickets})
        return all(self._settled(file) is not None for file in self.stamps)

    @cached_property
    def standing(self) -> Snapshot | None:
        """How all files stand that a report rests on, looked up once; None where the file system's word is not enough."""
        root, config, own = self.workspace.root, self.workspace.config, shipped()
        globs = [below(root, pattern) for pattern in (*config.guides, *config.windows, *config.tickets)]
        if None in globs or config.packages:  # a package may be found in another place next time
            return None
        rules = [WatchedFolder(str(folder), hidden=True) for folder in (root / config.rules, own.rules, own.tickets)]
        start = self.paths[0].absolute()
        # Whether there is a workspace nearer than the one that was found, or one around it.
        configured = [folder / CONFIG_NAME for folder in (start, *start.parents)]
        upward = [*(folder / GUIDES for folder in (start, *start.parents)), *configured, self.workspace.baseline]
        upward += [other for file in (*configured, self.workspace.baseline) for other in misspelt(file)]
        files = [*map(str, (*upward, root / JOURNAL_NAME, *self.paths))]
        try:
            return Snapshot(
                WatchedPlaces(files, (*filter(None, globs), *rules, package()), filter(os.path.isfile, files))
            )
        except OSError:
            return None

    def _changed(self, fresh: Mapping[str, bytes]) -> Iterator[tuple[str, CacheRow]]:
        for file, facts in chain(self.guides.items(), self.records.facts.items()):
            old = self.rows.get(file)
            row = CacheRow(structs.replace(facts, stamp=self._settled(file), day=self._day))
            if file in fresh:
                row = structs.replace(row, key=self.key(file), result=fresh[file])
            elif old is not None:
                row = structs.replace(row, key=old.key, result=old.result)
            if row != old:
                yield file, row

    @cached_property
    def _common(self) -> Digest:
        """A digest of what the findings of every guide rest on: rules, settings, and guidelint itself."""
        behind = [f"{file} {facts.digest.hex()}" for file, facts in self.behind_rules().items()]
        workspace = self.workspace
        asked = repr(replace(self.options, today=self.options.today.min))
        where = f"{workspace.root}\n{workspace.shown_from}"
        return digest(code(), workspace.sources().key, repr(workspace.config), asked, where, *behind)

    @cached_property
    def _regions(self) -> Mapping[str, Digest]:
        """By region, a digest of the guides that issue something in it."""
        return {region: digest(msgspec.msgpack.encode(some)) for region, some in self._issuing.items()}

    @cached_property
    def _issuing(self) -> Mapping[str, Sequence[Summary]]:
        found: dict[str, list[Summary]] = {}
        for summary in self.summaries.values():
            if summary.result is not None and summary.district is not None:
                found.setdefault(summary.district, []).append(summary)
        return found

    def _stamps(self, seen: Mapping[str, Stamp]) -> dict[str, Stamp]:
        """How every file stands that a report can rest on."""
        workspace, own = self.workspace, shipped()
        folders = [own.rules, own.tickets, workspace.root / workspace.config.rules]
        other = [*chain.from_iterable(map(yaml_files, folders)), workspace.root / CONFIG_NAME, *self.paths]
        for extended in workspace.config.packages:
            other += [*yaml_files(extended.rules), *extended.ticket_files(), extended.root / CONFIG_NAME]
        files = (*self.everything, *self.windows, *self.tickets, *map(str, other))
        return {file: one for file in files if (one := seen.get(file) or stamp_of(file)) is not None}

    def _unchanged(self, file: str) -> FileFacts | None:
        """What is known of a file that is still as it was; its bytes tell, where its times do not.

        The first run of a day reads everything: what is changed through a mapped page may keep its times.
        """
        if (row := self.rows.get(file)) is None:
            return None
        if row.facts.stamp is not None and (row.facts.stamp, row.facts.day) == (self.stamps.get(file), self._day):
            return row.facts
        try:
            held = digest(self.workspace.read(file))
        except CannotCheck:
            return None
        return row.facts if held == row.facts.digest else None

    def _settled(self, file: str) -> Stamp | None:
        """How a file stands; None where it is so young that it may have changed since it was read without showing it."""
        one = self.stamps.get(file)
        return one if one is not None and max(one[1:3]) < self.began - snapshot.YOUNG else None

    def _read_guide(self, file: str) -> FileFacts | None:
        errors = self.workspace.errors
        before = len(errors)
        loaded = self.workspace.model(file, "guide", Guide)
        if loaded is None:
            self.broken[file] = tuple(errors[before:])
            del errors[before:]
            return None
        return guide_facts(loaded)

    def _fetched(self, files: Sequence[str]) -> Iterator[str]:
        """The same files; where the workspace lies elsewhere, many are fetched together."""
        rest = iter(files)
        fetch = getattr(self.workspace.unsaved, "fetch", None)
        while some := list(islice(rest, _AT_ONCE)):
            if fetch is not None:
                fetch([Path(file) for file in some])
            yield from some
