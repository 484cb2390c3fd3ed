"""`guidelint ticket amend`: what a ticket said stays on record, and what it lacked makes the window record."""

from pathlib import Path

from guidelint.source.document import load
from tests.command import Run, Write

ID = "DC-2026-01-001"
TICKET = f"""\
id: {ID}  # 台账第 3 页
channel: 综合窗口
received: 2026-01-06
guide: card
problem: 告知差一点儿
summary: (演示)没有办成
source: {{kind: 现场}}
"""


def test_the_old_words_stay(guidelint: Run, write: Write, workspace: Path) -> None:
    write(f"tickets/{ID}.yaml", TICKET)
    said = ("--on", "2026-01-07", "--by", "综合窗口", "--why", "听错了")
    done = guidelint("ticket", "amend", ID, "--summary", "(演示)跑了两趟", "--trips", "2", *said)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"摘要：(演示)没有办成 → (演示)跑了两趟\n跑动次数：— → 2\n已写入 tickets/{ID}.yaml\n"
    text = (workspace / f"tickets/{ID}.yaml").read_text(encoding="utf-8")
    assert text.startswith(f"id: {ID}  # 台账第 3 页\nchannel: 综合窗口\n")
    data = load(text.encode(), ID).data
    assert (data["summary"], data["trips"]) == ("(演示)跑了两趟", 2)
    assert data["amended"] == [
        {"on": "2026-01-07", "was": {"summary": "(演示)没有办成", "trips": ""}, "by": "综合窗口", "why": "听错了"}
    ]
    again = guidelint("ticket", "amend", ID, "--trips", "2", *said)
    assert (again.code, f"工单 {ID} 已经是这样写的，没有要改的" in again.err) == (2, True)
    assert (workspace / f"tickets/{ID}.yaml").read_text(encoding="utf-8") == text


def test_what_was_lacking_makes_the_window_record(guidelint: Run, write: Write, workspace: Path) -> None:
    write(f"tickets/{ID}.yaml", TICKET)
    done = guidelint("ticket", "amend", ID, "--window-requires", "收入证明", "--on", "2026-01-07")
    assert (done.code, done.err) == (0, "")
    record = load((workspace / f"windows/{ID}.yaml").read_bytes(), "w").data
    assert (record["hall"], record["materials"]) == (
        "东城区政务服务中心",
        [{"accepts": ["收入证明"], "revealed_by": [ID]}],
    )
    assert "[contract/missing-in-guide]" in guidelint("check", "--select", "contract").out


def test_what_cannot_be_is_refused(guidelint: Run, write: Write, workspace: Path) -> None:
    write(f"tickets/{ID}.yaml", f"{TICKET}outcome: {{closed: 2026-01-08}}\n")
    before = (workspace / f"tickets/{ID}.yaml").read_bytes()
    for changes, why in (
        (("--trips", "3"), f"工单 {ID} 已经办结，先重新打开再改"),
        (("--hall", "西城区政务服务中心"), "指南 card 的大厅里没有“西城区政务服务中心”"),
        (("--summary", "身份证 11010519491231002X"), "身份证"),
        (("--received", "2026-02-31"), "2026-02-31"),
        (("--problem", "别的"), "问题类型只能是"),
    ):
        done = guidelint("ticket", "amend", ID, *changes)
        assert (done.code, why in done.err) == (2, True), (changes, done.err)
    assert (workspace / f"tickets/{ID}.yaml").read_bytes() == before
    assert not (workspace / "windows").exists()
