"""Correct what a ticket says, and keep what it said before."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Text
from guidelint.schemas.validation import validate
from guidelint.source.document import Document
from guidelint.workspace import record
from guidelint.workspace.filed import Filed


def amended(filed: Filed, changes: Mapping[str, Any], on: date, by: str | None, why: str | None) -> Document:
    """The ticket's document with other values for some of its keys, and with one more entry of its history.

    Raises UsageError where nothing would change or the ticket is closed, CannotCheck where the file's notation leaves no
    place for it.
    """
    document, id = filed.document, filed.ticket.id
    if filed.ticket.closed is not None:
        raise UsageError(
            Text(
                f"工单 {id} 已经办结，先重新打开再改：guidelint ticket reopen {id}",
                f"ticket {id} is closed; reopen it first: guidelint ticket reopen {id}",
            )
        )
    new = {key: value for key, value in changes.items() if document.data.get(key) != value}
    if not new:
        raise UsageError(Text(f"工单 {id} 已经是这样写的，没有要改的", f"ticket {id} says so already"))
    was = {key: _words(document.data.get(key)) for key in new}
    for key, value in new.items():
        document = record.put(document, (key,), value)
    entry = {"on": on.isoformat(), "was": was, "by": by, "why": why}
    document = record.append(document, "amended", {key: value for key, value in entry.items() if value is not None})
    if errors := validate(document, "ticket"):
        raise CannotCheck(errors)
    return document


def _words(value: Any) -> str:
    if value is None:
        return ""
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
