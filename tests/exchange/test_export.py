"""`guidelint export`: what another library and an officer's eye find in the file."""

from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from guidelint.exchange.sheets.book import letters_of
from guidelint.model.elements import elements
from guidelint.model.guide import Guide
from guidelint.workspace.emit import nested
from guidelint.workspace.workspace import Workspace
from tests.command import Run, Write

ROOT = Path(__file__).parents[2]


def test_guides_as_another_library_reads_them(guidelint: Run, write: Write, workspace: Path) -> None:
    write(
        "guides/公式.yaml",
        'id: f\ntitle: "=HYPERLINK(\\"http://x\\",\\"点我\\")"\nplace: "@SUM(A1)"\ncode: "0012"\nmaterials: []\n',
    )
    done = guidelint("export", "guides", "--xlsx", "指南.xlsx")
    assert (done.code, done.out) == (0, "已写入 指南.xlsx：“办事指南”2 行、“申请材料”1 行、“办理流程”1 行\n"), done.err
    book = openpyxl.load_workbook(workspace / "指南.xlsx")
    assert book.sheetnames == ["办事指南", *(one.title for one in elements(Guide) if one.kind == "list")]
    sheet = book["办事指南"]
    headings = [cell.value for cell in sheet[1]]
    assert headings[:5] == ["指南标识", "事项名称", "实施编码", "基本编码", "业务办理项编码"]
    title = sheet.cell(3, 2)
    assert (title.value, title.data_type, title.quotePrefix) == ('=HYPERLINK("http://x","点我")', "s", True)
    assert (sheet.cell(3, 3).value, sheet.cell(3, 3).number_format) == ("0012", "@")
    assert sheet.cell(2, headings.index("行政区划代码") + 1).value == "110101"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", f"A1:{letters_of(len(headings) - 1)}3")
    assert sheet.cell(2, headings.index("受理条件") + 1).alignment.wrap_text
    lists = {str(v.sqref).split(":")[0]: v.formula1 for v in book["申请材料"].data_validations.dataValidation}
    assert lists["D2"] == '"原件,复印件,原件和复印件,原件或复印件"'
    assert [[c.value for c in row][:5] for row in book["申请材料"].iter_rows()] == [
        ["指南标识", "事项名称", "材料名称", "材料类型", "材料类别"],
        ["card", "社会保障卡补领", "身份证明", "原件", None],
    ]


