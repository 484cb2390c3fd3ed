"""The files of `words/`, read line by line."""

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from pathlib import Path
from typing import Any

from guidelint.language.sentence.quantity import Quantity


def contents() -> Iterator[Mapping[str, Any]]:
    """The values of every file, by name."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in sorted((Path(__file__).parent / "words").glob("*.yaml")):
        yield yaml.load(file.read_text(encoding="utf-8"), Loader=loader)


def lines(files: Iterable[Mapping[str, Any]], part: str) -> Iterator[str]:
    """Every line that the files have under this key."""
    for file in files:
        yield from file.get(part) or ()


def measures(files: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Quantity]]:
    """未成年人: age < 18 — the bound of `<` is not included, that of `>=` is."""
    for word, line in (entry for file in files for entry in file.get("measures", {}).items()):
        dimension, sign, bound = line.split()
        value = float(bound)
        yield word, Quantity(dimension, -inf, value, high_in=False) if sign == "<" else Quantity(dimension, value, inf)


def units(files: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, tuple[str, float]]]:
    """Each unit with its dimension and how many of it one is: 年=12, 亩=10000/15."""
    for file in files:
        for dimension, line in file.get("units", {}).items():
            for entry in line.split():
                unit, _, many = entry.partition("=")
                over, _, under = many.partition("/")
                yield unit, (dimension, float(over or 1) / float(under or 1))
