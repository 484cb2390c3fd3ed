"""What is an event and what is not, with line and column."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from guidelint.model.errors import CannotCheck
from guidelint.schemas.published import schema
from guidelint.tickets.events.event import read_event
from tests.events.conftest import event

TODAY = date(2026, 1, 1)
GOOD = json.loads(event("42", ticket="T-1"))


def laid_out(**changes: object) -> str:
    return json.dumps({**GOOD, **changes}, ensure_ascii=False, indent=1)


def test_a_good_event() -> None:
    raw = event("42", ticket="T-1", ref="A 1", unsafe=True, replacement="居民身份证", propagate=True, satisfied=False)
    said = read_event(raw, "e.json", TODAY)
    assert (said.source, said.id, said.ticket, said.ref) == ("https://gongdan.example/dongcheng", "42", "T-1", "A 1")
    assert said.request.on == date(2021, 11, 21)  # half past eleven at night in Greenwich is the next morning in China
    assert (said.request.by, said.request.unsafe, said.request.replacement, said.request.propagate) == (
        "东城区人社局",
        True,
        "居民身份证",
        True,
    )
    assert said.request.outcome == {"satisfied": False}
    Draft202012Validator(schema("event")).validate(json.loads(raw))


def test_the_day_is_the_one_that_is_said() -> None:
    assert read_event(event("1", ticket="T-1", closed="2021-11-19"), "e", TODAY).request.on == date(2021, 11, 19)
    without = json.dumps({key: value for key, value in GOOD.items() if key != "time"})
    assert read_event(without.encode(), "e", TODAY).request.on == TODAY


def test_extensions_and_a_byte_order_mark_are_read_over() -> None:
    raw = laid_out(traceparent="00-1", datacontenttype="application/json; charset=utf-8", subject="T-1").encode()
    assert read_event(b"\xef\xbb\xbf" + raw, "e", TODAY) == read_event(event("42", ticket="T-1"), "e", TODAY)


@pytest.mark.parametrize(
    ("raw", "place", "said"),
    [
        (b"", (1, 1), "不是合格的 JSON"),
        (b"{\n}}", (2, 2), "不是合格的 JSON"),
        (b"[]", (1, 1), "办结事件应当是键和值"),
        (b"\xff", (1, 1), "不是 UTF-8"),
        (b"[" * 100_000, (1, 1), "套得太深"),
        (b'{"id": 1, "id": 2}', (1, 1), "写了两次"),
        (b'{"id": NaN}', (1, 1), "NaN 不是数"),
        (laid_out(id="\ud800").encode("utf-8", "surrogatepass"), (3, 9), "不是 UTF-8"),
        (json.dumps({**GOOD, "id": "\ud800"}).encode(), (1, 1), "不是合格的 JSON"),
        (laid_out(specversion="0.3").encode(), (2, 17), "CloudEvents 版本只能是 1.0"),
        (laid_out(type="别的").encode(), (5, 10), "事件类型只能是 guidelint.ticket.closed"),
        (laid_out(id="").encode(), (3, 8), "事件编号"),
        (laid_out(id="a\nb").encode(), (3, 8), "事件编号"),
        (laid_out(time="昨天").encode(), (6, 10), "事件时间"),
        (laid_out(time="2021-02-30T00:00:00Z").encode(), (6, 10), "没有这一天"),
        (laid_out(data={}).encode(), (7, 10), "办结内容里缺少 ticket 或 ref"),
        (laid_out(data={"ticket": "T-1", "tickt": 1}).encode(), (9, 3), "是不是 ticket（工单编号）？"),
        (laid_out(data={"ticket": "../../x"}).encode(), (8, 13), "工单编号"),
        (laid_out(data={"ticket": "T-1", "closed": "2021-02-30"}).encode(), (9, 13), "真有这一天"),
        (laid_out(**{"Ce-Id": "1"}).encode(), (1, 1), "属性名"),
        (json.dumps({**GOOD, "id": 5}, indent="\t").encode(), (1, 1), None),
    ],
)
def test_what_is_no_event(raw: bytes, place: tuple[int, int], said: str | None) -> None:
    with pytest.raises(CannotCheck) as refused:
        read_event(raw, "e.json", TODAY)
    error = refused.value.errors[0]
    assert (error.path, said is None or said in error.message.zh) == ("e.json", True), error
    assert said is None or (error.line, error.column) == place, error


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode()))
def test_no_bytes_break_it(raw: bytes) -> None:
    with pytest.raises(CannotCheck):
        read_event(raw, "e.json", TODAY)


@given(st.text(min_size=1, max_size=9), st.text(min_size=1, max_size=9), st.text(max_size=9), st.text(max_size=9))
def test_the_key_tells_events_apart(source: str, id: str, other_source: str, other_id: str) -> None:
    from dataclasses import replace

    one = replace(read_event(event("1", ticket="T-1"), "e", TODAY), source=source, id=id)
    other = replace(one, source=other_source, id=other_id)
    assert (one.key == other.key) == ((source, id) == (other_source, other_id))
