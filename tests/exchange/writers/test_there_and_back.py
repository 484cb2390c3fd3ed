"""Import, export, import is the same guide, in each format that goes both ways; what a format cannot say is told."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from guidelint.exchange.readers.guides import guide_of
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Source, reader_named
from guidelint.exchange.writers.interfaces import guangdong_json, guangxi_json
from guidelint.exchange.writers.tables import national_tables
from guidelint.model.text import Text
from tests.exchange.test_round_trip import SETTINGS, documents

Written = tuple[bytes | Mapping[str, bytes], list[Text]]
Writer = Callable[[Iterable[Mapping[str, Any]]], Written]
FORMATS: dict[str, Writer] = {
    "guangxi-json": guangxi_json,
    "guangdong-json": guangdong_json,
    "national-tables": national_tables,
}


class Nobody:
    def has(self, id: str) -> bool:
        return False


def read(name: str, content: bytes | Mapping[str, bytes]) -> list[dict[str, Any]]:
    files = {"a.json": content} if isinstance(content, bytes) else content
    with tempfile.TemporaryDirectory() as folder:
        for file, one in files.items():
            (Path(folder) / file).write_bytes(one)
        sources = [Source(Path(folder) / file, file) for file in sorted(files)]
        return [guide_of(item, Nobody(), Ledger()) for item in reader_named(name).items(sources)]


def bare(data: Mapping[str, Any]) -> dict[str, Any]:
    """A drawn guide with a code and a title, by which all these formats know an item."""
    return {**data, "code": "11A", "title": "演示"}


@pytest.mark.parametrize("name", FORMATS)
@settings(SETTINGS, max_examples=8)
@given(drawn=documents("guide"))
def test_an_imported_guide_comes_back_as_it_was(name: str, drawn: dict[str, Any]) -> None:
    imported = read(name, FORMATS[name]([bare(drawn)])[0])
    again, notes = FORMATS[name](imported)
    assert (read(name, again), notes) == (imported, [])


GUIDE: dict[str, Any] = {
    "id": "11A",
    "title": "演示许可",
    "code": "11A",
    "item_type": "行政许可",
    "audience": ["自然人", "企业法人"],
    "conditions": ["有场所", "有人员"],
    "materials": [
        {"name": "申请表", "medium": "纸质", "necessity": "必要", "source": "申请人自备", "criteria": ["签字", "盖章"]},
        {"name": "照片", "notes": "近期"},
    ],
    "time_limit": {"statutory": "20个工作日", "promised": "5个工作日"},
    "fee": {"charged": True},
    "fees": [{"name": "工本费", "standard": "10元"}],
    "visits": 1,
    "questions": [{"question": "多久？", "answer": "五天"}],
}


@pytest.mark.parametrize("name", FORMATS)
def test_fees_questions_and_codes_come_back(name: str) -> None:
    content, notes = FORMATS[name]([GUIDE])
    assert (read(name, content), notes) == ([GUIDE], [])


@pytest.mark.parametrize("name", FORMATS)
def test_what_the_format_cannot_say_is_told(name: str) -> None:
    material = {"name": "证明", "holder": "配偶"}
    _, notes = FORMATS[name]([{**GUIDE, "materials": [material], "other_limits": [{"name": "初审"}]}])
    assert [note.zh for note in notes] == [
        "11A：materials.1.holder 没有“配偶”的写法，没有写",
        "11A：other_limits 没有“{'name': '初审'}”的写法，没有写",
    ]


def test_circumstances_of_materials_come_back() -> None:
    guide = {
        **GUIDE,
        "circumstances": [{"name": "委托办理", "id": "c1"}, {"name": "变更", "id": "c2"}],
        "materials": [
            {"name": "委托书", "when": "c1", "x-row_guid": "m1"},
            {"name": "原证", "when": "委托办理或变更", "x-row_guid": "m2"},
        ],
    }
    content, notes = national_tables([guide])
    assert (read("national-tables", content), notes) == ([guide], [])
    lines = content["dn_audit_material_condition.csv"].decode("utf-8-sig").splitlines()
    assert [line.split(",")[1:] for line in lines] == [
        ["condition_guid", "material_guid"],
        ["c1", "m1"],
        ["c1", "m2"],
        ["c2", "m2"],
    ]


def test_a_circumstance_that_no_row_names_is_told() -> None:
    material = {"name": "委托书", "when": "委托办理"}
    _, notes = national_tables([{**GUIDE, "materials": [material]}])
    assert [note.zh for note in notes] == ["11A：materials.1.when 没有“委托办理”的写法，没有写"]
