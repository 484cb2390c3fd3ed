"""What one side asks for: the type into which guides and window records are both read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import msgspec

from guidelint.language.facts.number import Count
from guidelint.language.facts.part import Part
from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document
from guidelint.model.guide import Guide
from guidelint.model.material import Material
from guidelint.model.window import Demand, WindowRecord

Bundle = tuple[Document, ...]

_AND_OR = re.compile("(?:以及|、|和|及|与|或者|或|,)(?![^(]*[)])")
_SENTENCE = re.compile("[。;;\n]")
_MAX_BUNDLES = 32  # of one line; more alternatives than that no window names


class Need(msgspec.Struct, frozen=True):
    """One line asked for, by a guide (a promise) or by a window (a demand).

    Any one of `bundles` will do, with all its documents and every fact said of them. `index` counts the materials of its
    file. `when` are the circumstances in which it is needed, none meaning always; `criteria` the sentences about it that
    are no facts of a paper, `examined` all of them. `refused` was seen turned away. A line that names no document `is_unread`: its words stand
    as they are.
    """

    index: int
    name: str
    bundles: tuple[Bundle, ...]
    when: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    examined: tuple[str, ...] = ()
    refused: tuple[Document, ...] = ()
    necessity: str | None = None
    commitment: bool = False
    ground: str | None = None
    revealed_by: tuple[str, ...] = ()
    is_unread: bool = False

    @property
    def documents(self) -> Iterator[Document]:
        return (document for bundle in self.bundles for document in bundle)

    @property
    def words(self) -> str:
        """The documents as people say them."""
        return "或".join("和".join(document.text for document in bundle) for bundle in self.bundles)

    @property
    def optional(self) -> bool:
        return self.necessity == "非必要"


def promised(guide: Guide, phrases: PhraseBook) -> list[Need]:
    """What the guide asks for. Structured fields win over words in the material's name."""
    lines = phrases.kept(_lines)
    return [
        need
        for index, material in enumerate(guide.materials)
        for need in _of_material(index, material, lines[material.name], phrases)
    ]


def demanded(window: WindowRecord, phrases: PhraseBook) -> list[Need]:
    """What the window asks for, as observed; what it has withdrawn is left out."""
    return [
        need
        for index, demand in enumerate(window.materials)
        if demand.withdrawn is None
        for need in _of_demand(index, demand, phrases)
    ]


def read(words: str, phrases: PhraseBook) -> frozenset[str]:
    """The concrete documents that some words denote; words that the thesaurus does not know denote themselves."""
    return phrases.kept(_denoted)[words]


def documents(words: str, phrases: PhraseBook) -> tuple[Document, ...]:
    """Every document that the words name; where they name none, the words themselves."""
    return tuple(document for line in phrases.kept(_lines)[words] for document in line.documents)


def same_words(first: str | None, second: str | None) -> bool:
    return first == second or normalise(first or "").text == normalise(second or "").text


def called(need: Need) -> str:
    """A line as people say it, with whose it is: 配偶的居民身份证."""
    holders = next((one.holders for one in need.documents if one.holders), ())
    whose = "、".join(one.text for one in holders if one.value not in ("本人", "申请人"))
    return f"{whose}的{need.words}" if whose else need.words


class _Line(msgspec.Struct, frozen=True):
    bundles: tuple[Bundle, ...]
    is_unread: bool = False

    @property
    def documents(self) -> Iterator[Document]:
        return (document for bundle in self.bundles for document in bundle)


def _lines(phrases: PhraseBook, words: str) -> tuple[_Line, ...]:
    """What the words ask for, line by line. Words that yield no document are a line of their own: nothing is dropped."""
    phrase = phrases.parse(words)
    found = [_Line(requirement.alternatives) for requirement in phrase.requirements]
    if not found:
        return (_Line(((Document(words, 0, len(words)),),), is_unread=True),)
    return tuple(_together(found))


def _together(lines: Sequence[_Line]) -> Iterator[_Line]:
    """身份证原件及身份证复印件 names one document twice: it is asked for in both forms."""
    left = list(lines)
    while left:
        line = left.pop(0)
        other = next((one for one in left if _is_other_form(line, one)), None)
        if other is not None:
            left.remove(other)
            (ours,), (theirs,) = line.bundles[0], other.bundles[0]
            line = _Line(((_in_both_forms(ours, theirs),),))
        yield line


def _is_other_form(first: _Line, second: _Line) -> bool:
    documents = [bundle for line in (first, second) for bundle in line.bundles]
    if len(first.bundles) != 1 or len(second.bundles) != 1 or any(len(bundle) != 1 for bundle in documents):
        return False
    ours, theirs = documents[0][0], documents[1][0]
    forms = {one.form.value for one in (ours, theirs) if one.form is not None}
    return forms == {"原件", "复印件"} and ours.text == theirs.text and _persons(theirs) <= _persons(ours)


def _persons(document: Document) -> frozenset[str]:
    return frozenset(part.value for part in document.holders)


def _in_both_forms(first: Document, second: Document) -> Document:
    form = Part("原件和复印件", 0, 0, "原件和复印件")
    original, copy = (first, second) if first.form and first.form.value == "原件" else (second, first)
    return msgspec.structs.replace(
        first,
        form=form,
        originals=original.originals,
        copies=copy.copies or copy.originals,
        marks=first.marks + second.marks,
        extent=first.extent + second.extent,
        make=first.make + second.make,
    )


def _denoted(phrases: PhraseBook, words: str) -> frozenset[str]:
    thesaurus = phrases.thesaurus
    return frozenset().union(
        *(
            thesaurus.denotation(one.concept) if one.concept is not None else {normalise(one.text).text}
            for one in documents(words, phrases)
        )
    )


