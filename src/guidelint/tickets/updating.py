"""What a row of a later export says of a ticket that is there: its course goes on, and other words are kept beside the old."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Text
from guidelint.source.document import Document
from guidelint.tickets.amendment import amended
from guidelint.tickets.mapping import ticket_keys
from guidelint.workspace import record
from guidelint.workspace.filed import Filed

_CONTENT = ("received", "channel", "summary", "category", "region", "hall", "guide", "guide_says", "window_requires")
_BY_IMPORT = "导入时更新"


@dataclass(frozen=True, slots=True)
class Updated:
    """A row of a ticket that is there, and the ticket as it will be."""

    row: int
    filed: Filed
    after: Document


def updated_by(filed: Filed, row: int, data: Mapping[str, Any], today: date, *, update: bool) -> Updated | None:
    """The ticket that is there already as the row tells it now; None where the row says nothing new.

    Raises UsageError where the row has other words under the same number and they are not to be taken over.
    """
    there = filed.document.data
    old = {key: words for entry in reversed(filed.ticket.amended) for key, words in entry.was.items()}
    words = {key: data[key] for key in _CONTENT if key in data and data[key] not in (there.get(key), old.get(key))}
    if words and not update:
        raise UsageError(_other_words(filed.ticket.id, list(words)))
    if not update:
        return None
    after = filed.document
    try:
        if words:
            after = amended(filed, words, today, None, _BY_IMPORT)
        for stage in data["stages"][1:]:
            if all(stage["stage"] != one.stage for one in filed.ticket.stages):
                after = record.append(after, "stages", stage)
        for key, value in data.get("outcome", {}).items():
            if after.data.get("outcome", {}).get(key) != value:
                after = record.put(after, ("outcome", key), value)
        if data.get("returns") not in (None, there.get("returns")):
            after = record.put(after, ("returns",), data["returns"])
    except CannotCheck as error:
        raise UsageError(error.errors[0].message) from None
    return None if after is filed.document else Updated(row, filed, after)


def _other_words(id: str, keys: Sequence[str]) -> Text:
    titles = "、".join(str(ticket_keys()[key].get("title", key)) for key in keys)
    return Text(
        f"编号和工单 {id} 相同，{titles}不同；是同一件的用 --update 更新，不是的请改正编号",
        f"has the number of ticket {id} with another {', '.join(keys)}; --update takes it over, or correct the number",
    )
