"""The types of the model say what the published schemas say: what is built is what they allow, and nothing else is."""

import json
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from benchmarks.corpus import files
from guidelint.model.errors import CannotCheck
from guidelint.model.guide import Guide
from guidelint.model.schema_types import FileModel
from guidelint.model.settings import Settings
from guidelint.model.ticket import Ticket
from guidelint.model.window import WindowRecord
from guidelint.schemas.published import SchemaName, schema, schema_text
from guidelint.schemas.validation import model
from guidelint.source.document import Document, load

ROOT = Path(__file__).parents[2]
KINDS: dict[SchemaName, type[FileModel]] = {
    "guide": Guide,
    "window": WindowRecord,
    "ticket": Ticket,
    "config": Settings,
}
EXACT = {name: Draft202012Validator(schema(name)) for name in KINDS}

# What a type cannot say and the model looks at itself (`__post_init__`): the values below try these.
BEYOND_TYPES = {"anyOf", "patternProperties", "if", "then"}
ABOUT = {"$schema", "$id", "$defs", "title", "description", "default", "examples"}


def demands(node: Any, definitions: Any) -> Any:
    """A schema without references, names and defaults."""
    if isinstance(node, list):
        return (
            sorted(node) if all(isinstance(one, str) for one in node) else [demands(one, definitions) for one in node]
        )
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return demands(definitions[node["$ref"].removeprefix("#/$defs/")], definitions)
    said = {key: value for key, value in node.items() if key not in ABOUT | BEYOND_TYPES}
    if "properties" in said:
        said["properties"] = {key: demands(value, definitions) for key, value in said["properties"].items()}
        said.setdefault("required", [])
    if "enum" in said:
        said["enum"] = sorted(said["enum"])
    return {key: value if key == "properties" else demands(value, definitions) for key, value in said.items()}


@pytest.mark.parametrize("name", KINDS)
def test_types_and_schema_demand_the_same(name: SchemaName) -> None:
    ours, published = msgspec.json.schema(KINDS[name]), schema(name)
    assert demands(ours, ours["$defs"]) == demands(published, published["$defs"])


@pytest.mark.parametrize("name", ["guide", "window"])
def test_the_copy_for_editors_is_current(name: SchemaName) -> None:
    """`guidelint schema NAME` writes it."""
    assert (ROOT / f"src/guidelint/schemas/{name}.schema.json").read_text(encoding="utf-8") == schema_text(name)


def is_built(name: SchemaName, data: Any) -> bool:
    try:
        model(Document.of(data), name, KINDS[name])
    except CannotCheck:
        return False
    return True


def assert_agree(name: SchemaName, data: Any) -> bool:
    """That the model is built from exactly those values that the schema allows; whether it is."""
    allowed = EXACT[name].is_valid(data)
    assert is_built(name, data) == allowed
    if allowed:
        written = json.loads(msgspec.json.encode(KINDS[name].from_data(data)))
        assert holds(written, data)
    return allowed


def holds(model: Any, written: Any) -> bool:
    """Whether the model has everything that was written."""
    if isinstance(written, dict):
        return all(key.startswith("x-") or holds(model[key], value) for key, value in written.items())
    if isinstance(written, list):
        return len(model) == len(written) and all(map(holds, model, written))
    return bool(model == written)


def own(name: SchemaName) -> list[Any]:
    return [load(file.read_bytes(), "x").data for file in sorted((ROOT / f"{name}s").rglob("*.yaml"))]


@pytest.mark.parametrize("name", KINDS)
def test_files_of_the_repository(name: SchemaName) -> None:
    assert all(assert_agree(name, data) for data in own(name))


