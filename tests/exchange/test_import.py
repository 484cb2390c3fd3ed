"""`guidelint import`: spreadsheets as officers have them; every bad cell is named and nothing is written."""

import csv
import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from guidelint.source.document import load
from tests.command import Run, Write
from tests.exchange.conftest import Xlsx

ITEMS = [
    ["某某区政务服务事项清单(2024 版)"],
    [],
    [
        " 事项\n名称*",
        "指南标识",
        "行政区划代码",
        "承诺时限",
        "是否收费",
        "跑动次数",
        "咨询电话",
        "公告编号",
        "受理条件",
    ],
    ["食品经营许可", "food", 110101.0, "5个工作日", "不收费", "1次", 12345, "甲1", "1. 有场所\n2. 有人员"],
    ["社会保障卡补领", "sscard", "110101", "当场办结", "否", 1.0, "", "", ""],
]
MATERIALS = [
    ["指南标识", "材料名称", "原件/复印件", "份 数", "是否必要", "受理标准", "来源渠道"],
    ["food", "营业执照", "复印件", "一份", "是", "加盖公章\n清晰", "政府核发"],
    ["", "居民身份证", "原件及复印件", 2, "必要", "", "自备"],
    ["sscard", "居民身份证", "原件", 1.0, "", "", ""],
]
FOOD = """\
id: food
title: 食品经营许可
region: "110101"
conditions: [1. 有场所, 2. 有人员]
materials:
  - name: 营业执照
    type: 复印件
    copies: 1
    necessity: 必要
    source: 政府部门核发
    criteria: [加盖公章, 清晰]
  - name: 居民身份证
    type: 原件和复印件
    copies: 2
    necessity: 必要
    source: 申请人自备
time_limit:
  promised: 5个工作日
fee:
  charged: false
visits: 1
consultation:
  phone: "12345"
x-公告编号: 甲1
"""


@pytest.mark.slow
def test_headings_as_officers_write_them(guidelint: Run, xlsx: Xlsx, workspace: Path) -> None:
    xlsx("事项.xlsx", {"填写说明": [["请勿改动表头"]], "事项": ITEMS, "材料": MATERIALS})
    before = sorted(workspace.rglob("*"))
    assert guidelint("import", "guides", "事项.xlsx", "--dry-run").code == 0
    assert sorted(workspace.rglob("*")) == before
    done = guidelint("import", "guides", "事项.xlsx", "--into", "guides/区里")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "按 Excel 读 事项.xlsx。\n"
        "请看：工作表“填写说明”里没有认识的表头（“事项名称”、“材料名称”、“窗口名称”、“情形名称”、“环节名称”、“时限名称”、“特别程序名称”、“收费项目名称”、“问题”、“依据名称”），没有读\n"
        "请看：工作表“事项”第 3 行 H 列（公告编号）：没有这个要素，1 格内容原样保留为 x-公告编号\n"
        "请看：工作表“事项”第 4 行 G 列（咨询电话）：这一格在表里是数字，开头如果有 0 已经丢了；读成 12345\n"
        "已写入 guides/区里/food.yaml\n"
        "已写入 guides/区里/sscard.yaml\n"
        "新增 2 份，更新 0 份；0 份没有变化。\n"
    )
    assert (workspace / "guides" / "区里" / "food.yaml").read_text(encoding="utf-8") == FOOD
    again = guidelint("import", "guides", "事项.xlsx", "--update")
    assert again.out.endswith("新增 0 份，更新 0 份；2 份没有变化。\n")


@pytest.mark.parametrize(
    ("encoding", "read_as"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("utf-16", "UTF-16")]
)
def test_csv_with_a_row_for_every_material(
    guidelint: Run, write: Write, workspace: Path, encoding: str, read_as: str
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [
            ["事项编码", "事项名称", "填报须知", "材料名称", "材料份数", "填报须知"],
            ["1101010001", "甲事项", "先预约", "居民身份证", "1", "带原件"],
            ["", "", "", "户口簿", "1", ""],
            ["1101010002", "乙事项", "", "营业执照", "2", ""],
            ["1101010002", "乙事项", "", "公章", "", ""],
        ]
    )
    write("表.csv", out.getvalue().encode(encoding))
    done = guidelint("import", "guides", "表.csv")
    assert (done.code, done.out.startswith(f"按 {read_as} 读 表.csv。\n")) == (0, True), done.err
    assert (workspace / "guides" / "1101010001.yaml").read_text(encoding="utf-8") == (
        'id: "1101010001"\ntitle: 甲事项\ncode: "1101010001"\n'
        "materials:\n  - name: 居民身份证\n    copies: 1\n    notes: 带原件\n  - name: 户口簿\n    copies: 1\n"
        "notes: [先预约]\n"
    )
    assert "  - name: 公章\n" in (workspace / "guides" / "1101010002.yaml").read_text(encoding="utf-8")


