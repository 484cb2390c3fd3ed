"""Text as it is pasted from a page or a document: lines, and tables whose cells tabs or bars part."""

import re
from itertools import groupby

from guidelint.exchange.readers.documents.blocks import Cell, Document, Line, Table
from guidelint.model.regex import regex

_RULE = regex(r"\|?[\s:|-]+\|?")
_MARKDOWN = regex(r"^(#{1,6})\s+")


def pasted(text: str) -> Document:
    """Lines are numbered as editors do."""
    numbered = list(enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1))
    blocks: list[Line | Table] = []
    tables = 0
    for is_table, found in groupby(numbered, key=lambda one: _is_row(one[1])):
        rows = list(found)
        if is_table and len(rows) > 1:
            tables += 1
            blocks.append(_table(rows, tables))
            continue
        for number, words in rows:
            heading = _MARKDOWN.match(words)
            bare = re.sub(r"\*\*|__", "", _MARKDOWN.sub("", words)).strip()
            if bare:
                parts = tuple(part.strip() for part in bare.split("\t") if part.strip())
                level = len(heading[1]) if heading else 0
                blocks.append(
                    Line(bare.replace("\t", " "), number, level, parts if len(parts) > 1 else (), words.rstrip())
                )
    return Document(tuple(blocks), counts="line")


def _is_row(words: str) -> bool:
    return "\t" in words.strip() or (words.strip().startswith("|") and words.strip().endswith("|"))


def _table(rows: list[tuple[int, str]], number: int) -> Table:
    top = rows[0][0] - 1
    made = []
    for line, words in rows:
        if words.strip().startswith("|"):
            if _RULE.fullmatch(words.strip()):
                continue
            cells = [cell.strip() for cell in words.strip().strip("|").split("|")]
        else:
            cells = [cell.strip() for cell in words.split("\t")]
        made.append(tuple(Cell(cell, line - 1 - top, column) for column, cell in enumerate(cells)))
    width = max(map(len, made))
    return Table(
        number,
        tuple((*row, *(Cell("", row[0].row, column) for column in range(len(row), width))) for row in made),
        top=top,
    )
