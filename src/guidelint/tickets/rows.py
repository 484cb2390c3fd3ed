"""Rows of a CSV, Excel or JSON file, with the place of every cell.

CSV from Excel in China is GB18030 or carries a byte order mark; both are read. Excel files are read by
python-calamine: it also reads .xls and .ods, is released several times a year, and keeps dates as dates.
"""

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from guidelint.errors import CannotCheck, FileError, UsageError
from guidelint.source.decode import read_whole
from guidelint.text import Text

MAX_BYTES = 64 << 20
MAX_ROWS = 100_000
EXACT = 1 << 53  # beyond this a spreadsheet's numbers have lost their last digits

Cell = str | bool | list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as spreadsheets count them (from 1, headings included), and its cells by heading."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """`headings` in the order of the columns; `read_as` tells which encoding or reader was used."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    read_as: str

    def place(self, row: int, heading: str) -> Text:
        """A cell in words: 第 5 行 C 列(接单时间)."""
        letters = letters_of(self.headings.index(heading)) if heading in self.headings else ""
        return Text(f"第 {row} 行 {letters} 列({heading})", f"row {row}, column {letters} ({heading})")

    def column(self, heading: str) -> int:
        return self.headings.index(heading) + 1 if heading in self.headings else 0


def read_table(file: Path, name: str, sheet: str | None, header: int) -> Table:
    """Read a file by its ending. `header` is the number of the row with the headings. Raises CannotCheck."""
    raw = read_whole(file, name, MAX_BYTES)
    match file.suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            return _csv(raw, name, header)
        case ".xlsx" | ".xls" | ".xlsm" | ".xlsb" | ".ods":
            return _excel(raw, name, sheet, header)
        case ".json":
            return _json(raw, name)
    raise UsageError(Text(f"不认识 {file.suffix} 文件;可以是 .csv、.xlsx、.json", "use .csv, .xlsx or .json"))


def letters_of(index: int) -> str:
    """A spreadsheet's name of the column with this index from 0: A … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _csv(raw: bytes, name: str, header: int) -> Table:
    text, encoding = _decoded(raw, name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _refused(name, 0, 0, f"CSV 写法有误:{error}", f"not valid CSV: {error}") from None
    return _table(name, [list(line) for line in lines], header, encoding)


def _decoded(raw: bytes, name: str) -> tuple[str, str]:
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
    raise _refused(name, 0, 0, "文件不是 UTF-8,也不是 GB18030 编码", "the file is neither UTF-8 nor GB18030")


def _excel(raw: bytes, name: str, sheet: str | None, header: int) -> Table:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ModuleNotFoundError:
        raise UsageError(
            Text(
                "读 Excel 文件要先安装:pip install 'guidelint[excel]',或另存为 CSV",
                "to read Excel files, run pip install 'guidelint[excel]', or save it as CSV",
            )
        ) from None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        if not book.sheet_names:
            raise _refused(name, 0, 0, "Excel 文件里没有工作表", "the Excel file has no sheet")
        chosen = book.sheet_names[0] if sheet is None else sheet
        if chosen not in book.sheet_names:
            names = "、".join(book.sheet_names)
            raise _refused(name, 0, 0, f"没有工作表“{chosen}”;有:{names}", f"no sheet “{chosen}”; there are: {names}")
        lines: list[list[Any]] = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise _refused(name, 0, 0, f"不是能读的 Excel 文件({error})", f"not a readable Excel file ({error})") from None
    return _table(name, lines, header, f"Excel {chosen}")


def _json(raw: bytes, name: str) -> Table:
    text, encoding = _decoded(raw, name)
    try:
        data = json.loads(text)
    except RecursionError:
        raise _refused(name, 0, 0, "JSON 嵌套太深", "the JSON is nested too deeply") from None
    except ValueError as error:
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        raise _refused(name, line, column, f"JSON 写法有误:{error}", f"not valid JSON: {error}") from None
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise _refused(name, 0, 0, "JSON 要是对象的列表:[{…}, {…}]", "the JSON has to be a list of objects")
    rows = [dict(_leaves(item, "")) for item in data]
    headings = tuple(dict.fromkeys(key for row in rows for key in row))
    errors: list[FileError] = []
    made = []
    for number, row in enumerate(rows, 1):
        cells = dict(_cells(Table(name, headings, (), ""), number, row.items(), errors))
        made.append(Row(number, cells))
    if errors:
        raise CannotCheck(errors)
    return Table(name, headings, tuple(made), f"JSON {encoding}")


def _leaves(item: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for key, value in item.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _table(name: str, lines: Sequence[Sequence[Any]], header: int, read_as: str) -> Table:
    if len(lines) < header:
        raise _refused(name, 0, 0, f"没有第 {header} 行(表头)", f"there is no row {header} (the headings)")
    if len(lines) > MAX_ROWS:
        raise _refused(name, 0, 0, f"超过 {MAX_ROWS} 行,请分成几个文件", f"more than {MAX_ROWS} rows; split the file")
    headings = tuple(str(cell).strip() for cell in lines[header - 1])
    named = [h for h in headings if h]
    if twice := next((h for h in named if named.count(h) > 1), None):
        raise _refused(name, header, 0, f"表头“{twice}”出现两次", f"the heading “{twice}” is there twice")
    table = Table(name, headings, (), read_as)
    errors: list[FileError] = []
    rows = []
    for number, line in enumerate(lines[header:], header + 1):
        pairs = [(heading, cell) for heading, cell in zip(headings, line, strict=False) if heading]
        cells = dict(_cells(table, number, pairs, errors))
        if any(cells.values()):
            rows.append(Row(number, cells))
    if errors:
        raise CannotCheck(errors)
    return Table(name, headings, tuple(rows), read_as)


def _cells(table: Table, number: int, pairs: Any, errors: list[FileError]) -> Iterator[tuple[str, Cell]]:
    for heading, value in pairs:
        if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) > EXACT:
            place = table.place(number, heading)
            said = Text(
                f"{place.zh}:这么长的数字已经丢了末几位,请把这一列存成文本",
                f"{place.en}: a number this long has lost its last digits; keep the column as text",
            )
            errors.append(FileError(table.name, number, table.column(heading), said))
        else:
            yield heading, _cell(value)


def _cell(value: Any) -> Cell:
    match value:
        case None:
            return ""
        case bool():
            return value
        case list():
            return [str(item).strip() for item in value]
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value).strip()


def _refused(name: str, line: int, column: int, zh: str, en: str) -> CannotCheck:
    return CannotCheck([FileError(name, line, column, Text(zh, en))])
