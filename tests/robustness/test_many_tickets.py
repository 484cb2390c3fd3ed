"""Thousands of tickets: a finding names the most telling ones and counts the others, and closed ones are held to account
in a time that grows with their number only."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from guidelint.checking.checking import check
from guidelint.checking.engine import Engine
from guidelint.model.guide import Guide
from guidelint.model.report import Options, Report
from guidelint.rules.evidence import MOST
from guidelint.rules.kinds.context import Neighbours
from guidelint.workspace.workspace import Loaded, Workspace
from tests.command import Run, Write

GUIDE = 'id: {id}\ntitle: 补领\nregion: "110101"\nmaterials:\n  - name: 身份证明\n    type: 原件\n'
TICKET = """\
id: {id}
channel: 综合窗口
received: {received}
guide: {guide}
region: "{region}"
problem: 告知差一点儿
summary: 窗口不收
source: {{kind: 线上}}
reveals: [{rule}]
"""
RULE = "ambiguous/identity-proof"
CLOSED = "outcome: {closed: 2025-02-01}\n"
OTHERS = 60


@pytest.fixture
def workspace(tmp_path: Path, write: Write) -> Path:
    """A guide with one finding, and a rule with tickets of this guide, of its region, and of others, old and new."""
    write("guidelint.yaml", f"select: [{RULE}]\n")
    write("guides/a.yaml", GUIDE.format(id="a"))

    def ticket(id: str, received: str, guide: str, region: str) -> None:
        write(f"tickets/{id}.yaml", TICKET.format(id=id, received=received, guide=guide, region=region, rule=RULE))

    for number in range(OTHERS):
        ticket(f"T-OTHER-{number:02}", f"2024-{number % 12 + 1:02}-{number // 12 + 1:02}", "elsewhere", "440100")
    for number in range(3):
        ticket(f"T-REGION-{number}", f"2022-01-0{number + 1}", "elsewhere", "110101")
        ticket(f"T-OWN-{number}", f"2021-01-0{number + 1}", "a", "440100")
    return tmp_path


def test_the_most_telling_first_and_the_others_counted(guidelint: Run, workspace: Path) -> None:
    done = guidelint("check", "--format", "json")
    assert done.code == 1
    (finding,) = json.loads(done.out)["findings"]
    named = [one["ticket"] for one in finding["evidence"]]
    assert named[:6] == ["T-OWN-2", "T-OWN-1", "T-OWN-0", "T-REGION-2", "T-REGION-1", "T-REGION-0"]
    # The public ticket that comes with the rule is about Dongcheng too.
    assert named[6] == "DC-2021-11-001"
    assert named[7:] == [f"T-OTHER-{number}" for number in (59, 47, 35, 23, 11, 58, 46, 34, 22, 10, 57, 45, 33)]
    assert len(named) == MOST
    assert finding["moreEvidence"] == OTHERS + 6 + 1 - MOST


def test_every_format_that_shows_tickets_says_how_many_there_are(guidelint: Run, workspace: Path) -> None:
    others = OTHERS + 6
    assert f"工单 T-OWN-2（2021-01-03，综合窗口）：窗口不收 另有 {others} 件\n" in guidelint("check").out
    assert f"窗口不收 and {others} more\n" in guidelint("check", "--lang", "en").out
    for format in ("junit", "checkstyle", "gitlab", "rdjson", "markdown", "github"):
        assert f"另有 {others} 件" in guidelint("check", "--format", format).out, format
    assert f"等 {others + 1} 件" in guidelint("check", "--format", "statistics").out
    sarif = json.loads(guidelint("check", "--format", "sarif").out)
    (result,) = sarif["runs"][0]["results"]
    assert len(result["properties"]["tickets"]) == MOST
    assert result["properties"]["moreTickets"] == others + 1 - MOST
    assert guidelint("export", "findings", "--xlsx", "问题.xlsx").code in (0, 1)
    sheet = load_workbook(workspace / "问题.xlsx")["问题"]
    cell = next(str(cell.value) for row in sheet.iter_rows() for cell in row if "T-OWN-2\n" in str(cell.value))
    assert cell.splitlines()[-1] == f"另有 {others + 1 - MOST} 件"


def test_a_closed_ticket_that_is_not_named_is_held_to_its_claim(guidelint: Run, workspace: Path, write: Write) -> None:
    for number in range(MOST):
        text = TICKET.format(id=f"T-NEW-{number}", received="2025-06-01", guide="a", region="110101", rule=RULE)
        write(f"tickets/T-NEW-{number}.yaml", text)
    file = workspace / "tickets" / "T-OWN-0.yaml"
    file.write_text(file.read_text(encoding="utf-8") + CLOSED, encoding="utf-8")
    done = guidelint("check", "--format", "json")
    (error,) = json.loads(done.out)["errors"]
    assert done.code == 2
    assert (error["file"], "T-OWN-0 写着已办结" in error["message"]) == ("tickets/T-OWN-0.yaml", True)
    assert "T-OWN-0" not in [one["ticket"] for one in json.loads(done.out)["findings"][0]["evidence"]]


def test_closed_tickets_look_at_each_guide_once_more_at_most(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each ticket reveals a rule that is too mild to be shown, so its guide is looked at for its sake."""
    for guide in range(5):
        write(f"guides/g{guide}.yaml", GUIDE.format(id=f"g{guide}"))
    for number in range(100):
        text = TICKET.format(
            id=f"T-{number}", received="2025-01-01", guide=f"g{number % 5}", region="110101", rule="notice/no-criteria"
        )
        write(f"tickets/t{number}.yaml", text + CLOSED)
    looked_at: list[str] = []
    check_one = Engine.check_one

    def counted(self: Engine, loaded: Loaded[Guide], neighbours: Neighbours | None = None) -> Report:
        looked_at.append(loaded.model.id)
        return check_one(self, loaded, neighbours)

    monkeypatch.setattr(Engine, "check_one", counted)
    report = check(Workspace.find(tmp_path, tmp_path), Options(), [tmp_path], jobs=1)
    assert len(report.errors) == 100
    assert len(looked_at) == 10
