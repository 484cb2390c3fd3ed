"""Reads numbers with unit and direction: 年满18周岁, 不少于六个月, 三个月内, 200平方米以上, 男60、女55周岁封顶."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import inf

import msgspec

from guidelint.language.numbers import NUMERAL, number
from guidelint.language.sentence.lexicon import lexicon
from guidelint.language.sentence.quantity import Quantity
from guidelint.model.regex import regex

_NUMBER = rf"[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?(?:[百万亿]|千(?![瓦伏]))*|(?<![退入队])[{NUMERAL}]+(?!(?<=千)[瓦伏])|(?<![一上下])(?:(?<!多)|(?<=[最至顶]多))半(?=个?[年月小])"
_ENDS = rf"(?:本[数级]|[0-9{NUMERAL}][^()]{{0,6}})?"
_BEFORE = ("less", "most", "least", "more")
_AFTER = ("or more", "or less", "beyond", "short of")
_DIRECTIONS = (*_BEFORE, *_AFTER)

_LISTED = regex("[、,]?(?:女|男)(?:性|的|方|子|职工)?")
_OF_SEX = regex("[男女](?:性|的|方|子|职工)?$")
_TOGETHER = regex("(?:夫妻|夫妇|父母|双方|兄弟|姐妹|他们|爸妈|相邻|相邻的)$")
_NOT_COUNTED = regex(
    "[一二两三四五六七八九十](?:人(?!以|之?内|[及或(])|方面|次性|起|律|般|定|旦|体|致|同|直|并|切|些|样|代|手|类|块儿|寸|年级|口子|女户|胎|孩|家人|本账|门式|网通|窗|站式|证|件事|条龙|码|级|等|甲|套房)"
)  # 一次性, 一起, 二代, 三级


class Found(msgspec.Struct, frozen=True):
    """Characters `start` to `end` of the text are the quantity."""

    start: int
    end: int
    quantity: Quantity


def quantities(text: str) -> Iterator[Found]:
    """All quantities of a normalised text, in order. A number without a unit takes the next one's: 男满60、女满55周岁."""
    unit: str | None = None
    read: list[Found] = []
    for match in reversed(list(_pattern().finditer(text))):
        after = read[-1] if read else None
        is_listed = after is not None and _LISTED.fullmatch(text, match.end(), after.start) is not None
        if not is_listed and not _is_quantity(match, text):
            continue
        unit = _unit(match, text) or (unit if is_listed or _has(match, _BEFORE) else None)
        quantity = _quantity(match, unit) if unit is not None else None
        if quantity is not None:
            if is_listed and after is not None and not _has(match, _DIRECTIONS):
                quantity = _like(quantity, after.quantity)
            read.append(Found(match.start(), match.end(), quantity))
    return reversed(read)


def in_units(quantity: Quantity, value: float) -> str:
    """A value in the unit that the quantity's text uses; the bare number where it has none."""
    found = re.search(rf"(?:{_NUMBER})({_any(lexicon().units)})", quantity.text)
    return f"{value:g}" if found is None else f"{value / lexicon().units[found[1]][1]:g}{found[1]}"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = lexicon()
    before, after = (
        "|".join(f"(?P<{_name(d)}>{_any(words.directions[d])})" for d in part) for part in (_BEFORE, _AFTER)
    )
    after = f"(?:{after})(?!(?<=[未不]满)[0-9{NUMERAL}])"  # 满十六周岁未满十八周岁
    units = _any(words.units)
    return re.compile(
        rf"(?:(?:{before})(?:了|有)?)?(?P<percent>百分之)?(?P<number>{_NUMBER})"
        rf"(?:(?P<first>{units})?(?:至|到|-|~)(?P<top>{_NUMBER}))?"
        rf"(?P<unit>{units})?(?P<half>半(?!身))?(?:\(含\))?(?:\((?P<out>不含{_ENDS})\))?(?P<over>多)?"
        rf"(?:{after}|(?P<from>起(?![诉草])))?(?:\((?P<in>含{_ENDS})\))?(?:\((?P<out2>不含{_ENDS})\))?"
    )


def _name(direction: str) -> str:
    return direction.replace(" ", "_")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _has(match: re.Match[str], directions: Iterable[str]) -> bool:
    return any(match[_name(direction)] for direction in directions)


