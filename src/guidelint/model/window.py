"""A window record: the demand, with who saw it and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guidelint.model.guide import Presence, presence_from_data


@dataclass(frozen=True, slots=True)
class Demand:
    """One document that the window asks for: any one of `accepts` is taken, `refused` was seen turned away."""

    accepts: tuple[str, ...]
    refused: tuple[str, ...] = ()
    name: str | None = None
    type: str | None = None
    copies: int | None = None
    holder: str | None = None
    when: str | None = None
    criteria: tuple[str, ...] = ()
    revealed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PresenceDemand:
    """Who the window wants to see in person; `step` is None where the record does not say."""

    presence: Presence
    step: str | None = None
    revealed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionDemand:
    text: str
    revealed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowRecord:
    """`how` it was observed: 工单, 找茬日 or 窗口自报; `on` is an ISO date.

    `complete` tells that the record lists all that the window asks for; a ticket usually shows one line of it.
    """

    guide: str
    hall: str
    on: str
    how: str
    by: str | None = None
    materials: tuple[Demand, ...] = ()
    presence: tuple[PresenceDemand, ...] = ()
    conditions: tuple[ConditionDemand, ...] = ()
    complete: bool = False

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "WindowRecord":
        observed = data["observed"]
        return cls(
            guide=data["guide"],
            hall=data["hall"],
            on=observed["on"],
            how=observed["how"],
            by=observed.get("by"),
            materials=tuple(_demand(d) for d in data.get("materials", ())),
            presence=tuple(
                PresenceDemand(presence_from_data(p), p.get("step"), tuple(p.get("revealed_by", ())))
                for p in data.get("presence", ())
            ),
            conditions=tuple(
                ConditionDemand(c["text"], tuple(c.get("revealed_by", ()))) for c in data.get("conditions", ())
            ),
            complete=data.get("complete", False),
        )


def _demand(data: Mapping[str, Any]) -> Demand:
    return Demand(
        accepts=tuple(data["accepts"]),
        refused=tuple(data.get("refused", ())),
        name=data.get("name"),
        type=data.get("type"),
        copies=data.get("copies"),
        holder=data.get("holder"),
        when=data.get("when"),
        criteria=tuple(data.get("criteria", ())),
        revealed_by=tuple(data.get("revealed_by", ())),
    )
