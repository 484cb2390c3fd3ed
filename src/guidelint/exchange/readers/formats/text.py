"""A guide as plain text, pasted from a page or a document."""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from guidelint.exchange.readers.documents.blocks import Document
from guidelint.exchange.readers.documents.items import begins, items
from guidelint.exchange.readers.documents.pasted import pasted
from guidelint.exchange.readers.jsonlines import first
from guidelint.exchange.readers.reader import Each, Item, Source
from guidelint.exchange.sheets.book import Grid, decoded
from guidelint.exchange.sheets.form import form
from guidelint.exchange.sheets.headings import lay_out
from guidelint.model.text import Text


class PastedText:
    """One guide a file."""

    name = "text"
    title = Text("粘贴的文字（.txt、.md）", "pasted text (.txt, .md)")

    def recognises(self, file: Path) -> bool:
        if file.suffix.lower() not in (".txt", ".md"):
            return False
        top = decoded(begins(file).rpartition(b"\n")[0] or begins(file), file.name)[0].splitlines()
        head = [re.split(r"[\t,;]", line) for line in top[:3]]
        return not any(len(row) > 2 and lay_out(Grid("", [row]), form("guide")) for row in head) and first(file) is None

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, partial(items, read=document))


def document(raw: bytes, name: str) -> Document:
    return pasted(decoded(raw, name)[0])


READER = PastedText()
