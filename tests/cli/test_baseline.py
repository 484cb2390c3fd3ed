"""`guidelint baseline`: what is known stays quiet until its day, what is new does not."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
import yaml

from guidelint.__main__ import run
from guidelint.workspace.transaction import exclusive, recover
from tests.command import Run, Write
from tests.tickets.test_close_killed import killed_at

GUIDE = "id: {id}\ntitle: 标题\nmaterials:\n  - name: 身份证明\n    type: 原件\n"
NEXT_YEAR = (date.today() + timedelta(days=365)).isoformat()
ONLY = ("--select", "ambiguous/identity-proof")
CREATE = ("baseline", "create", *ONLY, "--reason", "窗口已改,等待发布", "--until", NEXT_YEAR)
CONFIG = "select: [ambiguous/identity-proof]\n"
FILE = "guidelint-baseline.yaml"


@pytest.fixture
def workspace(write: Write, tmp_path: Path) -> Path:
    write("guidelint.yaml", CONFIG)
    write("guides/甲.yaml", GUIDE.format(id="a"))
    write("guides/乙.yaml", GUIDE.format(id="b"))
    return tmp_path


@pytest.mark.slow
def test_what_is_known_stays_quiet_and_what_is_new_is_shown(guidelint: Run, write: Write, workspace: Path) -> None:
    made = guidelint(*CREATE)
    assert (made.code, made.out) == (0, f"已写 {FILE}：2 条，2 处，到 {NEXT_YEAR} 为止。\n")
    entry = yaml.safe_load((workspace / FILE).read_text(encoding="utf-8"))["entries"][0]
    assert entry | {"until": str(entry["until"])} == {
        "rule": "ambiguous/identity-proof", "guide": "a", "field": "materials.name", "text": "身份证明",
        "reason": "窗口已改,等待发布", "ticket": "DC-2021-11-001", "until": NEXT_YEAR,
    }  # fmt: skip
    quiet = guidelint("check")
    assert (quiet.code, quiet.out) == (0, "检查了 2 份指南，没有发现问题。 基线内已知问题 2 处，不报。\n")
    assert guidelint("check", "--no-baseline").code == 1
    # Lines move, list positions move, the file is renamed: it is still the same finding. A second one is new.
    (workspace / "guides/甲.yaml").unlink()
    moved = "# 说明\n" + GUIDE.format(id="a").replace("materials:\n", "materials:\n  - name: 居民身份证\n")
    write("guides/丙.yaml", moved)
    assert guidelint("check").code == 0
    write("guides/丙.yaml", moved + "  - name: 身份证明\n    type: 复印件\n")
    again = guidelint("check")
    assert again.code == 1
    assert again.out.count("[ambiguous/identity-proof]") == 1


def test_a_mended_finding_makes_its_entry_stale(guidelint: Run, write: Write, workspace: Path) -> None:
    guidelint(*CREATE)
    write("guides/乙.yaml", GUIDE.format(id="b").replace("身份证明", "居民身份证"))
    told = guidelint("check")
    assert told.code == 0
    assert f"{FILE}:11:3 说明 基线条目 ambiguous/identity-proof（b“身份证明”）写了 1 处，现在只有 0 处" in told.out
    assert "说明" not in guidelint("check", "guides/甲.yaml").out  # 乙 was not looked at
    assert "说明" not in guidelint("check", "--select", "obsolete").out  # nor was the rule
    shown = json.loads(guidelint("baseline", "show", "--json").out)
    assert [(entry["guide"], entry["state"]) for entry in shown] == [("a", "live"), ("b", "stale")]
    assert guidelint("baseline", "update").out == "删去 1 处，加进 0 处，现在 1 条。\n"
    assert "说明" not in guidelint("check").out
    (workspace / "guides/甲.yaml").unlink()  # the guide itself is gone
    assert "基线条目" in guidelint("check").out


def test_an_expired_entry_holds_nothing_back(guidelint: Run, workspace: Path) -> None:
    guidelint(*CREATE)
    file = workspace / FILE
    file.write_text(file.read_text(encoding="utf-8").replace(NEXT_YEAR, "2021-12-31", 1), encoding="utf-8")
    told = guidelint("check")
    assert told.code == 1
    assert told.out.count("[ambiguous/identity-proof]") == 1
    assert f"{FILE}:4:3 说明 基线条目 ambiguous/identity-proof（a“身份证明”）已在 2021-12-31 到期" in told.out
    assert "已到期" in guidelint("baseline", "show").out
    assert guidelint("baseline", "update").out == "删去 0 处，加进 0 处，现在 2 条。\n"
    renewed = guidelint("baseline", "update", "--reason", "再等一年", "--until", NEXT_YEAR)
    assert renewed.out == "删去 0 处，加进 1 处，现在 2 条。\n"
    assert guidelint("check").code == 0
    assert [e["reason"] for e in yaml.safe_load(file.read_text(encoding="utf-8"))["entries"]] == [
        "再等一年", "窗口已改,等待发布",
    ]  # fmt: skip


def test_equal_findings_are_counted(guidelint: Run, write: Write, workspace: Path) -> None:
    twice = GUIDE.format(id="a") + "  - name: 身份证明\n    type: 复印件\n"
    write("guides/甲.yaml", twice)
    guidelint(*CREATE)
    entries = yaml.safe_load((workspace / FILE).read_text(encoding="utf-8"))["entries"]
    assert [entry.get("count") for entry in entries] == [2, None]
    write("guides/甲.yaml", GUIDE.format(id="a"))
    assert guidelint("baseline", "update").out == "删去 1 处，加进 0 处，现在 2 条。\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("create", "--until", NEXT_YEAR), "缺少参数 --reason"),
        (("create", "--reason", "理由", "--until", "年底"), "日期要写成 2026-12-31"),
        (("create", "--reason", "理由", "--until", "2021-12-31"), "截止日期 2021-12-31 已经过了"),
        (("create", "--reason", "理由", "--until", NEXT_YEAR, "--ticket", "NO-1"), "未找到工单 NO-1"),
        (("update",), f"没有 {FILE}，请先 guidelint baseline create"),
        (("update", "--reason", "理由"), "--reason、--until 要一起写"),
        (("show",), f"没有 {FILE}"),
    ],
)
def test_requests_that_cannot_be_met(guidelint: Run, workspace: Path, arguments: tuple[str, ...], message: str) -> None:
    done = guidelint("baseline", *arguments)
    assert done.code == 2
    assert message in done.err
    assert not (workspace / FILE).exists()


def test_it_is_not_made_twice_nor_from_broken_files(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/丙.yaml", "id: c\n")
    assert guidelint(*CREATE).code == 2
    assert not (workspace / FILE).exists()
    (workspace / "guides/丙.yaml").unlink()
    assert guidelint(*CREATE).code == 0
    again = guidelint(*CREATE)
    assert again.code == 2
    assert "已经有了" in again.err


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (lambda t: t.replace("  reason: 窗口已改,等待发布\n", "", 1), ":4:3 ", "缺少 reason（理由）"),
        (lambda t: t.replace(NEXT_YEAR, "2026-02-30", 1), ":10:10 ", "真有这一天"),
        (lambda t: t.replace("guide: b", "guide: a"), ":11:3 ", "条目重复"),
        (lambda t: "entries: {", ":1:11 ", "YAML 写法有误"),
    ],
)
def test_a_broken_baseline_is_an_error_in_the_file(
    guidelint: Run, workspace: Path, change: Callable[[str], str], place: str, message: str
) -> None:
    guidelint(*CREATE)
    file = workspace / FILE
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    done = guidelint("check")
    assert done.code == 2
    assert f"{FILE}{place}" in done.err
    assert message in done.err
    assert "Traceback" not in done.err


def test_its_file_can_be_named(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guidelint.yaml", CONFIG + "baseline: 已知.yaml\n")
    assert guidelint(*CREATE).code == 0
    assert (workspace / "已知.yaml").is_file()
    assert guidelint("check").code == 0


def test_a_rule_without_ticket_needs_one(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guidelint.yaml", "select: [time/recent]\npreview: true\n")
    write("guides/甲.yaml", GUIDE.format(id="a").replace("身份证明", "近期照片"))
    create = ("baseline", "create", "--reason", "理由", "--until", NEXT_YEAR)
    refused = guidelint(*create)
    assert refused.code == 2
    assert "规则 time/recent 没有工单，请写 --ticket" in refused.err
    assert guidelint(*create, "--ticket", "DC-2021-11-001").code == 0
    assert guidelint("check").code == 0


@pytest.mark.slow
def test_those_that_write_at_once_lose_nothing(guidelint: Run, write: Write, workspace: Path) -> None:
    """Each of them adds the findings of a guide of its own."""
    assert guidelint(*CREATE).code == 0
    ids = [f"new-{number}" for number in range(4)]
    for id in ids:
        write(f"guides/{id}.yaml", GUIDE.format(id=id))
    update = [
        sys.executable,
        "-X",
        "utf8",
        "-m",
        "guidelint",
        "baseline",
        "update",
        "--reason",
        "待改",
        "--until",
        NEXT_YEAR,
    ]
    started = [subprocess.Popen([*update, f"guides/{id}.yaml"], cwd=workspace) for id in ids]
    assert [one.wait(timeout=120) for one in started] == [0] * len(ids)
    entries = yaml.safe_load((workspace / FILE).read_text(encoding="utf-8"))["entries"]
    assert sorted(entry["guide"] for entry in entries) == ["a", "b", *ids]
    assert not [file for file in workspace.iterdir() if file.name.startswith(".")]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks processes to kill them")
def test_killed_at_any_moment_it_is_the_old_one_or_the_new(guidelint: Run, write: Write, workspace: Path) -> None:
    """Nor does anything stay that a commit of everything would take in."""
    assert guidelint(*CREATE).code == 0
    old = (workspace / FILE).read_bytes()
    write("guides/丙.yaml", GUIDE.format(id="c"))
    states = []

    def update() -> None:
        os.chdir(workspace)
        assert run(["baseline", "update", "--reason", "待改", "--until", NEXT_YEAR]) == 0

    for nth in count(1):
        if not killed_at(nth, workspace, update):
            break
        recover(workspace)
        with exclusive(workspace):
            pass
        states.append((workspace / FILE).read_bytes())
        assert not [file.name for file in workspace.iterdir() if file.name.startswith(".")], nth
        if states[-1] != old:
            assert "guide: c" in states[-1].decode()
            (workspace / FILE).write_bytes(old)
    assert len(states) > 5
    assert {state == old for state in states} == {True, False}
