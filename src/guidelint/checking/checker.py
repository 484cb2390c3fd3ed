"""Checks shares of the guides, in whatever process an executor puts it."""

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import cast

import msgspec

from guidelint.checking.closed_tickets import contradicted_closures
from guidelint.checking.engine import Engine
from guidelint.checking.facts import FileFacts, Summary, Surroundings
from guidelint.checking.records import Records
from guidelint.model.errors import FileError
from guidelint.model.guide import Guide
from guidelint.model.report import Report
from guidelint.rules.kinds.context import Neighbours
from guidelint.workspace.workspace import Workspace


class GuideResult(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What was found in one guide: packed lists of findings, notices, and comparisons with windows; errors in its file;
    and errors in closed tickets that claim that it is in order (`contradicted`). `preview` is as in a report."""

    findings: msgspec.Raw
    notices: msgspec.Raw
    comparisons: msgspec.Raw
    errors: tuple[FileError, ...] = ()
    contradicted: tuple[FileError, ...] = ()
    preview: int = 0

    @classmethod
    def of(cls, report: Report, contradicted: Iterable[FileError] = ()) -> "GuideResult":
        lists = (report.findings, report.notices, report.comparisons)
        findings, notices, comparisons = (msgspec.Raw(msgspec.msgpack.encode(some)) for some in lists)
        return cls(findings, notices, comparisons, report.errors, tuple(contradicted), report.preview)


class Share(msgspec.Struct, frozen=True):
    """Files of guides; with their surroundings, where they are checked by a process that does not know the workspace."""

    files: Sequence[str]
    surroundings: Surroundings | None = None


CheckedShare = tuple[list[bytes], tuple[FileError, ...]]
"""The packed result of each guide of a share, and errors that came up in windows and tickets meanwhile."""


class Checker:
    """Checks guides against their windows, tickets and neighbours.

    A copy in a process that is no fork makes its engine anew, from the same workspace; `behind_rules` are the tickets that
    it needs for that.
    """

    def __init__(
        self, engine: Engine, neighbours: Neighbours | None, behind_rules: Mapping[str, FileFacts] | None = None
    ) -> None:
        self.engine, self.neighbours, self.behind_rules = engine, neighbours, behind_rules or {}
        self._lock = Lock()  # a worker of a cluster may have threads

    def __call__(self, share: Share) -> CheckedShare:
        with self._lock:
            return self._check(share)

    def _check(self, share: Share) -> CheckedShare:
        errors = self.engine.workspace.errors
        if share.surroundings is not None:
            self._receive(share.surroundings)
        before = len(errors)
        self._fetch(share)
        results = [msgspec.msgpack.encode(self._check_guide(file)) for file in share.files]
        found = tuple(errors[before:])
        del errors[before:]
        return results, found

    def _check_guide(self, file: str) -> GuideResult:
        workspace = self.engine.workspace
        before = len(workspace.errors)
        loaded = workspace.model(file, "guide", Guide, of_values=True)
        if loaded is None:  # it has changed since it was read
            wrong = tuple(workspace.errors[before:])
            del workspace.errors[before:]
            return GuideResult.of(Report(errors=wrong))
        report = self.engine.check_one(loaded, self.neighbours)
        return GuideResult.of(report, contradicted_closures(self.engine, loaded, report.findings, self.neighbours))

    def _receive(self, surroundings: Surroundings) -> None:
        records = Records(self.engine.workspace, self.engine.records.public)
        tickets = {**self.behind_rules, **surroundings.tickets}
        records.add(surroundings.windows, tickets, {**tickets, **surroundings.windows})
        self.engine.records = records
        self.neighbours = neighbours_of({one.id: one for one in surroundings.neighbours}, self.engine)

    def _fetch(self, share: Share) -> None:
        """Fetch the files together where the workspace lies elsewhere."""
        if (fetch := getattr(self.engine.workspace.unsaved, "fetch", None)) is not None:
            around = share.surroundings
            others = (*around.windows, *around.tickets) if around is not None else ()
            fetch([Path(file) for file in (*share.files, *others)])

    def __reduce__(self) -> tuple[Callable[[bytes], "Checker"], tuple[bytes]]:
        workspace = self.engine.workspace
        anew = Workspace(workspace.root, workspace.config, workspace.shown_from, unsaved=workspace.unsaved)
        return _elsewhere, (pickle.dumps((anew, self.engine.options, self.behind_rules)),)


def neighbours_of(summaries: Mapping[str, Summary], engine: Engine) -> Neighbours:
    """A summary has all that is read of a neighbour."""
    return Neighbours.of(cast(Mapping[str, Guide], summaries), engine.phrases)


@lru_cache(maxsize=1)
def _elsewhere(packed: bytes) -> Checker:
    workspace, options, behind_rules = pickle.loads(packed)
    records = Records(workspace)
    records.add((), behind_rules, behind_rules)
    return Checker(Engine.prepare(workspace, options, records), None, behind_rules)
