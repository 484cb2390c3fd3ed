"""What a published name says, document by document. Offsets count characters of the text as published."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from guidelint.language.facts.age import Age
from guidelint.language.facts.make import Make
from guidelint.language.facts.marks import Mark
from guidelint.language.facts.number import Count
from guidelint.language.facts.part import Part

Enumerated = Literal["", "closed", "open"]


class Document(msgspec.Struct, frozen=True, gc=False):
    """One document with every fact that the words say of it; what is not said is None or empty.

    `text` has the document's own words, without holder, issuer, pages, form, number and 书名号. `concept` is None where the
    thesaurus does not know it. A name that shares words with its neighbour has them too: 检测或者评价报告 are 检测报告 and
    评价报告, at one place. `description` are words before the name that it can do without. `editions` are 正本 and 副本, both of them where both are asked for. Of a number whose form is
    not said, `originals` has it. `either_holder` tells that one of the `holders` is enough: 父母或监护人.
    `per_person` tells that the numbers are meant for each person.
    """

    text: str
    start: int
    end: int
    concept: str | None = None
    editions: frozenset[str] = frozenset()
    holders: tuple[Part, ...] = ()
    either_holder: bool = False
    form: Part | None = None
    originals: Count | None = None
    copies: Count | None = None
    per_person: bool = False
    marks: tuple[Mark, ...] = ()
    issuer: Part | None = None
    description: Part | None = None
    age: Age | None = None
    extent: tuple[Part, ...] = ()
    make: tuple[Make, ...] = ()
    circumstance: Part | None = None

    @property
    def count(self) -> Count | None:
        """The number said of it, of whichever form."""
        return self.originals or self.copies


class Facts(msgspec.Struct, frozen=True, gc=False):
    """Facts that words say of a document that they do not name. `complete` tells that the words say nothing else."""

    document: Document
    complete: bool


class Requirement(msgspec.Struct, frozen=True, gc=False):
    """Any one of the `alternatives` will do, with all the documents of it. The first `listed` of them stand before 等: the
    words do not name all that will do, nor always tell whether one is enough. What comes after them sums them up."""

    alternatives: tuple[tuple[Document, ...], ...]
    listed: int = 0

    @property
    def documents(self) -> Iterator[Document]:
        return (document for bundle in self.alternatives for document in bundle)


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
    """All `requirements` are asked for together. `unread` are the words that yield no document and say nothing of one."""

    text: str
    requirements: tuple[Requirement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unread: tuple[Part, ...] = ()

    @property
    def documents(self) -> Iterator[Document]:
        return (document for requirement in self.requirements for document in requirement.documents)
