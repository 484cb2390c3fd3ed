"""Rows of a source as parts of a guide, by a table that says what each column becomes."""

import json
from collections.abc import Mapping
from itertools import count
from typing import Any

from msgspec import Struct

from guidelint.exchange.hypertext import words_of
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.raw import flat, is_blank, is_null, is_record, only, plain, said
from guidelint.exchange.readers.values import NOTHING, At, Conversion, Row, Unreadable, text
from guidelint.model.errors import FileError
from guidelint.model.regex import regex
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text

_NO_KEY = regex(r"[^\w.-]")

MAX_SHOWN = 24  # characters of a value in the table of an import


class Column(Struct, frozen=True):
    """`to` is the way to the element, such as `time_limit.promised`; "" for bookkeeping of the source that no guide needs
    and "*" for a column that another one is read with, such as the unit of a number."""

    to: str
    read: Conversion = text
    takes_records: bool = False
    """Whether the conversion knows records and lists of them; of any other value they are kept as they are."""


Columns = Mapping[str, Column]
"""By the plain names of the columns."""


class Place(Struct, frozen=True):
    """Where a row stands: the file as shown, its line, and the table or part of the record."""

    file: str
    line: int
    table: str

    def says(self, message: Text) -> FileError:
        said = Text(f"{self.table}：{message.zh}", f"{self.table}: {message.en}")
        return FileError(self.file, self.line, 1, said)


def part(row: Mapping[str, Any], columns: Columns, place: Place, ledger: Ledger) -> dict[str, Any]:
    """What a row says, by the keys of a guide. What has no element is kept under `x-`, and so is a value that cannot be
    read; nothing is passed over in silence."""
    row = {str(name): only(value) for name, value in row.items()}
    named: Row = {plain(name): value for name, value in row.items() if not is_null(value)}
    made: dict[str, Any] = {}
    for name, value in row.items():
        if is_blank(value):
            continue
        column = columns.get(plain(name))
        if is_null(value):
            ledger.note(place.table, name, "empty", "", (short(value), "空"))
        elif column is None:
            if said(value).casefold() in NOTHING:
                ledger.note(place.table, name, "empty")
            else:
                keep(made, name, value, place, ledger)
        elif column.to in ("", "*"):
            ledger.note(place.table, name, "read" if column.to else "left out")
        elif (words := columns.get(f"{plain(name)}text")) and words.to == column.to and f"{plain(name)}text" in named:
            ledger.note(place.table, name, "read", column.to)  # the words of this code stand beside it
        else:
            _read(made, name, value, column, named, place, ledger)
    return made


def _read(made: dict[str, Any], name: str, value: Any, column: Column, row: Row, place: Place, ledger: Ledger) -> None:
    if not column.takes_records and is_record(value := flat(value)):
        keep(made, name, value, place, ledger)
        return
    try:
        new = column.read(value, row)
    except Unreadable as error:
        ledger.refuse(
            place.says(Text(f"{name} {error.message.zh}，原样保留", f"{name} {error.message.en}; kept as it is"))
        )
        keep(made, name, value, place, ledger)
        return
    old = value if isinstance(value, str) else short(value) if is_record(value) else said(value)
    if new is None:
        ledger.note(place.table, name, "empty", "", (short(old), "空"))
        return
    to = column.to
    if isinstance(new, At):
        to, new = new.to, new.value
    if not put(made, to, new):
        keep(made, name, value, place, ledger)
        return
    same = new in (old.strip(), [old.strip()]) or short(new) == short(old)
    ledger.note(place.table, name, "read" if same else "translated", to, None if same else (short(old), short(new)))


def put(made: dict[str, Any], way: str, value: Any) -> bool:
    """Set the value at a way such as `result.name`; a list goes on where there is one. False where something else stands
    there already."""
    *outer, key = way.split(".")
    for step in outer:
        made = made.setdefault(step, {})
    return _put(made, key, value)


def _put(made: dict[str, Any], key: str, value: Any) -> bool:
    if isinstance(value, list) and isinstance(made.get(key), list):
        made[key] += [item for item in value if item not in made[key]]
    elif key in made and made[key] != value:
        return False
    else:
        made[key] = value
    return True


def merge(made: dict[str, Any], more: Mapping[str, Any], above: str = "") -> None:
    """Add what another part of the record says; where both say something else, the second is kept under `x-`."""
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(made.get(key), dict):
            merge(made[key], value)
        elif not _put(made, key, value):
            second = f"{EXTRA}{key.removeprefix(EXTRA)}"
            number = next(number for number in count(2) if made.get(f"{second}-{number}", value) == value)
            made[f"{second}-{number}"] = value


def keep(made: dict[str, Any], name: str, value: Any, place: Place, ledger: Ledger) -> None:
    """Keep under `x-` what has no element."""
    key = EXTRA + _NO_KEY.sub("_", name.strip())
    made[key] = written(value)
    ledger.note(place.table, name, "kept", key)


def written(value: Any) -> Any:
    """A kept value as YAML can hold it: without nulls and tags, and a number with a fraction as its text, which stays as it is."""
    if isinstance(value, str):
        return words_of(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else str(value)
    if isinstance(value, Mapping):
        return {str(key): written(inner) for key, inner in value.items() if not is_blank(inner) and not is_null(inner)}
    return [written(one) for one in value if not is_blank(one)] if isinstance(value, list) else value


def short(value: Any) -> str:
    """A value as the table of an import shows it."""
    shown = (
        json.dumps(value, ensure_ascii=False, default=str)
        if is_record(value)
        else "、".join(map(str, value))
        if isinstance(value, list)
        else {True: "是", False: "否"}[value]
        if isinstance(value, bool)
        else str(value)
    )
    shown = " ".join(shown.split())
    return shown if len(shown) <= MAX_SHOWN else f"{shown[:MAX_SHOWN]}…"
