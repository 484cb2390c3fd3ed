"""A new workspace: folders, configuration, schemas for editors, and one example of each file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.schemas.published import SCHEMA_NAMES, schema_text
from guidelint.workspace.config import CONFIG_NAME
from guidelint.workspace.writing import write_whole

SCHEMA_FOLDER = ".guidelint/schemas"

_CONFIG = """\
{line}
# 每一项都有默认值；完整说明：guidelint schema config
lang: zh
"""

_GUIDE = """\
{line}
id: example
title: 示例事项
region: "110101"
authority: 示例单位
halls: [示例政务服务中心]
materials:
  - name: 居民身份证
    type: 原件
    copies: 1
    necessity: 必要
illustration: true
"""

_WINDOW = """\
{line}
guide: example
hall: 示例政务服务中心
observed: {{on: 2024-01-02, by: 综合窗口, how: 窗口自报}}
materials:
  - accepts: [居民身份证]
    type: 原件
    copies: 1
illustration: true
"""

_TICKET = """\
{line}
id: EX-2024-01-001
channel: 综合窗口
received: 2024-01-02
guide: example
problem: 告知差一点儿
summary: 演示：工单在这里写清谁、因为指南的哪句话、多跑了一趟
source: {{kind: 演示}}
"""


def lay_out(folder: Path) -> list[Path]:
    """Write a workspace into `folder`. Raises UsageError where a file of it already exists; then nothing is written."""
    planned = dict(_files(folder))
    taken = [file for file in planned if file.exists() and not file.is_relative_to(folder / SCHEMA_FOLDER)]
    if taken:
        names = "、".join(file.relative_to(folder).as_posix() for file in taken)
        raise UsageError(Text(f"这里已有 {names}，没有改动任何文件", f"already there: {names}; nothing was changed"))
    return _write(planned)


def lay_out_schemas(folder: Path) -> list[Path]:
    """Write this version's schemas for editors into a workspace, over older ones."""
    return _write(dict(_schemas(folder)))


def editor_line(schema: str, depth: int) -> str:
    """The first line that makes editors complete and check a YAML file `depth` folders below the workspace."""
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMA_FOLDER}/{schema}.schema.json"


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    yield folder / CONFIG_NAME, _CONFIG.format(line=editor_line("config", 0))
    yield folder / "guides" / "example.yaml", _GUIDE.format(line=editor_line("guide", 1))
    yield folder / "windows" / "example.yaml", _WINDOW.format(line=editor_line("window", 1))
    yield folder / "tickets" / "EX-2024-01-001.yaml", _TICKET.format(line=editor_line("ticket", 1))
    yield from _schemas(folder)


def _schemas(folder: Path) -> Iterator[tuple[Path, str]]:
    for name in SCHEMA_NAMES:
        yield folder / SCHEMA_FOLDER / f"{name}.schema.json", schema_text(name)


def _write(planned: Mapping[Path, str]) -> list[Path]:
    for file, content in planned.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, content.encode())
    return list(planned)
