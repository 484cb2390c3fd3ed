"""The keys of a file and the words that they take, as its schema has them: for guides and window records, the elements."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guidelint.model.text import Lang, Text
from guidelint.output.markup import escaped
from guidelint.schemas.published import SchemaName, schema
from guidelint.schemas.wording import TYPE_NAMES


@dataclass(frozen=True, slots=True)
class Key:
    """`title` is the element's name; `holds` tells whether keys or a list stand below it."""

    name: str
    title: Text
    required: bool
    holds: bool


def keys(kind: SchemaName, field: str) -> list[Key]:
    """The keys of the mapping at a selector such as `materials[]`, those that must stand there first."""
    node = _node(kind, field)
    required = node.get("required", ())
    found = [_key(kind, name, said, name in required) for name, said in node.get("properties", {}).items()]
    return sorted(found, key=lambda key: not key.required)


def words(kind: SchemaName, field: str) -> list[str]:
    """The only words that a field takes, or those that are usual."""
    node = _node(kind, field)
    return [word for word in node.get("enum", node.get("examples", ())) if isinstance(word, str)]


def described(kind: SchemaName, field: str, name: str, lang: Lang) -> str | None:
    """A key in Markdown: its name, what it holds and which words it takes; None for one that the schema has not."""
    key = next((key for key in keys(kind, field) if key.name == name), None)
    if key is None:
        return None
    path = f"{field}.{name}".removeprefix(".")
    parts = [f"**{escaped(key.title.zh)}** · `{name}`", _shape(kind, path, key).in_(lang)]
    if lang == "en" and key.title.en != key.title.zh:
        parts.append(escaped(key.title.en))
    allowed = "enum" in _node(kind, path) or "enum" in _node(kind, f"{path}[]")
    if found := words(kind, path) or words(kind, f"{path}[]"):
        label = Text("只能是", "one of") if allowed else Text("常用", "usual")
        parts.append(f"**{label.zh}**：{escaped('、'.join(found))}" if lang == "zh" else _listed(label, found))
    return "\n\n".join(parts)


def _listed(label: Text, found: list[str]) -> str:
    return f"**{label.en}**: {escaped(', '.join(found))}"


def _shape(kind: SchemaName, path: str, key: Key) -> Text:
    node = _node(kind, path)
    zh, en = TYPE_NAMES.get(node.get("type", "string" if "enum" in node else ""), ("", ""))
    needed = Text("必填", "required") if key.required else Text("可不填", "optional")
    return Text(" · ".join(filter(None, (needed.zh, zh))), " · ".join(filter(None, (needed.en, en))))


def _key(kind: SchemaName, name: str, said: Any, required: bool) -> Key:
    node = _resolved(schema(kind), said)
    title = said.get("title") or node.get("title") or ""
    return Key(name, Text(title, said.get("description") or title), required, node.get("type") in ("array", "object"))


def _node(kind: SchemaName, field: str) -> Any:
    """The part of the schema for a selector; empty where it says nothing of it."""
    root = schema(kind)
    current: Any = root
    for step in _steps(field):
        current = current.get("items", {}) if step == "[]" else current.get("properties", {}).get(step, {})
        current = _resolved(root, current)
    return current


def _steps(field: str) -> Iterator[str]:
    yield from filter(None, field.replace("[]", ".[]").split("."))


def _resolved(root: Any, current: Any) -> Any:
    """The definition that a reference leads to, under the title and description that stand beside the reference."""
    while "$ref" in current:
        beside = {key: said for key, said in current.items() if key != "$ref"}
        current = {**root["$defs"][current["$ref"].removeprefix("#/$defs/")], **beside}
    return current
