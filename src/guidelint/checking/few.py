"""Looking at few guides again, where all else is as an earlier check has found it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from msgspec import structs

from guidelint.checking.basis import Basis, Judged, rests_on
from guidelint.checking.engine import Engine
from guidelint.checking.examined import Kept
from guidelint.checking.examining import Run
from guidelint.checking.index import Index, know_tickets, know_windows
from guidelint.checking.known import Known
from guidelint.checking.packed import Spool
from guidelint.checking.records import RecordsOnDemand
from guidelint.model.course import is_claim
from guidelint.model.guide import Guide
from guidelint.rules.kinds.subject import Neighbours
from guidelint.workspace.standing import Standing, stand
from guidelint.workspace.workspace import Workspace


class Unlike(Exception):
    """What has changed bears on more than a few guides; all are to be checked."""


@dataclass
class Few:
    """The guides that are looked at, of those in `basis`. `read` are the files that were read for it."""

    workspace: Workspace
    basis: Basis
    engine: Engine
    spool: Spool = field(default_factory=Spool)
    read: set[str] = field(default_factory=set)

    @classmethod
    def begin(cls, workspace: Workspace, basis: Basis, changed: Set[str]) -> "Few":
        """Raises Unlike."""
        if not changed <= basis.files:
            raise Unlike
        windows = basis.windows | _known_again(basis.windows, changed, know_windows, workspace)
        tickets = basis.tickets | _known_again(basis.tickets, changed, know_tickets, workspace)
        known, public = windows | tickets, workspace.public_tickets()
        index = Index.of(workspace, list(windows), list(tickets), known, public)
        engine = Engine.prepare(workspace, basis.options, RecordsOnDemand(workspace, index, public, known))
        evidence = {id for loaded in engine.ruleset.rules.values() for id in loaded.rule.evidence}
        behind_rules = any(tickets[file].id in evidence for file in changed if file in tickets)
        if behind_rules or workspace.errors or rests_on(workspace) != basis.rests:
            raise Unlike
        basis = structs.replace(basis, windows=windows, tickets=tickets)
        return cls(workspace, basis, engine, read={*changed, *engine.records.let_go()})

    def is_certain(self, stood: Standing) -> bool:
        """Whether all that was read stands as it `stood` before."""
        others = self.basis.files - self.read
        return all(stand(file) == stamp for file, stamp in stood.stamps.items() if file not in others)

    def look(self, guides: Collection[Judged]) -> dict[str, Kept]:
        """Each guide by its file as it is now. Raises Unlike where it says other things to others, or something is wrong."""
        before = {one.file: one for one in guides}
        run = Run(self.workspace, self.basis.options, list(before), None, None, self.engine, self.spool)
        run.fresh.update(run.look(self.engine, [(file, True) for file in before]))
        self._refuse_unlike(run, before)
        chained = [
            file for file, one in run.fresh.items() if before[file].is_chained or one.head.named != before[file].named
        ]
        if chained:
            run.chain(self.engine, self._neighbours, chained)
            self._refuse_unlike(run, before)
        claims = self.engine.records.closed({one.id for one in guides})
        if any(is_claim(one.model) for one in claims) and run.untrue_claims(
            self.engine, list(before), self._neighbours
        ):
            raise Unlike
        self.read.update(before, self._learned())
        return run.fresh

    def _refuse_unlike(self, run: Run, before: Mapping[str, Judged]) -> None:
        for file, one in run.fresh.items():
            if one.head.summary is None or one.head.errors or one.head.said != before[file].said:
                raise Unlike
        if self.workspace.errors:
            raise Unlike

    def _learned(self) -> Collection[str]:
        records = self.engine.records
        return {*records.let_go(), *(records.learned if isinstance(records, RecordsOnDemand) else ())}

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours.of(cast(Mapping[str, Guide], self.basis.summaries), self.engine.phrases)


def _known_again(
    known: Mapping[str, Known],
    changed: Collection[str],
    read: Callable[[Workspace, Iterable[str]], Iterator[tuple[str, Known]]],
    workspace: Workspace,
) -> dict[str, Known]:
    """What is known of those that changed. Raises Unlike where that concerns more than the guides that they were about."""
    files = [file for file in changed if file in known]
    found = dict(read(workspace, files))
    for file in files:
        if file not in found or not _is_about_the_same(known[file], found[file]):
            raise Unlike
    return found


def _is_about_the_same(old: Known, new: Known) -> bool:
    # A ticket behind a rule is told of wherever that fires.
    return (old.id, old.guide, old.tickets) == (new.id, new.guide, new.tickets) and not old.reveals and not new.reveals
