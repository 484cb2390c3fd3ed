"""The JSON of provinces' interfaces: the same code means different things in different ones."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from guidelint.exchange.readers.reader import readers
from guidelint.source.document import load
from tests.command import Run, Write

GUANGXI = {
    "AUDIT_ITEM": {
        "task_code": "11450000MB0000000X4000100001000", "ywcode": "", "catalog_code": "000100001000", "areacode": "450000001001",
        "task_name": "演示\n许可", "task_type": "20", "serve_type": "5,9", "project_type": "1", "handle_type": "1", "is_fee": "0",
        "anticipate_day": 20, "anticipate_type": "1", "promise_day": "2", "promise_type": "3", "promise_day_explain": "无",
        "accept_name": "1.有场所；\n2.有人员。", "accept_std": "书面审查", "publishdate": 1572335054000, "task_version": 3, "limit_scene_num": "1",
        "link_way": "0000—0000000", "reconsiderat": "六十日内申请", "year": 1572192000000, "flag": None, "pre_dept_name": "无",
    },
    "AUDIT_ITEM_EXTEND": {"result_name": "演示证", "result_type": "10", "handle_area": "2", "wsblsd": "3,6", "is_schedule": "1", "scene_reason": "核验原件"},
    "AUDIT_ITEM_BYLAW": [{"law_name": "《演示条例》", "law_number": "（演示〔2020〕1号）", "clause_number": "第三条", "clause_content": ""}],
    "AUDIT_ITEM_WINDOW": [{"window_name": "1号窗口", "transact_addr": "演示路1号", "transact_time": "9:00-17:00", "window_tel": "0000000", "traffic_info": "乘1路"}],
    "AUDIT_MATERIAL": [
        {"material_name": "照片", "material_type": "1", "material_form": "2", "is_need": "3", "source_type": "20", "original_amount": 2,
         "copy_amount": 0, "fill_explian": "近期", "form_guid": "", "ordernum": 2, "sign_ask": "无"},
        {"material_name": "申请书", "material_type": "3", "is_need": "9", "ordernum": 1, "accept_stand": "无"},
    ],
    "AUDIT_ITEM_SPECIAL": [{"special_name": "9", "special_date": 15, "special_date_type": "1", "special_desc": "专家评审"}],
    "AUDIT_QA": [{"question": "要多久", "answer": "二十天", "ordernum": 1}],
    "AUDIT_CHARGE": [],
    "AUDIT_ITEM_CONDITION": {"rowguid": "c1", "condition_name": "首次申请"},
    "AUDIT_NEW_PART": [{"a": [1, None]}],
}  # fmt: skip

GUANGDONG = {
    "AUDIT_ITEM": {
        "CATANAME": "演示登记", "TASK_CODE": "11440000000000000X4000100002000", "TASK_TYPE": "20", "SERVE_TYPE_TEXT": "自然人,企业法人",
        "PROMISE_DAY": "3", "PROMISE_TYPE_TEXT": "工作日", "ANTICIPATE_DAY": 15, "ANTICIPATE_TYPE_TEXT": "自然日", "IS_FEE_TEXT": "是",
        "LINK_TEL": "0000-0000000", "XHTSDZ": "演示路1号", "LAW": [{"LAWNAME": "演示办法", "TERMSNUMBER": "第一条"}], "PUBLISHDATE": "2023-05-06 10:00:00",
    },
    "AUDIT_MATERIAL": [{"MATERIAL_NAME": "申请表", "MATERIAL_TYPE": "2", "IS_NEED": "1", "ZZHDZB": "3", "PAGE_NUM": "1", "PAGE_COPYNUM": "2", "FILL_EXPLIAN": "无",
                        "EXAMPLE_GUID": [{"ATTACHNAME": "样表.doc", "FILEPATH": "https://example.org/b.doc"}]}],
    "AUDIT_ITEM_FLOWSHEET": [{"STEP_TEXT": "受理", "TRANSACTOR": "窗口", "TRANSACT_TIME_LIMIT": "1个工作日"}],
    "AUDIT_ITEM_RESULT": [{"NAME": "演示登记证", "RESULT_TYPE_TEXT": "证照", "CARD_VALIDDATE": "5年"}],
    "AUDIT_CATALOG_LOBBY": {"NAME": "演示大厅", "TEL": "0000000"},
    "AUDIT_CHARGE": [{"FEE_NAME": "工本费", "FEE_STAND": "10元"}],
}  # fmt: skip


def guide(workspace: Path, name: str) -> dict[str, Any]:
    return dict(load((workspace / "guides" / f"{name}.yaml").read_bytes(), name).data)


def response(*found: Mapping[str, Any]) -> str:
    return json.dumps({"STATUS": {"CODE": "00"}, "data": {"list": found}}, ensure_ascii=False)


EXPECTED_GUANGXI = {
    "id": "11450000MB0000000X4000100001000",
    "title": "演示 许可",
    "code": "11450000MB0000000X4000100001000",
    "catalog_code": "000100001000",
    "region": "450000001001",
    "item_type": "公共服务",
    "windows": [
        {"name": "1号窗口", "address": "演示路1号", "hours": "9:00-17:00", "phone": "0000000", "route": "乘1路"}
    ],
    "audience": ["非法人企业", "其他组织"],
    "case_type": "即办件",
    "channels": ["窗口"],
    "scope": "全省",
    "conditions": ["有场所", "有人员。"],
    "circumstances": [{"name": "首次申请", "id": "c1"}],
    "materials": [
        {"name": "申请书", "type": "原件和复印件", "criteria": ["无"], "x-is_need": "9"},
        {
            "name": "照片",
            "type": "原件",
            "medium": "电子",
            "originals": 2,
            "photocopies": 0,
            "necessity": "容缺后补",
            "source": "政府部门核发",
            "notes": "近期",
        },
    ],
    "time_limit": {"statutory": "20个工作日", "promised": "2个月"},
    "special_procedures": [{"name": "其他", "limit": "15个工作日", "notes": "专家评审"}],
    "fee": {"charged": False},
    "visits": 1,
    "visit_reason": "核验原件",
    "result": {"name": "演示证", "type": "证照"},
    "online": {"depth": ["预审", "结果反馈"]},
    "appointment": {"available": True},
    "consultation": {"phone": "0000—0000000"},
    "reconsideration": {"notes": "六十日内申请"},
    "questions": [{"question": "要多久", "answer": "二十天"}],
    "legal_basis": [{"name": "《演示条例》", "number": "演示〔2020〕1号", "article": "第三条"}],
    "version": "3",
    "published": {"updated": "2019-10-29"},
    "x-accept_std": "书面审查",
    "x-AUDIT_NEW_PART": [{"a": [1]}],
}


def arrays(record: Mapping[str, Any]) -> str:
    """The platform's other response: CUSTOM in the place of data.list, and every part an array."""
    parts = {name: part if isinstance(part, list) else [part] for name, part in record.items()}
    return json.dumps({"STATUS": {}, "CUSTOM": parts}, ensure_ascii=False)


