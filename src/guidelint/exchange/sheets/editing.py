"""Bring a file to what a spreadsheet says of it: only what differs is written, comments and all other bytes stay.

Each edit is proved: the result parses, says what was meant and nothing else, and has lost no comment.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from yaml.nodes import SequenceNode

from guidelint.exchange.sheets.form import Form, Path
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.finding import Edit
from guidelint.model.position import Span
from guidelint.model.regex import regex
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text
from guidelint.source.document import Document, show
from guidelint.workspace.emit import inline
from guidelint.workspace.record import first_good, node_at, put, remove

ValuePath = tuple[str | int, ...]

_COMMENT = regex(r"(?:^|(?<=\s))#.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs; None for one that is not there."""

    path: ValuePath
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Edited:
    """The document after the changes, and which they were; `left` are the ways to values that a blank did not take away."""

    document: Document
    changes: tuple[Change, ...]
    left: tuple[ValuePath, ...] = ()


def bring_to(
    document: Document, wanted: Mapping[str, Any], covered: set[Path], form: Form, *, blanks: bool = True
) -> Edited:
    """Write what `wanted` says differently at the ways in `covered`, and its keys with `x-`; all else stays.

    With `blanks` a value that `wanted` does not have is taken away, without it stays. Raises CannotCheck.
    """
    done = _Done(blanks)
    for column in form.top.columns:
        if column.path in covered:
            document = _cell(document, column.path, _get(wanted, column.path), done)
    for key in (key for key in wanted if key.startswith(EXTRA)):
        document = _value(document, (key,), wanted[key], done)
    for sheet in form.parts:
        if sheet.key is not None and (sheet.key, *sheet.mark.path) in covered:
            columns = [column.path for column in sheet.columns if (sheet.key, *column.path) in covered]
            rows = wanted.get(sheet.key, [])
            if rows or (blanks and document.data.get(sheet.key)):
                document = _list(document, sheet.key, rows, columns, sheet.mark.path, done)
            else:
                document = _cell(document, (sheet.key,), None, done)
    return Edited(document, tuple(done.changes), tuple(done.left))


@dataclass(frozen=True, slots=True)
class _Done:
    blanks: bool
    changes: list[Change] = field(default_factory=list)
    left: list[ValuePath] = field(default_factory=list)


def _cell(document: Document, path: ValuePath, new: Any, done: _Done) -> Document:
    """A value that a cell stands for, which may be blank."""
    if new is not None or done.blanks:
        return _value(document, path, new, done)
    if _get(document.data, path) not in (None, [], ""):
        done.left.append(path)
    return document


def _list(
    document: Document, key: str, wanted: Sequence[Any], columns: Sequence[Path], mark: Path, done: _Done
) -> Document:
    """A list of mappings: items are known again by their mark, such as a material by its name."""
    old = document.data.get(key) or []
    if not old:
        return _value(document, (key,), list(wanted), done)
    names = [_words(_get(item, mark)) for item in old]
    wanted_names = [_words(_get(item, mark)) for item in wanted]
    for tag, a, b, c, d in reversed(SequenceMatcher(None, names, wanted_names, autojunk=False).get_opcodes()):
        shared = b - a if tag == "equal" else min(b - a, d - c)
        for index in reversed(range(a + shared, b)):
            done.changes.append(Change((key, index), old[index], None))
            document = _dropped(document, (key,), index)
        for offset in reversed(range(shared, d - c)):
            done.changes.append(Change((key, c + offset), None, wanted[c + offset]))
            document = _inserted(document, (key,), a + shared, wanted[c + offset])
        for offset in reversed(range(shared)):
            for path in (*columns, *((key,) for key in wanted[c + offset] if key.startswith(EXTRA))):
                document = _cell(document, (key, a + offset, *path), _get(wanted[c + offset], path), done)
    return document


def _value(document: Document, path: ValuePath, new: Any, done: _Done) -> Document:
    old = _get(document.data, path)
    if (old or None if isinstance(old, (list, dict, str)) else old) == new:
        return document
    done.changes.append(Change(path, old, new))
    if new is None:
        outer = _get(document.data, path[:-1]) if len(path) > 1 and isinstance(path[-2], str) else None
        # A mapping that would be left empty says nothing and is not allowed everywhere.
        return _kept(document, remove(document, path[:-1] if outer is not None and len(outer) == 1 else path), path)
    if isinstance(old, list) and isinstance(new, list) and old:
        return _items(document, path, old, new)
    return _kept(document, put(document, path, new), path)


def _items(document: Document, path: ValuePath, old: list[Any], new: list[Any]) -> Document:
    for tag, a, b, c, d in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        shared = min(b - a, d - c)
        for index in reversed(range(a + shared, b)):
            document = _dropped(document, path, index)
        for offset in reversed(range(shared, d - c)):
            document = _inserted(document, path, a + shared, new[c + offset])
        for offset in range(shared):
            document = _replaced(document, path, a + offset, new[c + offset])
    return document


