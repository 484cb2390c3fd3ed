"""An item of a source as the guide that its file would have: with an id, in the model's order, with what the model allows."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Item
from guidelint.model.elements import Element, elements
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.guide import Guide
from guidelint.model.position import Path
from guidelint.model.regex import regex
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text
from guidelint.schemas.validation import problems

_ID = regex(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}")


class Ids(Protocol):
    """The ids that are taken."""

    def has(self, id: str) -> bool: ...


def guide_of(item: Item, taken: Ids, ledger: Ledger) -> dict[str, Any]:
    """An item as its file would have it. A value that the model does not allow is kept under `x-` and told in the ledger.
    Raises CannotCheck for an item that no guide can be made of, such as one without a title."""
    data = ordered(_whole(item.make(ledger), elements(Guide)))
    data = {"id": _id(item, data, taken), **data}
    wrong = list(problems(data, "guide"))
    if wrong and all(_set_aside(data, tuple(one.path)) for one in reversed(wrong)):
        for one in wrong:
            told = _told(one.path, one.message)
            ledger.refuse(refusal(item, Text(f"{told.zh}，原样保留", f"{told.en}; kept as it is")))
        wrong = list(problems(data, "guide"))
    if wrong:
        raise CannotCheck(refusal(item, _told(one.path, one.message)) for one in wrong)
    return data


def _told(path: Iterable[str | int], message: Text) -> Text:
    way = ".".join(map(str, path))
    return Text(f"{way} {message.zh}", f"{way}: {message.en}")


def _set_aside(data: dict[str, Any], path: Path) -> bool:
    """Keep a value under `x-` beside its place. False where nothing stands there, as of a key that is missing."""
    holder: Any = data
    above: list[Any] = []
    for step in path[:-1]:
        above.append(holder)
        holder = holder[step]
    if isinstance(holder, list) and above and isinstance(path[-1], int):
        key, value = str(path[-2]), holder.pop(path[-1])
        if not holder:
            del above[-1][key]
        above[-1].setdefault(f"{EXTRA}{key}", []).append(value)
        return True
    if not path or not isinstance(holder, dict) or path[-1] not in holder:
        return False
    holder[f"{EXTRA}{path[-1]}"] = holder.pop(path[-1])
    return True


def codes_of(data: Mapping[str, Any]) -> tuple[str, str]:
    return str(data.get("code", "")), str(data.get("handle_code", ""))


def _id(item: Item, data: Mapping[str, Any], taken: Ids) -> str:
    """A guide's id from its codes; where another guide has it, with the other code behind it. Without codes, from its key."""
    code, handle = codes_of(data)
    wanted = handle if handle.startswith(code) and handle else code or handle
    if not wanted and _ID.fullmatch(item.key):
        return item.key
    if not wanted:
        return hashlib.blake2b(item.key.encode(), digest_size=8).hexdigest()
    if handle and taken.has(wanted):
        return f"{wanted}-{handle}"[:100]
    return wanted


def _whole(data: dict[str, Any], known: Iterable[Element]) -> dict[str, Any]:
    """Without groups that lack what they must have: their values are kept under `x-`."""
    for group in known:
        value = data.get(group.key)
        if (
            group.kind == "group"
            and value is not None
            and any(one.required and one.key not in value for one in group.elements)
        ):
            del data[group.key]
            data.update({f"{EXTRA}{group.key}.{key}": inner for key, inner in value.items()})
    return data


def ordered(data: Mapping[str, Any]) -> dict[str, Any]:
    """Keys in the model's order with the materials before the steps, then what is kept; `materials` even where empty."""
    found = [one for one in elements(Guide) if one.key != "materials"]
    materials = next(one for one in elements(Guide) if one.key == "materials")
    found.insert(next(number for number, one in enumerate(found) if one.key == "steps"), materials)
    return _ordered({"materials": [], **data}, found)


def _ordered(data: Mapping[str, Any], found: Iterable[Element]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for one in found:
        if one.key not in data:
            continue
        value = data[one.key]
        match one.kind:
            case "group":
                made[one.key] = _ordered(value, one.elements)
            case "list":
                made[one.key] = [_ordered(row, one.elements) for row in value]
            case _:
                made[one.key] = value
    return made | {key: value for key, value in data.items() if key.startswith(EXTRA)}


def refusal(item: Item, message: Text) -> FileError:
    return FileError(item.file, item.line, 1 if item.line else 0, message)
