"""Sheets as the field lays them out: headings in two rows, remarks around the table, .xls files.

The .xls files were written with xlwt: three items, of which hidden.xls hides a row, a row of no height, a column and a sheet, and
error.xls has #N/A in C5.
"""

from pathlib import Path

import pytest

from guidelint.exchange.sheets import binary
from guidelint.exchange.sheets.book import Book, Grid
from guidelint.exchange.sheets.unknown import hidden_unknown
from tests.command import Run, Write
from tests.exchange.readers.test_interfaces import guide

DATA = Path(__file__).parent / "data"
ROWS = "演示登记,11X001,身份证,1,1\n,,申请表,1,0\n演示备案,11X002,合同,0,1\n"
HEADINGS = "事项名称,实施编码,材料名称,原件份数,复印件份数\n"
FIRST = [
    {"name": "身份证", "originals": 1, "photocopies": 1},
    {"name": "申请表", "originals": 1, "photocopies": 0},
]


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        (f"某市事项梳理表,,,,\n填报单位:某局,,,填报日期:2024年1月,\n{HEADINGS}{ROWS}", []),
        (f"事项名称,实施编码,申请材料,,\n,,材料名称,原件份数,复印件份数\n{ROWS}", []),
        (f"事项名称,实施编码,材料名称,份数,份数\n,,,原件,复印件\n{ROWS}", []),
        (f"{HEADINGS}必填,必填,必填,数字,选填\n{ROWS}", [2]),
        (f"{HEADINGS}{ROWS}\n注:1.由各单位填写。,,,,\n2.没有的写无。,,,,\n填表人:某某,,,联系电话:0000,\n合计,,,2,2\n", [6, 7, 8, 9]),
    ],
    ids=["title above", "two rows", "groups of headings", "what to fill in", "below the table"],
)  # fmt: skip
def test_layouts(guidelint: Run, write: Write, workspace: Path, text: str, remarks: list[int]) -> None:
    write("a.csv", text)
    done = guidelint("import", "guides", "a.csv")
    assert [line for line in done.out.splitlines() if line.startswith("请看")] == [
        f"请看：第 {row} 行 A 列：这一行是说明，没有读" for row in remarks
    ]
    assert guide(workspace, "11X001")["materials"] == FIRST
    assert guide(workspace, "11X002")["materials"] == [{"name": "合同", "originals": 0, "photocopies": 1}]


def test_tags_and_nulls_in_cells(guidelint: Run, write: Write, workspace: Path) -> None:
    write("a.csv", "事项名称,实施编码,实施主体,材料名称\n<p>演示&nbsp;登记</p>,11X001,null,申请表<br/>\n")
    done = guidelint("import", "guides", "a.csv")
    assert "请看：第 2 行 C 列（实施主体）：“null”当作空" in done.out
    assert guide(workspace, "11X001") == {
        "id": "11X001",
        "title": "演示 登记",
        "code": "11X001",
        "materials": [{"name": "申请表"}],
    }


def test_what_an_xls_file_hides(guidelint: Run, workspace: Path) -> None:
    (workspace / "a.xls").write_bytes((DATA / "hidden.xls").read_bytes())
    done = guidelint("import", "guides", "a.xls")
    assert done.code == 2 and not list(workspace.glob("guides/11X*"))
    assert done.err.split() == [
        "a.xls", "文件有误", "工作表“旧表”是隐藏的；要导入请取消隐藏，不要请删去",
        "a.xls:1:4", "文件有误", "工作表“事项”第", "1", "行", "D", "列（备注）：这一列被隐藏；要导入请取消隐藏，不要请删去",
        "a.xls:3:1", "文件有误", "工作表“事项”第", "3", "行", "A", "列：这一行被隐藏；要导入请取消隐藏，不要请删去",
        "a.xls:4:1", "文件有误", "工作表“事项”第", "4", "行", "A", "列：这一行被隐藏；要导入请取消隐藏，不要请删去",
    ]  # fmt: skip


def test_an_error_in_a_cell_of_an_xls_file(guidelint: Run, workspace: Path) -> None:
    (workspace / "a.xls").write_bytes((DATA / "error.xls").read_bytes())
    done = guidelint("import", "guides", "a.xls")
    assert done.code == 2
    assert "a.xls:5:3 文件有误 工作表“事项”第 5 行 C 列（材料名称）：公式出错：#N/A，请改好或清空再导入" in done.err


def test_a_damaged_xls_file_never_hangs() -> None:
    """Any byte of the tables that lead to the workbook may be wrong."""
    raw = (DATA / "hidden.xls").read_bytes()
    for place in (*range(24, 120), *range(len(raw) - 1024, len(raw), 7)):
        damaged = raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :]
        try:
            binary.marks(damaged)
        except Exception as error:
            assert type(error).__name__ in ("error", "IndexError", "ValueError")


def test_a_kind_of_file_that_does_not_tell() -> None:
    (said,) = hidden_unknown(
        Book("a.xlsb", (Grid("甲", [], tells_hidden=False), Grid("乙", [], tells_hidden=False)), "Excel")
    )
    assert said.message.zh == "这种文件看不出有没有隐藏的行和列，有的话也读了；要确认，请另存为 .xlsx 再导入"
    assert not list(hidden_unknown(Book("a.xlsx", (Grid("甲", []),), "Excel")))
