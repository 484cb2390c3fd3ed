"""`guidelint ticket import`: all or none, never twice, every bad cell named."""

import errno
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from guidelint.source.document import load
from guidelint.tickets import service_line
from guidelint.workspace import transaction
from guidelint.workspace.transaction import Taken, Write, write_all
from tests.command import Run
from tests.command import Write as WriteFile

MAPPING = """\
columns:
  source.ref: 工单编号
  received: 接单时间
  channel: 来源
  problem: 分类
  summary: 诉求内容
  guide: 事项
  outcome.done: 是否办成
  outcome.satisfied: 满意度
  applicant: 姓名
  brought: 携带材料
values:
  problem: {材料问题: 告知差一点儿}
defaults: {hall: 东城区政务服务中心, region: "110101"}
"""
HEADINGS = ["工单编号", "接单时间", "来源", "分类", "诉求内容", "事项", "是否办成", "满意度", "姓名", "携带材料"]
ROWS: list[list[Any]] = [
    ["A-1", "2024/3/5 10:20", "综合窗口", "材料问题", '写"身份证明",收身份证', "社会保障卡补领", "是", "满意", "王小明", "社保卡、户口簿"],
    ["A-2", "2024年3月6日", "12345热线", "材料问题", "第二件\n两行", "别的事项", "否", "不满意", "李四", ""],
    ["", "20240401", "悉心听", "材料问题", "没有编号", "", "", "", "", ""],
]  # fmt: skip


def csv_text(rows: list[list[Any]], delimiter: str = ",") -> str:
    import csv

    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([HEADINGS, *rows])
    return out.getvalue()


@pytest.fixture
def mapping(write: WriteFile) -> None:
    write("m.yaml", MAPPING)


def names(workspace: Path) -> list[str]:
    return sorted(
        p.relative_to(workspace).as_posix() for p in workspace.rglob("*") if "ticket" in p.name or "-20" in p.name
    )


@pytest.mark.usefixtures("mapping")
@pytest.mark.parametrize(
    ("encoding", "delimiter", "read_as"),
    [("utf-8", ",", "UTF-8"), ("utf-8-sig", ",", "UTF-8"), ("gb18030", ",", "GB18030"), ("gbk", ";", "GB18030"), ("utf-16", "\t", "UTF-16")],
)  # fmt: skip
def test_csv(guidelint: Run, write: WriteFile, workspace: Path, encoding: str, delimiter: str, read_as: str) -> None:
    write("工单.csv", csv_text(ROWS, delimiter).encode(encoding))
    done = guidelint("ticket", "import", "工单.csv", "--mapping", "m.yaml")
    assert done.code == 0, done.err
    assert done.out == (
        f"按 {read_as} 读到 3 行。\n"
        "已写入 tickets/DC-2024-03-001.yaml ← 第 2 行\n"
        "已写入 tickets/DC-2024-03-002.yaml ← 第 3 行\n"
        "已写入 tickets/DC-2024-04-001.yaml ← 第 4 行\n"
        "第 3 行的事项不在工作区，工单里没有写指南。\n"
        "新增 3 件，已有 0 件（跳过）。\n"
    )
    assert (workspace / "tickets" / "DC-2024-03-001.yaml").read_text(encoding="utf-8") == (
        'id: DC-2024-03-001\nchannel: 综合窗口\napplicant: 王某某\nhall: 东城区政务服务中心\nregion: "110101"\n'
        'received: 2024-03-05\nguide: card\nproblem: 告知差一点儿\nsummary: 写"身份证明",收身份证\n'
        "brought: [社保卡, 户口簿]\nsource: {kind: 工单系统, ref: A-1}\nstages:\n"
        "  - {stage: 发现问题, on: 2024-03-05, by: 综合窗口}\noutcome: {done: true, satisfied: true}\n"
    )
    before = {p: p.read_bytes() for p in (workspace / "tickets").iterdir()}
    again = guidelint("ticket", "import", "工单.csv", "--mapping", "m.yaml")
    assert again.out.endswith("新增 0 件，已有 3 件（跳过）。\n")
    assert {p: p.read_bytes() for p in (workspace / "tickets").iterdir()} == before
    assert guidelint("ticket", "list").code == 0


