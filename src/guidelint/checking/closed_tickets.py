"""A closed ticket claims that its guide is in order. Where the guide still has the finding, the claim is an error.

So a ticket that was closed by hand does not get past a check, and neither does a guide that falls back after the close.
Public cases that come with guidelint are about guides elsewhere and claim nothing about the workspace.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from guidelint.checking.engine import Engine
from guidelint.checking.links import Links
from guidelint.model.course import ARCHIVED, stage_of
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.finding import Finding
from guidelint.model.guide import Guide
from guidelint.model.rule import Level
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.rules.kinds.context import Neighbours
from guidelint.source.document import Path
from guidelint.workspace.workspace import Loaded, Workspace


def contradicted_closures(
    engine: Engine, guide: Loaded[Guide], findings: Sequence[Finding], neighbours: Neighbours | None
) -> Iterator[FileError]:
    """An error in the file of every closed ticket that speaks of one of the guide's findings."""
    mild: Sequence[Finding] | None = None
    for loaded in engine.records.claims(guide.model.id):
        if mild is None:
            mild = _mild(engine, guide, neighbours)
        links = Links.of(loaded.model, engine.records.revealed)
        backed = (f for f in mild if loaded.model.id in engine.ruleset.rules[f.rule].backing.ids)
        standing = next((finding for finding in (*findings, *backed) if links.cover(engine, finding)), None)
        if standing is not None:
            yield _error(engine.workspace, loaded, standing)


def _mild(engine: Engine, guide: Loaded[Guide], neighbours: Neighbours | None) -> Sequence[Finding]:
    """Findings of rules that are only too mild to be shown: a ticket is held to them all the same."""
    strict = structs.replace(engine, options=replace(engine.options, level=Level.HINT))
    mild = strict.rules_for(guide.document.name).keys() - engine.rules_for(guide.document.name).keys()
    return [one for one in strict.check_one(guide, neighbours).findings if one.rule in mild] if mild else ()


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
            f"工单 {ticket.id} 写着已办结，可是 {place} “{words}”还有它说的问题 [{finding.rule}]：{command}",
            f"ticket {ticket.id} is said to be closed, but {place} “{words}” still has its problem [{finding.rule}]: "
            f"{command}",
        ),
    )  # fmt: skip


def _is_recorded(workspace: Workspace, ticket: Ticket) -> bool:
    """Whether it was closed by `ticket close`, or archived: either can only be undone by opening it again."""
    from guidelint.workspace.archive import record_of

    try:
        return stage_of(ticket) == ARCHIVED or "closed" in record_of(workspace, ticket.id).data
    except (CannotCheck, UsageError):
        return False
