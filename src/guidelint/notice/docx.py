"""Format `docx`: for Word and WPS, where an officer may add to it."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph

from guidelint.notice.rows import NoticeLine, NoticeRow
from guidelint.notice.sheet import SIGNATURES, TITLE, Fact, Sheet

_BODY, _HEADING = "宋体", "黑体"  # on every Chinese Windows; Word puts its own in their place elsewhere
_RED, _BLUE = RGBColor(0x8F, 0x1D, 0x0A), RGBColor(0x0B, 0x4A, 0x8F)
_COLUMNS = (("序号", 14), ("材料", 96), ("原件、份数", 42), ("已备", 14))  # width in millimetres
_FACTS = (26, 140)


def render(sheet: Sheet) -> bytes:
    """A Word document; the same sheet gives the same parts."""
    paper = blank(f"{TITLE}：{sheet.item}")
    kind = paper.add_paragraph(TITLE)
    kind.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paper.add_heading(sheet.item, level=1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in sheet.warnings:
        _write(paper.add_paragraph(), line)
    if sheet.about:  # Word calls a table without rows a damaged file
        _facts(paper, sheet.about)
    if sheet.nothing:
        _write(paper.add_paragraph(), NoticeLine(sheet.nothing, "doubt"))
    number = 1
    for block in sheet.shown:
        paper.add_heading(block.heading, level=2)
        _things(paper, block.rows, number)
        number += len(block.rows)
    paper.add_heading("还要知道", level=2)
    _facts(paper, sheet.further)
    last = paper.tables[-1].rows[-1]
    sources = [paper.add_paragraph() for _ in sheet.sources]
    for paragraph, line in zip(sources, sheet.sources, strict=True):
        _write(paragraph, line)
    # No page holds nothing but signatures: they stay with the last fact.
    for paragraph in (*(p for cell in last.cells for p in cell.paragraphs), *sources):
        paragraph.paragraph_format.keep_with_next = True
    paper.add_paragraph("        ".join(f"{who}：____________" for who in SIGNATURES))
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def blank(title: str) -> Paper:
    """A4, Chinese, with the fonts of the styles set for Chinese characters too, and page numbers at the foot."""
    paper = Document()
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)  # the sheet says what it is based on
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(18)
    for name, font, size in (("Normal", _BODY, 10.5), ("Heading 1", _HEADING, 16), ("Heading 2", _HEADING, 12)):
        style = paper.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size, style.font.color.rgb = Pt(size), _BLUE if name == "Heading 2" else RGBColor(0, 0, 0)
        style.paragraph_format.space_after = Pt(3)
        _fonts(style, font)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("第 ")
    _field(foot, "PAGE")
    foot.add_run(" 页，共 ")
    _field(foot, "NUMPAGES")
    foot.add_run(" 页")
    return paper


def _fonts(style: ParagraphStyle, font: str) -> None:
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for use, name in (("ascii", "Arial"), ("hAnsi", "Arial"), ("eastAsia", font)):
        fonts.set(qn(f"w:{use}"), name)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _field(paragraph: Paragraph, instruction: str) -> None:
    """A number that Word works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _things(paper: Paper, rows: tuple[NoticeRow, ...], first: int) -> None:
    heads, *lines = _table(paper, 1 + len(rows), [width for _, width in _COLUMNS])
    for cell, (head, _) in zip(heads.cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    _set(heads, "w:tblHeader")  # told again on the next page, and to a screen reader
    for number, (row, line) in enumerate(zip(rows, lines, strict=True), first):
        cells = line.cells
        cells[0].text = str(number)
        cells[1].paragraphs[0].add_run(row.name).bold = True
        for said in row.lines:
            _write(cells[1].add_paragraph(), said)
        cells[2].text = row.how
        cells[3].text = "□"


def _facts(paper: Paper, facts: tuple[Fact, ...]) -> None:
    for fact, row in zip(facts, _table(paper, len(facts), _FACTS), strict=True):
        label, cell = row.cells
        label.paragraphs[0].add_run(fact.label).bold = True
        for index, line in enumerate(fact.lines):
            _write(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), line)


def _table(paper: Paper, rows: int, widths: Sequence[int]) -> list[_Row]:
    """The rows of a new table, none of them broken across pages; widths in millimetres."""
    table = paper.add_table(rows, len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    made = list(table.rows)
    for row in made:
        _set(row, "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return made


def _set(row: _Row, property: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(property))


def _write(paragraph: Paragraph, line: NoticeLine) -> None:
    if line.label:
        paragraph.add_run(f"{line.label}：").bold = True
    paragraph.add_run(line.text)
    if line.tone != "plain":
        for part in paragraph.runs:
            part.font.color.rgb = _RED if line.tone == "doubt" else _BLUE