def _of_material(index: int, material: Material, lines: Sequence[_Line], phrases: PhraseBook) -> Iterator[Need]:
    notes = tuple(filter(None, map(str.strip, _SENTENCE.split(material.notes)))) if material.notes else ()
    facts, sentences = _examined((*material.criteria, *notes), phrases)
    fields = _Fields.of(material.holder, material.type, material.copies)
    for line in lines:
        yield Need(
            index=index,
            name=material.name,
            bundles=_with(line.bundles, fields, facts),
            when=_circumstances(material.when, line),
            criteria=sentences,
            examined=(*material.criteria, *notes),
            necessity=material.necessity,
            commitment=material.commitment,
            is_unread=line.is_unread,
        )


def _of_demand(index: int, demand: Demand, phrases: PhraseBook) -> Iterator[Need]:
    facts, sentences = _examined(demand.criteria, phrases)
    fields = _Fields.of(demand.holder, demand.type, demand.copies)
    refused = tuple(document for words in demand.refused for document in documents(words, phrases))
    for line in _taken(demand, phrases):
        yield Need(
            index=index,
            name=demand.name or "或".join(demand.accepts),
            bundles=_with(line.bundles, fields, facts),
            when=_circumstances(demand.when, line),
            criteria=sentences,
            examined=tuple(demand.criteria),
            refused=refused,
            necessity=demand.necessity,
            ground=demand.ground,
            revealed_by=demand.revealed_by,
            is_unread=line.is_unread,
        )


def _taken(demand: Demand, phrases: PhraseBook) -> Sequence[_Line]:
    """Each of `accepts` will do. One that names several documents asks for all of them: 身份证、户口本."""
    lines = phrases.kept(_lines)
    if len(demand.accepts) == 1:
        named = lines[demand.name] if demand.name is not None else ()
        taken = lines[demand.accepts[0]]
        return named if len(named) == len(taken) == 1 and _is_said_again(named[0], taken[0]) else taken
    bundles = [
        tuple(document for part in together for document in part)
        for words in demand.accepts
        for together in product(*(line.bundles for line in lines[words]))
    ]
    return (_Line(tuple(bundles[:_MAX_BUNDLES])),)


def _is_said_again(named: _Line, taken: _Line) -> bool:
    """Whether the demand's name is its `accepts` in full: 工伤认定申请表 for 申请表."""
    texts = [{normalise(one.text).text for one in line.documents} for line in (named, taken)]
    return len(named.bundles) == 1 and all(any(short in full for full in texts[0]) for short in texts[1])


class _Fields(msgspec.Struct, frozen=True):
    """What the fields of a line say of every document in it."""

    holders: tuple[Part, ...] = ()
    either_holder: bool = False
    form: Part | None = None
    count: Count | None = None

    @classmethod
    def of(cls, holder: str | None, form: str | None, copies: int | None) -> "_Fields":
        holders, either = persons(holder) if holder else ((), False)
        return cls(
            holders,
            either,
            Part(form, 0, 0, form) if form else None,
            Count(f"{copies}份", 0, 0, copies) if copies is not None else None,
        )


def persons(words: str) -> tuple[tuple[Part, ...], bool]:
    """The persons of a field such as 申请人、随迁人和被投靠人, and whether any one of them is enough."""
    parts = [part for part in _AND_OR.split(words) if part] or [words]
    return tuple(Part(part, 0, 0, part) for part in parts), "或" in words


def _examined(sentences: Iterable[str], phrases: PhraseBook) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The criteria that say nothing but facts of a paper, and the others as sentences."""
    facts: list[Document] = []
    rest: list[str] = []
    for sentence in sentences:
        said = phrases.facts(sentence)
        if said.complete:
            facts.append(said.document)
        else:
            rest.append(sentence)
    return tuple(facts), tuple(rest)


def _with(bundles: tuple[Bundle, ...], fields: _Fields, facts: Sequence[Document]) -> tuple[Bundle, ...]:
    if fields == _Fields() and not facts:
        return bundles
    return tuple(tuple(_completed(document, fields, facts) for document in bundle) for bundle in bundles)


def _completed(document: Document, fields: _Fields, facts: Sequence[Document]) -> Document:
    """The document with what fields and criteria say of it; a field wins over the name."""
    form = fields.form or document.form or next((one.form for one in facts if one.form), None)
    originals, copies = document.originals, document.copies
    if fields.count is not None:
        said = form.value if form is not None else None
        originals = fields.count if said in (None, "原件", "电子", "原件或复印件") else originals
        copies = fields.count if said in ("复印件", "原件和复印件") else copies
    return msgspec.structs.replace(
        document,
        holders=fields.holders or document.holders,
        either_holder=fields.either_holder if fields.holders else document.either_holder,
        form=form,
        originals=originals or next((one.originals for one in facts if one.originals), None),
        copies=copies or next((one.copies for one in facts if one.copies), None),
        editions=document.editions.union(*(one.editions for one in facts)),
        marks=document.marks + tuple(mark for one in facts for mark in one.marks),
        issuer=document.issuer or next((one.issuer for one in facts if one.issuer), None),
        age=document.age or next((one.age for one in facts if one.age), None),
        extent=document.extent + tuple(part for one in facts for part in one.extent),
        make=document.make + tuple(make for one in facts for make in one.make),
    )


def _circumstances(field: str | None, line: _Line) -> tuple[str, ...]:
    """The circumstance of the field, else the one that the name says of all its documents."""
    if field is not None:
        return (field,)
    said = {document.circumstance.value if document.circumstance else None for document in line.documents}
    return tuple(sorted(one for one in said if one)) if None not in said else ()
