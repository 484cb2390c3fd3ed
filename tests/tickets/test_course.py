"""The course: no way of commands leads to an illegal order, and what is refused says what is allowed."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.model.course import COURSE, STAGES, allowed, follows, holders, is_on_time, is_open, stage_of
from guidelint.model.errors import UsageError
from guidelint.model.ticket import Ticket
from guidelint.source.document import load
from guidelint.tickets.transition import Act, moved
from guidelint.workspace.filed import Filed

HEAD = "id: A-2021-11-001\nchannel: 综合窗口\nreceived: 2021-11-16\nproblem: {problem}\nsummary: 摘要\nsource: {{kind: 演示}}\n"
DEPARTMENTS = (None, "甲局", "乙局", "丙局")
COMMANDS = ("assign", "resolve", "verify", "supervise", "close", "archive", "reopen")


def filed(text: str) -> Filed:
    document = load(text.encode(), "t.yaml")
    return Filed(Ticket.from_data(document.data), document, Path("t.yaml"))


def course(*stages: str) -> Ticket:
    lines = "".join(f"  - {{{stage}}}\n" for stage in stages)
    return filed(HEAD.format(problem="告知差一点儿") + f"stages:\n{lines}").ticket


act = st.builds(
    lambda command, by, to, back: (command, by, to, back),
    st.sampled_from(COMMANDS), st.sampled_from(DEPARTMENTS), st.sampled_from(DEPARTMENTS), st.booleans(),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(("告知差一点儿", "不属于受理范围")), st.lists(act, max_size=25))
def test_never_an_illegal_order(problem: str, acts: list[tuple[str, str | None, str | None, bool]]) -> None:
    now = filed(HEAD.format(problem=problem) + "stages:\n  - {stage: 发现问题, on: 2021-11-16}\n")
    day = date(2021, 11, 16)
    for command, by, to, back in acts:
        day += timedelta(days=1)
        before = now.ticket
        is_back = back and command in ("verify", "supervise")
        try:
            after = moved(now, Act(command, day, by=by, to=to, due=day, note="说明", sent_back=is_back))
        except UsageError:
            continue
        assert command in {step.command for step in allowed(before)}
        now = Filed(Ticket.from_data(after.data), after, now.file)
        stages = [stage.stage for stage in now.ticket.stages]
        assert follows(stages) is None
        answers = max(1, len(holders(before))) if command == "close" else 1
        assert len(stages) == len(before.stages) + answers + is_back
        if command in ("verify", "supervise", "close", "archive") and not is_back:
            assert holders(now.ticket) == ()
        if command in ("close", "archive"):
            assert not is_open(now.ticket)
            assert now.ticket.closed == (before.closed or day.isoformat())
        if is_back:
            assert is_open(now.ticket)
        if command == "close":
            assert before.closed is None
            assert stage_of(now.ticket) in ("限期解决", stage_of(before))
        if command == "archive":
            assert "监督检查" in stages or problem == "不属于受理范围"
        if command == "reopen":
            assert is_open(now.ticket)


def test_every_stage_can_be_reached_and_left() -> None:
    assert {step.before for step in COURSE} == set(STAGES)
    assert {step.after for step in COURSE} == set(STAGES)


@pytest.mark.parametrize(
    ("stages", "wrong"),
    [
        (list(STAGES), None),
        (["汇总转办"], 0),
        (["发现问题", "结果核查"], 1),
        (["发现问题", "汇总转办", "汇总转办", "限期解决", "报送备案"], 4),
        ([*STAGES, "发现问题", "汇总转办"], None),
    ],
)
def test_orders(stages: list[str], wrong: int | None) -> None:
    assert follows(stages) == wrong


def test_a_ticket_without_stages_has_been_found() -> None:
    ticket = filed(HEAD.format(problem="告知差一点儿")).ticket
    assert stage_of(ticket) == "发现问题"
    assert [step.command for step in allowed(ticket)] == ["assign", "close"]


def test_handing_on_and_adding() -> None:
    """The Xicheng case went through several departments."""
    first = "stage: 汇总转办, on: 2021-11-16, by: 中心, to: 甲局, due: 2021-11-23"
    on = "stage: 汇总转办, on: 2021-11-17, by: 甲局, to: 乙局, due: 2021-11-24"
    more = "stage: 汇总转办, on: 2021-11-18, by: 中心, to: 丙局, due: 2021-11-25"
    done = "stage: 限期解决, on: 2021-11-24, by: 乙局"
    assert [h.name for h in holders(course("stage: 发现问题", first, on))] == ["乙局"]
    assert [h.name for h in holders(course("stage: 发现问题", first, on, more))] == ["乙局", "丙局"]
    assert [h.name for h in holders(course("stage: 发现问题", first, on, more, done))] == ["丙局"]


def test_on_time() -> None:
    given_ = "stage: 汇总转办, on: 2021-11-16, to: 甲局, due: 2021-11-23"
    today = date(2021, 11, 30)
    assert is_on_time(course("stage: 发现问题", given_, "stage: 限期解决, on: 2021-11-23, by: 甲局"), today) is True
    assert is_on_time(course("stage: 发现问题", given_, "stage: 限期解决, on: 2021-11-24, by: 甲局"), today) is False
    assert is_on_time(course("stage: 发现问题", given_), today) is False
    assert is_on_time(course("stage: 发现问题", given_), date(2021, 11, 23)) is None
    assert is_on_time(course("stage: 发现问题"), today) is None


def test_days_do_not_run_backwards() -> None:
    now = filed(HEAD.format(problem="告知差一点儿"))
    with pytest.raises(UsageError, match="before the last stage"):
        moved(now, Act("assign", date(2021, 11, 15), to="甲局"))
    with pytest.raises(UsageError, match="due date"):
        moved(now, Act("assign", date(2021, 11, 17), to="甲局", due=date(2021, 11, 16)))