def test_two_rows_of_headings_and_merged_cells(guidelint: Run, xlsx: Xlsx, workspace: Path) -> None:
    file = xlsx(
        "a.xlsx",
        {
            "事项": [
                ["指南标识", "事项名称", "监督投诉方式", None, "材料名称", "情形"],
                [None, None, "电话", "窗口", None, None],
                ["g", "甲", "12345", "1号", "身份证", "委托办理"],
                [None, None, None, None, "委托书", None],
            ]
        },
    )
    book = openpyxl.load_workbook(file)
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2", "A3:A4", "B3:B4", "F3:F4"):
        book["事项"].merge_cells(area)
    book.save(file)
    assert guidelint("import", "guides", "a.xlsx").code == 0
    assert (workspace / "guides" / "g.yaml").read_text(encoding="utf-8") == (
        "id: g\ntitle: 甲\nmaterials:\n  - name: 身份证\n    when: 委托办理\n  - name: 委托书\n    when: 委托办理\n"
        'complaint:\n  phone: "12345"\n  window: 1号\n'
    )


def test_bad_cells_are_all_named_and_nothing_is_written(guidelint: Run, xlsx: Xlsx, workspace: Path) -> None:
    bad = [
        ["指南标识", "事项名称", "实施编码", "行政区划代码", "是否收费", "到办事现场次数", "更新日期", "承诺办结时限"],
        ["a", "甲", 11110101000000000442114005001, "1101", "也许", "几次", "去年", datetime(2024, 1, 2)],
        ["", "乙", "", "", "", "", "", ""],
        ["card", "丙", "", "", "", 100, "", ""],
    ]
    materials = [["事项名称", "材料名称", "材料类型"], ["甲", "身份证\n户口簿", "抄本"], ["丁", "x", ""]]
    xlsx("a.xlsx", {"事项": bad, "材料": materials})
    done = guidelint("import", "guides", "a.xlsx", "--update")
    assert done.code == 2
    assert [line.split(" ")[0] for line in done.err.splitlines()] == [
        "a.xlsx:2:2", "a.xlsx:2:3", "a.xlsx:2:3", "a.xlsx:2:5", "a.xlsx:2:6", "a.xlsx:2:7", "a.xlsx:2:8", "a.xlsx:3:1",
    ]  # fmt: skip
    for said in (
        "工作表“事项”第 2 行 C 列（实施编码）：表格软件把长数字写成了",
        "工作表“事项”第 2 行 E 列（是否收费）：“也许”看不出是或否",
        "工作表“事项”第 2 行 F 列（到办事现场次数）：“几次”不是整数",
        "工作表“事项”第 2 行 G 列（更新日期）：“去年”不是日期",
        "工作表“事项”第 2 行 H 列（承诺办结时限）：Excel 把它当成了日期或时间（2024-01-02",
        "工作表“材料”第 2 行 B 列（材料名称）：一格里有几行",
        "工作表“材料”第 2 行 C 列（材料类型）：“抄本”不行，只能是原件、复印件、原件和复印件、原件或复印件",
        "工作表“材料”第 3 行 A 列（事项名称）：“办事指南”里没有 丁",
    ):
        assert said in done.err
    assert sorted(p.name for p in (workspace / "guides").iterdir()) == ["card.yaml"]


