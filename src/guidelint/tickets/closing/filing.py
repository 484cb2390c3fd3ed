"""What a close leaves on record: in the ticket's course and in the archive record."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from guidelint.model.finding import Finding
from guidelint.tickets.closing.model import Closing, Request
from guidelint.workspace.committed import as_committed
from guidelint.workspace.workspace import Workspace


def note_of(closing: Closing, checked: Sequence[str], request: Request) -> str:
    """What was done, in one line and nothing that was not, and what the closer adds."""
    done = [f"“{f.location.text}”改为“{f.fix.replacement}”" for fixed in closing.fixed for f in fixed.made]
    done += [f"窗口不再要求“{one.demand.words}”" for withdrawn in closing.withdrawn for one in withdrawn.demands]
    if request.remedy in _SAID:
        done.append(f"{_SAID[request.remedy]}：{request.reason}")
    elif closing.withdrawn:
        done.append(f"原因：{request.reason}")
    if request.unchanged is not None:
        done.append(f"没有改动：{request.unchanged}")
    if not done:
        done = list(_looked_at(closing, checked))
    return "；".join((f"办结：{'；'.join(dict.fromkeys(done))}", *filter(None, [request.note])))


_SAID = {"system": "系统已改", "explained": "已向办事人说明"}


def _looked_at(closing: Closing, checked: Sequence[str]) -> Iterator[str]:
    """What the guide was held against where nothing had to be changed any more."""
    gone = [one.demand for one in closing.asked if one.demand.withdrawn is not None]
    yield from (f"窗口已于 {one.withdrawn.on} 不再要求“{one.words}”" for one in gone if one.withdrawn is not None)
    asked = [one.demand for one in closing.asked if one.demand.withdrawn is None]
    yield from (f"与窗口要求“{one.words}”比对，没有报出问题" for one in asked)
    if checked:
        yield f"按规则 {'、'.join(checked)} 核对指南，没有报出问题"


def record_of(workspace: Workspace, closing: Closing, checked: Sequence[str], request: Request) -> dict[str, Any]:
    """The archive record's keys for this close; see the schema `archive`."""
    on = request.on.isoformat()
    guides = [
        {
            "guide": fixed.after.data["id"],
            "file": _shown(workspace, fixed.after.name),
            "sha256": hashlib.sha256(
                as_committed(workspace.shown_from / fixed.after.name, fixed.after.raw)
            ).hexdigest(),
        }
        for fixed in closing.fixed
    ]
    changes = [
        {"on": on, **_place(workspace, f), "from": f.location.text, "to": f.fix.replacement, "rule": f.rule}
        for fixed in closing.fixed
        for f in fixed.made
    ]
    same = [
        {**_place(workspace, left.finding), "text": left.finding.location.text, "rule": left.finding.rule}
        for left in closing.others
    ]
    withdrawn = [
        {
            "on": on,
            "file": _shown(workspace, asked.window.document.name),
            "line": one.before.position(one.before.span(asked.path).start).line,
            "demand": asked.demand.words,
            "why": request.reason,
            **({"by": request.by} if request.by else {}),
        }
        for one in closing.withdrawn
        for asked in one.demands
    ]
    return {
        "guide": closing.filed.ticket.guide,
        "closed": on,
        "by": request.by,
        "remedy": closing.remedy,
        "reason": request.reason or request.unchanged,
        "rules": list(closing.rules),
        "checked": list(checked),
        "guides": guides,
        "changes": changes,
        "withdrawn": withdrawn,
        "same_problem": same,
    }


def _place(workspace: Workspace, finding: Finding) -> dict[str, Any]:
    at = finding.location
    return {"guide": finding.guide, "file": _shown(workspace, at.file), "line": at.start.line}


def _shown(workspace: Workspace, name: str) -> str:
    """A file in a record is named from the workspace, wherever the command was called."""
    return workspace.relative(workspace.shown_from / name).as_posix()
