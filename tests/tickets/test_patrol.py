"""`guidelint patrol`: the day cannot be chosen and can be checked; what is found is written whole."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.tickets.patrol import Window, plan
from guidelint.tickets.workdays import is_working_day
from tests.command import Run, Write

SEED = "一枚硬币抛出的二十次正反面"
HALLS = """\
halls:
  - name: 东城区政务服务中心
    windows: [{name: 社保窗口, guides: [card]}, {name: 综合窗口}]
  - name: 街道便民中心
    windows: [{name: 1号}]
"""
RECORD = (
    "patrol", "record", "--guide", "card", "--accepts", "居民身份证", "--refused", "社会保障卡", "--guide-says", "身份证明",
    "--type", "原件", "--copies", "1", "--criteria", "在有效期内", "--summary", "窗口只收身份证", "--on", "2026-11-20", "--by", "督导员",
)  # fmt: skip


def test_plan_and_verify(guidelint: Run, write: Write) -> None:
    write("halls.yaml", HALLS)
    planned = guidelint("patrol", "plan", "--month", "2026-10", "--seed", SEED)
    assert planned.code == 0, planned.err
    commitment = hashlib.sha256(SEED.encode()).hexdigest()
    day = planned.out.splitlines()[1].rpartition("：")[2].strip()
    assert planned.out.startswith(f"承诺值（先公布）：{commitment}\n")
    assert is_working_day(date.fromisoformat(day))
    assert (
        "社保窗口\n   社会保障卡补领 (card)\n   [ ] 身份证明：原件，1份，在有效期内\n   [ ] 受理：本人到场，也可以委托代理\n"
        "   [ ] 承诺 1个工作日\n   [ ] 不收费\n"
    ) in planned.out
    assert planned.out.count("身份证明：原件") == 2  # the other hall takes in no guide
    verify = ("patrol", "verify", "--month", "2026-10", "--seed", SEED)
    good = guidelint(*verify, "--commitment", commitment, "--on", day)
    order = [line for line in planned.out.splitlines() if line[:2] in ("1.", "2.", "3.")]
    assert (good.code, good.out.splitlines()[1:]) == (0, order)
    assert guidelint(*verify, "--commitment", commitment, "--on", "2026-10-01").code == 1
    assert guidelint(*verify[:-1], SEED + "!", "--commitment", commitment).code == 1


def test_a_short_seed_is_said(guidelint: Run) -> None:
    done = guidelint("patrol", "plan", "--month", "2026-10", "--seed", "abc")
    assert (done.code, "种子太短" in done.err) == (0, True)
    assert "1. 东城区政务服务中心 综合窗口\n" in done.out


@pytest.mark.parametrize(
    ("month", "halls", "said"),
    [
        ("2026-13", HALLS, "2026-12"),
        ("2026-1", HALLS, "2026-12"),
        ("2099-01", HALLS, "2099"),
        ("2026-10", HALLS.replace("card", "crd"), "没有指南 crd"),
        ("2026-10", HALLS.replace("综合窗口", "社保窗口"), "写了两次"),
        ("2026-10", "halls: []\n", "halls.yaml:1:8"),
    ],
)
def test_what_cannot_be_planned(guidelint: Run, write: Write, month: str, halls: str, said: str) -> None:
    write("halls.yaml", halls)
    done = guidelint("patrol", "plan", "--month", month, "--seed", SEED)
    assert (done.code, said in done.err) == (2, True), done.err


windows = st.lists(
    st.builds(Window, st.sampled_from(["甲", "乙"]), st.text(min_size=1, max_size=5)), unique=True, min_size=1
)


@settings(deadline=None)
@given(
    st.integers(2015, 2024),
    st.integers(1, 12),
    st.text(st.characters(exclude_categories=["Cs"])),
    windows,
)
def test_a_working_day_and_every_window_once(
    year: int,
    number: int,
    seed: str,
    there: list[Window],
) -> None:
    month = f"{year}-{number:02d}"
    planned = plan(month, seed, there)
    assert (planned.day.year, planned.day.month) == (year, number)
    assert is_working_day(planned.day)
    assert sorted(planned.windows) == sorted(there)
    assert plan(month, seed, there[::-1]) == planned


def test_every_working_day_can_come_up() -> None:
    days = {plan("2021-10", str(seed), [Window("甲", "乙")]).day for seed in range(500)}
    assert len(days) == 17


def test_record_writes_both(guidelint: Run, workspace: Path) -> None:
    done = guidelint(*RECORD)
    assert done.code == 0, done.err
    assert done.out == "已写入 tickets/DC-2026-11-001.yaml\n已写入 windows/patrol/DC-2026-11-001.yaml\n"
    assert (workspace / "windows/patrol/DC-2026-11-001.yaml").read_text(encoding="utf-8") == (
        "guide: card\nhall: 东城区政务服务中心\nobserved: {on: 2026-11-20, by: 督导员, how: 找茬日}\nmaterials:\n"
        "  - {accepts: [居民身份证], refused: [社会保障卡], type: 原件, copies: 1, criteria: [在有效期内], "
        "revealed_by: [DC-2026-11-001]}\n"
    )
    assert "channel: 找茬日\n" in (workspace / "tickets/DC-2026-11-001.yaml").read_text(encoding="utf-8")
    checked = guidelint("check", "--select", "contract/vaguer-than-window")
    assert (checked.code, "只收“居民身份证”" in checked.out, "DC-2026-11-001" in checked.out) == (1, True, True)


def test_record_of_who_has_to_come_and_of_a_condition(guidelint: Run, workspace: Path) -> None:
    base = ("patrol", "record", "--guide", "card", "--summary", "窗口要本人来", "--on", "2026-11-20")
    done = guidelint(*base, "--presence", "本人", "--condition", "参保满六个月", "--condition", "没有欠费")
    assert done.code == 0, done.err
    assert (workspace / "windows/patrol/DC-2026-11-001.yaml").read_text(encoding="utf-8") == (
        "guide: card\nhall: 东城区政务服务中心\nobserved: {on: 2026-11-20, by: 找茬日, how: 找茬日}\nmaterials: []\n"
        "presence:\n  - {who: 本人, revealed_by: [DC-2026-11-001]}\nconditions:\n"
        "  - {text: 参保满六个月, revealed_by: [DC-2026-11-001]}\n  - {text: 没有欠费, revealed_by: [DC-2026-11-001]}\n"
    )
    ticket = (workspace / "tickets/DC-2026-11-001.yaml").read_text(encoding="utf-8")
    assert "window_requires: 本人到场；参保满六个月；没有欠费\n" in ticket
    checked = guidelint("check", "--select", "contract/presence-demanded,contract/unlisted-condition", "--preview")
    assert checked.out.count("[contract/presence-demanded]") == 1
    assert checked.out.count("[contract/unlisted-condition]") == 2
    assert guidelint(*base).code == 2
    assert "--accepts" in guidelint(*base, "--condition", "没有欠费", "--copies", "2").err
    assert guidelint(*base, "--condition", "没有欠费", "--alternative", "委托").code == 2
    assert guidelint(*base, "--condition", "打13800138000预约").code == 2


def test_record_writes_neither(guidelint: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    before = sorted(workspace.rglob("*"))
    assert guidelint(*RECORD, "--type", "原件件").code == 2
    assert guidelint(*RECORD, "--name", "找13800138000").code == 2
    assert guidelint(*RECORD, "--guide", "crd").code == 2
    real, calls = os.link, []

    def second_fails(*arguments: object, **options: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(28, "disk full")
        real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "link", second_fails)
    monkeypatch.setattr(
        "guidelint.workspace.transaction._move_without_links", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
    )
    assert guidelint(*RECORD).code == 2
    assert sorted(workspace.rglob("*")) == before
