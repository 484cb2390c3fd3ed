"""What systems store beside the words: tags, entities, printed nulls, choices with labels."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from guidelint.exchange.hypertext import words_of
from guidelint.exchange.readers.raw import digits, flat
from guidelint.exchange.readers.reader import version_of
from guidelint.exchange.readers.values import attachment, day, limit, lines, many
from tests.command import Run, Write
from tests.exchange.readers.test_interfaces import guide
from tests.exchange.readers.test_shapes import EXPECTED, ID, with_item


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("<p>1.年满18周岁；</p><p>2.有&nbsp;固定住所。<br/>3.无</p>", "1.年满18周岁；\n2.有 固定住所。\n3.无"),
        ('<span style="font-size:14px">申请表</span>', "申请表"),
        ("申请&amp;amp;受理", "申请&受理"),
        ("&lt;p&gt;两次转义&lt;/p&gt;", "两次转义"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲 乙"),
        ('<a href="/files/a.doc" target="_blank">下载</a>', "/files/a.doc 下载"),
        ("<style>p{color:red}</style><!-- x --><o:p>表</o:p>", "表"),
        ("关于修改<中华人民共和国节约能源法>的决定", "关于修改<中华人民共和国节约能源法>的决定"),
        ("面积<100平方米且>50平方米", "面积<100平方米且>50平方米"),
        ("https://a.example/?id=1&copy=2&lt=3", "https://a.example/?id=1&copy=2&lt=3"),
        ("<p>&nbsp;</p>", ""),
    ],
)  # fmt: skip
def test_words_of_a_fragment(stored: str, words: str) -> None:
    assert words_of(stored) == words


def test_values_in_the_ways_of_programs() -> None:
    assert limit("unit")("20#工作日", {}) == "20个工作日"
    assert day("/Date(1572244774000)/", {}) == day({"time": 1572244774000, "year": 119}, {}) == "2019-10-28"
    assert day("20191028143934", {}) == "2019-10-28"
    assert digits("\ufeff１\u200b\x07") == "1"
    assert flat({"value": "1", "label": "自然人"}) == "自然人"
    assert many({"1": "自然人", "2": "企业法人"})(flat(["1", {"value": "2"}]), {}) == ["自然人", "企业法人"]
    assert lines(flat(["一", "null", "二"]), {}) == ["一", "二"]
    assert (
        attachment([{"ATTACHNAME": "表.doc", "FILEPATH": "null"}, {"url": {"value": "/1.doc"}}], {}) == "表.doc; /1.doc"
    )


@pytest.mark.parametrize(("older", "newer"), [("9", "13.0"), (2.0, 10), ("V1", "v2.3")])
def test_versions_are_numbers_however_written(older: Any, newer: Any) -> None:
    assert version_of({"taskversion": older}, "t") < version_of({"taskversion": newer}, "t")


def test_times_are_compared_as_times() -> None:
    assert version_of({"t": "2020-1-9 8:00"}, "t") < version_of({"t": "2020-01-10"}, "t")


@pytest.mark.parametrize("null", ["null", "undefined", "NaN", "<p>&nbsp;</p>"])
def test_a_printed_null_is_no_value_and_is_said(guidelint: Run, write: Write, workspace: Path, null: str) -> None:
    write("a.json", json.dumps(with_item(transact_addr=null, use_level=null, limit_scene_num=null)))
    done = guidelint("import", "guides", "a.json")
    made = guide(workspace, ID)
    assert not {"place", "level", "visits"} & made.keys() and null not in json.dumps(made, default=str)
    assert [line for line in done.out.splitlines() if "transact_addr" in line and "当作空" in line]


def test_a_record_in_the_place_of_words_is_kept_as_one(guidelint: Run, write: Write, workspace: Path) -> None:
    scopes = [{"SCOPESHAPE_TEXT": "全程网办", "DIVISIONS": [{"DIVISION_NAME": "<b>某市</b>"}]}]
    write("a.json", json.dumps(with_item(scopes=scopes)))
    guidelint("import", "guides", "a.json")
    made = guide(workspace, ID)
    assert made["scope"] == EXPECTED["scope"]
    assert made["x-scopes"] == [{"SCOPESHAPE_TEXT": "全程网办", "DIVISIONS": [{"DIVISION_NAME": "某市"}]}]


def test_codes_stay_texts_for_every_reader_of_yaml(guidelint: Run, write: Write, workspace: Path) -> None:
    """YAML 1.1 takes 000100001000 for an octal number."""
    write("a.json", json.dumps(with_item(catalog_code="000100001000")))
    guidelint("import", "guides", "a.json")
    file = next(file for file in workspace.glob("guides/*.yaml") if ID in file.name)
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["catalog_code"] == "000100001000"
