"""A workbook that is one guide's form, such as the collection form of 要素梳理: labels beside values, lists below them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import structs

from guidelint.exchange.readers.documents.book import form_document, is_form
from guidelint.exchange.readers.documents.items import item
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Each, Item, Source
from guidelint.exchange.sheets.book import EXCEL, read_book
from guidelint.exchange.sheets.hidden import hidden_content
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Text


class Workbook:
    """One guide a workbook, over all its sheets."""

    name = "form-workbook"
    title = Text("一项一本的表单（Excel，如要素梳理表）", "workbook that is one item's form")

    def recognises(self, file: Path) -> bool:
        if file.suffix.lower() not in EXCEL:
            return False
        try:
            return is_form(read_book(file, file.name).grids)
        except (CannotCheck, UsageError):
            return False

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, _items)


def _items(source: Source) -> Iterator[Item]:
    """A hidden sheet, which most often holds the words of drop-down lists, is told and not read."""
    grids = read_book(source.file, source.name).grids
    told = [one for grid in grids if grid.is_hidden for one in hidden_content(source.name, grid, -1)]
    shown = [grid for grid in grids if not grid.is_hidden]
    if hidden := [one for grid in shown for one in hidden_content(source.name, grid, -1)]:
        raise CannotCheck(hidden)
    found = item(form_document(shown), source.name)

    def make(ledger: Ledger) -> dict[str, Any]:
        for one in told:
            ledger.refuse(one)
        return found.make(ledger)

    yield structs.replace(found, make=make)


READER = Workbook()
