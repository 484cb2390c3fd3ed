"""Fix, check again, until nothing more can be fixed."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidelint.model.finding import Edit, Finding
from guidelint.model.text import Text
from guidelint.source.document import Document
from guidelint.source.document import Path as ValuePath
from guidelint.source.edits import NotEditable, try_edits
from guidelint.workspace.transaction import Write

MAX_ROUNDS = 200  # of one guide; a fix that keeps asking for another would run for ever

Place = tuple[str, ValuePath]  # a rule and the value in which it fired; edits move neither
Recheck = Callable[[Document], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class UnfixedFinding:
    """A finding that stays, and why it was not fixed."""

    finding: Finding
    reason: Text


@dataclass(frozen=True, slots=True)
class FixedGuide:
    """The outcome for one guide: `after` is the document to write, `made` the findings that an edit answered."""

    before: Document
    after: Document
    made: tuple[Finding, ...]
    left: tuple[UnfixedFinding, ...]

    @property
    def is_changed(self) -> bool:
        return self.after.text != self.before.text


def fix(document: Document, recheck: Recheck, *, unsafe: bool = False) -> FixedGuide:
    """Apply every fix that is safe (or any, with `unsafe`), checking again until nothing changes.

    A round makes the edits of one rule, at most one in each value: they cannot bear on each other. Each edit is proved:
    the result parses, and only the value that was meant differs.
    """
    current = document
    made: list[Finding] = []
    refused: dict[Place, Text] = {}
    findings = recheck(current)
    for _ in range(MAX_ROUNDS):
        done: list[Finding] = []
        while not done and (wanted := _wanted(findings, refused, unsafe=unsafe)):
            current, done = _edited(current, wanted, refused)
        if not done:
            break
        made += done
        findings = recheck(current)
    left = tuple(UnfixedFinding(finding, _reason(finding, refused, unsafe=unsafe)) for finding in findings)
    return FixedGuide(document, current, tuple(made), left)


def diff(fixed: FixedGuide) -> str:
    """A unified diff, as `patch` and `git apply` take it."""
    lines = difflib.unified_diff(
        fixed.before.text.splitlines(keepends=True),
        fixed.after.text.splitlines(keepends=True),
        f"a/{fixed.before.name}",
        f"b/{fixed.before.name}",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def as_write(fixed: FixedGuide, file: Path) -> Write:
    """The write that puts a fixed guide in place, provided that the file is still as it was read."""
    before, after = (document.raw for document in (fixed.before, fixed.after))
    return Write(file, after, before)


def _wanted(findings: Sequence[Finding], refused: Mapping[Place, Text], *, unsafe: bool) -> list[Finding]:
    """The findings that the next round answers, in the order of their places."""
    open_to_edit = [
        finding
        for finding in sorted(findings, key=lambda f: (-f.level, f.sort_key))
        if finding.fix.edits and _place(finding) not in refused and (finding.fix.safe or unsafe)
    ]
    by_value: dict[ValuePath, Finding] = {}
    for finding in open_to_edit:
        if finding.rule == open_to_edit[0].rule:
            by_value.setdefault(finding.location.value_path, finding)
    return list(by_value.values())


def _edited(
    document: Document, wanted: Sequence[Finding], refused: dict[Place, Text]
) -> tuple[Document, list[Finding]]:
    """The document after the edits, and which of them were made; the others are noted in `refused`."""
    try:
        return try_edits(document, [_edit(finding) for finding in wanted]), list(wanted)
    except NotEditable:
        made: list[Finding] = []
        for finding in reversed(wanted):  # from the end, so that the places of the rest stay true
            try:
                document = try_edits(document, [_edit(finding)])
                made.insert(0, finding)
            except NotEditable as error:
                refused[_place(finding)] = error.reason
        return document, made


def _place(finding: Finding) -> Place:
    return finding.rule, finding.location.value_path


def _edit(finding: Finding) -> tuple[ValuePath, Sequence[Edit]]:
    return finding.location.value_path, finding.fix.edits


def _reason(finding: Finding, refused: dict[Place, Text], *, unsafe: bool) -> Text:
    if _place(finding) in refused:
        return refused[_place(finding)]
    if finding.fix.blocked is not None:
        return finding.fix.blocked
    if not finding.fix.edits:
        return Text("需人工改写", "a person has to write it")
    if not finding.fix.safe and not unsafe:
        return Text("不是必然正确，加 --unsafe 才改", "not surely right; --unsafe applies it")
    return Text("改了仍然不对", "still wrong after the fix")
