"""Which sheets and columns a guide or a window record has: read off its JSON Schema, whose titles are the headings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from guidelint.source.schema import schema

Kind = Literal["text", "texts", "integer", "boolean", "date"]
FormName = Literal["guide", "window"]
Path = tuple[str, ...]

FILE: Path = ("@file",)  # a column that is no key: where the file lies below the workspace

_NAMES = frozenset(("halls", "audience", "related", "alternatives", "accepts", "refused", "revealed_by"))
_SHORT = 3  # characters of a title that says nothing without its parent's, such as 电话


@dataclass(frozen=True, slots=True)
class Column:
    """`path` leads from a row's mapping to the value; `split` tells that 、 parts several values in one cell.

    `digits` is the length of a code that a spreadsheet may take for a number. A cell of a `one_line` column with
    several lines is several things that belong in rows of their own.
    """

    path: Path
    heading: str
    kind: Kind = "text"
    allowed: tuple[str, ...] = ()
    split: bool = False
    digits: int = 0
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`key` names the list that has an item for every row; None where a row is a file. A sheet is known by `mark`."""

    title: str
    key: str | None
    columns: tuple[Column, ...]
    mark: Column


@dataclass(frozen=True, slots=True)
class Form:
    """`keys` are the columns by which rows belong together, tried in this order; `shown` of them are written."""

    name: FormName
    top: Sheet
    parts: tuple[Sheet, ...]
    keys: tuple[tuple[Path, ...], ...]
    shown: tuple[Path, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return (self.top, *self.parts)

    def column(self, path: Path) -> Column:
        return next(column for column in self.top.columns if column.path == path)

    @property
    def links(self) -> tuple[Column, ...]:
        """The columns by which a row of a part names what it belongs to."""
        return tuple(self.column(path) for path in dict.fromkeys(path for key in self.keys for path in key))


@cache
def form(name: FormName) -> Form:
    root = schema(name)
    top = tuple(_columns(root, root))
    if name == "guide":
        mark, keys = ("title",), ((("id",),), (("code",),), (("title",),))
        return Form(name, _sheet(root, None, top, mark), _parts(root), keys, (("id",), ("title",)))
    top = (Column(FILE, "文件"), *top)
    return Form(
        name,
        _sheet(root, None, top, ("observed", "on")),
        _parts(root),
        ((FILE,), (("id",),), (("guide",), ("hall",), ("window",)), (("guide",), ("hall",))),
        (FILE, ("guide",), ("hall",)),
    )


def heading_of(name: FormName, path: tuple[str | int, ...]) -> str:
    """A value's place in a spreadsheet's words: 申请材料 2 材料名称."""
    wanted = form(name)
    for sheet in wanted.parts:
        if path[0] == sheet.key:
            number = f" {path[1] + 1}" if len(path) > 1 and isinstance(path[1], int) else ""
            column = next((f" {c.heading}" for c in sheet.columns if c.path == path[2:]), "")
            return f"{sheet.title}{number}{column}"
    return next(column.heading for column in wanted.top.columns if column.path == path)


def _parts(root: Mapping[str, Any]) -> tuple[Sheet, ...]:
    found = []
    for key, part in root["properties"].items():
        item = _resolved(root, part).get("items")
        if item is not None and "properties" in (item := _resolved(root, item)):
            columns = tuple(_columns(root, item))
            found.append(_sheet({"title": _title(root, part)}, key, columns, (item["required"][0],)))
    return tuple(found)


def _sheet(part: Mapping[str, Any], key: str | None, columns: tuple[Column, ...], mark: Path) -> Sheet:
    return Sheet(part["title"], key, columns, next(column for column in columns if column.path == mark))


def _columns(root: Mapping[str, Any], mapping: Mapping[str, Any]) -> Iterator[Column]:
    leaves = list(_leaves(root, mapping, (), ()))
    own = [titles[-1] for _, titles, _ in leaves]
    for path, titles, part in leaves:
        clear = len(titles) == 1 or (len(titles[-1]) >= _SHORT and own.count(titles[-1]) == 1)
        heading = titles[-1] if clear else f"{titles[-2]}({titles[-1]})"
        yield _column(root, path, heading, part)


def _leaves(
    root: Mapping[str, Any], mapping: Mapping[str, Any], path: Path, titles: tuple[str, ...]
) -> Iterator[tuple[Path, tuple[str, ...], Mapping[str, Any]]]:
    for key, raw in mapping["properties"].items():
        part = _resolved(root, raw)
        way, names = (*path, key), (*titles, _title(root, raw))
        if "properties" in part:
            yield from _leaves(root, part, way, names)
        elif part.get("type") != "array" or "properties" not in _resolved(root, part["items"]):
            yield way, names, part


def _column(root: Mapping[str, Any], path: Path, heading: str, part: Mapping[str, Any]) -> Column:
    match part.get("type"):
        case "array":
            return Column(path, heading, "texts", split=path[-1] in _NAMES)
        case "integer":
            return Column(path, heading, "integer")
        case "boolean":
            return Column(path, heading, "boolean")
    pattern = part.get("pattern", "")
    if part == root["$defs"]["date"]:
        return Column(path, heading, "date")
    digits = 6 if pattern == "^[0-9]{6}$" else 0
    return Column(path, heading, allowed=tuple(part.get("enum", ())), digits=digits, one_line=path == ("name",))


def _resolved(root: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = root["$defs"][part["$ref"].removeprefix("#/$defs/")] if "$ref" in part else part
    return found


def _title(root: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    return str(part.get("title") or _resolved(root, part)["title"])
