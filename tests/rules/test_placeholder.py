"""Kind `placeholder`: exact places of the words that say nothing, and a notice that does not print them."""

from pathlib import Path

import pytest

from guidelint.__main__ import run
from tests.rules.conftest import HEAD, Found

GUIDE = """\
place: 无
quota: 无
conditions: [符合以上条件, 年满18周岁]
materials:
  - {name: 登记表, type: 原件, copies: 1, criteria: [无], form: {blank: 点击下载}}
fee: {charged: true, amount: 按规定}
result: {name: 暂无}
consultation: {phone: 无}
notes: [无]
"""


def test_each_placeholder_is_found_in_its_place(found: Found) -> None:
    assert [
        (f.location.start.line, f.location.start.column, f.location.path, f.message.zh)
        for f in found(GUIDE, "fields/placeholder")
    ] == [
        (4, 8, "place", "办理地点写“无”，等于没有写，办事人还是不知道"),
        (6, 14, "conditions[0]", "受理条件写“符合以上条件”，等于没有写，办事人还是不知道"),
        (8, 49, "materials[0].criteria[0]", "受理标准写“无”，等于没有写，办事人还是不知道"),
        (8, 67, "materials[0].form.blank", "空白表格写“点击下载”，等于没有写，办事人还是不知道"),
        (9, 30, "fee.amount", "收费标准写“按规定”，等于没有写，办事人还是不知道"),
        (10, 16, "result.name", "审批结果名称写“暂无”，等于没有写，办事人还是不知道"),
        (11, 23, "consultation.phone", "咨询方式的电话写“无”，等于没有写，办事人还是不知道"),
    ]


def test_it_is_on_by_default(found: Found) -> None:
    assert {f.rule for f in found("materials: []\nhours: 略\n", preview=False)} >= {"fields/placeholder"}


def test_a_notice_is_refused_and_never_prints_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "guides" / "g.yaml"
    file.parent.mkdir()
    file.write_text(HEAD + GUIDE, encoding="utf-8")
    assert run(["notice", str(file)]) == 1
    assert "没有打印告知单" in capsys.readouterr().err
    assert run(["notice", str(file), "--anyway"]) == 0
    printed = [line for line in capsys.readouterr().out.splitlines() if "存疑" not in line]
    assert "数量限制：无" in printed
    assert not [
        line for line in printed if "点击下载" in line or "按规定" in line or line.endswith(("地址：无", "电话：无"))
    ]
    assert not [line for line in printed if "符合以上条件" in line]
