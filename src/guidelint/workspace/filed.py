"""The tickets of a workspace as files: find them, name new ones, write them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.nearest import did_you_mean
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.source.document import Document
from guidelint.workspace.names import matches
from guidelint.workspace.shipped import shipped
from guidelint.workspace.transaction import Taken, Write, write_all
from guidelint.workspace.workspace import Workspace

ATTEMPTS = 1000  # at a free number, when others take numbers at the same time

_ID = regex(r"(?P<stem>.+-[0-9]{4}-[0-9]{2})-(?P<number>[0-9]{3,})")


@dataclass(frozen=True, slots=True)
class Filed:
    """A ticket, the document that it was read from, and the file."""

    ticket: Ticket
    document: Document
    file: Path


def own_tickets(workspace: Workspace, naming: str = "") -> Iterator[Filed]:
    """The workspace's tickets in the order of their files, without those that come with guidelint.

    `naming` leaves out, unparsed, files that do not contain this text. What cannot be read is added to
    `workspace.errors`.
    """
    for file in workspace.files(workspace.config.tickets):
        if naming and not _may_name(workspace, file, naming):
            continue
        document = workspace.load(file, "ticket")
        if document is not None:
            yield Filed(Ticket.from_data(document.data), document, file)


def find(workspace: Workspace, id: str) -> Filed:
    """One of the workspace's own tickets. Raises UsageError with the nearest id where there is none, and CannotCheck
    where its file is broken or a second file has the id."""
    found = [filed for filed in own_tickets(workspace, naming=id) if filed.ticket.id == id]
    broken = [e for e in workspace.errors if PurePosixPath(e.path).stem == id]
    if broken:
        raise CannotCheck(broken)
    if len(found) > 1:
        first, second = found[0].document.name, found[1].document.name
        raise CannotCheck([FileError(second, 0, 0, Text(f"工单 {id} 也在 {first}", f"ticket {id} is also in {first}"))])
    if found:
        return found[0]
    if any(file.stem == id for file in shipped().tickets.rglob("*.yaml")):
        raise UsageError(
            Text(
                f"工单 {id} 是随 guidelint 发布的公开案例，不是这个工作区的工单",
                f"ticket {id} is a public case that comes with guidelint, not one of this workspace's",
            )
        )
    raise UsageError(_unknown(id, [filed.ticket.id for filed in own_tickets(workspace)]))


def _may_name(workspace: Workspace, file: Path, text: str) -> bool:
    try:
        return text in file.stem or text.encode() in workspace.read(file)
    except CannotCheck:  # let it be opened again where the error is reported
        return True


def home(workspace: Workspace, patterns: Iterable[str]) -> Path:
    """The folder into which new files go: the part of the first glob before its wildcards."""
    first = next(iter(patterns))
    parts = []
    for part in PurePosixPath(first).parts[:-1]:
        if any(mark in part for mark in "*?["):
            break
        parts.append(part)
    return workspace.root.joinpath(*parts)


def new_file(workspace: Workspace, patterns: Sequence[str], *parts: str) -> Path:
    """Where a new file goes. Raises UsageError where the configured globs would not find it again."""
    file = home(workspace, patterns).joinpath(*parts)
    if not any(matches(workspace.relative(file), pattern) for pattern in patterns):
        where = ", ".join(patterns)
        raise UsageError(Text(f"新文件放不进 {where}", f"a new file would not match {where}"))
    return file


def taken_ids(workspace: Workspace) -> set[str]:
    """Ids that a new ticket must not have: those in files, their names, and those that come with guidelint."""
    ids = {filed.ticket.id for filed in own_tickets(workspace)}
    files = (*workspace.files(workspace.config.tickets), *shipped().tickets.rglob("*.yaml"))
    return ids | {file.stem for file in files}


def free_id(prefix: str, received: str, taken: set[str]) -> str:
    """The next `PREFIX-YYYY-MM-NNN` of the month of an ISO date; numbers that were given are not given again."""
    stem = f"{prefix}-{received[:7]}"
    numbers = [int(m["number"]) for m in map(_ID.fullmatch, taken) if m and m["stem"] == stem]
    return f"{stem}-{max(numbers, default=0) + 1:03d}"


def write_new(workspace: Workspace, plan: Callable[[set[str]], Sequence[Write]]) -> Sequence[Write]:
    """Write what `plan` makes of the ids taken so far, all or none; again where somebody took an id meanwhile."""
    taken = taken_ids(workspace)
    for _ in range(ATTEMPTS):
        writes = plan(taken)
        try:
            write_all(workspace.root, writes)
        except Taken as error:
            taken = taken | {error.file.stem}
            continue
        return writes
    raise UsageError(Text("一直拿不到空闲的工单编号", "no free ticket id could be had"))


def _unknown(id: str, ids: list[str]) -> Text:
    near = did_you_mean(id, ids)
    return Text(f"未找到工单 {id}{near.zh}", f"there is no ticket {id}{near.en}")
