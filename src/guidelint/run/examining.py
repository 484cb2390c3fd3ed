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
from guidelint.model.window import WindowRecord
from guidelint.progress import Advance
from guidelint.report import Options, Report
from guidelint.run.examined import Examined, Summary, sharing
from guidelint.run.executor import Executor, Here, Share, default_executor
from guidelint.run.memory import Memory
from guidelint.run.results import Digest, digest, pack, unpack
from guidelint.source.document import Document
from guidelint.workspace import Loaded, Workspace, duplicate_id

_A_SHARE = 25  # guides
_MOST_SHARES = 4_000
_FEW = 200  # changed guides for which it is quicker not to load all windows and tickets


class Task:
    """Looks at a share of the guides; an executor calls it in whatever process it has.

    On another machine it makes its engine anew, from the same workspace.
    """

    def __init__(self, engine: Engine, neighbours: Neighbours | None = None) -> None:
        self.engine, self.neighbours = engine, neighbours

    def __call__(self, share: Share) -> bytes:
        fetch = getattr(self.engine.workspace.unsaved, "fetch", None)
        if fetch is not None:
            fetch([Path(file) for file, _ in share])
        return pack([self.engine.examine(Path(file), self.neighbours, check=check) for file, check in share])

    def __reduce__(self) -> tuple[Callable[..., "Task"], tuple[object, ...]]:
        workspace = self.engine.workspace
        return _task_elsewhere, (
            workspace.root,
            workspace.shown_from,
            workspace.config,
            workspace.unsaved,
            self.engine.options,
        )


def _task_elsewhere(
    root: Path, shown_from: Path, config: Config, unsaved: Mapping[Path, bytes], options: Options
) -> Task:
    return Task(Engine.prepare(Workspace(root, config, shown_from, unsaved=unsaved), options))


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
        chosen = set(self.chosen)
        rest = [file for file in self._guides() if file not in chosen]
        everything = [*self.chosen, *rest]
        if self.memory is not None:
            self.memory.catch_up()
            found = ((file, self.memory.known_result(file)) for file in everything)
            self.known = {file: one for file, one in found if one is not None}
        work = [(str(file), file in chosen) for file in everything if file not in self.known]
        engine = self._engine(work)
        for file, one in zip(work, self._examine(engine, work, advance), strict=True):
            self.fresh[Path(file[0])] = one
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

    def _engine(self, work: Share) -> Engine:
        """With all windows and tickets, or only those that the few guides to be looked at concern."""
        if self.prepared is not None:
            return self.prepared
        memory = self.memory
        only = None
        if memory is not None and memory.are_claims_true and len(work) <= _FEW:
            loaded = [self._id(Path(file)) for file, _ in work]
            ids = {id for id in loaded if id}
            summaries = {one.summary.id for one in self.known.values() if one.summary is not None}
            only = memory.concerned(ids, ids | summaries)
        engine = Engine.prepare(self.workspace, self.options, only)
        if memory is not None:
            memory.learn(_windows(engine), engine.tickets.values())
        return engine

    def _id(self, file: Path) -> str:
        """The id that a guide gives itself, as far as it can be read."""
        before = len(self.workspace.errors)
        loaded = next(iter(self.workspace.guides([file])), None)
        del self.workspace.errors[before:]
        return loaded.model.id if loaded is not None else ""

    def _examine(self, engine: Engine, work: Share, advance: Advance) -> Iterator[Examined]:
        is_here = not hasattr(self.workspace.unsaved, "fetch")  # connections do not survive a fork
        executor = self.executor or (default_executor(len(work)) if is_here else Here())
        size = max(_A_SHARE, -(-len(work) // _MOST_SHARES))
        alike: dict[object, object] = {}
        shares = [work[at : at + size] for at in range(0, len(work), size)]
        for packed in executor.map(Task(engine), shares, lambda n: advance(min(n * size, len(work)), len(work))):
            for one in unpack(packed, list[Examined]) or ():
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
        if not is_settled and self.known and not engine.is_whole:
            engine = Engine.prepare(Workspace(workspace.root, workspace.config, workspace.shown_from), self.options)
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

        held = self._all([file for file in self.chosen if engine.is_whole or file in self.fresh])
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


def _windows(engine: Engine) -> Iterator[Loaded[WindowRecord]]:
    return (Loaded(one.record, one.document) for ones in engine.windows.values() for one in ones)


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