def test_what_the_schema_forbids_is_named_by_its_cell(guidelint: Run, xlsx: Xlsx, workspace: Path) -> None:
    rows = [
        ["指南标识", "事项名称", "行政区划代码", "到办事现场次数", "收费标准"],
        ["a", "甲", "1101", 100, "10元"],
        ["", "乙"],
        ["b"],
    ]
    xlsx("a.xlsx", {"事项": rows})
    done = guidelint("import", "guides", "a.xlsx")
    assert done.code == 2
    assert done.err.splitlines() == [
        "a.xlsx:2:1 文件有误 工作表“事项”第 2 行 A 列：请增加“是否收费”一列",
        'a.xlsx:2:3 文件有误 工作表“事项”第 2 行 C 列（行政区划代码）：行政区划代码是 6、9 或 12 位数字，例如 "110101"',
        "a.xlsx:2:4 文件有误 工作表“事项”第 2 行 D 列（到办事现场次数）：到办事现场次数不能大于 99",
        "a.xlsx:3:2 文件有误 工作表“事项”第 3 行 B 列（事项名称）：缺少指南标识，也没有实施编码；请增加“指南标识”一列",
        "a.xlsx:4:1 文件有误 工作表“事项”第 4 行 A 列：请填写“事项名称”",
    ]
    assert len(list((workspace / "guides").iterdir())) == 1


def test_an_update_writes_only_what_differs(guidelint: Run, xlsx: Xlsx, write: Write, workspace: Path) -> None:
    file = write(
        "guides/card.yaml",
        "# 区里的指南\r\nid: card\r\ntitle: 社会保障卡补领   # 原名\r\nhalls:\r\n  - 一号大厅   # 在一层\r\n  - 二号大厅\r\n"
        "materials:\r\n  # 本人的\r\n  - name: '身份证明'\r\n    type: 原件\r\n  - {name: 照片, copies: 2}\r\n"
        "time_limit: {promised: 5个工作日}\r\nnotes: [留着]\r\n",
    )
    xlsx(
        "a.xlsx",
        {
            "事项": [["指南标识", "事项名称", "政务服务中心", "承诺办结时限"], ["card", "社会保障卡补领", "一号大厅、三号大厅", "1个工作日"]],
            "材料": [["事项名称", "材料名称", "份数"], ["社会保障卡补领", "身份证明", 1], ["", "申请表", 1], ["", "照片", ""]],
        },
    )  # fmt: skip
    refused = guidelint("import", "guides", "a.xlsx")
    assert refused.code == 2
    assert refused.err == (
        "a.xlsx:2:1 文件有误 工作表“事项”第 2 行 A 列（指南标识）：guides/card.yaml 里已经有了；要按表更新，加 --update\n"
    )
    done = guidelint("import", "guides", "a.xlsx", "--update")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "按 Excel 读 a.xlsx。\n"
        "已更新 guides/card.yaml\n"
        "  政务服务中心：[一号大厅, 二号大厅] → [一号大厅, 三号大厅]\n"
        "  承诺办结时限：5个工作日 → 1个工作日\n"
        "  申请材料 2：加上 {name: 申请表, copies: 1}\n"
        "  申请材料 1 纸质材料份数：加上 1\n"
        "请看：表里有 1 格是空的，原来的值没有删去：guides/card.yaml 的申请材料 2 纸质材料份数；要按空格删去，加 --blank-deletes\n"
        "新增 0 份，更新 1 份；0 份没有变化。\n"
    )
    assert file.read_bytes().decode() == (
        "# 区里的指南\r\nid: card\r\ntitle: 社会保障卡补领   # 原名\r\nhalls:\r\n  - 一号大厅   # 在一层\r\n  - 三号大厅\r\n"
        "materials:\r\n  # 本人的\r\n  - name: '身份证明'\r\n    type: 原件\r\n    copies: 1\r\n"
        "  - name: 申请表\r\n    copies: 1\r\n  - {name: 照片, copies: 2}\r\n"
        "time_limit: {promised: 1个工作日}\r\nnotes: [留着]\r\n"
    )


def test_an_update_that_would_lose_a_comment_is_refused(guidelint: Run, xlsx: Xlsx, write: Write) -> None:
    file = write("guides/card.yaml", "id: card\ntitle: 甲\nvisits: 1  # 核实过\nmaterials: []\n")
    before = file.read_bytes()
    xlsx("a.xlsx", {"事项": [["指南标识", "事项名称", "到办事现场次数"], ["card", "甲", None]]})
    assert guidelint("import", "guides", "a.xlsx", "--update").out == (
        "按 Excel 读 a.xlsx。\n"
        "请看：表里有 1 格是空的，原来的值没有删去：guides/card.yaml 的到办事现场次数；要按空格删去，加 --blank-deletes\n"
        "新增 0 份，更新 0 份；1 份没有变化。\n"
    )
    done = guidelint("import", "guides", "a.xlsx", "--update", "--blank-deletes")
    assert done.code == 2
    assert "guides/card.yaml:3:9 文件有误 visits：这里有注释“# 核实过”，要改的话会丢，请在文件里改" in done.err
    assert file.read_bytes() == before


