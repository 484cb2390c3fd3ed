"""Marks of an .xls file: BIFF records ([MS-XLS]) in a stream of a compound file ([MS-CFB])."""

from collections.abc import Iterator
from struct import unpack_from

from guidelint.exchange.sheets.container import MAX_COLUMNS, THINNEST, ContainerFacts

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_NAMES = ("workbook", "book")
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_CODEPAGES = {936: "gb18030", 950: "big5", 1200: "utf-16-le"}

# Records by their numbers.
_BOF, _EOF, _SHEET, _PASSWORD, _CODEPAGE = 0x0809, 0x0A, 0x85, 0x2F, 0x42
_ROW, _COLUMNS, _FILTER, _ERROR, _FORMULA = 0x0208, 0x7D, 0x9B, 0x0205, 0x06


def marks(raw: bytes) -> dict[str, ContainerFacts]:
    """By the names of its sheets. Raises struct.error, IndexError or ValueError for a damaged file; of one with a password
    there are none."""
    book = _stream(raw)
    found: dict[str, ContainerFacts] = {}
    encoding = "gb18030"
    for number, at, size in _records(book, 0):
        if number == _PASSWORD:
            return {}
        if number == _CODEPAGE:
            encoding = _CODEPAGES.get(unpack_from("<H", book, at)[0], "cp1252")
        elif number == _SHEET:
            (start,) = unpack_from("<I", book, at)
            found[_name(book[at + 6 : at + size], encoding)] = _sheet(book, start)
        elif number == _EOF:
            break
    return found


def _sheet(book: bytes, start: int) -> ContainerFacts:
    made = ContainerFacts()
    depth = 0
    for number, at, _ in _records(book, start):
        depth += (number == _BOF) - (number == _EOF)
        if depth < 1:
            break
        if number == _ROW and depth == 1:
            row, _, _, height, _, _, flags = unpack_from("<7H", book, at)
            if flags & 0x20 or height & 0x7FFF < THINNEST * 20:
                made.hidden.add(row)
        elif number == _COLUMNS and depth == 1:
            first, last, width, _, flags = unpack_from("<5H", book, at)
            if flags & 1 or width < THINNEST * 256:
                made.hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)))
        elif number == _FILTER:
            made.is_filtered = True
        elif number == _ERROR and depth == 1:
            row, column, _, code, is_error = unpack_from("<3H2B", book, at)
            if is_error:
                made.cells[row, column] = _ERRORS.get(code, "#VALUE!")
        elif number == _FORMULA and depth == 1:
            row, column, _, kind, _, code, _, _, _, mark = unpack_from("<3H6BH", book, at)
            if (kind, mark) == (2, 0xFFFF):
                made.cells[row, column] = _ERRORS.get(code, "#VALUE!")
        if made.full():
            raise MemoryError
    return made


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Number, place of the content and its size of every record."""
    while at + 4 <= len(book):
        number, size = unpack_from("<2H", book, at)
        yield number, at + 4, size
        at += 4 + size


def _name(content: bytes, encoding: str) -> str:
    length, wide = content[0], content[1]
    if wide in (0, 1):  # BIFF8 says how wide its characters are
        return content[2 : 2 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
    return content[1 : 1 + length].decode(encoding, "replace")


def _stream(raw: bytes) -> bytes:
    """The stream with the workbook."""
    (shift,) = unpack_from("<H", raw, 30)
    sector = 1 << shift
    if not 128 <= sector <= 1 << 16:
        raise ValueError(shift)
    first_folder, cutoff, first_mini = unpack_from("<I4x2I", raw, 48)

    def at(number: int) -> bytes:
        return raw[(number + 1) * sector : (number + 2) * sector]

    places = list(unpack_from("<109I", raw, 76))
    (more,) = unpack_from("<I", raw, 68)
    for _ in range(len(raw) // sector):
        if more in (_END, _FREE):
            break
        *further, more = unpack_from(f"<{sector // 4}I", at(more))
        places += further
    used = [place for place in places if place not in (_END, _FREE)][: len(raw) // sector]
    table = [one for place in used for one in _numbers(at(place))]

    def chain(number: int, links: list[int]) -> Iterator[int]:
        for _ in range(len(links)):
            if number >= len(links):
                return
            yield number
            number = links[number]

    folder = b"".join(at(one) for one in chain(first_folder, table))
    root: tuple[int, int] | None = None
    for entry in range(0, len(folder) - 127, 128):
        (length,) = unpack_from("<H", folder, entry + 64)
        start, size = unpack_from("<2I", folder, entry + 116)
        root = root or (start, size)
        if folder[entry : entry + max(length - 2, 0)].decode("utf-16-le", "replace").casefold() in _NAMES:
            if size >= cutoff:
                return b"".join(at(one) for one in chain(start, table))[:size]
            small = b"".join(at(one) for one in chain(root[0], table))
            links = [one for place in chain(first_mini, table) for one in _numbers(at(place))]
            return b"".join(small[one * 64 : one * 64 + 64] for one in chain(start, links))[:size]
    raise ValueError("no workbook")


def _numbers(content: bytes) -> list[int]:
    return list(unpack_from(f"<{len(content) // 4}I", content))
