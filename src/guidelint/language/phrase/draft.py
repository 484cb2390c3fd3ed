"""A document while it is being read, in places of the normalised text."""

from collections.abc import Iterator

import msgspec

from guidelint.language.facts import age, extent, form, make, marks, number
from guidelint.language.facts.age import Age
from guidelint.language.facts.make import Make
from guidelint.language.facts.marks import Mark
from guidelint.language.facts.number import Count
from guidelint.language.facts.part import Part
from guidelint.language.normalise import Normalised
from guidelint.language.phrase.model import Document
from guidelint.language.phrase.modifiers import Said, Span
from guidelint.language.phrase.numerals import count
from guidelint.language.phrase.tokens import Token
from guidelint.model.regex import regex

_EACH = regex(r"各|均")


class Form(msgspec.Struct, frozen=True, gc=False):
    value: str
    start: int
    end: int


class Draft(msgspec.Struct):
    """One document; `after` is the last form said of it, which a number that follows counts."""

    start: int
    end: int
    concept: str | None = None
    name: str | None = None  # where it shares words with its neighbour
    holders: list[Span] = msgspec.field(default_factory=list)
    either_holder: bool = False
    issuer: Span | None = None
    description: Span | None = None
    form: Form | None = None
    originals: Token | None = None
    copies: Token | None = None
    editions: frozenset[str] = frozenset()
    marks: list[Said] = msgspec.field(default_factory=list)
    age: Token | None = None
    extent: list[Token] = msgspec.field(default_factory=list)
    make: list[Token] = msgspec.field(default_factory=list)
    circumstance: Span | None = None
    is_listed: bool = False  # whether it stands in a list that ends in 等

    @property
    def is_counted(self) -> bool:
        return self.originals is not None or self.copies is not None

    def count(self, token: Token, of: str | None) -> None:
        """Takes a number; `of` is the form that it stands beside, where it stands beside one."""
        of = of or (self.form.value if self.form is not None else None)
        each = _EACH.search(token.text) is not None
        if of in (form.COPY, form.BOTH, form.EITHER):
            self.copies = self.copies or token
        if of not in (form.COPY, form.BOTH) or (of == form.BOTH and each):
            self.originals = self.originals or token

    def inherit(self, vague: "Draft") -> None:
        """Takes over what was said of a vague word that this document makes precise."""
        for fact in ("holders", "form", "marks", "issuer", "age", "originals", "copies", "circumstance"):
            setattr(self, fact, getattr(self, fact) or getattr(vague, fact))
        self.either_holder = self.either_holder or (vague.either_holder and self.holders == vague.holders)

    def frozen(self, text: str, normal: Normalised) -> Document:
        written = Writer(text, normal)
        start, end = normal.original(self.start, self.end)
        said = [self.originals, self.copies]
        return Document(
            text=self.name or text[start:end],
            start=start,
            end=end,
            concept=self.concept,
            editions=self.editions,
            holders=tuple(written.part(*span) for span in self.holders),
            either_holder=self.either_holder and len(self.holders) > 1,
            form=written.part(self.form.start, self.form.end, self.form.value) if self.form is not None else None,
            originals=written.count(self.originals),
            copies=written.count(self.copies),
            per_person=any(number.is_per_person(token.text) for token in said if token is not None),
            marks=tuple(mark for one in self.marks for mark in written.marks(one)),
            issuer=written.part(*self.issuer) if self.issuer is not None else None,
            description=written.part(*self.description) if self.description is not None else None,
            age=written.age(self.age),
            extent=tuple(written.part(t.start, t.end, extent.read(t.text)) for t in self.extent),
            make=tuple(made for t in self.make for made in written.make(t)),
            circumstance=written.part(*self.circumstance) if self.circumstance is not None else None,
        )


class Writer(msgspec.Struct, frozen=True):
    """Values of facts with their places in the text as published."""

    text: str
    normal: Normalised

    def part(self, start: int, end: int, value: str | None = None) -> Part:
        begin, stop = self.normal.original(start, end)
        return Part(self.text[begin:stop], begin, stop, self.normal.text[start:end] if value is None else value)

    def count(self, token: Token | None) -> Count | None:
        if token is None or (said := count(token.text)) is None:
            return None
        begin, stop = self.normal.original(token.start, token.end)
        return Count(self.text[begin:stop], begin, stop, said)

    def marks(self, said: Said) -> Iterator[Mark]:
        begin, stop = self.normal.original(said.token.start, said.token.end)
        outside = self.normal.text[said.by[0] : said.by[1]] if said.by is not None else None
        for kind, by, negated in marks.read(said.token.text):
            yield Mark(
                kind, self.text[begin:stop], begin, stop, by or (outside if kind in marks.PUT else None), negated
            )

    def age(self, token: Token | None) -> Age | None:
        if token is None:
            return None
        begin, stop = self.normal.original(token.start, token.end)
        return Age(self.text[begin:stop], begin, stop, age.read(token.text))

    def make(self, token: Token) -> Iterator[Make]:
        begin, stop = self.normal.original(token.start, token.end)
        found = make.read(token.text)
        if found is not None:
            yield Make(*found, self.text[begin:stop], begin, stop)
