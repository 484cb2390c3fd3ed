"""How the columns of a spreadsheet become keys of a ticket."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidelint.language.day import read_day
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.nearest import did_you_mean
from guidelint.model.text import Text
from guidelint.schemas.published import schema
from guidelint.schemas.validation import validate
from guidelint.source.document import Document, load
from guidelint.tickets.rows import Cell
from guidelint.workspace.workspace import Workspace

OF_THE_COURSE: Mapping[str, Mapping[str, Any]] = {
    "dispatch.to": {"type": "string"},
    "dispatch.due": {"type": "string"},
    "dispatch.extended": {"type": "integer"},
    "status": {"type": "string"},
    "satisfaction": {"type": "string"},
    "satisfaction.first": {"type": "string"},
    "satisfaction.final": {"type": "string"},
}
"""Keys that a column can fill beside those of a ticket: they become stages, calls back and the outcome."""

LISTS = ("brought", "reveals")
DATES = ("received", "outcome.closed", "dispatch.due")
YES = ("是", "true", "1", "y", "yes", "√", "已办成", "办成", "满意", "非常满意", "基本满意")
NO = ("否", "false", "0", "n", "no", "×", "未办成", "没办成", "不满意", "非常不满意")
SPLIT = "、"


@dataclass(frozen=True, slots=True)
class Mapped:
    """One mapping file. Keys are dotted: `source.ref`, `outcome.done`."""

    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]]
    defaults: Mapping[str, Any]
    sheet: str | None
    header: int
    prefix: str | None
    split: str


def ticket_keys() -> Mapping[str, Mapping[str, Any]]:
    """Every key that a column can fill, dotted, with its part of the ticket's schema."""
    found: dict[str, Mapping[str, Any]] = {}
    for key, part in schema("ticket")["properties"].items():
        if key in ("id", "stages", "amended"):
            continue
        if part.get("type") == "object":
            found |= {f"{key}.{inner}": value for inner, value in part["properties"].items() if inner != "visits"}
        else:
            found[key] = part
    return found


def load_mapping(workspace: Workspace, file: Path) -> Mapped:
    """Raises CannotCheck where the mapping is wrong or names a key that no ticket has."""
    document = load(workspace.read(file), workspace.name(file))
    if errors := validate(document, "mapping"):
        raise CannotCheck(errors)
    data = document.data
    known = {**ticket_keys(), **OF_THE_COURSE}
    wrong = [
        _unknown(document, section, key, list(known))
        for section in ("columns", "values", "defaults")
        for key in data.get(section, {})
        if key not in known
    ]
    if wrong:
        raise CannotCheck(wrong)
    return Mapped(
        columns=data["columns"],
        values=data.get("values", {}),
        defaults=data.get("defaults", {}),
        sheet=data.get("sheet"),
        header=data.get("header", 1),
        prefix=data.get("prefix"),
        split=data.get("split", SPLIT),
    )


def value_of(key: str, cell: Cell, mapping: Mapped) -> Any:
    """What a cell means for a key; None where it says nothing. Raises UsageError for what it cannot mean."""
    words = cell.strip() if isinstance(cell, str) else cell
    if words in ("", []):
        return None
    known = mapping.values.get(key, {})
    if isinstance(words, str) and words in known:
        return known[words]
    kind = {**ticket_keys(), **OF_THE_COURSE}[key].get("type")
    if key in DATES:
        return read_day(str(words), "").isoformat()
    if key in LISTS:
        parts = words if isinstance(words, list) else str(words).split(mapping.split)
        return [part.strip() for part in parts if part.strip()]
    if kind == "boolean" and not isinstance(words, bool):
        return _yes_or_no(str(words))
    if kind == "integer":
        return _number(str(words))
    return words if isinstance(words, bool) else mapping.split.join(words) if isinstance(words, list) else words


def _yes_or_no(words: str) -> bool:
    from guidelint.model.errors import UsageError

    if words.casefold() in YES:
        return True
    if words.casefold() in NO:
        return False
    raise UsageError(
        Text(
            f"“{words}”看不出是或否，请在对照文件的 values 里写明",
            f"“{words}” is neither yes nor no; say so under values",
        )
    )


def _number(words: str) -> int:
    from guidelint.model.errors import UsageError

    try:
        return int(words)
    except ValueError:
        raise UsageError(Text(f"“{words}”不是整数", f"“{words}” is no whole number")) from None


def _unknown(document: Document, section: str, key: str, known: list[str]) -> FileError:
    near = did_you_mean(key, known)
    if not near.zh:
        near = Text(f"；可用：{'、'.join(known)}", f"; allowed: {', '.join(known)}")
    position = document.position(document.span((section, key), key=True).start)
    return FileError(
        document.name,
        position.line,
        position.column,
        Text(f"工单没有 {key}{near.zh}", f"a ticket has no {key}{near.en}"),
    )
