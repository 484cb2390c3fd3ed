"""What somebody hands over to be checked as it is: its format, and the reader for it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from guidelint.exchange.readers import databases, jsonlines, sheet, tables
from guidelint.exchange.readers.reader import Reader, Source, readers, recognised
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.regex import regex
from guidelint.model.text import Text

_OLD = (".doc", ".wps", ".pdf", ".rtf", ".odt")
_KEY = regex(rb"^[a-z_]+\s*:", re.M)
_HTML = regex(rb"\s*<(?:!doctype|html|head|body|div|table|!--)", re.I)


def likely_name(raw: bytes, stem: str = "stdin") -> str:
    """A name for what came without one, by its first bytes."""
    if raw.startswith(b"PK"):
        return f"{stem}.docx" if b"word/" in raw else f"{stem}.xlsx"
    if _HTML.match(raw):
        return f"{stem}.html"
    if raw.lstrip().startswith((b"{", b"[")):
        return f"{stem}.json"
    return f"{stem}.yaml" if not raw.strip() or _KEY.search(raw) else f"{stem}.txt"


def by_reader(sources: Sequence[Source]) -> Iterator[tuple[Reader, list[Source]]]:
    """The files by their readers; spreadsheets that no format claims are read by their headings. Raises UsageError and CannotCheck."""
    for reader, found in recognised(sources):
        if reader is None:
            for one in found:
                if not sheet.READER.recognises(one.file):
                    raise_for_damage(one.file, one.name)
                    raise unknown(one.file)
        yield reader or sheet.READER, found


def raise_for_damage(file: Path, name: str) -> None:
    """Tell where a file of a known kind is damaged or empty: that is why nobody knows its format. Raises CannotCheck."""
    if databases.is_sqlite(file):
        databases.tables(file, name)
    elif file.suffix.lower() in tables.JSON and not sum(1 for _ in jsonlines.records(file, name)):
        said = Text(
            "里面一项事项也没有，可能导出时就是空的", "there is not one item in it; it may have been exported empty"
        )
        raise CannotCheck([FileError(name, 1, 1, said)])


def unknown(file: Path) -> UsageError:
    """What to say of a file that no reader knows."""
    if file.suffix.lower() in _OLD:
        return UsageError(
            Text(
                f"读不了 {file.suffix} 文件；请用 Word 或 WPS 打开 {file.name}，另存为 .docx",
                f"cannot read {file.suffix} files; open {file.name} in a word processor and save it as .docx",
            )
        )
    known = "、".join(f"{reader.title.zh}（{name}）" for name, reader in readers().items())
    english = ", ".join(f"{reader.title.en} ({name})" for name, reader in readers().items())
    return UsageError(
        Text(
            f"认不出 {file.name} 是哪种格式；可以是 Excel、CSV、{known}；知道的话写明 --as",
            f"cannot tell the format of {file.name}; known are Excel, CSV, {english}; name one with --as",
        )
    )