def test_window_records(guidelint: Run, xlsx: Xlsx, workspace: Path) -> None:
    xlsx(
        "w.xlsx",
        {
            "窗口": [["指南标识", "大厅", "观察日期", "观察人", "观察方式"], ["card", "东城区政务服务中心", datetime(2024, 3, 5), "综合窗口", "窗口自报"]],
            "材料": [["指南标识", "大厅", "窗口收取", "不收", "份数"], ["card", "东城区政务服务中心", "居民身份证、护照", "社会保障卡", "1"]],
        },
    )  # fmt: skip
    done = guidelint("import", "windows", "w.xlsx")
    assert (done.code, done.err) == (0, "")
    assert (workspace / "windows" / "card.yaml").read_text(encoding="utf-8") == (
        "guide: card\nhall: 东城区政务服务中心\nobserved:\n  on: 2024-03-05\n  by: 综合窗口\n  how: 窗口自报\n"
        "materials:\n  - accepts: [居民身份证, 护照]\n    refused: [社会保障卡]\n    copies: 1\n"
    )
    assert guidelint("check").code == 1
    assert "已经有了" in guidelint("import", "windows", "w.xlsx").err
    assert "0 份，更新 0 份；1 份" in guidelint("import", "windows", "w.xlsx", "--update").out
    xlsx("w.xlsx", {"窗口": [["指南标识", "大厅", "观察日期", "观察方式"], ["nobody", "甲", "2024-03-05", "工单"]]})
    assert "工作区里没有标识为 nobody 的指南" in guidelint("import", "windows", "w.xlsx").err


def test_two_windows_of_one_hall(guidelint: Run, xlsx: Xlsx, workspace: Path) -> None:
    """They are two records, and each is known again by the window's name."""
    headings = ["指南标识", "大厅", "窗口", "观察日期", "观察方式", "收取", "不再要求(日期)", "不再要求(原因)"]
    rows = [
        ["card", "演示大厅", "1号窗口", "2024-03-05", "找茬日", "居民身份证", None, None],
        ["card", "演示大厅", "2号窗口", "2024-03-05", "找茬日", "户口簿", "2024-03-08", "没有依据"],
    ]
    xlsx("w.xlsx", {"窗口": [headings, *rows]})
    assert guidelint("import", "windows", "w.xlsx").code == 0
    second = load((workspace / "windows" / "card-2.yaml").read_bytes(), "x").data
    assert (second["window"], second["materials"]) == (
        "2号窗口",
        [{"accepts": ["户口簿"], "withdrawn": {"on": "2024-03-08", "why": "没有依据"}}],
    )
    rows[1][5] = "居民户口簿"
    xlsx("w.xlsx", {"窗口": [headings, *rows]})
    done = guidelint("import", "windows", "w.xlsx", "--update")
    assert "已更新 windows/card-2.yaml" in done.out
    assert "0 份，更新 1 份；1 份" in done.out


@pytest.mark.parametrize("path", ["../../outside.yaml", "/tmp/outside.yaml", "guides/a.yaml", "windows/../../a.yaml"])
def test_a_record_cannot_be_put_elsewhere(guidelint: Run, xlsx: Xlsx, path: str) -> None:
    headings = ["文件", "指南标识", "政务服务中心", "观察日期", "观察方式", "收取"]
    xlsx("w.xlsx", {"窗口": [headings, [path, "card", "甲", "2024-03-05", "工单", "身份证"]]})
    done = guidelint("import", "windows", "w.xlsx")
    assert (done.code, f"“{path}”不在 windows/**/*.yaml 里" in done.err) == (2, True), done.err


