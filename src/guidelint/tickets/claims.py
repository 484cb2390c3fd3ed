"""A closed ticket claims that its guide is in order. Where the guide still has the finding, the claim is an error.

So a ticket that was closed by hand does not get past a check, and neither does a guide that falls back after the close.
Public cases that come with guidelint are about guides elsewhere and claim nothing about the workspace.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from guidelint.checks.subject import Neighbours
from guidelint.engine import Engine
from guidelint.errors import CannotCheck, FileError, UsageError
from guidelint.finding import Finding
from guidelint.model.rule import Level
from guidelint.model.ticket import Ticket
from guidelint.source.document import Path
from guidelint.text import Text
from guidelint.tickets.course import ARCHIVED, is_claim, stage_of
from guidelint.tickets.links import Links
from guidelint.workspace import Loaded, Workspace


def untrue_claims(
    engine: Engine, guides: Mapping[str, str], findings: Iterable[Finding], neighbours: Neighbours
) -> Iterator[FileError]:
    """An error in the file of every closed ticket that speaks of a finding of the checked guides.

    `guides` are those by id, with their files as shown.
    """
    closed = [one for one in engine.records.closed(guides) if is_claim(one.model)]
    if not closed:
        return
    by_guide: dict[str, list[Finding]] = {}
    for finding in findings:
        by_guide.setdefault(finding.guide, []).append(finding)
    where = engine.records.revealed()
    mild: dict[str, frozenset[str]] = {}
    for loaded in closed:
        links = Links.of(loaded.model, where)
        for id in sorted(links.guides & guides.keys()):
            if id not in mild:
                mild[id] = _mild(engine, guides[id])
            rules = _backed(engine, loaded.model, mild[id])
            found = [*by_guide.get(id, ()), *_found_by(engine, rules, guides[id], neighbours)]
            standing = next((finding for finding in found if links.cover(engine, finding)), None)
            if standing is not None:
                yield _error(engine.workspace, loaded, standing)
                break


def _mild(engine: Engine, file: str) -> frozenset[str]:
    """Rules that are only too mild to be shown for this guide: a ticket is held to them all the same."""
    return frozenset(_strict(engine).rules_for(file).keys() - engine.rules_for(file).keys())


def _backed(engine: Engine, ticket: Ticket, rules: Iterable[str]) -> frozenset[str]:
    return frozenset(id for id in rules if any(t.id == ticket.id for t in engine.ruleset.rules[id].tickets))


def _found_by(engine: Engine, rules: Collection[str], file: str, neighbours: Neighbours) -> Sequence[Finding]:
    if not rules:
        return ()
    return _strict(engine, tuple(sorted(rules))).examine(engine.workspace.shown_from / file, neighbours).findings


def _strict(engine: Engine, select: tuple[str, ...] | None = None) -> Engine:
    """The engine with every level shown, and if given these rules alone."""
    options = replace(engine.options, level=Level.HINT)
    return replace(engine, options=options if select is None else replace(options, select=select))


def _error(workspace: Workspace, loaded: Loaded[Ticket], finding: Finding) -> FileError:
    ticket, document = loaded.model, loaded.document
    path: Path = ("outcome", "closed") if ticket.closed is not None else ("stages", len(ticket.stages) - 1, "stage")
    position = document.position(document.span(path).start)
    at = finding.location
    place, words = f"{at.file}:{at.start.line}:{at.start.column}", at.text.splitlines()[0]
    mend, reopen = f"guidelint ticket close {ticket.id}", f"guidelint ticket reopen {ticket.id} --reason …"
    command = reopen if _is_recorded(workspace, ticket) else mend
    return FileError(
        document.name, position.line, position.column,
        Text(
            f"工单 {ticket.id} 写着已办结,可是 {place} “{words}”还有它说的问题 [{finding.rule}]:{command}",
            f"ticket {ticket.id} is said to be closed, but {place} “{words}” still has its problem [{finding.rule}]: "
            f"{command}",
        ),
    )  # fmt: skip


def _is_recorded(workspace: Workspace, ticket: Ticket) -> bool:
    """Whether it was closed by `ticket close`, or archived: either can only be undone by opening it again."""
    from guidelint.tickets.archive import record_of

    try:
        return stage_of(ticket) == ARCHIVED or "closed" in record_of(workspace, ticket.id).data
    except (CannotCheck, UsageError):
        return False
