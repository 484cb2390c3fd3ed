"""找茬日: one random working day of a month on which every window is visited.

The day and the order follow from the month and a seed by SHA-256, so that nobody can choose them and anybody can check
them afterwards: when the patrol is planned only the seed's SHA-256 is published (the commitment), and after it the seed.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.guide import Guide
from guidelint.model.material import Material
from guidelint.model.text import Text
from guidelint.schemas.validation import validate
from guidelint.source.document import load
from guidelint.tickets.workdays import working_days_of
from guidelint.workspace.config import refuse_misspelt
from guidelint.workspace.workspace import Workspace

HALLS_FILE = "halls.yaml"
ANY_WINDOW = "综合窗口"  # of a hall whose windows nobody listed
SHORT_SEED = 16  # characters; a shorter seed can be found from its commitment by trying


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """`guides` are the ids that it takes in; empty means all of its hall."""

    hall: str
    name: str
    guides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`month` is `YYYY-MM`; `commitment` the seed's SHA-256 in hexadecimal; `windows` in the order of the visit."""

    month: str
    commitment: str
    day: date
    windows: tuple[Window, ...]


def plan(month: str, seed: str, windows: Sequence[Window]) -> Plan:
    """The patrol of a month. The same month, seed and windows always give the same; their order does not matter.

    Raises UsageError for what is no month, and for a year whose holidays are not known.
    """
    year, number = _month(month)
    days = working_days_of(year, number)
    day = days[int(_digest(month, seed, "day"), 16) % len(days)]
    ordered = sorted(windows, key=lambda w: (_digest(month, seed, "window", w.hall, w.name), w))
    return Plan(month, commitment(seed), day, tuple(ordered))


def commitment(seed: str) -> str:
    """SHA-256 of the seed's UTF-8 bytes: `printf %s SEED | sha256sum`."""
    return hashlib.sha256(seed.encode("utf-8", "surrogateescape")).hexdigest()


def windows(workspace: Workspace, guides: Mapping[str, Guide], file: Path | None) -> tuple[Window, ...]:
    """The windows of a halls file, of the workspace's halls.yaml, or one for each hall that a guide names.

    Raises CannotCheck where the file is wrong and UsageError where there are no windows or a guide is unknown.
    """
    chosen = file or workspace.root / HALLS_FILE
    if file is None:
        refuse_misspelt(chosen, workspace.name)
    if file is None and not workspace.has(chosen):
        halls = sorted({hall for guide in guides.values() for hall in guide.halls})
        found = tuple(Window(hall, ANY_WINDOW) for hall in halls)
    else:
        found = _from_file(workspace, chosen)
    if not found:
        raise UsageError(
            Text(f"没有窗口：请写 {HALLS_FILE} 或 --halls", f"no windows: write {HALLS_FILE} or give --halls")
        )
    for window in found:
        for id in window.guides:
            if id not in guides:
                where = f"{window.hall} {window.name}"
                raise UsageError(Text(f"{where}：没有指南 {id}", f"{where}: there is no guide {id}"))
    return found


def guides_of(window: Window, guides: Mapping[str, Guide]) -> tuple[Guide, ...]:
    """What the window takes in."""
    if window.guides:
        return tuple(guides[id] for id in window.guides)
    return tuple(guide for _, guide in sorted(guides.items()) if window.hall in guide.halls)


def checklist(guide: Guide) -> Iterator[str]:
    """What to hold against the window, a line each: every material with its form, number and criteria, who has to
    come, how long it takes, what it costs."""
    for material in guide.materials:
        yield _material(material)
    for step in guide.steps:
        if step.presence is not None:
            other = "、".join(step.presence.alternatives)
            yield f"{step.name}：{step.presence.who}到场" + (f"，也可以{other}" if other else "，没有别的办法")
    if guide.promised_limit:
        yield f"承诺 {guide.promised_limit}"
    if guide.charged is not None:
        yield f"收费 {guide.amount or ''}".rstrip() if guide.charged else "不收费"


def _material(material: Material) -> str:
    form = material.type or "没有写原件还是复印件"
    copies = f"{material.copies}份" if material.copies is not None else "没有写份数"
    criteria = "、".join(material.criteria) or "没有写受理标准"
    when = f"（{material.when}）" if material.when else ""
    return f"{material.name}{when}：{form}，{copies}，{criteria}"


def _from_file(workspace: Workspace, file: Path) -> tuple[Window, ...]:
    document = load(workspace.read(file), workspace.name(file))
    if errors := validate(document, "halls"):
        raise CannotCheck(errors)
    halls: list[dict[str, Any]] = document.data["halls"]
    found = [Window(h["name"], w["name"], tuple(w.get("guides", ()))) for h in halls for w in h["windows"]]
    names = [(window.hall, window.name) for window in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        where = " ".join(twice)
        raise UsageError(Text(f"窗口 {where} 写了两次", f"the window {where} is listed twice"))
    return tuple(found)


def _month(text: str) -> tuple[int, int]:
    year, dash, number = text.partition("-")
    if len(year) == 4 and len(number) == 2 and dash and (year + number).isdecimal() and 1 <= int(number) <= 12:
        return int(year), int(number)
    raise UsageError(Text(f"“{text}”不是年月，请写成 2026-12 这样", f"write the month as 2026-12, not “{text}”"))


def _digest(*parts: str) -> str:
    """Parts are separated by a character that no command line can hold, so that no two lists run together."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
