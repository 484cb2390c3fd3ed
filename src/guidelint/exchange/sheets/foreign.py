"""Sheets of an Excel or OpenDocument file, with what a reader of values alone would pass over in silence.

Runs in a process of its own (`exchange/confined.py`), since these bytes come from anybody.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn
from xml.parsers.expat import ExpatError

from guidelint.exchange.sheets import binary, opendocument, spreadsheetml
from guidelint.exchange.sheets.container import ContainerFacts
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.regex import regex
from guidelint.model.text import Text

MAX_ROWS = 100_000
MAX_CELLS = 20_000_000  # of one sheet, up to its last row and column
MAX_UNPACKED = 512 << 20  # bytes of all parts of a file together

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIMENSION = regex(rb"<((?:\w+:)?dimension)\s[^>]*?/>")

_DAMAGED = (
    zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, OSError, KeyError,
    zlib.error, lzma.LZMAError, struct.error, ExpatError,
)  # fmt: skip
"""What `zipfile` and expat raise for one bad byte or another."""

_SAVE_AS = Text("请用 Excel 或 WPS 打开它，另存为 .xlsx 再导入", "open it in Excel or LibreOffice and save it as .xlsx")


def _named(zh: str, en: str, advice: Text = _SAVE_AS) -> Text:
    return Text(
        f"这是{zh}，只是名字像 Excel 文件；{advice.zh}", f"this is {en} with the name of an Excel file; {advice.en}"
    )


_ASK = Text("请向提供的人要原来的 Excel 文件", "ask whoever sent it for the Excel file that it was made of")
_OTHERS: tuple[tuple[re.Pattern[bytes], Text], ...] = tuple(
    (regex(shape, re.I | re.S), said)
    for shape, said in (
        (
            rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|table|head|meta|style|body|div)\b",
            _named("网页（HTML）", "a web page (HTML)"),
        ),
        (
            rb"\s*<\?xml[^>]*>\s*(?:<\?mso-application[^>]*>\s*)?<(?:\w+:)?workbook\b",
            _named(" Excel 2003 的 XML 表格", "an XML spreadsheet of Excel 2003"),
        ),
        (rb"\s*<\?xml\b", _named(" XML 文件", "an XML file")),
        (
            rb"\s*(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?(?:MIME-Version|Content-Type):",
            _named("存成单个文件的网页（MHTML）", "a web page in one file (MHTML)"),
        ),
        (rb"%PDF-", _named(" PDF 文件", "a PDF file", _ASK)),
        (
            rb"\{\\rtf",
            _named(
                "Word 文件（RTF）",
                "a word processor's file (RTF)",
                Text("请用 Word 或 WPS 打开它，另存为 .docx 再导入", "save it as .docx"),
            ),
        ),
        (rb"\x89PNG|\xff\xd8\xff|GIF8", _named("图片", "a picture", _ASK)),
        (
            rb"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])",
            _named(" JSON 文件", "a JSON file", Text("把文件名改成 .json 再导入", "name it .json")),
        ),
    )
)
"""How files begin that are given the name of a workbook, and what to say of each."""


def sheets(raw: bytes, name: str, only: str | int | None) -> list[dict[str, Any]]:
    """All sheets, or `only` one, by name or by number from 0. Raises CannotCheck.

    A sheet has `name`, `lines` from cell A1 on, `merged` areas, and of what people do not see `is_hidden`, `hidden` rows
    and `hidden_columns` (indices from 0), whether a filter `is_filtered` hides rows, and whether the file `tells_hidden` ones. A formula's error stands in its cell as Excel shows
    it (#N/A), and `NO_VALUE` where nobody has stored a formula's value.
    """
    import python_calamine

    marks = _marks(raw, name)
    try:
        try:
            return _read(raw, name, only, marks)
        except python_calamine.CalamineError:
            if not raw.startswith(b"PK"):
                raise
        return _read(_without_dimensions(raw), name, only, marks)
    except python_calamine.PasswordError:
        _refuse_password(name)
    except python_calamine.CalamineError as error:
        _refuse(name, _unreadable(error))


def _unreadable(error: Exception) -> Text:
    return Text(
        f"不是能读的 Excel 文件，可能损坏了；{_SAVE_AS.zh}", f"not a readable Excel file ({error}); {_SAVE_AS.en}"
    )


def _marks(raw: bytes, name: str) -> Mapping[str, ContainerFacts] | None:
    """By sheet, what the container says beside the values; None where nobody can tell, as of .xlsb. Raises CannotCheck for
    what is no spreadsheet at all."""
    if raw.startswith(_OLE):
        if _ENCRYPTED in raw:
            _refuse_password(name)
        try:
            return binary.marks(raw)
        except (*_DAMAGED, IndexError):
            return None  # whoever reads the values says what is wrong
    if not raw.startswith(b"PK"):
        _refuse_text(raw, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as container:
            if sum(part.file_size for part in container.infolist()) > MAX_UNPACKED:
                size = MAX_UNPACKED >> 20
                _refuse(name, Text(f"解压后超过 {size} MiB，没有读", f"unpacks to more than {size} MiB; not read"))
            parts = {part.filename.casefold(): part for part in container.infolist()}
            if "content.xml" in parts:
                if opendocument.is_encrypted(container, parts):
                    _refuse_password(name)
                return opendocument.marks(container, parts)
            return spreadsheetml.marks(container, parts)
    except _DAMAGED as error:
        _refuse(name, _unreadable(error))


def _read(
    raw: bytes, name: str, only: str | int | None, marks: Mapping[str, ContainerFacts] | None
) -> list[dict[str, Any]]:
    """Raises CalamineError."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    chosen = _chosen(book, name, only)
    told = marks or {}
    return [
        {**_sheet(book, sheet, is_hidden, told.get(sheet, ContainerFacts()), name), "tells_hidden": marks is not None}
        for sheet, is_hidden in chosen
    ]


def _without_dimensions(raw: bytes) -> bytes:
    """The file without what its sheets say of their size, which nobody needs and some programs write as no reader likes."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.infolist():
            new.writestr(part, _DIMENSION.sub(b"", old.read(part)))
    return changed.getvalue()


def _chosen(book: Any, name: str, only: str | int | None) -> Iterator[tuple[str, bool]]:
    """Names of sheets, and whether they are hidden."""
    import python_calamine

    known = {sheet.name: sheet.visible != python_calamine.SheetVisibleEnum.Visible for sheet in book.sheets_metadata}
    names = book.sheet_names
    if not names:
        _refuse(name, Text("Excel 文件里没有工作表", "the Excel file has no sheet"))
    if isinstance(only, str) and only not in names:
        there = "、".join(names)
        _refuse(name, Text(f"没有工作表“{only}”；有：{there}", f"no sheet “{only}”; there are: {there}"))
    chosen = names if only is None else [only] if isinstance(only, str) else [names[only]]
    return ((sheet, known.get(sheet, False)) for sheet in chosen)


def _sheet(book: Any, title: str, is_hidden: bool, marks: ContainerFacts, name: str) -> dict[str, Any]:
    sheet = book.get_sheet_by_name(title)
    if sheet.total_height > MAX_ROWS:
        said = Text(f"超过 {MAX_ROWS} 行，请分成几个文件", f"more than {MAX_ROWS} rows; split the file")
        _refuse(name, said)
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        said = Text(
            f"工作表“{title}”用到第 {sheet.total_height} 行第 {sheet.total_width} 列，表太大；请删去右边和下面没有用的单元格",
            f"the sheet “{title}” goes to row {sheet.total_height}, column {sheet.total_width}: too large; delete unused "
            "cells at its edges",
        )
        _refuse(name, said)
    lines = sheet.to_python(skip_empty_area=False)
    for (row, column), mark in marks.cells.items():
        if row < MAX_ROWS:
            lines += [[] for _ in range(row + 1 - len(lines))]
            lines[row] += [""] * (column + 1 - len(lines[row]))
            lines[row][column] = mark
    return {
        "name": title, "lines": lines, "merged": sheet.merged_cell_ranges or [], "is_hidden": is_hidden,
        "hidden": sorted(row for row in marks.hidden if row < len(lines)), "is_filtered": marks.is_filtered,
        "hidden_columns": sorted(marks.hidden_columns),
    }  # fmt: skip


def _refuse_text(raw: bytes, name: str) -> NoReturn:
    body = raw.removeprefix(b"\xef\xbb\xbf")
    for shape, said in _OTHERS:
        if shape.match(body):
            _refuse(name, said)
    if b"\0" not in raw[:4096] and raw.strip():
        said = Text(
            "这是文本，不是 Excel 文件；如果是 CSV，把文件名改成 .csv", "this is text; if it is CSV, name it .csv"
        )
        _refuse(name, said)
    _refuse(name, Text(f"这不是 Excel 文件；{_SAVE_AS.zh}", f"this is no Excel file; {_SAVE_AS.en}"))


def _refuse_password(name: str) -> NoReturn:
    said = Text(
        "工作簿有打开密码，读不了；请在 Excel 或 WPS 里打开，去掉密码后另存",
        "the workbook is protected by a password; open it, remove the password and save it",
    )
    _refuse(name, said)


def _refuse(name: str, said: Text) -> NoReturn:
    raise CannotCheck([FileError(name, 0, 0, said)])
