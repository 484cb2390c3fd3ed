"""The published description of each format, as JSON Schema 2020-12.

Each key's `title` is the element name of GB/T 39554.2-2020 (政务服务事项实施清单要素) where the standard has one. Those of
guides and window records are made from the model (guidelint.model.elements); the files of these names are copies for
editors.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from guidelint.model.elements import json_schema

SchemaName = Literal[
    "guide", "window", "ticket", "rule", "thesaurus", "config", "channels", "aggregate", "mapping", "halls",
    "archive", "event", "report", "baseline",
]  # fmt: skip
SCHEMA_NAMES: tuple[SchemaName, ...] = get_args(SchemaName)


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
    return (Path(__file__).with_name(f"{name}.schema.json")).read_text(encoding="utf-8")


def _written(made: Mapping[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


@cache
def schema(name: SchemaName) -> Mapping[str, Any]:
    loaded: dict[str, Any] = json.loads(schema_text(name))
    return loaded
