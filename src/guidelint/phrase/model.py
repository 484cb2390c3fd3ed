"""What a published name says, part by part. Offsets count characters of the text as published."""

from dataclasses import dataclass
from typing import Literal

Enumerated = Literal["", "closed", "open"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of the phrase; `value` is their normal form, such as 原件和复印件 or a holder."""

    text: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many: `number` of the copies or sheets that the words say."""

    text: str
    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Option:
    """One document; `concept` is None where the thesaurus does not know it."""

    text: str
    start: int
    end: int
    concept: str | None


@dataclass(frozen=True, slots=True)
class Requirement:
    """Any one of `options` will do. What the phrase says of this document only stands here."""

    options: tuple[Option, ...]
    holders: tuple[Part, ...] = ()
    form: Part | None = None
    copies: Count | None = None
    circumstance: Part | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named in the phrase. `enumerated` tells whether the phrase lists which of its documents are meant:
    `closed` for a full list, `open` for one that ends in 等 or 如."""

    concept: str
    start: int
    end: int
    enumerated: Enumerated = ""

    @property
    def is_enumerated(self) -> bool:
        return bool(self.enumerated)


@dataclass(frozen=True, slots=True)
class Phrase:
    """All `requirements` are asked for together. The other parts are those first said in the phrase."""

    text: str
    requirements: tuple[Requirement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    holders: tuple[Part, ...] = ()
    form: Part | None = None
    copies: Count | None = None
    seal: Part | None = None
    signature: Part | None = None
    validity: Part | None = None
    circumstance: Part | None = None
