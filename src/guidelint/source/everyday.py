"""YAML as guides are really written, read line by line: several times faster than a full parser.

Only a small notation is read here: keys of ASCII letters, block mappings and lists, scalars and flow collections
on one line, block scalars of evenly indented lines. `read` gives None for everything else, and for everything that
the reference (`values.compose` and `values.construct`) would refuse, so that what it does give is what the reference
gives. tests/source/test_everyday.py holds the two against each other.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from operator import length_hint
from typing import Any, NamedTuple

from guidelint.source.decode import MAX_DEPTH
from guidelint.source.plain import MARKED, scalar

MAX_CHARACTERS = 100_000  # longer texts might break the reference's limits on nodes
_MAX_LINES_KEPT = 20_000
_MAX_LAYOUTS_KEPT = 500

_FOREIGN_CHARACTER = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Tabs, lone CRs, control characters, surrogates, YAML's further line breaks, and byte order marks."""

# A plain scalar that nothing but a comment follows: no indicator in front, no ": " and no " #" inside.
_PLAIN = r"[^ \-?:,\[\]{}#&*!|>'\"%@`](?:[^ :#]++|:(?=[^ ])|(?<=[^ ])\#| ++(?=[^ #]))*+|-?[0-9][0-9.]*+"
_DOUBLE = r'"[^"\\]*"'
_SINGLE = r"'(?:[^']|'')*'"
_LINE = re.compile(
    r"(?P<indent> *)(?P<dash>- +)?(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?=[ ]|\Z))?"
    rf" *(?P<value>{_PLAIN}|{_DOUBLE}|{_SINGLE}|[\[{{].*[\]}}]|[|>]-?)?(?: *(?<= )\#.*| *)\Z"
)
_FLOW = re.compile(
    rf" *(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]*): +)?"
    rf"(?:(?P<open>[\[{{])|(?P<value>{_DOUBLE}|{_SINGLE}|[^\s\-?:,\[\]{{}}#&*!|>'\"%@`][^:,?\[\]{{}}#&*!|>'\"%@`]*|-?[0-9][0-9.]*))?"
)

# Flow collections as they mostly are: words, lists of words, and keys with either.
_WORD = r"[^ \-?:,\[\]{}#&*!|>'\"%@`][^ :,?\[\]{}#&*!|>'\"%@`]*+(?: ++[^ :,?\[\]{}#&*!|>'\"%@`]++)*+"
_WORDS = rf"\[{_WORD}(?:, {_WORD})*+\]"
_QUOTED = rf"\[{_DOUBLE}(?:, {_DOUBLE})*+\]"
_ENTRY = rf"([A-Za-z_][A-Za-z0-9_-]*+): ({_WORD}|{_DOUBLE}|{_WORDS}|{_QUOTED})"
_LIST, _EACH_ENTRY = re.compile(f"{_WORDS}|{_QUOTED}"), re.compile(_ENTRY)
_ENTRIES = re.compile(rf"\{{{_ENTRY}(?:, {_ENTRY})*+\}}")

