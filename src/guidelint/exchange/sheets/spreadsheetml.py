"""Marks of an .xlsx file (ECMA-376, part 1, SpreadsheetML)."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from zipfile import ZipFile, ZipInfo

from guidelint.exchange.sheets.container import MAX_COLUMNS, NO_VALUE, THINNEST, ContainerFacts, parse, place
from guidelint.model.regex import regex

_TELLS = regex(rb"""hidden|\b(?:ht|width)\s*=\s*["'](?![1-9][0-9]*(?:\.[0-9]*)?["'])|["']e["']|<(?:\w+:)?f[\s/>]""")
"""Without one of these a sheet has nothing to tell, which is found out a hundred times faster than by parsing it."""

Parts = Mapping[str, ZipInfo]  # by their names in lower case


def marks(container: ZipFile, parts: Parts) -> dict[str, ContainerFacts] | None:
    """By the names of its sheets; None of a binary workbook (.xlsb). Raises what `zipfile` and expat raise."""
    book = _target(container, parts, "_rels/.rels", "officeDocument")
    if book is None or not book.endswith(".xml"):
        return None
    listed = _Listed()
    parse(container.read(parts[book]), listed)
    folder, name = posixpath.split(book)
    targets = _targets(container, parts, f"{folder}/_rels/{name}.rels")
    found = {}
    for sheet, id in listed.sheets:
        part = parts.get(targets.get(id, ("", ""))[0])
        if part is not None and _TELLS.search(content := container.read(part)):
            reader = _Sheet()
            parse(content, reader)
            found[sheet] = reader.marks
    return found


@dataclass
class _Listed:
    """The sheets of a workbook: name and relationship of each."""

    sheets: list[tuple[str, str]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))

    def end(self, name: str) -> None:
        pass

    def text(self, words: str) -> None:
        pass


@dataclass
class _Sheet:
    marks: ContainerFacts = field(default_factory=ContainerFacts)
    row: int = -1
    column: int = -1
    kind: str = ""
    value: str = ""
    is_formula: bool = False
    is_value: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "row":
                self.row = int(attributes.get("r", self.row + 2)) - 1
                self.column = -1
                if _is_unseen(attributes, "ht"):
                    self.marks.hidden.add(self.row)
            case "col" if _is_unseen(attributes, "width"):
                first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
                self.marks.hidden_columns.update(range(max(first - 1, 0), min(last, MAX_COLUMNS)))
            case "c":
                self.row, self.column = place(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
                self.kind, self.value, self.is_formula = attributes.get("t", ""), "", False
            case "f":
                self.is_formula = True
            case "v" | "is":
                self.is_value = True
            case "autoFilter":
                self.marks.is_filtered = True
        if self.marks.full():
            raise MemoryError

    def text(self, words: str) -> None:
        if self.is_value:
            self.value += words

    def end(self, name: str) -> None:
        if name in ("v", "is"):
            self.is_value = False
        elif name == "c" and self.kind == "e":
            self.marks.cells[self.row, self.column] = self.value or "#VALUE!"
        elif name == "c" and self.is_formula and self.value == "" and self.kind != "str":
            self.marks.cells[self.row, self.column] = NO_VALUE


def _is_unseen(attributes: Mapping[str, str], size: str) -> bool:
    """Whether a row or columns are hidden, or too thin to be seen. Raises ValueError."""
    return attributes.get("hidden", "0") in ("1", "true") or float(attributes.get(size, THINNEST)) < THINNEST


@dataclass
class _Related:
    """Relationships by their id: the part in question and the end of their type."""

    base: str
    found: dict[str, tuple[str, str]] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = posixpath.normpath(posixpath.join("/", self.base, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = (target.lstrip("/").casefold(), kind)

    def end(self, name: str) -> None:
        pass

    def text(self, words: str) -> None:
        pass


def _targets(container: ZipFile, parts: Parts, name: str) -> dict[str, tuple[str, str]]:
    if (part := parts.get(name.casefold())) is None:
        return {}
    related = _Related(posixpath.dirname(posixpath.dirname(name)))
    parse(container.read(part), related)
    return related.found


def _target(container: ZipFile, parts: Parts, name: str, kind: str) -> str | None:
    found = _targets(container, parts, name).values()
    return next((target for target, said in found if said == kind and target in parts), None)
