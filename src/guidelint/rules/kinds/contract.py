"""Kind `contract`: does the guide keep its promise at the window? One rule for each way to break it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from guidelint.contract.halls import Difference
from guidelint.contract.mismatch import Kind, Mismatch
from guidelint.contract.remedy import GUIDE_FIRST, remedies
from guidelint.contract.words import read
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.finding import Witness
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds.context import CheckContext, Match, ObservedWindow
from guidelint.rules.kinds.options import COMPARE
from guidelint.rules.kinds.options import Options as Common
from guidelint.source.document import Document, Path

_KEYS: Mapping[Kind, str] = {
    "unlisted-condition": "conditions",
    "presence-demanded": "steps",
    "fee-demanded": "fee",
    "channel-differs": "channels",
    "hours-differ": "hours",
}
"""Where a guide says what it says of no single line."""


class Options(Common, frozen=True, forbid_unknown_fields=True):
    compare: Annotated[Literal[Kind, "halls-differ"], COMPARE]


class ContractCheck:
    """Fires on every mismatch of its kind between the guide and a window record of its item."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def run(self, context: CheckContext) -> Iterator[Match]:
        seen: set[tuple[object, ...]] = set()
        for window, comparison in context.comparisons:
            for mismatch in comparison.mismatches:
                what = (mismatch.guide, mismatch.start, mismatch.refused, mismatch.bundle)
                # Two halls with the same demand break the same promise once.
                if mismatch.kind == self.kind and what not in seen:
                    seen.add(what)
                    yield _match(context, window, mismatch)

    def may_run(self, context: CheckContext) -> bool:
        return bool(context.windows)

    def why_silent(self, value: object) -> Text:
        return Text("窗口记录与指南一致，或没有窗口记录", "the window records agree, or there is none")


class HallsDiffer:
    """Fires where two windows of one item do not take the same."""

    def run(self, context: CheckContext) -> Iterator[Match]:
        for first, second, difference in context.hall_differences:
            yield _hall_match(context, first, second, difference)

    def may_run(self, context: CheckContext) -> bool:
        return len(context.windows) > 1

    def why_silent(self, value: object) -> Text:
        return Text("各大厅要求一致，或只有一处的窗口记录", "the halls agree, or only one is recorded")


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> ContractCheck | HallsDiffer:
    return HallsDiffer() if options.compare == "halls-differ" else ContractCheck(options.compare)


def place(document: Document, mismatch: Mismatch) -> Path:
    """The line of the guide to change: the field that says it wrong, else the material, else the list."""
    at = mismatch.guide
    if at.material is not None:
        material: Path = ("materials", at.material)
        key = {"original-demanded": "type", "more-copies": "copies", "unlisted-criteria": "criteria"}.get(
            mismatch.kind, "name"
        )
        return (*material, key if key in document.data["materials"][at.material] else "name")
    if at.step is not None:
        return ("steps", at.step, "presence", "who")
    if at.condition is not None:
        return ("conditions", at.condition)
    key = _KEYS.get(mismatch.kind, "materials")
    return (key if key in document.data else "title",)


def _match(context: CheckContext, window: ObservedWindow, mismatch: Mismatch) -> Match:
    path = place(context.document, mismatch)
    at_words = mismatch.end > 0 and path[-1:] == ("name",)
    replacement = _replacement(mismatch, path)
    return Match(
        path,
        start=mismatch.start if at_words else 0,
        end=mismatch.end if at_words else 0,
        key=path[-1:] in (("materials",), ("conditions",), ("steps",)),
        values={
            "witness": mismatch.words,
            "hall": window.record.hall,
            "window.accepts": mismatch.write or "",
            "value": mismatch.refused,
            "write": mismatch.write or "",
        },
        tickets=_tickets(context, mismatch),
        replacement=replacement,
        window_known=replacement is not None and _may_be_written(context, mismatch),
        witness=Witness(mismatch.bundle, mismatch.refused, window.record.hall, mismatch.words),
        related=(window.place(mismatch.window),),
        remedies=remedies(mismatch, context.guide, window.record, _quoted(context, mismatch)),
    )


def _quoted(context: CheckContext, mismatch: Mismatch) -> list[str]:
    """What the tickets that revealed the demand quote of the guide."""
    told = (context.tickets[id].guide_says for id in mismatch.revealed_by if id in context.tickets)
    return [words for words in told if words is not None]


def _replacement(mismatch: Mismatch, path: Path) -> str | None:
    """The new text, where changing one value mends the guide."""
    if mismatch.kind in ("original-demanded", "more-copies"):
        return mismatch.write if path[-1] in ("type", "copies") else None
    return mismatch.write if mismatch.narrows else None


def _may_be_written(context: CheckContext, mismatch: Mismatch) -> bool:
    """Whether the edit may be made unattended: it only narrows the guide's own word, or the demand has a ground."""
    if mismatch.kind == "vaguer-than-window":
        return context.is_proved(mismatch)
    return mismatch.ground is not None and mismatch.sure and not context.hall_differences


def _tickets(context: CheckContext, mismatch: Mismatch) -> tuple[str, ...]:
    """Tickets of people who brought this very bundle, then those that revealed the window record."""
    happened = [
        ticket.id
        for ticket in context.own_tickets
        if any(set(mismatch.bundle) & read(words, context.phrases) for words in ticket.brought)
    ]
    return tuple(dict.fromkeys((*happened, *mismatch.revealed_by)))


def _hall_match(context: CheckContext, first: ObservedWindow, second: ObservedWindow, difference: Difference) -> Match:
    path: Path = ("halls",) if "halls" in context.document.data else ("title",)
    return Match(
        path,
        values={
            "witness": difference.words,
            "hall": difference.strict.hall,
            "value": difference.refused,
            "window.accepts": difference.refused,
        },
        tickets=difference.revealed_by,
        witness=Witness(difference.bundle, difference.refused, difference.strict.hall, difference.words),
        related=((first.document, ("hall",)), (second.document, ("hall",))),
        remedies=GUIDE_FIRST,
    )
