"""Where reports go: several formats at once, files whole, and requests that cannot be met."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.command import Run, Write

GUIDE = "id: {id}\ntitle: 标题\nmaterials:\n  - name: 身份证明\n    type: 原件\n  - name: 户口簿\n    type: 原件\n"
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
    assert done.err == "检查了 2 份指南，2 份有问题：错误 2，提示 2。\n"
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
    assert lines[-1] == "检查了 2 份指南，2 份有问题：错误 2，提示 2。 平均每份指南 2.0 处。"


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


FOR_PROGRAMS = ["json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"]


def printed(folder: Path, *arguments: str, console: str) -> bytes:
    """What is written to a pipe where the console has this character set."""
    env = os.environ | {"PYTHONIOENCODING": console}
    done = subprocess.run([sys.executable, "-m", "guidelint", *arguments], cwd=folder, env=env, capture_output=True)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.mark.parametrize("format", FOR_PROGRAMS)
def test_programs_get_utf8_whatever_the_console_has(workspace: Path, format: str) -> None:
    check = ("check", *ONLY, "--no-cache", "--format", format)
    shown = printed(workspace, *check, console="gbk")
    assert shown == printed(workspace, *check, console="utf-8")
    assert "身份证明" in shown.decode("utf-8")
    if format in ("junit", "checkstyle"):
        ET.fromstring(shown)


@pytest.mark.parametrize(
    "command",
    [("ticket", "list", "--json"), ("config", "show", "--json"), ("schema", "guide"), ("fix", "--diff"), ("check", "--fix", "--dry-run")],
    ids=" ".join,
)  # fmt: skip
def test_other_commands_give_programs_utf8_too(workspace: Path, write: Write, command: tuple[str, ...]) -> None:
    write(
        "guidelint.yaml", "select: [ambiguous/identity-proof]\noverrides: [{paths: [guides/甲.yaml], level: error}]\n"
    )
    write("windows/a.yaml", "guide: a\nhall: 甲\nobserved: {on: 2026-01-02, how: 工单}\nmaterials: [{accepts: [居民身份证], type: 原件}]\n")  # fmt: skip
    write("tickets/t.yaml", "id: T-1\nchannel: 综合窗口\nreceived: 2026-01-02\nproblem: 告知差一点儿\nsummary: 甲\nsource: {kind: 现场}\n")  # fmt: skip
    shown = printed(workspace, *command, console="gbk")
    assert "甲" in shown.decode("utf-8") or "指南" in shown.decode("utf-8")
    assert shown == printed(workspace, *command, console="utf-8")


def test_people_get_what_their_console_can_show(workspace: Path) -> None:
    shown = printed(workspace, "check", *ONLY, console="gbk").decode("gbk")
    assert shown == printed(workspace, "check", *ONLY, console="utf-8").decode("utf-8")


def files(format: str, shown: str) -> set[str]:
    """The files that a report names."""
    match format:
        case "github":
            return {line.partition("file=")[2].partition(",")[0] for line in shown.splitlines()}
        case "gitlab":
            return {issue["location"]["path"] for issue in json.loads(shown)}
        case "sarif":
            results = json.loads(shown)["runs"][0]["results"]
            return {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results}
        case "rdjson":
            return {one["location"]["path"] for one in json.loads(shown)["diagnostics"]}
        case "json":
            return {one["location"]["file"] for one in json.loads(shown)["findings"]}
        case "checkstyle":
            return {one.attrib["name"] for one in ET.fromstring(shown.encode()).iter("file")}
        case _:
            return {one.attrib["name"] for one in ET.fromstring(shown.encode()).iter("testsuite")}


@pytest.mark.parametrize("format", ["github", "gitlab", "sarif", "rdjson", "json", "checkstyle", "junit"])
def test_files_are_named_from_the_top_of_the_repository(
    guidelint: Run, write: Write, tmp_path: Path, format: str
) -> None:
    write("repo/.git/HEAD", "ref: refs/heads/main\n")
    write("repo/ws/guidelint.yaml", "lang: zh\n")
    write("repo/ws/guides/a.yaml", GUIDE.format(id="a"))
    only = ("--select", "ambiguous", "--format", format)

    def told(*arguments: str, folder: str) -> set[str]:
        return files(format, guidelint("check", *only, *arguments, cwd=tmp_path / folder).out)

    for folder in ("repo/ws", "repo/ws/guides"):
        assert told(folder=folder) == {"ws/guides/a.yaml"}
    assert told("../guides", folder="repo/ws/guides") == {"ws/guides/a.yaml"}
    assert told("ws", folder="repo") == {"ws/guides/a.yaml"}
    assert told("repo/ws", folder="") == {"ws/guides/a.yaml"}
    assert told("--relative-to", ".", folder="repo/ws") == {"guides/a.yaml"}
    assert told("ws", "--relative-to", "..", folder="repo") == {"repo/ws/guides/a.yaml"}


def test_people_read_names_from_where_they_are(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("repo/.git/HEAD", "ref: refs/heads/main\n")
    write("repo/ws/guidelint.yaml", "lang: zh\n")
    write("repo/ws/guides/a.yaml", GUIDE.format(id="a"))
    done = guidelint(
        "check", "../guides", "--select", "ambiguous", "--format", "concise", cwd=tmp_path / "repo/ws/guides"
    )
    assert done.out.startswith("a.yaml:4:11: ")


def test_a_repository_that_is_made_later_is_seen(guidelint: Run, write: Write, tmp_path: Path) -> None:
    """What an earlier call printed does not stand when files are named from elsewhere."""
    file = write("ws/guides/a.yaml", GUIDE.format(id="a"))
    os.utime(file, (1_700_000_000, 1_700_000_000))
    check = ("check", "--select", "ambiguous", "--format", "json")
    for _ in range(2):
        assert files("json", guidelint(*check, cwd=tmp_path / "ws").out) == {"guides/a.yaml"}
    write(".git/HEAD", "ref: refs/heads/main\n")
    assert files("json", guidelint(*check, cwd=tmp_path / "ws").out) == {"ws/guides/a.yaml"}


def test_fingerprints_are_the_same_from_everywhere(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("repo/ws/guides/a.yaml", GUIDE.format(id="a"))
    check = ("check", "--select", "ambiguous", "--format", "gitlab")
    before = json.loads(guidelint(*check, cwd=tmp_path / "repo/ws").out)
    write("repo/.git/HEAD", "ref: refs/heads/main\n")
    after = json.loads(guidelint(*check, cwd=tmp_path / "repo/ws").out)
    assert [one["fingerprint"] for one in after] == [one["fingerprint"] for one in before]


@pytest.mark.skipif(sys.platform == "win32", reason="no such file there")
def test_a_terminal_or_pipe_takes_a_report_as_a_file(guidelint: Run, workspace: Path) -> None:
    done = guidelint("check", *ONLY, "--format", "json=/dev/stdout")
    assert len(json.loads(done.out)["findings"]) == 4
    assert Path("/dev/stdout").is_symlink()


def test_a_name_may_be_as_long_as_a_name_can_be(guidelint: Run, workspace: Path) -> None:
    name = "一次性告知" * 16 + ".json"  # 245 bytes: another dot, some letters and .tmp would be too many
    assert guidelint("check", *ONLY, "--format", f"json={name}").code == 1
    assert len(json.loads((workspace / name).read_text(encoding="utf-8"))["findings"]) == 4
    assert not list(workspace.glob(".*"))
