"""A spreadsheet's bytes as sheets of plain values.

CSV from Excel in China is GB18030 or carries a byte order mark; both are read. Excel files are read by
python-calamine: it also reads .xls and .ods, is released several times a year, and keeps dates as dates.
"""

import codecs
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from guidelint.exchange.confined import confined
from guidelint.exchange.sheets.foreign import MAX_ROWS, sheets
from guidelint.model.errors import CannotCheck, FileError, MissingExtra, UsageError
from guidelint.model.text import Text
from guidelint.source.decode import read_whole

MAX_BYTES = 64 << 20
DIGITS = 15  # of a number that Excel keeps; of longer ones the last become zeros

EXCEL = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
CSV = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet from its cell A1 on. A CSV file's sheet has no name.

    `merged` are the areas of merged cells as ((top, left), (bottom, right)), counted from 0, the last included.
    `hidden` rows and `hidden_columns`, counted from 0, and an `is_hidden` sheet are not seen by whoever opens the file; `is_filtered` says
    that a filter may hide rows. A file of a kind of which nobody can tell whether rows or columns are hidden does not `tells_hidden`.
    """

    name: str
    lines: Sequence[Sequence[Any]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    is_hidden: bool = False
    hidden: frozenset[int] = frozenset()
    is_filtered: bool = False
    hidden_columns: frozenset[int] = frozenset()
    tells_hidden: bool = True

    def filled(self) -> "Grid":
        """The sheet as people read it: every cell of a merged area holds the area's value."""
        lines = [list(line) for line in self.lines]
        for (top, left), (bottom, right) in self.merged:
            value = lines[top][left] if top < len(lines) and left < len(lines[top]) else ""
            for line in lines[top : bottom + 1]:
                line[left : right + 1] = [value] * len(line[left : right + 1])
        return replace(self, lines=lines, merged=())

    def place(self, row: int, column: int, heading: str = "") -> Text:
        """A cell in words, counted from 1: 工作表“事项”第 5 行 C 列（承诺办结时限）."""
        letters = letters_of(column - 1)
        zh, en = (f"（{heading}）", f" ({heading})") if heading else ("", "")
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
            Text(f"不认识 {suffix or file.name} 文件；可以是 .csv、.xlsx（工单也可以是 .json）",
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
    raise refused(name, 0, 0, "文件不是 UTF-8，也不是 GB18030 编码", "the file is neither UTF-8 nor GB18030")


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
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= 10**DIGITS


def excel_extra() -> UsageError:
    """What to say where the libraries for Excel are not installed."""
    why = Text(
        "要读的文件可以另存为 CSV；读写 Excel 文件需要", "a file to be read may be saved as CSV; Excel files need"
    )
    return MissingExtra("excel", why)


def _csv(raw: bytes, name: str) -> Book:
    text, encoding = decoded(raw, name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise refused(name, 0, 0, f"CSV 写法有误：{error}", f"not valid CSV: {error}") from None
    return Book(name, (_checked(Grid("", lines), name),), encoding)


def _excel(raw: bytes, name: str, only: str | int | None) -> Book:
    if find_spec("python_calamine") is None:
        raise excel_extra()
    return Book(name, tuple(_grid(sheet) for sheet in confined(sheets, raw, name, only)), "Excel")


def _grid(sheet: Mapping[str, Any]) -> Grid:
    merged = [((top, left), (bottom, right)) for (top, left), (bottom, right) in sheet["merged"]]
    return Grid(
        sheet["name"], sheet["lines"], merged,
        is_hidden=sheet["is_hidden"], hidden=frozenset(sheet["hidden"]), is_filtered=sheet["is_filtered"],
        hidden_columns=frozenset(sheet["hidden_columns"]), tells_hidden=sheet["tells_hidden"],
    )  # fmt: skip


def _checked(grid: Grid, name: str) -> Grid:
    if len(grid.lines) > MAX_ROWS:
        raise refused(name, 0, 0, f"超过 {MAX_ROWS} 行，请分成几个文件", f"more than {MAX_ROWS} rows; split the file")
    return grid
