"""One YAML file: its values, and the exact place of every key and value."""

import json
from codecs import BOM_UTF8
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from guidelint.model.position import Lines, Position, Span
from guidelint.model.position import Path as Path
from guidelint.model.regex import regex
from guidelint.source.compiled import as_json, places
from guidelint.source.decode import decode, encode, refuse_long_lines
from guidelint.source.offsets import Offsets, ValuePlace
from guidelint.source.scalar import character_spans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml.nodes import Node

_ANCHOR = regex(r"&[^\s,\[\]{}]+\s+")

Value = Any
"""None, bool, int, float, str, or lists and string-keyed dictionaries of them."""


class Document(msgspec.Struct, eq=False, dict=True):
    """A parsed file. `name` is the path as shown to the user; `text` has no byte order mark."""

    name: str
    text: str
    bom: bool = False

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text)

    @classmethod
    def of(cls, data: Value, name: str = "") -> "Document":
        """A document of values that stand in no file; its places mean nothing."""
        document = cls(name, json.dumps(data, ensure_ascii=False))
        document.__dict__["data"] = data
        return document

    @classmethod
    def known(cls, raw: bytes, name: str, data: Value) -> "Document":
        """A file whose values are known from an earlier reading of the same bytes."""
        decoded = decode(raw, name)
        document = cls(name, decoded.text, decoded.bom)
        document.__dict__ |= {"data": data, "json": None}  # nobody has to read them again
        return document

    @cached_property
    def raw(self) -> bytes:
        """The bytes of the file."""
        return encode(self.text, self.bom)

    @property
    def unmarked(self) -> bytes:
        """The bytes of the file without a byte order mark."""
        return self.raw[len(BOM_UTF8) :] if self.bom else self.raw

    def forget_values(self) -> None:
        """Let go of the values, which the model holds as well; whoever asks for them has them read again."""
        for name in ("data", "raw", "json"):
            self.__dict__.pop(name, None)

    @cached_property
    def json(self) -> bytes | None:
        """The values as the compiled reader reads them; None where the reference has to."""
        return as_json(self.unmarked)

    @cached_property
    def root(self) -> "Node":
        from guidelint.source.values import compose

        return compose(self.text, self.name)

    @cached_property
    def data(self) -> Value:
        if self.json is not None:
            return msgspec.json.decode(self.json)
        from guidelint.source.values import construct

        return construct(self.root, self.name, self.lines)

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Where the value at `path` stands, or its key; a missing end of the path falls back to its parent."""
        if (alias := self._alias(path[:-1] if key else path)) is not None:
            return alias
        if (quick := self._quick(path, key=key)) is not None:
            if key and quick.key_start < quick.key_end:
                return Span(quick.key_start, quick.key_end)
            if quick.start >= 0 and not key:
                return Span(quick.start, quick.end)
        key_node, node = self._find(path)
        node = key_node if key and key_node is not None else node
        return Span(_start(self.text, node), _end(node))

    def inner(self, path: Path, start: int, end: int) -> Span:
        """Where characters `start` to `end` of the string at `path` stand.

        The whole scalar where the string cannot be followed character by character.
        """
        spans = self.characters(path)
        if spans is None or start >= end:
            return self.span(path)
        return Span(spans[start].start, spans[end - 1].end)

    def characters(self, path: Path) -> list[Span] | None:
        """The source span of every character of the string at `path`; None where that is not known, as of an alias."""
        if self._alias(path) is not None:
            return None
        if (quick := self._quick(path)) is not None:
            value = self._value(path)
            if quick.start >= 0 and not isinstance(value, (list, dict)):
                span = Span(quick.start, quick.end)
                written = value if isinstance(value, str) else self.quote(span)
                return character_spans(self.text, span, quick.style, written)
        from yaml.nodes import ScalarNode

        _, node = self._find(path)
        if not isinstance(node, ScalarNode):
            return None
        span = Span(_start(self.text, node), node.end_mark.index)
        return character_spans(self.text, span, node.style or "", node.value)

    def is_alias(self, path: Path) -> bool:
        """Whether the value at `path` is repeated from elsewhere by an alias, itself or with what it is in."""
        return self._alias(path) is not None

    def style(self, path: Path) -> str:
        """How the scalar at `path` is written: empty for plain, else its opening mark: ' " | or >."""
        if (quick := self._quick(path)) is not None and quick.start >= 0:
            return quick.style
        from yaml.nodes import ScalarNode

        node = self._find(path)[1]
        return (node.style or "") if isinstance(node, ScalarNode) else ""

    def position(self, offset: int) -> Position:
        return self.lines.position(offset)

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _quick(self, path: Path, *, key: bool = False) -> ValuePlace | None:
        """Where the value at `path`, or only its `key`, stands, as far as the compiled reader can tell."""
        if (path, key) not in self._places:
            self._places[path, key] = self._marks.place(path, key=key) if self._marks is not None else None
        return self._places[path, key]

    @cached_property
    def _marks(self) -> Offsets | None:
        written = places(self.unmarked)
        return Offsets.of(written, self.data) if written is not None else None

    @cached_property
    def _places(self) -> dict[tuple[Path, bool], ValuePlace | None]:
        return {}

    def _alias(self, path: Path) -> Span | None:
        """The alias by which the value at `path`, or one that it is in, is repeated."""
        if self._marks is not None or not self._aliases:
            return None
        return next((self._aliases[path[:end]] for end in range(len(path) + 1) if path[:end] in self._aliases), None)

    @cached_property
    def _aliases(self) -> "Mapping[Path, Span]":
        from guidelint.source.aliases import aliases

        return aliases(self.text) if "*" in self.text and self.text.count("&") else {}

    def _value(self, path: Path) -> Value:
        value = self.data
        for step in path:
            value = value[step]
        return value

    def _find(self, path: Path) -> "tuple[Node | None, Node]":
        from yaml.nodes import MappingNode, SequenceNode

        key: Node | None = None
        node = self.root
        for step in path:
            if isinstance(node, MappingNode):
                pair = next((pair for pair in node.value if pair[0].value == step), None)
                if pair is None:
                    break
                key, node = pair
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
                key, node = None, node.value[step]
            else:
                break
        return key, node


def load(raw: bytes, name: str) -> Document:
    """Read a YAML file's bytes. Raises CannotCheck with line and column for whatever is wrong with it."""
    decoded = decode(raw, name)
    refuse_long_lines(decoded.text, name)
    document = Document(name, decoded.text, decoded.bom)
    document.__dict__["raw"] = raw
    if document.json is None:
        _ = document.data
    return document


def show(path: Path) -> str:
    """The path as users write it: `materials[0].name`."""
    words = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(words).removeprefix(".")


def _start(text: str, node: "Node") -> int:
    """A node's mark begins at its anchor, if it has one."""
    start = int(node.start_mark.index)
    anchor = _ANCHOR.match(text, start, node.end_mark.index)
    return anchor.end() if anchor else start


def _end(node: "Node") -> int:
    """A block collection's own mark runs on to the next token; its text ends with its last value."""
    from yaml.nodes import CollectionNode, SequenceNode

    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        if isinstance(node, SequenceNode):
            node = last
        else:
            key, value = last
            node = value if _has_text(value) else key
    return int(node.end_mark.index)


def _has_text(node: "Node") -> bool:
    return bool(node.end_mark.index > node.start_mark.index)
