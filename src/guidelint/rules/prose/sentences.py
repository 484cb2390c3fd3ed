"""The sentences of a guide: conditions, notes, criteria, names and standards of steps, each with its place."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from guidelint.language.normalise import normalise
from guidelint.rules.selector import select
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

_SENTENCE = re.compile(r"[^。;!?\n]+")


class Sentence(Struct, frozen=True):
    """Words between two full stops or semicolons, in normal spelling, with their place in the text at `path`."""

    text: str
    path: Path
    start: int
    end: int


def sentences(guide: Any, selectors: tuple[str, ...] = PROSE) -> Iterator[Sentence]:
    for selector in selectors:
        for path, value in select(guide, selector):
            if not isinstance(value, str):
                continue
            normal = normalise(value)
            for found in _SENTENCE.finditer(normal.text):
                if found[0].strip():
                    yield Sentence(found[0], path, *normal.original(*found.span()))
