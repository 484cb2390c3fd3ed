"""The notice put into words: what every format shows, in the order in which a person reads it.

The words are Chinese in every language of the command line: they are handed to the public and signed at the window.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from guidelint.model.elements import elements
from guidelint.model.guide import Guide
from guidelint.model.regex import regex
from guidelint.model.service import Contact
from guidelint.notice.circumstances import Answer, Question
from guidelint.notice.compose import Attendance, Item, Notice
from guidelint.notice.facts import facts
from guidelint.notice.punctuation import typeset
from guidelint.notice.rows import NoticeLine, NoticeRow, doubtful, linked, row

TITLE = "一次性告知单"
DOUBTFUL = "这份指南和窗口实际要求还有对不上的地方，标着“存疑”。去之前请先向窗口问清楚。"
UNCLEAR = "这份指南还有没写清楚的地方，标着“存疑”。去之前请先向窗口问清楚。"  # nobody has looked at a window
ILLUSTRATION = "演示：这不是真实的办事指南。"
NOTHING = "指南没有列出这种情形要带什么，请先问窗口。"
SIGNATURES = ("窗口工作人员", "申请人", "日期")

# The hotline of every place: 国办发〔2020〕53号, 关于进一步优化地方政务服务便民热线的指导意见.
NO_COMPLAINT = "指南没有写明。政务服务便民热线：12345"

_PHONE = regex(r"\+?[0-9][0-9-]{2,20}")
_UNPRINTABLE = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Block:
    """The things to bring in one circumstance; `answer` None means always.

    `is_ruled_out` tells that the circumstances known already exclude it; a page shows it again when asked to.
    """

    heading: str
    rows: tuple[NoticeRow, ...]
    answer: Answer | None = None
    is_ruled_out: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    lines: tuple[NoticeLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`warnings` stand at the top; `about` before the things to bring, `further` after them."""

    item: str
    warnings: tuple[NoticeLine, ...]
    about: tuple[Fact, ...]
    questions: tuple[Question, ...]
    chosen: tuple[Answer, ...]
    blocks: tuple[Block, ...]
    further: tuple[Fact, ...]
    sources: tuple[NoticeLine, ...]

    @property
    def shown(self) -> tuple[Block, ...]:
        """The blocks for paper, where nothing can be asked any more."""
        return tuple(block for block in self.blocks if not block.is_ruled_out)

    @property
    def nothing(self) -> str:
        """What stands in the place of an empty list, which would read as if nothing had to be brought."""
        return "" if self.shown else NOTHING


def lay_out(notice: Notice) -> Sheet:
    sheet = Sheet(
        item=notice.guide.title,
        warnings=tuple(_warnings(notice)),
        about=tuple(_about(notice)),
        questions=notice.questions,
        chosen=notice.chosen,
        blocks=tuple(_blocks(notice)),
        further=tuple(_further(notice)),
        sources=tuple(_sources(notice)),
    )
    printed: Sheet = _printed(sheet)
    return printed


def _printed(value: Any) -> Any:
    """The same as it is printed: without control characters, which paper cannot show and a terminal would obey, and in
    Chinese punctuation, except for addresses."""
    if isinstance(value, str):
        return typeset(_UNPRINTABLE.sub("", value))
    if isinstance(value, tuple):
        return tuple(map(_printed, value))
    if isinstance(value, NoticeLine) and value.link is not None:
        return replace(value, label=_printed(value.label))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _printed(getattr(value, field.name)) for field in fields(value)})
    return value


def _warnings(notice: Notice) -> Iterator[NoticeLine]:
    if notice.guide.is_illustration:
        yield NoticeLine(ILLUSTRATION)
    if notice.is_doubtful:
        yield NoticeLine(DOUBTFUL if notice.records else UNCLEAR, "doubt")
    yield from map(doubtful, notice.doubts)


def _about(notice: Notice) -> Iterator[Fact]:
    guide = notice.guide
    yield from _fact("办理单位", guide.authority)
    yield from _fact("办理大厅", "、".join(notice.halls))
    yield from _fact("地址", guide.place)
    yield from _fact("办理时间", guide.hours)
    yield from _fact("服务对象", "、".join(guide.audience))
    conditions = tuple(
        NoticeLine(c.text) if c.hall is None else NoticeLine(f"{c.text}（{c.hall}窗口要求，指南没有写）", "window")
        for c in notice.conditions
    )
    if conditions:
        yield Fact("办理条件", conditions)
    if told := tuple(notice.questions[a.question].choices[a.choice].name for a in notice.chosen):
        yield from _fact("您的情形", "、".join(told))


