"""How many originals and how many copies, also of each person."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from guidelint.language.facts.fact import FactVerdict, broken, met, undecided
from guidelint.language.facts.form import COPY, ORIGINAL, WAYS
from guidelint.language.numbers import NUMERAL
from guidelint.model.regex import regex
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.language.phrase.model import Document

_NUMBER = f"[0-9{NUMERAL}]"
_EACH = r"(?:每人|每位|人均|人手|各人)"
WORDS = (
    rf"(?=[至不各共均若每人]|{_NUMBER})(?!(?<=同)一[^式])(?<![0-9]、)(?:{_EACH})?(?:至少|不少于)?(?:各|共|[一壹]式|均)?"
    rf"(?:{_NUMBER}{{1,6}}(?:份|张|套|本|页(?!码)|版|式{_NUMBER}{{1,6}}份|幅)|若干(?:份|张)?)"
)
_EACH_PERSON = regex(_EACH)


class Count(msgspec.Struct, frozen=True, gc=False):
    """How many: `number` of the copies or sheets that the words say."""

    text: str
    start: int
    end: int
    number: int


def is_per_person(words: str) -> bool:
    return _EACH_PERSON.search(words) is not None


def compare(promise: "Document", demand: "Document") -> Iterator[FactVerdict]:
    """Each number by itself; of what is said without a number one is brought."""
    for name, wanted in (("originals", demand.originals), ("copies", demand.copies)):
        if wanted is not None and name == "copies" and _has_none(promise):
            yield met("number", None, wanted.text)  # that copies are wanted at all, the form says
        elif wanted is not None:
            yield _compared(promise, demand, wanted, name)


def _compared(promise: "Document", demand: "Document", wanted: Count, name: str) -> FactVerdict:
    said = promise.copies if name == "copies" else promise.originals
    if said is None and (promise.form is None or demand.form is None or _is_any(promise)):
        said = promise.count
    promised, demanded = said.text if said else None, wanted.text
    number = said.number if said else 1
    document = demand.text or promise.text
    if wanted.number > number:
        form = demand.form.value if demand.form is not None else ""
        form = "原件" if form and name == "originals" else COPY if form else ""
        witness = Text(f"只带{number}份{document}{form}的人", f"a person who brings only {number} of {document}{form}")
        return broken("number", promised, demanded, witness)
    if demand.per_person and not promise.per_person and not _is_of_one(promise):
        reason = Text(
            f"窗口说每人{wanted.number}份，指南没有写这个数是每人的还是一共的",
            f"the window wants {wanted.number} of each person; the guide does not say whether its number is for each",
        )
        return undecided("number", promised, demanded, reason)
    return met("number", promised, demanded)


def _has_none(document: "Document") -> bool:
    """Whether originals alone are asked for."""
    return document.form is not None and document.form.value == ORIGINAL


def _is_any(document: "Document") -> bool:
    """Whether the document is asked for in one form, whichever: its number is said of that."""
    ways = WAYS.get(document.form.value if document.form else None, frozenset())
    return all(len(way) == 1 for way in ways)


def _is_of_one(document: "Document") -> bool:
    return len(document.holders) == 1 and document.holders[0].value in ("本人", "申请人")
