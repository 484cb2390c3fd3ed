"""Findings as plain values, for the formats that other programs read."""

from collections import Counter
from hashlib import sha256
from typing import Any

from guidelint.model.errors import FileError
from guidelint.model.finding import Compared, Edit, Evidence, Finding, Fix, Location
from guidelint.model.position import Lines, Position
from guidelint.model.report import Report
from guidelint.model.text import Lang
from guidelint.rules.suppression import Notice


def fingerprints(report: Report) -> list[str]:
    """One for each finding, in order, no two the same: a hash of its identity and of which among equal ones it is.

    It stays the same while lines move.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    marks = []
    for finding in report.findings:
        marks.append(_digest(*finding.identity, str(seen[finding.identity])))
        seen[finding.identity] += 1
    return marks


def error_fingerprint(error: FileError) -> str:
    return _digest("file-error", error.path, str(error.line), str(error.column), error.message.en)


def report_data(report: Report, lang: Lang) -> dict[str, Any]:
    """The whole report; its schema is printed by `guidelint schema report`."""
    return {
        "guides": report.guides,
        "exitCode": report.exit_code,
        "findings": findings_data(report, lang),
        "since": report.since,
        "older": report.older,
        "baselined": report.baselined,
        "leftOut": report.left_out,
        "errors": [error_data(error, lang) for error in report.errors],
        "notices": [error_data(notice, lang) for notice in report.notices],
        "comparisons": [_compared_data(compared) for compared in report.comparisons],
        "uncompared": [error_data(notice, lang) for notice in report.uncompared],
    }


def findings_data(report: Report, lang: Lang) -> list[dict[str, Any]]:
    return [_finding_data(f, mark, lang) for f, mark in zip(report.findings, fingerprints(report), strict=True)]


def error_data(error: FileError | Notice, lang: Lang) -> dict[str, Any]:
    """`line` and `column` are 0 where the file as a whole is meant."""
    path = error.path if isinstance(error, FileError) else error.file
    return {"file": path, "line": error.line, "column": error.column, "message": error.message.in_(lang)}


def _compared_data(compared: Compared) -> dict[str, Any]:
    return {
        "guide": compared.guide,
        "file": compared.file,
        "hall": compared.hall,
        "window": compared.window,
        "met": compared.met,
        "broken": compared.broken,
        "open": compared.open,
    }


def evidence_data(evidence: Evidence) -> dict[str, Any]:
    return {
        "ticket": evidence.ticket,
        "received": evidence.received,
        "channel": evidence.channel,
        "summary": evidence.summary,
        "cite": evidence.cite,
        "url": evidence.url,
        "file": evidence.file,
        "is_alike": evidence.is_alike,
    }


def edit_place(location: Location, edit: Edit) -> tuple[Position, Position]:
    """Where an edit of the value at `location` begins and ends, in lines and columns."""
    inside = Lines(location.text)

    def place(offset: int) -> Position:
        found = inside.position(offset - location.span.start)
        column = found.column + (location.start.column - 1 if found.line == 1 else 0)
        return Position(location.start.line + found.line - 1, column)

    return place(edit.span.start), place(edit.span.end)


def _finding_data(finding: Finding, mark: str, lang: Lang) -> dict[str, Any]:
    witness = finding.witness
    return {
        "rule": finding.rule,
        "level": finding.level.word,
        "title": finding.title.in_(lang),
        "message": finding.message.in_(lang),
        "guide": finding.guide,
        "location": _location_data(finding.location),
        "evidence": [evidence_data(evidence) for evidence in finding.evidence],
        "moreEvidence": finding.more,
        "witness": witness
        and {
            "bundle": list(witness.bundle),
            "refused": witness.refused,
            "hall": witness.hall,
            "words": witness.words.in_(lang),
        },
        "fix": _fix_data(finding.fix, finding.location, lang),
        "remedies": list(finding.remedies),
        "related": [_location_data(location) for location in finding.related],
        "fingerprint": mark,
    }


def _location_data(location: Location) -> dict[str, Any]:
    """Lines and columns count characters from 1; the end column is the one after the last character."""
    return {
        "file": location.file,
        "path": location.path,
        **_range_data(location.start, location.end),
        "text": location.shown,
    }


def _fix_data(fix: Fix, location: Location, lang: Lang) -> dict[str, Any]:
    return {
        "advice": fix.advice.in_(lang),
        "replacement": fix.replacement,
        "safe": fix.safe,
        "blocked": fix.blocked and fix.blocked.in_(lang),
        "edits": [{**_range_data(*edit_place(location, edit)), "text": edit.text} for edit in fix.edits],
    }


def _range_data(start: Position, end: Position) -> dict[str, int]:
    return {"line": start.line, "column": start.column, "endLine": end.line, "endColumn": end.column}


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
