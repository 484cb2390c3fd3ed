"""How long ago a document may have been issued: 近期, 三个月内开具. Of a record, how long a time it covers: 近6个月的银行流水."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from guidelint.language.duration import Duration, read_duration
from guidelint.language.facts.fact import FactVerdict, broken, met, undecided
from guidelint.language.numbers import NUMERAL
from guidelint.model.regex import regex
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.language.phrase.model import Document

_NUMBER = f"[0-9{NUMERAL}]"
_TIME = rf"(?:{_NUMBER}{{1,6}}个?(?:半)?(?:月|年|日|天|周|工作日)|半年|一年半|当月|本月|当年|本年)(?:度)?"
_ISSUED = r"(?:出具|开具|开出|拍摄|所?照|拍|打印|查询|签发|核发|办理|有效|取得|新近)"
WORDS = (
    rf"(?:{_ISSUED}{{1,2}}(?:之?日起?)?(?:在)?)?(?:最近|近|距今)?{_TIME}(?:以|之)?内(?!无|没有|未)(?:{_ISSUED})?的?"
    rf"|(?:最近|近|上){_NUMBER}{{1,6}}个?(?:月|年|期|会计年度|季度)(?:份|度)?(?:以?内)?(?:{_ISSUED})?的?"
    rf"|(?:在)?{_ISSUED}(?:不超过|未超过|未满){_TIME}的?"
    rf"|近期{_NUMBER}{{1,6}}个?(?:月|年)(?:以?内)?的?"
    r"|近期(?:所?拍摄?)?|最近|近年(?!来)|近照|当年度?(?:的)?|上(?:一)?年度"
)

_RECORD = regex("(?:流水|流水账|流水单|明细|明细账|明细单|对账单|账单|缴费记录|缴存记录|还款记录|工资条|工资单)$")
"""Papers that cover a time, of which more is better."""
_WHEN_ISSUED = regex(_ISSUED)


def is_span(words: str, paper: str) -> bool:
    """Whether words of `WORDS` say what time a record covers, and not how old a paper may be."""
    return _RECORD.search(paper) is not None and _WHEN_ISSUED.search(words) is None


class Age(msgspec.Struct, frozen=True, gc=False):
    """Issued `within` this time; None where the words say only that it is recent."""

    text: str
    start: int
    end: int
    within: Duration | None


def read(words: str) -> Duration | None:
    """The time that words of `WORDS` say."""
    return read_duration(words)


def compare(promise: "Document", demand: "Document") -> Iterator[FactVerdict]:
    if demand.age is None:
        return
    promised, demanded = promise.age.text if promise.age else None, demand.age.text
    name = demand.text or promise.text
    if is_span(demanded, name):
        yield from _covered(promise.age, demand.age, name)
        return
    if promise.age is None:
        witness = Text(f"较早开具的{name}", f"{name} issued longer ago")
        yield broken("age", promised, demanded, witness)
        return
    said, wanted = promise.age.within, demand.age.within
    if wanted is None or said == wanted or (said is not None and wanted.is_longer_than(said)):
        yield met("age", promised, demanded)
    elif said is None:
        reason = Text(
            f"指南写“{promised}”，没有写多久；窗口要“{demanded}”",
            f"the guide says “{promised}” and not how long; the window wants “{demanded}”",
        )
        yield undecided("age", promised, demanded, reason)
    elif said.is_longer_than(wanted):
        witness = Text(f"符合“{promised}”而不符合“{demanded}”的{name}", f"{name} as old as “{promised}” allows")
        yield broken("age", promised, demanded, witness)
    else:
        reason = Text(
            f"“{promised}”和“{demanded}”的单位不同，没法比较", f"“{promised}” and “{demanded}” have different units"
        )
        yield undecided("age", promised, demanded, reason)


def _covered(promise: Age | None, demand: Age, name: str) -> Iterator[FactVerdict]:
    """Of a record: whether the time that the guide asks for is as long as the window's."""
    said, wanted = promise.within if promise else None, demand.within
    promised = promise.text if promise else None
    if promise is None or (said is not None and wanted is not None and wanted.is_longer_than(said)):
        witness = Text(f"时间比“{demand.text}”短的{name}", f"{name} that covers a shorter time than “{demand.text}”")
        yield broken("age", promised, demand.text, witness)
    elif said == wanted or (said is not None and wanted is not None and said.is_longer_than(wanted)):
        yield met("age", promised, demand.text)
    else:
        reason = Text(
            f"指南写“{promised}”，窗口要“{demand.text}”，看不出哪个时间长",
            f"which of “{promised}” in the guide and “{demand.text}” at the window is longer cannot be told",
        )
        yield undecided("age", promised, demand.text, reason)