@pytest.mark.usefixtures("mapping")
def test_rows_of_one_number_are_one_only_if_they_say_the_same(
    guidelint: Run, write: WriteFile, workspace: Path
) -> None:
    """Whoever complained second is not dropped because somebody typed a number twice."""
    other = [*ROWS[1]]
    other[0] = "A-1"
    write("a.csv", csv_text([ROWS[0], ROWS[2], other]))
    done = guidelint("ticket", "import", "a.csv", "--mapping", "m.yaml")
    assert (done.code, done.out) == (2, "")
    assert "a.csv:4:1 文件有误 第 4 行" in done.err
    assert done.err.endswith("和第 2 行编号相同，内容不同，不知道以哪一行为准；请改正编号，或删去一行\n")
    assert not (workspace / "tickets").exists() or not list((workspace / "tickets").iterdir())
    write("a.csv", csv_text([ROWS[0], ROWS[2], ROWS[0]]))
    done = guidelint("ticket", "import", "a.csv", "--mapping", "m.yaml")
    assert done.out.endswith("新增 2 件，已有 1 件（跳过）。\n")


@pytest.mark.usefixtures("mapping")
def test_excel_with_real_dates_and_numbers(guidelint: Run, workspace: Path) -> None:
    from datetime import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某某区工单台账"])
    sheet.append(HEADINGS)
    sheet.append([1001, datetime(2024, 3, 5, 10, 20), *ROWS[0][2:6], True, *ROWS[0][7:]])
    book.save(workspace / "a.xlsx")
    (workspace / "m.yaml").write_text(MAPPING + "header: 2\n", encoding="utf-8")
    done = guidelint("ticket", "import", "a.xlsx", "--mapping", "m.yaml")
    assert done.code == 0, done.err
    assert "按 Excel Sheet 读到 1 行" in done.out
    assert "← 第 3 行" in done.out
    written = (workspace / "tickets" / "DC-2024-03-001.yaml").read_text(encoding="utf-8")
    assert 'ref: "1001"' in written
    assert "received: 2024-03-05\n" in written
    assert "done: true" in written


@pytest.mark.usefixtures("mapping")
def test_an_excel_number_that_lost_its_digits(guidelint: Run, workspace: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    sheet.append([202206130000012345, *ROWS[0][1:]])
    book.save(workspace / "a.xlsx")
    done = guidelint("ticket", "import", "a.xlsx", "--mapping", "m.yaml")
    assert done.code == 2
    assert "a.xlsx:2:1 文件有误 第 2 行 A 列（工单编号）：表格软件把长数字写成了" in done.err


@pytest.mark.usefixtures("mapping")
def test_rows_that_nobody_sees_are_asked_about(guidelint: Run, workspace: Path) -> None:
    """A hidden column is named by the mapping, and so is meant."""
    book = openpyxl.Workbook()
    for row in (HEADINGS, *ROWS):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.save(workspace / "a.xlsx")
    done = guidelint("ticket", "import", "a.xlsx", "--mapping", "m.yaml")
    said = "a.xlsx:2:1 文件有误 工作表“Sheet”第 2 行 A 列：这一行被隐藏；要导入请取消隐藏，不要请删去\n"
    assert (done.code, done.err) == (2, said)


@pytest.mark.usefixtures("mapping")
def test_json(guidelint: Run, write: WriteFile) -> None:
    write("a.json", json.dumps([dict(zip(HEADINGS, row, strict=True)) for row in ROWS]))
    assert "新增 3 件" in guidelint("ticket", "import", "a.json", "--mapping", "m.yaml").out
    write("a.csv", csv_text(ROWS))
    assert "新增 0 件，已有 3 件" in guidelint("ticket", "import", "a.csv", "--mapping", "m.yaml").out


@pytest.mark.usefixtures("mapping")
def test_bad_cells_are_all_named_and_nothing_is_written(guidelint: Run, write: WriteFile, workspace: Path) -> None:
    bad = [
        ["B-1", "三月五号", "综合", "材料问题", "电话13800138000", "", "说不清", "", "", ""],
        ["B-2", "2024-01-01", "12345", "别的", "x", "", "", "", "", ""],
        ["B-3", "2024-01-01", "12345", "材料问题", "", "", "", "", "", ""],
    ]
    write("a.csv", csv_text([ROWS[0], *bad]))
    done = guidelint("ticket", "import", "a.csv", "--mapping", "m.yaml")
    assert done.code == 2
    lines = done.err.splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        "a.csv:3:2",
        "a.csv:3:3",
        "a.csv:3:5",
        "a.csv:3:7",
        "a.csv:4:4",
        "a.csv:5:5",
    ]
    assert "第 3 行 B 列（接单时间）：“三月五号”不是日期" in lines[0]
    assert "是不是“综合窗口”？" in lines[1]
    assert "手机号（138****8000）" in lines[2]
    assert "第 4 行 D 列（分类）：问题类型只能是" in lines[4]
    assert "第 5 行 E 列（诉求内容）：请填写摘要" in lines[5]
    assert not (workspace / "tickets").exists()


