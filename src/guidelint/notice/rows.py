"""What there is to say of one thing to bring: how to bring it, what the window looks at, what is doubtful."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guidelint.model.elements import elements
from guidelint.model.material import Material
from guidelint.model.regex import regex
from guidelint.notice.compose import Doubt, Item, Observed
from guidelint.notice.facts import facts

AT_THE_WINDOW = "有，向窗口索取"
_FILE_ID = regex(r"[0-9A-Za-z_-]{8,}(?:[、,，;；\s]+[0-9A-Za-z_-]{8,})*")
"""What a platform calls a file by, such as 5fba5b12-0f6e-4c1d-9d0a-6d1f6f3c2b10: nothing that a reader could open."""

Tone = Literal["plain", "window", "doubt"]
"""What kind of word a line is: the guide's own, a window's that the guide does not have, or a doubt."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One sentence. `link` is what it opens: an address of the web or a telephone number, and nothing else."""

    text: str
    tone: Tone = "plain"
    label: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One thing to bring: its name, how to bring it, and what else there is to know."""

    name: str
    how: str
    lines: tuple[NoticeLine, ...]


def row(item: Item) -> NoticeRow:
    """How one thing is told."""
    return NoticeRow(item.name, _how(item), tuple(_row_lines(item)))


def _how(item: Item) -> str:
    medium = item.material.medium if item.material else None
    copies = f"{item.copies} 份" if item.copies else ""
    paper = _counted(item.material) or " ".join(part for part in (item.form, copies) if part)
    return "，".join(
        part for part in (paper, {"电子": "电子件", "纸质或电子": "纸质、电子都可以"}.get(medium or "")) if part
    )


def _counted(material: Material | None) -> str:
    """Originals and copies where the guide counts them apart."""
    if material is None:
        return ""
    counts = (("原件", material.originals), ("复印件", material.photocopies))
    return "、".join(f"{form} {number} 份" for form, number in counts if number)


def _row_lines(item: Item) -> Iterator[NoticeLine]:
    if item.halls:
        yield NoticeLine(f"{'、'.join(item.halls)}窗口要求，指南没有写", "window")
    if item.published:
        yield NoticeLine(item.published, label="指南原文")
    if item.material is not None:
        yield from _material_lines(item.material)
    if item.criteria:
        yield NoticeLine("；".join(item.criteria), label="窗口查验")
    yield from map(_observed, item.observed)
    yield from map(doubtful, item.doubts)


def _material_lines(material: Material) -> Iterator[NoticeLine]:
    if material.holder:
        yield NoticeLine(material.holder, label="谁的")
    if material.necessity == "非必要":
        yield NoticeLine("没有也可以办")
    if material.necessity == "容缺后补":
        yield NoticeLine("暂时没有也可以先受理，之后补交")
    if material.exempt:
        yield NoticeLine("不用交")
    if material.one_of:
        yield NoticeLine(
            f"和标着“任选其一：{material.one_of}”的其他材料带一样就可以", label=f"任选其一：{material.one_of}"
        )
    if material.commitment:
        yield NoticeLine("可以书面承诺代替（告知承诺制）")
    if material.source == "政府部门核发":
        yield NoticeLine("由政府部门核发")
    for label, lines in facts(elements(Material), material):
        yield from (linked(text, label) for _, text in lines)
    if material.notes:
        yield NoticeLine(material.notes)
    for label, address in (("空白表格", material.blank), ("填写样例", material.sample)):
        if address:
            yield NoticeLine(AT_THE_WINDOW, label=label) if _FILE_ID.fullmatch(address) else linked(address, label)


def _observed(seen: Observed) -> NoticeLine:
    parts = (
        f"收{'或'.join(seen.accepts)}" if seen.accepts else "",
        f"不收{'、'.join(seen.refused)}" if seen.refused else "",
        f"要{' '.join(p for p in (seen.form, f'{seen.copies} 份' if seen.copies else None) if p)}"
        if seen.form or seen.copies
        else "",
        f"还查验：{'；'.join(seen.criteria)}" if seen.criteria else "",
    )
    doubt = "" if seen.is_sure else "（不一定是同一样材料）"
    return NoticeLine(f"{'；'.join(p for p in parts if p)}{doubt}", "window", f"{seen.hall}窗口（{seen.on} 所见）")


def doubtful(doubt: Doubt) -> NoticeLine:
    """A finding with the ticket of whoever was turned away."""
    ticket = f"（{doubt.ticket.word.zh} {doubt.ticket.ticket}，{doubt.ticket.received}）" if doubt.ticket else ""
    return NoticeLine(f"{doubt.words}{ticket}", "doubt", "存疑")


def linked(address: str, label: str) -> NoticeLine:
    """A line that opens an address of the web if it is one."""
    is_web = address.startswith(("https://", "http://"))
    return NoticeLine(address, label=label, link=address if is_web else None)
