"""The elements of guides and window records: the one table that everything takes its fields from.

A key is declared once, where the model has it, with the name that the standard gives it (`element`). JSON Schema,
headings of spreadsheets, labels on the notice, the report, completion in editors and docs/elements.md are read off these
declarations, so that the next element is one line of the model. Names are those of GB/T 39554.2-2020 and of the national
exchange tables that implement it; the usual values are those of GB/T 39046-2020, annex A.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from guidelint.model.schema_types import DATE, EXTRA, REGION, Some

Kind = Literal["text", "texts", "integer", "boolean", "date", "group", "list"]
Path = tuple[str, ...]


def element(
    title: str,
    *,
    notice: str = "",
    names: tuple[str, ...] = (),
    usual: tuple[str, ...] = (),
    split: bool = False,
    none: bool = False,
    about: str | None = None,
) -> Meta:
    """Declare an element by its Chinese name.

    `notice` is its label on the notice (一次性告知单); what has none is laid out there by hand or not printed. `names` are
    other headings that spreadsheets give it, `usual` values that are proposed while others are allowed too; `split` tells
    that 、 parts several values of one cell, `none` that 无 is an answer there: 数量限制 无.
    """
    return Meta(
        title=title,
        description=about,
        examples=list(usual) or None,
        extra={"notice": notice, "names": names, "usual": usual, "split": split, "none": none},
    )


class Element(Struct, frozen=True):
    """One key of a guide or window record, or of a mapping inside one.

    `path` leads to it by keys alone: `("materials", "name")`. A `group` is a mapping and a `list` one of mappings; both
    have `elements`. `allowed` are the only words that it takes, `digits` the length of a code that looks like a number.
    """

    path: Path
    title: str
    kind: Kind
    required: bool = False
    notice: str = ""
    names: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    digits: int = 0
    split: bool = False
    none: bool = False
    about: str = ""
    elements: "tuple[Element, ...]" = ()

    @property
    def key(self) -> str:
        return self.path[-1]

    @property
    def values(self) -> tuple[str, ...]:
        """The words to choose from."""
        return self.allowed or self.usual


@cache
def elements(kind: type[Struct]) -> tuple[Element, ...]:
    """The elements of a model in its order."""
    from msgspec import inspect  # takes longer to load than a check of a few guides takes to read them

    return tuple(_elements(inspect.type_info(kind), ()))


def every(found: tuple[Element, ...]) -> Iterator[Element]:
    """The elements and all those inside them."""
    for one in found:
        yield one
        yield from every(one.elements)


def _elements(struct: Any, path: Path) -> Iterator[Element]:
    from msgspec import inspect

    hints = get_type_hints(struct.cls, include_extras=True)
    for field in struct.fields:
        kind, said, extra = field.type, {}, {}  # type: ignore[var-annotated]
        while isinstance(kind, inspect.Metadata):
            said = (kind.extra_json_schema or {}) | said
            extra = dict(kind.extra or {}) | extra
            kind = kind.type
        way = (*path, field.encode_name)
        yield Element(
            path=way,
            title=said["title"],
            required=field.required,
            about=said.get("description", ""),
            allowed=_words(hints[field.name]),
            **extra,
            **_shape(kind, way),
        )


def _words(hint: Any) -> tuple[str, ...]:
    """The words of a Literal in the order in which they are declared, which msgspec does not keep."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return _words(get_args(hint)[0]) if get_origin(hint) is Annotated else ()


def _shape(kind: Any, path: Path) -> Mapping[str, Any]:
    from msgspec import inspect

    match kind:
        case inspect.StructType():
            return {"kind": "group", "elements": tuple(_elements(kind, path))}
        case inspect.VarTupleType():
            item = kind.item_type
            while isinstance(item, inspect.Metadata):
                item = item.type
            if isinstance(item, inspect.StructType):
                return {"kind": "list", "elements": tuple(_elements(item, path))}
            return {"kind": "texts"}
        case inspect.LiteralType():
            return {"kind": "text"}
        case inspect.IntType():
            return {"kind": "integer"}
        case inspect.BoolType():
            return {"kind": "boolean"}
        case inspect.StrType(pattern=pattern):
            if pattern == DATE:
                return {"kind": "date"}
            return {"kind": "text", "digits": 6 if pattern == REGION else 0}
    raise TypeError(kind)


def json_schema(kind: type[Struct], name: str, title: str, about: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a model, with the elements' names as titles."""
    made = msgspec.json.schema(kind)
    orders = [list(one.allowed) for one in every(elements(kind)) if one.allowed]
    definitions = {key: _published(node, orders) for key, node in made["$defs"].items()}
    for struct in _structs(kind):
        if issubclass(struct, Some):
            definitions[struct.__name__]["anyOf"] = [{"required": [key]} for key in struct.__struct_encode_fields__]
    top = definitions.pop(kind.__name__)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:guidelint:schema:{name}"}
    return {**head, "title": title, "description": about, **top, "$defs": definitions}


def _published(node: Any, orders: Sequence[list[str]]) -> Any:
    """Without what only the model needs: its classes' names and the values that stand for a key left out."""
    if isinstance(node, list):
        return next((order for order in orders if sorted(order) == node), node)
    if not isinstance(node, dict):
        return node
    said = {key: value for key, value in node.items() if key != "default"}
    if said.get("type") == "array" and "examples" in said:
        said["items"] = {**said["items"], "examples": said.pop("examples")}
    if "properties" not in said:
        return {key: _published(value, orders) for key, value in said.items()}
    said.pop("title", None)
    said["properties"] = {key: _published(value, orders) for key, value in said["properties"].items()}
    if not said["required"]:
        del said["required"]
    return {**said, "patternProperties": {f"^{EXTRA}": True}}


def _structs(kind: type[Struct]) -> Iterator[type[Struct]]:
    from msgspec import inspect

    def inside(node: Any) -> Iterator[Any]:
        if isinstance(node, inspect.StructType):
            yield node.cls
            for field in node.fields:
                yield from inside(field.type)
        elif isinstance(node, inspect.Metadata):
            yield from inside(node.type)
        elif isinstance(node, inspect.VarTupleType):
            yield from inside(node.item_type)

    yield from dict.fromkeys(inside(inspect.type_info(kind)))
