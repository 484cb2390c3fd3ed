"""Field selectors such as `materials[].name`: which values of a guide a rule looks at."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from guidelint.source.document import Path


def select(data: Any, selector: str) -> Iterator[tuple[Path, Any]]:
    """Every value that the selector names, with the way to it; nothing where a key is absent."""
    yield from _walk(data, _steps(selector), ())


def strings(data: Any, selector: str) -> list[str]:
    """The texts among the values that the selector names, in the same order."""
    values = [data]
    for step in _steps(selector):
        if step == "[]":
            values = [item for value in values if isinstance(value, list) for item in value]
        else:
            values = [value[step] for value in values if isinstance(value, dict) and step in value]
    return [value for value in values if isinstance(value, str)]


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
        if isinstance(data, list):
            for index, item in enumerate(data):
                yield from _walk(item, steps[1:], (*path, index))
    elif isinstance(data, dict) and steps[0] in data:
        yield from _walk(data[steps[0]], steps[1:], (*path, steps[0]))
