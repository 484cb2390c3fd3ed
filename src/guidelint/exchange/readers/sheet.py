"""A spreadsheet with a row an item or a row a material, as items of a source: for a check that writes nothing.

An import of such a file goes by guidelint.exchange.sheets, which brings all of it into the workspace or none.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from guidelint.exchange.readers.documents.blocks import Spot
from guidelint.exchange.readers.reader import Each, Item, Source
from guidelint.exchange.sheets.book import CSV, EXCEL, read_book
from guidelint.exchange.sheets.form import form
from guidelint.exchange.sheets.gather import Record, gather
from guidelint.model.errors import CannotCheck
from guidelint.model.position import Path as ValuePath
from guidelint.model.text import Text


class Spreadsheet:
    """Every item of every sheet."""

    name = "spreadsheet"
    title = Text("Excel、CSV（表头是要素名）", "spreadsheet with the elements' names as headings")

    def recognises(self, file: Path) -> bool:
        return file.suffix.lower() in (*CSV, *EXCEL)

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, _items)


def _items(source: Source) -> Iterator[Item]:
    found = gather(read_book(source.file, source.name), form("guide"))
    if found.errors:
        raise CannotCheck(found.errors)
    for record in found.records:
        data = record.data
        key = str(data.get("code") or data.get("id") or f"{source.name}-{record.place.row}-{data.get('title')}")
        yield Item(key, (0, ""), source.name, record.place.row, partial(_data, record), partial(_spot, record))


def _data(record: Record, ledger: Any) -> dict[str, Any]:
    return dict(record.data)


def _spot(record: Record, path: ValuePath) -> Spot:
    cell = record.cell(path)
    words = cell.grid.place(cell.row, cell.column, cell.heading)
    line = cell.grid.lines[cell.row - 1]
    said = line[cell.column - 1] if cell.column <= len(line) else ""
    return Spot(words, "" if said is None else str(said), cell.row)


READER = Spreadsheet()