@pytest.mark.slow
def test_the_bundled_workspace_comes_back_as_it_was(
    guidelint: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All guides and window records of this repository, into an empty workspace and compared as data."""
    monkeypatch.chdir(ROOT)
    assert guidelint("export", "guides", "--xlsx", str(workspace / "g.xlsx")).code == 0
    assert guidelint("export", "windows", "--xlsx", str(workspace / "w.xlsx")).code == 0
    for kind, file in (("guides", "g.xlsx"), ("windows", "w.xlsx")):
        done = guidelint("import", kind, str(workspace / file), "--update")
        assert "新增 0 份，更新 0 份；" in done.out, done.out
    monkeypatch.chdir(workspace)
    (workspace / "guides" / "card.yaml").unlink()
    assert guidelint("import", "guides", "g.xlsx").code == 0
    assert guidelint("import", "windows", "w.xlsx").code == 0
    old, new = Workspace.find(ROOT, ROOT), Workspace.find(workspace, workspace)
    assert _data(old) == _data(new)


def _data(workspace: Workspace) -> dict[str, object]:
    guides = {one.model.id: one.document.data for one in workspace.guides(workspace.files(workspace.config.guides))}
    windows = {one.document.name: one.document.data for one in workspace.windows()}
    return {**guides, **windows}


def test_findings(guidelint: Run, workspace: Path) -> None:
    done = guidelint("export", "findings", "--xlsx", "问题.xlsx")
    assert (done.code, done.out) == (0, "已写入 问题.xlsx：“问题”2 行\n"), done.err
    headings, *rows = CalamineWorkbook.from_path(workspace / "问题.xlsx").get_sheet_by_name("问题").to_python()
    by_rule = {row[headings.index("规则")]: dict(zip(headings, row, strict=True)) for row in rows}
    found = by_rule["ambiguous/identity-proof"]
    assert (found["文件"], found["行"], found["列"]) == ("guides/card.yaml", 7, 11)
    assert (found["事项名称"], found["原文"]) == ("社会保障卡补领", "身份证明")
    assert "DC-2021-11-001" in found["工单"].splitlines()
    english = guidelint("export", "findings", "--xlsx", "f.xlsx", "--lang", "en")
    assert english.out == "wrote f.xlsx: “findings” 2 row(s)\n"


def test_findings_and_notices_are_printed_one_page_wide(
    guidelint: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The columns for programs stay off the paper."""
    monkeypatch.chdir(ROOT)
    for what, options in (("findings", ()), ("notice-list", ("--anyway",))):
        file = workspace / f"{what}.xlsx"
        assert guidelint("export", what, "guides/beijing", *options, "--xlsx", str(file)).code == 0
        for sheet in openpyxl.load_workbook(file):
            setup = sheet.page_setup
            assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
            assert (setup.fitToHeight, setup.orientation, setup.paperSize) == (0, "landscape", 9), sheet.title
    sheet = openpyxl.load_workbook(workspace / "findings.xlsx")["问题"]
    assert sheet.print_area == f"'问题'!$A$1:$I${sheet.max_row}"
    assert [cell.value for cell in sheet[1]][8:] == ["工单", "规则", "指南标识", "文件", "行", "列"]


def test_the_list_of_what_to_bring(guidelint: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guide with findings tells nobody what to bring, unless asked to, and then with its doubts."""
    monkeypatch.chdir(ROOT)
    file = workspace / "告知.xlsx"
    done = guidelint("export", "notice-list", "guides/demo/证件补领.yaml", "--xlsx", str(file))
    assert (done.code, done.err) == (0, "")
    book = CalamineWorkbook.from_path(file)
    assert book.get_sheet_by_name("要带的材料").to_python()[:2] == [
        ["指南标识", "事项名称", "情形", "材料", "怎么带", "窗口看什么"],
        [
            "demo-card-replacement",
            "证件补领（演示）",
            "不论哪种情形都要带",
            "居民身份证",
            "原件 1 份",
            "窗口查验：在有效期内",
        ],
    ]
    facts = book.get_sheet_by_name("事项说明").to_python()
    assert ["demo-card-replacement", "证件补领（演示）", "办理大厅", "演示区政务服务中心"] in facts
    dongcheng = ("export", "notice-list", "guides/beijing/dongcheng", "--force", "--xlsx", str(file))
    done = guidelint(*dongcheng)
    assert done.code == 1
    assert "1 份指南有问题，没有列" in done.err
    assert CalamineWorkbook.from_path(file).get_sheet_by_name("要带的材料").to_python() == [
        ["指南标识", "事项名称", "情形", "材料", "怎么带", "窗口看什么"]
    ]
    assert guidelint(*dongcheng, "--anyway").code == 0
    assert "存疑" in str(CalamineWorkbook.from_path(file).get_sheet_by_name("要带的材料").to_python())


def test_the_same_workspace_gives_the_same_bytes(guidelint: Run, workspace: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        guidelint("export", "guides", "--xlsx", name)
    assert (workspace / "a.xlsx").read_bytes() == (workspace / "b.xlsx").read_bytes()


def test_nothing_is_overwritten_unasked(guidelint: Run, write: Write, workspace: Path) -> None:
    file = write("a.xlsx", "我的")
    done = guidelint("export", "guides", "--xlsx", "a.xlsx")
    assert (done.code, done.err) == (2, "guidelint 错误：a.xlsx 已存在；要覆盖，加 --force\n")
    assert file.read_bytes() == "我的".encode()
    assert guidelint("export", "guides", "--xlsx", "a.xlsx", "--force").code == 0
    for name, said in (("a.csv", "要以 .xlsx 结尾"), ("没有/a.xlsx", "没有文件夹 没有")):
        done = guidelint("export", "guides", "--xlsx", name)
        assert (done.code, said in done.err) == (2, True)


def test_a_broken_guide_stops_the_export(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/b.yaml", "id: b\n")
    for kind in ("guides", "findings"):
        assert guidelint("export", kind, "--xlsx", "a.xlsx").code == 2
    assert not (workspace / "a.xlsx").exists()


def test_what_no_cell_can_hold_is_said(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/b.yaml", nested({"id": "b", "title": "乙", "materials": [], "conditions": ["长" * 5000] * 7}))
    done = guidelint("export", "guides", "--xlsx", "a.xlsx")
    assert (done.code, "guides/b.yaml：“受理条件”有 35006 字，Excel 一格最多 32767 字" in done.err) == (2, True)


def test_a_row_a_material_with_merged_cells_of_the_item(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/two.yaml", "id: two\ntitle: 演示登记\nmaterials:\n  - name: 甲表\n  - name: 乙表\n")
    done = guidelint("export", "guides", "guides/two.yaml", "--as", "element-sheet", "-o", "要素梳理.xlsx")
    assert (done.code, done.out) == (0, "已写入 要素梳理.xlsx：1 份指南\n")
    sheet = openpyxl.load_workbook(workspace / "要素梳理.xlsx")["要素梳理"]
    assert "A2:A3" in {str(area) for area in sheet.merged_cells.ranges}
    column = next(cell.column for cell in sheet[1] if cell.value == "材料名称")
    assert [sheet.cell(row, column).value for row in (2, 3)] == ["甲表", "乙表"]
    assert "1 份没有变化" in guidelint("import", "guides", "要素梳理.xlsx", "--update").out
