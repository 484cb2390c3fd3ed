"""A Word document (.docx) as lines and tables. Runs in a process of its own (`exchange/confined.py`)."""

import io
from collections.abc import Iterator
from typing import Any

import msgspec

from guidelint.exchange.readers.documents.blocks import Cell, Document, Line, Table
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.regex import regex
from guidelint.model.text import Text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset(
    (f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)
"""What tracked changes have taken away, and the second copy of a text box."""

_NUMBER = regex(r"[-—第共\s]*[0-9]{1,4}?[-—\s页/]*(?:[共/\s]*[0-9]{0,4}\s*页?)?")


def word(raw: bytes, name: str) -> Any:
    """The document as plain data, to be made a `Document`. Raises CannotCheck for what is no Word document."""
    from docx import Document as opened

    try:
        document = opened(io.BytesIO(raw))
    except Exception as error:  # whatever zipfile, lxml and python-docx make of bytes that are none
        said = Text("不是能读的 Word 文件（.docx），没有读", "not a readable Word file (.docx)")
        raise CannotCheck([FileError(name, 0, 0, said)]) from error
    blocks = _Blocks(document)
    title = (document.core_properties.title or "").strip()
    found = tuple(blocks.of(document.element.body))
    return msgspec.to_builtins(Document(found, title, margins=tuple(dict.fromkeys(_margins(document)))))


def _margins(document: Any) -> Iterator[tuple[str, str]]:
    """The words of headers and footers, those of the first and of even pages too; a page's number says nothing."""
    for section in document.sections:
        parts = (
            ("页眉", section.header), ("页眉", section.first_page_header), ("页眉", section.even_page_header),
            ("页脚", section.footer), ("页脚", section.first_page_footer), ("页脚", section.even_page_footer),
        )  # fmt: skip
        for name, part in parts:
            if part.is_linked_to_previous:
                continue
            for paragraph in part._element.iter(f"{_W}p"):
                words = _text(paragraph).strip()
                if words and not _NUMBER.fullmatch(words):
                    yield name, words


class _Blocks:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.lines = self.tables = 0

    def of(self, parent: Any) -> Iterator[Line | Table]:
        """Paragraphs and tables below an element in their order; those inside a table follow it."""
        for element in parent.iterchildren():
            if element.tag == f"{_W}p":
                self.lines += 1
                if words := _text(element).strip():
                    yield Line(words, self.lines, _level(element, self.document))
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag == f"{_W}sdt":
                for content in element.iterchildren(f"{_W}sdtContent"):
                    yield from self.of(content)

    def _table(self, element: Any) -> Iterator[Line | Table]:
        from docx.table import Table as Rows

        self.tables += 1
        number = self.tables
        places: dict[Any, tuple[int, int]] = {}
        rows, inner = [], []
        for index, row in enumerate(Rows(element, self.document).rows):
            cells = []
            for column, cell in enumerate(row.cells, row.grid_cols_before):
                if cell._tc not in places:
                    places[cell._tc] = (index, column)
                    inner += list(cell._tc.iterchildren(f"{_W}tbl"))
                words = "\n".join(filter(None, (_text(one).strip() for one in cell._tc.iterchildren(f"{_W}p"))))
                cells.append(Cell(words, *places[cell._tc]))
            rows.append(tuple(cells))
        yield Table(number, tuple(rows))
        for one in inner:
            yield from self._table(one)


def _text(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in _GONE:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        else:
            yield from _pieces(child)


def _level(paragraph: Any, document: Any) -> int:
    """The level of a heading by its style, 0 for text."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is None:
        return 0
    id = style.get(f"{_W}val")
    named = next((one.name or "" for one in document.styles if one.style_id == id), "")
    if named in ("Title", "标题"):
        return 1
    last = named.rpartition(" ")[2]
    return int(last) if named.lower().startswith(("heading", "标题")) and last.isdigit() else 0
