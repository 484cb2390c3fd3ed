"""Two windows, one item: does each take what the other takes? (同一事项同标准)"""

from collections.abc import Iterator, Sequence

import msgspec

from guidelint.contract.fit import fit
from guidelint.contract.line import judge_pair
from guidelint.contract.mismatch import Mismatch
from guidelint.contract.need import Need, called
from guidelint.contract.pairing import Pair, pair
from guidelint.contract.presence import held
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document
from guidelint.language.relation.stems import is_within
from guidelint.language.sentence import compare as compare_sentences
from guidelint.model.text import Text
from guidelint.model.window import WindowRecord


class Difference(msgspec.Struct, frozen=True):
    """What `strict` asks for and `lenient` does not. `bundle` is taken by the one and refused by the other."""

    bundle: tuple[str, ...]
    refused: str
    lenient: WindowRecord
    strict: WindowRecord
    words: Text
    revealed_by: tuple[str, ...] = ()


def differences(
    first: WindowRecord,
    second: WindowRecord,
    ours: Sequence[Need],
    theirs: Sequence[Need],
    promises: Sequence[Need],
    phrases: PhraseBook,
) -> Iterator[Difference]:
    """Every way in which one window refuses what the other takes; `ours` and `theirs` come from `demanded`, `promises` are
    those of the guide that both answer."""
    yield from _stricter(first, second, ours, theirs, promises, phrases)
    yield from _stricter(second, first, theirs, ours, promises, phrases)


def where(record: WindowRecord, other: WindowRecord) -> str:
    """The hall, and the window where two of one hall are held against each other."""
    if record.hall != other.hall or record.window is None:
        return record.hall
    return f"{record.hall}{record.window}"


def _stricter(
    lenient: WindowRecord,
    strict: WindowRecord,
    taken: Sequence[Need],
    wanted: Sequence[Need],
    promises: Sequence[Need],
    phrases: PhraseBook,
) -> Iterator[Difference]:
    """What brings a person through at `lenient` and not at `strict`."""
    pairing = pair(taken, wanted, phrases)
    for one in pairing.pairs:
        for mismatch in judge_pair(one, phrases):
            if not isinstance(mismatch, Mismatch) or not (lenient.complete or _says(one, mismatch)):
                continue
            if mismatch.kind != "vaguer-than-window" or not _is_one_paper(one, promises, phrases):
                yield _difference(lenient, strict, one.demand, mismatch.bundle[0], mismatch.refused)
    # A record that lists one line of many says nothing about the lines that it leaves out.
    if lenient.complete:
        for need in pairing.only_window:
            if not need.is_unread:
                yield _difference(lenient, strict, need, f"没有带{called(need)}的人", called(need))
    yield from _conditions(lenient, strict)
    yield from _presence(lenient, strict)


def _is_one_paper(one: Pair, promises: Sequence[Need], phrases: PhraseBook) -> bool:
    """Whether both windows want what one line of the guide names, the lenient one in short: 免疫证明 for 犬只免疫证明."""
    return any(
        len(promise.bundles) == 1
        and all(_is_short(taken, promise) for taken in one.promise.documents)
        and fit(promise, one.promise, phrases).is_taken
        and fit(promise, one.demand, phrases).is_taken
        for promise in promises
    )


def _is_short(taken: Document, promise: Need) -> bool:
    """Whether a name that the thesaurus does not know has the characters of one of the guide's, in their order."""
    return taken.concept is None and any(is_within(taken.text, document.text) for document in promise.documents)


def _says(one: Pair, mismatch: Mismatch) -> bool:
    """Whether the lenient record says something of its own on the matter, instead of nothing."""
    match mismatch.kind:
        case "vaguer-than-window":
            return True
        case "original-demanded":
            return any(document.form for document in one.promise.documents)
        case "more-copies":
            return any(document.originals or document.copies for document in one.promise.documents)
        case "missing-in-guide":
            return bool(one.promise.when) or any(document.holders for document in one.promise.documents)
        case _:
            return bool(one.promise.criteria)


def _conditions(lenient: WindowRecord, strict: WindowRecord) -> Iterator[Difference]:
    listed = [condition.text for condition in lenient.conditions if condition.withdrawn is None]
    for wanted in strict.conditions:
        if wanted.withdrawn is not None or compare_sentences(listed, wanted.text, "condition").outcome != "broken":
            continue
        # Nothing said on the matter is no leave: only what the other window says of it, or a full record, tells.
        if lenient.complete or any(_is_wider(text, wanted.text) for text in listed):
            verdict = compare_sentences(listed, wanted.text, "condition")
            bundle = verdict.witness.zh if verdict.witness is not None else f"不符合“{wanted.text}”的人"
            yield _told(lenient, strict, bundle, wanted.text, wanted.revealed_by)


def _is_wider(text: str, wanted: str) -> bool:
    return compare_sentences((wanted,), text, "condition").outcome == "met"


def _presence(lenient: WindowRecord, strict: WindowRecord) -> Iterator[Difference]:
    listed = [demand.presence for demand in lenient.presence if demand.withdrawn is None]
    for wanted in strict.presence:
        who = wanted.presence.who
        if wanted.withdrawn is not None:
            continue
        if listed:
            verdict = held(listed, wanted.presence)
            if verdict.outcome == "broken" and verdict.witness is not None:
                yield _told(lenient, strict, verdict.witness.zh, f"{who}到场", wanted.revealed_by)
        elif lenient.complete:
            yield _told(lenient, strict, f"没有{who}到场的人", f"{who}到场", wanted.revealed_by)


def _difference(lenient: WindowRecord, strict: WindowRecord, wanted: Need, bundle: str, refused: str) -> Difference:
    return _told(lenient, strict, bundle, refused, wanted.revealed_by)


def _told(
    lenient: WindowRecord, strict: WindowRecord, bundle: str, refused: str, revealed_by: tuple[str, ...]
) -> Difference:
    there, here = where(lenient, strict), where(strict, lenient)
    words = Text(f"{bundle}：{there}能办，{here}不收", f"{bundle}: accepted at {there}, refused at {here}")
    return Difference((bundle,), refused, lenient, strict, words, revealed_by)
