"""Two halls, one item: does each take what the other takes? (同一事项同标准)"""

from collections.abc import Iterator, Sequence

import msgspec

from guidelint.contract.compare import says
from guidelint.contract.need import Need
from guidelint.contract.pairing import pair
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
    first: WindowRecord, second: WindowRecord, ours: Sequence[Need], theirs: Sequence[Need]
) -> Iterator[Difference]:
    """Every way in which one hall refuses what the other takes; `ours` and `theirs` come from `demanded`."""
    pairing = pair(ours, theirs)
    for one in pairing.pairs:
        yield from _stricter(first, second, one.promise, one.demand)
        yield from _stricter(second, first, one.demand, one.promise)
    # A record that lists one line of many says nothing about the lines that it leaves out.
    if first.complete:
        yield from (_extra(first, second, need) for need in pairing.only_window)
    if second.complete:
        yield from (_extra(second, first, need) for need in pairing.only_guide)


def _stricter(lenient: WindowRecord, strict: WindowRecord, taken: Need, wanted: Need) -> Iterator[Difference]:
    """What brings a person through at `lenient` and not at `strict`."""
    documents = sorted(taken.denotation - wanted.denotation)
    if documents:
        yield _difference(lenient, strict, wanted, documents[0], documents[0])
    if taken.form and wanted.form and not all(any(w <= way for w in wanted.forms) for way in taken.forms):
        yield _difference(lenient, strict, wanted, f"{taken.name}{taken.form}", f"{wanted.name}{wanted.form}")
    if (taken.copies or 1) < (wanted.copies or 1):
        yield _difference(lenient, strict, wanted, f"{taken.name}{taken.copies or 1}份", f"{wanted.copies}份")
    for criterion in wanted.criteria:
        if not says(taken.criteria, criterion):
            yield _difference(lenient, strict, wanted, f"{taken.name}(不符合“{criterion}”)", criterion)


def _extra(lenient: WindowRecord, strict: WindowRecord, wanted: Need) -> Difference:
    return _difference(lenient, strict, wanted, f"没有带{wanted.name}", wanted.name)


def _difference(lenient: WindowRecord, strict: WindowRecord, wanted: Need, bundle: str, refused: str) -> Difference:
    words = Text(
        f"{bundle}:{lenient.hall}能办,{strict.hall}不收",
        f"{bundle}: accepted at {lenient.hall}, refused at {strict.hall}",
    )
    return Difference((bundle,), refused, lenient, strict, words, wanted.revealed_by)
