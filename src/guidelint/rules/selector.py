"""Field selectors such as `materials[].name`: which values of a guide a rule looks at."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from msgspec import Struct, field

from guidelint.source.document import Path


def select(data: Any, selector: str) -> Iterator[tuple[Path, Any]]:
    """Every value that the selector names, with the way to it; nothing where a key is absent."""
    yield from _walk(data, _steps(selector), ())


def select_texts(data: Any, selectors: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """As `select`, the texts that any of several selectors name."""
    for selector in selectors:
        for path, value in select(data, selector):
            if isinstance(value, str):
                yield path, value


class Selectors(Struct):
    """Several selectors, followed at once as far as they go the same way. `ends` is the one that has come to its end."""

    ends: str = ""
    then: dict[str, "Selectors"] = field(default_factory=dict)

    @classmethod
    def of(cls, selectors: Iterable[str]) -> "Selectors":
        first = cls()
        for selector in selectors:
            last = first
            for step in _steps(selector):
                last = last.then.setdefault(step, cls())
            last.ends = selector
        return first

    def texts(self, values: list[Any]) -> Iterator[tuple[str, list[str]]]:
        """With each selector the texts that it names below the values, in order; one that names none may be left out."""
        if self.ends:
            yield self.ends, [value for value in values if isinstance(value, str)]
        if not self.then:
            return
        mappings = [value for value in values if isinstance(value, dict)]
        for step, rest in self.then.items():
            if step == "[]":
                below = [item for value in values if isinstance(value, list) for item in value]
            else:
                below = [value[step] for value in mappings if step in value]
            if below:
                yield from rest.texts(below)


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
    for number, step in enumerate(steps):
        if step == "[]":
            if isinstance(data, list):
                for index, item in enumerate(data):
                    yield from _walk(item, steps[number + 1 :], (*path, index))
            return
        if not isinstance(data, dict) or step not in data:
            return
        data, path = data[step], (*path, step)
    yield path, data
