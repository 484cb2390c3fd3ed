"""Guides typed with a Chinese keyboard: the message names the character, its place, and what to type."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guidelint.model.errors import CannotCheck, FileError
from guidelint.schemas.validation import validate
from guidelint.source import values
from guidelint.source.document import load

HEAD = "id: a\ntitle: 甲\n"
WIDE_COLON = "键后面是全角冒号“\uff1a”（U+FF1A），请改成英文冒号加一个空格“: ”"
CLOSE_COLON = "冒号后面要有一个空格"
CLOSE_DASH = "“-”后面要有一个空格"


def refusals(text: str) -> list[FileError]:
    """What is said of a guide."""
    try:
        return validate(load(text.encode(), "a.yaml"), "guide")
    except CannotCheck as error:
        return list(error.errors)


def dash(mark: str, code: str) -> str:
    return f"列表项开头的“{mark}”（{code}）请改成英文的“-”加一个空格"


def blank(place: str, name: str) -> str:
    return f"{place}有{name}，请改成英文空格（半角）"


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("id: a\ntitle\uff1a甲\nmaterials: []\n", 2, 6, WIDE_COLON),
        (f"{HEAD}materials:\n  - name\uff1a乙\n    type: 原件\n", 4, 9, WIDE_COLON),
        (f"{HEAD}materials:\n  - name: 乙\n    type\uff1a原件\n", 5, 9, WIDE_COLON),
        ("id\uff1aa\n", 1, 3, WIDE_COLON),
        (f"{HEAD}materials:\n  - name: 乙\n    type:原件\n", 5, 9, CLOSE_COLON),
        ("id: a\ntitle:甲\nmaterials: []\n", 2, 6, CLOSE_COLON),
        ("id:a\ntitle:甲\n", 1, 3, CLOSE_COLON),
        (f"{HEAD}halls:[甲]\nmaterials: []\n", 3, 6, CLOSE_COLON),
        (f"{HEAD}materials:\n  \uff0dname: 乙\n    type: 原件\n", 4, 3, dash("\uff0d", "U+FF0D")),
        (f"{HEAD}materials:\n  — name: 乙\n    type: 原件\n", 4, 3, dash("—", "U+2014")),
        (f"{HEAD}materials:\n  · name: 乙\n    type: 原件\n", 4, 3, dash("·", "U+00B7")),
        (f"{HEAD}materials:\n  -name: 乙\n    type: 原件\n", 4, 3, CLOSE_DASH),
        (f"{HEAD}materials:\n  - name: 乙\n\u3000\u3000type: 原件\n    copies: 1\n", 5, 1, blank("行首", "全角空格（U+3000）")),
        (f"{HEAD}materials:\n  - name: 乙\n\u00a0\u00a0\u00a0 type: 原件\n    copies: 1\n", 5, 1, blank("行首", "不间断空格（U+00A0）")),
        (f"{HEAD}materials:\n  - name: 乙\n  \u2003type: 原件\n", 5, 3, blank("行首", "特殊空格（U+2003）")),
        (f"{HEAD}materials:\n  - name: 乙\n\ttype: 原件\n", 5, 1, blank("行首", "制表符（Tab）")),
        (f"{HEAD}materials:\n  -\u3000name: 乙\n    type: 原件\n", 4, 4, blank("行首", "全角空格（U+3000）")),
        (f"{HEAD}materials:\n  - name: 乙\n    type:\u00a0原件\n    copies: 1\n", 5, 10, blank("冒号后面", "不间断空格（U+00A0）").replace("后面有", "后面是")),
        (f"{HEAD}materials:\n  - {{name: 乙\uff0ctype: 原件}}\n", 4, 13, "方括号和花括号里的“\uff0c”（U+FF0C）请改成英文的“,”"),
        (f"{HEAD}halls: [甲\uff3d\nmaterials: []\n", 3, 10, "方括号和花括号里的“\uff3d”（U+FF3D）请改成英文的“]”"),
        ("id: a\ntitle: “甲: 乙”\nmaterials: []\n", 2, 8, "中文引号““”（U+201C）不能代替英文引号：请在文字两边写英文的单引号 '"),
        ('id: a\ntitle: "甲”\nmaterials: []\n', 2, 10, "引号没有写完：结尾的“””（U+201D）请改成和开头一样的英文引号 \""),
        ("id: a\ntitle\ufe30甲\nmaterials: []\n", 2, 6, WIDE_COLON.replace("\uff1a", "\ufe30").replace("FF1A", "FE30")),
        ("id: a\ntitle: *甲\nmaterials: []\n", 2, 9, "文字不能以 * 或 & 开头：请加引号"),
    ],
)  # fmt: skip
def test_the_character_its_place_and_what_to_type(text: str, line: int, column: int, said: str) -> None:
    error = refusals(text)[0]
    assert (error.line, error.column) == (line, column)
    assert error.message.zh.removeprefix("YAML 写法有误：") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}materials:\n  - {{name\uff1a乙, type: 原件}}\n", f"4:6 键 name\uff1a乙 写得不对：{WIDE_COLON}"),
        (f"{HEAD}materials:\n  -name: 乙\n", f"4:3 申请材料应当是列表（每项以“- ”开头）；{CLOSE_DASH}"),
        (f"{HEAD}materials:\n  - name: 甲\n    copies: １\n", "5:13 纸质材料份数应当是整数；“１”里有全角数字（U+FF11），请改成英文数字 1"),
        (f"{HEAD}materials: 【】\n", "3:12 申请材料应当是列表（每项以“- ”开头）；方括号和花括号里的“【”（U+3010）请改成英文的“[”"),
    ],
)  # fmt: skip
def test_what_yaml_takes_and_the_format_does_not(text: str, said: str) -> None:
    assert said in [f"{error.line}:{error.column} {error.message.zh}" for error in refusals(text)]


@given(st.lists(st.sampled_from([*"ab1 :-?,[]{}&*!|>'\"%@`#\n\t\u3000\u00a0\uff1a\uff0c\uff0d", "- ", ": ", "甲"])))
def test_no_english_word_of_the_parser_in_chinese(parts: list[str]) -> None:
    for error in refusals("".join(parts)):
        if error.message.zh.startswith("YAML"):
            assert not re.search(r"[a-z]{4,}", error.message.zh.removeprefix("YAML"))


def test_whatever_the_parser_may_say_has_chinese_words() -> None:
    """Of a problem that is not known by name, too."""
    mark = yaml.Mark("a", 0, 0, 0, None, None)
    with pytest.raises(CannotCheck) as caught:
        values._refuse_syntax(
            yaml.scanner.ScannerError(None, None, "found something new", mark), "a", "a", values.Lines("a")
        )
    (error,) = caught.value.errors
    assert error.message.zh == "YAML 写法有误：这里读不懂，请检查这一行和上一行的引号、冒号和缩进"
    assert error.message.en == "not valid YAML: found something new"
