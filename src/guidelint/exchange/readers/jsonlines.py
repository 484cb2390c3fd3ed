"""JSON as interfaces and exports give it: one document, a list, or one record a line. Lines are read one at a time."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from guidelint.exchange.sheets.book import decoded
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text

MAX_WHOLE = 256 << 20
"""Bytes of a document that is not one record a line and has to be read as a whole."""


_LOOKED_AT = 5  # records of a file by which it is recognised


class Record(NamedTuple):
    """One JSON value and the line on which it begins, counted from 1."""

    line: int
    data: Any


def is_json_with(items: Callable[[Any], Iterable[Any]], file: Path) -> bool:
    """Whether a file is called JSON and one of its first records holds an item."""
    if file.suffix.lower() not in (".json", ".jsonl"):
        return False
    try:
        return any(True for _, data in islice(records(file, file.name), _LOOKED_AT) for _ in items(data))
    except CannotCheck:
        return False


def records(file: Path, name: str) -> Iterator[Record]:
    """Raises CannotCheck with line and column where the file is no JSON, such as an error page among the records."""
    if _is_lines(file):
        yield from _lines(file, name)
        return
    if file.stat().st_size > MAX_WHOLE:
        raise _wrong(
            name,
            1,
            1,
            f"超过 {MAX_WHOLE >> 20} MiB，请改成一行一条记录",
            f"over {MAX_WHOLE >> 20} MiB; write one record a line",
        )
    raw = file.read_bytes()
    if not raw.strip():
        raise _wrong(name, 1, 1, "文件是空的", "the file is empty")
    data = _parsed(raw, name, 1)
    for one in data if isinstance(data, list) else [data]:
        yield Record(1, one)


def first(file: Path) -> Any:
    """The first record, to recognise the format by; None where there is none to be read."""
    try:
        return next((record.data for record in records(file, file.name)), None)
    except CannotCheck:
        return None


def _is_lines(file: Path) -> bool:
    """Whether the first line that is not blank is a JSON value by itself and there are more lines."""
    with file.open("rb") as stream:
        for line in stream:
            if line.strip():
                try:
                    msgspec.json.decode(_utf8(line))
                except (msgspec.DecodeError, CannotCheck):
                    return False
                return any(rest.strip() for rest in stream)
    return False


def _lines(file: Path, name: str) -> Iterator[Record]:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield Record(number, _parsed(line.rstrip(b"\r\n"), name, number))


def _parsed(raw: bytes, name: str, line: int) -> Any:
    try:
        return msgspec.json.decode(_utf8(raw, name))
    except msgspec.DecodeError:
        pass
    text = _utf8(raw, name).decode()
    if text.lstrip().startswith("<"):
        what = " ".join(text.split())[:40]
        raise _wrong(
            name,
            line,
            1,
            f"这里是网页，不是 JSON（{what}…）：接口返回的多半是出错页，请重新导出",
            f"a web page instead of JSON ({what} …), most likely an error page; export again",
        )
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _wrong(
            name, line + error.lineno - 1, error.colno, f"不是合格的 JSON：{error.msg}", f"not valid JSON: {error.msg}"
        ) from None
    except RecursionError:
        raise _wrong(name, line, 1, "JSON 套得太深", "JSON nested too deeply") from None


def _utf8(raw: bytes, name: str = "") -> bytes:
    if raw.isascii():
        return raw
    try:
        raw.decode()
        return raw.removeprefix(b"\xef\xbb\xbf")
    except UnicodeDecodeError:
        return decoded(raw, name)[0].encode()


def _wrong(name: str, line: int, column: int, zh: str, en: str) -> CannotCheck:
    return CannotCheck([FileError(name, line, column, Text(zh, en))])
