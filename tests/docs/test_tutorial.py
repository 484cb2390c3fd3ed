"""The tutorials and pictures show what the commands print today."""

import re
from pathlib import Path

import pytest

from docs import console, pictures

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "lang"), console.PAGES.items())
def test_every_output_of_a_tutorial_is_the_real_one(name: str, lang: str) -> None:
    # Some seconds: each command is a process of its own, as for a reader.
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert text.count("\n$ guidelint ") >= 7
    assert console.renewed(text, lang) == text, "run: python -m docs.console"


def test_a_stale_output_is_noticed() -> None:
    stale = "```console\n$ guidelint schema nothing\nfine\n$ guidelint init a\na/guidelint.yaml\n…\nwrong\n```\n"
    fresh = console.renewed(stale, "en")
    assert "fine" not in fresh
    assert "wrong" not in fresh
    assert "…" not in fresh


@pytest.mark.parametrize("picture", pictures.PICTURES, ids=lambda picture: picture.name)
def test_a_picture_says_what_the_terminal_says(picture: pictures.Picture) -> None:
    svg = (ROOT / "docs" / "pictures" / picture.name).read_text(encoding="utf-8")
    assert pictures.words(svg) == re.sub(r"\s", "", pictures.plain(picture)), "run: python -m docs.pictures"
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", svg)