@pytest.mark.usefixtures("mapping")
def test_masking_while_importing(guidelint: Run, write: WriteFile, workspace: Path) -> None:
    write("a.csv", csv_text([["C-1", "2024-01-01", "12345", "材料问题", "找13800138000", *[""] * 5]]))
    assert guidelint("ticket", "import", "a.csv", "--mapping", "m.yaml").code == 2
    assert guidelint("ticket", "import", "a.csv", "--mapping", "m.yaml", "--mask", "--dry-run").code == 0
    assert not (workspace / "tickets").exists()
    assert guidelint("ticket", "import", "a.csv", "--mapping", "m.yaml", "--mask").code == 0
    assert "138****8000" in (workspace / "tickets" / "DC-2024-01-001.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("mapping")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "甲,乙\n1,2\n", "表头里没有“工单编号”"),
        ("a.csv", "甲,甲\n1,2\n", "表头“甲”出现两次"),
        ("a.csv", b"\xff\xff\xff", "不是 UTF-8，也不是 GB18030"),
        ("a.csv", "", "没有第 1 行"),
        ("a.csv", '甲,"乙\n', "CSV 写法有误"),
        ("a.json", "{}", "对象的列表"),
        ("a.json", "[", "JSON 写法有误"),
        ("a.xlsx", "no", "这是文本，不是 Excel 文件"),
        ("a.pdf", "no", "不认识 .pdf"),
    ],
)
def test_files_that_cannot_be_read(
    guidelint: Run, write: WriteFile, name: str, content: str | bytes, said: str
) -> None:
    write(name, content)
    done = guidelint("ticket", "import", name, "--mapping", "m.yaml")
    assert (done.code, said in done.err) == (2, True), done.err


def test_a_mapping_names_keys_that_exist(guidelint: Run, write: WriteFile) -> None:
    write("a.csv", csv_text(ROWS))
    write("m.yaml", MAPPING.replace("source.ref", "source.reff"))
    done = guidelint("ticket", "import", "a.csv", "--mapping", "m.yaml")
    assert (done.code, done.err.startswith("m.yaml:2:3 文件有误 工单没有 source.reff，是不是 source.ref？")) == (
        2,
        True,
    )


@pytest.mark.usefixtures("mapping")
def test_the_same_file_imported_by_several_at_once_adds_its_rows_once(write: WriteFile, workspace: Path) -> None:
    """Takes seconds: four processes of their own."""
    write("a.csv", csv_text(ROWS))
    command = [sys.executable, "-X", "utf8", "-m", "guidelint", "ticket", "import", "a.csv", "--mapping", "m.yaml"]
    started = [subprocess.Popen(command, cwd=workspace, stdout=subprocess.PIPE) for _ in range(4)]
    said = [process.communicate(timeout=120)[0].decode().splitlines()[-1] for process in started]
    assert sorted(said) == ["新增 0 件，已有 3 件（跳过）。"] * 3 + ["新增 3 件，已有 0 件（跳过）。"]
    assert len(list((workspace / "tickets").iterdir())) == 3


Patch = Callable[[int], list[int]]


