"""Marks of an .ods file (OASIS OpenDocument 1.3, part 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zipfile import ZipFile, ZipInfo

from guidelint.exchange.sheets.marks import NO_VALUE, Marks, parse

Parts = Mapping[str, ZipInfo]  # by their names in lower case

FURTHEST = 1 << 20  # rows of a sheet; programs write empty ones to the end as one that is repeated


def is_encrypted(container: ZipFile, parts: Parts) -> bool:
    manifest = parts.get("meta-inf/manifest.xml")
    return manifest is not None and b"encryption-data" in container.read(manifest)


def marks(container: ZipFile, parts: Parts) -> dict[str, Marks]:
    """By the names of its sheets. Raises what `zipfile` and expat raise."""
    reader = _Content()
    parse(container.read(parts["content.xml"]), reader)
    return reader.sheets


@dataclass
class _Content:
    sheets: dict[str, Marks] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    row: int = 0
    column: int = 0
    repeated: tuple[int, int] = (1, 1)  # of the row and of the cell that is being read
    lacks: str = ""
    depth: int = 0  # of tables inside a cell

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "table":
                self.depth += 1
                if self.depth == 1:
                    self.marks = self.sheets.setdefault(attributes.get("name", ""), Marks())
                    self.row = 0
            case "table-row" if self.depth == 1:
                many = int(attributes.get("number-rows-repeated", 1))
                self.repeated, self.column = (many, 1), 0
                if (seen := attributes.get("visibility", "visible")) in ("collapse", "filter"):
                    self.marks.hidden.update(range(self.row, min(self.row + many, FURTHEST)))
                    self.marks.is_filtered = self.marks.is_filtered or seen == "filter"
            case "table-cell" | "covered-table-cell" if self.depth == 1:
                self.repeated = (self.repeated[0], int(attributes.get("number-columns-repeated", 1)))
                kind = attributes.get("value-type", "")
                self.lacks = NO_VALUE if "formula" in attributes and not kind else ""
                if kind == "error" or attributes.get("formula", "").endswith("#N/A"):
                    self.lacks = "#VALUE!"
        if self.marks.full():
            raise MemoryError

    def text(self, words: str) -> None:
        if self.lacks == NO_VALUE and words.strip():
            self.lacks = ""

    def end(self, name: str) -> None:
        match name:
            case "table":
                self.depth -= 1
            case "table-cell" | "covered-table-cell" if self.depth == 1:
                if self.lacks:
                    self.marks.cells[self.row, self.column] = self.lacks
                self.column += self.repeated[1]
            case "table-row" if self.depth == 1:
                self.row += self.repeated[0]
