"""Lengths of time as guides publish them."""

import pytest

from guidelint.language.duration import Duration, durations, read_duration
from guidelint.language.normalise import normalise

AT_ONCE = Duration(0, "日")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("20个工作日", Duration(20, "工作日")),
        ("二〇个工作日", Duration(20, "工作日")),
        ("三〇日", Duration(30, "日")),
        ("1,000日", Duration(1000, "日")),
        ("廿个工作日", Duration(20, "工作日")),
        ("二十 个 工 作 日", Duration(20, "工作日")),
        ("２０　工作日", Duration(20, "工作日")),
        ("20个法定工作日", Duration(20, "工作日")),
        ("5(工作日)", Duration(5, "工作日")),
        ("3-5个工作日", Duration(5, "工作日")),
        ("自受理之日起六十日内", Duration(60, "日")),
        ("20(二十)个工作日", Duration(20, "工作日")),
        ("二十（20）个工作日", Duration(20, "工作日")),
        ("二十(30)个工作日", None),  # one of the two is wrong
        ("三点五个工作日", Duration(3.5, "工作日")),
        ("〇.五日", Duration(0.5, "日")),
        ("上午九点三十分至十一点半", None),
        ("2 0个工作日", None),  # not none at all
        ("半年", Duration(6, "个月")),
        ("一年半", Duration(18, "个月")),
        ("1年6个月", Duration(18, "个月")),
        ("一个半月", Duration(1.5, "个月")),
        ("半个月", Duration(0.5, "个月")),
        ("两周", Duration(14, "日")),
        ("3个季度", Duration(9, "个月")),
        ("2小时30分钟", Duration(150, "分钟")),
        ("当场办结", AT_ONCE),
        ("即办件", AT_ONCE),
        ("立即办结", AT_ONCE),
        ("随到随办", AT_ONCE),
        ("非即办件,20个工作日", Duration(20, "工作日")),
        ("不属于即办件", None),
        ("是否即办件:否", None),
        ("即办件:否;10日", Duration(10, "日")),
        ("不能当场办结的,5个工作日", Duration(5, "工作日")),
        ("无法即时办理", None),
        ("当场受理,20个工作日办结", Duration(20, "工作日")),
        ("现场踏勘后10日", Duration(10, "日")),
        ("3个工作日(材料齐全的当场办结)", Duration(3, "工作日")),
        ("三五个工作日", None),  # three to five
        ("数十日", None),
        ("第3个工作日", None),
        ("每月10日前", None),
        ("2024年12月31日前", None),
        ("二〇二四年", None),
        ("年满18周岁", None),
        ("1个月15日", None),  # no unit can say it
        ("", None),
    ],
)
def test_length(text: str, read: Duration | None) -> None:
    assert read_duration(text) == read


@pytest.mark.parametrize(
    ("long", "short", "is_longer"),
    [
        ("20个工作日", "15个工作日", True),
        ("20个工作日", "20个工作日", False),
        ("二〇个工作日", "15个工作日", True),
        ("1年", "12个月", False),
        ("1年1个月", "12个月", True),
        ("20个工作日", "15日", True),  # 20 working days are at least 20 days
        ("20个工作日", "20日", False),
        ("30日", "20个工作日", False),  # with a holiday in between, nobody can tell
        ("2个月", "30日", True),
        ("1个月", "28日", False),
        ("1日", "当场办结", True),
        ("当场办结", "1日", False),
    ],
)
def test_is_longer_than(long: str, short: str, is_longer: bool) -> None:
    first, second = read_duration(long), read_duration(short)
    assert first is not None
    assert second is not None
    assert first.is_longer_than(second) is is_longer


def test_places() -> None:
    text = normalise("受理3个工作日，制证一年半内，即办").text
    assert [text[said.start : said.end] for said in durations(text)] == ["3个工作日", "一年半", "即办"]
