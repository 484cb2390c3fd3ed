"""Tables of an SQL dump, as mysqldump and pg_dump write them: INSERT statements, and COPY with rows below it.

The file is gone through from its beginning to its end, a statement at a time; nothing of it is ever executed.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guidelint.exchange.readers.reader import Source
from guidelint.exchange.readers.tables import encoding_of
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.regex import regex
from guidelint.model.text import Text

SUFFIX = ".sql"
LONGEST = 64 << 20  # characters of one statement

_NAME = r'(?:[`"\[]?\w+[`"\]]?\.)?[`"\[]?(\w+)[`"\]]?'
_CREATE = regex(rf"create\s+table\s+(?:if\s+not\s+exists\s+)?{_NAME}\s*\(", re.I)
_COLUMN = regex(r'\s*[`"\[]?(\w+)[`"\]]?\s+\w')
_NO_COLUMN = regex(r"primary|key|unique|constraint|index|check|foreign|fulltext|spatial|exclude", re.I)
_INSERT = regex(rf"insert\s+(?:ignore\s+)?into\s+{_NAME}\s*(?:\(([^)]*)\))?\s*values\s*", re.I)
_COPY = regex(rf"copy\s+{_NAME}\s*\(([^)]*)\)\s+from\s+stdin", re.I)
_VALUE = regex(r"\s*(?:N?'((?:[^'\\]|\\.|'')*)'|([^\s,()']+))\s*([,)])", re.S)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "b": "\b", "Z": "\x1a"}


def tables(source: Source) -> dict[str, tuple[str, ...]]:
    """The tables that have rows, with their columns."""
    created: dict[str, tuple[str, ...]] = {}
    found: dict[str, tuple[str, ...]] = {}
    for _, words, _rows in _statements(source):
        if made := _CREATE.match(words):
            created[made[1]] = tuple(_columns(words[made.end() :]))
        elif told := _INSERT.match(words) or _COPY.match(words):
            found.setdefault(told[1], _names(told[2]) or created.get(told[1], ()))
    return found


def rows(source: Source, table: str, columns: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every row of a table with the line on which its statement begins, or its own line below a COPY."""
    for line, words, below in _statements(source):
        if (told := _INSERT.match(words)) and told[1] == table:
            names = _names(told[2]) or columns
            for values in _tuples(words, told.end(), source, line):
                yield line, _row(names, values, source, line)
        elif (told := _COPY.match(words)) and told[1] == table:
            for number, text in below:
                yield number, _row(_names(told[2]), [_copied(one) for one in text.split("\t")], source, number)


def _columns(inside: str) -> Iterator[str]:
    """The names at the beginnings of the parts of a CREATE TABLE, which commas outside brackets and quotes part."""
    depth, start = 0, 0
    bare = re.sub(r"'(?:[^'\\]|\\.|'')*'", lambda found: "_" * len(found[0]), inside)
    for at, character in enumerate(bare):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0 or (character == "," and depth == 0):
            found = _COLUMN.match(bare, start, at)
            if found and not _NO_COLUMN.fullmatch(found[1]):
                yield found[1]
            start = at + 1
        if depth < 0:
            return


def _row(names: tuple[str, ...], values: list[Any], source: Source, line: int) -> Mapping[str, Any]:
    if len(names) != len(values):
        raise _wrong(
            source,
            line,
            f"有 {len(values)} 个值，表有 {len(names)} 列",
            f"{len(values)} values for {len(names)} columns",
        )
    return dict(zip(names, values, strict=True))


def _names(told: str | None) -> tuple[str, ...]:
    return tuple(one.strip().strip('`"[]') for one in told.split(",")) if told else ()


def _tuples(words: str, at: int, source: Source, line: int) -> Iterator[list[Any]]:
    """(1, 'a'), (2, 'b') as lists of values."""
    while at < len(words):
        while at < len(words) and words[at] in " \t\r\n,":
            at += 1
        if at >= len(words) or words[at] in ";":
            return
        if words[at] != "(":
            raise _wrong(source, line, "INSERT 语句读不懂", "an INSERT statement that cannot be read")
        values: list[Any] = []
        at += 1
        while True:
            found = _VALUE.match(words, at)
            if found is None:
                raise _wrong(
                    source, line, "INSERT 语句里的值读不懂", "a value of an INSERT statement that cannot be read"
                )
            values.append(_bare(found[2]) if found[1] is None else _unescaped(found[1]))
            at = found.end()
            if found[3] == ")":
                break
        yield values


def _bare(word: str) -> Any:
    return None if word.upper() == "NULL" else {"TRUE": "1", "FALSE": "0"}.get(word.upper(), word)


def _unescaped(text: str) -> str:
    return re.sub(
        r"\\(.)|''", lambda found: "'" if found[1] is None else _ESCAPED.get(found[1], found[1]), text, flags=re.S
    )


def _copied(text: str) -> str | None:
    return None if text == r"\N" else re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), text)


def _statements(source: Source) -> Iterator[tuple[int, str, Iterator[tuple[int, str]]]]:
    """The statements that matter here, with the line of each and, for a COPY, the rows below it."""
    with source.file.open(encoding=encoding_of(source), newline="") as stream:
        lines = enumerate(stream, 1)
        for number, line in lines:
            if not re.match(r"\s*(create\s+table|insert|copy)\b", line, re.I):
                continue
            if _COPY.match(line.strip()):
                below = _below(lines)
                yield number, line.strip(), below
                for _ in below:
                    pass
                continue
            yield number, _whole(line, lines, source, number).strip(), iter(())


def _below(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for number, line in lines:
        if line.rstrip("\r\n") == "\\.":
            return
        yield number, line.rstrip("\r\n")


def _whole(line: str, lines: Iterator[tuple[int, str]], source: Source, number: int) -> str:
    """A statement to its semicolon, which no text in quotes has."""
    parts, size, inside = [line], len(line), _open(line, False)
    while inside or not parts[-1].rstrip().endswith(";"):
        more = next(lines, None)
        if more is None:
            break
        parts.append(more[1])
        size += len(more[1])
        inside = _open(more[1], inside)
        if size > LONGEST:
            raise _wrong(source, number, "一条语句超过 64 MiB", "a statement of over 64 MiB")
    return "".join(parts)


def _open(line: str, inside: bool) -> bool:
    """Whether a text in quotes goes on behind the line."""
    return inside ^ bool(len(re.sub(r"\\.", "", line).split("'")) % 2 == 0)


def _wrong(source: Source, line: int, zh: str, en: str) -> CannotCheck:
    return CannotCheck([FileError(source.name, line, 1, Text(zh, en))])
