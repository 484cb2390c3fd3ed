"""`guidelint check` of documents, exports and pasted text: findings by paragraph or cell, and nothing written."""

import io
import json
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.command import Run, Write
from tests.exchange.readers import documents


def test_a_word_document_is_checked_where_it_lies(guidelint: Run, write: Write, workspace: Path) -> None:
    write("指南.docx", documents.docx())
    before = sorted(workspace.rglob("*"))
    done = guidelint("check", "指南.docx", "--select", "ambiguous")
    assert done.code == 1
    assert done.out.splitlines()[:3] == [
        "指南.docx 表 2 第 3 行第 2 列 错误 身份证明所指不明 [ambiguous/identity-proof]",
        "  3 │ 身份证明",
        "    │ ^^^^^^^^",
    ]
    assert "检查了 1 份指南，1 份有问题：错误 1。" in done.out
    assert sorted(workspace.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.html", documents.html(), "a.html 表 3 第 3 行第 2 列"),
        ("a.txt", documents.text(), "a.txt 第 20 行第 2 栏"),
        ("a.xlsx", documents.form_workbook(), "a.xlsx 工作表“申请材料”B3"),
        ("a.csv", "事项名称,实施编码,材料名称\n甲,11A,照片\n甲,11A,身份证明\n", "a.csv 第 3 行 C 列（材料名称）"),
        ("a.json", json.dumps({"AUDIT_ITEM": {"task_name": "甲", "task_code": "11A"}, "AUDIT_MATERIAL": [{"material_name": "身份证明"}]}), "a.json 11A 申请材料 1 材料名称"),
    ],
)  # fmt: skip
def test_every_format_says_the_place(guidelint: Run, write: Write, name: str, content: str | bytes, place: str) -> None:
    write(name, content)
    done = guidelint("check", name, "--select", "ambiguous")
    assert done.code == 1
    assert done.out.splitlines()[0] == f"{place} 错误 身份证明所指不明 [ambiguous/identity-proof]"


def test_json_has_the_place_in_the_source(guidelint: Run, write: Write) -> None:
    write("a.txt", "事项名称：甲\n申请材料：\n  1.本人身份证明\n")
    (finding,) = json.loads(guidelint("check", "a.txt", "--format", "json", "--select", "ambiguous").out)["findings"]
    assert finding["location"] == {
        "file": "a.txt",
        "path": "materials[0].name",
        "line": 3,
        "column": 7,
        "endLine": 3,
        "endColumn": 11,
        "text": "身份证明",
    }
    assert finding["fix"]["edits"] == []


def test_the_windows_of_the_same_guide_are_held_against_it(guidelint: Run, write: Write) -> None:
    write("guides/甲.yaml", "id: own\ntitle: 甲\ncode: 11A\nmaterials: [{name: 照片, type: 原件}]\n")
    write(
        "windows/甲.yaml",
        "guide: own\nhall: 一号大厅\nobserved: {on: 2026-01-05, by: 演示, how: 找茬日}\nmaterials: [{accepts: [照片]}, {accepts: [户口簿]}]\n",
    )
    write("a.csv", "事项名称,实施编码,材料名称,材料类型\n甲,11A,照片,原件\n")
    out = guidelint("check", "a.csv", "--preview").out
    assert "[contract/missing-in-guide]" in out


def test_what_changes_files_is_refused(guidelint: Run, write: Write) -> None:
    write("a.txt", documents.text())
    done = guidelint("check", "a.txt", "--fix")
    assert (done.code, "别的格式只能检查" in done.err) == (2, True)


def test_several_items_of_one_file(guidelint: Run, write: Write) -> None:
    made = io.BytesIO()
    with Workbook(made) as book:
        sheet = book.add_worksheet("事项")
        for row, cells in enumerate(
            [("事项名称", "实施编码", "材料名称"), ("甲", "11A", "身份证明"), ("乙", "11B", "身份证明")]
        ):
            sheet.write_row(row, 0, cells)
    write("a.xlsx", made.getvalue())
    out = guidelint("check", "a.xlsx", "--select", "ambiguous").out
    assert [line.split(" ")[1] for line in out.splitlines() if line.startswith("a.xlsx")] == [
        "工作表“事项”第",
        "工作表“事项”第",
    ]
    assert "检查了 2 份指南" in out
