"""Field selectors such as `materials[].name`: which values of a guide a rule looks at."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct, field

from guidelint.source.document import Path


def select(data: Any, selector: str) -> Sequence[tuple[Path, Any]]:
    """Every value that the selector names, with the way to it, in order; nothing where a key is absent."""
    found: list[tuple[Path, Any]] = [((), data)]
    for step in _steps(selector):
        if step == "[]":
            found = [
                ((*path, index), item)
                for path, value in found
                if isinstance(value, list)
                for index, item in enumerate(value)
            ]
        else:
            found = [((*path, step), value[step]) for path, value in found if isinstance(value, dict) and step in value]
    return found


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

    def texts(self, data: Any) -> Sequence[tuple[str, Sequence[str]]]:
        """With each selector the texts that it names, in order; one that names none is left out."""
        found: list[tuple[str, Sequence[str]]] = []
        self._gather([data], found)
        return found

    def _gather(self, values: Sequence[Any], found: list[tuple[str, Sequence[str]]]) -> None:
        if self.ends and (texts := [value for value in values if isinstance(value, str)]):
            found.append((self.ends, texts))
        if not self.then:
            return
        mappings = [value for value in values if isinstance(value, dict)]
        said = set().union(*mappings) if len(mappings) > 1 else mappings[0] if mappings else ()
        for step, rest in self.then.items():
            if step in said:
                rest._gather([value[step] for value in mappings if step in value], found)
            elif step == "[]" and (items := [item for value in values if isinstance(value, list) for item in value]):
                rest._gather(items, found)


@cache
def _steps(selector: str) -> tuple[str, ...]:
    steps: list[str] = []
    for part in selector.split("."):
        name = part.removesuffix("[]")
        steps.append(name)
        if name != part:
            steps.append("[]")
    return tuple(steps)
