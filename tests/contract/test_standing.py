"""A newer record of an item and window stands in the place of older ones line by line."""

import msgspec
import pytest

from guidelint.contract.standing import Standing, standing
from guidelint.language.phrase import PhraseBook
from guidelint.model.procedure import Presence
from guidelint.model.window import (
    ConditionDemand,
    Demand,
    HoursDemand,
    Observed,
    PresenceDemand,
    WindowRecord,
    Withdrawn,
)
from tests.command import Run, Write
from tests.tickets.conftest import guidelint, workspace, write

__all__ = ["guidelint", "workspace", "write"]

OLD, NEW = "2024-03-05", "2024-06-01"
GONE = Withdrawn("2024-05-30", "没有依据")


def record(on: str, *materials: Demand, window: str | None = "3号窗口", **more: object) -> WindowRecord:
    return WindowRecord("card", "演示大厅", Observed(on, "窗口自报"), materials, window=window, **more)  # type: ignore[arg-type]


def one(phrases: PhraseBook, *records: WindowRecord) -> Standing:
    (stands,) = standing(records, phrases)
    return stands


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (Demand(("身份证",), copies=2), Demand(("居民身份证",), copies=1)),
        (Demand(("居民身份证",)), Demand(("身份证明",), name="身份证明")),
        (Demand(("居民身份证",)), Demand(("居民身份证",), withdrawn=GONE)),
        (Demand(("授权委托书",), when="委托办理"), Demand(("授权委托书",), when="委托办理", copies=1)),
    ],
)
def test_the_newer_line_stands_for_the_older_one(old: Demand, new: Demand, phrases: PhraseBook) -> None:
    stands = one(phrases, record(OLD, old, Demand(("户口簿",))), record(NEW, new))
    assert stands.record.materials == (new, Demand(("户口簿",)))
    assert (stands.newest, stands.older) == (1, {("materials", 1): (0, ("materials", 1))})
    assert stands.record.on == NEW


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (Demand(("居民身份证",), holder="配偶"), Demand(("居民身份证",))),
        (Demand(("居民身份证",), when="委托办理"), Demand(("居民身份证",), when="本人办理")),
        (Demand(("居住证",)), Demand(("居民身份证",))),
    ],
)
def test_a_line_of_another_person_case_or_paper_stays(old: Demand, new: Demand, phrases: PhraseBook) -> None:
    assert one(phrases, record(OLD, old), record(NEW, new)).record.materials == (new, old)


def test_one_newer_line_stands_for_one_older_line(phrases: PhraseBook) -> None:
    original, copy = Demand(("居民身份证",), type="原件"), Demand(("居民身份证",), type="复印件")
    again = Demand(("居民身份证",), type="复印件", copies=2)
    assert one(phrases, record(OLD, original, copy), record(NEW, again)).record.materials == (again, original)


def test_a_full_record_leaves_nothing_of_older_ones(phrases: PhraseBook) -> None:
    new = record(NEW, Demand(("居民身份证",)), complete=True)
    assert one(phrases, record(OLD, Demand(("户口簿",))), new).record == new


def test_a_part_newer_than_a_full_record_keeps_it_full(phrases: PhraseBook) -> None:
    full = record(OLD, Demand(("居民身份证",)), Demand(("户口簿",)), complete=True, hours=(HoursDemand("9:00-17:00"),))
    stands = one(phrases, full, record(NEW, Demand(("户口簿",), copies=2))).record
    assert stands.complete
    assert stands.hours == (HoursDemand("9:00-17:00"),)
    assert stands.materials == (Demand(("户口簿",), copies=2), Demand(("居民身份证",)))


def test_conditions_and_presence(phrases: PhraseBook) -> None:
    year, half = ConditionDemand("连续缴纳社会保险满12个月"), ConditionDemand("连续缴纳社会保险满6个月")
    grown = ConditionDemand("年满18周岁")
    alone, agent = PresenceDemand("本人", step="受理"), PresenceDemand("本人", ("委托代理",), step="受理")
    stands = one(
        phrases,
        record(OLD, conditions=(year, grown), presence=(alone,)),
        record(NEW, conditions=(half,), presence=(agent,)),
    ).record
    assert stands.conditions == (half, grown)
    assert stands.presence == (agent,)
    assert [demand.presence for demand in stands.presence] == [Presence("本人", ("委托代理",))]


def test_other_windows_and_records_of_one_day_stand_by_themselves(phrases: PhraseBook) -> None:
    records = [record(OLD, Demand(("居民身份证",))), record(OLD, Demand(("户口簿",))), record(NEW, window="5号窗口")]
    assert [stands.record for stands in standing(records, phrases)] == records
    assert [msgspec.structs.replace(stands, older={}) for stands in standing(records, phrases)] == [
        Standing(each, number) for number, each in enumerate(records)
    ]


FILE = """\
guide: card
hall: 演示大厅
observed: {on: %s, how: 窗口自报}
materials:
  - {accepts: [居民身份证], type: 原件}
%s
"""


def test_a_finding_of_what_stays_names_the_older_file(guidelint: Run, write: Write) -> None:
    write("guides/card.yaml", "id: card\ntitle: 证卡补领\nmaterials:\n  - {name: 居民身份证, type: 原件}\n")
    write("windows/a.yaml", FILE % (OLD, "  - {accepts: [户口簿]}\n  - {accepts: [居住证]}"))
    write("windows/b.yaml", FILE % (NEW, "  - {accepts: [户口簿], withdrawn: {on: 2024-06-01, why: 没有依据}}"))
    done = guidelint("check", "--select", "contract", "--preview", "--format", "json")
    (finding,) = msgspec.json.decode(done.out)["findings"]
    assert (finding["rule"], finding["witness"]["refused"]) == ("contract/missing-in-guide", "居住证")
    assert [(place["file"], place["line"]) for place in finding["related"]] == [("windows/a.yaml", 7)]