@pytest.fixture(params=["link", "fsync", "replace", "mkdir", "link unsupported"])
def failing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Patch:
    """Make the n-th call of one way of writing fail; the list that comes back counts the calls."""
    owner, name = {
        "link": (os, "link"),
        "fsync": (os, "fsync"),
        "replace": (Path, "replace"),
        "mkdir": (Path, "mkdir"),
    }.get(request.param, (transaction.shutil, "copyfile"))
    real = getattr(owner, name)

    def patch(nth: int) -> list[int]:
        calls: list[int] = []

        def call(*arguments: Any, **options: Any) -> Any:
            calls.append(1)
            if len(calls) == nth:
                raise OSError(errno.ENOSPC, "disk full")
            return real(*arguments, **options)

        monkeypatch.setattr(owner, name, call)
        if request.param == "link unsupported":
            monkeypatch.setattr(os, "link", _unsupported)
        return calls

    return patch


def _unsupported(*_: Any, **__: Any) -> None:
    raise OSError(errno.EPERM, "no links here")


@pytest.mark.parametrize("nth", range(1, 6))
def test_all_or_none_wherever_writing_fails(tmp_path: Path, failing: Patch, nth: int) -> None:
    old = tmp_path / "old.yaml"
    old.write_bytes(b"old")
    writes = [
        Write(tmp_path / "a" / "1.yaml", b"1"),
        Write(old, b"new", b"old"),
        Write(tmp_path / "a" / "b" / "2.yaml", b"2"),
        Write(tmp_path / "c" / "3.yaml", b"3"),
    ]
    calls = failing(nth)
    try:
        write_all(tmp_path, writes)
    except OSError:
        assert old.read_bytes() == b"old"
        assert [p.name for p in tmp_path.iterdir()] == ["old.yaml"]
    else:
        assert len(calls) < nth or old.read_bytes() == b"new"
        assert [w.file.read_bytes() for w in writes] == [b"1", b"new", b"2", b"3"]
        assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "c", "old.yaml"]


@pytest.mark.usefixtures("mapping")
@pytest.mark.parametrize("nth", range(1, 5))
def test_an_import_that_fails_leaves_nothing(
    guidelint: Run, write: WriteFile, workspace: Path, failing: Patch, nth: int
) -> None:
    write("a.csv", csv_text(ROWS))
    before = sorted(p for p in workspace.rglob("*"))
    calls = failing(nth)
    done = guidelint("ticket", "import", "a.csv", "--mapping", "m.yaml")
    if done.code:
        assert len(calls) >= nth
        assert sorted(p for p in workspace.rglob("*")) == before
        assert "磁盘满了" in done.err
    else:
        assert len(list((workspace / "tickets").iterdir())) == 3


def test_a_taken_name_is_never_written_over(tmp_path: Path) -> None:
    taken = tmp_path / "2.yaml"
    taken.write_bytes(b"same")
    with pytest.raises(Taken):
        write_all(tmp_path, [Write(tmp_path / "1.yaml", b"1"), Write(taken, b"same")])
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"2.yaml": b"same"}


EXPORT = [
    "orderNum", "callTime", "sourceType", "questionName", "majorContent", "organizationName", "deadlineDate", "delayDays",
    "completeTime", "orderState", "backNum", "visitIsSolved", "firstVisitIsSatisfaction", "finalVisitIsSatisfaction", "区县",
]  # fmt: skip
LINE: list[Any] = [
    "1234520240305001", "2024-03-05 10:20:00", "12345热线", "社会保障", "社保卡补领没有办成", "区人社局", "2024-03-12", 2,
    "2024-03-11 09:00:00", "已办结", 1, "是", "不满意", "基本满意", "东城区",
]  # fmt: skip


def export(rows: list[list[Any]], headings: list[str] | None = None) -> str:
    import csv

    out = io.StringIO()
    csv.writer(out).writerows([headings or EXPORT, *rows])
    return out.getvalue()