@pytest.mark.parametrize(
    "written",
    [response(GUANGXI), arrays(GUANGXI), f"{response(GUANGXI)}\n{response()}\n"],
    ids=["list", "CUSTOM", "one a line"],
)
def test_guangxi(guidelint: Run, write: Write, workspace: Path, written: str) -> None:
    write("a.json", written)
    done = guidelint("import", "guides", "a.json")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("按“广西事项接口 JSON”（guangxi-json）读 a.json。\n")
    assert "没有读：a.json:1 AUDIT_MATERIAL：is_need 代码“9”不在这种格式的代码表里，原样保留\n" in done.out
    assert guide(workspace, "11450000MB0000000X4000100001000") == EXPECTED_GUANGXI


def test_the_newest_version_is_taken_whatever_the_order(guidelint: Run, write: Write, workspace: Path) -> None:
    older = {**GUANGXI, "AUDIT_ITEM": {**GUANGXI["AUDIT_ITEM"], "task_version": "2", "promise_day": "9"}}  # type: ignore[dict-item]
    write("a.json", response(GUANGXI, older))
    assert "1 份有更新的版本没有用" in guidelint("import", "guides", "a.json").out
    assert guide(workspace, "11450000MB0000000X4000100001000")["version"] == "3"


def test_of_two_that_are_equally_new_and_differ_none_is_taken(guidelint: Run, write: Write, workspace: Path) -> None:
    other = {**GUANGXI, "AUDIT_ITEM": {**GUANGXI["AUDIT_ITEM"], "promise_day": "9"}}  # type: ignore[dict-item]
    write("a.json", response(GUANGXI, GUANGXI, other))
    done = guidelint("import", "guides", "a.json")
    said = "有版本相同、内容不同的两份（另一份在第 1 行），不知道以哪一份为准，都没有读；请在来源里改正版本\n"
    assert (done.code, said in done.out) == (1, True), done.out
    assert [file.name for file in (workspace / "guides").iterdir()] == ["card.yaml"]
    checked = guidelint("check", "a.json")
    assert (checked.code, checked.out.count("a.json:1:1 文件有误 编码 "), said in checked.out) == (2, 1, True), (
        checked.out
    )
    write("a.json", response(GUANGXI, GUANGXI))
    assert said not in guidelint("check", "a.json").out
    assert "新增 1 份，更新 0 份；1 份没有变化，0 份有更新的版本没有用" in guidelint("import", "guides", "a.json").out


