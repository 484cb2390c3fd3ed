"""Where a document repeats a value by an alias: the tree of nodes has the place of its anchor only."""

from collections.abc import Mapping
from typing import Any, cast

from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, MappingStartEvent, NodeEvent, ScalarEvent

from guidelint.model.position import Path, Span
from guidelint.source.values import Parser


def aliases(text: str) -> Mapping[Path, Span]:
    """The place of every alias by the way to its value. The text is a document that could be read."""
    found: dict[Path, Span] = {}
    steps: list[Any] = []  # of each open collection the next index, or the key; None where a key comes next
    are_maps: list[bool] = []
    parser: Any = Parser(text)
    while parser.check_event():
        event: Any = parser.get_event()
        if isinstance(event, CollectionEndEvent):
            steps.pop(), are_maps.pop()
        elif not isinstance(event, NodeEvent):
            continue
        elif steps and are_maps[-1] and steps[-1] is None:
            steps[-1] = event.value if isinstance(event, ScalarEvent) else ""
            continue
        elif isinstance(event, AliasEvent):
            start, end = cast(Any, event.start_mark), cast(Any, event.end_mark)
            found[tuple(steps)] = Span(start.index, end.index)
        elif isinstance(event, CollectionStartEvent):
            are_maps.append(isinstance(event, MappingStartEvent))
            steps.append(None if are_maps[-1] else 0)
            continue
        if steps:  # a value has ended
            steps[-1] = None if are_maps[-1] else steps[-1] + 1
    return found
