"""A closed ticket claims that its guide is in order. Where the guide still has the finding, the claim is an error.

So a ticket that was closed by hand does not get past a check, and neither does a guide that falls back after the close.
Public cases that come with guidelint are about guides elsewhere and claim nothing about the workspace.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from msgspec import Struct, field, structs

from guidelint.checking.engine import Engine
from guidelint.checking.links import Links
from guidelint.model.course import ARCHIVED, is_claim, stage_of
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.finding import Finding
from guidelint.model.rule import Level
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.rules.kinds.subject import Neighbours
from guidelint.source.document import Path
from guidelint.workspace.workspace import Loaded, Workspace


def untrue_claims(
    engine: Engine, guides: Mapping[str, str], findings: Iterable[Finding], neighbours: Neighbours
) -> Iterator[FileError]:
    """An error in the file of every closed ticket that speaks of a finding of the checked guides.

    `guides` are those by id, with their files as shown.
    """
    closed = (one for one in engine.records.closed(guides) if is_claim(one.model))
    first = next(closed, None)
    if first is None:
        return
    by_guide: dict[str, list[Finding]] = {}
    for finding in findings:
        by_guide.setdefault(finding.guide, []).append(finding)
    where = engine.records.revealed()
    mild = _Mild(engine, neighbours)
    for loaded in chain((first,), closed):
        links = Links.of(loaded.model, where)
        found = (
            finding
            for id in sorted(links.guides & guides.keys())
            for finding in (*by_guide.get(id, ()), *mild.findings(loaded.model, guides[id]))
        )
        standing = next((finding for finding in found if links.cover(engine, finding)), None)
        if standing is not None:
            yield _error(engine.workspace, loaded, standing)


class _Mild(Struct, dict=True):
    """Findings of rules that are only too mild to be shown for a guide: a ticket is held to them all the same."""

    engine: Engine
    neighbours: Neighbours
    _by_file: dict[str, Sequence[Finding]] = field(default_factory=dict)

    def findings(self, ticket: Ticket, file: str) -> list[Finding]:
        """Those of rules that the ticket backs."""
        backed = {id for id in self._rules(file) if ticket.id in self.engine.ruleset.rules[id].backing.ids}
        return [finding for finding in self._found(file) if finding.rule in backed] if backed else []

    def _rules(self, file: str) -> Collection[str]:
        return self._strict.rules_for(file).keys() - self.engine.rules_for(file).keys()

    def _found(self, file: str) -> Sequence[Finding]:
        if file not in self._by_file:
            examined = self._strict.examine(self.engine.workspace.shown_from / file, self.neighbours)
            mild = self._rules(file)
            self._by_file[file] = [finding for finding in examined.findings if finding.rule in mild]
            self.engine.records.let_go()
        return self._by_file[file]

    @cached_property
    def _strict(self) -> Engine:
        """The engine with every level shown."""
        return structs.replace(self.engine, options=replace(self.engine.options, level=Level.HINT))


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
    from guidelint.workspace.archive import record_of

    try:
        return stage_of(ticket) == ARCHIVED or "closed" in record_of(workspace, ticket.id).data
    except (CannotCheck, UsageError):
        return False
