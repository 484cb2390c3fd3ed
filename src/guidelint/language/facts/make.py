"""How a document is made: size, colour and background of a photograph, paper, language, medium."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from guidelint.language.facts.fact import FactVerdict, broken, met, undecided
from guidelint.model.regex import regex
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.language.phrase.model import Document

Dimension = Literal["尺寸", "底色", "颜色", "姿态", "底版", "纸张", "语言", "介质", "制作"]

_COLOUR = r"(?:纯|浅|淡|深)?(?:白|蓝|红|灰)"
_PATTERNS: tuple[tuple[Dimension, str], ...] = (
    ("尺寸", r"(?:标准|大|小)?[0-9一二两三四五六半]{1,2}(?:英)?寸|[0-9]{2,3}(?:mm|毫米)?[x×X*＊乘][0-9]{2,3}(?:mm|毫米)?"),
    ("底色", rf"(?:背景|底)(?:颜)?色?(?:应|要|须)?(?:为|是|:)?{_COLOUR}色?|{_COLOUR}色?(?:的)?(?:背景|底色|底版?(?!版)|底片?)"),
    ("颜色", r"彩色(?:版)?|黑白(?:色)?"),
    ("姿态", r"免冠|脱帽|正面(?:头像)?|半身|单人|便装|直边|光面|露耳|全身|侧面|合影|着?正装"),
    ("底版", r"同(?:一)?(?:底)?(?:版|板|片)(?:的)?|同底"),
    ("纸张", r"[AB][345](?:型|幅面|规格|打印)?(?:纸(?:张)?)?"),
    ("语言", r"(?:中文|英文|外文)(?:译本|翻译件|译文|版)?|译本|翻译件"),
    ("介质", r"电子(?:版|档|件|文档|文本|形式)?(?=$|[^证发材签邮营普口保照表票凭])|电子(?=照|证件照)|纸质(?:版|件)?"),
    ("制作", r"打印|手写|机打|双面打印|胶装|装订成册"),
)  # fmt: skip
WORDS = "|".join(pattern for _, pattern in _PATTERNS)
_READ = tuple((dimension, regex(pattern)) for dimension, pattern in _PATTERNS)
_MANY: frozenset[Dimension] = frozenset({"姿态", "制作"})  # several of these hold at once
_DIGITS = {"1": "一", "2": "二", "两": "二", "3": "三", "4": "四", "5": "五", "6": "六"}
_INCHES = {"25x35": "一寸", "22x32": "小一寸", "35x45": "小二寸", "33x48": "大一寸", "35x49": "二寸", "35x53": "二寸"}
"""Sizes of photographs in millimetres that have a name."""
_SAME = {"脱帽": "免冠", "正面头像": "正面"}


class Make(msgspec.Struct, frozen=True, gc=False):
    """One property. `value` is canonical within its dimension: 2寸 and 两寸 are 二寸, 白色背景 is 白."""

    dimension: Dimension
    value: str
    text: str
    start: int
    end: int


def read(words: str) -> tuple[Dimension, str] | None:
    """Dimension and canonical value of words of `WORDS`."""
    for dimension, pattern in _READ:
        if pattern.fullmatch(words):
            return dimension, _canonical(dimension, words)
    return None


def _canonical(dimension: Dimension, words: str) -> str:
    match dimension:
        case "尺寸" if "寸" in words:
            return "".join(_DIGITS.get(one, one) for one in words.removeprefix("标准").replace("英", ""))
        case "尺寸":
            width, height = re.findall(r"[0-9]+", words)
            return _INCHES.get(f"{width}x{height}", f"{width}x{height}")
        case "底色":
            return next(one for one in words if one in "白蓝红灰")
        case "颜色" | "介质":
            return words[:2]
        case "底版":
            return "同版"
        case "纸张":
            return words[:2]
        case "语言":
            return "中文" if "中文" in words or "译" in words else words[:2]
        case _:
            return _SAME.get(words, words)


def agrees(found: tuple[Dimension, str], before: Sequence[tuple[Dimension, str]]) -> bool:
    """Whether a property can hold together with others: a photograph has one size and one background."""
    return found[0] in _MANY or all(one[0] != found[0] or one == found for one in before)


def compare(promise: "Document", demand: "Document") -> Iterator[FactVerdict]:
    """Dimension by dimension; where the promise is silent any value keeps to it."""
    seen: set[Dimension] = set()
    for wanted in demand.make:
        if wanted.dimension in seen:
            continue
        said = [one for one in promise.make if one.dimension == wanted.dimension]
        choice = [one for one in demand.make if one.dimension == wanted.dimension]
        if len({one.value for one in choice}) > 1 and wanted.dimension not in _MANY:
            seen.add(wanted.dimension)
            yield _chosen(promise, demand, choice, said)
        else:
            yield _compared(promise, demand, wanted, said)


def _chosen(promise: "Document", demand: "Document", choice: list[Make], said: list[Make]) -> FactVerdict:
    """A3纸或A4纸: any one of them will do."""
    wanted, promised = "或".join(one.text for one in choice), "或".join(one.text for one in said) or None
    name, taken = demand.text or promise.text, {one.value for one in choice}
    other = next((one for one in said if one.value not in taken), None)
    if said and other is None:
        return met("make", promised, wanted)
    if other is not None:
        return broken("make", promised, wanted, Text(f"{_short(other)}{name}", f"{name}, {other.text}"))
    return broken("make", promised, wanted, Text(f"不是{wanted}的{name}", f"{name} that is not “{wanted}”"))


def _compared(promise: "Document", demand: "Document", wanted: Make, said: list[Make]) -> FactVerdict:
    name = demand.text or promise.text
    promised = "、".join(one.text for one in said) or None
    if all(one.value == wanted.value for one in said) and said:
        return met("make", promised, wanted.text)
    if wanted.dimension in _MANY and any(one.value == wanted.value for one in said):
        return met("make", promised, wanted.text)
    if wanted.dimension == "尺寸" and said and len({"寸" in one.value for one in (*said, wanted)}) == 2:
        reason = Text(
            f"指南写“{promised}”，窗口要“{wanted.text}”，是不是一样大没法判断",
            f"whether “{promised}” and “{wanted.text}” are the same size cannot be told",
        )
        return undecided("make", promised, wanted.text, reason)
    other = next((one for one in said if one.value != wanted.value), None)
    if other is not None and wanted.dimension not in _MANY:
        return broken("make", promised, wanted.text, Text(f"{_short(other)}{name}", f"{name}, {other.text}"))
    witness = Text(f"不是{_short(wanted)}的{name}", f"{name} that is not “{wanted.text}”")
    return broken("make", promised, wanted.text, witness)


def _short(make: Make) -> str:
    return {"底色": f"{make.value}底", "介质": make.text}.get(make.dimension, make.value)
