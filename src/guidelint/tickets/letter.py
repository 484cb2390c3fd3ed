"""The letter to a window that asks for what the guide does not: what it asked, where, by which ticket, and what is wanted.

It says what is on record and no more. Addressed to an office in China, it is in Chinese whatever the language of messages.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guidelint.model.errors import UsageError
from guidelint.model.guide import Guide
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.model.window import AnyDemand, Demand
from guidelint.rules.kinds.context import ObservedWindow
from guidelint.tickets.closing.withdrawal import asked_of

TITLE = "关于核实窗口要求的函"
BASIS = "《优化营商环境条例》（国务院令第722号）第三十五条：“没有法律、法规、规章依据，不得增设政务服务事项的办理条件和环节。”"


@dataclass(frozen=True, slots=True)
class Letter:
    """Its lines: whom it is to, what it says, and the day."""

    to: str
    paragraphs: tuple[str, ...]
    on: date

    @property
    def day(self) -> str:
        return f"{self.on.year}年{self.on.month}月{self.on.day}日"


def letter(ticket: Ticket, guide: Guide | None, windows: Mapping[str, Sequence[ObservedWindow]], on: date) -> Letter:
    """The letter about a ticket's demands, as the window records have them, else in the ticket's own words. `windows` are
    the records by the id of their guide.

    Raises UsageError where nothing is known that the window asked for, or it was withdrawn.
    """
    asked = asked_of(ticket, windows)
    standing = [one.demand for one in asked if one.demand.withdrawn is None]
    if not standing and (asked or not ticket.window_requires):
        raise UsageError(_nothing(ticket, is_withdrawn=bool(asked)))
    wheres = [one.window.record.where for one in asked if one.demand.withdrawn is None]
    to = "、".join(dict.fromkeys(wheres)) or f"{ticket.hall or ''}{ticket.window or ''}" or "有关窗口"
    return Letter(to, tuple(_paragraphs(ticket, guide, standing)), on)


def text(letter: Letter) -> bytes:
    return "\n\n".join((TITLE, f"{letter.to}：", *letter.paragraphs, letter.day, "")).encode()


def docx(letter: Letter) -> bytes:
    """A Word document. Needs the extra `notice`."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    from guidelint.notice.docx import blank

    paper = blank(TITLE)
    paper.add_heading(TITLE, level=1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in (f"{letter.to}：", *letter.paragraphs):
        paper.add_paragraph(words)
    paper.add_paragraph(letter.day).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _paragraphs(ticket: Ticket, guide: Guide | None, demands: Sequence[AnyDemand]) -> Iterator[str]:
    item = f"“{guide.title}”" if guide is not None else "有关事项"
    yield f"{ticket.received}，办事人通过{ticket.channel}反映办理{item}没有办成（工单 {ticket.id}）。经过：{ticket.summary}"
    if ticket.guide_says:
        yield f"办事指南写的是：{ticket.guide_says}"
    else:
        yield "工单没有记录办事指南的原文。"
    words = [_asked(one) for one in demands] or [f"“{ticket.window_requires}”（没有记录依据）"]
    yield f"窗口的要求是：{'；'.join(words)}。"
    refused = [word for one in demands if isinstance(one, Demand) for word in one.refused] or list(ticket.brought)
    if refused:
        yield f"办事人带来而没有办成的材料：{'、'.join(dict.fromkeys(refused))}。"
    yield f"请核实：上述要求没有法律、法规、规章依据的，请停止要求，并告知决定单位和日期；有依据的，请写明依据的名称、文号和条款，由编制单位写进办事指南。{BASIS}"


def _asked(demand: AnyDemand) -> str:
    return f"“{demand.words}”（{f'窗口说的依据：{demand.ground}' if demand.ground else '没有记录依据'}）"


def _nothing(ticket: Ticket, *, is_withdrawn: bool) -> Text:
    if is_withdrawn:
        return Text(
            f"工单 {ticket.id} 说的要求窗口已经不再提，不用去函",
            f"the window no longer asks for what ticket {ticket.id} tells: there is nothing to write about",
        )
    return Text(
        f"工单 {ticket.id} 没有写窗口要什么，也没有窗口记录，写不成函；用 guidelint ticket amend 补上",
        f"ticket {ticket.id} does not say what the window asked for (window_requires), nor does a window record",
    )
