"""`guidelint ticket close --remedy window`: the window stops asking, its record says so, and the guide stays."""

from pathlib import Path
from typing import Any

import pytest

from guidelint.schemas.published import SchemaName
from guidelint.schemas.validation import validate
from guidelint.source.document import load
from tests.command import Run, Write
from tests.tickets.test_close import CLOSE, ID, TICKET, contents

WHY = ("--remedy", "window", "--reason", "没有依据", "--by", "东城区人社局")
WINDOW = f"""\
guide: card   # 一份记录
hall: 东城区政务服务中心
observed: {{on: 2021-11-16, how: 工单}}
materials:
  - accepts: [居民身份证, 身份证明]
  - accepts: [夫妻关系公证书]   # 多要的
    revealed_by: [{ID}]
conditions:
  - {{text: 暂停办公期间不收, revealed_by: [{ID}]}}
presence:
  - {{who: 全体家庭成员, revealed_by: [{ID}]}}
"""


@pytest.fixture(autouse=True)
def ticket(write: Write) -> Path:
    return write(
        f"tickets/{ID}.yaml",
        TICKET.replace("guide_says: 身份证明   # 原话\n", "").replace("居民身份证", "夫妻关系公证书"),
    )


@pytest.fixture(autouse=True)
def window(write: Write) -> Path:
    return write("windows/card.yaml", WINDOW)


def read(file: Path, schema: SchemaName) -> dict[str, Any]:
    document = load(file.read_bytes(), file.name)
    assert validate(document, schema) == []
    return dict(document.data)


def test_the_demand_is_withdrawn_and_the_guide_stays(guidelint: Run, workspace: Path) -> None:
    before = contents(workspace)
    done = guidelint(*CLOSE, *WHY)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "windows/card.yaml:6:5 不再要求“夫妻关系公证书”\n"
        "windows/card.yaml:11:5 不再要求“全体家庭成员到场”\n"
        "windows/card.yaml:9:5 不再要求“暂停办公期间不收”\n"
        f"工单 {ID} 已办结 2021-11-22：指南没有改；备案记录 archive/{ID}.yaml\n"
    )
    after = contents(workspace)
    assert after["guides/card.yaml"] == before["guides/card.yaml"]
    said = "{on: 2021-11-22, why: 没有依据, by: 东城区人社局}"
    assert after["windows/card.yaml"].decode() == WINDOW.replace(
        f"    revealed_by: [{ID}]\n", f"    revealed_by: [{ID}]\n    withdrawn: {said}\n"
    ).replace(f"revealed_by: [{ID}]}}", f"revealed_by: [{ID}], withdrawn: {said}}}")
    read(workspace / "windows/card.yaml", "window")
    outcome = read(workspace / f"tickets/{ID}.yaml", "ticket")["outcome"]
    assert outcome == {"closed": "2021-11-22", "remedy": "window", "reason": "没有依据"}
    record = read(workspace / f"archive/{ID}.yaml", "archive")
    assert (record["remedy"], record["reason"]) == ("window", "没有依据")
    assert record["withdrawn"][0] == {
        "on": "2021-11-22", "file": "windows/card.yaml", "line": 6, "demand": "夫妻关系公证书", "why": "没有依据",
        "by": "东城区人社局",
    }  # fmt: skip
    assert "changes" not in record
    assert guidelint("check", "--select", "contract").code == 0


def test_without_it_the_guide_is_not_made_to_ask_for_more(guidelint: Run, workspace: Path) -> None:
    """What the window asks without a ground never gets into the guide; the refusal says what else can be done."""
    before = contents(workspace)
    done = guidelint(*CLOSE)
    assert done.code == 1
    assert "[contract/missing-in-guide]" in done.out
    assert done.out.endswith(f"guidelint ticket close {ID} --remedy window --by 决定单位 --reason 原因\n")
    assert contents(workspace) == before


def test_what_was_withdrawn_by_hand_is_the_windows_remedy(guidelint: Run, write: Write, workspace: Path) -> None:
    said = "withdrawn: {on: 2021-11-20, why: 没有依据}"
    write("windows/card.yaml", WINDOW.split("conditions:")[0] + f"    {said}\n")
    assert guidelint(*CLOSE).code == 0
    ticket = read(workspace / f"tickets/{ID}.yaml", "ticket")
    assert ticket["outcome"] == {"closed": "2021-11-22", "remedy": "window"}
    assert ticket["stages"][-1]["note"] == "办结：窗口已于 2021-11-20 不再要求“夫妻关系公证书”"


def test_the_words_find_a_demand_that_nobody_linked(guidelint: Run, write: Write, workspace: Path) -> None:
    write("windows/card.yaml", WINDOW.split("conditions:")[0].replace(f"    revealed_by: [{ID}]\n", ""))
    assert guidelint(*CLOSE, *WHY).code == 0
    demands = read(workspace / "windows/card.yaml", "window")["materials"]
    assert ["withdrawn" in one for one in demands] == [False, True]


def test_a_finding_that_stays_refuses_it(guidelint: Run, write: Write, workspace: Path) -> None:
    write(f"tickets/{ID}.yaml", TICKET + "reveals: [ambiguous/identity-proof]\n")
    before = contents(workspace)
    done = guidelint(*CLOSE, *WHY)
    assert done.code == 1
    assert "[ambiguous/identity-proof]" in done.out
    assert "  未修改：指南没有改\n" in done.out
    assert contents(workspace) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--remedy", "window"), "guidelint 错误：--remedy window 要写明原因：--reason\n"),
        (("--remedy", "window", "--reason", "找13800138000"), "手机号（138****8000）"),
    ],
)
def test_what_is_refused(guidelint: Run, workspace: Path, arguments: tuple[str, ...], said: str) -> None:
    before = contents(workspace)
    done = guidelint(*CLOSE, *arguments)
    assert (done.code, said in done.err) == (2, True), done.err
    assert contents(workspace) == before


def test_reopening_lets_it_be_closed_otherwise(guidelint: Run, workspace: Path) -> None:
    assert guidelint(*CLOSE, *WHY).code == 0
    assert guidelint("ticket", "reopen", ID, "--on", "2021-11-25", "--reason", "又要了").code == 0
    assert "remedy" not in read(workspace / f"tickets/{ID}.yaml", "ticket")["outcome"]
    record = read(workspace / f"archive/{ID}.yaml", "archive")
    assert ("remedy" in record, len(record["withdrawn"])) == (False, 3)
