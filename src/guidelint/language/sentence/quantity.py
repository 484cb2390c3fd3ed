"""Numbers with unit and direction: 年满18周岁, 不少于六个月, 三个月内, 200平方米以上, 中专以上学历.

A quantity is a range of one dimension. Months and years are one dimension, days and weeks another: three months are not 90
days, and only where no month is short or long enough to matter can the two be compared.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import inf

import msgspec

from guidelint.language.numbers import NUMERAL, number

_NUMBER = rf"[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?[百千万亿]*|[{NUMERAL}]+|(?<![一过多])半(?=个?[年月小])"

_UNITS: Mapping[str, tuple[str, float]] = {
    "周岁": ("age", 1), "岁": ("age", 1),
    "个自然月": ("month", 1), "个月": ("month", 1), "月": ("month", 1), "年": ("month", 12), "周年": ("month", 12),
    "整年": ("month", 12), "季度": ("month", 3), "个季度": ("month", 3), "个年度": ("month", 12), "年度": ("month", 12),
    "个工作日": ("working day", 1), "工作日": ("working day", 1),
    "天": ("day", 1), "日": ("day", 1), "个自然日": ("day", 1), "自然日": ("day", 1), "周": ("day", 7), "星期": ("day", 7), "个星期": ("day", 7), "个礼拜": ("day", 7), "礼拜": ("day", 7),
    "小时": ("hour", 1), "个小时": ("hour", 1), "个钟头": ("hour", 1), "分钟": ("hour", 1 / 60), "学时": ("class hour", 1), "个学时": ("class hour", 1), "课时": ("class hour", 1),
    "平方米": ("square metre", 1), "平米": ("square metre", 1), "平方": ("square metre", 1), "㎡": ("square metre", 1), "m2": ("square metre", 1), "平": ("square metre", 1), "亩": ("square metre", 10_000 / 15), "公顷": ("square metre", 10_000),
    "米": ("metre", 1), "公里": ("metre", 1000), "千米": ("metre", 1000), "里": ("metre", 500), "里地": ("metre", 500), "厘米": ("metre", 0.01), "公分": ("metre", 0.01), "毫米": ("metre", 0.001), "km": ("metre", 1000), "cm": ("metre", 0.01), "mm": ("metre", 0.001), "m": ("metre", 1),
    "元": ("yuan", 1), "块钱": ("yuan", 1), "块": ("yuan", 1), "元钱": ("yuan", 1), "元人民币": ("yuan", 1), "万元": ("yuan", 10_000), "万块": ("yuan", 10_000), "亿元": ("yuan", 1e8),
    "公斤": ("kilogram", 1), "千克": ("kilogram", 1), "kg": ("kilogram", 1), "斤": ("kilogram", 0.5), "吨": ("kilogram", 1000), "克": ("kilogram", 0.001),
    "%": ("percent", 1), "倍": ("times", 1), "成": ("percent", 10), "分贝": ("decibel", 1), "度": ("degree", 1), "伏": ("volt", 1), "千瓦": ("kilowatt", 1), "吋": ("inch", 1),
    "kb": ("kilobyte", 1), "k": ("kilobyte", 1), "mb": ("kilobyte", 1024), "dpi": ("dpi", 1), "像素": ("pixel", 1), "升": ("litre", 1), "毫升": ("litre", 0.001), "立方米": ("cubic metre", 1), "座": ("seat", 1), "千伏安": ("kva", 1),
    "张": ("sheets", 1), "份": ("copies", 1), "套": ("sets", 1), "页": ("pages", 1), "本": ("volumes", 1), "寸照": ("inches", 1),
    "名": ("persons", 1), "人": ("persons", 1), "位": ("persons", 1), "口人": ("persons", 1), "口": ("persons", 1), "个人": ("persons", 1),
    "部": ("pieces", 1), "台": ("pieces", 1), "辆": ("pieces", 1), "只": ("pieces", 1), "具": ("pieces", 1), "条": ("pieces", 1), "处": ("pieces", 1), "间": ("pieces", 1), "个": ("pieces", 1), "套房": ("pieces", 1), "家": ("pieces", 1), "所": ("pieces", 1), "项": ("pieces", 1), "种": ("pieces", 1), "门": ("pieces", 1), "户": ("pieces", 1), "艘": ("pieces", 1), "头": ("pieces", 1), "支": ("pieces", 1), "把": ("pieces", 1), "枚": ("pieces", 1), "层": ("storeys", 1),
    "次": ("occasions", 1), "回": ("occasions", 1), "趟": ("occasions", 1), "期": ("terms", 1), "分": ("points", 1), "个记分周期": ("scoring periods", 1), "记分周期": ("scoring periods", 1), "个周期": ("scoring periods", 1), "级": ("grade", 1), "胎": ("births", 1), "孩": ("births", 1),
}  # fmt: skip
_LIST_UNITS = frozenset({"sheets", "copies", "sets", "pages", "volumes"})

_LESS = (
    "未达到",
    "没有达到",
    "未达",
    "没达到",
    "达不到",
    "不到",
    "未满",
    "不满",
    "没有满",
    "没满",
    "没到",
    "尚未满",
    "还没满",
    "未到",
    "低于",
    "少于",
    "小于",
    "短于",
    "不足",
    "不够",
    "没有超过半",
    "不及",
)
_AT_MOST = (
    "不得超过",
    "不能超过",
    "不可超过",
    "不应超过",
    "不超过",
    "没有超过",
    "未超过",
    "没超过",
    "不超",
    "没超",
    "未超",
    "不大于",
    "不得大于",
    "不高于",
    "不得高于",
    "不多于",
    "不得多于",
    "不长于",
    "不晚于",
    "不重于",
    "没过",
    "未过",
    "最多",
    "至多",
    "顶多",
    "最长",
    "最高",
    "最大",
    "上限为",
    "上限",
    "限于",
)
_AT_LEAST = (
    "必须年满",
    "应当年满",
    "不得少于",
    "不能少于",
    "不应少于",
    "不少于",
    "不得低于",
    "不能低于",
    "不应低于",
    "不低于",
    "不得小于",
    "不小于",
    "不得短于",
    "不短于",
    "不早于",
    "不下于",
    "不亚于",
    "至少要有",
    "至少有",
    "至少满",
    "至少要",
    "至少",
    "起码要有",
    "起码有",
    "起码要",
    "起码",
    "最少要",
    "最少",
    "最低",
    "最短",
    "下限为",
    "已经年满",
    "已年满",
    "年满",
    "已经满",
    "已满",
    "满足",
    "周满",
    "届满",
    "期满",
    "满了",
    "满",
    "达到了",
    "已达到",
    "达到",
    "已达",
    "达",
    "够",
    "交够",
    "缴够",
    "自满",
    "熬满",
    "超半",
)
_MORE = ("已经超过", "已超过", "超过了", "超过", "超出", "多于", "大于", "高于", "长于", "重于", "逾", "超")
_POST_LEAST = ("及以上", "或以上", "含以上", "或者以上", "以上", "及其以上", "往上", "起步", "打底", "之上")
_POST_MOST = (
    "及以下",
    "或以下",
    "以下",
    "以内",
    "之内",
    "范围内",
    "范围之内",
    "范围以内",
    "内",
    "封顶",
    "为限",
    "为止",
    "往下",
    "之下",
)
_POST_MORE = ("以外", "之外", "开外", "外")
_POST_LESS = ("不到", "不满", "未满", "以里")
_NEGATED = re.compile(r"(?:不|未|没有|没)$")


class Quantity(msgspec.Struct, frozen=True):
    """Values from `low` to `high` in one dimension; an end that is not included is open. `text` is what was read."""

    dimension: str
    low: float
    high: float
    low_in: bool = True
    high_in: bool = True
    text: str = ""

    @property
    def is_bounded(self) -> bool:
        """Whether words give a direction; a bare number has none."""
        return self.low != self.high

    def is_within(self, wide: "Quantity") -> bool:
        return (
            self.dimension == wide.dimension
            and (self.low > wide.low or (self.low == wide.low and (wide.low_in or not self.low_in)))
            and (self.high < wide.high or (self.high == wide.high and (wide.high_in or not self.high_in)))
        )

    @property
    def complement(self) -> "Quantity | None":
        """All other values; None where these are on both sides."""
        if self.low == -inf:
            return Quantity(self.dimension, self.high, inf, not self.high_in, True, self.text)
        if self.high == inf:
            return Quantity(self.dimension, -inf, self.low, True, not self.low_in, self.text)
        return None

    @property
    def is_time(self) -> bool:
        return self.dimension in ("month", "day", "working day", "scoring periods", "terms")

    @property
    def at_least(self) -> "Quantity":
        return Quantity(self.dimension, self.low, inf, self.low_in, True, self.text)

    @property
    def at_most(self) -> "Quantity":
        return Quantity(self.dimension, -inf, self.high, True, self.high_in, self.text)

    def in_units(self, value: float) -> str:
        """A value in the unit that the text uses; the bare number where it has none."""
        found = re.search(rf"(?:{_NUMBER})({_any(tuple(_UNITS))})", self.text)
        if found is None:
            return f"{value:g}"
        unit = found[1]
        return f"{value / _UNITS[unit][1]:g}{unit}"

    @property
    def is_count(self) -> bool:
        """Of sheets or copies: who has more than are asked for has enough."""
        return self.dimension in _LIST_UNITS


class Found(msgspec.Struct, frozen=True):
    start: int
    end: int
    quantity: Quantity


def _any(words: Iterator[str] | tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    before = "|".join(
        f"(?P<{name}>{_any(words)})"
        for name, words in (("less", _LESS), ("most", _AT_MOST), ("least", _AT_LEAST), ("more", _MORE))
    )
    after = "|".join(
        f"(?P<{name}>{_any(words)})"
        for name, words in (
            ("p_least", _POST_LEAST),
            ("p_most", _POST_MOST),
            ("p_more", _POST_MORE),
            ("p_less", _POST_LESS),
        )
    )
    units = _any(tuple(_UNITS))
    return re.compile(
        rf"(?:(?:{before})(?:了|有)?)?(?P<percent>百分之)?(?P<number>{_NUMBER})"
        rf"(?:(?P<unit>{units})?(?:至|到|-|~)(?P<number2>{_NUMBER}))?"
        rf"(?P<unit2>{units})?(?P<half>半(?!身))?(?:\(含\))?(?:\((?P<out>不含(?:本[数级]|[0-9{NUMERAL}][^()]{{0,6}})?)\))?(?P<other>多)?"
        rf"(?:{after})?(?:\((?P<in>含(?:本[数级]|[0-9{NUMERAL}][^()]{{0,6}})?)\))?(?:\((?P<out2>不含(?:本[数级]|[0-9{NUMERAL}][^()]{{0,6}})?)\))?"
    )


def quantities(text: str) -> Iterator[Found]:
    """All quantities of a normalised text, in order. A number without a unit takes the next one's: 男满60、女满55周岁."""
    unit: str | None = None
    read: list[Found] = []
    after: Found | None = None
    for match in reversed(list(_pattern().finditer(text))):
        is_listed = after is not None and _LISTED.fullmatch(text, match.end(), after.start) is not None
        if not _is_quantity(match, text) and not is_listed:
            continue
        unit = (
            match["unit2"]
            or match["unit"]
            or ("%" if match["percent"] else None)
            or ("元" if _is_money(match) else None)
            or ("岁" if _is_age(match, text) else None)
            or (unit if _waits(match) or is_listed else None)
        )
        if unit is not None and (quantity := _quantity(match, unit)) is not None:
            if (
                is_listed
                and after is not None
                and not quantity.is_bounded
                and quantity.dimension == after.quantity.dimension
            ):
                quantity = _like(quantity, after.quantity)
            after = Found(match.start(), match.end(), quantity)
            read.append(after)
    return reversed(read)


