"""Errors in files: the exact place, and what to write."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from guidelint.schemas.published import SCHEMA_NAMES, SchemaName, schema
from guidelint.schemas.spelling import spelling
from guidelint.schemas.validation import validate
from guidelint.source.document import load
from guidelint.workspace.shipped import shipped

GUIDE = "id: a\ntitle: 标题\nmaterials:\n  - name: 身份证\n"


def errors(text: str, name: SchemaName = "guide") -> list[tuple[int, int, str]]:
    return [(e.line, e.column, e.message.zh) for e in validate(load(text.encode(), "x.yaml"), name)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GUIDE, []),
        (GUIDE + "region: 110101\n", [(5, 9, '行政区划代码要写成文字，请加引号："110101"')]),
        (GUIDE + "region: '1101'\n", [(5, 9, '行政区划代码是 6、9 或 12 位数字，例如 "110101"')]),
        (GUIDE + "material: []\n", [(5, 1, "不认识的键 material，是不是 materials（申请材料）？")]),
        (GUIDE + "受理条件: []\n", [(5, 1, "不认识的键 受理条件，是不是 conditions（受理条件）？")]),
        (GUIDE + "zzz: 1\n", [(5, 1, None)]),
        (GUIDE + "    type: 原件件\n", [(5, 11, "材料类型只能是 原件、复印件、原件和复印件、原件或复印件")]),
        (GUIDE + "    copies: 一\n", [(5, 13, "纸质材料份数应当是整数")]),
        (GUIDE + "    copies: -1\n", [(5, 13, "纸质材料份数不能小于 0")]),
        (
            GUIDE + "published: {updated: 2021/10/8}\n",
            [(5, 22, "更新日期要写成 2021-11-16 这样的日期，而且真有这一天")],
        ),
        (GUIDE + "fee: {amount: 10元}\n", [(5, 1, "缺少 charged（是否收费）")]),
        (GUIDE + "fee: {charged: 否}\n", [(5, 16, "是否收费应当是 true（是）或 false（否）")]),
        (GUIDE + "code: 0110\n", []),
        (GUIDE + "code: 11010\n", [(5, 7, '实施编码要写成文字，请加引号："11010"')]),
        ("id: a\ntitle: 甲\n", [(1, 1, "缺少 materials（申请材料）")]),
        ("- a\n", [(1, 1, "办事指南应当是键和值")]),
    ],
)
def test_schema_errors(text: str, found: list[tuple[int, int, str | None]]) -> None:
    got = errors(text)
    assert [e[:2] for e in got] == [e[:2] for e in found]
    assert all(want is None or said == want for (_, _, said), (_, _, want) in zip(got, found, strict=True))


def test_published_case_needs_its_citation() -> None:
    ticket = (
        "id: a\nchannel: 媒体\nreceived: 2021-01-01\nproblem: 告知差一点儿\nsummary: 摘要\nsource: {kind: 公开报道}\n"
    )
    assert errors(ticket, "ticket") == [(6, 1, "缺少 cite")]


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_schemas_are_valid_2020_12(name: SchemaName) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert '"true"' not in json.dumps(schema(name))


@pytest.mark.parametrize(("name", "folder"), [("ticket", shipped().tickets), ("rule", shipped().rules)])
def test_shipped_files_fit_their_schema(name: SchemaName, folder: Path) -> None:
    for file in folder.rglob("*.yaml"):
        kind: SchemaName = "thesaurus" if file.parent.name == "thesaurus" else name
        assert validate(load(file.read_bytes(), str(file)), kind) == []


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_every_pattern_is_said_in_words(name: SchemaName) -> None:
    def patterns(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            if isinstance(pattern := node.get("pattern"), str):
                yield pattern
            for inner in node.values():
                yield from patterns(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from patterns(inner)

    for pattern in patterns(schema(name)):
        said = spelling(pattern)
        assert said != spelling("anything else"), pattern
        assert "[" not in said.zh.replace("materials[].name", ""), "no regular expression"
