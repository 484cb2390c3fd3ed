"""The one item of a document, with the place of each of its values."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from guidelint.exchange.readers.documents.blocks import Document
from guidelint.exchange.readers.documents.outline import Outline
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Item, Source
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text
from guidelint.source.decode import read_whole

MAX_BYTES = 64 << 20


def items(source: Source, read: Callable[[bytes, str], Document]) -> Iterator[Item]:
    """Raises CannotCheck for a document in which no guide is to be found."""
    document = read(read_whole(source.file, source.name, MAX_BYTES), source.name)
    yield item(document, source.name)


def item(document: Document, name: str, line: int = 1) -> Item:
    """The item of a document that begins on this line of its file."""
    found = Outline.of(document, name, Ledger())
    data = found.draft.data
    if "title" not in data or len(data) < 2:
        said = Text(
            "没有找到办事指南：要有“事项名称：…”或题目，以及“受理条件”“申请材料”这样的栏目",
            "no guide found: there has to be a title, or 事项名称, and headings such as 受理条件 and 申请材料",
        )
        raise CannotCheck([FileError(name, line, 1, said)])

    def make(ledger: Ledger) -> dict[str, Any]:
        return Outline.of(document, name, ledger).draft.data

    key = "/".join(str(data[code]) for code in ("code", "handle_code") if code in data)
    named = f"{data.get('authority', '')}/{data['title']}"
    return Item(
        key or hashlib.blake2b(named.encode(), digest_size=8).hexdigest(), (0, ""), name, line, make, found.draft.spot
    )


def begins(file: Path, size: int = 4096) -> bytes:
    with file.open("rb") as stream:
        return stream.read(size)
