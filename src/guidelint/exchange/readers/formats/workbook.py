"""A workbook that is one guide's form, such as the collection form of 要素梳理: labels beside values, lists below them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from guidelint.exchange.readers.documents.book import form_document, is_form
from guidelint.exchange.readers.documents.items import item
from guidelint.exchange.readers.reader import Each, Item, Source
from guidelint.exchange.sheets.book import EXCEL, read_book
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Text


class Workbook:
    """One guide a workbook, over all its sheets."""

    name = "form-workbook"
    title = Text("一项一本的表单(Excel,如要素梳理表)", "workbook that is one item's form")

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
    yield item(form_document(read_book(source.file, source.name).grids), source.name)


READER = Workbook()
