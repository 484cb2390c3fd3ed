"""YAML as guides are really written, read line by line: several times faster than a full parser.

Only a small notation is read here: keys of ASCII letters, block mappings and lists, scalars and flow collections
on one line, block scalars of evenly indented lines. `read` gives None for everything else, and for everything that
the reference (`values.compose` and `values.construct`) would refuse, so that what it does give is what the reference
gives. tests/source/test_everyday.py holds the two against each other.
"""

import re
from collections.abc import Callable
from functools import partial
from itertools import islice
from operator import length_hint
from typing import Any

from msgspec import Struct

from guidelint.source.plain import MARKED, scalar

MAX_CHARACTERS = 100_000  # longer texts might break the reference's limits on nodes
_MAX_LINES_KEPT = 20_000
_MAX_LAYOUTS_KEPT = 500
_MAX_LEVELS, _MAX_FLOW = (
    30,
    16,
)  # collections inside one another, below and in each other; the reference takes 50 in all

_FOREIGN_CHARACTER = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
"""Tabs, lone CRs, control characters, surrogates, YAML's further line breaks, and byte order marks."""

# A plain scalar that nothing but a comment follows: no indicator in front, no ": " and no " #" inside.
_PLAIN = r"[^ \-?:,\[\]{}#&*!|>'\"%@`](?:[^ :#]++|:(?=[^ ])|(?<=[^ ])\#| ++(?=[^ #]))*+|-?[0-9][0-9.]*+"
_DOUBLE = r'"[^"\\]*"'
_SINGLE = r"'(?:[^']|'')*'"
LINE = re.compile(
    r"(?P<indent> *)(?P<dash>- +)?(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?=[ ]|\Z))?"
    rf" *(?P<value>{_PLAIN}|{_DOUBLE}|{_SINGLE}|[\[{{].*[\]}}]|[|>]-?)?(?: *(?<= )\#.*| *)\Z"
)
FLOW = re.compile(
    rf" *(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]*): +)?"
    rf"(?:(?P<open>[\[{{])|(?P<value>{_DOUBLE}|{_SINGLE}|[^\s\-?:,\[\]{{}}#&*!|>'\"%@`][^:,?\[\]{{}}#&*!|>'\"%@`]*|-?[0-9][0-9.]*))?"
)

# Flow collections as they mostly are: words, lists of words, and keys with either. Compiled when the first is read: where the
# compiled reader reads all files, none is.
_WORD = r"[^ \-?:,\[\]{}#&*!|>'\"%@`][^ :,?\[\]{}#&*!|>'\"%@`]*+(?: ++[^ :,?\[\]{}#&*!|>'\"%@`]++)*+"
_WORDS = rf"\[{_WORD}(?:, {_WORD})*+\]"
_QUOTED = rf"\[{_DOUBLE}(?:, {_DOUBLE})*+\]"
_ENTRY = rf"([A-Za-z_][A-Za-z0-9_-]*+): ({_WORD}|{_DOUBLE}|{_WORDS}|{_QUOTED})"
_LIST = f"{_WORDS}|{_QUOTED}"
_ENTRIES = rf"\{{{_ENTRY}(?:, {_ENTRY})*+\}}"

_SCALAR, _COLLECTION, _BLOCK, _NOTHING = 0, 1, 2, 3  # what a line has as its value; a block scalar's is its header
_KEY, _ITEM, _ITEM_KEY = 0, 4, 8  # `key: value`, `- value` and `- key: value`: the kind of a line is the two together
_SKIP, _START, _FOREIGN = -1, -2, -3  # blank or comment, `---`, and what is none of ours


class Shape(Struct, frozen=True, eq=False, gc=False):
    """A line without its words: its kind, and where it and its key begin. Each is made once, and so found quickly."""

    kind: int
    outer: int
    inner: int

    @property
    def value(self) -> int:
        return self.kind & 3


Line = tuple[Shape, str, Any]
"""Shape, key, value: of a scalar itself, of a flow collection what makes it, of a block scalar its header."""


class _Lines(dict[str, Line]):
    """Lines taken apart when they are first met."""

    def __init__(self) -> None:
        super().__init__()
        self._shapes: dict[tuple[int, int, int], Shape] = {}

    def __missing__(self, text: str) -> Line:
        kind, outer, inner, key, value = _line(text)
        shape = self._shapes.get((kind, outer, inner))
        if shape is None:
            shape = self._shapes[kind, outer, inner] = Shape(kind, outer, inner)
        line = self[text] = shape, key, value
        return line

    @property
    def has_many_shapes(self) -> bool:
        return len(self._shapes) > _MAX_LAYOUTS_KEPT