_DIRECTIONS = ("less", "most", "least", "more", "p_least", "p_most", "p_more", "p_less")
_LISTED = re.compile("[、,]?(?:女|男)(?:性|的|方|子|职工)?")


def _like(bare: Quantity, bounded: Quantity) -> Quantity:
    """A bare number with the direction of the one after it: 男60、女55周岁以上."""
    if bounded.high == inf:
        return msgspec.structs.replace(bare, high=inf, low_in=bounded.low_in)
    if bounded.low == -inf:
        return msgspec.structs.replace(bare, low=-inf, high_in=bounded.high_in)
    return bare


def _waits(match: re.Match[str]) -> bool:
    """A bare number with a direction: 男满60."""
    return any(match[name] for name in ("less", "most", "least", "more"))


_NOT_COUNTED = re.compile(
    r"[一二两三四五六七八九十](?:人(?!以)|方面|次性|起|律|般|定|旦|体|致|同|直|并|切|些|样|代|手|类|块儿|寸|年级|口子|女户|胎|孩|家人|人有限|人公司|本账|门式|网通|窗|站式|证|件事|条龙|码|级|等|甲|套房)"
)


def _is_quantity(match: re.Match[str], text: str) -> bool:
    number_at = match.start("number")
    if not match["unit2"] and not match["unit"] and not match["percent"] and not _waits(match):
        return _is_money(match) or _is_age(match, text)
    if _TOGETHER.search(text, 0, number_at) is not None and match["unit2"] in ("个", "人", "名", "位"):
        return False
    if _waits(match) or match["unit2"] in ("周岁", "个月"):
        return True
    if text[number_at - 1 : number_at] == "第":
        return False
    return not _NOT_COUNTED.match(text, number_at)


