"""Where reports go: several formats at once, files whole, and requests that cannot be met."""

import json
from pathlib import Path

import pytest

from tests.command import Run, Write

GUIDE = "id: {id}\ntitle: 标题\nmaterials:\n  - name: 身份证明\n    type: 原件\n"
ONLY = ("--select", "ambiguous/identity-proof,form/no-number", "--preview", "--level", "hint")


@pytest.fixture
def workspace(write: Write, tmp_path: Path) -> Path:
    write("guides/甲.yaml", GUIDE.format(id="a"))
    write("guides/乙.yaml", GUIDE.format(id="b"))
    return tmp_path


def test_several_at_once(guidelint: Run, workspace: Path) -> None:
    done = guidelint(
        "check", *ONLY, "--format", "sarif=出 口.sarif", "--format", "json=out.json", "--format", "concise"
    )
    assert done.code == 1
    assert len(done.out.splitlines()) == 4
    assert json.loads((workspace / "出 口.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert len(json.loads((workspace / "out.json").read_text(encoding="utf-8"))["findings"]) == 4


def test_output_takes_what_would_go_to_the_screen(guidelint: Run, workspace: Path) -> None:
    done = guidelint("check", *ONLY, "--output", "report.txt")
    assert (done.code, done.out) == (1, "")
    assert done.err == "检查了 2 份指南,2 份有问题:错误 2,提示 2。\n"
    assert (workspace / "report.txt").read_text(encoding="utf-8") == guidelint("check", *ONLY).out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "yaml"), "没有输出格式 yaml"),
        (("--format", "json", "--format", "text"), "只有一种格式能输出到屏幕"),
        (("--format", "json", "--statistics"), "只有一种格式能输出到屏幕"),
        (("--format", "json="), "缺文件名"),
        (("--format", "json=nowhere/a.json"), "文件夹不存在"),
        (("--format", "json=a", "--format", "sarif=a"), "同一个文件"),
        (("--format", "json=a", "--output", "b"), "--output 没有用处"),
    ],
)
def test_requests_that_cannot_be_met_write_nothing(
    guidelint: Run,
    workspace: Path,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    before = sorted(workspace.iterdir())
    done = guidelint("check", *arguments)
    assert done.code == 2
    assert message in done.err
    assert sorted(workspace.iterdir()) == before


def test_statistics_count_by_rule_with_tickets(guidelint: Run, workspace: Path) -> None:
    lines = guidelint("check", *ONLY, "--statistics").out.splitlines()
    assert lines[0].split() == ["处", "指南", "级别", "规则", "说的是", "工单"]
    assert lines[1].split()[:4] == ["2", "2", "错误", "ambiguous/identity-proof"]
    assert lines[1].endswith("DC-2021-11-001")
    assert lines[-1] == "检查了 2 份指南,2 份有问题:错误 2,提示 2。"


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("hint", 1), ("never", 0)])
def test_fail_on(guidelint: Run, workspace: Path, level: str, code: int) -> None:
    assert guidelint("check", *ONLY, "--fail-on", level).code == code


def test_fail_on_a_level_that_nothing_reaches(guidelint: Run, workspace: Path) -> None:
    done = guidelint("check", "--select", "form/no-number", "--preview", "--level", "hint", "--fail-on", "error")
    assert done.code == 0
    assert "提示 2" in done.out


def test_max_findings_lists_the_worst_and_counts_the_rest(guidelint: Run, workspace: Path) -> None:
    done = guidelint("check", *ONLY, "--max-findings", "2", "--format", "concise")
    assert done.code == 1
    assert [line.split(": ")[1] for line in done.out.splitlines()] == ["错误", "错误"]
    assert "另有 2 处没有列出。" in guidelint("check", *ONLY, "--max-findings", "2").out
