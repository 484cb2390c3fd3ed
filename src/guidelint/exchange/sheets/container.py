"""What a spreadsheet's container says beside the values: what people do not see, and cells that hold no value."""

import re
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers.expat import ParserCreate, XMLParserType

NO_VALUE = "#NO VALUE!"
"""Stands in the cell of a formula whose value nobody has stored: it was written by a program and never calculated."""

MAX_FACTS = 1_000_000  # of one sheet
MAX_COLUMNS = 1 << 14  # of a sheet; programs write one range of them to its end
THINNEST = 1.0  # points of a row, or of a column its unit: of less nobody can read a cell


@dataclass(slots=True)
class ContainerFacts:
    """Rows, columns and cells are counted from 0; `cells` hold a formula's error, or `NO_VALUE`."""

    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_filtered: bool = False
    cells: dict[tuple[int, int], str] = field(default_factory=dict)

    def full(self) -> bool:
        return len(self.hidden) + len(self.cells) > MAX_FACTS


class Handler(Protocol):
    """What is told of elements, by their names without a namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, words: str) -> None: ...


def parse(content: bytes, handler: Handler) -> None:
    """Tell the handler of every element. Raises ExpatError."""
    parser: XMLParserType = ParserCreate(namespace_separator="\n")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, found: handler.start(
        _local(name), {_local(key): value for key, value in found.items()}
    )
    parser.EndElementHandler = lambda name: handler.end(_local(name))
    parser.CharacterDataHandler = handler.text
    parser.Parse(content, True)


def place(reference: str) -> tuple[int, int]:
    """Row and column of a cell such as B3, from 0. Raises ValueError."""
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _local(name: str) -> str:
    return name.rpartition("\n")[2]
