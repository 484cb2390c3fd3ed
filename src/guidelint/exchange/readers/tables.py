"""Tables of a source as rows by their columns: CSV or JSON lines, one row at a time, and where each stands."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from guidelint.exchange.readers.jsonlines import first, records
from guidelint.exchange.readers.reader import Source
from guidelint.exchange.sheets.book import decoded
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text

JSON = (".json", ".jsonl")
CSV = (".csv", ".tsv", ".txt")
MAX_FIELD = 16 << 20  # characters of one value


def head(file: Path) -> Iterable[str]:
    """The names of a table's columns; none where it is no table."""
    if file.suffix.lower() in JSON:
        record = first(file)
        return record if isinstance(record, Mapping) else ()
    if file.suffix.lower() not in CSV:
        return ()
    with file.open("rb") as stream:
        line = stream.readline(1 << 16)
    try:
        text = decoded(line, file.name)[0]
        return next(csv.reader([text], delimiter=_delimiter(text)), [])
    except (CannotCheck, csv.Error):
        return ()


def rows(source: Source) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every row with its line. Raises CannotCheck with line and column where the file is no table."""
    if source.file.suffix.lower() in JSON:
        for line, data in records(source.file, source.name):
            if not isinstance(data, Mapping):
                raise _wrong(source, line, 1, "这里不是一行表的数据", "this is no row of a table")
            yield line, data
        return
    with source.file.open(encoding=encoding_of(source), newline="") as text:
        yield from _csv(text, source)


def _csv(text: TextIO, source: Source) -> Iterator[tuple[int, Mapping[str, Any]]]:
    csv.field_size_limit(MAX_FIELD)
    top = text.readline()
    reader = csv.reader(chain([top], text), delimiter=_delimiter(top), strict=True)
    try:
        names = next(reader)
        for row in reader:
            if row and len(row) != len(names):
                zh, en = (
                    f"有 {len(row)} 列，表头有 {len(names)} 列",
                    f"{len(row)} columns, and {len(names)} in the header",
                )
                raise _wrong(source, reader.line_num, min(len(row), len(names)) + 1, zh, en)
            if row:
                yield reader.line_num, dict(zip(names, row, strict=True))
    except csv.Error as error:
        raise _wrong(source, reader.line_num, 1, f"CSV 写法有误：{error}", f"not valid CSV: {error}") from None


def _delimiter(line: str) -> str:
    return "\t" if line.count("\t") > line.count(",") else ","


def encoding_of(source: Source) -> str:
    """Found by going through the whole file: the first lines of a table are often plain ASCII."""
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with source.file.open("rb") as stream:
                while chunk := stream.read(1 << 20):
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise _wrong(source, 0, 0, "文件不是 UTF-8，也不是 GB18030 编码", "the file is neither UTF-8 nor GB18030")


def _wrong(source: Source, line: int, column: int, zh: str, en: str) -> CannotCheck:
    return CannotCheck([FileError(source.name, line, column, Text(zh, en))])
