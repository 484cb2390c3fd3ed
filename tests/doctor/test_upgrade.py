"""`guidelint doctor --upgrade`: what has moved is rewritten, whole or not at all, and every other byte stays."""

from pathlib import Path

import pytest

from guidelint.exchange.doctor.upgrade import legal_basis
from tests.command import Run, Write

OLD = """\
# 演示
id: a
title: 甲   # 名称
basis:  # 依据
  - 《演示条例》(演示〔2020〕1号)第三条  # 已核对
  - "演示办法第五条第二款"
  - 按有关规定执行
materials: []
x-编号: [1]
"""
NEW = """\
# 演示
id: a
title: 甲   # 名称
legal_basis:  # 依据
  - {name: 《演示条例》, number: 演示〔2020〕1号, article: 第三条}  # 已核对
  - {name: 演示办法, article: 第五条第二款}
  - {name: 按有关规定执行}
materials: []
x-编号: [1]
"""


def test_old_ways_of_writing_are_rewritten(guidelint: Run, write: Write, workspace: Path) -> None:
    first, second = (
        write("guides/a.yaml", OLD),
        write("guides/b.yaml", "id: b\r\ntitle: 乙\r\nmaterials: []\r\nbasis: [演示办法 第一条]\r\n"),
    )
    assert (
        "2 份指南还有旧的写法：guides/a.yaml、guides/b.yaml\n    → guidelint doctor --upgrade"
        in guidelint("doctor").out
    )
    done = guidelint("doctor", "--upgrade")
    assert (done.code, done.out, done.err) == (0, "已改写 guides/a.yaml\n已改写 guides/b.yaml\n改写了 2 份指南。\n", "")
    assert first.read_text(encoding="utf-8") == NEW
    assert second.read_bytes().decode().endswith("legal_basis: [{name: 演示办法, article: 第一条}]\r\n")
    assert guidelint("check").err == ""
    assert guidelint("doctor", "--upgrade").out == "改写了 0 份指南。\n"


def test_nothing_is_rewritten_where_one_guide_cannot_be(guidelint: Run, write: Write) -> None:
    first = write("guides/a.yaml", OLD)
    write("guides/b.yaml", "id: b\ntitle: 乙\nmaterials: []\nbasis: [甲]\nlegal_basis: [{name: 乙}]\n")
    done = guidelint("doctor", "--upgrade")
    assert (done.code, first.read_text(encoding="utf-8")) == (2, OLD)
    assert "guides/b.yaml:4:1 文件有误 basis 已改为 legal_basis：legal_basis 也写了，请自己合并" in done.err


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("《演示法》", {"name": "《演示法》"}),
        ("《演示法》第十二条之一", {"name": "《演示法》", "article": "第十二条之一"}),
        ("《演示法》第二条、第三条", {"name": "《演示法》第二条、第三条"}),
        ("《演示法》(2020年修订)第二条", {"name": "《演示法》(2020年修订)第二条"}),
    ],
)
def test_only_words_of_a_known_shape_are_taken_apart(words: str, parts: dict[str, str]) -> None:
    assert legal_basis(words) == parts
