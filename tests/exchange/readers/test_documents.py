"""Guides written for people: the same guide in Word, on a page, in a workbook's form and as text is the same guide."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document as new_docx

from guidelint.exchange.readers.documents.blocks import Cell, Line, Table
from guidelint.exchange.readers.documents.outline import Outline
from guidelint.exchange.readers.documents.page import page
from guidelint.exchange.readers.documents.pasted import pasted
from guidelint.exchange.readers.ledger import Ledger
from guidelint.source.document import load
from tests.command import Run, Write
from tests.exchange.readers import documents

GUIDES: dict[str, tuple[str, str | bytes]] = {
    "指南.docx": ("Word 文件（.docx）”（word）", documents.docx()),
    "一张表.docx": ("Word 文件（.docx）”（word）", documents.docx_of_one_table()),
    "页面.html": ("网页（.html）”（web-page）", documents.html()),
    "国标.htm": ("网页（.html）”（web-page）", documents.html().encode("gb18030")),
    "粘贴.txt": ("粘贴的文字（.txt、.md）”（text）", documents.text()),
    "粘贴2.txt": ("粘贴的文字（.txt、.md）”（text）", documents.text().replace("\n", "\r\n").encode("gb18030")),
    "梳理表.xlsx": ("一项一本的表单（Excel，如要素梳理表）”（form-workbook）", documents.form_workbook()),
}


def read(text: str) -> dict[str, Any]:
    return Outline.of(pasted(text), "a.txt", Ledger()).draft.data


@pytest.mark.slow
@pytest.mark.parametrize("name", GUIDES)
def test_the_same_guide_from_every_kind_of_document(guidelint: Run, write: Write, workspace: Path, name: str) -> None:
    said, content = GUIDES[name]
    write(name, content)
    done = guidelint("import", "guides", name)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"按“{said}读 {name}。"
    code = str(documents.GUIDE["code"])
    made = dict(load((workspace / "guides" / f"{code}.yaml").read_bytes(), name).data)
    assert made.pop("x-正文", "政务服务事项实施清单要素梳理表") == "政务服务事项实施清单要素梳理表"
    assert made == {"id": code, **documents.GUIDE}
    assert "1 份没有变化" in guidelint("import", "guides", name).out


def test_headers_and_footers_are_kept_and_named(guidelint: Run, workspace: Path) -> None:
    document = new_docx(io.BytesIO(documents.docx()))
    section = document.sections[0]
    section.header.paragraphs[0].text = "演示局文件"
    section.footer.paragraphs[0].text = "第 1 页 共 3 页"
    section.footer.add_paragraph("咨询时间以现场公告为准")
    document.save(str(workspace / "指南.docx"))
    done = guidelint("import", "guides", "指南.docx")
    assert [line.split() for line in done.out.splitlines() if line.startswith("页")] == [
        ["页眉", "页眉", "保留", "x-页眉", "×1"],
        ["页脚", "页脚", "保留", "x-页脚", "×1"],
    ]
    made = load((workspace / "guides" / f"{documents.GUIDE['code']}.yaml").read_bytes(), "a").data
    assert (made["x-页眉"], made["x-页脚"]) == ("演示局文件", "咨询时间以现场公告为准")


def test_pasted_text_with_circumstances_notes_and_limits() -> None:
    assert read("""\
优待证办理
申请材料：
本人办理的：
1、身份证原件及复印件1份；
委托他人办理的：
2、委托书
注：材料用A4纸。
办理时限：法定20个工作日，承诺5个工作日
公示期：7日
收费标准：10元/证
常见问题
问：能代办吗？
答：能。
带委托书。
设定依据：《演示法》第三条
""") == {
        "title": "优待证办理",
        "materials": [
            {"name": "身份证原件及复印件1份", "when": "本人办理的"},
            {"name": "委托书", "when": "委托他人办理的"},
        ],
        "material_notes": ["材料用A4纸。"],
        "time_limit": {"statutory": "20个工作日", "promised": "5个工作日"},
        "x-公示期": "7日",
        "fee": {"charged": True, "amount": "10元/证"},
        "questions": [{"question": "能代办吗？", "answer": "能。\n带委托书。"}],
        "legal_basis": [{"name": "《演示法》", "article": "第三条"}],
    }  # fmt: skip


def test_a_number_without_unit_and_a_word_that_no_element_takes_are_told_by_place(guidelint: Run, write: Write) -> None:
    write(
        "a.txt",
        "事项名称：甲\n法定办结时限：20\n到办事现场次数：看情况\n申请材料\n材料名称\t材料必要性\n照片\t也许\n表\t必要\n",
    )
    refused = [line for line in guidelint("import", "guides", "a.txt").out.splitlines() if line.startswith("没有读：")]
    assert refused == [
        "没有读：a.txt 第 2 行：法定办结时限 “20”没有单位，原样保留",
        "没有读：a.txt 第 3 行：到办事现场次数 “看情况”不是整数，原样保留",
        "没有读：a.txt 第 6 行第 2 栏：材料必要性 “也许”不行，只能是必要、非必要、容缺后补，原样保留",
    ]


def test_common_template_of_portals_has_sections_without_headings() -> None:
    made = Outline.of(
        page("""<div class="bannertop"><span>甲证补办</span><p>甲局</p></div>
