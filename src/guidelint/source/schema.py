"""JSON Schemas (2020-12) of a workspace's files, and errors in words at the exact place.

The schemas are the published description of the formats; each key's `title` is the element name of
GB/T 39554.2-2020 (政务服务事项实施清单要素) where the standard has one. Those of guides and window records are made from the
model (guidelint.model.elements); the files of these names are copies for editors.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, get_args

from msgspec import Struct, ValidationError, convert
from msgspec.json import decode

from guidelint.model.elements import json_schema
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.nearest import nearest
from guidelint.model.text import Text
from guidelint.model.written import EXTRA
from guidelint.source.document import Document
from guidelint.source.document import Path as ValuePath
from guidelint.source.spelling import spelling
from guidelint.source.typed import typed, typed_in_flow, wide_digits

if TYPE_CHECKING:
    from guidelint.model.written import Written

M = TypeVar("M", bound="Written")

SchemaName = Literal[
    "guide", "window", "ticket", "rule", "thesaurus", "config", "channels", "aggregate", "mapping", "halls",
    "archive", "event", "report", "baseline",
]  # fmt: skip
SCHEMA_NAMES: tuple[SchemaName, ...] = get_args(SchemaName)

MAX_ERRORS = 100  # of one file: nobody reads more, and finding the place of each takes its time


@cache
def schema_text(name: SchemaName) -> str:
    if name == "guide":
        from guidelint.model.guide import Guide

        about = "One published service item at one authority. Key titles are the element names of GB/T 39554.2-2020."
        return _written(json_schema(Guide, name, "办事指南", about))
    if name == "window":
        from guidelint.model.window import WindowRecord

        about = "What a hall's window really asks for on one item, with who saw it and when."
        return _written(json_schema(WindowRecord, name, "窗口实际要求", about))
    return (Path(__file__).parents[1] / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


def _written(made: Mapping[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


@cache
def schema(name: SchemaName) -> Mapping[str, Any]:
    loaded: dict[str, Any] = json.loads(schema_text(name))
    return loaded


class Problem(Struct, frozen=True, order=True):
    """Where values break their schema; `is_key` tells that the key is at fault and not its value, `lacks` which one is
    missing."""

    path: ValuePath
    message: Text
    is_key: bool = False
    lacks: str = ""


def validate(document: Document, name: SchemaName) -> list[FileError]:
    """Every place where the document breaks its schema, up to MAX_ERRORS; empty for a good one."""
    found = sorted({_at(document, problem) for problem in problems(document.data, name)})
    return found if isinstance(document.data, dict) else _mistyped(document) or found


def model(document: Document, name: SchemaName, kind: type[M], *, of_values: bool = False) -> M:
    """What the document says. Raises CannotCheck with every place where it breaks its schema.

    Where its values are wanted as well, a model made of them (`of_values`) costs least, and shares their texts.
    """
    try:
        if document.json is None or of_values:
            return convert(document.data, kind)
        return decode(document.json, type=kind)
    except ValidationError:
        try:
            return convert(kind.read(document.data), kind)
        except ValidationError:
            if errors := validate(document, name):
                raise CannotCheck(errors) from None
            return kind.from_data(document.data)


def problems(data: Any, name: SchemaName) -> list[Problem]:
    """Every way in which values, read or made, break their schema, up to MAX_ERRORS; empty for good ones."""
    if _quick(name).is_valid(data):
        return []
    found = (problem for error in _exact(name).iter_errors(data) for problem in _explain(name, error))
    return list(dict.fromkeys(islice(found, MAX_ERRORS)))


@cache
def _quick(name: SchemaName) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema_text(name))


@cache
def _exact(name: SchemaName) -> Any:
    # Ten times slower to import and to run than the quick one, so only when there is something to explain.
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema(name))


def _explain(name: SchemaName, error: Any) -> Iterator[Problem]:
    path: ValuePath = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in known and not ("patternProperties" in error.schema and key.startswith(EXTRA)):
                yield Problem((*path, key), _unknown_key(key, error.schema["properties"]), is_key=True)
        return
    if error.validator == "enum" and "propertyNames" in error.absolute_schema_path:
        allowed = [str(one) for one in error.validator_value]
        said = Text(
            f"这类规则没有 {error.instance} 这一项；可用：{'、'.join(allowed)}",
            f"a rule of this kind has no {error.instance}; allowed: {', '.join(allowed)}",
        )
        yield Problem((*path, error.instance), said, is_key=True)
        return
    if error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                # What is asked for under a condition is named where the key is declared: at the top.
                declared = error.schema if key in error.schema.get("properties", {}) else {} if path else schema(name)
                title = declared.get("properties", {}).get(key, {}).get("title", "")
                said = Text(f"缺少 {key}{_named(title)}", f"{key} is missing")
                yield Problem(path, said, is_key=bool(path), lacks=key)
        return
    yield Problem(path, _message(error, _title(schema(name), error.absolute_schema_path)))


def _title(root: Mapping[str, Any], schema_path: Iterable[str | int]) -> str:
    """The standard's name of the element that an error is about: the last title on the way through the schema."""
    title, current = str(root.get("title", "")), cast(Any, root)
    for step in schema_path:
        if "$ref" in current:
            current = root["$defs"][current["$ref"].removeprefix("#/$defs/")]
        if step != "$ref":
            current = current[step]
        if isinstance(current, Mapping) and isinstance(current.get("title"), str):
            title = current["title"]
    return title


