"""YAML as guides are really written, read line by line: several times faster than a full parser.

Only a small notation is read here: keys of ASCII letters, block mappings and lists, scalars and flow collections
on one line, block scalars of evenly indented lines. `read` gives None for everything else, and for everything that
the reference (`values.compose` and `values.construct`) would refuse, so that what it does give is what the reference
gives. tests/source/test_everyday.py holds the two against each other.
"""

import re
from dataclasses import dataclass
from typing import Any, cast

from guidelint.source.values import MAX_DEPTH, scalar

MAX_CHARACTERS = 100_000  # longer texts might break the reference's limits on nodes
_MAX_LINES_KEPT = 20_000

_FOREIGN = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Tabs, lone CRs, control characters, surrogates, YAML's further line breaks, and byte order marks."""

# A plain scalar that nothing but a comment follows: no indicator in front, no ": " and no " #" inside.
_PLAIN = r"[^ \-?:,\[\]{}#&*!|>'\"%@`](?:[^ :#]++|:(?=[^ ])|(?<=[^ ])\#| ++(?=[^ #]))*+|-?[0-9][0-9.]*+"
_DOUBLE = r'"[^"\\]*"'
_SINGLE = r"'(?:[^']|'')*'"
_LINE = re.compile(
    r"(?P<indent> *)(?P<dash>- +)?(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?=[ ]|\Z))?"
    rf" *(?P<value>{_PLAIN}|{_DOUBLE}|{_SINGLE}|[\[{{].*[\]}}]|[|>]-?)?(?: *(?<= )\#.*| *)\Z"
)
_BLANK = re.compile(r" *(?:\#.*)?\Z")
_FLOW = re.compile(
    rf" *(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]*): +)?"
    rf"(?:(?P<open>[\[{{])|(?P<value>{_DOUBLE}|{_SINGLE}|[^\s\-?:,\[\]{{}}#&*!|>'\"%@`][^:,?\[\]{{}}#&*!|>'\"%@`]*|-?[0-9][0-9.]*))?"
)

_SKIP, _KEY, _COLLECTION, _BLOCK, _ITEM, _ITEM_KEY = -1, 0, 1, 2, 4, 8
"""Kinds of line: blank or comment; `key: value`, where the value may be a flow collection or the header of a block
scalar; `- value`; and `- key: value`, with the same two."""

_WORD = r"[^ \-?:,\[\]{}#&*!|>'\"%@`][^:,?\[\]{}#&*!|>'\"%@`]*+"
_WORDS = re.compile(rf"\[{_WORD}(?:, {_WORD})*+\]")  # the flow collection that is by far the commonest

Line = tuple[int, int, int, str, Any]
"""Kind, indent of the line, indent of its key, key, value."""

_NO_LINE: Line = (-2, 0, 0, "", None)
_NOTHING: Any = object()  # no value on this line


