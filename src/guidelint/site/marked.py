"""Text as published, cut where findings begin and end."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from guidelint.model.finding import Finding
from guidelint.model.text import Lang, Text
from guidelint.model.visible import visible
from guidelint.source.document import Document, Path


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number on the page, counted from 1, and its anchor there: its fingerprint, as the formats
    for other programs have it. `told_at` is the one beside which its story stands, where that is another."""

    number: int
    anchor: str
    finding: Finding
    told_at: "Numbered | None" = None


def marked(document: Document, path: Path, shown: str, findings: Sequence[Numbered], lang: Lang) -> str:
    """The value at `path`, shown as `shown`, as HTML: the words that the findings point at marked, each finding's
    number behind its last word."""
    ranges = [(one, *_range(document, path, shown, one.finding)) for one in findings]
    cuts = sorted({0, len(shown), *(at for _, start, end in ranges for at in (start, end))})
    word = Text("问题", "finding").in_(lang)
    return "".join(_piece(shown, start, end, ranges, word) for start, end in pairwise(cuts))


def _piece(shown: str, start: int, end: int, ranges: Sequence[tuple[Numbered, int, int]], word: str) -> str:
    text = escape(visible(shown[start:end]))
    over = [one.finding.level for one, first, last in ranges if first <= start and end <= last]
    if not over:
        return text
    numbers = "".join(
        f'<a class="number {one.finding.level.word}" href="#{one.anchor}" aria-label="{word} {one.number}">{one.number}</a>'
        for one, _, last in ranges
        if last == end
    )
    return f'<mark class="{max(over).word}">{text}</mark>{numbers}'


def _range(document: Document, path: Path, shown: str, finding: Finding) -> tuple[int, int]:
    """The characters that a finding points at; all of them where that cannot be told."""
    spans = document.characters(path) or ()
    at = finding.location.span
    inside = [index for index, span in enumerate(spans) if span.start < at.end and at.start < span.end]
    return (inside[0], inside[-1] + 1) if inside and len(spans) == len(shown) else (0, len(shown))