def _blocks(notice: Notice) -> Iterator[Block]:
    by_answer: dict[Answer | None, list[Item]] = {None: []}
    for item in notice.items:
        by_answer.setdefault(item.answer, []).append(item)
    chosen = {answer.question: answer for answer in notice.chosen}
    always = bool(by_answer[None])
    for answer, items in sorted(by_answer.items(), key=lambda one: (one[0] is not None, str(one[0]))):
        rows = tuple(row(item) for item in items)
        if answer is None and rows:
            yield Block("要带的材料" if len(by_answer) == 1 else "不论哪种情形都要带", rows)
        elif answer is not None:
            name = notice.questions[answer.question].choices[answer.choice].name
            yield Block(
                f"{name}：{'还要带' if always else '要带'}", rows, answer, chosen.get(answer.question, answer) != answer
            )


def _further(notice: Notice) -> Iterator[Fact]:
    guide = notice.guide
    if notice.attendance:
        yield Fact("谁要到场", tuple(map(_attendance, notice.attendance)))
    visits = {None: "", 0: "不用到现场"}.get(guide.visits, f"{guide.visits} 次")
    yield from _fact("到现场次数", visits)
    yield from _fact("办结时限", "，".join(_limits(notice)))
    yield from _fact("收费", _fee(notice))
    yield from _fact("办好后拿到", _result(notice))
    for label, lines in facts(elements(Guide), guide):
        yield Fact(label, tuple(linked(text, inner) for inner, text in lines))
    checks = tuple(
        NoticeLine(f"办理中会核查{step.verifies}" + (f"；有异议：{step.dispute}" if step.dispute else ""))
        for step in guide.steps
        if step.verifies
    )
    if checks:
        yield Fact("核查", checks)
    if notice.related:
        yield Fact("还要办的事项", tuple(map(NoticeLine, notice.related)))
    if guide.notes:
        yield Fact("其他须知", tuple(map(NoticeLine, guide.notes)))
    if guide.consultation:
        yield Fact("咨询方式", tuple(_contact(guide.consultation)))
    yield Fact("监督投诉", tuple(_contact(guide.complaint)) if guide.complaint else (NoticeLine(NO_COMPLAINT),))


def _limits(notice: Notice) -> Iterator[str]:
    if (limit := notice.guide.time_limit) is None:
        return
    for word, said, notes in (
        ("承诺", limit.promised, limit.promised_notes),
        ("法定", limit.statutory, limit.statutory_notes),
    ):
        if said:
            yield f"{word} {said}（{notes}）" if notes else f"{word} {said}"


def _result(notice: Notice) -> str | None:
    result = notice.guide.outcome
    if result is None:
        return None
    return f"{result.name}（有效期：{result.validity}）" if result.validity else result.name


def _attendance(one: Attendance) -> NoticeLine:
    where = f"{one.step}：" if one.step else ""
    others = one.presence.alternatives
    instead = f"；不能到场的，可以{'、'.join(others)}" if others else ""
    words = f"{where}{one.presence.who}到场{instead}"
    return NoticeLine(words) if one.hall is None else NoticeLine(f"{words}（{one.hall}窗口要求，指南没有写）", "window")


def _fee(notice: Notice) -> str | None:
    guide = notice.guide
    if guide.charged is False:
        return "不收费"
    return guide.amount or ("收费，标准指南没有写明" if guide.charged else None)


def _contact(contact: Contact) -> Iterator[NoticeLine]:
    if contact.phone:
        yield NoticeLine(
            contact.phone, label="电话", link=f"tel:{contact.phone}" if _PHONE.fullmatch(contact.phone) else None
        )
    for label, text in (("窗口", contact.window), ("地址", contact.place)):
        if text:
            yield NoticeLine(text, label=label)
    if contact.url:
        yield linked(contact.url, "网址")


def _sources(notice: Notice) -> Iterator[NoticeLine]:
    """Where the notice comes from, so that a sheet of paper can be told to be out of date."""
    guide = notice.guide
    updated = f"，{guide.updated} 更新" if guide.updated else ""
    yield NoticeLine(f"{guide.id}{updated}", label="指南标识")
    if guide.url:
        yield linked(guide.url, "指南网址")
    for record in notice.records:
        by = f"，{record.by}" if record.by else ""
        yield NoticeLine(f"{record.hall}窗口实际要求，{record.on}（{record.how}{by}）", label="窗口记录")


def _fact(label: str, text: str | None) -> Iterator[Fact]:
    if text:
        yield Fact(label, (NoticeLine(text),))
