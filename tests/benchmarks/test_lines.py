"""Whole material lines, labelled with every fact of every document, are read as they are labelled."""

from collections.abc import Mapping
from typing import Any

import pytest

from benchmarks.accuracy.lines import JUDGES, LABELLED, entries, figures
from guidelint.language.phrase import PhraseBook

LINES = list(entries(LABELLED, None))


@pytest.mark.parametrize("entry", LINES, ids=[entry["text"] for entry in LINES])
def test_every_part_is_read_as_labelled(phrases: PhraseBook, entry: Mapping[str, Any]) -> None:
    ((_, _, wrong),) = figures(phrases, iter([entry]))
    assert wrong == []


def test_every_part_is_said_by_some_line() -> None:
    """A part that no line says would be right whatever the parser does."""
    silent = {"form": "none"}
    said = {part for entry in LINES for part, value in entry["parts"].items() if value and value != silent.get(part)}
    assert said == set(JUDGES)
