"""Values as YAML text: what the ticket side writes into files."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidelint.model.regex import regex
from guidelint.source.plain import scalar

LONG = 80  # characters of a list on one line

_MARKS = frozenset("!&*?|>@`%\"'#,[]{}:\\<=~-")
_INSIDE = frozenset("#:\\")  # may mean something inside a plain scalar
_OLDER = regex(r"0[0-9_]+")  # an octal number to readers of YAML 1.1, such as 000100001000
_INSIDE_FLOW = _INSIDE | frozenset(",[]{}\"'")


def inline(value: Any) -> str:
    """A value in one line, fit for a flow collection. A string stays plain where it reads back as itself."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return json.dumps(value)
    if isinstance(value, str):
        return value if _is_plain(value, _INSIDE_FLOW) else quoted(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{inline(k)}: {inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_item, value)) + "]"
    raise TypeError(f"no YAML for {type(value).__name__}")


def _item(value: Any) -> str:
    """With quotation marks where a comma of another width is part of it: a check asks whether two items were meant."""
    return quoted(value) if isinstance(value, str) and "\uff0c" in value else inline(value)


def quoted(text: str) -> str:
    """A double-quoted scalar; what does not print is escaped."""
    if _prints(text) and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join(_escaped(c) for c in text) + '"'


def block(data: Mapping[str, Any]) -> str:
    """A file of one mapping: a key a line, lists of mappings one item a line."""
    lines: list[str] = []
    for key, value in data.items():
        if isinstance(value, Sequence) and value and all(isinstance(item, Mapping) for item in value):
            lines += [f"{key}:", *(f"  - {inline(item)}" for item in value)]
        elif isinstance(value, str) and _is_plain(value, _INSIDE):
            lines.append(f"{key}: {value}")
        else:
            lines.append(f"{key}: {inline(value)}")
    return "".join(f"{line}\n" for line in lines)


def nested(data: Mapping[str, Any]) -> str:
    """A file of one mapping as people write it: every key a line, every item of a list of mappings a block."""
    return "".join(f"{line}\n" for line in _nested(data))


def _nested(data: Mapping[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, str) and _is_plain(value, _INSIDE):
            yield f"{key}: {value}"
        elif isinstance(value, Mapping) and value:
            yield f"{key}:"
            yield from (f"  {line}" for line in _nested(value))
        elif _is_list_of_mappings(value):
            yield f"{key}:"
            for item in value:
                first, *rest = _nested(item)
                yield f"  - {first}"
                yield from (f"    {line}" for line in rest)
        elif isinstance(value, list) and len(inline(value)) > LONG:
            yield f"{key}:"
            yield from (f"  - {inline(item)}" for item in value)
        else:
            yield f"{key}: {inline(value)}"


def _is_list_of_mappings(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, Mapping) and item for item in value)


def _is_plain(text: str, marks: frozenset[str]) -> bool:
    return (
        bool(text)
        and text == text.strip()
        and isinstance(scalar(text), str)
        and not _OLDER.fullmatch(text)
        and text[0] not in _MARKS
        and not text.startswith(("---", "..."))
        and marks.isdisjoint(text)
        and _prints(text)
    )


def _prints(text: str) -> bool:
    return text.isprintable() or text.replace("\u3000", "").isprintable()


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character in "\n\t\r":
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}[character]
    if _prints(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
