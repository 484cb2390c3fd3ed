"""What the fields of a line and the sentences about it say of every document in it."""

from collections.abc import Iterable, Sequence

import msgspec

from guidelint.contract.words import Bundle
from guidelint.language.facts.number import Count
from guidelint.language.facts.part import Part
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document
from guidelint.model.material import Material
from guidelint.model.regex import regex
from guidelint.model.window import Demand

_AND_OR = regex("(?:以及|、|和|及|与|或者|或|,)(?![^(]*[)])")
_COPIED = ("复印件", "原件和复印件")


class Fields(msgspec.Struct, frozen=True):
    """`count` is the number of whichever form; `originals` and `copies` are said of theirs alone."""

    holders: tuple[Part, ...] = ()
    either_holder: bool = False
    form: Part | None = None
    count: Count | None = None
    originals: Count | None = None
    copies: Count | None = None
    issuer: Part | None = None

    @classmethod
    def of(cls, line: Material | Demand) -> "Fields":
        holders, either = persons(line.holder) if line.holder else ((), False)
        form = _part(line.type)
        if isinstance(line, Demand):
            return cls(holders, either, form, _count(line.copies))
        originals, copies = _count(line.originals), _count(line.photocopies)
        if form is None and (originals or copies):
            form = _part("原件和复印件" if originals and copies else "原件" if originals else "复印件")
        return cls(holders, either, form, _count(line.copies), originals, copies, _part(line.issuer))


_NOTHING = Fields()


def persons(words: str) -> tuple[tuple[Part, ...], bool]:
    """The persons of a field such as 申请人、随迁人和被投靠人, and whether any one of them is enough."""
    parts = [part for part in _AND_OR.split(words) if part] or [words]
    return tuple(Part(part, 0, 0, part) for part in parts), "或" in words


_OF_ALL = regex("所有|全体|每[个名位]")  # of all, and not of whom: 所有股东签字 is more than 股东签字


def examined(sentences: Iterable[str], phrases: PhraseBook) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The criteria that say nothing but facts of a paper, and the others as sentences."""
    facts: list[Document] = []
    rest: list[str] = []
    for sentence in sentences:
        said = phrases.facts(sentence)
        if said.complete and _OF_ALL.search(sentence) is None:
            facts.append(said.document)
        else:
            rest.append(sentence)
    return tuple(facts), tuple(rest)


def completed(bundles: tuple[Bundle, ...], fields: Fields, facts: Sequence[Document]) -> tuple[Bundle, ...]:
    """The documents with what fields and criteria say of them; a field wins over the name."""
    if not facts and fields == _NOTHING:
        return bundles
    return tuple(tuple(_completed(document, fields, facts) for document in bundle) for bundle in bundles)


def _completed(document: Document, fields: Fields, facts: Sequence[Document]) -> Document:
    form = fields.form or document.form or next((one.form for one in facts if one.form), None)
    originals, copies = document.originals, document.copies
    if fields.count is not None:
        said = form.value if form is not None else None
        originals = fields.count if said in (None, "原件", "电子", "原件或复印件") else originals
        copies = fields.count if said in _COPIED else copies
    return msgspec.structs.replace(
        document,
        holders=fields.holders or document.holders,
        either_holder=fields.either_holder if fields.holders else document.either_holder,
        form=form,
        originals=fields.originals or originals or next((one.originals for one in facts if one.originals), None),
        copies=fields.copies or copies or next((one.copies for one in facts if one.copies), None),
        editions=document.editions.union(*(one.editions for one in facts)),
        marks=document.marks + tuple(mark for one in facts for mark in one.marks),
        issuer=document.issuer or fields.issuer or next((one.issuer for one in facts if one.issuer), None),
        age=document.age or next((one.age for one in facts if one.age), None),
        extent=document.extent + tuple(part for one in facts for part in one.extent),
        make=document.make + tuple(make for one in facts for make in one.make),
    )


def _part(words: str | None) -> Part | None:
    return Part(words, 0, 0, words) if words else None


def _count(number: int | None) -> Count | None:
    return Count(f"{number}份", 0, 0, number) if number is not None else None
