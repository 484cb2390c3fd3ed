"""A saved page of any portal: headings, labels with values, tables; and the common guide template with its sections."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from guidelint.exchange.readers.documents.blocks import Document
from guidelint.exchange.readers.documents.items import items
from guidelint.exchange.readers.documents.page import page
from guidelint.exchange.readers.reader import Each, Item, Source
from guidelint.exchange.sheets.book import decoded
from guidelint.model.text import Text


class Webpage:
    """One guide a file, as a browser saves it."""

    name = "web-page"
    title = Text("网页（.html）", "web page (.html)")

    def recognises(self, file: Path) -> bool:
        return file.suffix.lower() in (".html", ".htm")

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, partial(items, read=_document))


def _document(raw: bytes, name: str) -> Document:
    return page(decoded(raw, name)[0])


READER = Webpage()
