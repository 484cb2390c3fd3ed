"""Write into a ticket's YAML and leave every other byte as it was.

Each change goes in at an exact place, then the result is parsed again and has to say what was meant and nothing
else; where no such place is found the change is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.finding import Edit
from guidelint.model.position import Span
from guidelint.model.text import Text
from guidelint.source.document import Document, Path, show
from guidelint.source.edits import edited
from guidelint.workspace.emit import inline


def append(document: Document, key: str, item: Mapping[str, Any]) -> Document:
    """The document with one more item in the list `key` at its top, the list made where there is none.

    Raises CannotCheck where the file's notation leaves no safe place for it.
    """
    wanted = deepcopy(document.data)
    wanted.setdefault(key, []).append(dict(item))
    if key not in document.data:
        return first_good(document, wanted, _new_pairs(document, (), key, [item]), (key,))
    return first_good(document, wanted, _new_items(document, (key,), item), (key,))


def put(document: Document, path: Path, value: Any) -> Document:
    """The document with the value at `path` set; its mapping is made where there is none. Raises CannotCheck."""
    *outer, key = path
    parent = tuple(outer)
    wanted = deepcopy(document.data)
    if parent and not _has(_at(document.data, parent[:-1]), parent[-1]):
        _at(wanted, parent[:-1])[parent[-1]] = {key: value}
        return first_good(document, wanted, _new_pairs(document, parent[:-1], str(parent[-1]), {key: value}), path)
    inner = _at(wanted, parent)
    known = key in inner
    inner[key] = value
    if known:
        return first_good(document, wanted, _new_value(document, path, value), path)
    return first_good(document, wanted, _new_pairs(document, parent, str(key), value), path)


def remove(document: Document, path: Path) -> Document:
    """The document without the key at `path`; unchanged where there is none. Raises CannotCheck."""
    *outer, key = path
    wanted = deepcopy(document.data)
    try:
        del _at(wanted, tuple(outer))[key]
    except (KeyError, IndexError):
        return document
    return first_good(document, wanted, _without(document, path), path)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _has(data: Any, step: str | int) -> bool:
    return step < len(data) if isinstance(step, int) else step in data


def first_good(document: Document, wanted: Any, edits: Iterable[Edit], path: Path) -> Document:
    """The document after the first edit that gives what is wanted and nothing else. Raises CannotCheck where none does."""
    for edit in edits:
        try:
            after = edited(document, [edit])
        except CannotCheck:
            continue
        if after.data == wanted:
            return after
    position = document.position(document.span(path).start)
    raise CannotCheck(
        [
            FileError(
                document.name, position.line, position.column,
                Text(
                    f"这里的 YAML 写法不能自动写入 {show(path)}，请改成一行一项的普通写法",
                    f"{show(path)} cannot be written unattended in this notation; write one item a line",
                ),
            )
        ]
    )  # fmt: skip


def _new_items(document: Document, path: Path, item: Mapping[str, Any]) -> Iterator[Edit]:
    node = node_at(document, path)
    if not isinstance(node, SequenceNode):
        return
    if node.flow_style:
        yield from _into_flow(document, node, path, inline(item))
        return
    dash = document.position(document.span(path).start).column - 1
    yield _line_after(document, document.span((*path, len(node.value) - 1)).end, f"{' ' * dash}- {inline(item)}")


def _new_pairs(document: Document, path: Path, key: str, value: Any) -> Iterator[Edit]:
    """Places for a new key, the last one first: a kept or unended block scalar leaves no room behind it."""
    node = node_at(document, path)
    if not isinstance(node, MappingNode):
        return
    text = f"{inline(key)}: {inline(value)}"
    if node.flow_style:
        yield from _into_flow(document, node, path, text)
        return
    indent = " " * (document.position(document.span(path).start).column - 1)
    lines = [f"{indent}{text}"]
    if isinstance(value, list):
        lines = [f"{indent}{inline(key)}:", *(f"{indent}  - {inline(item)}" for item in value)]
    for pair_key, _ in reversed(node.value):
        yield _line_after(document, document.span((*path, pair_key.value)).end, *lines)


def _into_flow(document: Document, node: CollectionNode, path: Path, text: str) -> Iterator[Edit]:
    inside = document.span(path).start + 1
    if not node.value:
        yield Edit(Span(inside, inside), text)
        return
    last = len(node.value) - 1 if isinstance(node, SequenceNode) else node.value[-1][0].value
    end = document.span((*path, last)).end
    yield Edit(Span(end, end), f", {text}")
    # Behind a plain scalar or an empty value the first place may not be one; before everything always is.
    yield Edit(Span(inside, inside), f"{text}, ")


def _new_value(document: Document, path: Path, value: Any) -> Iterator[Edit]:
    span = document.span(path)
    old = document.quote(span)
    yield Edit(span, inline(value) + (_line_break(document, span.end) if old.endswith("\n") else ""))


def _without(document: Document, path: Path) -> Iterator[Edit]:
    parent, key = path[:-1], path[-1]
    node = node_at(document, parent)
    if not isinstance(node, MappingNode):
        return
    keys = [pair[0].value for pair in node.value]
    index = keys.index(key)
    start, end = document.span(path, key=True).start, document.span(path).end
    if not node.flow_style:
        line = start - document.position(start).column + 1
        yield Edit(Span(line, _after_line(document, end)), "")
    if index + 1 < len(keys):  # in a block, for the first key of a list's item, which stands behind its dash
        yield Edit(Span(start, document.span((*parent, keys[index + 1]), key=True).start), "")
    elif index:
        yield Edit(Span(document.span((*parent, keys[index - 1])).end, end), "")
    elif node.flow_style:
        yield Edit(Span(start, end), "")


def _line_after(document: Document, end: int, *lines: str) -> Edit:
    """New lines below the line in which a value ends."""
    at = _after_line(document, end)
    line_break = _line_break(document, at)
    if at and document.text[at - 1] not in "\r\n":
        return Edit(Span(at, at), "".join(f"{line_break}{line}" for line in lines))
    return Edit(Span(at, at), "".join(f"{line}{line_break}" for line in lines))


def _after_line(document: Document, end: int) -> int:
    text = document.text
    if end and text[end - 1] in "\r\n":  # a block scalar ends with its last line
        return end
    while end < len(text) and text[end] not in "\r\n":
        end += 1
    return end + (2 if text.startswith("\r\n", end) else 1) if end < len(text) else end


def _line_break(document: Document, at: int) -> str:
    """How lines end above `at`, else below it."""
    text = document.text
    before = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    place = before if before >= 0 else next((i for i, c in enumerate(text) if c in "\r\n"), -1)
    if place < 0:
        return "\n"
    if text[place] == "\n":
        return "\r\n" if place and text[place - 1] == "\r" else "\n"
    return "\r\n" if text.startswith("\r\n", place) else "\r"


def node_at(document: Document, path: Path) -> Node:
    node = document.root
    for step in path:
        if isinstance(node, MappingNode):
            node = next(value for name, value in node.value if name.value == step)
        else:
            node = node.value[step]
    return node
