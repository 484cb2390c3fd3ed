"""What came of an event, as JSON: the answer of `guidelint ticket on-close --json` and of `guidelint serve`."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from guidelint.fixing.fixer import UnfixedFinding
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.text import Text
from guidelint.tickets.closing import Closing
from guidelint.tickets.events.closure import Closure, close_on_branch
from guidelint.tickets.events.event import Event
from guidelint.workspace.git_command import GitError


def outcome_of(result: Closure | Closing) -> dict[str, Any]:
    """`status` is `closed` with branch, commit and patch, or `refused` with the lines that still stand."""
    if isinstance(result, Closure):
        return {
            "status": "closed",
            "ticket": result.ticket,
            "branch": result.branch,
            "commit": result.commit,
            "is_new": result.is_new,
            "patch": result.patch,
        }
    said = _refused(result)
    return {
        "status": "refused",
        "ticket": result.filed.ticket.id,
        "zh": said.zh,
        "en": said.en,
        "remedy": result.likely,
        "standing": [_standing(left) for left in result.standing],
    }


def handler(root: Path, base: str) -> Callable[[Event], dict[str, Any]]:
    """Carries out events in the workspace at `root`. What is wrong with an event or with the workspace is `refused`,
    what git cannot do is `failed`."""

    def handle(event: Event) -> dict[str, Any]:
        try:
            return outcome_of(close_on_branch(root, event, base))
        except CannotCheck as error:
            said = Text("工作区里有文件要先改好", "files of the workspace have to be mended first")
            return {"status": "refused", "zh": said.zh, "en": said.en, "places": list(_places(error.errors))}
        except GitError as error:
            return {"status": "failed", "zh": error.message.zh, "en": error.message.en}
        except UsageError as error:
            return {"status": "refused", "zh": error.message.zh, "en": error.message.en}

    return handle


def _refused(closing: Closing) -> Text:
    count, open_ = len(closing.standing), "、".join(f"“{one.demand.words}”" for one in closing.undecided)
    if count:
        return Text(f"指南还有 {count} 处问题，什么都没有改", f"{count} finding(s) still stand; nothing was changed")
    if open_:
        return Text(
            f"窗口要求{open_}和指南没法比较，什么都没有改",
            f"{open_} cannot be held against the guide; nothing was changed",
        )
    return Text(
        "没有窗口记录、也没有规则可以拿来核对，什么都没有改",
        "there is nothing to hold the ticket against; nothing was changed",
    )


def _standing(left: UnfixedFinding) -> dict[str, Any]:
    finding, at = left.finding, left.finding.location
    return {
        "rule": finding.rule,
        "guide": finding.guide,
        "file": at.file,
        "line": at.start.line,
        "column": at.start.column,
        "text": at.text,
        "zh": f"{finding.message.zh}。未修改：{left.reason.zh}",
        "en": f"{finding.message.en}. left: {left.reason.en}",
    }


def _places(errors: Iterable[FileError]) -> Iterable[dict[str, Any]]:
    for error in errors:
        words = {"zh": error.message.zh, "en": error.message.en}
        yield {"file": error.path, "line": error.line, "column": error.column, **words}
