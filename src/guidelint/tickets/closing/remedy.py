"""Mend the places in one guide that a ticket speaks of, and hold the result against the check."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from guidelint.checking.engine import Engine
from guidelint.fixing.fixer import FixedGuide, UnfixedFinding, fix
from guidelint.language.normalise import normalise
from guidelint.model.errors import CannotCheck
from guidelint.model.finding import Finding
from guidelint.model.text import Text
from guidelint.rules.kinds.context import Neighbours
from guidelint.source.document import Document
from guidelint.source.edits import NotEditable, replace_text, try_edits

Meant = Callable[[Finding], bool]

BROUGHT = Text("改了以后新出现的问题", "the change itself brings this one")


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's words, and those (normalised) that they are to stand for."""

    text: str
    instead_of: frozenset[str]


def mend(
    engine: Engine, document: Document, neighbours: Neighbours, meant: Meant, *, unsafe: bool, choice: Choice | None
) -> FixedGuide:
    """The guide with every fix of the findings that are `meant` applied: the safe ones, or any with `unsafe`.

    A person's `choice` of words goes in first. Findings that the edits bring about count as left; what a line lacked
    before, and is only told of now that its words are clear, they do not bring about.
    """
    before = engine.recheck(document, neighbours)
    chosen, made = _choose(engine, document, [f for f in before if meant(f)], choice)
    fixed = fix(chosen, lambda d: [f for f in engine.recheck(d, neighbours) if meant(f)], unsafe=unsafe)
    left = fixed.left
    if fixed.after.text != document.text:
        known = {_place(finding) for finding in before}
        after = (f for f in engine.recheck(fixed.after, neighbours) if not meant(f) and _reads_words(engine, f))
        left = (*left, *(UnfixedFinding(finding, BROUGHT) for finding in after if _place(finding) not in known))
    return FixedGuide(document, fixed.after, (*made, *fixed.made), left)


def _reads_words(engine: Engine, finding: Finding) -> bool:
    return engine.ruleset.rules[finding.rule].rule.kind not in ("field", "form")


def takes_words(engine: Engine, finding: Finding) -> bool:
    """Whether other words at its very place could answer the finding."""
    rule = engine.ruleset.rules[finding.rule].rule
    return rule.kind in ("term", "pattern") or rule.options.get("compare") == "vaguer-than-window"


def words_of(finding: Finding) -> str:
    """The words at the place, normalised."""
    return normalise(finding.location.text).text


def _choose(
    engine: Engine, document: Document, findings: Sequence[Finding], choice: Choice | None
) -> tuple[Document, tuple[Finding, ...]]:
    """The document with a person's words in their places; each place once, the last one first."""
    if choice is None:
        return document, ()
    made: list[Finding] = []
    wanted = (f for f in findings if takes_words(engine, f) and words_of(f) in choice.instead_of)
    spans = {finding.location.span: finding for finding in wanted}
    for span in sorted(spans, reverse=True):
        finding = spans[span]
        path = finding.location.value_path
        places = document.characters(path)
        if places is None:
            continue
        start = next((n for n, place in enumerate(places) if place.start == span.start), None)
        end = next((n for n, place in enumerate(places) if place.end == span.end), None)
        try:
            inside = (start, end + 1) if start is not None and end is not None else (0, 0)
            document = try_edits(document, [(path, [replace_text(document, path, *inside, choice.text)])])
            engine.recheck(document)
        except (NotEditable, CannotCheck):
            continue
        made.append(replace(finding, fix=structs.replace(finding.fix, replacement=choice.text)))
    return document, tuple(reversed(made))


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.location.value_path