def test_guangdong(guidelint: Run, write: Write, workspace: Path) -> None:
    write(
        "a.jsonl",
        "\n".join(json.dumps(one, ensure_ascii=False) for one in (GUANGDONG, {"AUDIT_ITEM": {"TASK_CODE": "1"}})),
    )
    done = guidelint("import", "guides", "a.jsonl")
    assert (done.code, done.err) == (1, "")
    assert "没有读：a.jsonl:2  缺少 title（事项名称）" in done.out
    assert guide(workspace, "11440000000000000X4000100002000") == {
        "id": "11440000000000000X4000100002000",
        "title": "演示登记",
        "code": "11440000000000000X4000100002000",
        "item_type": "其他行政权力",
        "windows": [{"name": "演示大厅", "phone": "0000000"}],
        "audience": ["自然人", "企业法人"],
        "materials": [
            {
                "name": "申请表",
                "category": "申请表格文书",
                "medium": "纸质或电子",
                "originals": 1,
                "photocopies": 2,
                "necessity": "必要",
                "form": {"sample": "https://example.org/b.doc"},
            }
        ],
        "steps": [{"name": "受理", "who": "窗口", "limit": "1个工作日"}],
        "time_limit": {"statutory": "15个自然日", "promised": "3个工作日"},
        "fee": {"charged": True},
        "fees": [{"name": "工本费", "standard": "10元"}],
        "result": {"name": "演示登记证", "type": "证照", "validity": "5年"},
        "consultation": {"phone": "0000-0000000"},
        "complaint": {"place": "演示路1号"},
        "legal_basis": [{"name": "演示办法", "article": "第一条"}],
        "published": {"updated": "2023-05-06"},
    }


def test_a_package_of_items(guidelint: Run, write: Write, workspace: Path) -> None:
    package = {
        "catalog_name": "演示一件事",
        "submit_material_list": [
            {
                "document_name": "证明",
                "origin_count": 1,
                "document_media_text": "纸质/电子化",
                "document_need_type_text": "必要",
            }
        ],
    }
    write("a.json", json.dumps([package], ensure_ascii=False))
    assert guidelint("import", "guides", "a.json").code == 0
    (file,) = (file for file in (workspace / "guides").iterdir() if file.stem != "card")
    data = guide(workspace, file.stem)
    assert (data["title"], data["materials"]) == (
        "演示一件事",
        [{"name": "证明", "medium": "纸质或电子", "originals": 1, "necessity": "必要"}],
    )
    assert "1 份没有变化" in guidelint("import", "guides", "a.json").out


