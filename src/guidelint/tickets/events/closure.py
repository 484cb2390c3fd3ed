"""Close a ticket on a branch of its own: the work tree, the index and the branch that is checked out stay as they are.

The commit is the record that an event was carried out: a reference named after the event points to it, and the branch
and that reference move together or not at all. Whatever is killed on the way leaves both or neither.
"""

from dataclasses import dataclass
from pathlib import Path

from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.tickets.closing import Closing, close
from guidelint.tickets.events.event import Event
from guidelint.workspace.filed import Filed, own_tickets
from guidelint.workspace.git import Extract, ReferenceMove, Repository
from guidelint.workspace.workspace import Workspace

BRANCHES = "guidelint/close"
EVENTS = "refs/guidelint/events"
ATTEMPTS = 20  # when others move the same branch at the same time


@dataclass(frozen=True, slots=True)
class Closure:
    """The commit that closes the ticket on its branch, and what it changes as a patch.

    `is_new` is False where it was there before: the event was carried out earlier, or another one for this ticket.
    """

    ticket: str
    branch: str
    commit: str
    patch: str
    is_new: bool


def close_on_branch(root: Path, event: Event, base: str = "HEAD") -> Closure | Closing:
    """Carry out an event in the repository around the workspace at `root`, on top of the commit `base`, or on top of
    the ticket's own branch while `base` does not hold that.

    The closing itself where findings still stand: then nothing has changed. Raises CannotCheck and UsageError.
    """
    repository = Repository.around(root)
    record = f"{EVENTS}/{event.key}"
    for _ in range(ATTEMPTS):
        if (done := repository.commit(record)) is not None:
            ticket = event.ticket or _trailer(repository, done) or _ticket(repository, done, event).ticket.id
            return _closure(repository, done, ticket, is_new=False)
        start = head = repository.commit(base)
        if start is None or head is None:
            raise UsageError(Text(f"git 里没有提交 {base}", f"git has no commit {base}"))
        ticket = event.ticket if event.ticket and not event.ref else _ticket(repository, start, event).ticket.id
        branch = f"{BRANCHES}/{ticket}"
        tip = repository.commit(f"refs/heads/{branch}")
        if tip is not None and not repository.is_ancestor(tip, start):
            here, there = (_ticket(repository, commit, event).ticket for commit in (start, tip))
            # A branch that was squashed into the base stays behind it once the ticket has gone on there.
            start = tip if len(there.stages) >= len(here.stages) else start
            if start == tip and there.closed is not None:
                done = _own_commit(repository, tip, head, ticket) or tip
                if repository.update([ReferenceMove(record, done)], f"guidelint: {ticket} is closed"):
                    return _closure(repository, done, ticket, is_new=False)
                continue
        if (place := repository.checked_out_in(branch)) is not None:
            raise UsageError(
                Text(
                    f"分支 {branch} 正在 {place} 里用着，不能改；请先切换到别的分支",
                    f"the branch {branch} is checked out in {place} and may not move; switch to another one there",
                )
            )
        with repository.extracted(start) as extract:
            closing = _close(extract, ticket, event)
            if closing.is_refused:
                return closing
            commit = extract.committed(_message(ticket, closing, event))
        assert commit is not None  # a closed ticket's file has changed
        moves = [ReferenceMove(f"refs/heads/{branch}", commit, tip), ReferenceMove(record, commit)]
        if repository.update(moves, f"guidelint: close {ticket}"):
            return _closure(repository, commit, ticket, is_new=True)
    raise UsageError(
        Text("分支一直在被别人改动，没有改动任何东西", "others keep moving the branch; nothing was changed")
    )


def _close(extract: Extract, ticket: str, event: Event) -> Closing:
    try:
        return close(Workspace.at(extract.folder, extract.folder), ticket, event.request)
    except UsageError as error:
        raise _of_commit(extract.commit, error.message) from None


def _of_commit(commit: str, message: Text) -> UsageError:
    """Only what is committed counts here, which people forget."""
    short = commit[:10]
    return UsageError(Text(f"提交 {short} 里：{message.zh}", f"in commit {short}: {message.en}"))


def _ticket(repository: Repository, commit: str, event: Event) -> Filed:
    """The ticket that the event is about, as it stands in a commit. Raises UsageError where there is none."""
    with repository.extracted(commit) as extract:
        workspace = Workspace.at(extract.folder, extract.folder)
        found = [
            filed
            for filed in own_tickets(workspace)
            if event.ticket in (None, filed.ticket.id) and event.ref in (None, filed.document.data["source"].get("ref"))
        ]
    if len(found) == 1:
        return found[0]
    said = Text(f"有 {len(found)} 件工单符合", f"{len(found)} tickets fit")
    names = " ".join(word for word in (event.ticket, event.ref) if word)
    raise _of_commit(commit, Text(f"{said.zh} {names}，应当正好一件", f"{said.en} {names} instead of one"))


def _message(ticket: str, closing: Closing, event: Event) -> str:
    """What the commit says: the ticket, every edit, and ticket and event once more as trailers for programs."""
    edits = [
        f"{at.file}:{at.start.line} “{at.text}”→“{finding.fix.replacement}” [{finding.rule}]\n"
        for fixed in closing.fixed
        for finding in fixed.made
        for at in (finding.location,)
    ]
    trailers = f"Ticket: {ticket}\nEvent-Source: {event.source}\nEvent-Id: {event.id}\n"
    return "\n".join([f"办结工单 {ticket}\n", *(["".join(edits)] if edits else []), trailers])


def _own_commit(repository: Repository, tip: str, base: str, ticket: str) -> str | None:
    """The newest commit that closes the ticket between `base` and the branch's `tip`; others may have committed after it."""
    shown = repository.run("log", "--format=%H%x00%(trailers:key=Ticket,valueonly,separator=%x00)", tip, f"^{base}")
    commits = (line.split("\0") for line in shown.decode("utf-8", "replace").splitlines())
    return next((commit for commit, *tickets in commits if ticket in tickets), None)


def _trailer(repository: Repository, commit: str) -> str:
    """The ticket that a commit of ours closes."""
    return repository.run("show", "-s", "--format=%(trailers:key=Ticket,valueonly)", commit).decode().strip()


def _closure(repository: Repository, commit: str, ticket: str, *, is_new: bool) -> Closure:
    shown = repository.run("show", "--format=", "--patch", "--no-color", "--no-ext-diff", "--no-textconv", commit)
    return Closure(ticket, f"{BRANCHES}/{ticket}", commit, shown.decode("utf-8", "replace"), is_new)
