"""The one edit of a guide that a window's demand proves: a wide word becomes the documents of it that the window takes."""

from collections.abc import Iterable, Sequence

import msgspec

from guidelint.contract.compare import compare
from guidelint.contract.mismatch import Comparison, Mismatch
from guidelint.contract.need import Need, demanded, promised
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document
from guidelint.model.guide import Guide
from guidelint.model.window import WindowRecord


def is_proved(
    guide: Guide,
    mismatch: Mismatch,
    windows: Sequence[WindowRecord],
    before: Sequence[Comparison],
    phrases: PhraseBook,
) -> bool:
    """Whether the guide with `mismatch.write` in the place of its words answers the mismatch, keeps every other fact of
    the line, and is no worse at any window."""
    index = mismatch.guide.material
    if index is None or mismatch.write is None or not mismatch.end:
        return False
    material = guide.materials[index]
    name = material.name[: mismatch.start] + mismatch.write + material.name[mismatch.end :]
    if name == material.name:
        return False
    materials = list(guide.materials)
    materials[index] = msgspec.structs.replace(material, name=name)
    edited = msgspec.structs.replace(guide, materials=tuple(materials))
    promises = promised(edited, phrases)
    if not _keeps_facts(promised(guide, phrases), promises, index):
        return False
    after = [compare(edited, window, promises, demanded(window, phrases), phrases) for window in windows]
    return all(_is_no_worse(old, new) for old, new in zip(before, after, strict=True)) and not any(
        _key(mismatch) == _key(one) for comparison in after for one in comparison.mismatches
    )


def _is_no_worse(old: Comparison, new: Comparison) -> bool:
    broken, open_ = ({_key(one) for one in old.mismatches}, {(one.guide, one.window) for one in old.undecided})
    return all(_key(one) in broken for one in new.mismatches) and all(
        (one.guide, one.window) in open_ for one in new.undecided
    )


def _key(mismatch: Mismatch) -> tuple[object, ...]:
    return mismatch.kind, mismatch.guide, mismatch.window


def _keeps_facts(before: Iterable[Need], after: Iterable[Need], index: int) -> bool:
    """Whether the edited line still says everything else: whose, in which form, how often, with which marks, when."""
    old, new = ([need for need in needs if need.index == index] for needs in (before, after))
    if len(old) != len(new):
        return False
    return all(
        (ours.when, ours.criteria) == (theirs.when, theirs.criteria)
        and {_facts(one) for one in ours.documents} == {_facts(one) for one in theirs.documents}
        for ours, theirs in zip(old, new, strict=True)
    )


def _facts(document: Document) -> tuple[object, ...]:
    """What is said of a document besides which one it is, without the places."""
    return (
        frozenset(one.value for one in document.holders),
        document.form.value if document.form else None,
        document.originals.number if document.originals else None,
        document.copies.number if document.copies else None,
        document.per_person,
        frozenset((mark.kind, mark.by, mark.negated) for mark in document.marks),
        document.issuer.value if document.issuer else None,
        document.age.text if document.age else None,
        frozenset(part.value for part in document.extent),
        frozenset((make.dimension, make.value) for make in document.make),
        document.circumstance.value if document.circumstance else None,
    )