<div class="bannermmid"><li>到现场次数<span>1次</span></li><li>承诺办结时限<span>5工作日</span></li><div>满意度<span>100%</span></div></div>
<div class="section5"><table><tr><td>序号</td><td>材料名称</td><td>材料形式</td><td>下载</td></tr>
<tr><td>1</td><td><span>表</span> <span>可免提交</span></td><td>纸质/电子化</td><td><a href="/a.doc">空白表格</a> <a href="#">示例样表</a></td></tr></table></div>
<div class="section6"><p>已领证。</p></div>
<div class="section7"><table><tr><td>环节</td><td>办理时限</td><td>流程说明</td></tr><tr><td>受理</td><td>1天</td><td rowspan="2">当场收件。</td></tr><tr><td>送达</td><td>2天</td></tr></table></div>
<div class="section10"><p>无</p></div><div class="section11"><table><tr><td>1</td><td><span>要钱吗？</span><p>不要。</p></td></tr></table></div>"""),
        "a.html",
        Ledger(),
    ).draft.data
    assert made == {
        "title": "甲证补办",
        "authority": "甲局",
        "visits": 1,
        "time_limit": {"promised": "5工作日"},
        "x-满意度": "100%",
        "materials": [{"name": "表", "medium": "纸质或电子", "exempt": True, "form": {"blank": "/a.doc"}}],
        "conditions": ["已领证。"],
        "steps": [{"name": "受理", "limit": "1天"}, {"name": "送达", "limit": "2天"}],
        "procedure": "当场收件。",
        "questions": [{"question": "要钱吗？", "answer": "不要。"}],
    }


def test_cells_of_one_merged_area_are_one() -> None:
    (table,) = page(
        '<table><tr><td rowspan=2>a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr></table>'
    ).blocks
    assert isinstance(table, Table)
    a, b, c, d = Cell("a", 0, 0), Cell("b", 0, 1), Cell("c", 1, 1), Cell("d", 1, 2)
    assert table.rows == ((a, b, b), (a, c, d))


def test_word_reads_what_tracked_changes_put_in_and_not_what_they_took_away(
    guidelint: Run, write: Write, workspace: Path
) -> None:
    document = new_docx()
    paragraph = document.add_paragraph("受理条件：年满")
    change = '<w:{0} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="1" w:author="a"><w:r><w:t>{1}</w:t></w:r></w:{0}>'
    from docx.oxml import parse_xml

    paragraph._p.append(parse_xml(change.format("del", "十六")))
    paragraph._p.append(parse_xml(change.format("ins", "十八周岁")))
    document.add_paragraph("事项名称：甲")
    document.save(str(workspace / "a.docx"))
    assert guidelint("import", "guides", "a.docx").code == 0
    (file,) = (file for file in (workspace / "guides").iterdir() if file.stem != "card")
    assert load(file.read_bytes(), "x").data["conditions"] == ["年满十八周岁"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK\x03\x04 no zip", "a.docx 文件有误 不是能读的 Word 文件（.docx），没有读"),
        ("a.txt", "今天天气好。\n", "a.txt:1:1 文件有误 没有找到办事指南：要有“事项名称：…”或题目，以及“受理条件”“申请材料”这样的栏目"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "读不了 .doc 文件；请用 Word 或 WPS 打开 a.doc，另存为 .docx"),
    ],
)  # fmt: skip
def test_what_is_no_guide_is_said(guidelint: Run, write: Write, name: str, content: str | bytes, said: str) -> None:
    write(name, content)
    for command in (("import", "guides"), ("check",)):
        done = guidelint(*command, name)
        assert done.code == 2
        assert said in done.out + done.err


def test_lines_keep_their_numbers() -> None:
    assert [
        (line.number, line.level, line.text) for line in pasted("\n# 甲\n\n二：乙\n").blocks if isinstance(line, Line)
    ] == [
        (2, 1, "甲"),
        (4, 0, "二：乙"),
    ]
