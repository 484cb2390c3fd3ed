"""Fix the guides that paths name: worked out first, written together or not at all, then reported."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from guidelint.checking.engine import Engine
from guidelint.fixing.fixer import FixedGuide, as_write, fix
from guidelint.model.errors import CannotCheck
from guidelint.model.progress import Advance, unwatched, watched
from guidelint.model.text import Text
from guidelint.rules.kinds.context import Neighbours
from guidelint.workspace.choosing import guide_names
from guidelint.workspace.transaction import write_all
from guidelint.workspace.workspace import Workspace


def fix_guides(
    engine: Engine, paths: Sequence[Path], advance: Advance = unwatched, *, unsafe: bool
) -> tuple[FixedGuide, ...]:
    """What fixing makes of each guide that the paths name; nothing is written.

    Raises CannotCheck where one of them cannot be read. Other guides that are broken are left for their own check.
    """
    workspace = engine.workspace
    before = list(workspace.errors)
    everywhere = {one.model.id: one.model for one in workspace.guides(workspace.files(workspace.config.guides))}
    workspace.errors[:] = before
    neighbours = Neighbours.of(everywhere, engine.phrases)
    found = tuple(
        fix(loaded.document, lambda document: engine.recheck(document, neighbours), unsafe=unsafe)
        for loaded in workspace.guides(watched(guide_names(workspace, paths), advance))
    )
    if workspace.errors:
        raise CannotCheck(workspace.errors)
    return found


def write(workspace: Workspace, fixed_guides: Sequence[FixedGuide]) -> None:
    """Write every changed guide or none. Raises UsageError where one changed since it was read, and OSError."""
    changed = [fixed for fixed in fixed_guides if fixed.is_changed]
    if changed:
        write_all(workspace.root, [as_write(fixed, workspace.shown_from / fixed.before.name) for fixed in changed])


def made_lines(fixed_guides: Sequence[FixedGuide]) -> Iterator[Text]:
    """A line for every change: where, from what to what, for which rule and ticket."""
    for finding in (finding for fixed in fixed_guides for finding in fixed.made):
        at, old, new = finding.location, finding.location.text, finding.fix.replacement
        ticket = f" {finding.evidence[0].ticket}" if finding.evidence else ""
        place, why = f"{at.file}:{at.start.line}:{at.start.column}", f"[{finding.rule}]{ticket}"
        yield Text(f"{place} 已改“{old}”→“{new}” {why}", f"{place} changed “{old}” → “{new}” {why}")


def left_lines(fixed_guides: Sequence[FixedGuide]) -> Iterator[Text]:
    """A line for every finding that stays, and why."""
    for left in (left for fixed in fixed_guides for left in fixed.left):
        at, rule = left.finding.location, f"[{left.finding.rule}]"
        place = f"{at.file}:{at.start.line}:{at.start.column}"
        yield Text(f"{place} 未修改：{left.reason.zh} {rule}", f"{place} left: {left.reason.en} {rule}")


def count(fixed_guides: Sequence[FixedGuide], *, is_done: bool) -> Text:
    """How many places in how many guides were changed, or could be, and how many findings are left."""
    made, left = sum(len(fixed.made) for fixed in fixed_guides), sum(len(fixed.left) for fixed in fixed_guides)
    changed = sum(fixed.is_changed for fixed in fixed_guides)
    verb = Text("改了", "changed") if is_done else Text("可改", "could change")
    return Text(
        f"{verb.zh} {made} 处（{changed} 个文件），还剩 {left} 处。",
        f"{verb.en} {made} place(s) in {changed} file(s), {left} left.",
    )
