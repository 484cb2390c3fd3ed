"""How an item is handled: the fee, the ways and the hours of a window, held against those that the guide tells."""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from guidelint.contract.mismatch import Kind, Mismatch, Undecided
from guidelint.contract.mismatch import Place as At
from guidelint.language.normalise import normalise
from guidelint.language.numbers import numbers
from guidelint.model.guide import Guide
from guidelint.model.procedure import Fee
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.model.window import ChannelDemand, FeeDemand, HoursDemand, WindowRecord

Said = Mismatch | Undecided

_WAYS = (
    ("窗口", "at the window", regex("窗口|现场|到场|线下|大厅")),
    ("网上", "online", regex("网|线上|电脑|移动|手机|小程序|[Aa][Pp][Pp]")),
    ("快递", "by post", regex("快递|邮寄|邮政|物流")),
    ("自助终端", "at a terminal", regex("自助")),
)
_WEEK = "一二三四五六日"
_DAYS = regex(
    r"(?:周|星期)([一二三四五六日天])(?:(?:至|到|-|~|—)(?:周|星期)?([一二三四五六日天]))?|(工作日)|(每天|全周)"
)
_TIMES = regex(r"(\d{1,2})[::点](\d{2})?分?(?:-|—|~|至|到)+(\d{1,2})[::点](\d{2})?")

_SHUT = regex("不(?:办|收|受理|对外|上班|开|取号|放号)|停办|休息|关门|没人|下班")
_PARTS = (("上午", 0, 24), ("中午", 24, 27), ("午休", 24, 27), ("下午", 24, 48))
"""Parts of the day in half hours; noon is the hour and a half in which most halls are shut."""

Slots = frozenset[tuple[int, int]]
"""Half hours of the week: the day from Monday, and the half hour of the day."""


def judge_handling(guide: Guide, window: WindowRecord) -> Iterator[list[Said]]:
    """For each fee, ways and hours that the record tells what is said of it; nothing where the guide keeps it."""
    for index, fee in enumerate(window.fees):
        if fee.charged and fee.withdrawn is None:
            yield [_of(fee, At(fee=index), one) for one in _fee(guide, fee)]
    for index, hours in enumerate(window.hours):
        if hours.withdrawn is None:
            yield [_of(hours, At(hours=index), one) for one in _hours(guide.hours, hours.text)]
    for index, ways in enumerate(window.channels):
        if ways.withdrawn is None:
            yield [_of(ways, At(channel=index), one) for one in _ways(guide, ways.only)]


def _of(demand: FeeDemand | HoursDemand | ChannelDemand, at: At, said: Said) -> Said:
    """What is said, of that demand."""
    if isinstance(said, Undecided):
        return structs.replace(said, window=at)
    return structs.replace(said, window=at, ground=demand.ground, revealed_by=demand.revealed_by)


def _fee(guide: Guide, wanted: Fee) -> Iterator[Said]:
    asked = wanted.amount or "费用"
    if guide.charged is False or (guide.charged is None and not guide.fees):
        yield _broken(
            "fee-demanded", "照指南没有准备交费的人", asked,
            Text(f"照指南不用交费的人，窗口要交{asked}", f"the guide asks for no fee, the window for {asked}"),
        )  # fmt: skip
        return
    told = [words for words in (guide.amount, *(fee.standard for fee in guide.fees)) if words is not None]
    ours, theirs = [_amount(words) for words in told], _amount(asked)
    if wanted.amount is None or any(_same(words, asked) for words in told):
        return
    if theirs is None or not ours or None in ours:
        yield Undecided(At(), At(), Text(f"窗口收的“{asked}”没法与指南的收费标准比较", f"“{asked}” cannot be compared"))
    elif theirs > max(amount for amount in ours if amount is not None):
        yield _broken(
            "fee-demanded", f"按指南备了{told[0]}的人", asked,
            Text(f"指南写收{told[0]}，窗口收{asked}", f"the guide says {told[0]}, the window takes {asked}"),
        )  # fmt: skip


def _ways(guide: Guide, taken: Sequence[str]) -> Iterator[Said]:
    online = ["网上"] if guide.online is not None and guide.online.available is not False else []
    told = [*guide.channels, *online] or (["窗口"] if guide.halls else [])
    for zh, en, way in _WAYS:
        if any(map(way.search, told)) and not any(map(way.search, taken)):
            only = "、".join(taken)
            yield _broken(
                "channel-differs", f"按指南{zh}办理的人", zh,
                Text(f"指南写可以{zh}办理，窗口只收{only}", f"the guide lets people apply {en}; taken is only {only}"),
            )  # fmt: skip


def _hours(told: str | None, kept: str) -> Iterator[Said]:
    if told is not None and _same(told, kept):
        return
    ours = _slots(told or "")
    theirs = _slots(kept) if _SHUT.search(kept) is None else _left(ours, kept)
    if ours is None or theirs is None:
        said = f"指南写“{told}”" if told is not None else "指南没有写办理时间"
        yield Undecided(
            At(),
            At(),
            Text(f"{said}，窗口是“{kept}”，没法比较", f"the hours “{kept}” of the window cannot be compared"),
        )
    elif closed := sorted(ours - theirs):
        day, half = closed[0]
        when = f"周{_WEEK[day]} {half // 2}:{half % 2 * 30:02d}"
        yield _broken(
            "hours-differ", f"{when}来的人", kept,
            Text(f"照指南{when}来的人，窗口不办（窗口：{kept}）", f"the guide is open at {when}, the window is not ({kept})"),
        )  # fmt: skip


def _slots(words: str) -> Slots | None:
    """The half hours in which somebody is there; None where the words do not tell days and times."""
    normal = normalise(words).text
    days = _days(normal)
    times = [
        (int(h1) * 2 + int(m1 or 0) // 30, int(h2) * 2 + int(m2 or 0) // 30)
        for h1, m1, h2, m2 in _TIMES.findall(normal)
    ]
    if not days or not times or re.search("除外|不含|另|轮", normal):
        return None
    return frozenset((day, half) for day in days for start, end in times for half in range(start, end))


def _days(normal: str) -> set[int]:
    """Days of the week from Monday."""
    days: set[int] = set()
    for first, last, workday, every in _DAYS.findall(normal):
        start = _WEEK.find(first.replace("天", "日")) if first else 0
        end = 4 if workday else 6 if every else _WEEK.find(last.replace("天", "日")) if last else start
        days |= set(range(start, end + 1))
    return days


def _left(ours: Slots | None, kept: str) -> Slots | None:
    """The guide's half hours without those in which the window says that it is shut: 周三下午不办."""
    shut = {*_days(kept)} or (set(range(7)) if any(name in kept for name, _, _ in _PARTS) else set())
    if ours is None or not shut or re.search("除外|只|轮|以?[前后]", kept):
        return None
    parts = [(start, end) for name, start, end in _PARTS if name in kept] or [(0, 48)]
    return frozenset(at for at in ours if at[0] not in shut or not any(start <= at[1] < end for start, end in parts))


def _amount(words: str) -> float | None:
    found = [one.value for one in numbers(normalise(words).text)]
    return found[0] if len(found) == 1 and found[0] is not None else None


def _same(one: str, other: str) -> bool:
    return normalise(one).text == normalise(other).text


def _broken(kind: Kind, witness: str, refused: str, words: Text) -> Mismatch:
    return Mismatch(kind=kind, bundle=(witness,), refused=refused, words=words, write=refused)