_REFUSED = _FOREIGN
_NO_OWNER, _NOT_BEGUN = -1, -2
_OPEN_LIST, _OPEN_MAP = -1, -2

Levels = tuple[tuple[int, bool], ...]
"""The open collections from the top down: the indent of each, and whether it is a list."""


class _Layout(dict[Shape, tuple[int, int, "_Layout"]]):
    """Where a document has come to as far as indents tell, and what the next line does there, worked out when first met.

    `owner` is the indent of the key whose value must follow, if the line before was one without a value. A step is how many
    collections end (or which one begins), the kind of line as which it counts, and the layout after it.
    """

    def __init__(self, levels: Levels, owner: int, known: dict[tuple[Levels, int], "_Layout"]) -> None:
        super().__init__()
        self._levels, self._owner, self._known = levels, owner, known
        known[levels, owner] = self

    def __missing__(self, shape: Shape) -> tuple[int, int, "_Layout"]:
        step = self[shape] = self._step(shape)
        return step

    def _step(self, shape: Shape) -> tuple[int, int, "_Layout"]:
        refused = 0, _REFUSED, self
        kind, outer, levels, owner = shape.kind, shape.outer, self._levels, self._owner
        if kind == _SKIP:
            return 0, _SKIP, self
        if kind == _START and owner == _NOT_BEGUN:
            return 0, _SKIP, self._to(levels, _NO_OWNER)
        if kind < 0:
            return refused
        is_item, move = kind >= _ITEM, 0
        if owner >= 0 and (outer > owner or (outer == owner and is_item)):
            if len(levels) >= _MAX_LEVELS:
                return refused
            levels, move = (*levels, (outer, is_item)), _OPEN_LIST if is_item else _OPEN_MAP
        while levels[-1][0] > outer or (levels[-1] == (outer, True) and not is_item):
            levels, move = levels[:-1], move + 1
            if not levels:
                return refused
        if levels[-1] != (outer, is_item):
            return refused
        if kind >= _ITEM_KEY:
            levels = (*levels, (shape.inner, False))
        return move, kind, self._to(levels, shape.inner if shape.value == _NOTHING else _NO_OWNER)

    def _to(self, levels: Levels, owner: int) -> "_Layout":
        return self._known.get((levels, owner)) or _Layout(levels, owner, self._known)

    @property
    def is_one_of_many(self) -> bool:
        return len(self._known) > _MAX_LAYOUTS_KEPT


class Reader:
    """Reads documents, and remembers lines: guides of one authority share most of theirs."""

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._lines = _Lines()
        self._start = _Layout(((0, False),), _NOT_BEGUN, {})

    def read(self, text: str) -> dict[str, Any] | None:
        """The values of a document, or None where the reference has to read it."""
        if len(text) > MAX_CHARACTERS:
            return None
        if len(self._lines) > _MAX_LINES_KEPT:
            self._lines.clear()
        if self._lines.has_many_shapes or self._start.is_one_of_many:
            self._forget()
        return self._build((text.replace("\r\n", "\n") if "\r" in text else text).split("\n"))

    def _build(self, lines: list[str]) -> dict[str, Any] | None:
        layout = self._start
        top: Any = {}
        stack = [top]
        owner = ""  # the key whose value comes on the following lines
        rest = iter(lines)
        for shape, key, value in map(self._lines.__getitem__, rest):
            move, kind, layout = layout[shape]
            if move > 0:
                del stack[-move:]
                top = stack[-1]
            elif move:
                top[owner] = top = [] if move == _OPEN_LIST else {}
                stack.append(top)
            if kind >= _ITEM:
                if kind < _ITEM_KEY:
                    top.append(value if kind == _ITEM else value())
                    continue
                item: dict[str, Any] = {}
                top.append(item)
                stack.append(item)
                top, kind = item, kind - _ITEM_KEY
            elif kind < 0:
                if kind == _SKIP:
                    continue
                return None
            elif key in top:
                return None
            if kind == _SCALAR:
                top[key] = value
            elif kind == _NOTHING:
                top[key] = None
                owner = key
            elif kind == _COLLECTION:
                top[key] = value()
            else:
                at = len(lines) - length_hint(rest)
                end = _block_end(lines, at, shape.inner)
                if end is None:
                    return None
                body = [one.lstrip(" ") for one in islice(rest, end - at)]
                top[key] = ("\n" if value[0] == "|" else " ").join(body) + ("" if value[1:] else "\n")
        return stack[0] or None


