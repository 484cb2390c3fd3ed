"""Characters that nobody sees, and those of private use, are told by their codes and places."""

from pathlib import Path

import pytest

from guidelint.rules.characters import invisible
from guidelint.source.document import load
from tests.cli.conftest import guidelint, write
from tests.command import Run, Write

__all__ = ["guidelint", "write"]

HIDDEN = "看不见的字符 {code}，看上去一样的两段文字会因它不同；请删去"
PRIVATE = "没有统一字形的字符 {code}（私用区或未定义），在别的电脑和纸上是别的样子或方框；请换成标准的字"


def told(text: str) -> list[str]:
    return [f"{n.line}:{n.column} {n.message.zh}" for n in invisible(load(text.encode(), "a.yaml"))]


@pytest.mark.parametrize(
    ("character", "said"),
    [
        ("\u200b", HIDDEN), ("\u2060", HIDDEN), ("\ufeff", HIDDEN), ("\u00ad", HIDDEN), ("\ufe00", HIDDEN), ("\u200f", HIDDEN),
        ("\U000e0101", HIDDEN), ("\u3164", HIDDEN), ("\ue000", PRIVATE), ("\U000f0000", PRIVATE), ("\u0378", PRIVATE),
    ],
)  # fmt: skip
def test_code_and_place(character: str, said: str) -> None:
    said = said.format(code=f"U+{ord(character):04X}")
    assert told(f"id: a\ntitle: 甲{character}乙{character}\n") == [f"2:9 title 的第 2 个字是{said}"]
    escaped = "".join(f"\\U{ord(c):08X}" for c in character)
    assert told(f'id: a\nmaterials:\n  - name: "甲{escaped}"\n') == [f"3:13 materials[0].name 的第 2 个字是{said}"]


@pytest.mark.parametrize(
    "text", ["title: 甲 乙\u3000丙\u00a0丁\n", "title: |\n  甲\n  乙\n", 'title: "甲\\t乙\\\\"\n', "title: e\u0301\n"]
)
def test_what_is_seen_is_none(text: str) -> None:
    assert told(text) == []


def test_a_check_and_a_notice_say_it(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("guides/a.yaml", "id: a\ntitle: 甲\ue000乙\nmaterials:\n  - name: 居民身份证\n    type: 原件\n")
    said = "guides/a.yaml:2:9"
    for _ in range(2):
        done = guidelint("check", "--select", "ambiguous")
        assert (done.code, said in done.out, "U+E000" in done.out) == (0, True, True)
    printed = guidelint("notice", "a", "--anyway", "-o", "n.txt", "--format", "text")
    assert printed.code == 0
    assert said in printed.err
    assert "U+E000" in printed.err
