"""The whole check: guides of a workspace in, a report out.

It gives what tests/checking/reference.py gives, which does the same one guide after the other with everything in memory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from guidelint.checking.cache import ResultCache
from guidelint.checking.checker import Checker, GuideResult, Share, neighbours_of
from guidelint.checking.collector import collector_paused
from guidelint.checking.engine import Engine
from guidelint.checking.inventory import Inventory
from guidelint.checking.lazy_list import LazyList
from guidelint.checking.scheduler import can_fork, checked_by, checked_here, processes_for
from guidelint.model.errors import FileError
from guidelint.model.finding import Compared, Finding, Notice
from guidelint.model.progress import Advance, unwatched
from guidelint.model.report import Options, Report
from guidelint.rules.ruleset import LoadedRule
from guidelint.workspace.dead_paths import dead_settings, linked_folders
from guidelint.workspace.replacements import replacements
from guidelint.workspace.workspace import Workspace, duplicate_id

_A_SHARE = 25  # guides
_A_SMALL_SHARE = 10  # for forks, which take one in no time: the first is checked by one of them alone
_MOST_SHARES = 4_000


def check(
    workspace: Workspace,
    options: Options,
    paths: Sequence[Path],
    advance: Advance = unwatched,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    cache: ResultCache | None = None,
) -> Report:
    """Check the guides that the paths name; what the cache has is not done again.

    jobs: the number of processes; None means as many as the machine has to spare and the work is worth.
    executor: who does the work in place of processes on this machine.

    Raises CannotCheck, UsageError or RuleCrash.
    """
    with collector_paused():
        inventory = Inventory(workspace, options, paths, cache)
        return CheckRun(inventory, jobs=jobs, executor=executor).report(advance)


def check_prepared(engine: Engine, paths: Sequence[Path], advance: Advance = unwatched) -> Report:
    """Check with an engine that is needed for more than this; nothing kept is used."""
    with collector_paused():
        return CheckRun(Inventory(engine.workspace, engine.options, paths), engine).report(advance)


class Results:
    """What was found in those guides in which there was anything, by file; unpacked as it is read."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        nothing = msgspec.msgpack.encode(GuideResult.of(Report()))
        self._packed = {file: raw for file, raw in packed.items() if raw != nothing}
        self._decoder = msgspec.msgpack.Decoder(GuideResult)

    def __iter__(self) -> Iterator[tuple[str, GuideResult]]:
        return self.of(self._packed)

    def of(self, files: Iterable[str]) -> Iterator[tuple[str, GuideResult]]:
        return ((file, self._decoder.decode(self._packed[file])) for file in files if file in self._packed)


@dataclass
class CheckRun:
    """One run. Once the report is there, `is_lasting` tells that another would report the same for as long as the files
    stand as they do."""

    inventory: Inventory
    prepared: Engine | None = None
    jobs: int | None = None
    executor: Executor | None = None
    is_lasting: bool = False

    def report(self, advance: Advance = unwatched) -> Report:
        inventory, workspace = self.inventory, self.inventory.workspace
        records = inventory.read(self.prepared.records if self.prepared is not None else None)
        engine = self.prepared or Engine.prepare(workspace, inventory.options, records)
        errors = list(_between_guides(engine, inventory))
        good = [file for file in inventory.chosen if file in inventory.guides]
        packed = {file: result for file in good if (result := inventory.result(file)) is not None}
        fresh = dict(self._checked(engine, [file for file in good if file not in packed], advance))
        packed |= fresh
        results = Results({file: packed[file] for file in good})
        errors += (error for _, result in results for error in result.errors)
        contradicted = {file: result.contradicted for file, result in results if result.contradicted}
        if not workspace.errors:
            # What is said of an contradicted claim rests on the archive too, which nobody watches.
            self.is_lasting = (
                inventory.keep({f: raw for f, raw in fresh.items() if f not in contradicted}) and not contradicted
            )
        rules = {rule for result in _rules_by_file(engine, good) for rule in result}
        errors += dead_settings(workspace, inventory.everything)
        apart = [*(one.notice for one in replacements(workspace, engine.tickets)), *linked_folders(workspace)]
        first = msgspec.Raw(msgspec.msgpack.encode(apart))
        by_name = sorted(good, key=workspace.name)
        return Report(
            findings=LazyList(Finding, lambda: (one.findings for _, one in results.of(by_name))),
            errors=tuple(sorted({*workspace.errors, *errors, *_by_ticket(inventory, contradicted)})),
            notices=LazyList(Notice, lambda: chain((first,), (one.notices for _, one in results))),
            comparisons=LazyList(Compared, lambda: (one.comparisons for _, one in results)),
            guides=len(good),
            rules=len(rules),
            lang=workspace.config.lang,
            checked=tuple((inventory.id(file), workspace.name(file)) for file in good),
            ran=tuple(sorted(rules)),
            preview=sum(result.preview for _, result in results) if inventory.options.counts_preview else 0,
        )

    def _checked(self, engine: Engine, files: Sequence[str], advance: Advance) -> Iterator[tuple[str, bytes]]:
        """Each of the files with what was found in it, packed."""
        inventory, workspace = self.inventory, self.inventory.workspace
        neighbours = neighbours_of(inventory.summaries, engine)
        checker = Checker(engine, neighbours, inventory.behind_rules())
        is_far = hasattr(workspace.unsaved, "fetch")  # connections do not survive a fork
        processes = 1 if is_far else self.jobs or processes_for(len(files))
        knows = self.executor is None and can_fork()
        least = _A_SMALL_SHARE if knows and processes > 1 else _A_SHARE
        size = max(least, -(-len(files) // _MOST_SHARES))
        parts = [files[at : at + size] for at in range(0, len(files), size)]
        shares = [Share(some, None if knows else inventory.surroundings(some)) for some in parts]

        def done(count: int) -> None:
            advance(min(count * size, len(files)), len(files))

        if self.executor is not None:
            found = checked_by(self.executor, checker, shares, done)
        else:
            found = checked_here(checker, shares, done, processes)
        for some, (results, errors) in zip(parts, found, strict=True):
            workspace.errors += errors
            yield from zip(some, results, strict=True)


def _between_guides(engine: Engine, inventory: Inventory) -> Iterator[FileError]:
    """Errors in guides that cannot be read, and in what guides and window records have to do with each other."""
    workspace = engine.workspace
    for file in inventory.chosen:
        yield from inventory.broken.get(file, ())
    is_whole = not workspace.errors and not inventory.broken  # of a guide that cannot be read nobody knows the id
    for id, *files in inventory.duplicates():
        first, second = (workspace.load(file, "guide") for file in files)
        if first is not None and second is not None:
            yield duplicate_id(first, second, id)
    if is_whole:
        yield from engine.windows_without_guide(inventory.summaries)


def _by_ticket(inventory: Inventory, contradicted: Mapping[str, Sequence[FileError]]) -> Iterable[FileError]:
    """One error for each closed ticket that claims too much, of those for each of its guides."""
    found: dict[str, FileError] = {}
    for file in sorted(contradicted, key=inventory.id):
        for error in contradicted[file]:
            found.setdefault(error.path, error)
    return found.values()


def _rules_by_file(engine: Engine, files: Sequence[str]) -> Iterable[Mapping[str, LoadedRule]]:
    """The different sets of rules that run on the files: most guides share one."""
    return {id(rules): rules for rules in (engine.rules_for(engine.workspace.name(file)) for file in files)}.values()
