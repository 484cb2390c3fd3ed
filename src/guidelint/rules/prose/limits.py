"""Days that a guide says in several places: its steps, its promise, its kind of handling."""

from msgspec import Struct

from guidelint.language.duration import Duration, read_duration
from guidelint.language.normalise import normalise
from guidelint.model.guide import Guide
from guidelint.model.regex import regex

_APART = regex("不含|不包括|不计|除外|另行|不在|除[^,;。]{1,16}外")
_VISIT = regex(
    "(?:现场|实地|入户)(?:勘[查验察]|核[查实验]|踏勘|检查|查验|调查|评审)|专家评审|技术评审|检验检测|听证|公示|公告"
)
LICENCE_DAYS = 20
"""行政许可法 art. 42: within 20 days, which art. 82 counts in working days."""


class Sum(Struct, frozen=True):
    """The limits of all steps together, which are in one unit. `is_whole` tells that every step has a limit."""

    duration: Duration
    is_whole: bool
    words: str


def promised(guide: Guide) -> Duration | None:
    return read_duration(guide.promised_limit) if guide.promised_limit else None


def leaves_out(guide: Guide) -> bool:
    """Whether the promise says that it does not count something."""
    limit = guide.time_limit
    said = (limit.promised, limit.promised_notes, limit.statutory_notes) if limit is not None else ()
    return bool(guide.special_procedures) or any(_APART.search(normalise(one).text) for one in said if one)


def is_beyond_a_day(limit: Duration) -> bool:
    """Of working days as of calendar days: whoever waits sees no difference."""
    return limit.amount > (24 * 60 if limit.unit == "分钟" else 1) or limit.unit == "个月"


def steps_together(guide: Guide) -> Sum | None:
    """None where fewer than two steps have a limit, circumstances differ, or the units cannot be added."""
    limits = [(step, read_duration(step.limit)) for step in guide.steps if step.limit]
    read = [one for _, one in limits if one is not None]
    if len(read) < 2 or len(read) < len(limits) or any(step.when for step in guide.steps):
        return None
    if any(_APART.search(normalise(step.limit or "").text) for step, _ in limits):
        return None
    units = {one.unit for one in read if one.amount}
    if len(units) != 1:
        return None
    words = "+".join(f"{one.amount:g}" for one in read)
    return Sum(Duration(sum(one.amount for one in read), units.pop()), len(read) == len(guide.steps), words)


def slow_step(guide: Guide) -> int | None:
    """The first step that is an inspection, a review or a public notice."""
    return next((n for n, step in enumerate(guide.steps) if _VISIT.search(normalise(step.name).text)), None)