class Reader:
    """Reads documents, and remembers lines: guides of one authority share most of theirs."""

    def __init__(self) -> None:
        self._lines: dict[str, Line | None] = {}

    def read(self, text: str) -> dict[str, Any] | None:
        """The values of a document, or None where the reference has to read it."""
        if len(text) > MAX_CHARACTERS:
            return None
        lines = (text.replace("\r\n", "\n") if "\r" in text else text).split("\n")
        if len(self._lines) > _MAX_LINES_KEPT:
            self._lines.clear()
        return self._build(lines)

    def place(self, lines: list[str], path: tuple[str | int, ...]) -> "Place | None":
        """Where the scalar or flow collection at `path` stands in a document that `read` has read; None where it is not
        one line's."""
        at, indent, is_list, inline = 0, 0, False, -1
        for depth, step in enumerate(path, 1):
            if is_list != isinstance(step, int):
                return None
            found = self._find(lines, at, indent, step, inline)
            if found is None:
                return None
            kind, _, inner, _, value = self._known(lines[found]) or _NO_LINE
            if depth == len(path):
                if is_list and kind >= _ITEM_KEY:
                    return self._whole(lines, found)
                return _place(lines[found], found)
            if is_list and _ITEM <= kind < _ITEM_KEY:
                return _inside(lines[found], found, path[depth:]) if kind & _COLLECTION else None
            if is_list and kind >= _ITEM_KEY:
                at, indent, is_list, inline = found, inner, False, found
                continue
            if value is not _NOTHING:
                return _inside(lines[found], found, path[depth:]) if kind & _COLLECTION else None
            at = found + 1
            while at < len(lines) and (self._known(lines[at]) or _NO_LINE)[0] == _SKIP:
                at += 1
            if at == len(lines):
                return None
            kind, indent, _, _, _ = self._known(lines[at]) or _NO_LINE
            is_list, inline = kind >= _ITEM, -1
        return None

    def _whole(self, lines: list[str], first: int) -> "Place | None":
        """The mapping that begins behind the dash of a line, to the end of its last value."""
        _, outer, inner, _, _ = self._known(lines[first]) or _NO_LINE
        last = first
        for number in range(first + 1, len(lines)):
            line = self._known(lines[number])
            if line is None:
                return None
            if line[0] != _SKIP:
                if line[1] <= outer:
                    break
                last = number
        end = _place(lines[last], last)
        if end is None or (self._known(lines[last]) or _NO_LINE)[0] & _BLOCK:
            return None
        return Place(first, inner, inner, inner, end.end if end.end >= 0 else end.key_end, "", last)

    def _find(self, lines: list[str], at: int, indent: int, step: str | int, inline: int) -> int | None:
        """The line of the entry `step` of the collection at that indent; `inline` is the line of its first key, if that
        stands behind a dash."""
        count = 0
        for number in range(at, len(lines)):
            text = lines[number]
            line = self._known(text)
            if line is None:
                if len(text) - len(text.lstrip(" ")) > indent:
                    continue  # the text of a block scalar
                if number == 0 and text == "---":
                    continue
                return None
            kind, outer, _, key, _ = line
            if kind == _SKIP or outer > indent:
                continue
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

    def _known(self, text: str) -> Line | None:
        if text not in self._lines:
            self._lines[text] = _line(text)
        return self._lines[text]

    def _build(self, lines: list[str]) -> dict[str, Any] | None:
        known = self._lines
        root: dict[str, Any] = {}
        stack: list[tuple[int, Any]] = []
        top_indent, top, is_list = 0, cast(Any, root), False
        owner: Any = None  # the container and the key whose value comes on the following lines
        owner_key, owner_indent = "", 0
        at, end, begun = 0, len(lines), False
        while at < end:
            text = lines[at]
            at += 1
            try:
                line = known[text]
            except KeyError:
                line = known[text] = _line(text)
            if line is None:
                if begun or text != "---":
                    return None
                begun = True
                continue
            kind, outer, indent, key, value = line
            if kind == _SKIP:
                continue
            begun = True
            if owner is None:
                while top_indent > outer or (is_list and top_indent == outer and kind < _ITEM):
                    if not stack:
                        return None
                    top_indent, top = stack.pop()
                    is_list = type(top) is list
            elif outer > owner_indent or (outer == owner_indent and kind >= _ITEM and not is_list):
                if len(stack) > MAX_DEPTH - 5:
                    return None
                stack.append((top_indent, top))
                is_list = kind >= _ITEM
                top_indent, top = outer, [] if is_list else {}
                owner[owner_key] = top
                owner = None
            else:
                owner = None
                at -= 1  # the key has no value; this line is read as if it had not been met
                continue
            if top_indent != outer or is_list != (kind >= _ITEM):
                return None
            if _ITEM <= kind < _ITEM_KEY:
                top.append(_copied(value))
                continue
            if kind >= _ITEM_KEY:
                item: dict[str, Any] = {}
                top.append(item)
                stack.append((top_indent, top))
                top_indent, top, is_list = indent, item, False
            elif key in top:
                return None
            if value is _NOTHING:
                top[key] = None
                owner, owner_key, owner_indent = top, key, indent
            elif kind & _BLOCK:
                block_end = _block_end(lines, at, indent)
                if block_end is None:
                    return None
                body = [one.lstrip(" ") for one in lines[at:block_end]]
                top[key] = ("\n" if value[0] == "|" else " ").join(body) + ("" if value[1:] else "\n")
                at = block_end
            else:
                top[key] = _copied(value) if kind & _COLLECTION else value
        return root or None


@dataclass(frozen=True, slots=True)
class Place:
    """A line counted from 0, and columns from 0 in it: those of the key, equal where there is none, and of the value.

    `last` is the line on which the value ends, where that is another.
    """

    line: int
    key_start: int
    key_end: int
    start: int
    end: int
    style: str
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


def _line(text: str) -> Line | None:
    """One line taken apart; None where it is none of ours."""
    if _FOREIGN.search(text) is not None:
        return None
    if _BLANK.match(text) is not None:
        return _SKIP, 0, 0, "", None
    found = _LINE.match(text)
    if found is None:
        return None
    indent, dash, key, raw = found.groups()
    outer, inner = len(indent), len(indent) + len(dash or "")
    kind = _KEY if dash is None else _ITEM if key is None else _ITEM_KEY
    if key is None and (dash is None or raw is None or raw[0] in "|>"):
        return None
    if raw is None:
        return kind, outer, inner, key, _NOTHING
    if raw[0] in "|>":
        return kind | _BLOCK, outer, inner, key, raw
    if raw[0] in "[{":
        if _WORDS.fullmatch(raw) is not None:
            return (
                kind | _COLLECTION,
                outer,
                inner,
                key or "",
                [scalar(word.rstrip(" ")) for word in raw[1:-1].split(", ")],
            )
        value, at = _flow(raw, 0, 0)
        return (kind | _COLLECTION, outer, inner, key or "", value) if at == len(raw) else None
    return kind, outer, inner, key or "", _scalar(raw)


def _scalar(raw: str) -> Any:
    first = raw[0]
    if first == '"':
        return raw[1:-1]
    if first == "'":
        return raw[1:-1].replace("''", "'")
    return scalar(raw.rstrip(" "))


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
        if not stripped or _FOREIGN.search(line) is not None or len(line) - len(stripped) > indent:
            return None
        if len(line) - len(stripped) < indent:
            return at if not stripped.startswith("#") else None
        at += 1
    # A last line without a line break would end the scalar without one.
    return at if lines[last] == "" and at > start else None


def _copied(value: Any) -> Any:
    """A value of one's own: the remembered line keeps its."""
    if type(value) is list:
        return [_copied(inner) for inner in value]
    if type(value) is dict:
        return {key: _copied(inner) for key, inner in value.items()}
    return value
