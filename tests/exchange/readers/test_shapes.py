"""One record in the shapes that other systems of the same kind give it: the guide is the same."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guidelint.exchange.readers.guides import guide_of
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Item
from tests.command import Run, Write
from tests.exchange.readers.test_interfaces import EXPECTED_GUANGXI, GUANGXI, guide

ID = "11450000MB0000000X4000100001000"


def written(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def renamed(value: Any, name: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name(key): renamed(inner, name) for key, inner in value.items()}
    return [renamed(inner, name) for inner in value] if isinstance(value, list) else value


def camel(name: str) -> str:
    first, *rest = name.lower().split("_")
    return first + "".join(word.capitalize() for word in rest)


def wrapped(value: Any) -> Any:
    """Every plain value as a list of one."""
    if isinstance(value, dict):
        return {key: wrapped(inner) for key, inner in value.items()}
    return [wrapped(inner) for inner in value] if isinstance(value, list) else [value]


PARTS = {name: part for name, part in GUANGXI.items() if name != "AUDIT_NEW_PART"}
EXPECTED = {key: value for key, value in EXPECTED_GUANGXI.items() if key != "x-AUDIT_NEW_PART"}
SHAPES: dict[str, Any] = {
    "bare": PARTS,
    "other envelope": {"code": 200, "msg": "ok", "result": {"rows": [PARTS]}},
    "JSON in texts": {"data": written({"list": [{name: written(part) for name, part in PARTS.items()}]})},
    "lists in lists": {"CUSTOM": {name: [[part]] for name, part in PARTS.items()}},
    "values in lists": {"data": {"list": [wrapped(PARTS)]}},
    "names of parts in small letters": {name.lower(): part for name, part in PARTS.items()},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shape_does_not_matter(guidelint: Run, write: Write, workspace: Path, shape: str) -> None:
    write("a.json", written(SHAPES[shape]))
    assert "（guangxi-json）" in guidelint("import", "guides", "a.json").out
    assert guide(workspace, ID) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_nor_does_the_encoding(guidelint: Run, workspace: Path, encoding: str) -> None:
    (workspace / "a.json").write_bytes(written(PARTS).encode(encoding))
    assert guidelint("import", "guides", "a.json").code == 1
    assert guide(workspace, ID) == EXPECTED


def test_names_in_camel_case(guidelint: Run, write: Write, workspace: Path) -> None:
    write("a.json", written(renamed(PARTS, camel)))
    assert "（guangxi-json）" in guidelint("import", "guides", "a.json").out
    made = guide(workspace, ID)
    assert {key: made[key] for key in EXPECTED if not key.startswith(("x-", "materials"))} == {
        key: value for key, value in EXPECTED.items() if not key.startswith(("x-", "materials"))
    }


def with_item(**values: Any) -> dict[str, Any]:
    record = copy.deepcopy(PARTS)
    record["AUDIT_ITEM"] |= values  # type: ignore[operator]
    return record


@pytest.mark.parametrize(
    ("column", "value", "way", "means"),
    [
        ("limit_scene_num", "２次", "visits", 2),
        ("limit_scene_num", "无", "visits", None),
        ("limit_scene_num", "-1", "visits", None),
        ("areacode", "无", "region", None),
        ("project_type", "无", "case_type", None),
        ("project_type", "２", "case_type", "承诺件"),
        ("serve_type", ["1", "无"], "audience", ["自然人"]),
        ("is_fee", "不收费", "fee", {"charged": False}),
        ("anticipate_day", "20.0", "time_limit", {"statutory": "20个工作日", "promised": "2个月"}),
        ("plan_effective_date", 20200102, "effective", "2020-01-02"),
        ("plan_effective_date", "2020-1-2 00:00:00", "effective", "2020-01-02"),
        ("plan_effective_date", 1577894400, "effective", "2020-01-02"),
    ],
)
def test_values_as_systems_write_them(
    guidelint: Run, write: Write, workspace: Path, column: str, value: Any, way: str, means: Any
) -> None:
    write("a.json", written(with_item(**{column: value})))
    assert column not in "".join(
        line for line in guidelint("import", "guides", "a.json").out.splitlines() if line.startswith("没有读：")
    )
    assert guide(workspace, ID).get(way) == means


def test_two_items_in_one_record_get_their_own_rows(guidelint: Run, write: Write, workspace: Path) -> None:
    record = {
        "AUDIT_ITEM": [
            {"task_code": "A1", "task_name": "演示甲", "rowguid": "a"},
            {"task_code": "B1", "task_name": "演示乙", "rowguid": "b"},
        ],
        "AUDIT_MATERIAL": [{"material_name": "甲表", "task_guid": "a"}, {"material_name": "乙表", "task_guid": "b"}],
    }
    write("a.json", written({"CUSTOM": record}))
    assert guidelint("import", "guides", "a.json").code == 0
    assert [guide(workspace, id)["materials"] for id in ("A1", "B1")] == [[{"name": "甲表"}], [{"name": "乙表"}]]


def test_rows_without_a_name_are_kept(guidelint: Run, write: Write, workspace: Path) -> None:
    record = {
        "AUDIT_ITEM": {"task_code": "A1", "task_name": "演示"},
        "AUDIT_ITEM_WINDOW": [{"transact_addr": "演示路1号", "window_name": "", "ordernum": 1}],
        "AUDIT_MATERIAL": [{"material_name": "", "page_format": "A4"}, "身份证", "\\n"],
    }
    write("a.json", written(record))
    done = guidelint("import", "guides", "a.json")
    assert done.code == 1
    assert "没有读：a.json:1 AUDIT_MATERIAL：第 1 行没有名称，原样保留\n" in done.out
    made = guide(workspace, "A1")
    assert made["windows"] == [{"name": "办理窗口", "address": "演示路1号"}]
    assert (made["materials"], made["x-AUDIT_MATERIAL"]) == ([{"name": "身份证"}], [{"page_format": "A4"}, "\\n"])


def test_a_value_that_no_guide_may_have_does_not_cost_the_item() -> None:
    said = {"title": "演示", "visits": 200, "conditions": [""], "materials": [{"name": "表", "type": "某件"}]}
    ledger = Ledger()
    made = guide_of(Item("A1", (0, ""), "a", 3, lambda _: said), Nobody(), ledger)
    assert made == {
        "id": "A1",
        "title": "演示",
        "materials": [{"name": "表", "x-type": "某件"}],
        "x-visits": 200,
        "x-conditions": [""],
    }
    assert [one.line for one in ledger.refusals] == [3, 3, 3]


class Nobody:
    def has(self, id: str) -> bool:
        return False


def test_a_response_that_says_no_is_told_to_be_empty(guidelint: Run, write: Write) -> None:
    write("a.json", written({"STATUS": {"CODE": "01", "TEXT": "没有权限"}, "data": ""}))
    done = guidelint("import", "guides", "a.json")
    assert (done.code, done.err) == (2, "a.json:1:1 文件有误 里面一项事项也没有，可能导出时就是空的\n")


def test_an_update_takes_nothing_away_for_a_blank(guidelint: Run, write: Write, workspace: Path) -> None:
    """Neither of the item nor of one material while another has the value."""

    def record(place: str = "", paper: str = "") -> str:
        rows = [{"material_name": "甲表", "page_format": paper}, {"material_name": "乙表", "page_format": "A4"}]
        item = {"task_code": "A1", "task_name": "演示", "transact_addr": place}
        return written({"AUDIT_ITEM": item, "AUDIT_MATERIAL": rows})

    write("a.json", record("演示路1号", "A3"))
    assert guidelint("import", "guides", "a.json").code == 0
    full = guide(workspace, "A1")
    write("a.json", record())
    done = guidelint("import", "guides", "a.json", "--update").out
    assert "1 份没有变化" in done
    assert (
        "请看：有 2 处来源里是空的或没有，原来的值没有删去：guides/A1.yaml 的办理地点、guides/A1.yaml 的申请材料 1 纸质材料规格；"
        "要删去，加 --blank-deletes\n"
    ) in done
    assert guide(workspace, "A1") == full
    assert "更新 1 份" in guidelint("import", "guides", "a.json", "--update", "--blank-deletes").out
    made = guide(workspace, "A1")
    assert ("place" in made, made["materials"]) == (False, [{"name": "甲表"}, {"name": "乙表", "paper": "A4"}])
