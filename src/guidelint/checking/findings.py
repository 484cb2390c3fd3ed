"""What a rule matched, as a finding: its words, place, evidence and fix."""

from collections.abc import Iterator, Mapping, Sequence

from guidelint.language.normalise import normalise
from guidelint.model.finding import Finding, Fix, Location
from guidelint.model.position import Span
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.evidence import Chosen, evidence_for, quotes
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.ruleset import LoadedRule
from guidelint.source.document import Document, Path, show
from guidelint.source.edits import NotEditable, replace_text


class FindingMaker:
    """Makes findings of matches. With `illustrations`, tickets that illustrate count as evidence too."""

    def __init__(self, *, illustrations: bool) -> None:
        self._illustrations = illustrations
        self._common: dict[tuple[str, Sequence[str], str | None], Chosen] = {}  # evidence by rule, halls and region

    def make(self, context: CheckContext, loaded: LoadedRule, match: Match) -> Finding:
        rule, document = loaded.rule, context.document
        location = match_location(document, match)
        text = _value_text(document, match) or location.text
        replacement = match.replacement
        words = normalise(text).text
        chosen = self.evidence(context, loaded, match, words)
        values = {"text": text, "replacement": replacement or "", **match.values}
        return Finding(
            rule=rule.id,
            title=rule.title,
            level=loaded.level_of(match),
            message=(match.message or rule.message).format(**values),
            location=location,
            guide=context.guide.id,
            evidence=chosen.evidence,
            fix=_fix(loaded, match, document, values),
            witness=match.witness,
            related=tuple(locate(doc, doc.span(path), path) for doc, path in match.related),
            identity=(rule.id, context.guide.id, _stable_path(match), words),
            more=chosen.more,
            basis=rule.basis,
            remedies=match.remedies,
        )

    def evidence(self, context: CheckContext, loaded: LoadedRule, match: Match, words: str) -> Chosen:
        """The tickets behind a match; `words` are those of its place in their normal form."""
        guide, backing = context.guide, loaded.backing
        fitting = (*match.tickets, *_quoting(context, loaded.rule, match, words))
        # Where no ticket is about the guide or fits the place, it is the same for all guides of its halls and region.
        common = None if fitting or backing.is_about(guide.id) else (loaded.rule.id, guide.halls, guide.district)
        found = self._common.get(common) if common is not None else None
        if found is None:
            found = evidence_for(
                guide,
                backing,
                fitting,
                context.tickets,
                context.ticket_files,
                illustrations=self._illustrations,
            )
            if common is not None:
                self._common[common] = found
        return found


def _quoting(context: CheckContext, rule: Rule, match: Match, words: str) -> Iterator[str]:
    """The guide's own tickets that quote the words of a place, name no other rule and ask for the words to change."""
    for ticket in context.own_tickets:
        remedy = ticket.outcome.remedy if ticket.outcome is not None else None
        if not ticket.reveals and remedy in (None, "guide") and quotes(ticket, rule, match.path, words):
            yield ticket.id


def match_location(document: Document, match: Match) -> Location:
    if match.end:
        return locate(document, document.inner(match.path, match.start, match.end), match.path)
    return locate(document, document.span(match.path, key=match.key), match.path)


def locate(document: Document, span: Span, path: Path) -> Location:
    start, end = document.position(span.start), document.position(span.end)
    lines = document.lines.touching(span.start, span.end)
    return Location(document.name, span, path, start, end, show(path), document.quote(span), lines)


def _value_text(document: Document, match: Match) -> str:
    """The matched words as the value has them, without the quoting of the file; empty for what is no text."""
    if match.key:
        return ""
    value = document.data
    try:
        for step in match.path:
            value = value[step]
    except (LookupError, TypeError):  # a key that the guide lacks
        return ""
    if match.end:
        return str(value)[match.start : match.end]
    return value if isinstance(value, str) else ""


def _stable_path(match: Match) -> str:
    """The field without list positions, which move whenever a line is added above."""
    return show(tuple(step for step in match.path if isinstance(step, str)))


def _fix(loaded: LoadedRule, match: Match, document: Document, values: Mapping[str, str | Text]) -> Fix:
    fix = loaded.rule.fix
    advice = (match.advice or fix.advice).format(**values)
    if match.replacement is None:
        return Fix(advice)
    try:
        edit = replace_text(document, match.path, match.start, match.end, match.replacement)
    except NotEditable as error:
        return Fix(advice, replacement=match.replacement, blocked=error.reason)
    safe = fix.safe == "always" or (fix.safe == "when-window-known" and match.window_known)
    return Fix(advice, (edit,), match.replacement, safe)
