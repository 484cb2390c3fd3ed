"""Who has to change where guide and window differ: a window may ask for nothing that the guide does not say.

优化营商环境条例 art. 35 and 北京市政务服务标准化管理办法 art. 5 bind the window to the guide, so what has no ground is for the
window to drop. The guide has to change where its own words are wide, and where it leaves out what every guide has to tell
(the latter's art. 6): what a paper is examined for, where, when, how often and in which way the item is handled.
"""

import re
from collections.abc import Iterable, Iterator

from guidelint.contract.mismatch import EASIER, Mismatch, Undecided
from guidelint.model.guide import Guide
from guidelint.model.regex import regex
from guidelint.model.ticket import Remedy
from guidelint.model.window import WindowRecord

GUIDE: tuple[Remedy, ...] = ("guide",)
GUIDE_FIRST: tuple[Remedy, ...] = ("guide", "window")
WINDOW_FIRST: tuple[Remedy, ...] = ("window", "guide")

_AGREES = regex("一致|相符|相同|对得上")
_FORM = regex("原件|复印件|份")
_MATTERS = tuple(
    regex(pattern)
    for pattern in (
        r"[回到去在由向往].{0,12}(?:部门|[省市区县]级|局|厅|委|中心|大厅|窗口|派出所|户籍地|所在地|居住地|街道|乡镇|总部|网点)"
        r"|就近|任一|任意|通办|均可办",
        r"每(?:半?年|个?月|季度?|周|星期|\d+个?[年月])(?![\d底末初第上中下])|定期|一年一",
        r"[上下]午|中午|午休|周[一二三四五六日末]|工作日|节假日|[::]\d\d|\d点|办公时间",
        r"网上|线上|网办|手机|小程序|APP|App|app|自助|现场|到场|窗口|邮寄|快递|纸质",
        r"预约|取号|叫号|一站式",
    )
)
"""Place, frequency, hours, way of handling and queueing: what tells that a sentence speaks of each."""


def remedies(mismatch: Mismatch, guide: Guide, window: WindowRecord, quoted: Iterable[str] = ()) -> tuple[Remedy, ...]:
    """The remedies of a mismatch, the likelier one first; `quoted` is what its tickets quote of the guide."""
    if mismatch.kind in EASIER or mismatch.ground is not None or mismatch.narrows:
        return GUIDE
    if mismatch.kind == "unlisted-criteria":
        return GUIDE_FIRST
    if mismatch.kind in ("original-demanded", "more-copies"):
        return WINDOW_FIRST if _says_form(guide, mismatch) else GUIDE_FIRST
    if mismatch.kind == "presence-demanded" and mismatch.window.presence is not None:
        # A window that has a way for who cannot come wants no more than it may; the guide does not tell of the way.
        return GUIDE_FIRST if window.presence[mismatch.window.presence].alternatives else WINDOW_FIRST
    if mismatch.kind == "unlisted-condition" and mismatch.window.condition is not None:
        return of_condition(window.conditions[mismatch.window.condition].text, guide, quoted)
    return WINDOW_FIRST


def of_open(undecided: Undecided, guide: Guide, window: WindowRecord, quoted: Iterable[str] = ()) -> tuple[Remedy, ...]:
    """Remedies where nobody can tell whether the guide answers a demand of the window."""
    at = undecided.window
    if at.demand is None or at.hours is not None:
        return GUIDE_FIRST
    key, index = at.demand
    if window.of(key)[index].ground is not None:
        return GUIDE
    return WINDOW_FIRST if at.condition is None else of_condition(window.conditions[index].text, guide, quoted)


def of_condition(words: str, guide: Guide, quoted: Iterable[str] = ()) -> tuple[Remedy, ...]:
    """Remedies of a condition without a ground: the guide first where it says nothing of such a matter and has to."""
    if _AGREES.search(words) and any(_named(material.name) in words for material in guide.materials):
        return GUIDE_FIRST  # a window examines what it is handed, and the guide has to tell for what
    matter = next((matter for matter in _MATTERS if matter.search(words)), None)
    if matter is None or any(map(matter.search, (*_sentences(guide), *quoted))):
        return WINDOW_FIRST
    return GUIDE_FIRST


def _named(material: str) -> str:
    """A material's name without form, number and remarks."""
    return re.split(r"[((]|原件|复印件", material)[0]


def _says_form(guide: Guide, mismatch: Mismatch) -> bool:
    """Whether the guide's line says itself in which form, or how often, it is to be brought."""
    if mismatch.guide.material is None:
        return False
    material = guide.materials[mismatch.guide.material]
    said = material.type if mismatch.kind == "original-demanded" else material.copies
    return said is not None or _FORM.search(material.name) is not None


def _sentences(guide: Guide) -> Iterator[str]:
    """What the guide says of where, when and how it is handled."""
    yield from (*guide.conditions, *guide.notes, *guide.channels, *guide.material_notes)
    yield from ["窗口"] if guide.halls or guide.windows else []
    yield from ["网上"] if guide.online is not None and guide.online.available is not False else []
    yield from ["预约"] if guide.appointment is not None and guide.appointment.available is not False else []
    yield from (one for one in (guide.place, guide.hours, guide.scope, guide.procedure) if one is not None)
    yield from (f"{question.question}{question.answer or ''}" for question in guide.questions)
