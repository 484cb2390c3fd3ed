"""The overview says what `guidelint stats` and `guidelint backtest` say, and says plainly what nobody knows."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from guidelint.__main__ import run
from guidelint.site.trends import DRAWN, Trend, trends
from guidelint.tickets.aggregates import Aggregate
from guidelint.tickets.months import MonthSpan, month
from guidelint.tickets.statistics import Statistics
from tests.site.conftest import AS_OF, lay_out, report
from tests.site.test_report import Page

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 8, 20)


def made_of(*figures: Aggregate, kind: str = "year") -> list[Trend]:
    return trends(list(Statistics([], figures, TODAY).lines("district", kind)), kind, None, TODAY, "zh")[0]


def figure(first: str, last: str, received: int, **more: float) -> Aggregate:
    return Aggregate(MonthSpan(month(first), month(last)), received, "某报", region="110102", **more)  # type: ignore[arg-type]


@pytest.mark.slow
def test_numbers_are_those_of_stats(
    workspace: Path, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace)
    assert run(["stats", "--by", "district", "--period", "quarter", "--as-of", AS_OF, "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)["lines"]
    text = Page(site / "index.html").text
    assert len(lines) == 21
    for line in lines:
        assert f" {line['received']} " in text
        assert f"{line['done_percent']:.1f}%" in text
    east = [line for line in lines if line["group"] == "110101"]
    change = f"同比 {east[-1]['change_percent']:+.1f}%".replace("-", "−")
    assert f"东城区 {east[-1]['received']} 件 2026年三季度（未完） · {change}" in text


@pytest.mark.slow
def test_the_articles_figures_with_their_gaps(tmp_path: Path) -> None:
    """The bundled workspace (seed case 8). Takes seconds: it is checked and written as a whole."""
    assert report(ROOT, tmp_path / "out") == 0
    text = Page(tmp_path / "out" / "index.html").text
    assert "西城区 6 件 2021年1–2月" in text
    assert "2020年47−28.8%" in text.replace(" ", "")
    assert "大兴区 3 件 2022年上半年 · 同比 −50.0%*" in text
    assert "平谷区 1 件 2022年1–5月 · 办成率 100.0%" in text
    assert "汇总数来源：北京青年报 2022-06-13" in text
    assert "没有数据：办成率、满意率、按时率" in text
    assert "没有计入：公开报道 " in text


def test_periods_of_unequal_length_are_drawn_as_a_months_average() -> None:
    (trend,) = made_of(figure("2019-01", "2019-12", 66), figure("2021-01", "2021-02", 6))
    assert "柱高是每月平均" in trend.received_note
    assert [(row.when, row.received) for row in trend.rows] == [
        ("2019年", "66"),
        ("2020年", "没有数据"),
        ("2021年1–2月", "6"),
    ]
    assert trend.received is not None
    assert ">—<" in trend.received


def test_one_period_alone_is_a_number_and_no_picture() -> None:
    (trend,) = made_of(figure("2022-01", "2022-06", 3, change=-50, done_rate=100))
    assert (trend.received, trend.rates) == (None, None)
    assert (trend.latest, trend.change, trend.fell, trend.latest_rates) == (
        "3 件",
        "同比 −50.0%*",
        True,
        "办成率 100.0%",
    )
    assert trend.gaps == ("没有数据：满意率、按时率",)


def test_many_districts_are_drawn_in_part_and_listed_in_full() -> None:
    figures = [
        Aggregate(MonthSpan(month(f"{year}-01"), month(f"{year}-12")), 1 + number, "某报", region=f"11{number:04d}")
        for number in range(1, 31)
        for year in (2024, 2025)
    ]
    drawn, rest = trends(list(Statistics([], figures, TODAY).lines("district", "year")), "year", None, TODAY, "zh")
    assert (len(drawn), len(rest)) == (DRAWN, 30 - DRAWN)
    assert [(trend.name, trend.received) for trend in rest] == [(f"11{number:04d}", None) for number in range(1, 7)]
    assert all(trend.received for trend in drawn)


@pytest.mark.slow
def test_a_month_without_tickets_is_none_and_not_unknown(tmp_path: Path) -> None:
    lay_out(tmp_path / "w")
    for file in (tmp_path / "w" / "tickets").glob("XC-2026-0[5678]-*.yaml"):
        file.unlink()
    assert report(tmp_path / "w", tmp_path / "out", "--period", "month") == 0
    text = Page(tmp_path / "out" / "index.html").text
    west = text[text.index("西城区") : text.index("大兴区")]
    assert west.startswith("西城区 0 件 2026年8月（未完） ")
    assert "同比" not in west[:40], "how far August 2025 had come by the same day is not known"
    assert "2026年7月0−100.0%———这段时间没有工单" in west.replace(" ", "")


@pytest.mark.slow
def test_the_prevented_share_is_that_of_backtest(tmp_path: Path) -> None:
    lay_out(tmp_path)
    for file in (tmp_path / "tickets").glob("*.yaml"):
        if file.stem != "DC-2026-08-001":
            file.unlink()
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (
        ["init", "-q"],
        ["add", "guides"],
        ["commit", "-q", "-m", "guides", "--date", "2026-01-01T00:00:00"],
    ):
        environment = {"GIT_COMMITTER_DATE": "2026-01-01T00:00:00", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
        subprocess.run([*git, *command], check=True, env=environment)
    assert report(tmp_path, tmp_path / "out") == 0
    text = Page(tmp_path / "out" / "index.html").text
    assert "1 件工单里能判断的有 1 件，其中 1 件能提前发现（100%），只看指南就能发现的 1 件。" in text
    assert report(tmp_path, tmp_path / "out", "--no-backtest") == 0
    assert "这一次没有算（--no-backtest）。" in Page(tmp_path / "out" / "index.html").text
