"""Which value of a half-written YAML file the cursor is in."""

from collections.abc import Iterator
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from guidelint.model.errors import CannotCheck
from guidelint.source.values import compose

_MARK = "\ue000"  # of the private use area: stands in no guide
_CLOSINGS = ("", "]", "}", "]}", '"', "'")


@dataclass(frozen=True, slots=True)
class Cursor:
    """`field` is a selector such as `materials[].name`, `typed` what the value holds before the cursor."""

    field: str
    typed: str


def cursor(text: str, offset: int) -> Cursor | None:
    """A mark is written at the cursor and looked for among the parsed values; where the whole does not parse, what
    stands before the cursor often does. None where the cursor is in no value."""
    before, after = text[:offset] + _MARK, text[offset:]
    for attempt in (before + after, *(before + closing for closing in _CLOSINGS)):
        try:
            root = compose(attempt, "")
        except CannotCheck:
            continue
        return next(_marked(root, ""), None)
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
                yield from _marked(value, f"{field}.{key.value}".removeprefix("."))