def test_an_export_of_the_service_line_needs_no_mapping(guidelint: Run, write: WriteFile, workspace: Path) -> None:
    write("12345.csv", export([LINE]))
    done = guidelint("ticket", "import", "12345.csv")
    assert done.code == 0, done.err
    assert "表里没有的列都记为：告知差一点儿（可用 guidelint ticket amend 改）。\n" in done.out
    data = load((workspace / "tickets/DC-2024-03-001.yaml").read_bytes(), "t").data
    assert (data["channel"], data["category"], data["region"], data["returns"]) == ("12345", "社会保障", "110101", 1)
    assert data["stages"] == [
        {"stage": "发现问题", "on": "2024-03-05", "by": "12345"},
        {"stage": "汇总转办", "on": "2024-03-05", "to": "区人社局", "due": "2024-03-12", "extended": 2},
        {"stage": "限期解决", "on": "2024-03-11", "by": "区人社局"},
    ]
    assert data["outcome"] == {
        "done": True,
        "satisfaction": "基本满意",
        "closed": "2024-03-11",
        "visits": [{"round": "首次", "satisfaction": "不满意"}, {"round": "最终", "satisfaction": "基本满意"}],
    }
    assert guidelint("check").code == 1  # the guide's own findings, and no error in the ticket
    line = json.loads(guidelint("stats", "--as-of", "2024-04-01", "--json").out)["lines"][0]
    assert (line["name"], line["done_percent"], line["satisfied_percent"]) == ("东城区", 100, 100)


def test_chinese_headings_are_known_too(guidelint: Run, write: WriteFile, workspace: Path) -> None:
    rows = [
        ["G-1", "2024/3/5", "市民热线", "没有办成", "区人社局", "2024年3月12日", "办理中", "非常不满意", "北京市西城区"]
    ]
    headings = ["工单编号", "来电时间", "工单来源", "主要内容", "承办单位", "办理期限", "工单状态", "满意度", "所属区"]
    write("a.csv", export(rows, headings))
    assert guidelint("ticket", "import", "a.csv").code == 0
    data = load((workspace / "tickets/XC-2024-03-001.yaml").read_bytes(), "t").data
    assert (data["source"], data["outcome"]) == ({"kind": "工单系统", "ref": "G-1"}, {"satisfaction": "非常不满意"})


@pytest.mark.parametrize(
    ("code", "level", "percent"), [("1", "非常满意", 100), ("3", "基本满意", 100), ("4", "不满意", 0)]
)
def test_codes_of_satisfaction_are_those_of_the_standard(
    guidelint: Run, write: WriteFile, workspace: Path, code: str, level: str, percent: int
) -> None:
    headings = ["工单编号", "来电时间", "主要内容", "办结时间", "最终回访满意度", "所属区"]
    write("a.csv", export([["G-1", "2024-03-05", "没有办成", "2024-03-08", code, "北京市西城区"]], headings))
    done = guidelint("ticket", "import", "a.csv")
    assert "满意度的代码按 GB/T 39046-2020 表 A.8 读：1 非常满意，5 非常不满意；" in done.out, done.err
    assert load((workspace / "tickets/XC-2024-03-001.yaml").read_bytes(), "t").data["outcome"]["satisfaction"] == level
    line = json.loads(guidelint("stats", "--as-of", "2024-04-01", "--json").out)["lines"][0]
    assert (line["name"], line["satisfied_percent"]) == ("西城区", percent)


@pytest.mark.parametrize(
    ("words", "name"), [("人民网领导留言板", "领导留言板"), ("县长信箱", "网上信箱"), ("市民热线", "12345")]
)
def test_where_people_write_is_known(guidelint: Run, write: WriteFile, workspace: Path, words: str, name: str) -> None:
    headings = ["工单编号", "来电时间", "主要内容", "来源", "所属区"]
    write("a.csv", export([["G-1", "2024-03-05", "没有办成", words, "北京市西城区"]], headings))
    assert guidelint("ticket", "import", "a.csv").code == 0
    assert load((workspace / "tickets/XC-2024-03-001.yaml").read_bytes(), "t").data["channel"] == name


@pytest.mark.parametrize(
    ("headings", "row", "said"),
    [
        (["工单编号", "内容"], ["G-1", "x"], "表头里认不出接单时间和主要内容这一列"),
        (["工单编号", "来电时间", "主要内容", "满意度"], ["G-1", "2024-03-05", "x", "6"], "满意度“6”看不懂"),
        (
            ["工单编号", "来电时间", "主要内容", "区县"],
            ["G-1", "2024-03-05", "x", "鼓楼区"],
            "叫“鼓楼区”的行政区有几个",
        ),
        (["工单编号", "来电时间", "主要内容", "来源"], ["G-1", "2024-03-05", "x", "街边"], "没有渠道“街边”"),
        (
            ["工单编号", "来电时间", "主要内容"],
            ["2.02401E+16", "2024-03-05", "x"],
            "表格软件把长数字写成了 2.02401E+16",
        ),
    ],
)
def test_what_an_export_leaves_in_doubt_is_refused(
    guidelint: Run, write: WriteFile, workspace: Path, headings: list[str], row: list[str], said: str
) -> None:
    write("a.csv", export([row], headings))
    done = guidelint("ticket", "import", "a.csv")
    assert (done.code, said in done.err) == (2, True), done.err
    assert not (workspace / "tickets").exists()


