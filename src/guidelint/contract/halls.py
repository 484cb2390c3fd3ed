"""Two windows, one item: does each take what the other takes? (同一事项同标准)"""

from collections.abc import Iterator, Sequence

import msgspec

from guidelint.contract.line import judge_pair
from guidelint.contract.mismatch import Mismatch
from guidelint.contract.need import Need, called
from guidelint.contract.pairing import Pair, pair
from guidelint.contract.presence import held
from guidelint.language.phrase import PhraseBook
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
    first: WindowRecord, second: WindowRecord, ours: Sequence[Need], theirs: Sequence[Need], phrases: PhraseBook
) -> Iterator[Difference]:
    """Every way in which one window refuses what the other takes; `ours` and `theirs` come from `demanded`."""
    yield from _stricter(first, second, ours, theirs, phrases)
    yield from _stricter(second, first, theirs, ours, phrases)


def where(record: WindowRecord, other: WindowRecord) -> str:
    """The hall, and the window where two of one hall are held against each other."""
    if record.hall != other.hall or record.window is None:
        return record.hall
    return f"{record.hall}{record.window}"


def _stricter(
    lenient: WindowRecord, strict: WindowRecord, taken: Sequence[Need], wanted: Sequence[Need], phrases: PhraseBook
) -> Iterator[Difference]:
    """What brings a person through at `lenient` and not at `strict`."""
    pairing = pair(taken, wanted, phrases)
    for one in pairing.pairs:
        for mismatch in judge_pair(one, phrases):
            if isinstance(mismatch, Mismatch) and (lenient.complete or _says(one, mismatch)):
                yield _difference(lenient, strict, one.demand, mismatch.bundle[0], mismatch.refused)
    # A record that lists one line of many says nothing about the lines that it leaves out.
    if lenient.complete:
        for need in pairing.only_window:
            if not need.is_unread:
                yield _difference(lenient, strict, need, f"没有带{called(need)}的人", called(need))
    yield from _conditions(lenient, strict)
    yield from _presence(lenient, strict)


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
