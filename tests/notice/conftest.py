"""A workspace whose guide keeps its promise, and `guidelint notice` in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guidelint.__main__ import run
from tests.command import Outcome

Notice = Callable[..., Outcome]

ROOT = Path(__file__).parents[2]

CLEAN = """\
id: clean
title: 证件补领
region: "110101"
authority: 演示单位
halls: [甲大厅, 乙大厅]
place: 演示路 1 号
hours: 工作日 9:00-17:00
audience: [自然人]
conditions: [证件遗失]
materials:
  - name: 居民身份证
    type: 原件
    copies: 1
    criteria: [在有效期内]
  - name: 授权委托书
    type: 原件
    copies: 1
    when: 委托他人办理的
    criteria: [本人签名]
    form: {blank: "https://example.org/空白表.docx", sample: "javascript:alert(1)"}
  - name: 代理人居民身份证
    type: 原件和复印件
    copies: 1
    when: 委托办理
    criteria: [在有效期内]
  - name: 结婚证
    type: 复印件
    copies: 2
    when: 已婚
    criteria: [复印件清晰]
    necessity: 容缺后补
steps:
  - name: 受理
    presence: {who: 本人, alternatives: [委托代理]}
time_limit: {statutory: 20个工作日, promised: 1个工作日}
fee: {charged: false}
visits: 1
consultation: {phone: "12345"}
complaint: {phone: "12345", window: 反映“办不成事”窗口}
published: {url: "https://example.org/指南", updated: 2026-01-02}
illustration: true
"""

WINDOW = """\
guide: clean
hall: 甲大厅
observed: {on: 2026-02-03, by: 综合窗口, how: 窗口自报}
complete: true
materials:
  - {accepts: [居民身份证], refused: [社会保障卡], type: 原件, copies: 1, criteria: [在有效期内]}
  - {accepts: [授权委托书, 公证书], type: 原件, copies: 1, when: 委托办理, criteria: [本人签名]}
  - {accepts: [居民身份证], holder: 代理人, type: 原件和复印件, copies: 1, when: 委托办理, criteria: [在有效期内]}
  - {accepts: [结婚证], type: 复印件, copies: 2, when: 已婚, criteria: [复印件清晰]}
presence:
  - {step: 受理, who: 本人, alternatives: [委托代理]}
illustration: true
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One guide that keeps its promise, and a window record that says a little more; the current folder."""
    for name, content in (("guides/补领.yaml", CLEAN), ("windows/甲.yaml", WINDOW)):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def notice(workspace: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Notice:
    """Run `guidelint notice ARGUMENTS`."""

    def notice(*arguments: str) -> Outcome:
        capfdbinary.readouterr()
        code = run(["notice", *arguments])
        said = capfdbinary.readouterr()
        return Outcome(code, said.out.decode(), said.err.decode())

    return notice
