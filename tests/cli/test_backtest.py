"""`guidelint backtest` on a real git history."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

Write = Callable[[str, str | bytes], Path]

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


def commit(folder: Path, day: str) -> None:
    when = f"{day}T12:00:00+08:00"
    identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    identity |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
    env = {**os.environ, **identity, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", day]):
        subprocess.run(["git", *arguments], cwd=folder, env=env, check=True)


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
    assert done.out.endswith("4 件工单:能提前发现 1,不能发现 2,说不准 1。可以提前发现的比例:33%\n")


def test_without_git_nothing_can_be_said(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.format(id="a", name="身份证明"))
    write("tickets/T-1.yaml", TICKET.format(id="T-1", received="2024-01-20", guide="a", says="身份证明"))
    done = guidelint("backtest")
    assert done.code == 0
    assert "说不准" in done.out
    assert "没有可以判断的工单" in done.out
