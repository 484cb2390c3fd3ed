"""A workspace whose names and words try to break out of every format."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from guidelint.output.formats import FORMATS

SUMMARY = "甲\n::error::假 %0A ]]> <script>x</script> [链](javascript:x) @all #1 `码` \x1b[31m\u202e 末"
NAME = "坏 100%25::a,b]]>\n<img src=x onerror=y>`.yaml"

GUIDE = """\
id: bad
title: 标题
halls: [大厅]
materials:
  - name: "身份证明"
    type: 原件
"""
TICKET = """\
id: T-1
channel: 综合窗口
received: 2026-01-02
guide: bad
problem: 告知差一点儿
summary: "{summary}"
source: {{kind: 现场}}
reveals: [ambiguous/identity-proof]
"""
WINDOW = """\
guide: bad
hall: 大厅
observed: {on: 2026-01-02, by: 综合窗口, how: 工单}
materials:
  - accepts: [居民身份证]
    type: 原件
    refused: [社会保障卡]
    revealed_by: [T-1]
"""

Render = Callable[..., str]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    escaped = SUMMARY.replace("\n", "\\n").replace("\x1b", "\\e").replace("\u202e", "\\u202E")
    files = {f"guides/{NAME}": GUIDE, "tickets/t.yaml": TICKET.format(summary=escaped), "windows/w.yaml": WINDOW}
    files["guides/broken.yaml"] = "id: b\ntitle: b\nmaterials:\n  - name: 甲\nmateriel: 1\n"
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def render(hostile: Path) -> Render:
    """The report on the hostile workspace in one format; one run of the command writes all of them."""

    @cache
    def rendered(lang: str) -> dict[str, str]:
        files = {format: hostile / f"out.{format}" for format in FORMATS}
        command = [sys.executable, "-m", "guidelint", "check", "--select", "ambiguous/identity-proof", "--lang", lang]
        wanted = [word for format, file in files.items() for word in ("--format", f"{format}={file}")]
        done = subprocess.run([*command, *wanted], cwd=hostile, capture_output=True, check=False)
        assert done.returncode == 2, done.stderr.decode()
        return {format: file.read_text(encoding="utf-8") for format, file in files.items()}

    return lambda format, lang="zh": rendered(lang)[format]
