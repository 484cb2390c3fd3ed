"""Looking at guides: each by itself, wherever an executor puts it, and then what they have to do with each other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from guidelint.checks.subject import Neighbours, Subject
from guidelint.config import Config
from guidelint.engine import Engine, run_rule
from guidelint.errors import FileError
from guidelint.finding import Finding
from guidelint.model.guide import Guide
from guidelint.progress import Advance
from guidelint.report import Options, Report
from guidelint.run.examined import Done, Examined, Summary, sharing
from guidelint.run.executor import Executor, Here, Share, default_executor
from guidelint.run.index import Belied, Index, guide_hint
from guidelint.run.memory import Memory
from guidelint.run.records import RecordsOnDemand
from guidelint.run.results import pack, unpack
from guidelint.source.document import Document
from guidelint.store import Digest, digest
from guidelint.workspace import Workspace, duplicate_id

_A_SHARE = 25  # guides
_MOST_SHARES = 4_000


class Task:
    """Looks at a share of the guides; an executor calls it in whatever process it has.

    On another machine it makes its engine anew, from the same workspace.
    """

    def __init__(self, engine: Engine, neighbours: Neighbours | None = None) -> None:
        self.engine, self.neighbours = engine, neighbours

    def __call__(self, share: Share) -> bytes:
        workspace, records = self.engine.workspace, self.engine.records
        self._fetch([Path(file) for file, _ in share])
        before, examined = len(workspace.errors), []
        for file, check in share:
            one = self.engine.examine(Path(file), self.neighbours, check=check)
            if one.summary is not None:
                records.settle(one.summary.id)
            examined.append(one)
        errors = tuple(workspace.errors[before:])
        del workspace.errors[before:]
        return pack(Done(tuple(examined), errors, records.let_go()))

    def __reduce__(self) -> tuple[Callable[..., "Task"], tuple[object, ...]]:
        workspace, records = self.engine.workspace, self.engine.records
        return _task_elsewhere, (
            workspace.root,
            workspace.shown_from,
            workspace.config,
            workspace.unsaved,
            self.engine.options,
            records.index if isinstance(records, RecordsOnDemand) else None,
        )

    def _fetch(self, files: Sequence[Path]) -> None:
        """Fetch the guides together where the workspace lies elsewhere, and what seems to be about them."""
        workspace, records = self.engine.workspace, self.engine.records
        fetch = getattr(workspace.unsaved, "fetch", None)
        if fetch is None:
            return
        fetch(files)
        if isinstance(records, RecordsOnDemand):
            ids = (guide_hint(workspace.read(file)) for file in files)
            fetch([*files, *(Path(file) for id in ids if id is not None for file in records.index.about(id))])


def _task_elsewhere(
    root: Path, shown_from: Path, config: Config, unsaved: Mapping[Path, bytes], options: Options, index: Index | None
) -> Task:
    workspace = Workspace(root, config, shown_from, unsaved=unsaved)
    records = RecordsOnDemand(workspace, index, workspace.public_tickets()) if index is not None else None
    return Task(Engine.prepare(workspace, options, records))


@dataclass
class Run:
    """One check. `fresh` are the guides that were looked at in it, `known` those that were remembered."""

    workspace: Workspace
    options: Options
    chosen: Sequence[Path]
    executor: Executor | None
    memory: Memory | None
    prepared: Engine | None = None
    known: dict[Path, Examined] = field(default_factory=dict)
    fresh: dict[Path, Examined] = field(default_factory=dict)
    untrue: Sequence[FileError] = ()

    def report(self, advance: Advance) -> Report:
        before = len(self.workspace.errors)
        try:
            return self._report(advance)
        except Belied:
            del self.workspace.errors[before:]
            self.fresh.clear()
            return self._report(advance, is_sure=True)

    def _report(self, advance: Advance, *, is_sure: bool = False) -> Report:
        chosen = set(self.chosen)
        rest = [file for file in self._guides() if file not in chosen]
        everything = [*self.chosen, *rest]
        if self.memory is not None:
            self.memory.catch_up()
            found = ((file, self.memory.known_result(file)) for file in everything)
            self.known = {file: one for file, one in found if one is not None}
        work = [(str(file), file in chosen) for file in everything if file not in self.known]
        engine = self.prepared or self._engine(is_sure=is_sure)
        for file, one in zip(work, self._examine(engine, work, advance), strict=True):
            self.fresh[Path(file[0])] = one
        if isinstance(engine.records, RecordsOnDemand):
            self._finish(engine.records)
        result = self._judged(engine, everything)
        if self.memory is not None:
            index = _index(self._all(everything))
            fresh = {file: self.fresh[file] for file in self.chosen if file in self.fresh}
            are_true = not self.untrue and (not rest or self.memory.are_claims_true)
            # What is said of an untrue claim rests on the archive too, which nobody watches.
            kept = None if self.untrue else result
            self.memory.keep(fresh, index, kept, are_claims_true=are_true)
        return result

    def _guides(self) -> Sequence[Path]:
        return self.workspace.files(self.workspace.config.guides) if self.memory is None else self.memory.guides

    def _engine(self, *, is_sure: bool) -> Engine:
        workspace, memory = self.workspace, self.memory
        config, known = workspace.config, memory.files if memory is not None else {}
        windows = workspace.listed(config.windows) if memory is None else memory.windows
        tickets = workspace.listed(config.tickets) if memory is None else memory.tickets
        public = workspace.public_tickets()
        index = Index.of(workspace, windows, tickets, known, public, is_sure=is_sure)
        return Engine.prepare(workspace, self.options, RecordsOnDemand(workspace, index, public, known))

    def _finish(self, records: RecordsOnDemand) -> None:
        """Read the windows and tickets that nobody has read yet, as far as they are not known to be good."""
        memory = self.memory
        good = memory.files if memory is not None and memory.are_claims_true else ()
        records.learned.update(records.let_go())
        records.finish({one.summary.id for one in self.fresh.values() if one.summary is not None}, good)
        if memory is not None:
            memory.learn(records.learned)

    def _examine(self, engine: Engine, work: Share, advance: Advance) -> Iterator[Examined]:
        is_here = not hasattr(self.workspace.unsaved, "fetch")  # connections do not survive a fork
        executor = self.executor or (default_executor(len(work)) if is_here else Here())
        size = max(_A_SHARE, -(-len(work) // _MOST_SHARES))
        alike: dict[object, object] = {}
        shares = [work[at : at + size] for at in range(0, len(work), size)]
        for packed in executor.map(Task(engine), shares, lambda n: advance(min(n * size, len(work)), len(work))):
            done = unpack(packed, Done)
            assert isinstance(done, Done)
            self.workspace.errors += done.errors
            if isinstance(engine.records, RecordsOnDemand):
                engine.records.learned.update(done.read)
            for one in done.examined:
                yield sharing(one, alike)
        advance(len(work), len(work))

    def _all(self, files: Sequence[Path]) -> list[Examined]:
        return [self.fresh.get(file) or self.known[file] for file in files]

    def _judged(self, engine: Engine, everything: Sequence[Path]) -> Report:
        """What the guides have to do with each other, and everything in order."""
        workspace, examined = self.workspace, self._all(everything)
        chosen, rest = examined[: len(self.chosen)], examined[len(self.chosen) :]
        before = [*workspace.errors, *(error for one in chosen if one.summary is None for error in one.errors)]
        errors = [error for one in chosen for error in one.errors]
        by_id: dict[str, Summary] = {}
        places: dict[str, Path] = {}
        for one, file in zip(examined, everything, strict=True):
            if one.summary is not None:
                first = places.setdefault(one.summary.id, file)
                by_id.setdefault(one.summary.id, one.summary)
                if first != file:
                    errors += _duplicate(engine, first, file, one.summary.id)
        if not before and all(one.summary is not None for one in rest):
            errors += engine.windows_without_guide(by_id)
        is_settled = self.memory is not None and self.memory.results.known("index") == _index(examined)
        # A summary has all that is read of a neighbour.
        neighbours = Neighbours.of(cast(Mapping[str, Guide], by_id), engine.phrases)
        self._with_neighbours(engine, neighbours, is_settled=is_settled)
        judged = self._all(self.chosen)
        rules = {id for one in judged if one.summary is not None for id in engine.rules_for(one.file)}
        findings = tuple(finding for one in sorted(judged, key=lambda one: one.file) for finding in one.findings)
        if engine.ticket_files:
            self.untrue = self._untrue_claims(engine, findings, neighbours)
            errors += self.untrue
        return Report(
            findings=findings,
            errors=tuple(sorted({*workspace.errors, *errors})),
            notices=tuple(notice for one in judged for notice in one.notices),
            uncompared=tuple(dict.fromkeys(notice for one in judged for notice in one.uncompared)),
            guides=sum(one.summary is not None for one in judged),
            rules=len(rules),
            lang=workspace.config.lang,
            checked=tuple((one.summary.id, one.file) for one in judged if one.summary is not None),
            ran=tuple(sorted(rules)),
        )

    def _untrue_claims(self, engine: Engine, findings: Sequence[Finding], neighbours: Neighbours) -> list[FileError]:
        """Claims about the guides looked at in this run; about all of them, where not all were true before."""
        from guidelint.tickets.claims import untrue_claims

        were_true = self.memory is not None and self.memory.are_claims_true
        held = self._all([file for file in self.chosen if file in self.fresh or not were_true])
        guides = {one.summary.id: one.file for one in held if one.summary is not None}
        return list(untrue_claims(engine, guides, findings, neighbours))

    def _with_neighbours(self, engine: Engine, neighbours: Neighbours, *, is_settled: bool) -> None:
        """Guides on which a rule about chains of items fires, or fired, are looked at again with their neighbours."""
        for file in self.chosen:
            if file not in self.fresh and is_settled:
                continue
            one = self.fresh.get(file) or self.known[file]
            if one.summary is not None and (one.is_chained or _is_chained(engine, one, neighbours)):
                self.fresh[file] = engine.examine_again(file, one, neighbours)
                engine.records.let_go()


def _index(examined: Iterable[Examined]) -> Digest:
    """A digest of what the guides say to each other."""
    said = (one.summary for one in examined if one.summary is not None)
    return digest(*(repr((s.id, s.title, s.region, s.result, s.related)) for s in said))


def _is_chained(engine: Engine, one: Examined, neighbours: Neighbours) -> bool:
    related = [rule for rule in engine.rules_for(one.file).values() if rule.rule.kind == "related"]
    if not related or one.summary is None:
        return False
    subject = Subject(Document(one.file, ""), one.summary.guide, engine.phrases, neighbours=neighbours)
    return any(run_rule(rule, subject) for rule in related)


def _duplicate(engine: Engine, first: Path, second: Path, id: str) -> Iterator[FileError]:
    documents = [engine.workspace.load(file, "guide") for file in (first, second)]
    if documents[0] is not None and documents[1] is not None:
        yield duplicate_id(documents[0], documents[1], id)