_SCALAR, _COLLECTION, _BLOCK, _NOTHING = 0, 1, 2, 3  # what a line has as its value; a block scalar's is its header
_KEY, _ITEM, _ITEM_KEY = 0, 4, 8  # `key: value`, `- value` and `- key: value`: the kind of a line is the two together
_SKIP, _START, _FOREIGN = -1, -2, -3  # blank or comment, `---`, and what is none of ours


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A line without its words: its kind, and where it and its key begin. Each is made once, and so found quickly."""

    kind: int
    outer: int
    inner: int

    @property
    def value(self) -> int:
        return self.kind & 3

    def is_below(self, key: "Shape") -> bool:
        """Whether a collection that begins here is the value of that key, on the line before."""
        return self.kind >= 0 and (self.outer > key.inner or (self.outer == key.inner and self.kind >= _ITEM))


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
    def is_full(self) -> bool:
        return len(self) > _MAX_LINES_KEPT or len(self._shapes) > _MAX_LAYOUTS_KEPT


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
            if len(levels) > MAX_DEPTH - 4:
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
    def is_full(self) -> bool:
        return len(self._known) > _MAX_LAYOUTS_KEPT


class Reader:
    """Reads documents, and remembers lines: guides of one authority share most of theirs."""

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._lines = _Lines()
        self._start = _Layout(((0, False),), _NOT_BEGUN, {})

    def read(self, text: str, lines: list[str] | None = None) -> dict[str, Any] | None:
        """The values of a document, or None where the reference has to read it. `lines` are its own, if they are known."""
        if len(text) > MAX_CHARACTERS:
            return None
        if self._lines.is_full or self._start.is_full:
            self._forget()
        return self._build(split(text) if lines is None else lines)

    def place(self, lines: list[str], path: tuple[str | int, ...]) -> "Place | None":
        """Where the value at `path` stands in a document that `read` has read; None where that is not easily told."""
        at, indent, is_list, inline = 0, 0, False, -1
        for depth, step in enumerate(path, 1):
            if is_list != isinstance(step, int):
                return None
            found = self._find(lines, at, indent, step, inline)
            if found is None:
                return None
            shape = self._shape(lines[found])
            if depth == len(path):
                if is_list and shape.kind >= _ITEM_KEY:
                    return self._mapping(lines, found)
                if shape.value == _NOTHING:
                    return self._below(lines, found)
                return _place(lines[found], found)
            if is_list and shape.kind >= _ITEM_KEY:
                at, indent, is_list, inline = found, shape.inner, False, found
                continue
            if shape.value != _NOTHING:
                return _inside(lines[found], found, path[depth:]) if shape.value == _COLLECTION else None
            at = self._next(lines, found + 1)
            if at == len(lines):
                return None
            shape = self._shape(lines[at])
            indent, is_list, inline = shape.outer, shape.kind >= _ITEM, -1
        return None

    def _next(self, lines: list[str], at: int) -> int:
        """The next line that says something, from `at` on."""
        while at < len(lines) and self._shape(lines[at]).kind == _SKIP:
            at += 1
        return at

    def _mapping(self, lines: list[str], first: int) -> "Place | None":
        """The mapping that begins behind the dash of a line."""
        begin = self._shape(lines[first])
        end = self._end(lines, first, lambda shape: shape.outer <= begin.outer)
        return end and Place(first, begin.inner, begin.inner, begin.inner, end.end, "", first, end.line)

    def _below(self, lines: list[str], key: int) -> "Place | None":
        """The collection on the lines below its key, if there is one."""
        place, owner, first = _place(lines[key], key), self._shape(lines[key]), self._next(lines, key + 1)
        if place is None or first == len(lines) or not (begin := self._shape(lines[first])).is_below(owner):
            return place
        end = self._end(lines, first, lambda shape: not shape.is_below(owner))
        return end and Place(key, place.key_start, place.key_end, begin.outer, end.end, "", first, end.line)

    def _end(self, lines: list[str], first: int, is_over: Callable[[Shape], bool]) -> "Place | None":
        """The last value of the collection that begins on the line `first`, or the last key if that has none."""
        last = first
        for number in range(first, len(lines)):
            shape = self._shape(lines[number])
            if shape.kind < _SKIP or (shape.kind >= 0 and shape.value == _BLOCK):
                return None  # the text of a block scalar may look like anything
            if shape.kind >= 0:
                if number > first and is_over(shape):
                    break
                last = number
        place = _place(lines[last], last)
        return place if place is None or place.end >= 0 else place._replace(end=place.key_end)

    def _find(self, lines: list[str], at: int, indent: int, step: str | int, inline: int) -> int | None:
        """The line of the entry `step` of the collection at that indent; `inline` is the line of its first key, if that
        stands behind a dash."""
        count = 0
        for number, (shape, key, _) in enumerate(map(self._lines.__getitem__, islice(lines, at, None)), at):
            kind, outer = shape.kind, shape.outer
            if outer > indent or kind == _SKIP:
                continue
            if kind < _SKIP:
                text = lines[number]
                if len(text) - len(text.lstrip(" ")) > indent:
                    continue  # the text of a block scalar
                if number == 0 and kind == _START:
                    continue
                return None
            if isinstance(step, int):
                if outer < indent or kind < _ITEM:
                    return None
                if count == step:
                    return number
                count += 1
            elif number == inline or (outer == indent and kind < _ITEM):
                if key == step:
                    return number
            elif outer < indent:
                return None
        return None

    def _shape(self, text: str) -> Shape:
        return self._lines[text][0]

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


def split(text: str) -> list[str]:
    return (text.replace("\r\n", "\n") if "\r" in text else text).split("\n")


class Place(NamedTuple):
    """A line counted from 0, and columns from 0 in it: those of the key, equal where there is none, and of the value.

    `first` and `last` are the lines on which the value begins and ends, where it does not stand on that one.
    """

    line: int
    key_start: int
    key_end: int
    start: int
    end: int
    style: str
    first: int = -1
    last: int = -1


def _place(text: str, number: int) -> Place | None:
    found = _LINE.match(text)
    if found is None or found["value"] is None or found["value"][0] in "|>":
        key = found.span("key") if found is not None else (-1, -1)
        return Place(number, *key, -1, -1, "") if key[0] >= 0 else None
    raw = found["value"]
    start = found.start("value")
    key_start, key_end = found.span("key") if found["key"] is not None else (start, start)
    style = raw[0] if raw[0] in "'\"" else ""
    return Place(number, key_start, key_end, start, start + len(raw.rstrip(" ")), style)


def _inside(text: str, number: int, path: tuple[str | int, ...]) -> Place | None:
    """Where the value at `path` stands in the flow collection of a line."""
    line = _LINE.match(text)
    at = line.start("value") if line is not None else -1
    for depth, step in enumerate(path, 1):
        if at < 0 or text[at] not in "[{" or (text[at] == "[") != isinstance(step, int):
            return None
        at, count = at + 1, 0
        while True:
            found = _FLOW.match(text, at)
            if found is None or (not found["open"] and found["value"] is None):
                return None
            start = found.start("open") if found["open"] else found.start("value")
            end = _flow(text, start, 0)[1] if found["open"] else found.end()
            if step in (count, found["key"]):
                break
            at, count = text.find(",", end) + 1, count + 1
            if not at or text[end : at - 1].strip(" ") or end < 0:
                return None
        key_start, key_end = found.span("key") if found["key"] is not None else (start, start)
        if depth == len(path):
            raw = text[start:end].rstrip(" ")
            style = raw[0] if raw[0] in "'\"" else ""
            return Place(number, key_start, key_end, start, start + len(raw), style)
        at = start
    return None


def _line(text: str) -> tuple[int, int, int, str, Any]:
    """One line taken apart: kind, indent, indent of its key, key, value."""
    if _is_foreign(text):
        return _FOREIGN, 0, 0, "", None
    found = _LINE.match(text)
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
    if _LIST.fullmatch(raw) is not None:
        return _words(raw).copy
    if _ENTRIES.fullmatch(raw) is not None:
        entries = _EACH_ENTRY.findall(raw)
        values = {key: _words(word) if word[0] == "[" else _scalar(word) for key, word in entries}
        if len(values) < len(entries):
            return None
        return partial(_copied, values) if "[" in raw else values.copy
    value, end = _flow(raw, 0, 0)
    return partial(_copied, value) if end == len(raw) else None


def _words(raw: str) -> list[Any]:
    if raw[1] == '"':
        return raw[2:-2].split('", "')
    return [scalar(word) if word[0] in MARKED else word for word in raw[1:-1].split(", ")]


def _is_foreign(text: str) -> bool:
    return not text.isprintable() and _FOREIGN_CHARACTER.search(text) is not None


def _scalar(raw: str) -> Any:
    first = raw[0]
    if first == '"':
        return raw[1:-1]
    if first == "'":
        return raw[1:-1].replace("''", "'")
    if raw[-1] == " ":
        raw = raw.rstrip(" ")
    return scalar(raw) if first in MARKED else raw


def _flow(text: str, at: int, depth: int) -> tuple[Any, int]:
    """The flow collection that opens at `at`, and where it ends; -1 where it is none of ours."""
    is_map = text[at] == "{"
    close = "}" if is_map else "]"
    values: Any = {} if is_map else []
    at += 1
    if text[at:].lstrip(" ").startswith(close):
        return values, text.index(close, at) + 1
    while depth < MAX_DEPTH // 3:
        found = _FLOW.match(text, at)
        assert found is not None  # every part of the pattern may be absent
        key = found["key"]
        if (key is None) == is_map or (key is not None and key in values):
            break
        at = found.end()
        if found["open"]:
            value, at = _flow(text, at - 1, depth + 1)
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
