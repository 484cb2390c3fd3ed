"""A workspace with two years of tickets, and the report made of it."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from guidelint.__main__ import run

AS_OF = "2026-08-20"

GUIDE = """\
id: {id}
title: {title}
region: "{region}"
authority: {authority}
halls: [{hall}]
conditions: [本人申请]
materials:
  - name: {material}
    type: 原件
    copies: 1
    when: 本人办理
  - name: 居民户口簿
steps:
  - {{name: 受理, presence: {{who: 本人, alternatives: [委托代理]}}}}
time_limit: {{statutory: 20个工作日, promised: 1个工作日}}
fee: {{charged: false}}
"""

WINDOW = """\
guide: dc-card
hall: 东城区政务服务中心
observed: {on: 2026-08-06, by: 综合窗口, how: 工单}
materials:
  - accepts: [居民身份证]
    refused: [社会保障卡]
    type: 原件
    revealed_by: [DC-2026-08-001]
"""

TICKET = """\
id: {id}
channel: 综合窗口
region: "{region}"
hall: {hall}
received: {received}
guide: {guide}
problem: 告知差一点儿
summary: 指南写{says},办事人带了{brought},窗口要求身份证
guide_says: {says}
window_requires: 居民身份证
brought: [{brought}]
trips: 2
source: {{kind: 工单系统}}
stages:
  - {{stage: 发现问题, on: {received}, by: 综合窗口}}
  - {{stage: 汇总转办, on: {received}, by: 综合窗口, to: 人社局, due: {due}}}
{rest}"""

OPEN = "reveals: [ambiguous/identity-proof]\n"

CLOSED = """\
  - {{stage: 限期解决, on: {solved}, by: 人社局, note: 已改指南}}
  - {{stage: 结果核查, on: {solved}, by: 政务服务局}}
  - {{stage: 监督检查, on: {closed}, by: 政务服务局}}
  - {{stage: 报送备案, on: {closed}, by: 政务服务局}}
outcome: {{done: {done}, satisfied: {satisfied}, closed: {closed}}}
"""

DISTRICTS = {"110101": ("东城区", "dc"), "110102": ("西城区", "xc"), "110115": ("大兴区", "dx")}


def lay_out(root: Path) -> None:
    """Three districts whose tickets become fewer and whose rates rise from January 2025 to August 2026."""
    numbers = random.Random(7)
    _write(root / "guidelint.yaml", "")
    _write(root / "windows" / "card.yaml", WINDOW)
    for region, (name, prefix) in DISTRICTS.items():
        hall = f"{name}政务服务中心"
        for id, title, material in (("card", "社会保障卡补领", "身份证明"), ("flat", "住房补贴申请", "收入证明")):
            _write(
                root / "guides" / prefix / f"{title}.yaml",
                GUIDE.format(
                    id=f"{prefix}-{id}",
                    title=title,
                    region=region,
                    authority=f"{name}人社局",
                    hall=hall,
                    material=material,
                ),
            )
        for month in range(20):
            for number in range(1, max(1, 7 - month // 4 + numbers.randint(-1, 1)) + 1):
                received = date(2025 + month // 12, month % 12 + 1, 1) + timedelta(numbers.randint(0, 13))
                id = f"{prefix.upper()}-{received:%Y-%m}-{number:03d}"
                _write(
                    root / "tickets" / f"{id}.yaml",
                    _ticket(id, region, hall, f"{prefix}-card", received, month, numbers),
                )


def _ticket(id: str, region: str, hall: str, guide: str, received: date, month: int, numbers: random.Random) -> str:
    solved, closed = received + timedelta(numbers.randint(1, 9)), received + timedelta(10)
    is_good = numbers.random() < 0.7 + month / 70
    rest = CLOSED.format(
        solved=solved, closed=closed, done=str(is_good).lower(), satisfied=str(is_good or month > 9).lower()
    )
    is_open = id == "DC-2026-08-001"
    return TICKET.format(
        id=id, region=region, hall=hall, guide=guide, received=received, due=received + timedelta(7),
        rest=OPEN if is_open else rest, says="身份证明" if is_open else "身份材料", brought="社会保障卡" if is_open else "出入证",
    )  # fmt: skip


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def report(workspace: Path, folder: Path, *more: str) -> int:
    """`guidelint report`, as if called in the workspace."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(workspace)
        patch.delenv("GUIDELINT_LANG", raising=False)
        return run(["report", "--html", str(folder), "--as-of", AS_OF, *more])


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("工作区")
    lay_out(root)
    return root


@pytest.fixture(scope="session")
def site(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of `workspace`, in a folder with a space and Chinese characters in its name."""
    folder = tmp_path_factory.mktemp("out") / "报告 一"
    assert report(workspace, folder, "--period", "quarter") == 0
    return folder
