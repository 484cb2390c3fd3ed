"""What the window takes as well and the guide does not say: somebody stays away, or copies, who need not."""

from collections.abc import Iterator

from guidelint.contract.fit import relation
from guidelint.contract.mismatch import Mismatch, broken
from guidelint.contract.pairing import Pair
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document
from guidelint.model.text import Text


def _is_other_form(ours: Document, theirs: Document) -> bool:
    """Whether the guide wants the original, and this is a copy or an electronic one."""
    if ours.form is None or ours.form.value != "原件":
        return False
    return theirs.text.startswith("电子") or (theirs.form is not None and "原件" not in theirs.form.value)


def easier(one: Pair, phrases: PhraseBook) -> Iterator[Mismatch]:
    promise, demand = one.promise, one.demand
    for bundle in demand.bundles if len(demand.bundles) > 1 else ():
        pairs = [(ours, theirs) for theirs in bundle for ours in promise.documents]
        if all(_is_other_form(*both) or relation(*both, phrases).kind == "different" for both in pairs):
            more = "和".join(document.text for document in bundle)
            words = Text(f"窗口也收{more}，指南没有写", f"the window takes {more} as well; the guide does not say so")
            yield broken(one, "easier-at-window", more, "", words, write=more)
    if demand.when and not promise.when:
        when = "、".join(demand.when)
        words = Text(
            f"窗口只在“{when}”时要{demand.words}，指南写的是人人都要",
            f"the window asks for {demand.words} only where “{when}”; the guide asks everybody for it",
        )
        yield broken(one, "easier-at-window", when, "", words, write=when)
