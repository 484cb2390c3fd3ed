"""Closing a ticket mends the guide: what the ticket links to is fixed, rechecked and filed, or nothing is."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from guidelint.checks.subject import Neighbours
from guidelint.closing.remedy import mend, takes_words
from guidelint.engine import Engine, Options
from guidelint.errors import CannotCheck, FileError, UsageError
from guidelint.finding import Finding
from guidelint.fixes.fixer import Fixed, Left
from guidelint.fixes.fixer import as_write as fixed_write
from guidelint.model.guide import Guide
from guidelint.model.rule import Level
from guidelint.normalise import normalise
from guidelint.source.decode import encode
from guidelint.source.document import Document
from guidelint.text import Text
from guidelint.tickets import archive
from guidelint.tickets.filed import Filed, find
from guidelint.tickets.links import Links, revealed
from guidelint.tickets.transaction import Write, exclusive, write_all
from guidelint.tickets.transition import Act, as_write, moved
from guidelint.workspace import Loaded, Workspace, duplicate_id


@dataclass(frozen=True, slots=True)
class Closing:
    """The outcome of one close.

    `fixed` are the guides that the ticket is about, rechecked, and with `propagate` those of `others` that were mended;
    each with its document before and after. `standing` are the findings for which the close is refused: then `ticket`
    and `record` are None and there are no `writes`. `others` are places in other guides with the same problem that stay
    as they are. `rules` are those that the ticket is about; without any no rule explains the ticket.
    """

    filed: Filed
    fixed: tuple[Fixed, ...]
    standing: tuple[Left, ...]
    others: tuple[Left, ...]
    rules: tuple[str, ...]
    ticket: Document | None = None
    record: Document | None = None
    writes: tuple[Write, ...] = ()

    @property
    def is_refused(self) -> bool:
        return bool(self.standing)

    @property
    def changed(self) -> tuple[Fixed, ...]:
        return tuple(fixed for fixed in self.fixed if fixed.is_changed)


def close(
    workspace: Workspace,
    ticket_id: str,
    *,
    on: date,
    by: str | None = None,
    note: str | None = None,
    outcome: Mapping[str, bool] = MappingProxyType({}),
    unsafe: bool = False,
    replacement: str | None = None,
    propagate: bool = False,
    dry_run: bool = False,
) -> Closing:
    """Close one of the workspace's tickets: mend its guides, recheck them, and write them with the ticket and its
    archive record, all or none. Where a linked finding still stands nothing is written.

    `outcome` may say whether the matter was `done` and the applicant `satisfied`. `unsafe` also applies edits that a
    person should confirm, `replacement` are a person's words for the place, `propagate` mends the other guides with the
    same problem too, `dry_run` writes nothing.

    Raises UsageError where the course does not allow it, CannotCheck where a file of the workspace is broken, and
    OSError; then nothing is written either.
    """
    with nullcontext() if dry_run else exclusive(workspace.root):
        filed = find(workspace, ticket_id)
        archived = archive.record_of(workspace, ticket_id)
        filed = _closable(filed, archived)
        act = Act("close", on, by, outcome=outcome, mask=True)
        moved(filed, act)  # what the course does not allow is refused before anything else is looked at
        closing = _prepared(workspace, filed, unsafe=unsafe, replacement=replacement, propagate=propagate)
        if closing.is_refused:
            return closing
        ticket = moved(filed, replace(act, note=_note(closing, note)))
        record = archive.closed(archived, _record(workspace, closing, on, by))
        guides = [fixed_write(fixed, _file(workspace, fixed.before.name)) for fixed in closing.changed]
        writes = (*guides, as_write(filed, ticket), archive.as_write(archived, record))
        if not dry_run:
            write_all(workspace.root, writes)
    return replace(closing, ticket=ticket, record=record, writes=writes)


def _closable(filed: Filed, archived: archive.Archived) -> Filed:
    """A ticket that was closed by hand, without a record of what was done, is closed as if it were open."""
    if filed.ticket.closed is not None and "closed" not in archived.data:
        return replace(filed, ticket=replace(filed.ticket, closed=None))
    return filed


def _prepared(workspace: Workspace, filed: Filed, *, unsafe: bool, replacement: str | None, propagate: bool) -> Closing:
    ticket = filed.ticket
    if ticket.is_illustration:
        workspace = replace(workspace, config=replace(workspace.config, illustrations=True))
    # A ticket holds its guide to a rule at whatever level the workspace shows it.
    engine = Engine.prepare(workspace, Options(level=Level.HINT))
    links = Links.of(ticket, revealed(engine))
    guides = _guides(workspace)
    _refuse_unknown_guide(filed, guides)
    models = {id: loaded.model for id, loaded in guides.items()}
    neighbours = Neighbours.of(models, engine.phrases)

    fixed: list[Fixed] = []
    found: list[Finding] = []
    for id in sorted(links.guides & guides.keys()):
        document = guides[id].document
        found += [f for f in engine.recheck(document, neighbours) if links.cover(engine, f)]
        fixed.append(
            mend(engine, document, neighbours, lambda f: links.cover(engine, f), unsafe=unsafe, replacement=replacement)
        )
        models[id] = Guide.from_data(fixed[-1].after.data)
    if replacement is not None and not any(takes_words(engine, finding) for finding in found):
        raise UsageError(
            Text(
                f"工单 {ticket.id} 的指南里没有可以换成“{replacement}”的字",
                f"there are no words in the guide of ticket {ticket.id} that “{replacement}” could replace",
            )
        )
    standing = tuple(left for one in fixed for left in one.left)
    rules = tuple(sorted({f.rule for f in found} | (set(ticket.reveals) & engine.ruleset.rules.keys())))
    others: tuple[Left, ...] = ()
    if rules:
        elsewhere = replace(engine, options=replace(engine.options, select=rules))
        rest = [guides[id].document for id in sorted(guides.keys() - links.guides)]
        alike = _Alike(elsewhere, Neighbours.of(models, engine.phrases), frozenset(_words(found)))
        mended = [alike.look(d, unsafe=unsafe, replacement=replacement, propagate=propagate) for d in rest]
        others = tuple(left for one in mended for left in one.left)
        fixed += [one for one in mended if one.is_changed]
    return Closing(filed, tuple(fixed), standing, others, rules)


@dataclass(frozen=True, slots=True)
class _Alike:
    """Looks for the same problem in other guides; a person's choice of words is only good for the same `words`."""

    engine: Engine
    neighbours: Neighbours
    words: frozenset[str]

    def look(self, document: Document, *, unsafe: bool, replacement: str | None, propagate: bool) -> Fixed:
        found = self.engine.recheck(document, self.neighbours)
        if not found or not propagate:
            reason = Text("没有要求一并修改", "not asked to be changed too")
            return Fixed(document, document, (), tuple(Left(finding, reason) for finding in found))
        same = any(words in self.words for words in _words(found))
        return mend(
            self.engine, document, self.neighbours, lambda _: True,
            unsafe=unsafe, replacement=replacement if same else None,
        )  # fmt: skip


