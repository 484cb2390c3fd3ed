"""Counts published for whole periods, where no single tickets exist: `aggregates/**.yaml` of a workspace."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text
from guidelint.tickets.channels import Channels
from guidelint.tickets.months import MonthSpan, month
from guidelint.workspace.workspace import Workspace

PATTERN = "aggregates/**/*.yaml"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One published figure. Of the scope (`region`, `hall`, `channel`, `problem`), None means all together.

    Rates are in per cent; `change` is the source's own comparison with the same months a year before, in per cent.
    """

    span: MonthSpan
    received: int
    cite: str
    region: str | None = None
    hall: str | None = None
    channel: str | None = None
    problem: str | None = None
    praise: int | None = None
    done_rate: float | None = None
    satisfied_rate: float | None = None
    on_time_rate: float | None = None
    change: float | None = None
    note: str | None = None

    @property
    def scope(self) -> tuple[str | None, ...]:
        return (self.region, self.hall, self.channel, self.problem)


def may_overlap(a: tuple[str | None, ...], b: tuple[str | None, ...]) -> bool:
    """Whether something can fall into both scopes: what is not said may be anything, and 110000 holds 110115."""
    return _regions_overlap(a[0], b[0]) and all(
        x is None or y is None or x == y for x, y in zip(a[1:], b[1:], strict=True)
    )


def aggregates(workspace: Workspace, channels: Channels) -> tuple[Aggregate, ...]:
    """All figures of the workspace. Raises CannotCheck for a broken file, an impossible figure, and two figures for
    the same scope and months."""
    found: dict[tuple[object, ...], str] = {}
    errors: list[FileError] = []
    result: list[Aggregate] = []
    for file in workspace.files([PATTERN]):
        document = workspace.load(file, "aggregate")
        if document is None:
            continue
        for index, data in enumerate(document.data["figures"]):
            aggregate = _aggregate(data, document.data["source"], channels)
            key = (aggregate.span, aggregate.scope)
            place = document.position(document.span(("figures", index)).start)
            if wrong := _wrong(aggregate, data) or _twice(found.get(key)):
                errors.append(FileError(document.name, place.line, place.column, wrong))
            found[key] = f"{document.name}:{place.line}"
            result.append(aggregate)
    if errors or workspace.errors:
        raise CannotCheck([*workspace.errors, *errors])
    return tuple(result)


def _aggregate(data: Mapping[str, Any], source: Mapping[str, Any], channels: Channels) -> Aggregate:
    received = data["received"]
    done_rate = data.get("done_rate")
    if "done" in data and received:
        done_rate = 100 * data["done"] / received
    return Aggregate(
        span=MonthSpan(month(data["from"]), month(data["to"])),
        received=received,
        cite=source["cite"],
        region=data.get("region"),
        hall=data.get("hall"),
        channel=channels.named(data["channel"]).name if "channel" in data else None,
        problem=data.get("problem"),
        praise=data.get("praise"),
        done_rate=done_rate,
        satisfied_rate=data.get("satisfied_rate"),
        on_time_rate=data.get("on_time_rate"),
        change=data.get("change"),
        note=data.get("note"),
    )


def _wrong(aggregate: Aggregate, data: Mapping[str, Any]) -> Text | None:
    if aggregate.span.last < aggregate.span.first:
        return Text("截止月份早于起始月份", "the last month is before the first")
    for key in ("done", "praise"):
        if data.get(key, 0) > aggregate.received:
            return Text(f"{key} 大于接单数", f"{key} is more than was received")
    return None


def _twice(first: str | None) -> Text | None:
    return Text(f"同一范围、同一时期已在 {first}", f"the same scope and months are in {first}") if first else None


def _regions_overlap(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return True
    return _stem(a).startswith(_stem(b)) or _stem(b).startswith(_stem(a))


def _stem(region: str) -> str:
    """110000 → 11, 110100 → 1101: what the codes below it begin with (GB/T 2260)."""
    while region.endswith("00"):
        region = region[:-2]
    return region
