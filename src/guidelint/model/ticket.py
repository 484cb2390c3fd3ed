"""A ticket: one complaint or clue, with its course from intake to archive."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ILLUSTRATION = "演示"


@dataclass(frozen=True, slots=True)
class Stage:
    """One entry in a ticket's course; dates are ISO strings, `due` set where a deadline was given."""

    stage: str
    on: str | None = None
    by: str | None = None
    to: str | None = None
    due: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    id: str
    channel: str
    received: str
    problem: str
    summary: str
    source_kind: str
    cite: str | None = None
    url: str | None = None
    handler: str | None = None
    hall: str | None = None
    region: str | None = None
    guide: str | None = None
    guide_says: str | None = None
    window_requires: str | None = None
    brought: tuple[str, ...] = ()
    trips: int | None = None
    stages: tuple[Stage, ...] = ()
    done: bool | None = None
    satisfied: bool | None = None
    closed: str | None = None
    reveals: tuple[str, ...] = ()

    @property
    def is_illustration(self) -> bool:
        """An invented ticket shows how things look and backs no rule by default."""
        return self.source_kind == ILLUSTRATION

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Ticket":
        source, outcome = data["source"], data.get("outcome", {})
        keys = ("on", "by", "to", "due", "note")
        return cls(
            id=data["id"],
            channel=data["channel"],
            received=data["received"],
            problem=data["problem"],
            summary=data["summary"],
            source_kind=source["kind"],
            cite=source.get("cite"),
            url=source.get("url"),
            handler=data.get("handler"),
            hall=data.get("hall"),
            region=data.get("region"),
            guide=data.get("guide"),
            guide_says=data.get("guide_says"),
            window_requires=data.get("window_requires"),
            brought=tuple(data.get("brought", ())),
            trips=data.get("trips"),
            stages=tuple(Stage(s["stage"], *(s.get(key) for key in keys)) for s in data.get("stages", ())),
            done=outcome.get("done"),
            satisfied=outcome.get("satisfied"),
            closed=outcome.get("closed"),
            reveals=tuple(data.get("reveals", ())),
        )
