"""Field selectors such as `materials[].name`: which values of a guide a rule looks at."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from guidelint.source.document import Path


def select(data: Any, selector: str) -> Iterator[tuple[Path, Any]]:
    """Every value that the selector names, with the way to it; nothing where a key is absent."""
    yield from _walk(data, _steps(selector), ())


@cache
def _steps(selector: str) -> tuple[str, ...]:
    steps: list[str] = []
    for part in selector.split("."):
        name = part.removesuffix("[]")
        steps.append(name)
        if name != part:
            steps.append("[]")
    return tuple(steps)


def _walk(data: Any, steps: tuple[str, ...], path: Path) -> Iterator[tuple[Path, Any]]:
    if not steps:
        yield path, data
    elif steps[0] == "[]":
        if isinstance(data, Sequence) and not isinstance(data, str):
            for index, item in enumerate(data):
                yield from _walk(item, steps[1:], (*path, index))
    elif isinstance(data, Mapping) and steps[0] in data:
        yield from _walk(data[steps[0]], steps[1:], (*path, steps[0]))
