"""Ids, dates and numbers fit as a whole: no line break at their end, no day that there is not, no id that git refuses."""

import json
from datetime import date, timedelta

import msgspec
import pytest

from guidelint.model.schema_types import Date, Id
from guidelint.schemas.validation import validate
from guidelint.source.document import Document
from tests.command import Run, Write

GUIDE = "id: {id}\ntitle: 补领\nhalls: [大厅]\nmaterials:\n  - name: 居民身份证\n    type: 原件\n"
TICKET = (
    "id: {id}\nchannel: 综合窗口\nreceived: {received}\nproblem: 告知差一点儿\nsummary: 演示\nsource: {{kind: 现场}}\n"
)
WINDOW = "guide: a\nhall: 大厅\nobserved: {{on: {on}, how: 窗口自报}}\nmaterials:\n  - accepts: [居民身份证]\n"


def fits(kind: object, value: str) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def test_every_day_that_there_is_and_no_other() -> None:
    day = date(1999, 1, 1)
    while day.year < 2105:  # 2100 is no leap year, 2000 was
        assert fits(Date, day.isoformat())
        day += timedelta(days=1)
    for year in (1000, 1900, 1999, 2000, 2023, 2024, 2100, 2400):
        for month in range(14):
            for number in range(33):
                said = f"{year}-{month:02d}-{number:02d}"
                try:
                    date.fromisoformat(said)
                except ValueError:
                    assert not fits(Date, said)
                else:
                    assert fits(Date, said)
    for said in ("0000-01-01", "2026-01-01\n", "\n2026-01-01", "2026-1-1", "20260101", "２０２６-01-01"):
        assert not fits(Date, said)


@pytest.mark.parametrize("id", ["A.lock", "A..B", "A.", "a\n", "a.lock\n", "..", "a..", "x" * 101])
def test_ids_that_git_refuses_are_refused(guidelint: Run, write: Write, id: str) -> None:
    assert not fits(Id, id)
    write("guides/a.yaml", GUIDE.format(id=json.dumps(id)))
    write("tickets/a.yaml", TICKET.format(id=json.dumps(id), received="2026-01-05"))
    done = guidelint("check")
    assert done.code == 2
    assert "guides/a.yaml:1:5 文件有误" in done.out
    assert "tickets/a.yaml:1:5 文件有误" in done.out


@pytest.mark.parametrize("id", ["A", "a.b", "A.locks", "a-b_c.1", "x" * 100])
def test_good_ids(id: str) -> None:
    assert fits(Id, id)


@pytest.mark.parametrize("day", ['"2026-02-31"', '"0000-01-01"', '"2026-01-05\\n"', '"2023-02-29"'])
@pytest.mark.parametrize("command", [["check"], ["ticket", "list"], ["stats"], ["doctor"], ["backtest"]], ids=" ".join)
def test_no_day_that_there_is_not_ends_a_command(guidelint: Run, write: Write, day: str, command: list[str]) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    write(
        "tickets/a.yaml",
        TICKET.format(id="T-1", received=day) + f"stages:\n  - {{stage: 汇总转办, on: {day}, due: {day}}}\n",
    )
    write("windows/a.yaml", WINDOW.format(on=day))
    done = guidelint(*command)
    assert "内部出错" not in done.err
    assert "Traceback" not in done.err
    if command == ["check"]:
        assert done.code == 2
        assert "tickets/a.yaml:3:11 文件有误" in done.out
        assert "windows/a.yaml:3:16 文件有误" in done.out


def test_the_baseline_too() -> None:
    entry = {"rule": "a/b", "guide": "a", "field": "x", "text": "y", "reason": "z", "ticket": "T-1"}
    good = Document.of({"entries": [{**entry, "until": "2028-02-29"}]})
    assert validate(good, "baseline") == []
    for bad in ("2026-02-29", "2026-02-28\n"):
        assert len(validate(Document.of({"entries": [{**entry, "until": bad}]}), "baseline")) == 1
