"""Tables as an Excel file, made to be worked in: headings that stay, filters, widths, wrapped text, lists to choose from.

Written by XlsxWriter, the fastest of the well-kept writers that can do all of these.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from guidelint.exchange.sheets.book import excel_extra
from guidelint.exchange.sheets.foreign import MAX_ROWS
from guidelint.model.errors import UsageError
from guidelint.model.position import display_width
from guidelint.model.regex import regex
from guidelint.model.text import Text

WIDEST, NARROWEST = 48, 8  # of a column, in characters
LINE, TALLEST = 15, 150  # points: a line's height, and that of the highest row
SMALLEST = 60  # percent: the least scale at which a printed sheet is still readable
PAPER = 230  # characters that fit A4 on its side at that scale, with narrow margins
MARGIN = 0.4  # inches, at the left and right of a printed page
MEASURED = 500  # rows that decide how wide a column is
SPARE = 500  # rows below the last that have the lists too
MAX_LIST = 255  # characters of a list to choose from, Excel's own limit
MAX_CHARACTERS = 32_767  # of a cell, Excel's own limit

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_XML = regex(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Heading:
    """`allowed` are the values to choose from; an `is_code` column stays text however it is typed; `widest` is in characters."""

    text: str
    allowed: tuple[str, ...] = ()
    is_code: bool = False
    widest: int = WIDEST


@dataclass(frozen=True, slots=True)
class SheetTable:
    """`fixed` columns on the left stay in view, `printed` columns on the left are printed, all by default. `merged` are runs of
    rows of which the first `common` columns are one cell each, as (first, last) from 0."""

    title: str
    headings: tuple[Heading, ...]
    rows: Sequence[Sequence[str | int | None]]
    fixed: int = 1
    merged: Sequence[tuple[int, int]] = ()
    common: int = 0
    printed: int | None = None


def workbook(tables: Sequence[SheetTable]) -> bytes:
    """The same tables give the same bytes. Raises UsageError where the library is not there."""
    try:
        import xlsxwriter
    except ModuleNotFoundError:
        raise excel_extra() from None
    buffer = io.BytesIO()
    in_order = not any(table.merged for table in tables)  # a merged cell is written over rows to come
    options = {"constant_memory": in_order, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        formats = _Formats.of(book)
        for table in tables:
            _write(book.add_worksheet(table.title), table, formats)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Any
    cell: Any
    code: Any
    literal: Any

    @classmethod
    def of(cls, book: Any) -> "_Formats":
        plain = {"text_wrap": True, "valign": "top"}
        head = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "valign": "vcenter", "text_wrap": True}
        literal = book.add_format(plain)
        literal.set_quote_prefix()  # stays text when somebody edits the cell and presses Enter
        return cls(
            book.add_format(head), book.add_format(plain), book.add_format({**plain, "num_format": "@"}), literal
        )


def _write(sheet: Any, table: SheetTable, formats: _Formats) -> None:
    last = len(table.rows)
    if last > MAX_ROWS:
        raise UsageError(Text(f"“{table.title}”有 {last} 行，超过 {MAX_ROWS} 行", f"“{table.title}” has {last} rows, over {MAX_ROWS}"))  # fmt: skip
    widths = [_width(table, index) for index in range(len(table.headings))]
    for index, heading in enumerate(table.headings):
        sheet.set_column(index, index, widths[index], formats.code if heading.is_code else formats.cell)
        if heading.allowed and len(",".join(heading.allowed)) <= MAX_LIST:
            sheet.data_validation(1, index, last + SPARE, index, {"validate": "list", "source": list(heading.allowed)})
        sheet.write_string(0, index, heading.text, formats.head)
    for number, row in enumerate(table.rows, 1):
        sheet.set_row(number, _height(row, widths))
        for index, value in enumerate(row):
            _write_cell(sheet, number, index, value, formats, is_code=table.headings[index].is_code)
    for first, last in table.merged:
        for index in range(table.common):
            sheet.merge_range(first + 1, index, last + 1, index, None, formats.cell)
            _write_cell(
                sheet, first + 1, index, table.rows[first][index], formats, is_code=table.headings[index].is_code
            )
    sheet.freeze_panes(1, table.fixed)
    if not table.merged:  # a filter would hide parts of a merged cell
        sheet.autofilter(0, 0, last, len(table.headings) - 1)
    _set_up_pages(sheet, table, widths)


def _set_up_pages(sheet: Any, table: SheetTable, widths: Sequence[int]) -> None:
    """One page wide, or where that would be too small to read as many as it takes, with the fixed columns on each."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=MARGIN, right=MARGIN)
    sheet.repeat_rows(0)
    if table.printed is not None:
        sheet.print_area(0, 0, len(table.rows), table.printed - 1)
    if sum(widths[: table.printed]) <= PAPER:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(SMALLEST)
        sheet.repeat_columns(0, table.fixed - 1)


def _write_cell(
    sheet: Any, row: int, column: int, value: str | int | None, formats: _Formats, *, is_code: bool
) -> None:
    if value is None:
        return
    if isinstance(value, int):
        sheet.write_number(row, column, value, formats.cell)
        return
    text = _NO_XML.sub("\ufffd", value)
    if len(text) > MAX_CHARACTERS:
        text = text[: MAX_CHARACTERS - 1] + "…"
    form = formats.literal if text.startswith(_FORMULA) else formats.code if is_code else formats.cell
    sheet.write_string(row, column, text, form)


def _width(table: SheetTable, index: int) -> int:
    heading = table.headings[index]
    values = (row[index] for row in islice(table.rows, MEASURED))
    lines = [heading.text, *(line for v in values if v is not None for line in str(v).splitlines())]
    return min(heading.widest, max(NARROWEST, max(map(display_width, lines)) + 3))


def _height(row: Sequence[str | int | None], widths: Sequence[int]) -> int:
    """High enough for all lines of a row's wrapped text; not every program works it out by itself."""
    lines = [
        sum(1 + display_width(line) // width for line in value.splitlines())
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str)
    ]
    return min(TALLEST, LINE * max(lines, default=1))