@pytest.mark.parametrize("into", ["elsewhere", "..", "windows"])
def test_new_guides_go_where_they_are_found(guidelint: Run, xlsx: Xlsx, into: str) -> None:
    xlsx("a.xlsx", {"事项": [["指南标识", "事项名称"], ["a", "甲"]]})
    done = guidelint("import", "guides", "a.xlsx", "--into", into)
    assert (done.code, "不会被检查到" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["甲", "乙"], [1, 2]], "没有找到“办事指南”的表头：要有“事项名称”一列"),
        ([["事项名称", "指南标识", "事项"], ["a", "b", "c"]], "第 1 行 C 列（事项）：和工作表“事项”第 1 行 A 列是同一个意思"),
        ([["事项名称", "指南标识"], ["甲", "a"], ["乙", "a"]], "和第 2 行是同一项，只能有一行"),
        ([["事项名称", "指南标识", "承若办结时限"], ["甲", "card", "x"]], "已经有了"),
    ],
)  # fmt: skip
def test_sheets_that_cannot_be_read(guidelint: Run, xlsx: Xlsx, rows: list[list[object]], said: str) -> None:
    xlsx("a.xlsx", {"事项": rows})
    done = guidelint("import", "guides", "a.xlsx")
    assert (done.code, said in done.err) == (2, True), done.err


def test_a_formula_that_failed_is_not_taken_for_a_blank_cell(guidelint: Run, xlsx: Xlsx) -> None:
    xlsx("a.xlsx", {"事项": [["事项名称", "指南标识", "办理时间"], ["甲", "a", "#REF!"]]})
    done = guidelint("import", "guides", "a.xlsx")
    assert (done.code, done.err) == (
        2,
        "a.xlsx:2:3 文件有误 工作表“事项”第 2 行 C 列（办理时间）：公式出错：#REF!，请改好或清空再导入\n",
    )


def test_a_misspelt_heading_is_guessed_at(guidelint: Run, xlsx: Xlsx) -> None:
    xlsx("a.xlsx", {"事项": [["事项名称", "指南标识", "承若办结时限"], ["甲", "a", "x"]]})
    assert (
        "（承若办结时限）：没有这个要素，1 格内容原样保留为 x-承若办结时限，是不是“承诺办结时限”？"
        in guidelint("import", "guides", "a.xlsx", "--dry-run").out
    )


def test_one_cell_far_away_does_not_fill_the_memory(guidelint: Run, xlsx: Xlsx, workspace: Path) -> None:
    file = xlsx("a.xlsx", {"事项": [["事项名称", "指南标识"], ["甲", "a"]]})
    book = openpyxl.load_workbook(file)
    book["事项"]["XFD1048576"] = "x"
    book.save(file)
    for command in (("import", "guides", "a.xlsx"), ("ticket", "import", "a.xlsx", "--mapping", "m.yaml")):
        (workspace / "m.yaml").write_text("columns: {summary: 事项名称}\n", encoding="utf-8")
        done = guidelint(*command)
        assert (done.code, done.err[:35]) == (2, "a.xlsx 文件有误 读这个文件要超过 2 GiB 内存或 60 秒"), done.err


