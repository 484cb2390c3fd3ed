"""From an id to what it names, and from a thing to what names it: tickets, window records, rules and guides."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guidelint.lsp.live import Checked, Live
from guidelint.model.finding import Finding
from guidelint.model.position import Span
from guidelint.model.regex import regex
from guidelint.rules.selector import select
from guidelint.schemas.published import SchemaName
from guidelint.source.document import Document, Path

TargetKind = Literal["guide", "ticket", "rule"]

REFERENCES: dict[str, tuple[tuple[str, TargetKind], ...]] = {
    "guide": (("related[]", "guide"),),
    "window": (
        ("guide", "guide"),
        ("materials[].revealed_by[]", "ticket"),
        ("presence[].revealed_by[]", "ticket"),
        ("conditions[].revealed_by[]", "ticket"),
        ("fees[].revealed_by[]", "ticket"),
        ("hours[].revealed_by[]", "ticket"),
        ("channels[].revealed_by[]", "ticket"),
    ),
    "ticket": (("guide", "guide"), ("reveals[]", "rule")),
    "rule": (("evidence[]", "ticket"),),
}
"""Which fields of which files hold whose ids."""

_SUPPRESSION = regex(r"#\s*guidelint:[^\[\r\n]*\[([^\]\r\n]*)")
_RULE = regex(r"[\w-]+/[\w-]+")


@dataclass(frozen=True, slots=True)
class Target:
    """Something with an id."""

    kind: TargetKind
    id: str


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document."""

    document: Document
    span: Span


def findings_at(checked: Checked, offset: int) -> list[Finding]:
    """The findings whose words the cursor touches, those of the fewest words first."""
    touched = [f for f in checked.report.findings if f.location.span.start <= offset <= f.location.span.end]
    return sorted(touched, key=lambda f: (f.location.span.end - f.location.span.start, f.sort_key))


def target_at(live: Live, checked: Checked, offset: int) -> tuple[Target, Span] | None:
    """What the id under the cursor names, whether it is there or not."""
    document = checked.document
    if document is None:
        return None
    for target, path in references_of(checked.kind, document):
        span = document.span(path)
        if span.start <= offset <= span.end:
            return target, span
    return _own(live, checked, document, offset) or _suppressed(document, offset)


def references_of(kind: SchemaName, document: Document) -> Iterator[tuple[Target, Path]]:
    """Every reference that a document makes."""
    for selector, target in REFERENCES.get(kind, ()):
        for path, value in select(document.data, selector):
            if isinstance(value, str):
                yield Target(target, value), path


def definition(live: Live, target: Target) -> Place | None:
    """Where the target stands; None where the workspace has no such thing."""
    assert live.ready is not None
    engine = live.ready.engine
    if target.kind == "rule":
        rule = engine.ruleset.rules.get(target.id)
        return Place(rule.document, rule.document.span(("title",))) if rule else None
    loaded = live.guide(target.id) if target.kind == "guide" else engine.tickets.get(target.id)
    return Place(loaded.document, loaded.document.span(("id",))) if loaded else None


def references(live: Live, target: Target) -> Iterator[Place]:
    """Every place in the workspace that names the target."""
    for kind, document in live.documents():
        for named, path in references_of(kind, document):
            if named == target:
                yield Place(document, document.span(path))


def behind(live: Live, finding: Finding) -> Iterator[Place]:
    """What stands behind a finding: the window records, the tickets, the rule."""
    assert live.ready is not None
    windows = {one.document.name: one.document for many in live.ready.engine.windows.values() for one in many}
    yield from (Place(windows[r.file], r.span) for r in finding.related if r.file in windows)
    targets = (*(Target("ticket", one.ticket) for one in finding.evidence), Target("rule", finding.rule))
    yield from (place for target in targets if (place := definition(live, target)) is not None)


def _own(live: Live, checked: Checked, document: Document, offset: int) -> tuple[Target, Span] | None:
    """The file's own id; a rule's is its path, so its title stands for it."""
    if checked.kind == "guide" or checked.kind == "ticket":
        span = document.span(("id",))
        if span.start <= offset <= span.end and isinstance(document.data, dict):
            return Target(checked.kind, str(document.data.get("id"))), span
    if checked.kind == "rule" and live.ready is not None:
        span = document.span(("title",))
        rules = live.ready.engine.ruleset.rules
        id = next((id for id, rule in rules.items() if rule.document.name == document.name), None)
        if id is not None and span.start <= offset <= span.end:
            return Target("rule", id), span
    return None


def _suppressed(document: Document, offset: int) -> tuple[Target, Span] | None:
    """A rule named in a suppression."""
    for comment in _SUPPRESSION.finditer(document.text):
        for rule in _RULE.finditer(document.text, *comment.span(1)):
            if rule.start() <= offset <= rule.end():
                return Target("rule", rule[0]), Span(*rule.span())
    return None
