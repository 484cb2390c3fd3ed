"""Intake: what was said becomes a ticket, or is told where else to go.

反映"办不成事"窗口 take the case of an applicant who meets what the guide lists and still cannot get it done; matters of
law, litigation and petition (涉法、涉诉、涉访) and wishes contrary to current policy are not theirs (北京青年报 2022-06-13).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guidelint.language.day import read_day
from guidelint.model.course import FOUND, OUT_OF_SCOPE
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Text
from guidelint.schemas.validation import validate
from guidelint.source.document import Document, load, show
from guidelint.tickets.channels import Channels
from guidelint.tickets.observation import record_document
from guidelint.tickets.personal import changed, complaint, mask, mask_name, personal_data, texts, without_name
from guidelint.tickets.regions import prefixes
from guidelint.workspace.emit import block
from guidelint.workspace.filed import free_id, new_file, write_new
from guidelint.workspace.transaction import Write
from guidelint.workspace.workspace import Workspace

PROBLEMS: Mapping[str, Text] = {
    "告知差一点儿": Text(
        "照指南办了，窗口另有说法：指南没写清、写错或没写", "the guide left something unsaid, unclear or wrong"
    ),
    "利益关系复杂一点儿": Text(
        "牵涉几个部门或几方，没有一家能定", "several offices or parties are involved and none of them can decide"
    ),
    "窗口加码": Text("指南写清了，窗口多要了材料、条件或手续", "the guide is clear, and the window asks for more"),
    "系统办不了": Text("人和材料都齐，系统录不进、认不出", "all is in order, and the computer system cannot take it"),
    OUT_OF_SCOPE: Text(
        "涉法涉诉涉访，或不符合现行政策法规", "a matter of law, litigation or petition, or contrary to policy"
    ),
}
"""The kinds of problem, with one line about each."""

EXCLUDED = ("涉法涉诉涉访", "不符合现行政策法规")
NOT_MET = "不符合指南列明的条件"
DEFAULT_PREFIX = "GD"  # 工单, where neither the workspace nor the region has one

_ORDER = (
    "id", "channel", "handler", "applicant", "hall", "window", "region", "received", "guide", "problem", "summary",
    "guide_says", "window_requires", "brought", "trips", "scope", "source", "stages", "outcome", "reveals", "note",
    "category", "returns", "amended",
)  # fmt: skip
_NOT_TEXT = ("id", "received", "region")
_NOT_TOLD = ("id", "received", "region", "channel", "problem", "reveals", "guide", "handler", "applicant")


@dataclass(frozen=True, slots=True)
class Scope:
    """The answer to the scope question: does the applicant meet the guide's conditions, and if it is excluded, why
    and where it belongs."""

    meets_conditions: bool | None = None
    excluded: str | None = None
    go_to: str | None = None

    @property
    def is_outside(self) -> bool:
        return self.excluded is not None or self.meets_conditions is False


def scoped(data: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    """The ticket's data with the answer to the scope question in it.

    Raises UsageError where it is excluded without saying where to go, or where the kind of problem contradicts it.
    """
    problem = data.get("problem")
    if not scope.is_outside:
        if problem == OUT_OF_SCOPE:
            raise UsageError(
                Text(
                    f"“{OUT_OF_SCOPE}”要写明原因和去处：--excluded 和 --go-to",
                    "out of scope has to say why and where to go: --excluded and --go-to",
                )
            )
        met = {} if scope.meets_conditions is None else {"scope": {"meets_conditions": scope.meets_conditions}}
        return {**data, **met}
    if problem not in (None, OUT_OF_SCOPE):
        raise UsageError(
            Text(f"不在受理范围的，问题类型只能是“{OUT_OF_SCOPE}”", f"what is excluded has the problem {OUT_OF_SCOPE}")
        )
    if not scope.go_to:
        raise UsageError(
            Text(
                "不在受理范围的，要告诉办事人去哪里：--go-to，例如 --go-to 人民法院",
                "the applicant has to be told where to go: --go-to, such as --go-to 人民法院",
            )
        )
    said = {"meets_conditions": scope.meets_conditions, "excluded": scope.excluded or NOT_MET, "go_to": scope.go_to}
    return {**data, "problem": OUT_OF_SCOPE, "scope": {k: v for k, v in said.items() if v is not None}}


def ready(data: Mapping[str, Any], channels: Channels, *, mask_it: bool) -> dict[str, Any]:
    """The data as it may be kept: the channel by its own name, the applicant without a given name wherever the name
    stands, no personal data.

    Raises UsageError for an unknown channel and for personal data, unless they are to be masked.
    """
    kept = dict(data)
    if "channel" in kept:
        kept["channel"] = channels.named(kept["channel"]).name
    if "applicant" in kept:
        name = kept["applicant"]
        told = {
            key: value if key in _NOT_TOLD else changed(value, lambda text: without_name(text, name))
            for key, value in kept.items()
        }
        kept = {**told, "applicant": mask_name(name)}
    for path, text in texts(kept):
        if any(0xD800 <= ord(c) < 0xE000 for c in text):
            raise UsageError(Text(f"{show(path)} 有不成文字的字节", f"{show(path)} holds bytes that are no text"))
        found = personal_data(text) if path[0] not in _NOT_TEXT else []
        if found and not mask_it:
            raise UsageError(complaint(show(path), found[0]))
    if mask_it:
        kept = {key: value if key in _NOT_TEXT else changed(value, mask) for key, value in kept.items()}
    return kept


def prefix_of(data: Mapping[str, Any], channels: Channels, asked: str | None) -> str:
    """How the new id begins: as asked, as the workspace says, as the region's tickets do."""
    return asked or channels.prefix or prefixes().get(data.get("region", ""), DEFAULT_PREFIX)


def ticket_document(data: Mapping[str, Any], name: str) -> Document:
    """A new ticket's file, the keys in the usual order. Raises CannotCheck where it does not fit the schema."""
    document = load(block({key: data[key] for key in _ORDER if key in data}).encode(), name)
    if errors := validate(document, "ticket"):
        raise CannotCheck(errors)
    return document


def past_day(text: str | None, option: str) -> date:
    """The day that was told, today where nobody did. Raises UsageError for one that does not exist or is still to come."""
    day = read_day(text, option) if text else date.today()
    if day > date.today():
        raise UsageError(Text(f"{option}{day} 还没有到", f"{option}{day} is still to come"))
    return day


def found_stage(on: str, by: str | None) -> dict[str, str]:
    return {"stage": FOUND, "on": on} | ({"by": by} if by else {})


def ticket_write(workspace: Workspace, data: Mapping[str, Any], prefix: str, taken: set[str]) -> tuple[str, Write]:
    """The id and the file of a new ticket, given the ids that are taken."""
    id = free_id(prefix, data["received"], taken)
    file = new_file(workspace, workspace.config.tickets, f"{id}.yaml")
    document = ticket_document({**data, "id": id}, workspace.name(file))
    return id, Write(file, document.text.encode())


def take_in(
    workspace: Workspace, data: Mapping[str, Any], prefix: str, observed: Mapping[str, Any] | None = None
) -> Sequence[Write]:
    """Write one new ticket, and the window record of what was `observed` there, and return both. Raises CannotCheck and
    UsageError; then neither is written."""

    def plan(taken: set[str]) -> list[Write]:
        id, write = ticket_write(workspace, data, prefix, taken)
        if observed is None:
            return [write]
        return [write, record_document(workspace, data["guide"], data["hall"], observed, id)[1]]

    return write_new(workspace, plan)
