"""The schema of rules: what every rule has, written in the file, and what each kind's `Options` declare, put in by this.

`python -m guidelint.rules.schema` writes the file anew after a kind's options have changed.
"""

import json
import pkgutil
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from guidelint import schemas
from guidelint.model.rule import COMMON
from guidelint.rules import kinds
from guidelint.rules.kinds.options import Options

FILE = Path(schemas.__file__).with_name("rule.schema.json")


def options() -> Mapping[str, type[Options]]:
    """The options of each kind: of each module that makes checks."""
    modules = {one.name: import_module(f"{kinds.__name__}.{one.name}") for one in pkgutil.iter_modules(kinds.__path__)}
    return {name: module.Options for name, module in modules.items() if hasattr(module, "build")}


def made(written: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with the part of the kinds made anew."""
    kinds_options = options()
    declared = {kind: _declared(one) for kind, one in kinds_options.items()}
    common = {key: value for key, value in written["properties"].items() if key in COMMON}
    common["kind"] = {**common["kind"], "enum": list(declared)}
    own: dict[str, Any] = {}
    for one in declared.values():
        for key, value in one["properties"].items():
            # Where two kinds differ, each says below what it takes.
            own[key] = value if own.setdefault(key, value) == value else {"title": value["title"]}
    of_kinds = [_of_kind(kind, declared[kind], one.reads_fields, own) for kind, one in kinds_options.items()]
    return {**written, "properties": {**common, **own}, "allOf": of_kinds}


def _declared(kind: type[Options]) -> dict[str, Any]:
    """The schema of a kind's options, which stand in the rule beside the keys that every rule has."""
    (_,), definitions = msgspec.json.schema_components([kind])
    said: dict[str, Any] = _plain(definitions[kind.__name__], definitions)
    return said


def _plain(node: Any, definitions: Mapping[str, Any]) -> Any:
    """Without references, the names of our classes, and the None that stands for a key left out."""
    if isinstance(node, list):
        return [_plain(one, definitions) for one in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _plain({**definitions[node["$ref"].rpartition("/")[2]], "title": ""}, definitions)
    if {"type": "null"} in node.get("anyOf", ()):
        return _plain(next(one for one in node["anyOf"] if one != {"type": "null"}), definitions)
    is_struct = "properties" in node
    about = {"default", "title", "description"} if is_struct else {"default"}
    return {
        key: {name: _plain(one, definitions) for name, one in value.items()}
        if key == "properties"
        else _plain(value, definitions)
        for key, value in node.items()
        if key not in about
    }


def _of_kind(kind: str, declared: Mapping[str, Any], reads_fields: bool, own: Mapping[str, Any]) -> dict[str, Any]:
    """What a rule of this kind must have, and which keys are none of its."""
    needed = [*(["field"] if reads_fields else []), *declared["required"]]
    allowed = [key for key in COMMON if key != "field" or reads_fields] + list(declared["properties"])
    differing = {key: value for key, value in declared["properties"].items() if value != own[key]}
    then: dict[str, Any] = {"required": needed} if needed else {}
    then |= {"properties": differing} if differing else {}
    return {
        "if": {"properties": {"kind": {"const": kind}}},
        "then": {**then, "propertyNames": {"enum": sorted(allowed)}},
    }


def text() -> str:
    """The schema as its file is to have it."""
    return json.dumps(made(json.loads(FILE.read_text(encoding="utf-8"))), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