def _words(findings: Sequence[Finding]) -> Iterator[str]:
    yield from (normalise(finding.location.text).text for finding in findings)


def _guides(workspace: Workspace) -> dict[str, Loaded[Guide]]:
    """All guides by id. Raises CannotCheck where any file of the workspace is broken: nothing can be said then."""
    guides: dict[str, Loaded[Guide]] = {}
    errors = []
    for loaded in workspace.guides(workspace.files(workspace.config.guides)):
        first = guides.setdefault(loaded.model.id, loaded)
        if first is not loaded:
            errors.append(duplicate_id(first.document, loaded.document, loaded.model.id))
    if errors or workspace.errors:
        raise CannotCheck(dict.fromkeys([*workspace.errors, *errors]))
    return guides


def _refuse_unknown_guide(filed: Filed, guides: dict[str, Loaded[Guide]]) -> None:
    id = filed.ticket.guide
    if id is None or id in guides:
        return
    at = filed.document.position(filed.document.span(("guide",)).start)
    said = Text(
        f"工作区里没有标识为 {id} 的指南,没法核对工单 {filed.ticket.id}",
        f"the workspace has no guide {id}: ticket {filed.ticket.id} cannot be held against it",
    )
    raise CannotCheck([FileError(filed.document.name, at.line, at.column, said)])


def _note(closing: Closing, note: str | None) -> str:
    edits = [f"“{f.location.text}”改为“{f.fix.replacement}”" for fixed in closing.fixed for f in fixed.made]
    done = ";".join(dict.fromkeys(edits)) if edits else "指南没有这个问题" if closing.fixed else "不涉及指南"
    return ";".join(part for part in (f"办结:{done}", note) if part)


def _record(workspace: Workspace, closing: Closing, on: date, by: str | None) -> dict[str, Any]:
    ticket = closing.filed.ticket
    return {
        "guide": ticket.guide,
        "closed": on.isoformat(),
        "by": by,
        "rules": list(closing.rules),
        "guides": [
            {
                "guide": fixed.after.data["id"],
                "file": _shown(workspace, fixed.after.name),
                "sha256": hashlib.sha256(encode(fixed.after.text, fixed.after.bom)).hexdigest(),
            }
            for fixed in closing.fixed
        ],
        "changes": [
            {"on": on.isoformat(), **_place(workspace, finding), "from": finding.location.text,
             "to": finding.fix.replacement or "", "rule": finding.rule}
            for fixed in closing.fixed
            for finding in fixed.made
        ],
        "same_problem": [
            {**_place(workspace, left.finding), "text": left.finding.location.text, "rule": left.finding.rule}
            for left in closing.others
        ],
    }  # fmt: skip


def _place(workspace: Workspace, finding: Finding) -> dict[str, Any]:
    at = finding.location
    return {"guide": finding.guide, "file": _shown(workspace, at.file), "line": at.start.line}


def _shown(workspace: Workspace, name: str) -> str:
    """A file in a record is named from the workspace, wherever the command was called."""
    return workspace.relative(_file(workspace, name)).as_posix()


def _file(workspace: Workspace, name: str) -> Path:
    return workspace.shown_from / name
