"""What a close leaves on record: in the ticket's course and in the archive record."""

import hashlib
from datetime import date
from typing import Any

from guidelint.model.finding import Finding
from guidelint.model.ticket import Ticket
from guidelint.tickets.closing.proposal import Proposal
from guidelint.workspace.workspace import Workspace


def note_of(proposal: Proposal, note: str | None) -> str:
    """What was changed, in one line, and what the closer adds."""
    edits = [f"“{f.location.text}”改为“{f.fix.replacement}”" for fixed in proposal.fixed for f in fixed.made]
    done = ";".join(dict.fromkeys(edits)) if edits else "复查指南,没有这个问题" if proposal.fixed else "不涉及指南"
    return ";".join(part for part in (f"办结:{done}", note) if part)


def record_of(workspace: Workspace, ticket: Ticket, proposal: Proposal, on: date, by: str | None) -> dict[str, Any]:
    """The archive record's keys for this close; see the schema `archive`."""
    guides = [
        {
            "guide": fixed.after.data["id"],
            "file": _shown(workspace, fixed.after.name),
            "sha256": hashlib.sha256(fixed.after.raw).hexdigest(),
        }
        for fixed in proposal.fixed
    ]
    changes = [
        {"on": on.isoformat(), **_place(workspace, f), "from": f.location.text, "to": f.fix.replacement, "rule": f.rule}
        for fixed in proposal.fixed
        for f in fixed.made
    ]
    same = [
        {**_place(workspace, left.finding), "text": left.finding.location.text, "rule": left.finding.rule}
        for left in proposal.others
    ]
    said = {"guide": ticket.guide, "closed": on.isoformat(), "by": by, "rules": list(proposal.rules)}
    return {**said, "guides": guides, "changes": changes, "same_problem": same}


def _place(workspace: Workspace, finding: Finding) -> dict[str, Any]:
    at = finding.location
    return {"guide": finding.guide, "file": _shown(workspace, at.file), "line": at.start.line}


def _shown(workspace: Workspace, name: str) -> str:
    """A file in a record is named from the workspace, wherever the command was called."""
    return workspace.relative(workspace.shown_from / name).as_posix()
