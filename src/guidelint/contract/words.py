"""The lines that some words ask for: a phrase as a guide or a window record lists it."""

from collections.abc import Iterator, Sequence

import msgspec

from guidelint.language.facts.part import Part
from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document

Bundle = tuple[Document, ...]


class Line(msgspec.Struct, frozen=True):
    """Any one of `bundles` will do, of which the first `listed` stand before 等. A line that names no document `is_unread`:
    its words stand as they are."""

    bundles: tuple[Bundle, ...]
    is_unread: bool = False
    listed: int = 0

    @property
    def documents(self) -> Iterator[Document]:
        return (document for bundle in self.bundles for document in bundle)


def read(words: str, phrases: PhraseBook) -> frozenset[str]:
    """The concrete documents that some words denote; words that the thesaurus does not know denote themselves."""
    return phrases.kept(_denoted)[words]


def documents(words: str, phrases: PhraseBook) -> tuple[Document, ...]:
    """Every document that the words name; where they name none, the words themselves."""
    return tuple(document for line in phrases.kept(lines_of)[words] for document in line.documents)


def same_words(first: str | None, second: str | None) -> bool:
    return first == second or normalise(first or "").text == normalise(second or "").text


def lines_of(phrases: PhraseBook, words: str) -> tuple[Line, ...]:
    """What the words ask for, line by line. Words that yield no document are a line of their own: nothing is dropped."""
    phrase = phrases.parse(words)
    found = [Line(requirement.alternatives, listed=requirement.listed) for requirement in phrase.requirements]
    if not found:
        return (_unread(Part(words, 0, len(words), words)),)
    return (*_together(found), *map(_unread, phrase.unread))


def _unread(part: Part) -> Line:
    return Line(((Document(part.text, part.start, part.end),),), is_unread=True)


def _together(lines: Sequence[Line]) -> Iterator[Line]:
    """身份证原件及身份证复印件 names one document twice: it is asked for in both forms."""
    left = list(lines)
    while left:
        line = left.pop(0)
        other = next((one for one in left if _is_other_form(line, one)), None)
        if other is not None:
            left.remove(other)
            (ours,), (theirs,) = line.bundles[0], other.bundles[0]
            line = Line(((_in_both_forms(ours, theirs),),))
        yield line


def _is_other_form(first: Line, second: Line) -> bool:
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