@pytest.mark.slow
def test_a_zip_bomb_is_refused(guidelint: Run, workspace: Path) -> None:
    with zipfile.ZipFile(workspace / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("x", "w") as part:
        for _ in range(520):
            part.write(bytes(1 << 20))
    done = guidelint("import", "guides", "a.xlsx")
    assert (done.code, "解压后超过 512 MiB" in done.err) == (2, True), done.err


def test_without_the_libraries(guidelint: Run, xlsx: Xlsx, monkeypatch: pytest.MonkeyPatch) -> None:
    xlsx("a.xlsx", {"事项": [["事项名称", "指南标识"], ["甲", "a"]]})
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for command in (("import", "guides", "a.xlsx"), ("export", "guides", "--xlsx", "b.xlsx")):
        done = guidelint(*command)
        assert (done.code, 'pip install "guidelint[excel]"' in done.err) == (2, True)


def test_what_has_no_element_stays_with_the_guide_and_goes_out_again(
    guidelint: Run, xlsx: Xlsx, workspace: Path
) -> None:
    """A sheet as a department keeps it: one row a material, the item's cells merged or left to the first row."""
    headings = [
        "序号",
        "指南标识",
        "事项名称",
        "法定办结时限",
        "法定办结时限单位",
        "科室",
        "材料名称",
        "材料类型",
        "材料形式",
        "页码",
    ]
    rows = [
        [1, "x1", "演示许可", 20, "工作日", "一科", "申请书", "申请表格文书", "纸质/电子化", 3],
        [2, "x1", "演示许可", 20, "工作日", "二科", "营业执照", "证件证书证明", "纸质", "全部"],
    ]
    xlsx("a.xlsx", {"清单": [headings, *rows]})
    done = guidelint("import", "guides", "a.xlsx")
    assert (done.code, done.err) == (0, "")
    assert "F 列（科室）：没有这个要素，2 格内容原样保留为 x-科室\n" in done.out
    expected = {
        "id": "x1",
        "title": "演示许可",
        "materials": [
            {"name": "申请书", "category": "申请表格文书", "medium": "纸质或电子", "x-页码": 3},
            {"name": "营业执照", "category": "证件证书证明", "medium": "纸质", "x-页码": "全部"},
        ],
        "time_limit": {"statutory": "20个工作日"},
        "x-科室": "一科",
    }
    file = workspace / "guides" / "x1.yaml"
    assert load(file.read_bytes(), "x").data == expected
    assert guidelint("check", "guides/x1.yaml").err == ""
    assert guidelint("export", "guides", "guides/x1.yaml", "--xlsx", "b.xlsx").code == 0
    file.unlink()
    again = guidelint("import", "guides", "b.xlsx")
    assert ("没有读懂" in again.out, load(file.read_bytes(), "x").data) == (False, expected)


def test_a_number_without_its_unit_is_told(guidelint: Run, xlsx: Xlsx) -> None:
    xlsx("a.xlsx", {"事项": [["指南标识", "事项名称", "承诺时限"], ["x1", "演示许可", 5]]})
    said = "第 2 行 C 列（承诺时限）：“5”没有单位；请写明，或增加“承诺时限单位”一列"
    assert said in guidelint("import", "guides", "a.xlsx").out


def hostile(file: Path, sheet: str, workbook: str = "") -> None:
    """A workbook whose parts are written by hand, as whoever means harm would."""
    book = workbook or '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{}" Target="{}"/></Relationships>'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("_rels/.rels", rels.format(f"{office}/officeDocument", "xl/workbook.xml"))
        parts.writestr("xl/workbook.xml", f"<workbook {ns}>{book}</workbook>")
        parts.writestr("xl/_rels/workbook.xml.rels", rels.format(f"{office}/worksheet", "odd/name.xml"))
        parts.writestr("xl/odd/name.xml", sheet.replace("NS", ns))


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='XFD1048576'><v>1</v></c>",
        '<c\nr="XFD1048576"><v>1</v></c>',
        f'<c note="{"x" * 300}" r="XFD1048576"><v>1</v></c>',
    ],
)
def test_no_spelling_of_a_far_cell_ends_the_program(guidelint: Run, workspace: Path, cell: str) -> None:
    hostile(
        workspace / "a.xlsx",
        f"<worksheet NS><sheetData><row r='1'><c r='A1'><v>1</v></c>{cell}</row></sheetData></worksheet>",
    )
    done = guidelint("import", "guides", "a.xlsx")
    assert (done.code, done.err[:35]) == (2, "a.xlsx 文件有误 读这个文件要超过 2 GiB 内存或 60 秒")


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        (
            "a.xls",
            "<html><table><tr><td>事项名称</td></tr></table></html>".encode(),
            "这是网页（HTML），只是名字像 Excel 文件",
        ),
        ("a.xls", "事项名称,指南标识\n甲,a\n".encode(), "这是文本，不是 Excel 文件；如果是 CSV，把文件名改成 .csv"),
        ("a.xls", b'<?xml version="1.0"?>\n<Workbook xmlns="urn:x"/>', "这是 Excel 2003 的 XML 表格"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "文件有误"),
        ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "工作簿有打开密码"),
        ("a.xlsx", b"PK\3\4" + bytes(60), "不是能读的 Excel 文件"),
        ("a.ods", b"\0" * 60, "这不是 Excel 文件"),
        (
            "a.xls",
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n",
            "这是存成单个文件的网页（MHTML）",
        ),
        ("a.xls", b"From: <Saved by WPS>\nSubject: =?gb2312?B?sO0=?=\n x\nMIME-Version: 1.0\n", "另存为 .xlsx 再导入"),
        ("a.xlsx", b"%PDF-1.7\n%\xe2\xe3", "这是 PDF 文件，只是名字像 Excel 文件；请向提供的人要原来的 Excel 文件"),
        (
            "a.xls",
            '\ufeff[{"事项名称": "甲"}]'.encode(),
            "这是 JSON 文件，只是名字像 Excel 文件；把文件名改成 .json 再导入",
        ),
        ("a.xls", b"{\\rtf1\\ansi}", "另存为 .docx 再导入"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n", "这是图片"),
    ],
)
def test_what_only_looks_like_a_workbook_is_told_as_what_it_is(
    guidelint: Run, workspace: Path, name: str, raw: bytes, said: str
) -> None:
    (workspace / name).write_bytes(raw)
    done = guidelint("import", "guides", name)
    assert (done.code, done.err.startswith(f"{name} 文件有误 "), said in done.err) == (2, True, True), done.err


