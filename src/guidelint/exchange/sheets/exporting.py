"""What a workspace holds as tables: guides and window records so that they can be brought back, findings to be read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guidelint.exchange.sheets.cells import encode
from guidelint.exchange.sheets.form import FILE, Column, FormName, extra, form
from guidelint.exchange.sheets.workbook import Heading, SheetTable
from guidelint.model.errors import UsageError
from guidelint.model.finding import Finding
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.notice.rows import NoticeLine
    from guidelint.notice.sheet import Sheet

MATERIALS = "materials"

_CODES = ("id", "code", "region", "phone", "guide")  # how the keys of codes end


def book_tables(name: FormName, documents: Sequence[tuple[str, Mapping[str, Any]]]) -> list[SheetTable]:
    """A sheet of guides or window records and one for each of their lists; `documents` are (file, values).

    Empty lists, mappings and texts say nothing and leave their cells blank. Raises UsageError, with the file, for a
    value that no cell can hold.
    """
    wanted = form(name)
    columns = (*wanted.top.columns, *_extras(data for _, data in documents))
    rows = [_cells(file, columns, {**data, FILE[0]: file}) for file, data in documents]
    tables = [SheetTable(wanted.top.title, _headings(columns), rows, fixed=len(wanted.shown))]
    for sheet in wanted.parts:
        links = tuple(wanted.column(path) for path in wanted.shown)
        columns = (*sheet.columns, *_extras(item for _, data in documents for item in data.get(str(sheet.key), ())))
        part = [
            [*_cells(file, links, {**data, FILE[0]: file}), *_cells(file, columns, item)]
            for file, data in documents
            for item in data.get(str(sheet.key), ())
        ]
        tables.append(SheetTable(sheet.title, _headings((*links, *columns)), part, fixed=len(links)))
    return tables


def element_tables(documents: Sequence[tuple[str, Mapping[str, Any]]]) -> list[SheetTable]:
    """要素梳理: one row a material on the sheet of the items, whose own cells are merged over the rows of their materials; the
    other lists have sheets of their own."""
    top, *parts = book_tables("guide", documents)
    materials = next(sheet for sheet in form("guide").parts if sheet.key == MATERIALS)
    own = parts.pop(next(number for number, table in enumerate(parts) if table.title == materials.title))
    links = own.fixed
    rows: list[Sequence[str | int | None]] = []
    merged: list[tuple[int, int]] = []
    below = iter(own.rows)
    for item, (_, data) in zip(top.rows, documents, strict=True):
        first, count = len(rows), len(data.get(MATERIALS, ()))
        lines = [list(next(below))[links:] for _ in range(count)] or [[None] * (len(own.headings) - links)]
        rows += [[*(item if number == 0 else [None] * len(item)), *line] for number, line in enumerate(lines)]
        if count > 1:
            merged.append((first, first + count - 1))
    headings = (*top.headings, *own.headings[links:])
    return [SheetTable("要素梳理", headings, rows, top.fixed, merged, len(top.headings)), *parts]


def _extras(found: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    """Columns for what has no element, in the order in which it first occurs."""
    return tuple(map(extra, dict.fromkeys(key for data in found for key in data if key.startswith(EXTRA))))


def finding_table(findings: Iterable[Finding], titles: Mapping[str, str], lang: Lang) -> SheetTable:
    """One row a finding; `titles` are the guides' titles by id."""
    from guidelint.output.text import level_word

    printed = (
        Heading(Text("级别", "level").in_(lang)),
        Heading(Text("事项名称", "item").in_(lang), widest=20),
        Heading(Text("问题", "problem").in_(lang), widest=40),
        Heading(Text("原文", "what it says").in_(lang), widest=24),
        Heading(Text("怎么改", "what to write").in_(lang), widest=36),
        Heading(Text("可自动修改", "safe fix").in_(lang), widest=12),
        Heading(Text("反例", "witness").in_(lang), widest=28),
        Heading(Text("谁受影响", "who was hurt").in_(lang), widest=36),
        Heading(Text("工单", "ticket").in_(lang), widest=24),
    )
    for_programs = (
        Text("规则", "rule"), Text("指南标识", "guide"), Text("文件", "file"), Text("行", "line"), Text("列", "column"),
    )  # fmt: skip
    headings = (*printed, *(Heading(text.in_(lang)) for text in for_programs))
    yes, no = Text("是", "yes").in_(lang), Text("否", "no").in_(lang)
    rows = [
        [
            level_word(finding.level).in_(lang),
            titles.get(finding.guide, ""),
            finding.message.in_(lang),
            finding.location.shown,
            finding.fix.advice.in_(lang),
            yes if finding.fix.safe else no,
            finding.witness.words.in_(lang) if finding.witness else None,
            finding.evidence[0].summary if finding.evidence else None,
            _tickets(finding, lang),
            finding.rule,
            finding.guide,
            finding.location.file,
            finding.location.start.line,
            finding.location.start.column,
        ]
        for finding in findings
    ]
    return SheetTable(Text("问题", "findings").in_(lang), headings, rows, fixed=2, printed=len(printed))


def notice_tables(sheets: Iterable[tuple[str, "Sheet"]]) -> list[SheetTable]:
    """What people have to bring to every item, one row a thing, and what else they are told; by guide id.

    The words are Chinese in every language, as they are on the notice.
    """
    things, facts = [], []
    for guide, sheet in sheets:
        for block in sheet.shown:
            things += [[guide, sheet.item, block.heading, row.name, row.how, _lines(row.lines)] for row in block.rows]
        facts += [[guide, sheet.item, "提醒", _lines([line])] for line in sheet.warnings]
        facts += [[guide, sheet.item, fact.label, _lines(fact.lines)] for fact in (*sheet.about, *sheet.further)]
    named = (Heading("指南标识", widest=28), Heading("事项名称", widest=28))
    to_bring = (
        Heading("情形", widest=28),
        Heading("材料", widest=40),
        Heading("怎么带", widest=40),
        Heading("窗口看什么"),
    )
    return [
        SheetTable("要带的材料", (*named, *to_bring), things, fixed=2),
        SheetTable("事项说明", (*named, Heading("项目"), Heading("内容")), facts, fixed=2),
    ]


def _tickets(finding: Finding, lang: Lang) -> str:
    more = [Text(f"另有 {finding.more} 件", f"and {finding.more} more").in_(lang)] if finding.more else []
    return "\n".join([*(evidence.ticket for evidence in finding.evidence), *more])


def _lines(lines: Iterable["NoticeLine"]) -> str:
    return "\n".join(f"{line.label}：{line.text}" if line.label else line.text for line in lines)


def _headings(columns: Iterable[Column]) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            column.heading,
            ("是", "否") if column.kind == "boolean" else column.allowed,
            is_code=column.path[-1].endswith(_CODES),
        )
        for column in columns
    )


def _cells(file: str, columns: Iterable[Column], data: Mapping[str, Any]) -> list[str | int | None]:
    cells: list[str | int | None] = []
    for column in columns:
        value: Any = data
        for step in column.path:
            value = value.get(step) if isinstance(value, Mapping) else None
        try:
            cells.append(None if value is None or value in ("", []) else encode(column, value))
        except UsageError as error:
            raise UsageError(Text(f"{file}：{error.message.zh}", f"{file}: {error.message.en}")) from None
    return cells
