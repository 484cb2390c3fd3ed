"""A guide as a Word document (.docx): headings, labels, tables."""

from collections.abc import Iterable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import msgspec

from guidelint.exchange.confined import confined
from guidelint.exchange.readers.documents.blocks import Document
from guidelint.exchange.readers.documents.items import items
from guidelint.exchange.readers.documents.word import word
from guidelint.exchange.readers.reader import Each, Item, Source
from guidelint.model.errors import MissingExtra
from guidelint.model.text import Text


class Word:
    """One guide a file."""

    name = "word"
    title = Text("Word 文件（.docx）", "Word document (.docx)")

    def recognises(self, file: Path) -> bool:
        return file.suffix.lower() == ".docx"

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, partial(items, read=_document))


def _document(raw: bytes, name: str) -> Document:
    if find_spec("docx") is None:
        raise MissingExtra("word", Text("读 Word 文件需要", "Word documents need"))
    return msgspec.convert(confined(word, raw, name), Document)


READER = Word()
