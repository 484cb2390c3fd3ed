"""The sentences of a guide: conditions, notes, criteria, names and standards of steps, each with its place."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from guidelint.language.normalise import normalise
from guidelint.model.regex import regex
from guidelint.rules.selector import Selectors, select
from guidelint.source.document import Path

CONDITIONS = ("conditions[]",)
STEPS = ("steps[].name", "steps[].standard", "steps[].who", "procedure")
NOTES = (
    "material_notes[]",
    "materials[].criteria[]",
    "materials[].notes",
    "materials[].remarks",
    "notes[]",
    "visit_reason",
)
PROSE = (*CONDITIONS, *NOTES, *STEPS)

_SENTENCE = regex(r"[^。;!?\n]+")


class Sentence(Struct, frozen=True):
    """Words between two full stops or semicolons, in normal spelling, with their place in the text at `path`."""

    text: str
    path: Path
    start: int
    end: int


def sentences(guide: Any, selectors: tuple[str, ...] = PROSE) -> Iterator[Sentence]:
    for selector, _ in _tree(selectors).texts(guide):
        for path, value in select(guide, selector):
            if isinstance(value, str):
                for text, start, end in _parts(value):
                    yield Sentence(text, path, start, end)


@cache
def _tree(selectors: tuple[str, ...]) -> Selectors:
    return Selectors.of(selectors)


@lru_cache(maxsize=10_000)
def _parts(value: str) -> Sequence[tuple[str, int, int]]:
    """The sentences of a text, which many guides share, each with its place in it."""
    normal = normalise(value)
    return [
        (found[0], *normal.original(*found.span())) for found in _SENTENCE.finditer(normal.text) if found[0].strip()
    ]
