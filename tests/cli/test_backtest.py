"""`guidelint backtest` on a real git history."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.command import Run, Write

pytestmark = pytest.mark.usefixtures("needs_git")

GUIDE = "id: {id}\ntitle: 标题\nmaterials:\n  - name: {name}\n    type: 原件\n"
TICKET = """\
id: {id}
channel: 综合窗口
received: {received}
guide: {guide}
problem: 告知差一点儿
summary: 摘要
guide_says: {says}
window_requires: 居民身份证
source: {{kind: 工单系统, ref: "{id}"}}
"""


def git(folder: Path, *arguments: str, when: str = "") -> None:
    identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    identity |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
    env = {**os.environ, **identity, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", *arguments], cwd=folder, env=env, check=True)


def commit(folder: Path, day: str, time: str = "12:00:00+08:00") -> None:
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "master")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", day, when=f"{day}T{time}")


@pytest.mark.slow
def test_verdicts_come_from_the_guide_as_it_stood_the_day_before(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("guides/旧名.yaml", GUIDE.format(id="a", name="身份证明"))
    write("guides/b.yaml", GUIDE.format(id="b", name="居民身份证"))
    commit(tmp_path, "2024-01-10")
    (tmp_path / "guides/旧名.yaml").unlink()
    write("guides/a.yaml", GUIDE.format(id="a", name="居民身份证"))
    for id, received, guide, says in (
        ("T-1", "2024-01-20", "a", "身份证明"),
        ("T-2", "2024-01-20", "b", "居民身份证"),
        ("T-3", "2024-01-05", "a", "身份证明"),
        ("T-4", "2024-03-01", "a", "身份证明"),
    ):
        write(f"tickets/{id}.yaml", TICKET.format(id=id, received=received, guide=guide, says=says))
    commit(tmp_path, "2024-02-01")
    done = guidelint("backtest")
    assert done.code == 0, done.err
    lines = [line.split("\t") for line in done.out.splitlines()]
    assert [(line[0], line[2]) for line in lines[:4]] == [
        ("T-1", "能提前发现"),
        ("T-2", "不能发现"),
        ("T-3", "说不准"),
        ("T-4", "不能发现"),
    ]
    assert lines[0][3] == "ambiguous/identity-proof"
    assert done.out.endswith(
        "4 件工单：能提前发现 1，不能发现 2，说不准 1。可以提前发现的比例：33%。"
        "其中只看指南就能发现 1 件，要有当天的窗口记录才能发现 0 件。\n"
    )


def test_what_the_guide_alone_shows_is_told_apart_from_what_takes_a_window_record(
    guidelint: Run, write: Write, tmp_path: Path
) -> None:
    """A vague word shows in the guide whatever the ticket quotes; one document more only in a record of the window that is older."""
    write("guides/a.yaml", GUIDE.format(id="a", name="身份证明"))
    write("guides/b.yaml", GUIDE.format(id="b", name="户口簿"))
    commit(tmp_path, "2024-01-10")
    record = "guide: b\nhall: 大厅\nobserved: {{on: {on}, how: 窗口自报}}\nmaterials:\n  - accepts: [收入证明]\n"
    for id, guide, wants in (("T-1", "a", "居民身份证"), ("T-2", "b", "收入证明"), ("T-3", "b", "户主的结婚证")):
        ticket = TICKET.format(id=id, received="2024-01-20", guide=guide, says="另外的话")
        write(f"tickets/{id}.yaml", ticket.replace("居民身份证", wants))
    write("windows/b.yaml", record.format(on="2024-01-15"))
    found = [line.split("\t") for line in guidelint("backtest").out.splitlines()]
    assert found[:3] == [
        ["T-1", "2024-01-20", "能提前发现", "ambiguous/identity-proof"],
        ["T-2", "2024-01-20", "能提前发现", "", "contract/missing-in-guide"],
        ["T-3", "2024-01-20", "不能发现"],
    ]
    assert found[3][0].endswith("其中只看指南就能发现 1 件，要有当天的窗口记录才能发现 1 件。")
    write("windows/b.yaml", record.format(on="2024-01-20"))  # not known the day before
    assert guidelint("backtest").out.splitlines()[1] == "T-2\t2024-01-20\t不能发现"


def test_without_git_nothing_can_be_said(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.format(id="a", name="身份证明"))
    write("tickets/T-1.yaml", TICKET.format(id="T-1", received="2024-01-20", guide="a", says="身份证明"))
    done = guidelint("backtest")
    assert done.code == 0
    assert "说不准" in done.out
    assert "没有可以判断的工单" in done.out


def test_the_main_line_in_chinas_time_counts(guidelint: Run, write: Write, tmp_path: Path) -> None:
    """The problem stood on another branch only, and the guide was mended at ten at night in China."""
    write("guides/a.yaml", GUIDE.format(id="a", name="居民身份证"))
    commit(tmp_path, "2024-01-10")
    git(tmp_path, "switch", "-q", "-c", "side")
    write("guides/a.yaml", GUIDE.format(id="a", name="身份证明"))
    commit(tmp_path, "2024-01-12")
    git(tmp_path, "switch", "-q", "master")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "merge", "side", when="2024-01-16T12:00:00+08:00")
    write("guides/a.yaml", GUIDE.format(id="a", name="居民身份证"))
    commit(tmp_path, "2024-01-20", "22:00:00+08:00")
    for day in ("2024-01-14", "2024-01-18", "2024-01-20", "2024-01-21"):
        write(f"tickets/T-{day}.yaml", TICKET.format(id=f"T-{day}", received=day, guide="a", says="身份证明"))
    lines = [line.split("\t") for line in guidelint("backtest").out.splitlines()[:4]]
    assert [(line[1], line[2]) for line in lines] == [
        ("2024-01-14", "不能发现"),
        ("2024-01-18", "能提前发现"),
        ("2024-01-20", "能提前发现"),
        ("2024-01-21", "不能发现"),
    ]


def test_a_rule_that_looks_at_several_guides_sees_those_of_the_day(
    guidelint: Run, write: Write, tmp_path: Path
) -> None:
    """The Fengtai case: the other guide has gone since, but was there then."""
    write("guides/a.yaml", "id: a\ntitle: 甲\nregion: '110106'\nmaterials:\n  - {name: 营业执照, type: 原件}\n")
    write("guides/b.yaml", "id: b\ntitle: 乙\nregion: '110106'\nresult: {name: 营业执照}\nmaterials: []\n")
    commit(tmp_path, "2024-01-10")
    (tmp_path / "guides/b.yaml").unlink()
    for id, received in (("T-1", "2024-01-20"), ("T-2", "2024-03-01")):
        ticket = TICKET.format(id=id, received=received, guide="a", says="营业执照")
        write(f"tickets/{id}.yaml", f"{ticket}reveals: [chain/missing-related]\n")
    commit(tmp_path, "2024-02-01")
    lines = [line.split("\t") for line in guidelint("backtest").out.splitlines()[:2]]
    assert [(line[0], line[2]) for line in lines] == [("T-1", "能提前发现"), ("T-2", "不能发现")]
