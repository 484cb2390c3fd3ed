"""A saved guide page of the Zhejiang portal, whose materials stand in parallel lists."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from guidelint.exchange.readers.columns import Place
from guidelint.exchange.readers.documents.items import item
from guidelint.exchange.readers.documents.page import MAX_BYTES
from guidelint.exchange.readers.documents.parallel import is_parallel, parallel
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Each, Item, Source
from guidelint.exchange.sheets.book import decoded
from guidelint.model.errors import CannotCheck
from guidelint.model.text import Text
from guidelint.source.decode import read_whole


class Zhejiang:
    """One page a file, as a browser saves it."""

    name = "zhejiang-page"
    title = Text("浙江政务服务网页面", "page of the Zhejiang portal")

    def recognises(self, file: Path) -> bool:
        if file.suffix.lower() not in (".html", ".htm") or file.stat().st_size > MAX_BYTES:
            return False
        try:
            return is_parallel(decoded(file.read_bytes(), file.name)[0])
        except CannotCheck:
            return False

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, _item)


def _item(source: Source) -> Iterator[Item]:
    document, notes = parallel(decoded(read_whole(source.file, source.name, MAX_BYTES), source.name)[0])
    found = item(document, source.name)

    def make(ledger: Ledger) -> dict[str, Any]:
        for note in notes:
            ledger.refuse(Place(source.name, 1, "申请材料").says(note))
        return found.make(ledger)

    yield replace(found, make=make)


READER = Zhejiang()
