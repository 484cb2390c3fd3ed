"""How far long work has come: told by whoever does it, shown by whoever asked for it."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

T = TypeVar("T")

Advance = Callable[[int, int], None]
"""Called with what is done and what there is to do, in the same unit."""


def unwatched(done: int, total: int) -> None:
    """For work that nobody watches."""


def watched(items: Collection[T], advance: Advance, *, part: int = 1, parts: int = 1) -> Iterator[T]:
    """The items, told to `advance` as they are taken. Work that goes over them several times says which part it is at."""
    for number, item in enumerate(items, (part - 1) * len(items)):
        advance(number, parts * len(items))
        yield item
    if part == parts:
        advance(parts * len(items), parts * len(items))