def _at(document: Document, problem: Problem) -> FileError:
    position = document.position(document.span(problem.path, key=problem.is_key).start)
    return FileError(document.name, position.line, position.column, problem.message)


def _mistyped(document: Document) -> list[FileError]:
    """Where a file that is a single text has a wrong character after its first key."""
    for line in re.finditer("[^\r\n]+", document.text):
        if (found := typed(line[0])) is not None:
            position = document.position(line.start() + found[0])
            return [FileError(document.name, position.line, position.column, found[1])]
    return []


def _named(title: str) -> str:
    return f"（{title}）" if title else ""


def _unknown_key(key: str, properties: Mapping[str, Mapping[str, Any]]) -> Text:
    if (found := typed(f"{key}:")) is not None:
        return Text(f"键 {key} 写得不对：{found[1].zh}", f"the key {key}: {found[1].en}")
    by_title = {str(p.get("title")): k for k, p in properties.items()}
    meant = by_title.get(key) or nearest(key, properties)
    if meant is None:
        allowed = "、".join(properties)
        return Text(f"不认识的键 {key}；可用：{allowed}", f"unknown key {key}; allowed: {', '.join(properties)}")
    title = _named(str(properties[meant].get("title", "")))
    return Text(f"不认识的键 {key}，是不是 {meant}{title}？", f"unknown key {key}; did you mean {meant}?")


TYPE_NAMES = {
    "string": ("文字", "text"), "integer": ("整数", "a whole number"), "number": ("数字", "a number"),
    "boolean": ("true（是）或 false（否）", "true or false"), "array": ("列表（每项以“- ”开头）", "a list"),
    "object": ("键和值", "keys with values"), "null": ("空", "empty"),
}  # fmt: skip
"""What JSON Schema calls the shape of a value, for people."""


def _message(error: Any, title: str) -> Text:
    value, wanted = error.instance, error.validator_value
    name = title or (f"{error.absolute_path[-1]}" if error.absolute_path else "文件")
    match error.validator:
        case "type" if wanted == "string" and isinstance(value, (int, float, bool)):
            written = str(value).lower() if isinstance(value, bool) else str(value)
            return Text(f'{name}要写成文字，请加引号："{written}"', f'this must be text; quote it: "{written}"')
        case "type":
            zh, en = TYPE_NAMES.get(str(wanted), (str(wanted), str(wanted)))
            why = _mistyped_number(value) if wanted in ("integer", "number") else _mistyped_collection(value)
            return Text(f"{name}应当是{' ' * zh[0].isascii()}{zh}{why.zh}", f"must be {en}{why.en}")
        case "enum":
            allowed = [str(w) for w in wanted]
            return Text(f"{name}只能是 {'、'.join(allowed)}", f"must be one of {', '.join(allowed)}")
        case "const":
            return Text(f"{name}只能是 {wanted}", f"must be {wanted}")
        case "anyOf" if all(list(one) == ["required"] for one in wanted):
            keys = [str(key) for one in wanted for key in one["required"]]
            return Text(f"{name}里缺少 {' 或 '.join(keys)}", f"{' or '.join(keys)} is missing")
        case "pattern":
            said = spelling(str(wanted))
            return Text(f"{name}{said.zh}", said.en)
        case "minItems" | "minLength" | "minProperties":
            return Text(f"{name}不能为空", "must not be empty")
        case "maxItems":
            return Text(f"{name}不能超过 {wanted} 项", f"must have at most {wanted} items")
        case "minimum" | "maximum" | "maxLength":
            limit = {
                "minimum": ("不能小于", "at least"),
                "maximum": ("不能大于", "at most"),
                "maxLength": ("长度不能超过", "at most"),
            }
            zh, en = limit[str(error.validator)]
            return Text(f"{name}{zh} {wanted}", f"must be {en} {wanted}")
        case _:
            return Text(f"{name}的写法不符合格式", f"does not fit the format: {error.message[:200]}")


def _mistyped_number(value: Any) -> Text:
    found = wide_digits(value) if isinstance(value, str) else None
    return Text(f"；{found.zh}", f"; {found.en}") if found is not None else Text("", "")


def _mistyped_collection(value: Any) -> Text:
    """What a Chinese keyboard has made of a list or of keys, after a semicolon; empty where that is not the reason."""
    line = value if isinstance(value, str) else f"{next(iter(value))}:" if isinstance(value, dict) and value else ""
    found = typed(line) or typed_in_flow(f"- {line}")
    return Text(f"；{found[1].zh}", f"; {found[1].en}") if found is not None else Text("", "")
