"""Fee, ways and hours of a window against the guide."""

from typing import Any

import pytest

from guidelint.contract.handling import judge_handling
from guidelint.contract.mismatch import Mismatch
from guidelint.model.guide import Guide
from guidelint.model.window import WindowRecord


def said(guide: dict[str, Any], window: dict[str, Any]) -> list[tuple[str, str]]:
    """The kind and the words of each thing that is said; `open` where the two cannot be compared."""
    ours = Guide.from_data({"id": "a", "title": "甲", "materials": [], **guide})
    observed = {"on": "2026-01-01", "how": "找茬日"}
    theirs = WindowRecord.from_data({"guide": "a", "hall": "某大厅", "observed": observed, "materials": [], **window})
    found = [one for line in judge_handling(ours, theirs) for one in line]
    return [(one.kind if isinstance(one, Mismatch) else "open", one.words.zh) for one in found]


@pytest.mark.parametrize(
    ("guide", "window", "expected"),
    [
        (
            {"fee": {"charged": True, "amount": "工本费5元"}},
            {"fees": [{"charged": True, "amount": "8元"}]},
            [("fee-demanded", "指南写收工本费5元，窗口收8元")],
        ),
        (
            {"fees": [{"name": "工本费", "standard": "每证10元"}]},
            {"fees": [{"charged": True, "amount": "十元"}]},
            [],
        ),
        (
            {"fee": {"charged": True, "amount": "按面积计"}},
            {"fees": [{"charged": True, "amount": "80元"}]},
            [("open", "窗口收的“80元”没法与指南的收费标准比较")],
        ),
        (
            {"channels": ["窗口", "快递"]},
            {"channels": [{"only": ["现场"]}]},
            [("channel-differs", "指南写可以快递办理，窗口只收现场")],
        ),
        (
            {"channels": ["窗口"], "online": {"available": True}},
            {"channels": [{"only": ["窗口"]}]},
            [("channel-differs", "指南写可以网上办理，窗口只收窗口")],
        ),
        (
            {"hours": "周一至周五9:00-12:00,13:00-17:00"},
            {"hours": [{"text": "周一至周五9:00-12:00,13:00-16:30"}]},
            [("hours-differ", "照指南周一 16:30来的人，窗口不办（窗口：周一至周五9:00-12:00,13:00-16:30）")],
        ),
        ({"hours": "工作日9点到17点"}, {"hours": [{"text": "每天 8:30—17:30"}]}, []),
        (
            {"hours": "周一至周五9:00-17:00"},
            {"hours": [{"text": "周三下午不办"}]},
            [("hours-differ", "照指南周三 12:00来的人，窗口不办（窗口：周三下午不办）")],
        ),
        (
            {"hours": "周一至周五9:00-17:00"},
            {"hours": [{"text": "中午不办公"}]},
            [("hours-differ", "照指南周一 12:00来的人，窗口不办（窗口：中午不办公）")],
        ),
        ({"hours": "周一至周五9:00-12:00"}, {"hours": [{"text": "周三下午不办"}]}, []),
        (
            {"hours": "周一至周五9:00-17:00"},
            {"hours": [{"text": "只在周三上午办,别的时间不办"}]},
            [("open", "指南写“周一至周五9:00-17:00”，窗口是“只在周三上午办,别的时间不办”，没法比较")],
        ),
        ({}, {"hours": [{"text": "周三下午"}]}, [("open", "指南没有写办理时间，窗口是“周三下午”，没法比较")]),
    ],
)
def test_what_is_said(guide: dict[str, Any], window: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert said(guide, window) == expected


@pytest.mark.parametrize(
    ("key", "demand"),
    [
        ("fees", {"charged": True, "amount": "8元"}),
        ("hours", {"text": "周三下午不办"}),
        ("channels", {"only": ["网上"]}),
    ],
)
def test_each_is_a_demand_with_its_ground_and_end(key: str, demand: dict[str, Any]) -> None:
    ours = Guide.from_data(
        {"id": "a", "title": "甲", "halls": ["某大厅"], "materials": [], "hours": "工作日9:00-17:00"}
    )
    observed = {"on": "2026-01-01", "how": "工单"}

    def judged(**more: Any) -> list[Any]:
        record = {"guide": "a", "hall": "某大厅", "observed": observed, "materials": [], key: [{**demand, **more}]}
        return [one for line in judge_handling(ours, WindowRecord.from_data(record)) for one in line]

    found = judged(ground="某规定", revealed_by=["DC-2026-01-001"])
    assert [(one.ground, one.revealed_by, one.window.demand) for one in found] == [
        ("某规定", ("DC-2026-01-001",), (key, 0))
    ]
    assert judged(withdrawn={"on": "2026-01-02", "why": "没有依据"}) == []


def test_a_record_that_tells_none_of_it_says_nothing() -> None:
    assert said({"fee": {"charged": False}, "channels": ["窗口"], "hours": "工作日"}, {}) == []
