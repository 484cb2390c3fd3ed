"""Quick fixes: the edit that answers a finding, and a suppression that waits for its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidelint.fixing.fixer import fix
from guidelint.lsp.live import Checked, Live
from guidelint.model.errors import CannotCheck
from guidelint.model.finding import Edit, Finding
from guidelint.model.position import Position, Span
from guidelint.model.text import Text
from guidelint.source.document import Document
from guidelint.source.edits import NotEditable, edited, try_edits


@dataclass(frozen=True, slots=True)
class Action:
    """Edits of one document. `preferred` may be applied without a second thought; `findings` are what they answer."""

    title: Text
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    preferred: bool = False


def quick_fixes(checked: Checked, touched: Span) -> Iterator[Action]:
    """For the findings that the span touches: their edits, safe ones first, then suppressions. Only what has been
    tried is offered."""
    document = checked.document
    if document is None or checked.kind != "guide":
        return
    findings = [finding for finding in checked.report.findings if _touch(finding.location.span, touched)]
    answered: dict[tuple[Edit, ...], list[Finding]] = {}
    for finding in findings:
        if finding.fix.edits and _can_edit(document, finding):
            answered.setdefault(finding.fix.edits, []).append(finding)
    yield from sorted((_change(edits, some) for edits, some in answered.items()), key=lambda a: not a.preferred)
    for finding in findings:
        if (comment := suppression(document, finding)) is not None:
            title = Text(
                f"忽略这一处 {finding.rule}，理由写在冒号后面",
                f"suppress {finding.rule} here; write the reason after the colon",
            )
            yield Action(title, (comment,), (finding,))


def fix_all(live: Live, checked: Checked) -> Edit | None:
    """All safe fixes of a guide as one edit of the part that changes; None where there is nothing to do."""
    document = checked.document
    if document is None or checked.kind != "guide" or live.ready is None or checked.report.errors:
        return None
    engine, neighbours = live.ready.engine, live.neighbours
    fixed = fix(document, lambda changed: engine.recheck(changed, neighbours))
    return _difference(document.text, fixed.after.text) if fixed.is_changed else None


def suppression(document: Document, finding: Finding) -> Edit | None:
    """A comment on a line of its own above the finding, its reason left open; None where a comment cannot stand."""
    number = finding.location.start.line
    line = document.lines.line(number)
    start = document.lines.offset(Position(number, 1))
    indent = line[: len(line) - len(line.lstrip())]
    ending = "\r\n" if "\r\n" in document.text else "\n"
    edit = Edit(Span(start, start), f"{indent}# guidelint: ignore[{finding.rule}]: {ending}")
    try:
        after = edited(document, [edit])
    except CannotCheck:
        return None
    return edit if after.data == document.data else None


def _change(edits: tuple[Edit, ...], findings: Sequence[Finding]) -> Action:
    safe = any(finding.fix.safe for finding in findings)
    how = Text("可自动修改", "safe") if safe else Text("请人工确认", "please confirm")
    new = findings[0].fix.replacement
    title = Text(f"改为“{new}”（{how.zh}）", f"change to “{new}” ({how.en})")
    return Action(title, edits, tuple(findings), preferred=safe)


def _can_edit(document: Document, finding: Finding) -> bool:
    try:
        try_edits(document, [(finding.location.value_path, finding.fix.edits)])
    except NotEditable:
        return False
    return True


def _touch(first: Span, second: Span) -> bool:
    return first.start <= second.end and second.start <= first.end


def _difference(before: str, after: str) -> Edit:
    """The smallest single edit that turns one text into the other."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return Edit(Span(start, len(before) - end), after[start : len(after) - end])


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
