"""JSON whose keys are the labels of a guide, as a document: scalars are rows of label and value, lists are tables."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidelint.exchange.readers.columns import written
from guidelint.exchange.readers.documents.blocks import Cell, Document, Line, Table
from guidelint.exchange.readers.documents.labels import label, meanings, sections
from guidelint.exchange.readers.raw import flat, is_blank, is_null, is_record, opened, said
from guidelint.exchange.sheets.headings import Target

UNIT = "单位"
LAWS = "设定依据条款"
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
    kept: list[tuple[str, Any]] = [pair for pair in _scalars(record, _DEEPEST) if not _means(pair[0])]
    _add(blocks, kept, record)
    return Document(tuple(blocks), kept=tuple(kept))


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


def _scalars(record: Mapping[str, Any], deep: int, above: str = "") -> Iterator[tuple[str, str]]:
    """Labels with values in words: those of the record, and of the records in it as far as `deep`. A label that means
    something only behind the name of what it is of, such as 名称 of 事项, has that before it."""
    for name, raw in record.items():
        value = opened(raw)
        if is_blank(value) or (name.endswith(UNIT) and name.removesuffix(UNIT) in record):
            continue
        if isinstance(value, Mapping):
            yield from _scalars(value, deep - 1, name) if deep else ()
        elif not is_record(value):
            words = said(flat(value))
            if is_null(words):
                continue
            name = f"{above}{name}" if not _means(name) and _means(f"{above}{name}") else name
            yield name, f"{words}{_unit(record, name)}" if words.isdecimal() else "-" if words == UNKNOWN else words


def _add(blocks: list[Line | Table], kept: list[tuple[str, Any]], record: Mapping[str, Any], above: str = "") -> None:
    if rows := [(name, words) for name, words in _scalars(record, 0, above) if _means(name)]:
        _table(blocks, rows)
    inner = {name: opened(value) for name, value in record.items()}
    for name, value in inner.items():
        if isinstance(value, Mapping):
            _add(blocks, kept, value, name)
    for name, value in inner.items():
        if isinstance(value, list) and is_record(value):
            _list(blocks, kept, name, [one for one in value if isinstance(one, Mapping)])


def _unit(record: Mapping[str, Any], name: str) -> str:
    unit = said(record.get(f"{name}{UNIT}") or "")
    return f"个{unit}" if unit in ("工作日", "自然日", "月") else unit


def _list(blocks: list[Line | Table], kept: list[tuple[str, Any]], name: str, found: list[Mapping[str, Any]]) -> None:
    heads = list(dict.fromkeys(key for row in found for key in row))
    if (heading := _heading(name, heads)) is not None:
        blocks.append(Line(heading, len(blocks) + 1, 2))
        _table(blocks, [heads, *([_cell(row.get(head)) for head in heads] for row in found)], is_headed=True)
    elif any(_means(f"{name}{head}") for head in heads):  # a group of the guide that others write as a list
        first, *others = found
        own = {f"{name}{said}": value for said, value in first.items() if _means(f"{name}{said}")}
        _add(blocks, kept, own)
        kept += [
            (f"{name}.{said}", value)
            for said, value in first.items()
            if f"{name}{said}" not in own and not is_blank(value)
        ]
        kept += [(name, others)] if others else []
    else:
        kept.append((name, found))


def _heading(name: str, heads: Sequence[str]) -> str | None:
    """The heading of a list of the guide; None where neither the name of the rows nor those of their columns tell which."""
    words = label(name).words
    if any(target.column.path == ("basis",) for target in meanings(words)):
        name, words = LAWS, LAWS
    if (section := sections().get(words)) is None:  # 名称 of 材料
        whole = (target for head in heads for target in meanings(label(f"{name}{head}").words))
        section = next((target.sheet.key for target in whole if _is_mark(target)), None)
        name = next((said for said, key in sections().items() if key == section), name)
    return name if any(_is_mark(target) for head in heads for target in meanings(label(head).words, section)) else None


def _is_mark(target: Target) -> bool:
    return target.sheet.key is not None and target.column == target.sheet.mark


def _cell(value: Any) -> str:
    value = flat(opened(value))
    if value is None or is_null(value):
        return ""
    return json.dumps(written(value), ensure_ascii=False) if is_record(value) else said(value)


def _table(blocks: list[Line | Table], rows: Any, *, is_headed: bool = False) -> None:
    cells = tuple(tuple(Cell(text, row, column) for column, text in enumerate(line)) for row, line in enumerate(rows))
    number = sum(isinstance(one, Table) for one in blocks) + 1
    blocks.append(Table(number, cells, is_headed=is_headed))