def test_an_empty_result_is_told(guidelint: Run, write: Write) -> None:
    write("a.json", response())
    assert guidelint("import", "guides", "a.json", "--as", "guangxi-json").err == (
        "a.json:1:1 文件有误 里面一项事项也没有，可能导出时就是空的\n"
    )


def test_each_file_is_read_by_the_reader_of_its_format(guidelint: Run, write: Write, workspace: Path) -> None:
    write("a.json", response(GUANGXI))
    write("b.json", json.dumps(GUANGDONG, ensure_ascii=False))
    write("c.csv", "指南标识,事项名称\nc,演示备案\n")
    done = guidelint("import", "guides", "a.json", "b.json", "c.csv")
    assert ("（guangxi-json）" in done.out, "（guangdong-json）" in done.out, "按 UTF-8 读 c.csv" in done.out) == (
        True,
        True,
        True,
    )
    assert len(list((workspace / "guides").iterdir())) == 4


def test_a_province_brings_its_own_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    class Entry:
        def load(self) -> Any:
            return type("Reader", (), {"name": "own-format"})()

    monkeypatch.setattr(
        "guidelint.exchange.readers.reader.entry_points",
        lambda group: [Entry()] if group == "guidelint.readers" else [],
    )
    readers.cache_clear()
    try:
        assert list(readers()) == [
            "own-format", "beijing-page", "guangdong-json", "guangxi-json", "labelled-json", "matter-json", "national-tables",
            "zhejiang-page", "shandong-sheet", "text", "web-page", "word", "form-workbook",
        ]  # fmt: skip
    finally:
        readers.cache_clear()


HUNAN = {
    "AUDIT_ITEM": {"TASK_NAME": "演示确认", "ACCEPT_CONDITION": "年满16周岁", "PROMISE_DAY": "3", "PROMISE_TYPE_TEXT": "工作日", "PROMISE_TYPE": "1"},
    "AUDIT_FLOW_CHART": [{"NAME": "受理", "TIME": 1, "ASSIGNE": "窗口", "DETAIL": "材料齐全"}, {"NAME": "送达", "TIME": "当场"}],
    "AUDIT_MATERIAL": [{"MATERIAL_NAME": "不用的"}],
    "AUDIT_MATERIAL_CONDITION": [
        {"CONDITION_NAME": "本人办理", "AUDIT_MATERIAL": [
            {"MATERIAL_NAME": "身份证", "MATERIAL_TYPE": "1", "MATERIAL_TYPE_TEXT": "原件和复印件", "PAGE_NUM": "1", "PAGE_COPYNUM": "2", "ZZHDZB_TEXT": "纸质"}]},
        {"CONDITION_NAME": "委托办理", "AUDIT_MATERIAL": [{"MATERIAL_NAME": "委托书", "SOURCE_TYPE_TEXT": "申请人自备"}]},
    ],
}  # fmt: skip


def test_materials_by_circumstance_stand_in_place_of_the_others(guidelint: Run, write: Write, workspace: Path) -> None:
    write("r.json", json.dumps(HUNAN, ensure_ascii=False))
    assert guidelint("import", "guides", "r.json").code == 0
    (file,) = (file for file in (workspace / "guides").iterdir() if file.stem != "card")
    assert load(file.read_bytes(), "x").data == {
        "id": file.stem,
        "title": "演示确认",
        "conditions": ["年满16周岁"],
        "circumstances": [{"name": "本人办理"}, {"name": "委托办理"}],
        "materials": [
            {"name": "身份证", "type": "原件和复印件", "medium": "纸质", "originals": 1, "photocopies": 2, "when": "本人办理"},
            {"name": "委托书", "source": "申请人自备", "when": "委托办理"},
        ],
        "steps": [
            {"name": "受理", "who": "窗口", "limit": "1个工作日", "standard": "材料齐全"},
            {"name": "送达", "limit": "当场"},
        ],
        "time_limit": {"promised": "3个工作日"},
    }  # fmt: skip
