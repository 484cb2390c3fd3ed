"""Looking at guides: each by itself, wherever an executor puts it, and then what they have to do with each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from guidelint.checking.engine import Engine
from guidelint.checking.examined import Done, Head, Kept, Summary, chained
from guidelint.checking.executor import Executor, Forks, Here, Share, default_executor
from guidelint.checking.index import Belied, Index
from guidelint.checking.look import Look
from guidelint.checking.packed import Packed, Part, Spool
from guidelint.checking.records import RecordsOnDemand
from guidelint.checking.replaced import replaced
from guidelint.checking.sieve import Sieve
from guidelint.checking.unread import dead_settings, linked_folders
from guidelint.model.errors import FileError
from guidelint.model.finding import Compared, Finding, Notice
from guidelint.model.guide import Guide
from guidelint.model.progress import Advance, unwatched
from guidelint.model.report import Options, Report
from guidelint.rules.kinds.subject import Neighbours
from guidelint.workspace.store import Digest, digest
from guidelint.workspace.workspace import Workspace, duplicate_id

if TYPE_CHECKING:
    from guidelint.checking.memory import Memory

_A_SHARE = 25  # guides
_A_SMALL_SHARE = 10  # for copies, which take one in no time: the first is looked at by one of them alone
_MOST_SHARES = 4_000


@dataclass
class Run:
    """One check. `fresh` are the guides that were looked at in it, `known` those that were remembered, `said` is a digest
    of what all say to each other, where there is a memory, `replaced` what is told of shipped rules that others stand for, and of what is not read."""

    workspace: Workspace
    options: Options
    chosen: Sequence[str]
    executor: Executor | None
    memory: "Memory | None"
    prepared: Engine | None = None
    spool: Spool = field(default_factory=Spool)
    known: Mapping[str, Kept] = field(default_factory=dict)
    fresh: dict[str, Kept] = field(default_factory=dict)
    untrue: Sequence[FileError] = ()
    replaced: Sequence[Notice] = ()
    said: Digest = b""

    def report(self, advance: Advance) -> Report:
        if self.memory is not None:
            self.memory.catch_up()
            self.known = self.memory.known_results(self.spool)
        before = len(self.workspace.errors)
        try:
            return self._report(advance)
        except Belied:
            del self.workspace.errors[before:]
            self.fresh.clear()
            return self._report(advance, is_sure=True)

    def _report(self, advance: Advance, *, is_sure: bool = False) -> Report:
        chosen = self.chosen
        everything = list(dict.fromkeys((*chosen, *self._guides())))
        work = [(file, number < len(chosen)) for number, file in enumerate(everything) if file not in self.known]
        engine = self.prepared or self._engine(is_sure=is_sure)
        self.fresh.update(self.look(engine, work, advance))
        self._finish(engine)
        report = self._judged(engine, chosen, everything)
        if self.memory is not None:
            fresh = {file: self.fresh[file] for file in chosen if file in self.fresh}
            are_true = not self.untrue and (len(everything) == len(chosen) or self.memory.are_claims_true)
            # What is said of an untrue claim rests on the archive too, which nobody watches.
            kept = None if self.untrue else report
            if len(chosen) < len(everything) and self.memory.said != self.said:
                self.said = b""  # the others were not held against what is said now
            self.memory.keep(fresh, self.spool, self.said, kept, are_claims_true=are_true)
            if not self.replaced:  # an output that says more than its guides is not put together from theirs
                heads = (one.head for one in self._all(everything))
                self.memory.judged = dict(zip(everything, heads, strict=True))
            self.memory.chosen = chosen
        return report

    def _guides(self) -> Sequence[str]:
        return self.workspace.listed(self.workspace.config.guides) if self.memory is None else self.memory.guides

    def _engine(self, *, is_sure: bool) -> Engine:
        workspace, memory = self.workspace, self.memory
        config, known = workspace.config, memory.files if memory is not None else {}
        windows = workspace.listed(config.windows) if memory is None else memory.windows
        tickets = workspace.listed(config.tickets) if memory is None else memory.tickets
        public = workspace.public_tickets()
        index = Index.of(workspace, windows, tickets, known, public, is_sure=is_sure)
        return Engine.prepare(workspace, self.options, RecordsOnDemand(workspace, index, public, known))

    def look(
        self, engine: Engine, work: Share, advance: Advance = unwatched, neighbours: Neighbours | None = None
    ) -> Iterator[tuple[str, Kept]]:
        """Each file of the work as it was found to be."""
        is_here = not hasattr(self.workspace.unsaved, "fetch")  # connections do not survive a fork
        executor = self.executor or (default_executor(len(work)) if is_here else Here())
        least = _A_SMALL_SHARE if isinstance(executor, Forks) else _A_SHARE
        size = max(least, -(-len(work) // _MOST_SHARES))
        shares = [work[at : at + size] for at in range(0, len(work), size)]
        task, done = Look(engine, neighbours), msgspec.msgpack.Decoder(Done)
        results = executor.map(task, shares, lambda n: advance(min(n * size, len(work)), len(work)))
        for share, found in zip(shares, map(done.decode, results), strict=True):
            self.workspace.errors += found.errors
            if isinstance(engine.records, RecordsOnDemand):
                engine.records.learned.update(found.read)
            for (file, _), (head, body) in zip(share, found.examined, strict=True):
                yield file, Kept(head, self.spool.add(body))
        advance(len(work), len(work))

    def _finish(self, engine: Engine) -> None:
        """Read the windows and tickets that nobody has read yet, as far as they are not known to be good."""
        records, memory = engine.records, self.memory
        if not isinstance(records, RecordsOnDemand):
            return
        good = memory.files if memory is not None and memory.are_claims_true else ()
        records.learned.update(records.let_go())
        records.finish({one.head.summary.id for one in self.fresh.values() if one.head.summary is not None}, good)
        if memory is not None:
            memory.learn(records.learned)

    def _all(self, files: Sequence[str]) -> list[Kept]:
        return [self.fresh.get(file) or self.known[file] for file in files]

    def _judged(self, engine: Engine, chosen: Sequence[str], everything: Sequence[str]) -> Report:
        """What the guides have to do with each other, and everything in order."""
        workspace, heads = self.workspace, [one.head for one in self._all(everything)]
        before = [*workspace.errors, *(e for head in heads[: len(chosen)] if head.summary is None for e in head.errors)]
        errors = [error for head in heads[: len(chosen)] for error in head.errors]
        by_id: dict[str, Summary] = {}
        places: dict[str, str] = {}
        for head, file in zip(heads, everything, strict=True):
            if head.summary is not None:
                first = places.setdefault(head.summary.id, file)
                by_id.setdefault(head.summary.id, head.summary)
                if first != file:
                    errors += _duplicate(engine, first, file, head.summary.id)
        if not before and all(head.summary is not None for head in heads[len(chosen) :]):
            errors += engine.windows_without_guide(by_id)
        # A summary has all that is read of a neighbour.
        neighbours = Neighbours.of(cast(Mapping[str, Guide], by_id), engine.phrases)
        self.said = _said(heads) if self.memory is not None else b""
        is_settled = self.memory is not None and self.memory.said == self.said
        self.chain(engine, neighbours, [file for file in chosen if file in self.fresh] if is_settled else chosen)
        judged = self._all(chosen)
        errors += (error for one in judged for error in one.head.errors)  # of those that have gone bad since
        if engine.ticket_files:
            self.untrue = self.untrue_claims(engine, chosen, neighbours)
            errors += self.untrue
        checked = [one for one in judged if one.head.summary is not None]
        ran = {id(rules): rules for rules in (engine.rules_for(one.head.file) for one in checked)}
        rules = {rule for rules in ran.values() for rule in rules}
        names = [(one.head.summary.id, one.head.file) for one in checked if one.head.summary is not None]
        in_order = sorted(judged, key=lambda one: one.head.file)
        errors += dead_settings(workspace, everything)
        self.replaced = [*(one.notice for one in replaced(workspace, engine.tickets)), *linked_folders(workspace)]
        apart = self.spool.put(msgspec.msgpack.encode(self.replaced))
        return Report(
            findings=Packed(Finding, self.spool, [one.part("findings") for one in in_order]),
            errors=tuple(sorted({*workspace.errors, *errors})),
            notices=Packed(
                Notice, self.spool, [Part(*apart, len(self.replaced)), *(one.part("notices") for one in judged)]
            ),
            comparisons=Packed(Compared, self.spool, [one.part("comparisons") for one in judged]),
            guides=len(checked),
            rules=len(rules),
            lang=workspace.config.lang,
            checked=Packed.of(tuple[str, str], names),
            ran=tuple(sorted(rules)),
        )

    def chain(self, engine: Engine, neighbours: Neighbours, files: Sequence[str]) -> None:
        """Of these guides, those on which a rule about chains of items fires, or fired, are looked at again with their
        neighbours."""
        work = []
        sieve = Sieve(engine, neighbours, self.spool)
        for file in files:
            one = self.fresh.get(file) or self.known[file]
            if sieve.holds(one):
                # A suppression speaks of old and new findings together.
                work.append((file, one.head.is_chained or one.head.is_dated))
        for (file, is_whole), (_, found) in zip(work, self.look(engine, work, neighbours=neighbours), strict=True):
            if not is_whole and found.head.summary is not None:
                one = self.fresh.get(file) or self.known[file]
                head, body = chained(one, self.spool, found.findings(self.spool))
                found = Kept(head, self.spool.add(body))
            self.fresh[file] = found

    def untrue_claims(self, engine: Engine, chosen: Sequence[str], neighbours: Neighbours) -> list[FileError]:
        """Claims about the guides looked at in this run; about all of them, where not all were true before."""
        from guidelint.checking.claims import untrue_claims

        were_true = self.memory is not None and self.memory.are_claims_true
        held = self._all([file for file in chosen if file in self.fresh or not were_true])
        guides = {one.head.summary.id: one.head.file for one in held if one.head.summary is not None}
        findings: Packed[Finding] = Packed(Finding, self.spool, [one.part("findings") for one in held])
        return list(untrue_claims(engine, guides, findings, neighbours))


def _said(heads: Sequence[Head]) -> Digest:
    """A digest of what the guides say to each other."""
    in_order = sorted((head.file, head.said) for head in heads if head.summary is not None)
    return digest(b"".join(said for _, said in in_order))


def _duplicate(engine: Engine, first: str, second: str, id: str) -> Iterator[FileError]:
    documents = [engine.workspace.load(Path(file), "guide") for file in (first, second)]
    if documents[0] is not None and documents[1] is not None:
        yield duplicate_id(documents[0], documents[1], id)
