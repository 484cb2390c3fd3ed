"""Excel files that are small on disk and would fill the memory: refused before a reader touches them.

A reader lays a sheet out as a full table up to its last cell, so one value in cell XFD1048576 asks for 17 billion
cells; and an .xlsx is a zip file, which a few kilobytes can make as large as one likes.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text

MAX_UNPACKED = 512 << 20  # bytes of all parts together
MAX_CELLS = 20_000_000  # of one sheet, up to its last row and column
CHUNK = 1 << 20
OVERLAP = 128  # longer than any cell's opening tag

_DAMAGED = (
    zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, OSError,
    zlib.error, lzma.LZMAError, struct.error,
)  # fmt: skip
"""What `zipfile` raises for one bad byte or another."""

_CELL = re.compile(rb"<c ([^>]{1,127})>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR = b' t="e"'  # a formula's error, which the reader would give as a blank cell


def refuse_hostile(raw: bytes, name: str) -> None:
    """Raises CannotCheck for a zip file that unpacks to too much, has a sheet that is too wide and long, or a cell
    that holds an error instead of a value."""
    if not raw.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            _refuse_parts(book, name)
    except _DAMAGED as error:
        said = Text(f"不是能读的 Excel 文件({error})", f"not a readable Excel file ({error})")
        raise CannotCheck([FileError(name, 0, 0, said)]) from None


def _refuse_parts(book: zipfile.ZipFile, name: str) -> None:
    if sum(part.file_size for part in book.infolist()) > MAX_UNPACKED:
        size = MAX_UNPACKED >> 20
        said = Text(f"解压后超过 {size} MiB,没有读", f"unpacks to more than {size} MiB; not read")
        raise CannotCheck([FileError(name, 0, 0, said)])
    for part in book.infolist():
        rows = columns = 0
        for letters, row, is_error in _cells(book, part):
            rows, columns = max(rows, row), max(columns, _number(letters))
            if is_error:
                raise CannotCheck([FileError(name, row, _number(letters), _formula_error(part.filename, letters, row))])
        if rows * columns > MAX_CELLS:
            said = Text(
                f"{part.filename} 用到第 {rows} 行第 {columns} 列,表太大;请删去右边和下面没有用的单元格",
                f"{part.filename} goes to row {rows}, column {columns}: too large; delete unused cells at its edges",
            )
            raise CannotCheck([FileError(name, 0, 0, said)])


def _cells(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int, bool]]:
    """Letters and row of every cell, and whether it holds an error.

    Every part is read to its end, which also proves that it is no longer than it says.
    """
    before = b""
    with book.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if "worksheets/" in part.filename:
                for match in _CELL.finditer(before + chunk):
                    if place := _PLACE.search(match[1]):
                        yield place[1], int(place[2]), _ERROR in b" " + match[1]
            before = chunk[-OVERLAP:]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _formula_error(part: str, letters: bytes, row: int) -> Text:
    number = "".join(filter(str.isdigit, part))
    cell = f"{letters.decode()}{row}"
    return Text(
        f"第 {number} 张工作表的 {cell} 格公式出错,请改好或清空再导入",
        f"cell {cell} of sheet {number} holds a formula's error; mend or empty it",
    )
