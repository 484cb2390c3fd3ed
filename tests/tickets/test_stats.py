"""`guidelint stats`: the published figures come out, and nothing is counted twice."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.model.ticket import Source, Ticket
from guidelint.tickets.aggregates import Aggregate
from guidelint.tickets.months import MonthSpan, month, period_of, words
from guidelint.tickets.statistics import Statistics
from tests.command import Run, Write

ROOT = Path(__file__).parents[2]


def test_the_article_comes_out_of_the_bundled_aggregates(guidelint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seed case 8, 北京青年报 2022-06-13."""
    monkeypatch.chdir(ROOT)
    done = guidelint("stats", "--by", "district", "--period", "year")
    assert done.code == 0, done.err
    assert done.out.startswith(
        "区      时期               接单数     同比  办成率  满意率  按时率\n"
        "西城区  2019年                 66        —       —       —       —\n"
        "西城区  2020年                 47   -28.8%       —       —       —\n"
        "西城区  2021年1–2月   6（表扬 5）        —       —       —       —\n"
        "朝阳区  2022年1–5月            11        —  100.0%       —       —\n"
        "大兴区  2022年上半年            3  -50.0%*       —       —       —\n"
        "平谷区  2021年                 27        —       —       —       —\n"
        "平谷区  2022年1–5月             1        —  100.0%       —       —\n"
        "* 来源自己的同比\n汇总数来源：北京青年报 2022-06-13\n"
    )
    halves = json.loads(guidelint("stats", "--by", "district", "--period", "half", "--json").out)["lines"]
    daxing = next(line for line in halves if line["group"] == "110115")
    assert (daxing["months"], daxing["received"], daxing["change_percent"]) == ("2022-01/2022-06", 3, -50)
    assert daxing["change_is_stated"] is True
    assert {line["single_tickets"] for line in halves} == {0}


def test_published_and_invented_cases_are_not_work_that_came_in(guidelint: Run, write: Write) -> None:
    for number, kind in enumerate(("公开报道, cite: 报", "演示", "现场")):
        write(f"tickets/{number}.yaml", ticket(f"T-{number}", "2026-03-05", source=f"{{kind: {kind}}}"))
    done = guidelint("stats", "--as-of", "2026-04-01")
    assert "没有计入：公开报道 1 件、演示 1 件（--also 可计入）" in done.out
    assert json.loads(guidelint("stats", "--json").out)["lines"][0]["received"] == 1
    also = guidelint("stats", "--json", "--also", "公开报道", "--also", "演示")
    assert json.loads(also.out)["lines"][0]["received"] == 3


def test_what_came_after_the_day_is_not_counted(guidelint: Run, write: Write) -> None:
    write("tickets/1.yaml", ticket("T-1", "2026-03-05", more="outcome: {done: true, closed: 2026-03-20}\n"))
    write("tickets/2.yaml", ticket("T-2", "2026-04-05"))
    write(
        "aggregates/a.yaml",
        "source: {kind: 公开报道, cite: 某报}\nfigures:\n  - {from: 2026-05, to: 2026-05, received: 9}\n",
    )
    then = guidelint("stats", "--as-of", "2026-03-10", "--period", "month")
    assert then.out.splitlines()[1].split() == ["大兴区", "2026年3月", "1", "—", "—", "—", "—"]
    assert then.out.splitlines()[2:] == ["没有计入：统计日期以后的 1 件"]
    later = guidelint("stats", "--as-of", "2026-04-30", "--period", "month").out.splitlines()
    assert [line.split() for line in later[1:]] == [
        ["大兴区", "2026年3月", "1", "—", "100.0%", "—", "—"],
        ["大兴区", "2026年4月", "1", "—", "—", "—", "—"],
    ]