@pytest.mark.parametrize(
    ("name", "change", "allowed"),
    [
        ("guide", {"consultation": {}}, False),
        ("guide", {"consultation": {"window": ""}}, True),
        ("guide", {"materials": [{"name": "甲", "form": {}}]}, False),
        ("guide", {"materials": [{"name": "甲", "form": {"sample": ""}}]}, True),
        ("guide", {"materials": [{"name": "甲", "copies": 1.0}]}, True),
        ("guide", {"materials": [{"name": "甲", "copies": 1.5}]}, False),
        ("guide", {"materials": [{"name": "甲", "copies": True}]}, False),
        ("guide", {"visits": "1"}, False),
        ("guide", {"region": "110101001001"}, True),
        ("guide", {"region": "1101010"}, False),
        ("guide", {"code": "11110101-0000-0000-0X44-42114005001"}, True),
        ("guide", {"x-公告编号": {"any": [1, None]}}, True),
        ("guide", {"x-a": 1, "visits": "1"}, False),
        ("guide", {"materials": [{"name": "甲", "x-a": "乙"}]}, True),
        ("guide", {"materials": [{"x-name": "甲"}]}, False),
        ("guide", {"consultation": {"x-a": "乙"}}, False),
        ("guide", {"consultation": {"x-a": "乙", "phone": "1"}}, True),
        ("guide", {"y-a": 1}, False),
        ("window", {"x-a": 1}, True),
        ("ticket", {"x-a": 1}, False),
        ("guide", {"region": "110101\n"}, False),
        ("guide", {"authority": None}, False),
        ("guide", {"title": "字" * 5000}, True),
        ("guide", {"title": "\U00020000" * 5001}, False),
        ("guide", {"notes": ["字"] * 501}, False),
        ("guide", {"related": ["a"] * 501}, True),
        ("ticket", {"source": {"kind": "公开报道"}}, False),
        ("ticket", {"source": {"kind": "公开报道", "cite": "报"}}, True),
        ("ticket", {"source": {"kind": "演示"}}, True),
        ("ticket", {"brought": ["证"] * 501}, True),
        ("window", {"materials": [{"accepts": []}]}, False),
    ],
)
def test_edges(name: SchemaName, change: dict[str, Any], allowed: bool) -> None:
    assert assert_agree(name, own(name)[0] | change) == allowed


VALUES: tuple[Any, ...] = (
    None, True, 0, 1, 1.0, 1.5, -1, 99, 100, 999, 1000, "", " ", "字", "字" * 5001, "a", "a/b", "110101", "2021-11-16", "2021-11-16\n",
    "2021-13-16", "原件", "公开报道", [], ["字"], [""], [1], ["a"] * 501, {}, {"who": "本人"}, {"name": "甲"}, {"blank": "x"}, {"x": 1}, [{}],
)  # fmt: skip


def containers(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return [data, *(one for value in data.values() for one in containers(value))]
    return [data, *(one for value in data for one in containers(value))] if isinstance(data, list) else []


def damage(data: Any, random: Random) -> None:
    """A value replaced, lost, added or moved."""
    inside = random.choice(containers(data))
    value = deepcopy(random.choice((*VALUES, *containers(data))))
    if isinstance(inside, list):
        inside.insert(random.randint(0, len(inside)), value)
        return
    every = sorted({*inside, "x-a", "id", "name", "when", "form", "result", "outcome", "scope", "presence", "x"})
    key = random.choice(every)
    if random.random() < 0.2:
        inside.pop(key, None)
    else:
        inside[key] = value


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.integers(0, 400), st.integers(0, 10**9), st.integers(1, 3))
def test_damaged_files(number: int, seed: int, damages: int) -> None:
    """Values replaced, lost, added and moved, in generated files of each kind. Some seconds: jsonschema reads them all."""
    random = Random(seed)
    for path, raw in files(number):
        name: SchemaName = next(one for one in KINDS if path.startswith(f"{one}s/"))
        data = load(raw, "x").data
        assert assert_agree(name, data)
        for _ in range(damages):
            damage(data, random)
        assert_agree(name, data)


SETTINGS = {
    "lang": "zh", "extends": ["../a"], "guides": ["a"], "windows": ["a"], "tickets": ["a"], "archive": ["a"], "rules": "a", "baseline": "a",
    "select": ["a"], "ignore": [], "preview": True, "level": "error", "illustrations": False,
    "overrides": [{"paths": ["a"], "select": ["a"], "ignore": ["a"], "level": "hint"}, {"paths": ["b"]}],
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 3))
def test_damaged_settings(seed: int, damages: int) -> None:
    random, data = Random(seed), deepcopy(SETTINGS)
    assert assert_agree("config", data)
    for _ in range(damages):
        damage(data, random)
    assert_agree("config", data)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(VALUES), st.sampled_from(sorted(KINDS)))
def test_anything_at_the_top(data: Any, name: SchemaName) -> None:
    assert is_built(name, data) == EXACT[name].is_valid(data)
