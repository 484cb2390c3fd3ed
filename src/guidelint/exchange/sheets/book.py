"""A spreadsheet's bytes as sheets of plain values.

CSV from Excel in China is GB18030 or carries a byte order mark; both are read. Excel files are read by
python-calamine: it also reads .xls and .ods, is released several times a year, and keeps dates as dates.
"""

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidelint.exchange.sheets.limits import MAX_CELLS, refuse_hostile
from guidelint.model.errors import CannotCheck, FileError, MissingExtra, UsageError
from guidelint.model.text import Text
from guidelint.source.decode import read_whole

MAX_BYTES = 64 << 20
MAX_ROWS = 100_000
EXACT = 1 << 53  # beyond this a spreadsheet's numbers have lost their last digits

EXCEL = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
CSV = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet from its cell A1 on. A CSV file's sheet has no name.

    `merged` are the areas of merged cells as ((top, left), (bottom, right)), counted from 0, the last included.
    """

    name: str
    lines: Sequence[Sequence[Any]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()

    def filled(self) -> "Grid":
        """The sheet as people read it: every cell of a merged area holds the area's value."""
        lines = [list(line) for line in self.lines]
        for (top, left), (bottom, right) in self.merged:
            value = lines[top][left] if top < len(lines) and left < len(lines[top]) else ""
            for line in lines[top : bottom + 1]:
                line[left : right + 1] = [value] * len(line[left : right + 1])
        return Grid(self.name, lines)

    def place(self, row: int, column: int, heading: str = "") -> Text:
        """A cell in words, counted from 1: 工作表“事项”第 5 行 C 列(承诺办结时限)."""
        letters = letters_of(column - 1)
        zh, en = (f"({heading})", f" ({heading})") if heading else ("", "")
        if not self.name:
            return Text(f"第 {row} 行 {letters} 列{zh}", f"row {row}, column {letters}{en}")
        return Text(f"工作表“{self.name}”第 {row} 行 {letters} 列{zh}", f"sheet “{self.name}”, cell {letters}{row}{en}")


@dataclass(frozen=True, slots=True)
class Book:
    """`read_as` tells which encoding or reader was used, `name` the file as shown."""

    name: str
    grids: tuple[Grid, ...]
    read_as: str


def read_book(file: Path, name: str, only: str | int | None = None) -> Book:
    """Read a CSV or Excel file by its ending; of an Excel file all sheets, or `only` one, by name or by number from 0.

    Raises CannotCheck, and UsageError for another kind of file.
    """
    suffix = file.suffix.lower()
    if suffix not in (*CSV, *EXCEL):
        raise UsageError(
            Text(f"不认识 {suffix or file.name} 文件;可以是 .csv、.xlsx(工单也可以是 .json)",
            f"cannot read {suffix or file.name}; use .csv or .xlsx (tickets also .json)",)
        )  # fmt: skip
    raw = read_whole(file, name, MAX_BYTES)
    return _csv(raw, name) if suffix in CSV else _excel(raw, name, only)


def decoded(raw: bytes, name: str) -> tuple[str, str]:
    """Text and the name of its encoding. Raises CannotCheck."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        candidates = ("utf-8", "gb18030")
    for encoding in candidates:
        try:
            return raw.decode(encoding), encoding.removesuffix("-sig").upper()
        except UnicodeDecodeError:
            continue
    raise refused(name, 0, 0, "文件不是 UTF-8,也不是 GB18030 编码", "the file is neither UTF-8 nor GB18030")


def letters_of(index: int) -> str:
    """A spreadsheet's name of the column with this index from 0: A … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def refused(name: str, line: int, column: int, zh: str, en: str) -> CannotCheck:
    return CannotCheck([FileError(name, line, column, Text(zh, en))])


def lost_digits(value: Any) -> bool:
    """Whether a number is so long that the spreadsheet no longer has all of it."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) > EXACT


def excel_extra() -> UsageError:
    """What to say where the libraries for Excel are not installed."""
    why = Text(
        "要读的文件可以另存为 CSV;读写 Excel 文件需要", "a file to be read may be saved as CSV; Excel files need"
    )
    return MissingExtra("excel", why)


def _csv(raw: bytes, name: str) -> Book:
    text, encoding = decoded(raw, name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise refused(name, 0, 0, f"CSV 写法有误:{error}", f"not valid CSV: {error}") from None
    return Book(name, (_checked(Grid("", lines), name),), encoding)


def _excel(raw: bytes, name: str, only: str | int | None) -> Book:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ModuleNotFoundError:
        raise excel_extra() from None
    refuse_hostile(raw, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names = book.sheet_names
        if not names:
            raise refused(name, 0, 0, "Excel 文件里没有工作表", "the Excel file has no sheet")
        if isinstance(only, str) and only not in names:
            there = "、".join(names)
            raise refused(name, 0, 0, f"没有工作表“{only}”;有:{there}", f"no sheet “{only}”; there are: {there}")
        chosen = names if only is None else [only] if isinstance(only, str) else [names[only]]
        grids = tuple(_checked(_grid(book.get_sheet_by_name(sheet)), name) for sheet in chosen)
    except CalamineError as error:
        raise refused(name, 0, 0, f"不是能读的 Excel 文件({error})", f"not a readable Excel file ({error})") from None
    return Book(name, grids, "Excel")


def _grid(sheet: Any) -> Grid:
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        return Grid(sheet.name, [()] * (MAX_ROWS + 1))
    lines: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    return Grid(sheet.name, lines, sheet.merged_cell_ranges or ())


def _checked(grid: Grid, name: str) -> Grid:
    if len(grid.lines) > MAX_ROWS:
        raise refused(name, 0, 0, f"超过 {MAX_ROWS} 行,请分成几个文件", f"more than {MAX_ROWS} rows; split the file")
    return grid
