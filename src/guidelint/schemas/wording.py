"""What is wrong with a value, in the words of the standard and not of JSON Schema."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from guidelint.model.nearest import nearest
from guidelint.model.text import Text
from guidelint.schemas.spelling import spelling
from guidelint.source.typed import typed, typed_in_flow, wide_digits

TYPE_NAMES = {
    "string": ("文字", "text"), "integer": ("整数", "a whole number"), "number": ("数字", "a number"),
    "boolean": ("true（是）或 false（否）", "true or false"), "array": ("列表（每项以“- ”开头）", "a list"),
    "object": ("键和值", "keys with values"), "null": ("空", "empty"),
}  # fmt: skip
"""What JSON Schema calls the shape of a value, for people."""


def wrong_value(error: Any, title: str) -> Text:
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


def unknown_key(key: str, properties: Mapping[str, Mapping[str, Any]]) -> Text:
    if (found := typed(f"{key}:")) is not None:
        return Text(f"键 {key} 写得不对：{found[1].zh}", f"the key {key}: {found[1].en}")
    by_title = {str(p.get("title")): k for k, p in properties.items()}
    meant = by_title.get(key) or nearest(key, properties)
    if meant is None:
        allowed = "、".join(properties)
        return Text(f"不认识的键 {key}；可用：{allowed}", f"unknown key {key}; allowed: {', '.join(properties)}")
    title = named(str(properties[meant].get("title", "")))
    return Text(f"不认识的键 {key}，是不是 {meant}{title}？", f"unknown key {key}; did you mean {meant}?")


def named(title: str) -> str:
    return f"（{title}）" if title else ""


def element_title(root: Mapping[str, Any], schema_path: Iterable[str | int]) -> str:
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


def _mistyped_number(value: Any) -> Text:
    found = wide_digits(value) if isinstance(value, str) else None
    return Text(f"；{found.zh}", f"; {found.en}") if found is not None else Text("", "")


def _mistyped_collection(value: Any) -> Text:
    """What a Chinese keyboard has made of a list or of keys, after a semicolon; empty where that is not the reason."""
    line = value if isinstance(value, str) else f"{next(iter(value))}:" if isinstance(value, dict) and value else ""
    found = typed(line) or typed_in_flow(f"- {line}")
    return Text(f"；{found[1].zh}", f"; {found[1].en}") if found is not None else Text("", "")
