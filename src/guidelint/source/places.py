"""Where a value stands in a document that the quick reader has read (everyday.py), found without parsing it again.

In that notation the lines of a collection are indented alike, and whatever stands inside a value is indented deeper
than its key. So the line of a key is the first one at its indent that begins with it, and the lines of items are those
with a dash at theirs: they can be searched for. tests/source/test_everyday.py holds every place against the reference.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from guidelint.source.everyday import FLOW, LINE, flow
from guidelint.source.position import Path

_BELOW = re.compile(r"(?:\r?\n *(?:\#[^\r\n]*)?(?=\r?\n))*\r?\n( *)(- +)?(?=[^ \r\n])")
_HEADER = re.compile(r"^( *(?:- +)?)[^\r\n]* [|>]-? *(?:\#[^\r\n]*)?\r?$", re.MULTILINE)
"""The first line of a block scalar, or one that looks like it; as long as what stands before its key."""


class Place(NamedTuple):
    """Offsets of a value, -1 where they are not easily told, and of its key, the same two where there is none; how a
    scalar is written: empty for plain, else its opening mark."""

    start: int
    end: int
    key_start: int
    key_end: int
    style: str


def place(text: str, data: Any, path: Path) -> Place | None:
    """Where the value at `path` of the document's `data` stands; None where that is not easily told."""
    at, indent, is_list, behind_dash = 0, 0, False, False
    for depth, step in enumerate(path, 1):
        if not _has(data, step):
            return None
        data = data[step]
        if isinstance(step, int):
            at = _item(text, at, indent, step)
        elif not (behind_dash and text.startswith(f"{step}:", at + indent)):
            at = _key(text, at, f"{' ' * indent}{step}:")
        line = _line(text, at)
        found = LINE.match(line) if at >= 0 else None
        if found is None:
            return None
        is_last = depth == len(path)
        key, value, inner = found["key"], found["value"], len(found["indent"]) + len(found["dash"] or "")
        if is_list and key is not None:
            if is_last:
                begin = at + inner
                return _until(text, begin, _over(len(found["indent"]) + 1, is_list=False), begin, begin)
            indent, is_list, behind_dash = inner, False, True
            continue
        if value is not None:
            if is_last:
                return _on(text, found, at)
            return _inside(line, at, found.start("value"), path[depth:])
        below = _BELOW.match(text, at + len(line))
        if below is None or (len(below[1]), below[2] is not None) < (inner, True):
            return Place(-1, -1, at + found.start("key"), at + found.end("key"), "") if is_last else None
        indent, is_list, behind_dash = len(below[1]), below[2] is not None, False
        if is_last:
            over = _over(indent, is_list=is_list)
            return _until(text, below.end(1), over, at + found.start("key"), at + found.end("key"))
        at = below.start(1)
    return None


def _has(data: Any, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(data, list) and 0 <= step < len(data)
    return isinstance(data, dict) and step in data


def _key(text: str, at: int, head: str) -> int:
    """The first line from the one at `at` on that begins with a key; -1 where there is none."""
    if not text.startswith(head, at):
        at = text.find("\n" + head, at) + 1 or -1
    while at >= 0 and text[at + len(head) : at + len(head) + 1] not in ("", " ", "\r", "\n"):
        at = text.find("\n" + head, at + 1) + 1 or -1
    return at


def _item(text: str, at: int, indent: int, number: int) -> int:
    """The line of an item of the list whose first line is the one at `at`; -1 where there is none."""
    head = "\n" + " " * indent + "- "
    for _ in range(number):
        at = text.find(head, at) + 1 or -1
        if at < 0:
            break
    return at


def _line(text: str, at: int) -> str:
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
