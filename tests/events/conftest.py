"""A workspace inside a real git repository that somebody is working in, and events about its tickets."""

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from guidelint.__main__ import run
from tests.command import Outcome

GUIDE = """\
id: {id}
title: 社会保障卡补领
region: "110101"
materials:
  - name: 身份证明   # 原样
    type: 原件
    copies: 1
"""
WINDOW = """\
guide: {id}
hall: 东城区政务服务中心
observed: {{on: 2021-11-16, by: 综合窗口, how: 工单}}
materials:
  - accepts: [居民身份证]
    refused: [社会保障卡]
    type: 原件
    copies: 1
    revealed_by: [{ticket}]
"""
TICKET = """\
id: {ticket}
channel: 综合窗口
received: 2021-11-16
guide: {id}
problem: 告知差一点儿
summary: 带了社保卡,窗口要身份证
guide_says: 身份证明
window_requires: 居民身份证
source: {{kind: 工单系统, ref: {ref}}}
reveals: [ambiguous/identity-proof]
"""


@dataclass(frozen=True)
class Repo:
    """A repository with the workspace in its folder 工作 区."""

    top: Path

    @property
    def workspace(self) -> Path:
        return self.top / "工作 区"

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "core.quotePath=false", *arguments], cwd=self.top, check=True, capture_output=True
        )
        return done.stdout.decode()

    def write(self, name: str, content: str) -> Path:
        file = self.workspace / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode())
        return file

    def add_case(self, number: int, *, line_break: str = "\n", is_window_known: bool = True) -> str:
        """Guide, window record and ticket number `number`; the ticket's id."""
        words = {"id": f"card-{number}", "ticket": f"T-2021-11-{number:03d}", "ref": f"A-{number}"}
        self.write(f"guides/卡 {number}.yaml", GUIDE.format(**words).replace("\n", line_break))
        if is_window_known:
            self.write(f"windows/卡 {number}.yaml", WINDOW.format(**words))
        self.write(f"tickets/{words['ticket']}.yaml", TICKET.format(**words))
        return words["ticket"]

    def commit_all(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "state")
        return self.git("rev-parse", "HEAD").strip()

    def guidelint(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Outcome:
        """The command in this process, called in the workspace."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.workspace)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            code = run(list(arguments))
        return Outcome(code, out.getvalue(), err.getvalue())

    def state(self) -> tuple[object, ...]:
        """All that a user sees of the repository: files, index, branch and status."""
        files = {p: p.read_bytes() for p in self.top.rglob("*") if p.is_file() and ".git" not in p.parts}
        index = self.git("ls-files", "--stage")
        return (
            files,
            index,
            self.git("symbolic-ref", "HEAD"),
            self.git("status", "--porcelain"),
            self.git("stash", "list"),
        )


def event(id: str, source: str = "https://gongdan.example/dongcheng", **data: Any) -> bytes:
    """A good event in JSON."""
    said = {
        "specversion": "1.0",
        "id": id,
        "source": source,
        "type": "guidelint.ticket.closed",
        "time": "2021-11-20T23:30:00Z",
        "data": {"by": "东城区人社局", **data},
    }
    return json.dumps(said, ensure_ascii=False).encode()


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, needs_git: None) -> Repo:
    """One good case, committed; then somebody goes on working: staged, changed and new files."""
    monkeypatch.delenv("GUIDELINT_LANG", raising=False)
    repo = Repo(tmp_path / "库")
    repo.workspace.mkdir(parents=True)
    repo.git("init", "-q", "-b", "main")
    for key, value in (("user.name", "张三"), ("user.email", "zhang@example.org"), ("core.autocrlf", "false")):
        repo.git("config", key, value)
    repo.write("guidelint.yaml", "")
    (repo.top / "README").write_text("上一层\n", encoding="utf-8")
    repo.add_case(1)
    repo.commit_all()
    (repo.top / "README").write_text("改了一半\n", encoding="utf-8")
    repo.write("guides/卡 1.yaml", GUIDE.format(id="card-1").replace("补领", "补领(改了一半)"))
    repo.write("guides/新.yaml", "id: [没有写完\n")
    repo.write("暂存.txt", "x")
    repo.git("add", "工作 区/暂存.txt")
    return repo
