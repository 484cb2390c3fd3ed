"""A guide: the promise. Element names follow GB/T 39554.2-2020."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Material:
    """One required document; `when` is the circumstance in which it is needed, None meaning always.

    `blank` and `sample` tell where the empty form and a filled-in one are found.
    """

    name: str
    type: str | None = None
    medium: str | None = None
    copies: int | None = None
    necessity: str | None = None
    source: str | None = None
    holder: str | None = None
    when: str | None = None
    criteria: tuple[str, ...] = ()
    commitment: bool = False
    notes: str | None = None
    blank: str | None = None
    sample: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Where to ask or to complain; at least one of the four is set."""

    phone: str | None = None
    url: str | None = None
    place: str | None = None
    window: str | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """Who has to come, and what is allowed instead."""

    who: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    presence: Presence | None = None
    uses: tuple[str, ...] = ()
    verifies: str | None = None
    dispute: str | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """One published service item at one authority."""

    id: str
    title: str
    region: str | None = None
    authority: str | None = None
    halls: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    steps: tuple[Step, ...] = ()
    statutory_limit: str | None = None
    promised_limit: str | None = None
    charged: bool | None = None
    amount: str | None = None
    visits: int | None = None
    result: str | None = None
    related: tuple[str, ...] = ()
    place: str | None = None
    hours: str | None = None
    consultation: Contact | None = None
    complaint: Contact | None = None
    notes: tuple[str, ...] = ()
    url: str | None = None
    updated: str | None = None
    is_illustration: bool = False

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Guide":
        limits = data.get("time_limit", {})
        fee = data.get("fee", {})
        published = data.get("published", {})
        return cls(
            id=data["id"],
            title=data["title"],
            region=data.get("region"),
            authority=data.get("authority"),
            halls=tuple(data.get("halls", ())),
            audience=tuple(data.get("audience", ())),
            conditions=tuple(data.get("conditions", ())),
            materials=tuple(_material(m) for m in data.get("materials", ())),
            steps=tuple(_step(s) for s in data.get("steps", ())),
            statutory_limit=limits.get("statutory"),
            promised_limit=limits.get("promised"),
            charged=fee.get("charged"),
            amount=fee.get("amount"),
            visits=data.get("visits"),
            result=data.get("result", {}).get("name"),
            related=tuple(data.get("related", ())),
            place=data.get("place"),
            hours=data.get("hours"),
            consultation=Contact(**data["consultation"]) if "consultation" in data else None,
            complaint=Contact(**data["complaint"]) if "complaint" in data else None,
            notes=tuple(data.get("notes", ())),
            url=published.get("url"),
            updated=published.get("updated"),
            is_illustration=data.get("illustration", False),
        )


def _material(data: Mapping[str, Any]) -> Material:
    form = data.get("form", {})
    return Material(
        name=data["name"],
        type=data.get("type"),
        medium=data.get("medium"),
        copies=data.get("copies"),
        necessity=data.get("necessity"),
        source=data.get("source"),
        holder=data.get("holder"),
        when=data.get("when"),
        criteria=tuple(data.get("criteria", ())),
        commitment=data.get("commitment", False),
        notes=data.get("notes"),
        blank=form.get("blank"),
        sample=form.get("sample"),
    )


def _step(data: Mapping[str, Any]) -> Step:
    return Step(
        name=data["name"],
        presence=presence_from_data(data["presence"]) if "presence" in data else None,
        uses=tuple(data.get("uses", ())),
        verifies=data.get("verifies"),
        dispute=data.get("dispute"),
    )


def presence_from_data(data: Mapping[str, Any]) -> Presence:
    return Presence(data["who"], tuple(data.get("alternatives", ())))
