"""What a patrol found becomes a window record and a ticket: both, or neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guidelint.model.guide import Guide
from guidelint.tickets.channels import PATROL_CHANNEL, Channels
from guidelint.tickets.intake import found_stage, prefix_of, ready, ticket_write
from guidelint.tickets.observation import record_document
from guidelint.workspace.filed import write_new
from guidelint.workspace.transaction import Write
from guidelint.workspace.workspace import Workspace

FOLDER = "patrol"


@dataclass(frozen=True, slots=True)
class Found:
    """What the window really asks for, against the guide's own words (`guide_says`): a material of which it `accepts`
    any one, who has to come (`presence`, unless one of the `alternatives` does) and conditions that it sets."""

    guide: Guide
    hall: str
    on: date
    summary: str
    accepts: Sequence[str] = ()
    presence: str | None = None
    alternatives: Sequence[str] = ()
    conditions: Sequence[str] = ()
    guide_says: str | None = None
    refused: Sequence[str] = ()
    name: str | None = None
    type: str | None = None
    copies: int | None = None
    criteria: Sequence[str] = ()
    when: str | None = None
    by: str | None = None
    problem: str = "告知差一点儿"
    is_illustration: bool = False
    mask: bool = False


def record(workspace: Workspace, channels: Channels, found: Found, prefix: str | None) -> tuple[Write, Write]:
    """Write the ticket and the window record and return them in that order.

    Raises CannotCheck, UsageError and OSError; then neither is written.
    """
    data = ready(_ticket(found), channels, mask_it=found.mask)
    seen = ready(_seen(found), channels, mask_it=found.mask)

    def plan(taken: set[str]) -> list[Write]:
        id, ticket = ticket_write(workspace, data, prefix_of(data, channels, prefix), taken)
        return [ticket, record_document(workspace, found.guide.id, found.hall, seen, id, FOLDER)[1]]

    ticket, window = write_new(workspace, plan)
    return ticket, window


def _ticket(found: Found) -> dict[str, Any]:
    on = found.on.isoformat()
    said = {
        "channel": PATROL_CHANNEL,
        "hall": found.hall,
        "region": found.guide.district,
        "received": on,
        "guide": found.guide.id,
        "problem": found.problem,
        "summary": found.summary,
        "guide_says": found.guide_says,
        "window_requires": _required(found),
        "brought": list(found.refused) or None,
        "source": {"kind": "演示" if found.is_illustration else "现场"},
        "stages": [found_stage(on, found.by or PATROL_CHANNEL)],
    }
    return {key: value for key, value in said.items() if value is not None}


def _required(found: Found) -> str:
    presence = f"{found.presence}到场" if found.presence else ""
    return "；".join(part for part in ("或".join(found.accepts), presence, *found.conditions) if part)


def _seen(found: Found) -> dict[str, Any]:
    """What was seen at the window, as its record has it, without the ticket."""
    material = {
        "name": found.name,
        "accepts": list(found.accepts),
        "refused": list(found.refused),
        "type": found.type,
        "copies": found.copies,
        "when": found.when,
        "criteria": list(found.criteria),
    }
    presence = {"who": found.presence, "alternatives": list(found.alternatives)}
    return {
        "observed": {"on": found.on.isoformat(), "by": found.by or PATROL_CHANNEL, "how": PATROL_CHANNEL},
        "materials": [{k: v for k, v in material.items() if v not in (None, [])}] if found.accepts else [],
        "presence": [{k: v for k, v in presence.items() if v}] if found.presence else [],
        "conditions": [{"text": text} for text in found.conditions],
        "illustration": found.is_illustration,
    }
