"""The command in this process, in a workspace of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guidelint.__main__ import run
from guidelint.workspace.transaction import exclusive
from tests.command import Outcome, Run, Write, writer

GUIDE = """\
id: card
title: 社会保障卡补领
region: "110101"
halls: [东城区政务服务中心]
conditions: [社会保障卡遗失]
materials:
  - name: 身份证明
    type: 原件
    copies: 1
    criteria: [在有效期内]
steps:
  - {name: 受理, presence: {who: 本人, alternatives: [委托代理]}}
time_limit: {promised: 1个工作日}
fee: {charged: false}
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "guidelint.yaml").touch()
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "card.yaml").write_text(GUIDE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GUIDELINT_LANG", raising=False)
    return tmp_path


@pytest.fixture
def guidelint(workspace: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> Outcome:
        capfd.readouterr()
        code = run(list(arguments))
        said = capfd.readouterr()
        return Outcome(code, said.out, said.err)

    return call


@pytest.fixture
def write(workspace: Path) -> Write:
    return writer(workspace)


@contextmanager
def held_by_another(root: Path) -> Iterator[None]:
    """Another thread writes into the workspace meanwhile."""
    inside, free = threading.Event(), threading.Event()

    def hold() -> None:
        with exclusive(root):
            inside.set()
            free.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait(10)
    try:
        yield
    finally:
        free.set()
        thread.join()
