"""JSON with the elements' Chinese names as keys, however nested, such as what is gathered from Shandong's portal."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from guidelint.exchange.readers.documents.items import item
from guidelint.exchange.readers.documents.labelled import document, guides_in
from guidelint.exchange.readers.jsonlines import is_json_with, records
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Each, Item, Source
from guidelint.model.errors import CannotCheck
from guidelint.model.text import Text


class Labelled:
    """One record a line, a list of them, or one; a record with items below it is one guide an item."""

    name = "labelled-json"
    title = Text("中文键的 JSON（如山东）", "JSON with the elements' Chinese names as keys")

    def recognises(self, file: Path) -> bool:
        return is_json_with(guides_in, file)

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, _items)


def _items(source: Source) -> Iterator[Item]:
    for line, data in records(source.file, source.name):
        for number, record in enumerate(guides_in(data)):
            try:
                yield item(document(record), source.name, line)
            except CannotCheck as error:
                yield _refused(error, f"{line}-{number}", source, line)


def _refused(error: CannotCheck, key: str, source: Source, line: int) -> Item:
    """A record without a title: told by itself, while the others come in."""

    def make(ledger: Ledger) -> dict[str, Any]:
        raise error

    return Item(key, (0, ""), source.name, line, make)


READER = Labelled()