def _is_quantity(match: re.Match[str], text: str) -> bool:
    at = match.start("number")
    if not match["unit"] and not match["first"] and not match["percent"] and not _has(match, _BEFORE):
        return _is_money(match) or _is_age(match, text) or _is_bare(match)
    if (
        match["unit"] in ("个", "人", "个人")
        and match["number"] in ("一", "1")
        and text[at - 1 : at] in ("来", "去", "到")
    ):
        return False  # 爸妈来一个就行
    if match["unit"] in ("个", "人", "名", "位", "家") and _TOGETHER.search(_before(text, at)) is not None:
        return False  # 夫妻两个
    if match["unit"] in ("级", "等") and lexicon().is_rank(text[at : at + 6], longer_than=match.end() - at):
        return False  # 二级乙等
    if _has(match, _BEFORE) or match["unit"] in ("周岁", "个月"):
        return True
    return text[at - 1 : at] not in ("第", "头") and not _NOT_COUNTED.match(text, at)


def _unit(match: re.Match[str], text: str) -> str | None:
    if match["percent"]:
        return "%"
    if _is_bare(match):
        return "点"
    return match["unit"] or match["first"] or ("元" if _is_money(match) else "岁" if _is_age(match, text) else None)


def _is_bare(match: re.Match[str]) -> bool:
    """视力4.9以上: a measure without a unit has a point in it."""
    return "." in match["number"] and not match["unit"] and not match["first"] and _has(match, _DIRECTIONS)


def _before(text: str, at: int) -> str:
    """The few characters that can matter: a search from the beginning would take quadratic time."""
    return text[max(0, at - 6) : at]


def _is_money(match: re.Match[str]) -> bool:
    """三十万以上, with no unit at all."""
    is_last = match.end() == len(match.string) or match.string[match.end()] in ",。;、的)就才够都"
    is_large = match["number"][-1] in "万亿" or (match["number"][-1] == "千" and _has(match, _DIRECTIONS))
    return is_large and not match["unit"] and (_has(match, _DIRECTIONS) or is_last)


def _is_age(match: re.Match[str], text: str) -> bool:
    """男的六十、女的五十五: what is counted of men and women apart is their age; so is 没满18的."""
    if (
        "满" in match[0][:3]
        and match["number"] == match[0][-len(match["number"]) :]
        and text[match.end() :][:1] in ",。、的才"
    ):
        return not match["unit"] and not match["first"] and 6 <= (number(match["number"]) or 0) <= 100
    return not match["unit"] and not match["first"] and _OF_SEX.search(_before(text, match.start())) is not None


def _like(bare: Quantity, bounded: Quantity) -> Quantity:
    """A bare number with the direction of the one after it."""
    bare = bare if bare.high == bare.low else msgspec.structs.replace(bare, high=bare.low, high_in=True)
    if bare.dimension != bounded.dimension:
        return bare
    if bounded.high == inf:
        return msgspec.structs.replace(bare, high=inf, low_in=bounded.low_in)
    if bounded.low == -inf:
        return msgspec.structs.replace(bare, low=-inf, high_in=bounded.high_in)
    return bare


def _quantity(match: re.Match[str], unit: str) -> Quantity | None:
    value = 0.5 if match["number"] == "半" else number(match["number"])
    if value is None:
        return None
    dimension, factor = lexicon().units[unit]
    if match["top"]:
        top, first = number(match["top"]), lexicon().units[match["first"] or unit][1]
        return None if top is None else Quantity(dimension, value * first, top * factor, text=match[0])
    value = value * factor + (factor / 2 if match["half"] else 0)
    is_out, is_in = bool(match["out"] or match["out2"]), bool(match["in"])

    def above(*, included: bool) -> Quantity:
        return Quantity(dimension, value, inf, low_in=included, text=match[0])

    def below(*, included: bool) -> Quantity:
        return Quantity(dimension, -inf, value, high_in=included, text=match[0])

    if _has(match, ("less", "short of")):
        return below(included=is_in)
    if _has(match, ("most", "or less")):
        return below(included=not is_out)
    if _has(match, ("beyond",)) and dimension == "metre":
        return above(included=not is_out)  # 离学校五十米以外
    if _has(match, ("more", "beyond")) or (match["over"] and not _has(match, ("least", "or more"))):
        is_over = not _has(match, ("more", "beyond"))  # 一年多: nobody counts the day
        return above(included=is_in or (is_over and dimension == "month"))
    if match["from"] and not Quantity(dimension, value, value).is_time:
        return above(included=not is_out)  # 两万平方米起; but 1月1日起 is a day
    if _has(match, ("least", "or more")) or (unit == "岁" and not match["unit"] and not match["first"]):
        return above(included=not is_out)
    return Quantity(dimension, value, value, text=match[0])
