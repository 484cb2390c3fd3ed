"""What a published name says, part by part. Offsets count characters of the text as published."""

from typing import Literal

import msgspec

Enumerated = Literal["", "closed", "open"]


class Part(msgspec.Struct, frozen=True, gc=False):
    """Some words of the phrase; `value` is their normal form, such as 原件和复印件 or a holder."""

    text: str
    start: int
    end: int
    value: str


class Count(msgspec.Struct, frozen=True, gc=False):
    """How many: `number` of the copies or sheets that the words say."""

    text: str
    start: int
    end: int
    number: int


class Option(msgspec.Struct, frozen=True, gc=False):
    """One document; `concept` is None where the thesaurus does not know it."""

    text: str
    start: int
    end: int
    concept: str | None


class Requirement(msgspec.Struct, frozen=True, gc=False):
    """Any one of `options` will do. What the phrase says of this document only stands here."""

    options: tuple[Option, ...]
    holders: tuple[Part, ...] = ()
    form: Part | None = None
    copies: Count | None = None
    circumstance: Part | None = None


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A concept named in the phrase. `enumerated` tells whether the phrase lists which of its documents are meant:
    `closed` for a full list, `open` for one that ends in 等 or 如."""

    concept: str
    start: int
    end: int
    enumerated: Enumerated = ""

    @property
    def is_enumerated(self) -> bool:
        return bool(self.enumerated)


class Phrase(msgspec.Struct, frozen=True, gc=False):
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
