"""Which value or key of a half-written YAML file the cursor is in."""

from collections.abc import Iterator
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from guidelint.model.errors import CannotCheck
from guidelint.model.position import Span
from guidelint.source.values import compose

_MARK = "\ue000"  # of the private use area: stands in no guide
_KEY = ":"  # makes a key of a word that stands alone in a mapping
_CLOSINGS = ("", "]", "}", "]}", '"', "'")


@dataclass(frozen=True, slots=True)
class Cursor:
    """`field` is a selector such as `materials[].name`, `typed` what the value holds before the cursor.

    At a key `field` is that of its mapping, and `beside` are the mapping's other keys; None at a value.
    """

    field: str
    typed: str
    beside: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class KeyAt:
    """A key under the pointer; `field` is the selector of its mapping."""

    field: str
    name: str
    span: Span


def cursor(text: str, offset: int) -> Cursor | None:
    """A mark is written at the cursor and looked for among the parsed keys and values; where the whole does not parse,
    the mark may be a key without its colon, or what stands before the cursor may parse alone. None where the cursor is
    in neither."""
    before, after = text[:offset] + _MARK, text[offset:]
    for attempt in (before + after, before + _KEY + after, *(before + closing for closing in (_KEY, *_CLOSINGS))):
        try:
            root = compose(attempt, "")
        except CannotCheck:
            continue
        return next(_marked(root, ""), None)
    return None


def key_at(node: Node, offset: int, field: str = "") -> KeyAt | None:
    """The key whose words `offset` touches, in a parsed file."""
    if isinstance(node, SequenceNode):
        return next(filter(None, (key_at(item, offset, f"{field}[]") for item in node.value)), None)
    if not isinstance(node, MappingNode):
        return None
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            continue
        span = Span(key.start_mark.index, key.end_mark.index)
        if span.start <= offset <= span.end:
            return KeyAt(field, key.value, span)
        if (inner := key_at(value, offset, f"{field}.{key.value}".removeprefix("."))) is not None:
            return inner
    return None


def _marked(node: Node, field: str) -> Iterator[Cursor]:
    if isinstance(node, ScalarNode):
        if _MARK in node.value:
            yield Cursor(field, node.value.partition(_MARK)[0])
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _marked(item, f"{field}[]")
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                if key.value.endswith(_MARK):
                    beside = frozenset(str(other.value) for other, _ in node.value if other is not key)
                    yield Cursor(field, key.value.removesuffix(_MARK), beside)
                yield from _marked(value, f"{field}.{key.value}".removeprefix("."))
