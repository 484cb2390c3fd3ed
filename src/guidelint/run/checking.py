"""The whole check: each guide by itself, wherever an executor puts it, and then what the guides have to do with each other.

It gives what `Engine.check` gives, which does the same one guide after the other with everything in memory;
tests/run/test_checking.py holds the two against each other.
"""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from guidelint.checks.subject import Neighbours, Subject
from guidelint.engine import Engine, Options, Report, run_rule
from guidelint.errors import FileError
from guidelint.progress import Advance, unwatched
from guidelint.run.examined import Examined, Summary, pack, unpack
from guidelint.run.executor import Executor, Forks, Here, Share
from guidelint.source.document import Document
from guidelint.workspace import Workspace, duplicate_id

_A_SHARE = 25  # guides
_MOST_SHARES = 4_000
_WORTH_A_PROCESS = 100  # guides; fewer are checked in less time than a process needs to begin


class Task:
    """Looks at a share of the guides; an executor calls it in whatever process it has."""

    def __init__(self, engine: Engine, neighbours: Neighbours | None = None) -> None:
        self.engine, self.neighbours = engine, neighbours

    def __call__(self, share: Share) -> bytes:
        return pack([self.engine.examine(Path(file), self.neighbours, check=check) for file, check in share])


def check(
    workspace: Workspace,
    options: Options,
    paths: Sequence[Path],
    advance: Advance = unwatched,
    executor: Executor | None = None,
) -> Report:
    """Check the guides that the paths name. Raises CannotCheck, UsageError or RuleCrash."""
    with _collector_paused():
        engine = Engine.prepare(workspace, options)
        files = workspace.guide_files(paths)
        chosen = {str(file) for file in files}
        everything = workspace.files(workspace.config.guides)
        rest = [file for file in everything if str(file) not in chosen]
        work = [(str(file), True) for file in files] + [(str(file), False) for file in rest]
        examined = list(_examine(Task(engine), work, executor or default_executor(len(work)), advance))
        return _report(engine, examined[: len(files)], examined[len(files) :], [Path(file) for file, _ in work])


def default_executor(guides: int, processes: int | None = None) -> Executor:
    """As many processes as the machine has processors free for us and the work is worth, or as many as asked for."""
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = processes or min(free, guides // _WORTH_A_PROCESS)
    # A fork of a process with threads of its own is not safe on macOS, and Windows has none.
    return Forks(wanted) if wanted > 1 and sys.platform == "linux" else Here()


def _examine(task: Task, work: Share, executor: Executor, advance: Advance) -> Iterator[Examined]:
    size = max(_A_SHARE, -(-len(work) // _MOST_SHARES))
    shares = [work[at : at + size] for at in range(0, len(work), size)]
    for packed in executor.map(task, shares, lambda taken: advance(min(taken * size, len(work)), len(work))):
        yield from unpack(packed)


def _report(engine: Engine, chosen: Sequence[Examined], rest: Sequence[Examined], files: Sequence[Path]) -> Report:
    """What the guides have to do with each other, and everything in order."""
    workspace = engine.workspace
    before = [*workspace.errors, *(error for one in chosen if one.summary is None for error in one.errors)]
    by_id: dict[str, Summary] = {}
    places: dict[str, Path] = {}
    errors = [error for one in chosen for error in one.errors]
    for one, file in zip((*chosen, *rest), files, strict=True):
        if one.summary is not None:
            first = places.setdefault(one.summary.id, file)
            by_id.setdefault(one.summary.id, one.summary)
            if first != file:
                errors += _duplicate(engine, first, file, one.summary.id)
    if not before and all(one.summary is not None for one in rest):
        errors += engine.windows_without_guide(by_id)
    neighbours = Neighbours.of({id: summary.guide for id, summary in by_id.items()}, engine.phrases)
    judged = list(_with_neighbours(engine, chosen, files, neighbours))
    rules = {id for one in judged if one.summary is not None for id in engine.rules_for(one.file)}
    findings = tuple(finding for one in sorted(judged, key=lambda one: one.file) for finding in one.findings)
    checked = tuple((one.summary.id, one.file) for one in judged if one.summary is not None)
    if engine.ticket_files:
        from guidelint.tickets.claims import untrue_claims

        errors += untrue_claims(engine, dict(checked), findings, neighbours)
    return Report(
        findings=findings,
        errors=tuple(sorted({*workspace.errors, *errors})),
        notices=tuple(notice for one in judged for notice in one.notices),
        uncompared=tuple(dict.fromkeys(notice for one in judged for notice in one.uncompared)),
        guides=sum(one.summary is not None for one in judged),
        rules=len(rules),
        lang=workspace.config.lang,
        checked=checked,
    )


def _with_neighbours(
    engine: Engine, chosen: Sequence[Examined], files: Sequence[Path], neighbours: Neighbours
) -> Iterator[Examined]:
    """The guides, those looked at again on which a rule about chains of items fires."""
    for one, file in zip(chosen, files, strict=False):
        if one.summary is not None and _is_chained(engine, one, neighbours):
            yield engine.examine(file, neighbours, check=True)
        else:
            yield one


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


@contextmanager
def _collector_paused() -> Iterator[None]:
    """What a check makes holds no circles; looking for some takes longer than the check."""
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
