"""Which sheets and columns a guide or a window record has: read off its elements, whose titles are the headings."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from msgspec import Struct

from guidelint.model.elements import Element, elements
from guidelint.model.regex import regex
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text

Kind = Literal["text", "texts", "integer", "boolean", "date", "extra"]
FormName = Literal["guide", "window"]
Path = tuple[str, ...]

FILE: Path = ("@file",)  # a column that is no key: where the file lies below the workspace

_NO_KEY = regex(r"[^\w.-]")

UNIT = "@unit"  # what the way to a column begins with that holds the unit of another column's number

_SHORT = 3  # characters of a title that says nothing without its parent's, such as 电话


@dataclass(frozen=True, slots=True)
class Column:
    """`path` leads from a row's mapping to the value; `split` tells that 、 parts several values in one cell.

    `allowed` are the only words that it takes, `usual` those that are common. `digits` is the length of a code that a
    spreadsheet may take for a number. A cell of a `one_line` column with several lines is several things that belong in
    rows of their own. `names` are other headings that it goes by; `unit` stands in the heading of a column of numbers.
    """

    path: Path
    heading: str
    kind: Kind = "text"
    allowed: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    split: bool = False
    digits: int = 0
    one_line: bool = False
    names: tuple[str, ...] = ()
    unit: str = ""


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

    def lacking(self, path: Path, covered: Collection[Path]) -> Text | None:
        """What to do in a spreadsheet about an element that is missing; None for what no column holds."""
        ways = {(*filter(None, [sheet.key]), *c.path): c.heading for sheet in self.sheets for c in sheet.columns}
        if (heading := ways.get(path)) is None:
            return None
        if path in covered:
            return Text(f"请填写“{heading}”", f"fill in “{heading}”")
        return Text(f"请增加“{heading}”一列", f"add a column “{heading}”")

    @property
    def links(self) -> tuple[Column, ...]:
        """The columns by which a row of a part names what it belongs to."""
        return tuple(self.column(path) for path in dict.fromkeys(path for key in self.keys for path in key))


@cache
def form(name: FormName) -> Form:
    found = elements(_model(name))
    top = tuple(_columns(found, ()))
    if name == "guide":
        mark, keys = ("title",), ((("id",),), (("code",),), (("title",),))
        return Form(name, _sheet("办事指南", None, top, mark), _parts(found), keys, (("id",), ("title",)))
    top = (Column(FILE, "文件"), *top)
    return Form(
        name,
        _sheet("窗口实际要求", None, top, ("observed", "on")),
        _parts(found),
        ((FILE,), (("id",),), (("guide",), ("hall",), ("window",)), (("guide",), ("hall",))),
        (FILE, ("guide",), ("hall",)),
    )


def _model(name: FormName) -> type[Struct]:
    from guidelint.model.guide import Guide
    from guidelint.model.window import WindowRecord

    return Guide if name == "guide" else WindowRecord


def extra(heading: str) -> Column:
    """The column of something that has no element: it stays with the guide under `x-` and goes out again."""
    key = _NO_KEY.sub("_", heading.strip().removeprefix(EXTRA))
    return Column((EXTRA + key,), EXTRA + key, "extra")


def heading_of(name: FormName, path: tuple[str | int, ...]) -> str:
    """A value's place in a spreadsheet's words: 申请材料 2 材料名称."""
    wanted = form(name)
    for sheet in wanted.parts:
        if path[0] == sheet.key:
            number = f" {path[1] + 1}" if len(path) > 1 and isinstance(path[1], int) else ""
            column = next((f" {c.heading}" for c in sheet.columns if c.path == path[2:]), "")
            return f"{sheet.title}{number}{column}"
    return next((column.heading for column in wanted.top.columns if column.path == path), str(path[0]))


def _parts(found: Iterable[Element]) -> tuple[Sheet, ...]:
    return tuple(
        _sheet(one.title, one.key, tuple(_columns(one.elements, one.path)), (_mark(one).key,))
        for one in found
        if one.kind == "list"
    )


def _mark(part: Element) -> Element:
    return next(one for one in part.elements if one.required)


def _sheet(title: str, key: str | None, columns: tuple[Column, ...], mark: Path) -> Sheet:
    return Sheet(title, key, columns, next(column for column in columns if column.path == mark))


def _columns(found: Iterable[Element], above: Path) -> Iterator[Column]:
    leaves = list(_leaves(found, ()))
    own = [leaf.title for leaf, _ in leaves]
    for leaf, groups in leaves:
        path, is_clear = leaf.path[len(above) :], len(leaf.title) >= _SHORT and own.count(leaf.title) == 1
        if not groups or is_clear:
            yield _column(leaf, path, leaf.title, leaf.names)
        else:
            group = groups[-1]
            names = (*leaf.names, *(f"{said}{leaf.title}" for said in (group.title, *group.names)))
            if leaf == group.elements[0] and not leaf.required:
                names = (*names, group.title)
            yield _column(leaf, path, f"{group.title}（{leaf.title}）", names)


def _leaves(found: Iterable[Element], groups: tuple[Element, ...]) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Elements with one value or several texts, and the groups in which each stands."""
    for one in found:
        if one.kind == "group":
            yield from _leaves(one.elements, (*groups, one))
        elif one.kind != "list":
            yield one, groups


def _column(leaf: Element, path: Path, heading: str, names: tuple[str, ...]) -> Column:
    kind = leaf.kind
    assert kind != "group" and kind != "list"
    return Column(
        path,
        heading,
        kind,
        allowed=leaf.allowed,
        usual=leaf.usual,
        split=leaf.split,
        digits=leaf.digits,
        one_line=path == ("name",),
        names=names,
    )
