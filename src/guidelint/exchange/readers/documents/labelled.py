"""JSON whose keys are the labels of a guide, as a document: scalars are rows of label and value, lists are tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from guidelint.exchange.readers.documents.blocks import Cell, Document, Line, Table
from guidelint.exchange.readers.documents.labels import label, meanings, sections
from guidelint.exchange.readers.values import is_blank, opened, said

UNIT = "单位"
UNKNOWN = "-1"
"""How an unknown limit is written."""
PARTS_OF = ("子事项", "业务办理项", "办理项信息")
"""How the key of a list begins whose rows are items of their own, with what stands beside the list as their common part."""

FEWEST = 3  # labels that are known, of a record that is a guide
_DEEPEST = 5


def guides_in(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The records that are guides by their labels, in lists and envelopes; one with items below it as one each."""
    if isinstance(data, list):
        for one in data:
            yield from guides_in(one, depth)
    elif isinstance(data, Mapping) and depth < _DEEPEST:
        if len(_known(data, depth)) >= FEWEST and not _is_envelope(data, depth):
            yield from _by_item(data)
        else:
            for value in data.values():
                yield from guides_in(opened(value), depth + 1)


def document(record: Mapping[str, Any]) -> Document:
    blocks: list[Line | Table] = []
    if unknown := [(name, words) for name, words in _scalars(record, _DEEPEST) if not _means(name)]:
        _table(blocks, unknown)  # before any section is open whose text they might be taken for
    _add(blocks, record)
    return Document(tuple(blocks))


def _known(data: Mapping[str, Any], depth: int) -> set[str]:
    """The labels with a meaning among the keys, of the record and of what it holds."""
    found = {name for name in data if _means(name)}
    for value in data.values():
        if isinstance(value, Mapping) and depth < _DEEPEST:
            found |= _known(value, depth + 1)
    return found


def _is_envelope(data: Mapping[str, Any], depth: int) -> bool:
    """Whether all that is known stands in one thing inside."""
    telling = [
        name
        for name, value in data.items()
        if _means(name) or name.startswith(PARTS_OF) or (isinstance(value, Mapping) and _known(value, depth + 1))
    ]
    return len(telling) < 2 and not any(_means(name) for name in telling)


def _means(name: str) -> bool:
    words = label(str(name)).words
    return bool(meanings(words) or sections().get(words))


def _by_item(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name, value in data.items():
        if name.startswith(PARTS_OF) and isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            common = {key: inner for key, inner in data.items() if key != name}
            for one in value:
                if isinstance(one, Mapping):
                    yield {"": one, " ": common}  # what the item says itself comes first
            return
    yield data


def _scalars(record: Mapping[str, Any], deep: int) -> Iterator[tuple[str, str]]:
    """Labels with values in words: those of the record, and of the records in it as far as `deep`."""
    for name, raw in record.items():
        value = opened(raw)
        if is_blank(value) or (name.endswith(UNIT) and name.removesuffix(UNIT) in record):
            continue
        if isinstance(value, Mapping):
            yield from _scalars(value, deep - 1) if deep else ()
        elif not (isinstance(value, list) and any(isinstance(one, Mapping) for one in value)):
            words = "\n".join(map(said, value)) if isinstance(value, list) else said(value)
            yield name, f"{words}{_unit(record, name)}" if words.isdecimal() else "-" if words == UNKNOWN else words


def _add(blocks: list[Line | Table], record: Mapping[str, Any]) -> None:
    if rows := [(name, words) for name, words in _scalars(record, 0) if _means(name)]:
        _table(blocks, rows)
    inner = {name: opened(value) for name, value in record.items()}
    for value in inner.values():
        if isinstance(value, Mapping):
            _add(blocks, value)
    for name, value in inner.items():
        if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            _list(blocks, name, [one for one in value if isinstance(one, Mapping)])


def _unit(record: Mapping[str, Any], name: str) -> str:
    unit = said(record.get(f"{name}{UNIT}") or "")
    return f"个{unit}" if unit in ("工作日", "自然日", "月") else unit


def _list(blocks: list[Line | Table], name: str, found: list[Mapping[str, Any]]) -> None:
    heads = list(dict.fromkeys(key for row in found for key in row))
    blocks.append(Line(name, len(blocks) + 1, 2))
    rows = [
        heads,
        *([said(opened(row.get(head)) if row.get(head) is not None else "") for head in heads] for row in found),
    ]
    _table(blocks, rows)


def _table(blocks: list[Line | Table], rows: Any) -> None:
    cells = tuple(tuple(Cell(text, row, column) for column, text in enumerate(line)) for row, line in enumerate(rows))
    blocks.append(Table(sum(isinstance(one, Table) for one in blocks) + 1, cells))
