"""Findings of one rule in one guide are told together, to people."""

import json
from pathlib import Path

from pygls.workspace import PositionCodec

from guidelint.lsp.diagnostics import diagnostics
from guidelint.lsp.live import Live
from guidelint.lsp.places import Places
from tests.command import Run, Write

GUIDE = """\
id: card
title: 某某备案
materials:
  - name: 资金证明
    type: 原件
  - name: 监护证明
    type: 原件
  - name: 疾病证明、残疾证明
    type: 原件
"""


def test_the_first_is_told_in_full_and_the_others_by_line(guidelint: Run, write: Write) -> None:
    write("guides/card.yaml", GUIDE)
    shown = guidelint("check", "--select", "ambiguous/open-proof").out
    assert shown.count("[ambiguous/open-proof]") == 1
    assert "  同样的还有 3 处：第 6、8 行\n\n检查了 1 份指南，1 份有问题：警告 4。" in shown
    english = guidelint("check", "--select", "ambiguous/open-proof", "--lang", "en").out
    assert "  3 more like it: line(s) 6, 8\n" in english


def test_each_is_there_in_full_where_asked_for_and_for_machines(guidelint: Run, write: Write) -> None:
    write("guides/card.yaml", GUIDE)
    shown = guidelint("check", "--select", "ambiguous/open-proof", "--verbose").out
    assert (shown.count("[ambiguous/open-proof]"), shown.count("同样的")) == (4, 0)
    found = json.loads(guidelint("check", "--select", "ambiguous/open-proof", "--format", "json").out)["findings"]
    assert [one["location"]["line"] for one in found] == [4, 6, 8, 8]


def test_what_has_words_of_its_own_to_write_is_not_folded(guidelint: Run, write: Write) -> None:
    write("guides/card.yaml", GUIDE.replace("资金证明", "身份证明").replace("监护证明", "身份证明文件"))
    write(
        "windows/w.yaml",
        "guide: card\nhall: 大厅\nobserved: {on: 2026-01-02, how: 窗口自报}\n"
        "materials: [{accepts: [居民身份证], type: 原件}]\n",
    )
    shown = guidelint("check", "--select", "ambiguous/identity-proof").out
    assert shown.count("[ambiguous/identity-proof]") + shown.count("同样的还有 1 处") == 2


def test_an_editor_marks_each_place_and_tells_one_story(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("guides/card.yaml", GUIDE)
    file = tmp_path / "guides" / "card.yaml"
    live = Live(tmp_path)
    live.reload()
    checked = live.check(file)
    shown = diagnostics(live, checked, GUIDE, Places(PositionCodec("utf-16")), "zh")
    ours = [(one.range.start.line, one.message) for one in shown if one.code == "ambiguous/open-proof"]
    assert [line for line, _ in ours] == [3, 5, 7, 7]
    assert ours[0][1].endswith("。同样的还有 3 处：第 6、8 行")
    assert [said for _, said in ours[1:]] == ["证明没有写是哪一种、由谁出具（同第 4 行）"] * 3
