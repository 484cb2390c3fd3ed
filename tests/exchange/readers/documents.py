"""One guide (演示) as the field writes it: in Word, on a page, in a form of a workbook, as text."""

import io
from typing import Any

from docx import Document
from xlsxwriter import Workbook

GUIDE: dict[str, Any] = {
    "title": "演示证补办",
    "code": "11000000000000000X4000100001000",
    "authority": "演示局",
    "place": "演示路1号",
    "audience": ["自然人"],
    "conditions": ["已领取演示证", "演示证遗失或者损坏"],
    "materials": [
        {"name": "申请表", "type": "原件", "copies": 1, "necessity": "必要", "criteria": ["无"]},
        {"name": "身份证明", "type": "原件和复印件", "originals": 1, "photocopies": 2, "necessity": "必要", "criteria": ["在有效期内"]},
    ],
    "procedure": "申请人到窗口申请。\n窗口当场受理。",
    "time_limit": {"statutory": "20个工作日", "promised": "3个工作日"},
    "fee": {"charged": False},
    "consultation": {"phone": "0000-0000000"},
    "x-服务宗旨": "便民",
}  # fmt: skip

PAIRS = [
    ("事项名称", "演示证补办", "实施编码", "11000000000000000X4000100001000"),
    ("实施主体", "演示局", "办理地点", "演示路1号"),
    ("服务对象", "自然人", "是否收费", "否"),
    ("法定办结时限（工作日）", "20", "承诺办结时限", "3个工作日"),
    ("咨询电话", "0000-0000000", "服务宗旨", "便民"),
]
HEADINGS = ("序号", "材料名称", "材料类型", "份数", "必要性", "审查要点", "下载")
MATERIALS = [
    ("1", "申请表", "原件", "1份", "必要", "无", "无"),
    ("2", "身份证明", "原件及复印件", "原件1份、复印件2份", "必要", "在有效期内", "查看"),
]


def docx() -> bytes:
    document = Document()
    document.add_heading("演示证补办办事指南", 0)
    document.add_heading("一、基本信息", 1)
    _rows(document, PAIRS)
    document.add_heading("二、受理条件", 1)
    document.add_paragraph("（一）已领取演示证；")
    document.add_paragraph("（二）演示证遗失或者损坏")
    document.add_heading("三、申请材料", 1)
    _rows(document, [HEADINGS, *MATERIALS])
    document.add_heading("四、办理流程", 1)
    document.add_paragraph("申请人到窗口申请。\n窗口当场受理。")
    return _bytes(document)


def docx_of_one_table() -> bytes:
    """Everything in one table: a label merged over the rows of a table inside it."""
    document = Document()
    table = document.add_table(rows=13, cols=8)

    def write(row: int, *cells: str, at: int = 0) -> None:
        for column, words in enumerate(cells, at):
            table.cell(row, column).text = words

    table.cell(0, 0).merge(table.cell(0, 7)).text = "演示证补办办事指南"
    for row, (first, second, third, fourth) in enumerate(PAIRS, 1):
        write(row, first)
        table.cell(row, 1).merge(table.cell(row, 3)).text = second
        write(row, third, at=4)
        table.cell(row, 5).merge(table.cell(row, 7)).text = fourth
    write(6, "受理条件")
    table.cell(6, 1).merge(table.cell(6, 7)).text = "1.已领取演示证；\n2.演示证遗失或者损坏"
    table.cell(7, 0).merge(table.cell(9, 0)).text = "申请材料"
    for row, cells in enumerate((HEADINGS, *MATERIALS), 7):
        write(row, *cells, at=1)
    write(10, "办理流程")
    table.cell(10, 1).merge(table.cell(10, 7)).text = "申请人到窗口申请。\n窗口当场受理。"
    return _bytes(document)


def html() -> str:
    pairs = "".join(f"<tr><th>{a}</th><td>{b}</td><th>{c}：</th><td>{d}</td></tr>" for a, b, c, d in PAIRS[1:])
    rows = "".join(
        "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in (HEADINGS, *MATERIALS)
    )
    return f"""<!DOCTYPE html><html><head><title>演示证补办-演示政务服务网</title><style>td {{}}</style></head><body>
<nav><a href="/">首页</a></nav><h2>演示证补办</h2>
<dl><dt>事项名称</dt><dd>演示证补办</dd><dt>实施编码</dt><dd>11000000000000000X4000100001000</dd></dl>
<table>{pairs}</table>
<h3>受理条件</h3><ul><li>已领取演示证；</li><li>演示证遗失或者损坏</li></ul>
<h3>申请材料</h3><div><table>{rows}</table></div>
<h3>办理流程</h3><p>申请人到窗口申请。<br>窗口当场受理。</p>
<script>var a = "咨询电话：1";</script><footer>版权所有</footer></body></html>"""


def text() -> str:
    pairs = "\n".join(f"{a}：{b}\n{c}：{d}" for a, b, c, d in PAIRS[1:])
    rows = "\n".join("\t".join(row) for row in (HEADINGS, *MATERIALS))
    return f"""演示证补办办事指南

实施编码：11000000000000000X4000100001000
{pairs}

一、受理条件
1.已领取演示证；
2.演示证遗失或者损坏

二、申请材料
{rows}
三、办理流程
申请人到窗口申请。
窗口当场受理。
"""


def form_workbook() -> bytes:
    """A form: labels in A, values merged over C and D; the materials on a sheet of their own."""
    made = io.BytesIO()
    with Workbook(made) as book:
        form = book.add_worksheet("实施清单要素")
        form.merge_range("A1:D1", "政务服务事项实施清单要素梳理表")
        pairs = [(label, value) for a, b, c, d in PAIRS for label, value in ((a, b), (c, d))]
        pairs += [
            ("受理条件", "1.已领取演示证；\n2.演示证遗失或者损坏"),
            ("办理流程", "申请人到窗口申请。\n窗口当场受理。"),
        ]
        for row, (label, value) in enumerate(pairs, 1):
            form.merge_range(row, 0, row, 1, label)
            form.merge_range(row, 2, row, 3, value)
        sheet = book.add_worksheet("申请材料")
        for row, cells in enumerate((HEADINGS, *MATERIALS)):
            sheet.write_row(row, 0, cells)
    return made.getvalue()


def _rows(document: Any, rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _bytes(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