def test_a_formula_without_a_stored_value_is_not_taken_for_a_blank_cell(guidelint: Run, workspace: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["事项名称", "指南标识", "承诺办结时限"])
    book.active.append(["甲", "a", '=3&"个工作日"'])
    book.save(workspace / "a.xlsx")
    done = guidelint("import", "guides", "a.xlsx")
    assert (done.code, done.err) == (
        2,
        "a.xlsx:2:3 文件有误 工作表“Sheet”第 2 行 C 列（承诺办结时限）："
        "这一格是公式，结果没有存下来；请用 Excel 或 WPS 打开这个文件，保存后再导入\n",
    )


def test_what_nobody_sees_in_the_file_is_asked_about(guidelint: Run, workspace: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["事项名称", "指南标识"], ["甲", "a"], ["乙", "b"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    old = book.create_sheet("旧版")
    old.append(["事项名称", "指南标识"])
    old.append(["丙", "c"])
    old.sheet_state = "hidden"
    book.save(workspace / "a.xlsx")
    done = guidelint("import", "guides", "a.xlsx")
    assert (done.code, done.err) == (
        2,
        "a.xlsx 文件有误 工作表“旧版”是隐藏的；要导入请取消隐藏，不要请删去\n"
        "a.xlsx:3:1 文件有误 工作表“Sheet”第 3 行 A 列：这一行被隐藏；要导入请取消隐藏，不要请删去\n",
    )


COLUMN = "工作表“a”第 1 行 B 列（指南标识）：这一列被隐藏；要导入请取消隐藏，不要请删去"
ROW = "工作表“a”第 2 行 A 列：这一行被隐藏；要导入请取消隐藏，不要请删去"


@pytest.mark.parametrize(
    ("columns", "row", "said"),
    [
        ("<cols><col min='2' max='16384' hidden='1'/></cols>", "", f"a.xlsx:1:2 文件有误 {COLUMN}\n"),
        ("<cols><col min='2' max='2' width='0'/></cols>", "", f"a.xlsx:1:2 文件有误 {COLUMN}\n"),
        ("", "ht='0' customHeight='1'", f"a.xlsx:2:1 文件有误 {ROW}\n"),
        ("", "ht = '&#48;.1'", f"a.xlsx:2:1 文件有误 {ROW}\n"),
        ("<cols><col min='3' max='9' hidden='1'/></cols>", "ht='1.5'", ""),
    ],
)
def test_hidden_columns_and_rows_without_height(
    guidelint: Run, workspace: Path, columns: str, row: str, said: str
) -> None:
    """They were imported without a word; empty ones concern nobody."""
    cells = [
        [f"<c t='inlineStr'><is><t>{words}</t></is></c>" for words in line]
        for line in (("事项名称", "指南标识"), "甲b")
    ]
    sheet = f"{columns}<sheetData><row>{''.join(cells[0])}</row><row {row}>{''.join(cells[1])}</row></sheetData>"
    hostile(workspace / "a.xlsx", f"<worksheet NS>{sheet}</worksheet>")
    done = guidelint("import", "guides", "a.xlsx")
    assert (done.code, done.err) == (2 if said else 0, said)


@pytest.mark.parametrize(
    ("columns", "row", "said"),
    [
        (
            "<table:table-column/><table:table-column table:visibility='collapse'/>",
            "",
            f"a.ods:1:2 文件有误 {COLUMN}\n",
        ),
        ("<table:table-column table:style-name='x' table:number-columns-repeated='16384'/>", "", COLUMN),
        ("", "table:style-name='x'", f"a.ods:2:1 文件有误 {ROW}\n"),
        ("", "table:style-name='y'", ""),
    ],
)
def test_hidden_columns_and_rows_without_height_of_opendocument(
    guidelint: Run, workspace: Path, columns: str, row: str, said: str
) -> None:
    cells = [
        "".join(
            f"<table:table-cell office:value-type='string'><text:p>{words}</text:p></table:table-cell>"
            for words in line
        )
        for line in (("事项名称", "指南标识"), "甲b")
    ]
    ns = " ".join(
        f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
        for name in ("office", "table", "text", "style")
    )
    styles = (
        "<style:style style:name='x'><style:table-row-properties style:row-height='0cm'/>"
        "<style:table-column-properties style:column-width='0.1mm'/></style:style>"
        "<style:style style:name='y'><style:table-row-properties style:row-height='0.45cm'/></style:style>"
    )
    rows = f"<table:table-row>{cells[0]}</table:table-row><table:table-row {row}>{cells[1]}</table:table-row>"
    table = f"<table:table table:name='a'>{columns}{rows}</table:table>"
    with zipfile.ZipFile(workspace / "a.ods", "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr(
            "content.xml",
            f"<office:document-content {ns}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>",
        )
    done = guidelint("import", "guides", "a.ods")
    assert (done.code, said in done.err) == (2 if said else 0, True), done.err


def test_codes_and_units_under_the_standards_headings(guidelint: Run, write: Write, workspace: Path) -> None:
    """They stood as “01” and “20” before, or were refused; each column's codes are told once."""
    write(
        "a.csv",
        "序号,事项名称,实施编码,事项类型,服务对象,法定办结时限(工作日),承诺办结时限（单位：天）,网办地址,计算机端在线办理跳转地址,办理流程,材料名称,材料必要性,来源渠道,材料形式\n"
        '1,甲,11A,01,"1,2",20,5,https://a.example,https://b.example,先申请,照片,1,10,1\n'
        '2,甲,11A,01,"1,2",20,5,https://a.example,https://b.example,先申请,委托书,非必要（委托办理时提供）,99,3\n',
    )
    done = guidelint("import", "guides", "a.csv")
    assert (done.code, done.err) == (0, "")
    assert [line for line in done.out.splitlines() if line.startswith("请看：")] == [
        "请看：第 1 行 I 列（计算机端在线办理跳转地址）：没有这个要素，2 格内容原样保留为 x-计算机端在线办理跳转地址，是不是“在线办理网址”？",
        *(
            f"请看：第 2 行 {column}：代码按国家标准译成文字：{told}（来源的代码不一样的，请先换成文字）"
            for column, told in (
                ("D 列（事项类型）", "01 → 行政许可"),
                ("E 列（服务对象）", "1,2 → 自然人、企业法人"),
                ("L 列（材料必要性）", "1 → 必要"),
                ("M 列（来源渠道）", "10 → 申请人自备"),
                ("N 列（材料形式）", "1 → 纸质"),
            )
        ),
    ]
    assert load((workspace / "guides" / "11A.yaml").read_bytes(), "x").data == {
        "id": "11A",
        "title": "甲",
        "code": "11A",
        "item_type": "行政许可",
        "audience": ["自然人", "企业法人"],
        "procedure": "先申请",
        "materials": [
            {"name": "照片", "medium": "纸质", "necessity": "必要", "source": "申请人自备"},
            {"name": "委托书", "medium": "纸质或电子", "necessity": "非必要", "source": "其他", "when": "委托办理时提供"},
        ],
        "time_limit": {"statutory": "20个工作日", "promised": "5天"},
        "online": {"url": "https://a.example"},
        "x-计算机端在线办理跳转地址": "https://b.example",
    }  # fmt: skip


def test_a_number_for_the_kind_of_a_material_is_refused(guidelint: Run, write: Write) -> None:
    """1 is 原件 in one system and 证件证书证明 in another."""
    write("a.csv", "事项名称,实施编码,材料名称,材料类型\n甲,11A,照片,1\n")
    done = guidelint("import", "guides", "a.csv")
    assert (done.code, "第 2 行 D 列（材料类型）：“1”不行" in done.out + done.err) == (2, True)
