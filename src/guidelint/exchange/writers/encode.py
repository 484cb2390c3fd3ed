"""Values of a guide as the columns of a source: the tables by which it is read, turned round.

Every value that is written is read again at once by the same table, and is written only where that gives the same value: what
goes out comes back, and what a format cannot say is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidelint.exchange import codes
from guidelint.exchange.codes import Codes
from guidelint.exchange.readers.columns import Columns
from guidelint.exchange.readers.raw import is_null, plain
from guidelint.exchange.readers.values import At, Unreadable
from guidelint.model.regex import regex
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text

CODED: Mapping[str, Codes] = {
    "item_type": codes.ITEM_TYPE, "status": codes.STATUS, "authority_type": codes.AUTHORITY_TYPE, "level": codes.LEVEL,
    "power_source": codes.POWER_SOURCE, "audience": codes.AUDIENCE, "case_type": codes.CASE_TYPE, "channels": codes.CHANNEL,
    "scope": codes.SCOPE, "online.depth": codes.ONLINE_DEPTH, "result.type": codes.RESULT_TYPE,
    "necessity": codes.NECESSITY, "medium": codes.MEDIUM, "source": codes.SOURCE, "category": codes.CATEGORY,
    "special_procedures": codes.SPECIAL, "name": codes.SPECIAL,
}  # fmt: skip
"""By the way of an element, the codes of the national tables."""

_LIMIT = regex(r"([0-9]{1,4})\s*(个工作日|工作日|个自然日|天|个月|年)")
_TWINS = {"category": ("category", "type")}
"""Elements that share a column, which tells them apart by its words."""


class Unwritable(Exception):
    """A value that a format has no code or column for."""


def row(
    data: Mapping[str, Any], names: Sequence[str], columns: Columns, coded: Mapping[str, Codes], written: set[str]
) -> dict[str, Any]:
    """A row with the `names` of a format for what the mapping says; the ways of what it has are added to `written`, and what
    is there already is passed over."""
    made: dict[str, Any] = {}
    for name in names:
        to = columns[plain(name)].to
        for way in _TWINS.get(to, (to,)):
            value = at(data, way)
            if value is None or value == [] or way in written:
                continue
            try:
                made |= column_of(name, value, way, columns, coded, names)
            except Unwritable:
                continue
            written.add(way)
            break
    return made


def extras(data: Mapping[str, Any]) -> dict[str, Any]:
    """The columns without an element, under the names that they had."""
    return {key.removeprefix(EXTRA): value for key, value in data.items() if key.startswith(EXTRA)}


def unsaid(data: Mapping[str, Any], written: set[str], above: str = "") -> Iterator[Text]:
    """A note of each element that has not been written; lists of rows are told by whoever writes them."""
    for key, value in data.items():
        way = f"{above}{key}"
        if key.startswith(EXTRA) or way in written or value == []:
            continue
        if isinstance(value, Mapping):
            yield from unsaid(value, written, f"{way}.")
        else:
            yield Text(
                f"{way} 没有“{_short(value)}”的写法，没有写", f"{way}: no way to say “{_short(value)}”; not written"
            )


def column_of(
    name: str, value: Any, way: str, columns: Columns, coded: Mapping[str, Codes], names: Sequence[str] = ()
) -> dict[str, Any]:
    """The column, with that of its unit where it is a limit. Raises Unwritable."""
    read = columns[plain(name)].read
    for candidate in _candidates(name, value, coded.get(way, {}), names, columns):
        if is_null(candidate[name]):
            continue  # whoever reads it takes it for no value
        told = {plain(key): one for key, one in candidate.items()}
        try:
            back = read(candidate[name], told)
        except Unreadable:
            continue
        if isinstance(back, At):
            if back.to != way:
                continue
            back = back.value
        if back == value:
            return candidate
    raise Unwritable


def _candidates(
    name: str, value: Any, known: Codes, names: Sequence[str], columns: Columns
) -> Iterator[dict[str, Any]]:
    """Ways to write a value, the usual one of the field first."""
    inverse: dict[Any, str] = {word: code for code, word in reversed(list(known.items()))}
    if isinstance(value, bool):
        yield {name: "1" if value else "0"}
        yield {name: "是" if value else "否"}
    elif isinstance(value, int):
        yield {name: value}
    elif isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
        yield {name: "\n".join("".join(str(one[key]) for key in ("name", "article") if key in one) for one in value)}
        yield {name: "\n".join(str(one.get("name", "")) for one in value)}
    elif isinstance(value, list):
        yield {name: ",".join(inverse.get(one) or one for one in value)}
        yield {name: ",".join(value)}
        if len(value) == 1:
            yield {name: value[0]}
        yield {name: "\n".join(f"{number}.{one}" for number, one in enumerate(value, 1))}
        yield {name: "\n".join(value)}
    else:
        if value in inverse:
            yield {name: inverse[value]}
        elif inverse:
            yield {name: ",".join(inverse.get(one) or one for one in value.split("、"))}
        if found := _LIMIT.fullmatch(value):
            yield from _limits(name, found, names, columns)
        yield {name: value}


def _limits(name: str, found: re.Match[str], names: Sequence[str], columns: Columns) -> Iterator[dict[str, Any]]:
    """A number of days with its unit in the column beside it."""
    units = {word: code for code, word in codes.DAY_UNIT.items()}
    beside = plain(name).removesuffix("day") + "type"
    unit = next((one for one in names if plain(one) in (beside, f"{plain(name)}type")), None)
    words = next((one for one in names if plain(one) == f"{beside}text"), None)
    if unit is not None and found[2] in units:
        yield {name: int(found[1]), unit: units[found[2]]}
    if words is not None:
        yield {name: int(found[1]), words: found[2].removeprefix("个")}


def at(data: Mapping[str, Any], way: str) -> Any:
    value: Any = data
    for step in way.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _short(value: Any) -> str:
    words = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return words if len(words) < 24 else f"{words[:24]}…"
