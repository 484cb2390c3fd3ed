"""Responses of the item interfaces that are made of AUDIT_ITEM and its parts, whatever stands around them.

Systems differ in the envelope, in how a name is spelt (AUDIT_ITEM, auditItem) and in whether a part is a list, one object or
JSON inside a text. Here they become one shape; which code tables hold, `is_guangxi` tells.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from guidelint.exchange.readers.jsonlines import Record, records
from guidelint.exchange.readers.ledger import MAX_REFUSED, Ledger
from guidelint.exchange.readers.raw import is_blank, opened, plain, said
from guidelint.exchange.readers.reader import Item, Source
from guidelint.exchange.readers.record import listed
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text

SUFFIXES = (".json", ".jsonl", ".txt")
PARTS: Mapping[str, str] = {
    plain(name): name
    for name in (
        "AUDIT_ITEM", "AUDIT_ITEM_EXTEND", "AUDIT_ITEM_RESULT", "AUDIT_ITEM_BYLAW", "AUDIT_ITEM_WINDOW", "AUDIT_ITEM_SPECIAL",
        "AUDIT_ITEM_CONDITION", "AUDIT_ITEM_FLOWSHEET", "AUDIT_FLOW_CHART", "AUDIT_CATALOG_LOBBY", "AUDIT_MATERIAL",
        "AUDIT_MATERIAL_CONDITION", "AUDIT_CHARGE", "AUDIT_QA",
    )
}  # fmt: skip
"""The names of the parts by their plain spelling."""

_OF_GUANGXI = frozenset(("materialform", "acceptname", "ywcode", "servetype", "fillexplian", "originalamount"))
_OF_GUANGDONG = frozenset(("zzhdzb", "cataname", "servetypetext", "promisetypetext", "pagecopynum", "zzhdzbtext"))
_DEEPEST = 4  # envelopes around a record
_LOOKED_AT = 20  # records of a file by which it is recognised: the first response may be empty


def records_in(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The records of a response, one an item, with their parts by one spelling."""
    data = opened(data)
    if isinstance(data, Mapping):
        if any(plain(str(name)) in PARTS for name in data):
            yield from _by_item({PARTS.get(plain(str(name)), str(name)): opened(value) for name, value in data.items()})
        elif depth < _DEEPEST:
            for value in data.values():
                yield from records_in(value, depth + 1)
    elif isinstance(data, list) and depth < _DEEPEST:
        for value in data:
            yield from records_in(value, depth + 1)


def items_in(source: Source, of: Callable[[Record], Iterator[Item]]) -> Iterator[Item]:
    """The items of all records of a file; a record without any is told by itself, unless the whole file has none."""
    without: list[Record] = []
    is_empty = True
    for one in records(source.file, source.name):
        found = False
        for item in of(one):
            found, is_empty = True, False
            yield item
        if not found and len(without) < MAX_REFUSED:
            without.append(one._replace(data=_message(one.data)))
    if not is_empty:
        yield from (_refused(one, source) for one in without)


def key_of(row: Mapping[str, Any], codes: Iterable[str], names: Iterable[str]) -> str:
    """What tells an item apart: its codes, without any the id of its row, and without that its name and authority."""
    own = [said(row.get(name) or "") for name in codes]
    if any(own):
        return "/".join(own)
    if guid := said(row.get("rowguid") or ""):
        return guid
    named = "/".join(said(row.get(name) or "") for name in (*names, "deptname"))
    return hashlib.blake2b(named.encode(), digest_size=8).hexdigest()


def _message(data: Any) -> str:
    """What a response without items says of itself."""
    found = (
        said(value)
        for name, value in (data.items() if isinstance(data, Mapping) else ())
        if plain(str(name)) in ("msg", "message", "errmsg", "text") and isinstance(value, str) and not is_blank(value)
    )
    return next(found, "")


def _refused(record: Record, source: Source) -> Item:
    zh, en = (f"（{record.data}）", f" ({record.data})") if record.data else ("", "")
    told = Text(f"这一条里没有事项{zh}", f"there is no item in this record{en}")

    def make(ledger: Ledger) -> dict[str, Any]:
        raise CannotCheck([FileError(source.name, record.line, 1, told)])

    return Item(f"{source.name}:{record.line}:{id(record)}", (0, ""), source.name, record.line, make)


def is_guangxi(file: Path) -> bool | None:
    """Whether a file's records follow Guangxi's code tables or Guangdong's; None where it has none of either."""
    if file.suffix.lower() not in SUFFIXES:
        return None
    record, is_envelope = _first_record(file)
    if record is None:  # an envelope with nothing in it is known all the same, to be told that it is empty
        return True if is_envelope else None
    names = [str(name) for part in record.values() for row in listed(part) if isinstance(row, Mapping) for name in row]
    known = {plain(name) for name in names}
    either = len(known & _OF_GUANGXI), len(known & _OF_GUANGDONG)
    if either[0] != either[1]:
        return either[0] > either[1]
    return sum(name.islower() for name in names) * 2 > len(names)


def _first_record(file: Path) -> tuple[dict[str, Any] | None, bool]:
    """The first record, and whether a response came before it. What is wrong further down does not matter yet."""
    is_envelope = False
    try:
        for _, data in islice(records(file, file.name), _LOOKED_AT):
            if (record := next(records_in(data), None)) is not None:
                return record, is_envelope
            is_envelope = is_envelope or (isinstance(data, Mapping) and "STATUS" in data)
    except CannotCheck:
        pass
    return None, is_envelope


def _by_item(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A record of several items as one each: rows belong to the item whose row they name."""
    items = [row for row in listed(record.get("AUDIT_ITEM")) if isinstance(row, Mapping)]
    guids = [_value(row, "rowguid") for row in items]
    if len(items) < 2 or len({*guids} - {""}) < len(items):
        yield record
        return
    for item, guid in zip(items, guids, strict=True):
        yield {"AUDIT_ITEM": item} | {
            name: [row for row in listed(part) if not isinstance(row, Mapping) or _value(row, "taskguid") in ("", guid)]
            for name, part in record.items()
            if name != "AUDIT_ITEM"
        }


def _value(row: Mapping[str, Any], column: str) -> str:
    return next((said(value) for name, value in row.items() if plain(name) == column and value is not None), "")
