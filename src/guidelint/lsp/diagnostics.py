"""Findings, errors and notices of one file as diagnostics."""

from collections.abc import Sequence

from lsprotocol import types

from guidelint.lsp.live import Checked, Live
from guidelint.lsp.places import Places, error_range, uri
from guidelint.model.errors import FileError
from guidelint.model.finding import Finding
from guidelint.model.position import Lines
from guidelint.model.rule import Level
from guidelint.model.text import Lang, Text
from guidelint.output.folding import folded, more_like_it
from guidelint.rules.suppression import Notice

SOURCE = "guidelint"
# A hint is shown as information: most editors hardly show the protocol's own hints.
_SEVERITIES = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.HINT: types.DiagnosticSeverity.Information,
}


def diagnostics(live: Live, checked: Checked, text: str, places: Places, lang: Lang) -> list[types.Diagnostic]:
    """In the order of errors, findings, notices."""
    report = checked.report
    told = [
        one
        for finding, rest in folded(report.findings)
        for one in (
            _finding(live, finding, _with_rest(finding, rest), places, lang),
            *(_finding(live, like, _like(like, finding), places, lang) for like in rest),
        )
    ]
    return [
        *(of_error(places, text, error, lang) for error in report.errors),
        *sorted(told, key=lambda one: (one.range.start.line, one.range.start.character)),
        *(_notice(places, text, notice, lang) for notice in report.notices),
    ]


def uncompared(checked: Checked, text: str, places: Places, lang: Lang) -> list[types.Diagnostic]:
    """What of the guide and its window records could not be compared, for an editor that asks for it: nobody can mend it
    by typing, and among findings it would only be in the way."""
    shown = []
    for compared in checked.report.comparisons:
        for notice in compared.undecided:
            here = notice.file == compared.file  # else it stands in the window's record: told at the guide's title
            line, column = (notice.line, notice.column) if here else (compared.line, compared.column)
            shown.append(
                types.Diagnostic(
                    range=places.error(Lines(text), line, column),
                    message=notice.message.in_(lang),
                    severity=types.DiagnosticSeverity.Information,
                    source=SOURCE,
                    code="uncompared",
                )
            )
    return shown


def of_error(places: Places, text: str, error: FileError, lang: Lang) -> types.Diagnostic:
    return types.Diagnostic(
        range=error_range(places, text, error),
        message=error.message.in_(lang),
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
        code="file",
    )


def _finding(live: Live, finding: Finding, message: Text, places: Places, lang: Lang) -> types.Diagnostic:
    return types.Diagnostic(
        range=places.location(finding.location),
        message=message.in_(lang),
        severity=_SEVERITIES[finding.level],
        source=SOURCE,
        code=finding.rule,
        related_information=_related(live, finding, places, lang),
    )


def _with_rest(finding: Finding, rest: Sequence[Finding]) -> Text:
    said = _message(finding)
    return Text(f"{said.zh}。{more_like_it(rest).zh}", f"{said.en}. {more_like_it(rest).en}") if rest else said


def _like(finding: Finding, first: Finding) -> Text:
    """Another place of what the first place tells: the editor marks it, and the list of problems stays short."""
    line = first.location.start.line
    return Text(f"{finding.title.zh}（同第 {line} 行）", f"{finding.title.en} (as in line {line})")


def _message(finding: Finding) -> Text:
    """What is wrong and whose ticket says so; the whole story is in the hover."""
    if not finding.evidence:
        return finding.message
    first, rest = finding.evidence[0], finding.others
    zh = f"{first.word.zh} {first.ticket}" + (f" 等 {rest + 1} 件" if rest else "")
    en = f"{first.word.en} {first.ticket}" + (f" and {rest} more" if rest else "")
    return Text(f"{finding.message.zh}（{zh}）", f"{finding.message.en} ({en})")


def _related(live: Live, finding: Finding, places: Places, lang: Lang) -> list[types.DiagnosticRelatedInformation]:
    windows = [
        types.DiagnosticRelatedInformation(
            types.Location(uri(live.root / related.file), places.location(related)),
            Text("窗口实际要求", "what the window really asks for").in_(lang),
        )
        for related in finding.related
    ]
    assert live.ready is not None
    tickets = live.ready.engine.tickets
    stories = [
        types.DiagnosticRelatedInformation(
            types.Location(uri(live.path(document)), places.of(document, document.span(("summary",)))),
            Text(f"{one.word.zh} {one.ticket}：{one.summary}", f"{one.word.en} {one.ticket}: {one.summary}").in_(lang),
        )
        for one in finding.evidence[:3]
        for document in (tickets[one.ticket].document,)
    ]
    return [*windows, *stories]


def _notice(places: Places, text: str, notice: Notice, lang: Lang) -> types.Diagnostic:
    return types.Diagnostic(
        range=places.error(Lines(text), notice.line, notice.column),
        message=notice.message.in_(lang),
        severity=types.DiagnosticSeverity.Information,
        source=SOURCE,
        code="suppression",
        tags=[types.DiagnosticTag.Unnecessary],
    )
