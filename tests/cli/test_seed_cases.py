"""The cases that guidelint starts from, through the command line on the bundled workspace."""

from pathlib import Path

import pytest

from tests.command import Run

ROOT = Path(__file__).parents[2]

CASES = [
    pytest.param(
        "guides/beijing/dongcheng/social-insurance-card-replacement.yaml",
        {
            ("13:11", "ambiguous/identity-proof", "DC-2021-11-001", "社会保障卡", "居民身份证"),
            (
                "13:11",
                "contract/vaguer-than-window",
                "DC-2021-11-001",
                "带社会保障卡的人符合指南，窗口不收",
                "居民身份证",
            ),
        },
        id="dongcheng-identity-proof",
    ),
    pytest.param(
        "guides/beijing/shijingshan/work-residence-permit.yaml",
        {
            ("16:11", "contract/unlisted-criteria", "SHIJINGSHAN-2022-06-001", "复印件清晰合格", "一次性告知单"),
            ("21:11", "contract/unlisted-criteria", "SHIJINGSHAN-2022-06-001", "记录连续无间断", "一次性告知单"),
        },
        id="shijingshan-work-residence-permit",
    ),
    pytest.param(
        "guides/beijing/company-change-overseas-signatory.yaml",
        {("16:21", "presence/no-alternative", "BEIJING-2022-06-001", "法定代表人及全体股东", "视频核验")},
        id="overseas-signatory",
    ),
    pytest.param(
        "guides/beijing/xicheng/subsistence-allowance.yaml",
        {("19:15", "verification/no-dispute-channel", "XICHENG-2022-06-001", "家庭经济状况", "dispute")},
        id="xicheng-subsistence-allowance",
    ),
    pytest.param(
        "guides/beijing/fengtai/chemical-business-change.yaml",
        {
            (
                "14:11",
                "chain/missing-related",
                "FENGTAI-2022-06-001",
                "企业经营范围变更登记",
                "bj-fengtai-business-licence-change",
            )
        },
        id="fengtai-chemical-company",
    ),
]


@pytest.mark.parametrize(("guide", "expected"), CASES)
def test_seed_case(guidelint: Run, guide: str, expected: set[tuple[str, str, str, str, str]]) -> None:
    done = guidelint("check", guide, cwd=ROOT)
    assert done.code == 1, done.err
    blocks = done.out.split("\n\n")
    for place, rule, ticket, problem, remedy in expected:
        block = next(
            b for b in blocks if b.startswith(f"{guide}:{place} ") and f"[{rule}]" in b.splitlines()[0] and problem in b
        )
        assert f"工单 {ticket}" in block
        assert remedy in block


def test_the_first_case_in_full(guidelint: Run) -> None:
    done = guidelint("check", "guides/beijing/dongcheng", "--select", "ambiguous/identity-proof", cwd=ROOT)
    lines = done.out.splitlines()
    assert lines[0] == (
        "guides/beijing/dongcheng/social-insurance-card-replacement.yaml:13:11 错误 身份证明所指不明 [ambiguous/identity-proof]"
    )
    assert lines[1] == "  13 │   - name: 身份证明"
    assert lines[2] == "     │           ^^^^^^^^"
    assert "社会保障卡" in lines[3]
    assert lines[4].startswith(
        '  谁受影响：工单 DC-2021-11-001（2021-11-16，反映"办不成事"窗口，北京青年报 2022-06-13）：'
    )
    assert lines[5].startswith("  法规政策：《优化营商环境条例》 国务院令第722号 第三十五条")
    assert "“居民身份证”" in lines[6]


def test_every_finding_of_the_bundled_workspace_quotes_its_place_and_has_a_ticket() -> None:
    from guidelint.checking.engine import Engine, Options
    from guidelint.model.rule import Level
    from guidelint.workspace.workspace import Workspace

    engine = Engine.prepare(Workspace.find(ROOT, ROOT), Options(level=Level.HINT))
    report = engine.check([ROOT])
    assert report.errors == ()
    assert len(report.findings) > 50
    for finding in report.findings:
        lines = (ROOT / finding.location.file).read_text(encoding="utf-8").split("\n")
        start, end = finding.location.start, finding.location.end
        if start.line == end.line:
            assert lines[start.line - 1][start.column - 1 : end.column - 1] == finding.location.text
        assert finding.location.text
        assert finding.evidence, finding.rule


def test_rules_test_is_green_and_enough_rules_are_active(guidelint: Run) -> None:
    done = guidelint("rules", "test", cwd=ROOT)
    assert (done.code, done.err) == (0, "")
    listed = guidelint("rules", "list", cwd=ROOT).out.splitlines()
    assert len(listed) >= 40
    assert sum("启用" in line for line in listed) >= 15


def test_explain_tells_the_tickets_story(guidelint: Run) -> None:
    done = guidelint("explain", "ambiguous/identity-proof", cwd=ROOT)
    assert done.code == 0
    for word in ("DC-2021-11-001", "王先生", "北京青年报 2022-06-13", "✗ 身份证明", "✓ 居民身份证"):
        assert word in done.out