def _line(text: str) -> tuple[int, int, int, str, Any]:
    """One line taken apart: kind, indent, indent of its key, key, value."""
    if _is_foreign(text):
        return _FOREIGN, 0, 0, "", None
    found = LINE.match(text)
    if found is None:
        kind = _START if text == "---" else _SKIP if text.startswith("#") else _FOREIGN
        return kind, 0, 0, "", None
    indent, dash, key, raw = found.groups()
    outer, inner = len(indent), len(indent) + len(dash or "")
    kind = _KEY if dash is None else _ITEM if key is None else _ITEM_KEY
    if key is None and (dash is None or raw is None or raw[0] in "|>"):
        is_blank = dash is None and raw is None
        return (_SKIP if is_blank else _FOREIGN), 0, 0, "", None
    if raw is None:
        return kind | _NOTHING, outer, inner, key, None
    if raw[0] in "|>":
        return kind | _BLOCK, outer, inner, key, raw
    if raw[0] not in "[{":
        return kind, outer, inner, key or "", _scalar(raw)
    make = _collection(raw)
    return (kind | _COLLECTION if make is not None else _FOREIGN), outer, inner, key or "", make


def _collection(raw: str) -> Callable[[], Any] | None:
    """What makes a flow collection, anew each time: the remembered line keeps its own. None where it is none of ours."""
    if re.fullmatch(_LIST, raw) is not None:
        return _words(raw).copy
    if re.fullmatch(_ENTRIES, raw) is not None:
        entries = re.findall(_ENTRY, raw)
        values = {key: _words(word) if word[0] == "[" else _scalar(word) for key, word in entries}
        if len(values) < len(entries):
            return None
        return partial(_copied, values) if "[" in raw else values.copy
    value, end = flow(raw, 0, 0)
    return partial(_copied, value) if end == len(raw) else None


def _words(raw: str) -> list[Any]:
    if raw[1] == '"':
        return raw[2:-2].split('", "')
    return [scalar(word) if word[0] in MARKED else word for word in raw[1:-1].split(", ")]


def _is_foreign(text: str) -> bool:
    return not text.isprintable() and re.search(_FOREIGN_CHARACTER, text) is not None


def _scalar(raw: str) -> Any:
    first = raw[0]
    if first == '"':
        return raw[1:-1]
    if first == "'":
        return raw[1:-1].replace("''", "'")
    if raw[-1] == " ":
        raw = raw.rstrip(" ")
    return scalar(raw) if first in MARKED else raw


def flow(text: str, at: int, depth: int) -> tuple[Any, int]:
    """The flow collection that opens at `at`, and where it ends; -1 where it is none of ours."""
    is_map = text[at] == "{"
    close = "}" if is_map else "]"
    values: Any = {} if is_map else []
    at += 1
    if text[at:].lstrip(" ").startswith(close):
        return values, text.index(close, at) + 1
    while depth < _MAX_FLOW:
        found = FLOW.match(text, at)
        assert found is not None  # every part of the pattern may be absent
        key = found["key"]
        if (key is None) == is_map or (key is not None and key in values):
            break
        at = found.end()
        if found["open"]:
            value, at = flow(text, at - 1, depth + 1)
            if at < 0:
                break
        elif found["value"] is None:
            break
        else:
            value = _scalar(found["value"])
        if is_map:
            values[key] = value
        else:
            values.append(value)
        while text[at : at + 1] == " ":
            at += 1
        if text[at : at + 1] == close:
            return values, at + 1
        if text[at : at + 2] != ", ":
            break
        at += 2
    return None, -1


def _block_end(lines: list[str], at: int, parent: int) -> int | None:
    """Where a block scalar of evenly indented lines ends; None where it has anything else."""
    first = lines[at] if at < len(lines) else ""
    indent = len(first) - len(first.lstrip(" "))
    if indent <= parent or not first.strip(" "):
        return None
    start, last = at, len(lines) - 1
    while at < last:
        line = lines[at]
        stripped = line.lstrip(" ")
        if not stripped or _is_foreign(line) or len(line) - len(stripped) > indent:
            return None
        if len(line) - len(stripped) < indent:
            return at if not stripped.startswith("#") else None
        at += 1
    # A last line without a line break would end the scalar without one.
    return at if lines[last] == "" and at > start else None


def _copied(value: Any) -> Any:
    copied = value.copy()
    for step, inner in value.items() if type(value) is dict else enumerate(value):
        if type(inner) is list or type(inner) is dict:
            copied[step] = _copied(inner)
    return copied
