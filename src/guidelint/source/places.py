"""Where a value stands in a document that the quick reader has read (everyday.py), found without parsing it again.

In that notation the lines of a collection are indented alike, and whatever stands inside a value is indented deeper
than its key. So the line of a key is the first one at its indent that begins with it, and the lines of items are those
with a dash at theirs: they can be searched for. Loaded where the compiled reader has not told the places (marks.py).
tests/source/test_everyday.py holds every place against the reference.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Struct, field

from guidelint.model.position import Path
from guidelint.source.everyday import FLOW, LINE, flow
from guidelint.source.marks import Place, has

_BELOW = re.compile(r"(?:\r?\n *(?:\#[^\r\n]*)?(?=\r?\n))*\r?\n( *)(- +)?(?=[^ \r\n])")
_HEADER = re.compile(r"^( *(?:- +)?)[^\r\n]* [|>]-? *(?:\#[^\r\n]*)?\r?$", re.MULTILINE)
"""The first line of a block scalar, or one that looks like it; as long as what stands before its key."""


class _Line(NamedTuple):
    """The first line of a value, with where it begins, taken apart."""

    at: int
    text: str
    parts: re.Match[str]

    @property
    def indent(self) -> int:
        """Of the key."""
        return len(self.parts["indent"]) + len(self.parts["dash"] or "")


class Block(Struct):
    """A collection in lines of its own, the first at `at`; the first key of one `behind_dash` stands on the item's line.

    What was found on the way to one value serves for the next: items begin where they begin.
    """

    text: str
    data: Any
    at: int = 0
    indent: int = 0
    is_list: bool = False
    behind_dash: bool = False
    _items: list[int] = field(default_factory=list)
    _inner: dict[str | int, "Block | _Line | None"] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> Place | None:
        """Where the value at `path` stands, or only its `key`; None where that is not easily told."""
        block = self
        for depth, step in enumerate(path[:-1], 1):
            if step not in block._inner:
                block._inner[step] = block._open(step)
            inner = block._inner[step]
            if inner is None:
                return None
            if isinstance(inner, _Line):
                return _inside(inner.text, inner.at, inner.parts.start("value"), path[depth:])
            block = inner
        return block._place(path[-1], key=key) if path else None

    def _place(self, step: str | int, *, key: bool) -> Place | None:
        if (line := self._line(step)) is None:
            return None
        at, found = line.at, line.parts
        if self.is_list and found["key"] is not None:
            begin = at + line.indent
            return _until(self.text, begin, _over(len(found["indent"]) + 1, is_list=False), begin, begin)
        if found["value"] is not None:
            return _on(self.text, found, at)
        start, end = at + found.start("key"), at + found.end("key")
        below = None if key else self._below(line)
        if below is None:
            return Place(-1, -1, start, end, "")
        over = _over(len(below[1]), is_list=below[2] is not None)
        return _until(self.text, below.end(1), over, start, end)

    def _open(self, step: str | int) -> "Block | _Line | None":
        """The collection at a step, or the line that it stands on."""
        if (line := self._line(step)) is None:
            return None
        if self.is_list and line.parts["key"] is not None:
            return Block(self.text, self.data[step], line.at, line.indent, behind_dash=True)
        if line.parts["value"] is not None:
            return line
        if (below := self._below(line)) is None:
            return None
        return Block(self.text, self.data[step], below.start(1), len(below[1]), below[2] is not None)

    def _line(self, step: str | int) -> _Line | None:
        """Where the value at a step of this collection begins."""
        if not has(self.data, step):
            return None
        if isinstance(step, int):
            at = self._item(step)
        elif self.behind_dash and self.text.startswith(f"{step}:", self.at + self.indent):
            at = self.at
        else:
            at = _key(self.text, self.at, f"{' ' * self.indent}{step}:")
        if at < 0:
            return None
        line = _line_at(self.text, at)
        found = LINE.match(line)
        return _Line(at, line, found) if found is not None else None

    def _item(self, number: int) -> int:
        """The line of an item of this list; -1 where there is none."""
        items, head = self._items or [self.at], "\n" + " " * self.indent + "- "
        while len(items) <= number and items[-1] >= 0:
            items.append(self.text.find(head, items[-1]) + 1 or -1)
        self._items = items
        return items[min(number, len(items) - 1)]

    def _below(self, line: _Line) -> re.Match[str] | None:
        """What the lines below that of a key begin with, where they are its value."""
        below = _BELOW.match(self.text, line.at + len(line.text))
        return below if below is not None and (len(below[1]), below[2] is not None) >= (line.indent, True) else None


def _key(text: str, at: int, head: str) -> int:
    """The first line from the one at `at` on that begins with a key; -1 where there is none."""
    if not text.startswith(head, at):
        at = text.find("\n" + head, at) + 1 or -1
    while at >= 0 and text[at + len(head) : at + len(head) + 1] not in ("", " ", "\r", "\n"):
        at = text.find("\n" + head, at + 1) + 1 or -1
    return at


def _line_at(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[at : end if end >= 0 else len(text)].removesuffix("\r")


def _on(text: str, found: re.Match[str], at: int) -> Place:
    """The value on a line that begins at `at`; the text of a block scalar goes on to the first line that is outside."""
    raw, start = found["value"], at + found.start("value")
    key = (start, start) if found["key"] is None else (at + found.start("key"), at + found.end("key"))
    if raw[0] in "|>":
        outside = _over(found.start("key") + 1, is_list=False).search(text, at + found.end())
        return Place(start, outside.start() + 1 if outside is not None else len(text), *key, raw[0])
    return Place(start, start + len(raw.rstrip(" ")), *key, raw[0] if raw[0] in "'\"" else "")


@lru_cache(maxsize=100)
def _over(indent: int, *, is_list: bool) -> re.Pattern[str]:
    """The break before the first line that is outside of a collection at that indent."""
    return re.compile(rf"\n(?! {{{indent}}}{'(?: |- )' if is_list else ''}| *(?:\#|\r?\n|\r?\Z))")


def _until(text: str, start: int, over: re.Pattern[str], key_start: int, key_end: int) -> Place | None:
    """The collection from `start` to the end of its last value, or its last key if that has none."""
    outside = over.search(text, start)
    stop = outside.start() if outside is not None else len(text)
    for header in _HEADER.finditer(text, text.rfind("\n", 0, start) + 1, stop):
        if _over(len(header[1]) + 1, is_list=False).search(text, header.end(), stop) is None:
            return None  # it ends with a block scalar, whose text may look like anything
    while True:
        at = text.rfind("\n", 0, stop) + 1
        line = text[at:stop].removesuffix("\r")
        if line.lstrip(" ")[:1] not in ("", "#"):
            break
        stop = at - 1
    found = LINE.match(line)
    if found is None:
        return None
    last = found["value"]
    end = at + (found.start("value") + len(last.rstrip(" ")) if last is not None else found.end("key"))
    return Place(start, end, key_start, key_end, "")


def _inside(line: str, line_start: int, at: int, path: Path) -> Place | None:
    """Where the value at `path` stands in the flow collection that opens at `at` in a line."""
    for depth, step in enumerate(path, 1):
        if at < 0 or line[at] not in "[{" or (line[at] == "[") != isinstance(step, int):
            return None
        at, count = at + 1, 0
        while True:
            found = FLOW.match(line, at)
            if found is None or (not found["open"] and found["value"] is None):
                return None
            start = found.start("open") if found["open"] else found.start("value")
            end = flow(line, start, 0)[1] if found["open"] else found.end()
            if step in (count, found["key"]):
                break
            at, count = line.find(",", end) + 1, count + 1
            if not at or line[end : at - 1].strip(" ") or end < 0:
                return None
        if depth == len(path):
            key_start, key_end = found.span("key") if found["key"] is not None else (start, start)
            raw = line[start:end].rstrip(" ")
            style = raw[0] if raw[0] in "'\"" else ""
            return Place(
                line_start + start, line_start + start + len(raw), line_start + key_start, line_start + key_end, style
            )
        at = start
    return None
