"""A transition leaves every other byte as it was, in every notation of YAML that people write."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.ticket import Ticket
from guidelint.source.decode import encode
from guidelint.source.document import Document, load
from guidelint.tickets.transition import Act, as_write, moved
from guidelint.workspace import record
from guidelint.workspace.emit import block, inline
from guidelint.workspace.filed import Filed

STAGES = {
    "none": "",
    "indented": "stages:  # 过程\n  - {stage: 发现问题, on: 2021-11-16}  # 第一步\n  # 还没有转办\n",
    "flush": "stages:\n- {stage: 发现问题, on: 2021-11-16}\n\n",
    "block items": 'stages:\n    - stage: 发现问题\n      on: "2021-11-16"\n      note: |\n        两行\n        说明\n',
    "block items, last empty line": "stages:\n  - stage: 发现问题\n    note: >-\n      折行的\n      说明\n\n\n",
    "flow": "stages: [{stage: 发现问题, on: 2021-11-16}]\n",
    "flow over lines": "stages: [\n  {stage: 发现问题},  # 第一步\n]\n",
    "flow with comma": "stages: [{stage: 发现问题}, ]\n",
    "empty": "stages: []  # 空\n",
    "anchor": "stages: &s\n  - &first {stage: 发现问题}\n",
}
OUTCOMES = {
    "none": "",
    "flow": "outcome: {done: true, satisfied: true, closed: 2021-11-20}  # 结果\n",
    "flow, other order": 'outcome: {"closed": "2021-11-20", "note": "好, 好"}\n',
    "flow, one": "outcome: {closed: 2021-11-20}\n",
    "empty": "outcome: {}\n",
    "block": "outcome:\n  done: true   # 办成\n  closed: 2021-11-20  # 那天\n  note: 说明\n",
    "block, last": "outcome:\n    # 结果\n    note: 说明\n    closed: '2021-11-20'\n",
    "block, one": "outcome:\n  closed: 2021-11-20\n",
    "block, folded": "outcome:\n  note: >\n    长长的\n    说明\n  satisfied: false\n",
}
TAILS = (
    "",
    "# 末尾的注释\n",
    "\n\n",
    "note: 备注\n",
    "note: |\n  备注\n",
    "note: |+\n  备注\n\n",
    "note: '引''号'  # 注\n",
)
HEAD = (
    "# 一件工单\nid: A-2021-11-001\nchannel: '反映\"办不成事\"窗口'   # 渠道\nreceived: 2021-11-16\n"
    'problem:   告知差一点儿\nsummary: "摘要:\\u6458"\nsource: {kind: 演示}\n'
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    parts = [STAGES[draw(st.sampled_from(sorted(STAGES)))], OUTCOMES[draw(st.sampled_from(sorted(OUTCOMES)))]]
    text = (
        draw(st.sampled_from(("", "---\n")))
        + HEAD
        + "".join(draw(st.permutations(parts)))
        + draw(st.sampled_from(TAILS))
    )
    # A block scalar that the end of the file cuts off cannot be followed by anything; it is refused (below).
    if draw(st.booleans()) and not text.rstrip().endswith("两行\n        说明"):
        text = text.rstrip("\n")
    return encode(text.replace("\n", draw(st.sampled_from(("\n", "\r\n")))), draw(st.booleans()))


def filed(raw: bytes) -> Filed:
    document = load(raw, "t.yaml")
    return Filed(Ticket.from_data(document.data), document, Path("t.yaml"))


def is_one_insertion(before: str, after: str) -> bool:
    """Whether `after` is `before` with characters put in at one place."""
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    rest = len(before) - start
    return len(after) > len(before) and (rest == 0 or after[-rest:] == before[start:])


def lone_breaks(document: Document) -> bool:
    """Whether a file of CRLF has got a lone LF."""
    return "\r\n" in document.text and "\n" in document.text.replace("\r\n", "")


@settings(max_examples=400, deadline=None)
@given(files())
def test_assigning_adds_and_changes_nothing(raw: bytes) -> None:
    now = filed(raw)
    act = Act("assign", date(2021, 11, 16), by="中心", to="甲局, 乙科", due=date(2021, 11, 23), note="急:快办")
    if now.ticket.closed is not None:
        with pytest.raises(UsageError, match=r"is closed since .* but guidelint ticket reopen is"):
            moved(now, act)
        now = replace(now, ticket=now.ticket.unclosed)
    after = moved(now, act)
    assert is_one_insertion(now.document.text, after.text)
    assert after.bom == now.document.bom
    assert not lone_breaks(after)
    expected: dict[str, Any] = {**now.document.data}
    entry = {
        "stage": "汇总转办",
        "on": "2021-11-16",
        "by": "中心",
        "to": "甲局, 乙科",
        "due": "2021-11-23",
        "note": "急:快办",
    }
    expected["stages"] = [*expected.get("stages", []), entry]
    assert after.data == expected
    assert load(as_write(now, after).content, "t.yaml").data == expected


@settings(max_examples=400, deadline=None)
@given(files(), st.booleans())
def test_an_outcome_changes_itself_alone(raw: bytes, value: bool) -> None:
    before = load(raw, "t.yaml")
    after = record.put(before, ("outcome", "done"), value)
    assert after.data == {**before.data, "outcome": {**before.data.get("outcome", {}), "done": value}}
    if "done" not in before.data.get("outcome", {}):
        assert is_one_insertion(before.text, after.text)
    assert not lone_breaks(after)
    assert _comments(after.text) == _comments(before.text)


@settings(max_examples=400, deadline=None)
@given(files())
def test_reopening_takes_the_closing_away(raw: bytes) -> None:
    before = load(raw, "t.yaml")
    after = record.put(before, ("outcome", "done"), False)
    for key in ("satisfied", "closed"):
        after = record.remove(after, ("outcome", key))
    outcome = {k: v for k, v in before.data.get("outcome", {}).items() if k not in ("satisfied", "closed")}
    assert after.data == {**before.data, "outcome": {**outcome, "done": False}}
    assert not lone_breaks(after)
    assert record.remove(after, ("outcome", "closed")) is after


def _comments(text: str) -> list[str]:
    return [line.split("#", 1)[1] for line in text.splitlines() if "#" in line]


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "A-1", "stages": [{"stage": "发现问题"}], "note": "b"}',
        '{"id": "A-1"}\n',
        "{id: A-1,\n note: b}\n",
        "  id: A-1\n  note: b\n",
        "id: A-1\nnote: |\n  不换行结尾",
        "id: A-1\n...\n",
        "id: A-1\nnote:\n",
    ],
)
def test_other_roots(text: str) -> None:
    before = load(text.encode(), "t.yaml")
    after = record.append(before, "stages", {"stage": "汇总转办"})
    assert after.data == {**before.data, "stages": [*before.data.get("stages", []), {"stage": "汇总转办"}]}
    assert is_one_insertion(before.text, after.text)


def test_what_cannot_be_written_is_refused() -> None:
    before = load(b"id: A\nother: &s [{stage: a}]\nstages: *s\n", "t.yaml")
    with pytest.raises(CannotCheck) as refused:
        record.append(before, "stages", {"stage": "b"})
    assert (refused.value.errors[0].line, refused.value.errors[0].path) == (3, "t.yaml")  # the alias


def test_a_scalar_without_its_last_line_break_is_refused() -> None:
    before = load(b"id: A\nstages:\n  - stage: a\n    note: |\n      b", "t.yaml")
    with pytest.raises(CannotCheck):
        record.append(before, "stages", {"stage": "b"})


values = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"])) | st.booleans() | st.integers(-(10**9), 10**9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.dictionaries(st.text("abcdef", min_size=1), values, min_size=1, max_size=5))
def test_what_is_written_reads_back(data: dict[str, Any]) -> None:
    assert load(block(data).encode(), "t.yaml").data == data
    assert load(inline(data).encode(), "t.yaml").data == data
