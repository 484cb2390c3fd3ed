"""The archive record (备案记录) of a ticket: what its closing changed, for whoever has to be reported to.

One file a ticket, below the folder that `archive` of the configuration names, in the format of the schema `archive`.
It is written with the guides and the ticket in one transaction, and says so when the ticket is opened again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from guidelint.model.errors import CannotCheck
from guidelint.schemas.validation import validate
from guidelint.source.document import Document, load
from guidelint.workspace import record
from guidelint.workspace.emit import block
from guidelint.workspace.filed import new_file
from guidelint.workspace.transaction import Write
from guidelint.workspace.workspace import Workspace

_ORDER = (
    "ticket", "guide", "closed", "by", "remedy", "reason", "rules", "checked", "guides", "changes", "withdrawn",
    "same_problem", "reopened", "archived",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Archived:
    """Where a ticket's record is or will be; `document` is None where there is none yet."""

    ticket: str
    file: Path
    name: str
    document: Document | None

    @property
    def data(self) -> Mapping[str, Any]:
        return self.document.data if self.document is not None else {}


def record_of(workspace: Workspace, ticket: str) -> Archived:
    """Raises CannotCheck where the record is broken, UsageError where the globs leave no place for a new one."""
    found = [file for file in workspace.files(workspace.config.archive) if file.stem == ticket]
    if not found:
        file = new_file(workspace, workspace.config.archive, f"{ticket}.yaml")
        return Archived(ticket, file, workspace.name(file), None)
    document = load(workspace.read(found[0]), workspace.name(found[0]))
    if errors := validate(document, "archive"):
        raise CannotCheck(errors)
    return Archived(ticket, found[0], document.name, document)


def closed(archived: Archived, said: Mapping[str, Any]) -> Document:
    """The record of one more closing. What earlier closings changed or withdrew, and that they were undone, stays in it."""
    before = archived.data
    data = {"ticket": archived.ticket, **said}
    for key in ("changes", "withdrawn"):
        data[key] = [*before.get(key, ()), *said.get(key, ())]
    data["reopened"] = list(before.get("reopened", ()))
    return _document(archived, data)


def reopened(archived: Archived, on: date, reason: str | None) -> Document | None:
    """The record once its ticket is opened again; None where there is no record."""
    document = archived.document
    if document is None:
        return None
    said = {"on": on.isoformat(), "closed": document.data.get("closed"), "reason": reason}
    document = record.append(document, "reopened", {key: value for key, value in said.items() if value})
    for key in ("closed", "remedy", "reason", "archived"):
        document = record.remove(document, (key,))
    return document


def filed_away(archived: Archived, on: date, said: Mapping[str, Any]) -> Document:
    """The record once its ticket is archived; one that closed without touching a guide gets its record now."""
    if archived.document is None:
        return _document(archived, {"ticket": archived.ticket, **said, "archived": on.isoformat()})
    return record.put(archived.document, ("archived",), on.isoformat())


def as_write(archived: Archived, after: Document) -> Write:
    old = archived.document
    return Write(archived.file, after.raw, None if old is None else old.raw)


def _document(archived: Archived, data: Mapping[str, Any]) -> Document:
    kept = {key: data[key] for key in _ORDER if data.get(key) not in (None, [])}
    document = load(block(kept).encode(), archived.name)
    if errors := validate(document, "archive"):
        raise CannotCheck(errors)
    return document