_TOGETHER = re.compile("(?:夫妻|夫妇|父母|双方|兄弟|姐妹|他们|爸妈)$")


def _is_age(match: re.Match[str], text: str) -> bool:
    """男的六十、女的五十五: what is counted of men and women apart is their age."""
    return _OF_SEX.search(text, 0, match.start()) is not None and not match["unit2"] and not match["unit"]


_OF_SEX = re.compile("[男女](?:性|的|方|子|职工)?$")


def _is_money(match: re.Match[str]) -> bool:
    """三十万以上, with no unit at all."""
    return match["number"][-1] in "万亿" and any(match[name] for name in _DIRECTIONS)


def _quantity(match: re.Match[str], unit: str) -> Quantity | None:
    value = 0.5 if match["number"] == "半" else number(match["number"])
    if value is None:
        return None
    dimension, factor = _UNITS[unit]
    value *= factor
    if match["half"]:
        value += factor / 2
    excluded = bool(match["out"] or match["out2"])
    included = bool(match["in"])
    text = match[0]
    if match["number2"]:
        top = number(match["number2"])
        first = _UNITS[match["unit"]][1] if match["unit"] else factor
        return None if top is None else Quantity(dimension, value / factor * first, top * factor, text=text)
    if match["less"]:
        return Quantity(dimension, -inf, value, high_in=included, text=text)
    if match["most"]:
        return Quantity(dimension, -inf, value, high_in=not excluded, text=text)
    if match["more"]:
        return Quantity(dimension, value, inf, low_in=included, text=text)
    if match["p_most"]:
        return Quantity(dimension, -inf, value, high_in=not excluded, text=text)
    if match["other"] and not any(match[name] for name in _DIRECTIONS if name != "p_more"):
        return Quantity(dimension, value, inf, low_in=False, text=text)
    if match["p_less"]:
        return Quantity(dimension, -inf, value, high_in=included, text=text)
    if match["p_more"]:
        return Quantity(dimension, value, inf, low_in=included, text=text)
    if match["least"] or match["p_least"] or (unit == "岁" and not match["unit2"] and not match["unit"]):
        return Quantity(dimension, value, inf, low_in=not excluded, text=text)
    return Quantity(dimension, value, value, text=text)


def relation(said: Quantity, wanted: Quantity) -> str:
    """`within`, `apart` (not within) or `open`, where the two are not of one dimension that can be compared."""
    if said.dimension == wanted.dimension:
        return "within" if said.is_within(wanted) else "apart"
    if {said.dimension, wanted.dimension} == {"month", "day"}:
        return _calendar(said, wanted)
    return "open"


def _days(quantity: Quantity, shortest: bool) -> Quantity:
    if quantity.dimension == "day":
        return quantity
    low, high = (31.0, 28.0) if shortest else (28.0, 31.0)
    return Quantity(
        "day",
        quantity.low * low if quantity.low > 0 else quantity.low,
        quantity.high * high,
        quantity.low_in,
        quantity.high_in,
    )


def _calendar(said: Quantity, wanted: Quantity) -> str:
    """Months against days: sure only where it holds for short and for long months."""
    wide, narrow = _days(said, False), _days(said, True)
    if wide.is_within(_days(wanted, True)):
        return "within"
    if not narrow.is_within(_days(wanted, False)):
        return "apart"
    return "open"