def test_the_status_is_followed_and_other_words_are_kept_beside_the_old(
    guidelint: Run, write: WriteFile, workspace: Path
) -> None:
    file = workspace / "tickets/DC-2024-03-001.yaml"
    first = [*LINE[:8], "", "办理中", 0, "", "", "", "东城区"]
    write("12345.csv", export([first]))
    assert guidelint("ticket", "import", "12345.csv").code == 0
    before = file.read_bytes()
    later = [*LINE[:4], "社保卡补领跑了两趟没有办成", *LINE[5:]]
    write("12345.csv", export([later]))
    refused = guidelint("ticket", "import", "12345.csv")
    assert (refused.code, file.read_bytes()) == (2, before)
    assert "编号和工单 DC-2024-03-001 相同，摘要不同；是同一件的用 --update 更新，不是的请改正编号" in refused.err
    done = guidelint("ticket", "import", "12345.csv", "--update")
    assert (done.code, "已更新 tickets/DC-2024-03-001.yaml ← 第 2 行" in done.out) == (0, True), done.err
    data = load(file.read_bytes(), "t").data
    assert (data["summary"], data["returns"]) == ("社保卡补领跑了两趟没有办成", 1)
    assert data["amended"][0]["was"] == {"summary": "社保卡补领没有办成"}
    assert [stage["stage"] for stage in data["stages"]] == ["发现问题", "汇总转办", "限期解决"]
    assert (data["outcome"]["closed"], data["outcome"]["satisfaction"]) == ("2024-03-11", "基本满意")
    after = file.read_bytes()
    again = guidelint("ticket", "import", "12345.csv", "--update")
    assert (again.out.splitlines()[-1], file.read_bytes()) == ("新增 0 件，更新 0 件，已有 1 件（跳过）。", after)


def test_a_closed_status_without_its_day_is_told(guidelint: Run, write: WriteFile, workspace: Path) -> None:
    """No day is invented, and the clerk learns why the ticket stays open; with the day it is closed at the next import."""
    headings = ["工单编号", "受理时间", "诉求内容", "区县", "状态", "办结时间"]
    rows = [
        ["G-1", "2024-03-05", "演示甲", "东城区", "办理中", ""],
        ["G-2", "2024-03-06", "演示乙", "东城区", "已办结", ""],
    ]
    write("a.csv", export(rows, headings))
    done = guidelint("ticket", "import", "a.csv")
    said = "第 3 行的工单状态是办结，没有办结时间，没有记为办结；请补上“办结时间”这一列再导入。"
    assert (done.code, said in done.out.splitlines()) == (0, True), done.out + done.err
    file = workspace / "tickets/DC-2024-03-002.yaml"
    assert "outcome" not in load(file.read_bytes(), "t").data
    rows[1][5] = "2024-03-09"
    write("a.csv", export(rows, headings))
    done = guidelint("ticket", "import", "a.csv", "--update")
    assert (done.code, "没有记为办结" in done.out) == (0, False), done.err
    assert load(file.read_bytes(), "t").data["outcome"]["closed"] == "2024-03-09"


def test_the_sample_of_the_page_is_imported(guidelint: Run, workspace: Path) -> None:
    """docs/import-12345.zh-CN.md, whose table lists the very headings."""
    docs = Path(__file__).parents[2] / "docs"
    done = guidelint("ticket", "import", str(docs / "12345-export.csv"))
    assert (done.code, done.out.splitlines()[-1]) == (0, "新增 2 件，已有 0 件（跳过）。"), done.err
    assert sorted(file.name for file in (workspace / "tickets").iterdir()) == [
        "DC-2026-01-001.yaml",
        "XC-2026-01-001.yaml",
    ]
    page = (docs / "import-12345.zh-CN.md").read_text(encoding="utf-8")
    assert [one for names in service_line.HEADINGS.values() for one in names if one not in page] == []
