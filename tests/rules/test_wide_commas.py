"""A comma of a Chinese keyboard in brackets makes one item of two: it is told, unless somebody meant it so."""

import pytest
import yaml

from guidelint.rules.characters import wide_commas
from guidelint.source.document import load
from guidelint.workspace.emit import inline
from tests.cli.conftest import guidelint, write
from tests.command import Run, Write

__all__ = ["guidelint", "write"]

SAID = "里的“，”（U+FF0C）不分开两项，现在算一项；是两项请改成英文的“,”，是一项请加引号"


def told(text: str) -> list[str]:
    return [f"{n.line}:{n.column} {n.message.zh}" for n in wide_commas(load(text.encode(), "a.yaml"))]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("halls: [一号厅，二号厅]\n", ["1:12 halls[0]"]),
        ("halls: [甲, 一号厅，二号厅，三号厅]\n", ["1:15 halls[1]"]),
        ("materials:\n  - name: 甲\n    criteria: [盖章，签字]\n", ["3:18 materials[0].criteria[0]"]),
        ("halls: [\n  一号厅，二号厅]\n", []),  # over several lines it is not looked for
        ("halls: ['一号厅，二号厅', \"甲，乙\"]\n", []),
        ("notes:\n  - 先取号，再排队\n", []),
        ("notes:\n  - '[注]，甲'\nhalls: [甲]\n", []),
        ("title: 甲，[乙，丙]\n", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert told(text) == [f"{place} {SAID}" for place in places]


def test_a_check_says_so(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", "id: a\ntitle: 甲\nhalls: [一号厅，二号厅]\nmaterials: []\n")
    assert f"guides/a.yaml:3:12 说明 halls[0] {SAID}" in guidelint("check").out


def test_what_is_written_here_asks_nothing() -> None:
    written = inline({"notes": ["先取号，再排队", "甲"], "title": "甲，乙"})
    assert written == '{notes: ["先取号，再排队", 甲], title: 甲，乙}'
    assert yaml.safe_load(written) == {"notes": ["先取号，再排队", "甲"], "title": "甲，乙"}
