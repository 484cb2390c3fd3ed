"""Evidence before enforcement: only a ticket makes a rule speak."""

import pytest

from tests.command import Run, Write

GUIDE = "id: a\ntitle: 标题\nmaterials:\n  - name: 宣誓书\n    type: 原件\n"
RULE = """\
title: {zh: 宣誓书, en: oath}
level: error
kind: pattern
field: materials[].name
pattern: 宣誓书
evidence: [%s]
message: {zh: '“{text}”没有依据', en: '“{text}” has no ground'}
fix: {advice: {zh: 删去, en: delete it}}
examples: {bad: [宣誓书], good: [居民身份证]}
"""
TICKET = """\
id: T-1
channel: 综合窗口
received: 2024-01-20
problem: 告知差一点儿
summary: 办事人不知道宣誓书是什么
source: {kind: %s}
reveals: [own/oath]
"""
ONLY = ("check", "--select", "own/oath")


def test_a_rule_without_a_ticket_is_preview(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("rules/own/oath.yaml", RULE % "")
    assert guidelint(*ONLY).code == 0
    assert guidelint(*ONLY, "--preview").code == 1


def test_a_ticket_of_the_workspace_makes_it_active(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("rules/own/oath.yaml", RULE % "")
    write("tickets/T-1.yaml", TICKET % "工单系统")
    done = guidelint(*ONLY)
    assert done.code == 1
    assert "同类案例 T-1（2024-01-20，综合窗口）：办事人不知道宣誓书是什么" in done.out


def test_an_illustration_backs_nothing_unless_asked_for(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("rules/own/oath.yaml", RULE % "")
    write("tickets/T-1.yaml", TICKET % "演示")
    assert guidelint(*ONLY).code == 0
    write("guidelint.yaml", "illustrations: true\n")
    assert guidelint(*ONLY).code == 1


@pytest.mark.parametrize(
    ("rule", "place", "message"),
    [
        (RULE % "T-9", "6:12", "未找到工单 T-9"),
        ((RULE % "").replace("bad: [宣誓书]", "bad: [宣誓书, 承诺书]"), "9:23", "反例没有触发规则"),
        ((RULE % "").replace("good: [居民身份证]", "good: [宣誓书]"), "9:31", "正例触发了规则"),
        ((RULE % "").replace("pattern: 宣誓书", "pattern: '(宣誓书'"), "5:10", "正则表达式有误"),
        ((RULE % "").replace("kind: pattern", "kind: magic"), "3:7", "类型只能是"),
        (
            (RULE % "")
            .replace("kind: pattern", "kind: term\nterms: [宣誓仪式录音带]")
            .replace("pattern: 宣誓书\n", ""),
            "4:8",
            "主题词表里没有“宣誓仪式录音带”",
        ),
    ],
)
def test_a_rule_that_cannot_work_does_not_load(
    guidelint: Run, write: Write, rule: str, place: str, message: str
) -> None:
    write("guides/a.yaml", GUIDE)
    write("rules/own/oath.yaml", rule)
    for arguments in (("rules", "test"), ("check",)):
        done = guidelint(*arguments)
        assert done.code == 2
        said = done.out + done.err
        assert f"rules/own/oath.yaml:{place} 文件有误" in said
        assert message in said


def test_a_pattern_that_would_run_for_ever_does_not(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.replace("宣誓书", "a" * 4000 + "!"))
    write("rules/own/oath.yaml", (RULE % "").replace("pattern: 宣誓书", "pattern: '^(宣誓书|(a+)+)$'"))
    assert guidelint(*ONLY, "--preview").code == 0