def test_every_district_has_its_name(guidelint: Run, write: Write) -> None:
    for number, region in enumerate(("330106", "310101", "999999"), 1):
        write(f"tickets/{number}.yaml", ticket(f"T-{number}", "2026-03-05", region=region))
    said = guidelint("stats", "--as-of", "2026-03-10")
    assert [line.split()[0] for line in said.out.splitlines()[1:4]] == ["上海市黄浦区", "杭州市西湖区", "999999"]
    lines = json.loads(guidelint("stats", "--as-of", "2026-03-10", "--json").out)["lines"]
    assert [(line["group"], line["name"]) for line in lines[:2]] == [
        ("310101", "上海市黄浦区"),
        ("330106", "杭州市西湖区"),
    ]


def ticket(id: str, received: str, source: str = "{kind: 现场}", more: str = "", region: str = "110115") -> str:
    return (
        f'id: {id}\nchannel: 综合窗口\nregion: "{region}"\nreceived: {received}\nproblem: 告知差一点儿\n'
        f"summary: 摘要\nsource: {source}\n{more}"
    )


AGGREGATE = """\
source: {kind: 公开报道, cite: 某报}
figures:
  - {region: "110115", from: 2022-01, to: 2022-05, received: 10, done_rate: 90}
  - {region: "110115", from: 2021-01, to: 2021-12, received: 8, done: 4}
"""


def test_single_tickets_and_their_aggregate_are_never_added(guidelint: Run, write: Write) -> None:
    write("aggregates/a.yaml", AGGREGATE)
    write("tickets/1.yaml", ticket("T-1", "2022-05-05", more="outcome: {done: true}\n"))
    write("tickets/2.yaml", ticket("T-2", "2022-07-05", more="outcome: {done: false, satisfied: true}\n"))
    done = guidelint("stats", "--as-of", "2022-12-31")
    assert done.out.splitlines()[:3] == [
        "区      时期    接单数  同比  办成率  满意率  按时率",
        "大兴区  2021年       8     —   50.0%       —       —",
        "大兴区  2022年       2     —   50.0%  100.0%       —",
    ]
    assert "2022年1–5月另有汇总数 10（某报），这些月份已有单件工单，没有相加" in done.out


def test_months_without_tickets_come_from_the_aggregate(guidelint: Run, write: Write) -> None:
    write("aggregates/a.yaml", AGGREGATE)
    write("tickets/2.yaml", ticket("T-2", "2022-06-05", more="outcome: {done: true}\n"))
    lines = json.loads(guidelint("stats", "--json", "--as-of", "2022-12-31").out)["lines"]
    year = lines[1]
    assert (year["received"], year["single_tickets"], year["aggregates"][0]["received"]) == (11, 1, 10)
    assert year["done_percent"] == pytest.approx(100 * 10 / 11)
    assert (year["year_before"], year["change_percent"]) == (8, 37.5)


def test_year_on_year_compares_the_same_days(guidelint: Run, write: Write) -> None:
    """In a running month the year before counts as far as the same day only."""
    for n, day in enumerate(("2023-01-01", "2023-06-10", "2023-06-20", "2024-01-05", "2024-06-01", "2024-06-10")):
        write(f"tickets/{n}.yaml", ticket(f"T-{n}", day))
    write("tickets/old.yaml", ticket("T-old", "2022-12-01"))
    lines = json.loads(guidelint("stats", "--json", "--as-of", "2024-06-15").out)["lines"]
    last = lines[-1]
    assert (last["received"], last["year_before"], last["change_percent"]) == (3, 2, 50)


