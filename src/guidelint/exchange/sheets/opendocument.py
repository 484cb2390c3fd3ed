"""Marks of an .ods file (OASIS OpenDocument 1.3, part 3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from zipfile import ZipFile, ZipInfo

from guidelint.exchange.sheets.container import MAX_COLUMNS, NO_VALUE, THINNEST, ContainerFacts, parse

Parts = Mapping[str, ZipInfo]  # by their names in lower case

_POINTS = {"pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}
FURTHEST = 1 << 20  # rows of a sheet; programs write empty ones to the end as one that is repeated


def is_encrypted(container: ZipFile, parts: Parts) -> bool:
    manifest = parts.get("meta-inf/manifest.xml")
    return manifest is not None and b"encryption-data" in container.read(manifest)


def marks(container: ZipFile, parts: Parts) -> dict[str, ContainerFacts]:
    """By the names of its sheets. Raises what `zipfile` and expat raise."""
    reader = _Content()
    parse(container.read(parts["content.xml"]), reader)
    return reader.sheets


@dataclass
class _Content:
    sheets: dict[str, ContainerFacts] = field(default_factory=dict)
    marks: ContainerFacts = field(default_factory=ContainerFacts)
    row: int = 0
    column: int = 0
    repeated: tuple[int, int] = (1, 1)  # of the row and of the cell that is being read
    lacks: str = ""
    depth: int = 0  # of tables inside a cell
    style: str = ""
    thin: set[str] = field(default_factory=set)  # styles of rows and columns too thin to be seen

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "style":
                self.style = attributes.get("name", "")
            case "table-row-properties" | "table-column-properties":
                if _points(attributes.get("row-height", attributes.get("column-width", ""))) < THINNEST:
                    self.thin.add(self.style)
            case "table":
                self.depth += 1
                if self.depth == 1:
                    self.marks = self.sheets.setdefault(attributes.get("name", ""), ContainerFacts())
                    self.row = self.column = 0
            case "table-column" if self.depth == 1:
                last = min(self.column + int(attributes.get("number-columns-repeated", 1)), MAX_COLUMNS)
                if self._is_unseen(attributes):
                    self.marks.hidden_columns.update(range(self.column, last))
                self.column = last
            case "table-row" if self.depth == 1:
                many = int(attributes.get("number-rows-repeated", 1))
                self.repeated, self.column = (many, 1), 0
                if self._is_unseen(attributes):
                    self.marks.hidden.update(range(self.row, min(self.row + many, FURTHEST)))
                    self.marks.is_filtered = self.marks.is_filtered or attributes.get("visibility") == "filter"
            case "table-cell" | "covered-table-cell" if self.depth == 1:
                self.repeated = (self.repeated[0], int(attributes.get("number-columns-repeated", 1)))
                kind = attributes.get("value-type", "")
                self.lacks = NO_VALUE if "formula" in attributes and not kind else ""
                if kind == "error" or attributes.get("formula", "").endswith("#N/A"):
                    self.lacks = "#VALUE!"
        if self.marks.full():
            raise MemoryError

    def _is_unseen(self, attributes: Mapping[str, str]) -> bool:
        return (
            attributes.get("visibility", "visible") in ("collapse", "filter")
            or attributes.get("style-name", "") in self.thin
        )

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


def _points(length: str) -> float:
    """A length such as 0.45cm in points; one that is not given, or not understood, hides nothing."""
    found = re.fullmatch(r"([0-9]*\.?[0-9]+)(pt|pc|in|cm|mm|px)", length)
    return float(found[1]) * _POINTS[found[2]] if found else THINNEST
