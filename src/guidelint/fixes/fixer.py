"""Fix, check again, until nothing more can be fixed."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidelint.finding import Finding
from guidelint.fixes.edits import NotEditable, try_edit
from guidelint.source.decode import encode
from guidelint.source.document import Document
from guidelint.text import Text
from guidelint.tickets.transaction import Write

MAX_EDITS = 500  # of one guide; a fix that keeps asking for another would run for ever

Recheck = Callable[[Document], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Left:
    """A finding that stays, and why it was not fixed."""

    finding: Finding
    reason: Text


@dataclass(frozen=True, slots=True)
class Fixed:
    """The outcome for one guide: `after` is the document to write, `made` the findings that an edit answered."""

    before: Document
    after: Document
    made: tuple[Finding, ...]
    left: tuple[Left, ...]

    @property
    def is_changed(self) -> bool:
        return self.after.text != self.before.text


def fix(document: Document, recheck: Recheck, *, unsafe: bool = False) -> Fixed:
    """Apply every fix that is safe (or any, with `unsafe`), checking again after each until nothing changes.

    Each edit is proved on its own: the result parses, and only the value that was meant differs.
    """
    current = document
    made: list[Finding] = []
    refused: dict[tuple[str, ...], Text] = {}
    for _ in range(MAX_EDITS):
        findings = recheck(current)
        done = _first_edit(current, findings, refused, unsafe=unsafe)
        if done is None:
            break
        current, finding = done
        made.append(finding)
    left = tuple(Left(finding, _reason(finding, refused, unsafe=unsafe)) for finding in recheck(current))
    return Fixed(document, current, tuple(made), left)


def diff(fixed: Fixed) -> str:
    """A unified diff, as `patch` and `git apply` take it."""
    lines = difflib.unified_diff(
        fixed.before.text.splitlines(keepends=True),
        fixed.after.text.splitlines(keepends=True),
        f"a/{fixed.before.name}",
        f"b/{fixed.before.name}",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def as_write(fixed: Fixed, file: Path) -> Write:
    """The write that puts a fixed guide in place, provided that the file is still as it was read."""
    before, after = (encode(document.text, document.bom) for document in (fixed.before, fixed.after))
    return Write(file, after, before)


def _first_edit(
    document: Document, findings: Sequence[Finding], refused: dict[tuple[str, ...], Text], *, unsafe: bool
) -> tuple[Document, Finding] | None:
    for finding in sorted(findings, key=lambda f: (-f.level, f.sort_key)):
        if not finding.fix.edits or finding.identity in refused or not (finding.fix.safe or unsafe):
            continue
        try:
            return _edited(document, finding), finding
        except NotEditable as error:
            refused[finding.identity] = error.reason
    return None


def _edited(document: Document, finding: Finding) -> Document:
    for edit in finding.fix.edits:
        document = try_edit(document, finding.location.value_path, edit)
    return document


def _reason(finding: Finding, refused: dict[tuple[str, ...], Text], *, unsafe: bool) -> Text:
    if finding.identity in refused:
        return refused[finding.identity]
    if finding.fix.blocked is not None:
        return finding.fix.blocked
    if not finding.fix.edits:
        return Text("需要人来写", "a person has to write it")
    if not finding.fix.safe and not unsafe:
        return Text("不是必然正确,加 --unsafe 才改", "not surely right; --unsafe applies it")
    return Text("改了仍然不对", "still wrong after the fix")
