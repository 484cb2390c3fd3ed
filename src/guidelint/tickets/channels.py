"""Channels: where tickets come from, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.nearest import nearest
from guidelint.model.text import Text
from guidelint.schemas.validation import validate
from guidelint.source.document import Document, load
from guidelint.workspace.config import refuse_misspelt
from guidelint.workspace.workspace import Workspace

CHANNELS_FILE = "channels.yaml"
PATROL_CHANNEL = "找茬日"

_QUOTES = str.maketrans(dict.fromkeys("“”„‟「」『』＂〝〞", '"'))


@dataclass(frozen=True, slots=True)
class Channel:
    """`district` (GB/T 2260) where the source reports it from one; `cite` is that source; `places` how many there are."""

    name: str
    also: tuple[str, ...] = ()
    district: str | None = None
    places: int | None = None
    handles: bool = False
    cite: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Channels:
    """The shipped channels and the workspace's own, which win where a name is the same. `prefix` is for ticket ids."""

    by_name: Mapping[str, Channel]
    prefix: str | None = None

    def named(self, name: str) -> Channel:
        """The channel of that name, however its quotation marks are written. Raises UsageError with the nearest."""
        wanted = _plain(name)
        for channel in self.by_name.values():
            if wanted in map(_plain, (channel.name, *channel.also)):
                return channel
        raise UsageError(self._unknown(name))

    def _unknown(self, name: str) -> Text:
        labels = {label: c.name for c in self.by_name.values() for label in (c.name, *c.also)}
        near = nearest(name, labels)
        if near is not None:
            meant = labels[near]
            return Text(
                f"没有渠道“{name}”，是不是“{meant}”？", f"there is no channel “{name}”; did you mean “{meant}”?"
            )
        names = "、".join(self.by_name)
        return Text(
            f"没有渠道“{name}”；可用：{names}；自己的渠道写在 {CHANNELS_FILE} 里",
            f"there is no channel “{name}”; known: {names}; add your own to {CHANNELS_FILE}",
        )


def channels(workspace: Workspace) -> Channels:
    """Raises CannotCheck where the workspace's channels.yaml is wrong."""
    shipped = files("guidelint") / "tickets" / "data" / CHANNELS_FILE
    documents = [load(shipped.read_bytes(), CHANNELS_FILE)]
    own = workspace.root / CHANNELS_FILE
    refuse_misspelt(own, workspace.name)
    if workspace.has(own):
        document = load(workspace.read(own), workspace.name(own))
        if errors := validate(document, "channels"):
            raise CannotCheck(errors)
        documents.append(document)
    found = {c.name: c for document in documents for c in map(_channel, _items(document))}
    return Channels(found, documents[-1].data.get("prefix"))


def _items(document: Document) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = document.data.get("channels", [])
    return items


def _channel(data: Mapping[str, Any]) -> Channel:
    return Channel(
        name=data["name"],
        also=tuple(data.get("also", ())),
        district=data.get("district"),
        places=data.get("places"),
        handles=data.get("handles", False),
        cite=data.get("source", {}).get("cite"),
        note=data.get("note"),
    )


def _plain(name: str) -> str:
    return name.translate(_QUOTES).replace('"', "").replace(" ", "").casefold()