def _replaced(document: Document, path: ValuePath, index: int, item: Any) -> Document:
    wanted = deepcopy(document.data)
    _get(wanted, path)[index] = item
    span = document.span((*path, index))
    line_break = "\n" if document.quote(span).endswith("\n") else ""
    return _proved(document, wanted, [Edit(span, inline(item) + line_break)], (*path, index))


def _inserted(document: Document, path: ValuePath, index: int, item: Any) -> Document:
    wanted = deepcopy(document.data)
    items = _get(wanted, path)
    items.insert(index, item)
    node = node_at(document, path)
    edits: list[Edit] = []
    if isinstance(node, SequenceNode) and node.flow_style:
        edits = list(_into_flow(document, path, index, len(node.value), item))
    elif isinstance(node, SequenceNode):
        edits = list(_new_block(document, path, index, len(node.value), item))
    return _proved(document, wanted, edits, (*path, min(index, len(items) - 2)))


def _into_flow(document: Document, path: ValuePath, index: int, count: int, item: Any) -> Iterator[Edit]:
    if index < count:
        at = document.span((*path, index)).start
        yield Edit(Span(at, at), f"{inline(item)}, ")
    elif count:
        at = document.span((*path, count - 1)).end
        yield Edit(Span(at, at), f", {inline(item)}")
    else:
        at = document.span(path).start + 1
        yield Edit(Span(at, at), inline(item))


def _new_block(document: Document, path: ValuePath, index: int, count: int, item: Any) -> Iterator[Edit]:
    last = document.span((*path, count - 1))
    indent = " " * (document.position(document.span(path).start).column - 1)
    line_break = "\r\n" if "\r\n" in document.text else "\n"
    lines = [f"{indent}- {inline(item)}"]
    if isinstance(item, Mapping):
        first, *rest = (f"{inline(key)}: {inline(value)}" for key, value in item.items())
        lines = [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]
    before = _line_start(document, document.span((*path, index)).start)
    at = before if index < count else _next_line(document, last.end)
    text = "".join(f"{line}{line_break}" for line in lines)
    if at and document.text[at - 1] not in "\r\n":  # the file does not end with a line break
        text = line_break + text.removesuffix(line_break)
    yield Edit(Span(at, at), text)


def _dropped(document: Document, path: ValuePath, index: int) -> Document:
    wanted = deepcopy(document.data)
    items = _get(wanted, path)
    del items[index]
    node = node_at(document, path)
    span = document.span((*path, index))
    edits: list[Edit] = []
    if isinstance(node, SequenceNode) and node.flow_style:
        if index + 1 < len(node.value):
            edits.append(Edit(Span(span.start, document.span((*path, index + 1)).start), ""))
        elif index:
            edits.append(Edit(Span(document.span((*path, index - 1)).end, span.end), ""))
        else:
            edits.append(Edit(span, ""))
    elif isinstance(node, SequenceNode) and len(node.value) == 1:
        edits.append(Edit(document.span(path), "[]"))
    elif isinstance(node, SequenceNode):
        edits.append(Edit(Span(_line_start(document, span.start), _next_line(document, span.end)), ""))
    return _proved(document, wanted, edits, (*path, index))


def _proved(document: Document, wanted: Any, edits: Sequence[Edit], path: ValuePath) -> Document:
    return _kept(document, first_good(document, wanted, edits, path), path)


def _kept(before: Document, after: Document, path: ValuePath) -> Document:
    """Refuse an edit that would take a comment away. Raises CannotCheck."""
    left = _COMMENT.findall(after.text)
    for comment in _COMMENT.findall(before.text):
        if comment not in left:
            raise _refusal(before, path, f"这里有注释“{comment.strip()}”，要改的话会丢", f"would lose the comment “{comment.strip()}”")  # fmt: skip
        left.remove(comment)
    return after


def _refusal(document: Document, path: ValuePath, zh: str, en: str) -> CannotCheck:
    at = document.position(document.span(path).start)
    said = Text(f"{show(path)}：{zh}，请在文件里改", f"{show(path)}: {en}; edit the file by hand")
    return CannotCheck([FileError(document.name, at.line, at.column, said)])


def _get(data: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        data = data[step] if isinstance(step, int) else data.get(step) if isinstance(data, Mapping) else None
    return data


def _words(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


def _line_start(document: Document, at: int) -> int:
    return at - document.position(at).column + 1


def _next_line(document: Document, at: int) -> int:
    text = document.text
    if at and text[at - 1] == "\n":  # a block scalar ends with its last line
        return at
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