def test_rates_and_their_change(guidelint: Run, write: Write) -> None:
    due = "stages:\n  - {stage: 发现问题}\n  - {stage: 汇总转办, to: 甲, due: %s}\n  - {stage: 限期解决, on: %s, by: 甲}\n"
    for n, (day, late, done) in enumerate(
        (("2023-03-01", "2023-03-09", False), ("2023-03-02", "2023-03-03", True), ("2024-03-01", "2024-03-05", True))
    ):
        write(
            f"tickets/{n}.yaml",
            ticket(f"T-{n}", day, more=due % (f"{day[:8]}05", late) + f"outcome: {{done: {str(done).lower()}}}\n"),
        )
    write("tickets/first.yaml", ticket("T-first", "2022-12-01").replace("综合窗口", '"12345"'))
    done_ = guidelint("stats", "--by", "channel", "--period", "quarter", "--as-of", "2024-04-30")
    assert done_.out.splitlines()[2:] == [
        "综合窗口  2023年一季度       2       —                     50.0%       —                     50.0%",
        "综合窗口  2024年一季度       1  -50.0%  100.0%（+50.0 个百分点）       —  100.0%（+50.0 个百分点）",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ('  - {region: "110115", from: 2022-05, to: 2022-01, received: 10}\n', "截止月份早于起始月份"),
        ("  - {from: 2022-01, to: 2022-01, received: 1, praise: 2}\n", "praise 大于接单数"),
        ("  - {from: 2022-01, to: 2022-01, received: 1}\n" * 2, "同一范围、同一时期已在 aggregates/a.yaml:3"),
        ("  - {from: 2022-13, to: 2022-01, received: 1}\n", "aggregates/a.yaml:3:12"),
        ("  - {from: 2022-01, to: 2022-01, received: 1, channel: 悉心厅}\n", "悉心听"),
    ],
)
def test_wrong_aggregates(guidelint: Run, write: Write, figures: str, said: str) -> None:
    write("aggregates/a.yaml", "source: {cite: 某报}\nfigures:\n" + figures)
    done = guidelint("stats")
    assert (done.code, said in done.err) == (2, True), done.err


def test_nothing_to_count(guidelint: Run) -> None:
    assert guidelint("stats").out == "没有工单，也没有汇总数。\n"
    assert "--by" in guidelint("stats", "--by", "x").err


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2022-01", "2022-12", "2022年"), ("2022-07", "2022-12", "2022年下半年"), ("2022-04", "2022-06", "2022年二季度"),
        ("2022-03", "2022-03", "2022年3月"), ("2022-01", "2022-05", "2022年1–5月"), ("2021-11", "2022-02", "2021年11月–2022年2月"),
    ],
)  # fmt: skip
def test_periods_in_words(first: str, last: str, said: str) -> None:
    assert words(MonthSpan(month(first), month(last))).zh == said


figures = st.builds(
    lambda first, length, received, region: Aggregate(
        MonthSpan(month("2020-01") + first, month("2020-01") + first + length), received, "报", region=region
    ),
    st.integers(0, 30), st.integers(0, 13), st.integers(0, 50), st.sampled_from([None, "110000", "110115", "110117"]),
)  # fmt: skip
singles = st.builds(
    lambda year, number, region: Ticket("T", "12345", f"{year}-{number:02d}-15", "告知差一点儿", "摘要", Source("现场"), region=region),
    st.integers(2020, 2022), st.integers(1, 12), st.sampled_from([None, "110115", "110117"]),
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(figures, max_size=8), st.lists(singles, max_size=8), st.sampled_from(["month", "quarter", "half", "year"])
)
def test_no_month_of_a_place_is_counted_twice(aggregates: list[Aggregate], tickets: list[Ticket], kind: str) -> None:
    statistics = Statistics(tickets, aggregates, date(2022, 12, 31))
    for line in statistics.lines("period", kind):
        for index, used in enumerate(line.cell.used):
            for other in line.cell.used[index + 1 :]:
                is_nested = (
                    None in (used.region, other.region)
                    or used.region == other.region
                    or "110000" in (used.region, other.region)
                )
                assert not (is_nested and used.span.overlaps(other.span))
            for single in tickets:
                if single.region is None or used.region in (None, "110000", single.region):
                    assert month(single.received) not in used.span.months
        assert line.cell.received == line.cell.singles + sum(a.received for a in line.cell.used)
    periods = {period_of(month(t.received), kind) for t in tickets}
    assert sum(statistics.cell(span).singles for span in periods) == len(tickets)
