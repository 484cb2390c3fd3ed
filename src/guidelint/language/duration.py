"""Lengths of time as published: 20个工作日, 当场办结, 一年半, 1年6个月, 非即办件."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from guidelint.language.normalise import normalise
from guidelint.language.numbers import NUMERAL, numbers
from guidelint.model.regex import regex

Unit = Literal["分钟", "日", "工作日", "个月"]

_UNITS: dict[str, tuple[int, Unit]] = {
    "工作日": (1, "工作日"), "工作天": (1, "工作日"),
    "自然日": (1, "日"), "日历日": (1, "日"), "日历天": (1, "日"), "日": (1, "日"), "天": (1, "日"),
    "周": (7, "日"), "星期": (7, "日"), "礼拜": (7, "日"),
    "月": (1, "个月"), "季度": (3, "个月"), "年": (12, "个月"),
    "分钟": (1, "分钟"), "小时": (60, "分钟"), "钟头": (60, "分钟"),
}  # fmt: skip
_DAYS: dict[Unit, tuple[float, float]] = {
    "分钟": (1 / 1440, 1 / 1440), "日": (1, 1), "工作日": (1, float("inf")), "个月": (28, 31),
}  # fmt: skip
"""The least and the most days that one of each unit can last."""

_UNIT = regex(rf"个?\(?(半?)(?:法定)?({'|'.join(_UNITS)})(?!岁|度|龄|检|期(?!限))(半?)")
_HALF = regex(f"半个?({'|'.join(_UNITS)})(?!岁)")
_NOT_A_LENGTH = regex("(?:第|[数几每上]|每[年月周])$")  # 第3个工作日 and 每月10日 are days, 数十日 is no number
_DATE = regex(r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|(?:\d|[〇○零一二三四五六七八九]){4}年(?:度|\d{1,2}月)?")
_AT_ONCE = regex(
    "(?:当场|即时)(?!受理|告知|补正|更正|审核|登记|提[出交]|递交|查[看验]|核[查实]|检[查验]|通[讯信])|"
    "(?:现场|立即)(?:办结|办好|发证|出证|取证)|(?:即办|立等可取|马上办|随到随办)(?!(?:件|程序)?:?否)"
)
_NOT = regex('(?:非|不|不是|不属于|不属|不能|不能够|不可|不可以|无法|未能|不予|难以|除)"?$')


class Duration(Struct, frozen=True, gc=False):
    """`amount` of `unit`; working days, calendar days, months and minutes are different units. At once is 0 days."""

    amount: float
    unit: Unit

    def is_longer_than(self, other: "Duration") -> bool:
        """False also where the units do not let one tell: a month has 28 to 31 days, 5 working days at least 5."""
        if other.amount == 0 or self.amount == 0 or self.unit == other.unit:
            return self.amount > other.amount
        return self.amount * _DAYS[self.unit][0] > other.amount * _DAYS[other.unit][1]


class Said(Struct, frozen=True, gc=False):
    """A length of time in a text of normal spelling, and its place there."""

    duration: Duration
    start: int
    end: int


def read_duration(text: str) -> Duration | None:
    """The first length of time in a text; None where there is none."""
    first = next(durations(normalise(text).text), None)
    return first.duration if first is not None else None


def durations(normal: str) -> Iterator[Said]:
    """The lengths of time in a text of normal spelling, from left to right; dates are none."""
    found = [*_at_once(normal), *_joined(list(_counted(normal)))]
    yield from sorted(found, key=lambda said: said.start)


def _at_once(normal: str) -> Iterator[Said]:
    for found in _AT_ONCE.finditer(normal):
        if not _NOT.search(normal, 0, found.start()):
            yield Said(Duration(0, "日"), *found.span())


def _counted(normal: str) -> Iterator[Said]:
    dates = [found.span() for found in _DATE.finditer(normal)]
    for found in _HALF.finditer(normal):
        if normal[found.start() - 1 : found.start()] not in (*NUMERAL, "个"):
            yield _said(0.5, found[1], *found.span())
    for number in numbers(normal):
        unit = _UNIT.match(normal, number.end)
        if number.value is None or unit is None or _NOT_A_LENGTH.search(normal, 0, number.start):
            continue
        if not any(start < unit.end() and number.start < end for start, end in dates):
            yield _said(number.value + 0.5 * bool(unit[1] or unit[3]), unit[2], number.start, unit.end())


def _said(number: float, unit: str, start: int, end: int) -> Said:
    many, base = _UNITS[unit]
    return Said(Duration(number * many, base), start, end)


def _joined(found: list[Said]) -> Iterator[Said]:
    """1年6个月 is one length of time; 1个月15日 cannot be said in one unit."""
    found.sort(key=lambda said: said.start)
    while found:
        whole = found.pop(0)
        certain = True
        while found and found[0].start == whole.end:
            more = found.pop(0)
            certain = certain and more.duration.unit == whole.duration.unit
            amount = whole.duration.amount + more.duration.amount
            whole = Said(Duration(amount, whole.duration.unit), whole.start, more.end)
        if certain:
            yield whole
