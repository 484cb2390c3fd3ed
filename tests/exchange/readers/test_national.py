"""The national exchange tables: files of one set, joined by the id of the item's row; every column is accounted for."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from guidelint.source.document import load
from tests.command import Run, Write

BASIC = """\
row_guid,task_code,task_handle_item,catalog_code,task_name,task_type,task_state,task_version,dept_name,server_type,handle_type,by_law,accept_condition,anticipate_day,anticipate_type,promise_day,promise_type,promise_explain,is_fee,fee_basis,limit_scene_num,transact_addr,link_way,plan_effective_date,area_remark,id,cd_time
g1,11A,11A01,000104002000,演示许可,01,1,1,演示局,"1,2","1,4",《演示法》第三条,一、有场所；二、有人员,20,1,5,1,无,1,演示文件,1,演示路1号,0000-0000000,2024-01-02 00:00:00,山区,7,2024-01-01 08:00:00
g2,11A,11A01,000104002000,演示许可,01,1,2,演示局,"1^9","1",无,详见附件,-1,1,0,9,,0,,0,无,无,,,8,2024-02-01 08:00:00
g3,11A,,000104002000,演示确认,07,1,1,演示局,1,1,,,20,,20,工作日,,否,,,,,20240102,,9,
"""
MATERIAL = """\
row_guid,task_guid,order_num,material_name,material_type,material_format,is_need,source_type,page_num,accept_stand,form_guid,remark
m2,g2,2,照片,证件证书证明,3,2,10,2,无,"[{""ATTACHNAME"":""表.doc"",""FILEPATH"":""https://example.org/a.doc""}]",
m1,g2,1,申请书,2,1,1,10,1,1.内容真实；2.签字,,无
m3,g2,3,,1,1,1,20,1,,,
m4,g9,1,孤行,1,1,1,20,1,,,
"""
CONDITION = "row_guid,task_guid,condition_name,condition_desc,order_num\nc1,g2,委托办理,,1\n"
LINK = "row_guid,condition_guid,material_guid\nk1,c1,m2\n"


def guide(workspace: Path, name: str) -> dict[str, Any]:
    return dict(load((workspace / "guides" / f"{name}.yaml").read_bytes(), name).data)


@pytest.fixture
def tables(write: Write) -> list[str]:
    for name, text in (("basic", BASIC), ("material", MATERIAL), ("condition", CONDITION), ("link", LINK)):
        write(f"{name}.csv", text)
    return ["link.csv", "material.csv", "basic.csv", "condition.csv"]


def test_a_set_of_tables(guidelint: Run, workspace: Path, tables: list[str]) -> None:
    done = guidelint("import", "guides", *tables)
    assert done.err == ""
    assert done.code == 1  # rows were refused
    assert done.out.splitlines()[0].startswith(
        "按“国家交换表（up_task_*、dn_*）”（national-tables）读 link.csv、material.csv、"
    )
    assert "新增 2 份，更新 0 份；0 份没有变化，1 份有更新的版本没有用；没有读的 5 处。" in done.out
    assert guide(workspace, "11A01") == {
        "id": "11A01",
        "title": "演示许可",
        "code": "11A",
        "catalog_code": "000104002000",
        "handle_code": "11A01",
        "item_type": "行政许可",
        "authority": "演示局",
        "place": "无",
        "channels": ["窗口"],
        "conditions": ["详见附件"],
        "circumstances": [{"name": "委托办理", "id": "c1"}],
        "materials": [
            {
                "name": "申请书",
                "category": "申请表格文书",
                "medium": "纸质",
                "copies": 1,
                "necessity": "必要",
                "source": "申请人自备",
                "criteria": ["内容真实", "签字"],
                "x-row_guid": "m1",
            },
            {
                "name": "照片",
                "category": "证件证书证明",
                "medium": "纸质或电子",
                "copies": 2,
                "necessity": "非必要",
                "source": "申请人自备",
                "when": "c1",
                "criteria": ["无"],
                "form": {"blank": "https://example.org/a.doc"},
                "x-row_guid": "m2",
            },
        ],
        "fee": {"charged": False},
        "visits": 0,
        "legal_basis": [{"name": "无"}],
        "version": "2",
        "status": "在用",
        "x-row_guid": "g2",
        "x-server_type": "1^9",
        "x-promise_day": "0",
        "x-material": [
            {
                "row_guid": "m3",
                "task_guid": "g2",
                "order_num": "3",
                "material_type": "1",
                "material_format": "1",
                "is_need": "1",
                "source_type": "20",
                "page_num": "1",
            }
        ],
    }


def test_what_could_not_be_read_is_told_by_its_row(guidelint: Run, tables: list[str]) -> None:
    refused = [line for line in guidelint("import", "guides", *tables).out.splitlines() if line.startswith("没有读：")]
    assert refused == [
        "没有读：material.csv:5 material：这一行的事项不在主表里，没有读",
        "没有读：basic.csv:3 basic：server_type 代码“9”不在这种格式的代码表里，原样保留",
        "没有读：basic.csv:3 basic：promise_day 代码“9”不在这种格式的代码表里，原样保留",
        "没有读：material.csv:2 material：第 3 行没有名称，原样保留",
        "没有读：basic.csv:4 basic：anticipate_day “20”没有单位（anticipatetype 是空的），原样保留",
    ]


def test_the_table_says_what_became_of_each_column(guidelint: Run, tables: list[str]) -> None:
    rows = [line.split() for line in guidelint("import", "guides", *tables).out.splitlines()]
    assert ["basic", "task_type", "翻译", "item_type(01", "→", "行政许可;", "07", "→", "行政确认)", "×2"] in rows
    assert ["basic", "row_guid", "保留", "x-row_guid", "×2"] in rows
    assert ["material", "remark", "当作空", "无", "→", "空", "×1"] in rows
    assert ["basic", "略去", "cd_time,", "id"] in rows


def test_versions_and_handling_items_are_told_apart(guidelint: Run, workspace: Path, tables: list[str]) -> None:
    guidelint("import", "guides", *tables)
    assert sorted(file.stem for file in (workspace / "guides").iterdir()) == ["11A", "11A01", "card"]
    assert guide(workspace, "11A")["time_limit"] == {"promised": "20个工作日"}
    assert guide(workspace, "11A")["effective"] == "2024-01-02"


def test_again_nothing_changes_and_an_update_changes_what_differs(
    guidelint: Run, write: Write, workspace: Path, tables: list[str]
) -> None:
    guidelint("import", "guides", *tables)
    file = workspace / "guides" / "11A01.yaml"
    file.write_bytes(file.read_bytes().replace("title: 演示许可".encode(), "title: 演示许可  # 核对过".encode()))
    before = file.read_bytes()
    assert "新增 0 份，更新 0 份；2 份没有变化" in guidelint("import", "guides", *tables).out
    write("basic.csv", BASIC.replace("g2,11A,11A01,000104002000,演示许可,01", "g2,11A,11A01,000104002000,演示许可,07"))
    refused = guidelint("import", "guides", *tables)
    assert "没有读：basic.csv:3 guides/11A01.yaml 里已经有了；要更新，加 --update" in refused.out
    assert file.read_bytes() == before
    assert "更新 1 份；1 份没有变化" in guidelint("import", "guides", *tables, "--update").out
    assert file.read_bytes() == before.replace("行政许可".encode(), "行政确认".encode())


def test_a_dry_run_writes_nothing(guidelint: Run, workspace: Path, tables: list[str]) -> None:
    assert "会写入 guides/11A01.yaml\n" in guidelint("import", "guides", *tables, "--dry-run").out
    assert [file.stem for file in (workspace / "guides").iterdir()] == ["card"]


def test_an_sqlite_file_holds_all_tables(guidelint: Run, workspace: Path, tables: list[str]) -> None:
    """许可 and 公共服务 stand in tables of their own; the file is only read."""
    guidelint("import", "guides", *tables)
    expected = guide(workspace, "11A01")
    (workspace / "guides" / "11A01.yaml").unlink()
    file = workspace / "items.db"
    with closing(sqlite3.connect(file)) as base:
        for table, text in (("up_task_general_basic", BASIC), ("up_task_general_material", MATERIAL), ("dn_task_general_material", MATERIAL), ("dn_audit_item_condition", CONDITION),
                            ("dn_audit_material_condition", LINK), ("up_task_public_basic", "row_guid,task_code,task_name,task_type\np1,12A,演示服务,20\n"), ("other", "a\n1\n")):  # fmt: skip
            head, *rows = csv.reader(io.StringIO(text))
            base.execute(f"create table {table} ({', '.join(head)})")
            base.executemany(f"insert into {table} values ({', '.join('?' * len(head))})", rows)
        base.commit()
    before = file.read_bytes()
    done = guidelint("import", "guides", "items.db")
    assert (done.err, "新增 2 份" in done.out, file.read_bytes()) == ("", True, before)
    assert guide(workspace, "11A01") == expected
    assert guide(workspace, "12A") == {
        "id": "12A",
        "title": "演示服务",
        "code": "12A",
        "item_type": "公共服务",
        "materials": [],
        "x-row_guid": "p1",
    }


def test_a_damaged_sqlite_file_is_told(guidelint: Run, write: Write) -> None:
    write("items.db", b"SQLite format 3\0" + b"x" * 5000)
    done = guidelint("import", "guides", "items.db", "--as", "national-tables")
    assert (done.code, done.err.startswith("items.db 文件有误 SQLite 文件读不了（")) == (2, True), done.err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_encodings_and_other_spellings(guidelint: Run, write: Write, workspace: Path, encoding: str) -> None:
    """Cleaned copies of the tables drop underscores, others write capitals."""
    write("basic.csv", BASIC.replace("_", "").encode(encoding))
    write("material.csv", MATERIAL.replace("material_name", "MATERIALNAME").encode(encoding))
    assert guidelint("import", "guides", "basic.csv", "material.csv").err == ""
    assert [one["name"] for one in guide(workspace, "11A01")["materials"]] == ["申请书", "照片"]


def test_json_lines(guidelint: Run, write: Write, workspace: Path) -> None:
    write("basic.jsonl", '{"row_guid": "g", "task_code": "11B", "task_name": "演示备案", "task_type": "10"}\n\n')
    write(
        "m.jsonl",
        '{"task_guid": "g", "material_name": "申请书", "order_num": 1}\n{"task_guid": "g", "material_name": "照片", "order_num": 0}\n',
    )
    assert guidelint("import", "guides", "basic.jsonl", "m.jsonl").code == 0
    assert [one["name"] for one in guide(workspace, "11B")["materials"]] == ["照片", "申请书"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"m.csv": MATERIAL},
            "m.csv:1:1 文件有误 只有材料等附表，缺少事项的主表（有 task_name、task_code 的 _basic），或者主表是空的",
        ),
        ({"b.csv": "task_name,task_code\n甲,1\n乙,2,3\n"}, "b.csv:3:3 文件有误 有 3 列，表头有 2 列"),
        (
            {"b.jsonl": '{"task_name": "甲", "task_code": "1"}\n<html><body>502 Bad Gateway</body></html>\n'},
            "b.jsonl:2:1 文件有误 这里是网页，不是 JSON（<html><body>502 Bad Gateway</body></html…）：接口返回的多半是出错页，请重新导出",
        ),
        (
            {"b.jsonl": '{"task_name": "甲", "task_code": "1"}\n{"task_name": 乙}\n'},
            "b.jsonl:2:15 文件有误 不是合格的 JSON：Expecting value",
        ),
        ({"b.jsonl": '{"task_name": "甲", "task_code": "1"}\n[1]\n'}, "b.jsonl:2:1 文件有误 这里不是一行表的数据"),
    ],
)
def test_bad_input_is_told_by_line_and_column_and_nothing_is_written(
    guidelint: Run, write: Write, workspace: Path, files: dict[str, str], said: str
) -> None:
    for name, text in files.items():
        write(name, text)
    done = guidelint("import", "guides", *files)
    assert (done.code, said in done.err) == (2, True), done.err
    assert [file.stem for file in (workspace / "guides").iterdir()] == ["card"]


def test_as_overrides_and_an_unknown_format_is_said(guidelint: Run, write: Write) -> None:
    write("a.json", '{"a": 1}')
    done = guidelint("import", "guides", "a.json")
    assert (done.code, "认不出 a.json 是哪种格式；可以是 Excel、CSV、" in done.err, "（guangxi-json）" in done.err) == (
        2,
        True,
        True,
    )
    assert (
        "a.json:1:1 文件有误 没有国家交换表的列名"
        in guidelint("import", "guides", "a.json", "--as", "national-tables").err
    )
    assert "不认识格式 x；有：" in guidelint("import", "guides", "a.json", "--as", "x").err
