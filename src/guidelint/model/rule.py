"""A rule: one check, with its tickets, its examples and its fix."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any, Literal

from msgspec import Struct, field

from guidelint.model.text import Text

COMMON = (
    "title", "level", "kind", "field", "per", "yields", "evidence", "basis", "why", "message", "fix", "examples", "replaces",
)  # fmt: skip
"""Keys that every rule's file may have; the others are for its own kind."""

Safety = Literal["never", "always", "when-window-known"]
Example = str | Mapping[str, Any]


class Level(IntEnum):
    """How much a finding matters; larger is worse."""

    HINT = 1
    WARNING = 2
    ERROR = 3

    @classmethod
    def named(cls, name: str) -> "Level":
        return cls[name.upper()]

    @property
    def word(self) -> str:
        return self.name.lower()


class Basis(Struct, frozen=True, gc=False):
    """The law or policy behind a rule: a second thing beside its evidence."""

    title: str
    number: str | None = None
    article: str | None = None
    date: str | None = None
    url: str | None = None

    @property
    def cited(self) -> str:
        """《优化营商环境条例》 国务院令第722号 第三十五条（…）."""
        return " ".join(part for part in (f"《{self.title}》", self.number, self.article) if part)


class Advice(Struct, frozen=True, gc=False):
    """What to write instead, and where known the new text for the matched span."""

    advice: Text
    replace: str | None = None
    safe: Safety = "never"


class Rule(Struct, frozen=True, gc=False):
    """`options` holds the keys that only the rule's own kind reads, such as `terms` or `pattern`.

    `once` tells that it speaks once a guide, of all its places together; `yields` names rules and themes that speak in its
    place where both find something in the same words.
    """

    id: str
    title: Text
    level: Level
    kind: str
    message: Text
    fix: Advice
    fields: tuple[str, ...] = ()
    why: Text | None = None
    basis: tuple[Basis, ...] = ()
    evidence: tuple[str, ...] = ()
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    replaces: tuple[str, ...] = ()
    once: bool = False
    yields: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def theme(self) -> str:
        return self.id.split("/")[0]

    @classmethod
    def from_data(cls, id: str, data: Mapping[str, Any]) -> "Rule":
        fields = data.get("field", ())
        fix = data["fix"]
        return cls(
            id=id,
            title=_text(data["title"]),
            level=Level.named(data["level"]),
            kind=data["kind"],
            message=_text(data["message"]),
            fix=Advice(_text(fix["advice"]), fix.get("replace"), fix.get("safe", "never")),
            fields=(fields,) if isinstance(fields, str) else tuple(fields),
            why=_text(data["why"]) if "why" in data else None,
            basis=tuple(Basis(**basis) for basis in data.get("basis", ())),
            evidence=tuple(data["evidence"]),
            bad=tuple(data["examples"]["bad"]),
            good=tuple(data["examples"]["good"]),
            replaces=tuple(data.get("replaces", ())),
            once=data.get("per") == "guide",
            yields=tuple(data.get("yields", ())),
            options={key: value for key, value in data.items() if key not in COMMON},
        )


def _text(data: Mapping[str, str]) -> Text:
    return Text(data["zh"], data["en"])
