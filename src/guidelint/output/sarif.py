"""Format `sarif`: SARIF 2.1.0 (OASIS), with the tickets as related locations and as properties."""

import json
import os
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from guidelint import __version__
from guidelint.model.errors import FileError
from guidelint.model.finding import Evidence, Finding, Location
from guidelint.model.position import Position
from guidelint.model.report import Report
from guidelint.model.rule import Level
from guidelint.model.text import Lang
from guidelint.model.visible import one_line
from guidelint.output.data import edit_place, evidence_data, fingerprints
from guidelint.rules.suppression import Notice

_UNCOMPARED: dict[str, Any] = {
    "id": "uncompared",
    "shortDescription": {"text": "没法比较的要求 · a requirement that could not be compared"},
}
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "note"}


def render(report: Report, lang: Lang) -> str:
    rules = {finding.rule: finding for finding in report.findings}
    index = {id: number for number, id in enumerate(sorted(rules))}
    open_lines = [_open_line(notice, lang) for notice in report.uncompared]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "guidelint",
                "semanticVersion": __version__,
                "language": "zh-CN" if lang == "zh" else "en",
                "rules": [_rule(rules[id], lang) for id in index],
                **({"notifications": [_UNCOMPARED]} if open_lines else {}),
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.errors,
                "exitCode": report.exit_code,
                "toolExecutionNotifications": [
                    *(_notification(error.path, error, "error", lang) for error in report.errors),
                    *(_notification(notice.file, notice, "note", lang) for notice in report.notices),
                    *open_lines,
                ],
            }
        ],
        "results": [
            _result(finding, mark, index, lang)
            for finding, mark in zip(report.findings, fingerprints(report), strict=True)
        ],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(finding: Finding, lang: Lang) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": finding.rule,
        "shortDescription": {"text": one_line(finding.title.in_(lang))},
        "help": {"text": one_line(finding.fix.advice.in_(lang))},
        "defaultConfiguration": {"level": _LEVELS[finding.level]},
        "properties": {"tags": [finding.rule.split("/")[0]], "basis": [one_line(one.cited) for one in finding.basis]},
    }
    if (address := next((one.url for one in finding.basis if one.url), None)) is not None:
        rule["helpUri"] = address
    return rule


def _result(finding: Finding, mark: str, index: dict[str, int], lang: Lang) -> dict[str, Any]:
    related = [{"physicalLocation": _place(location)} for location in finding.related]
    related += [_ticket(evidence, lang) for evidence in finding.evidence]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.level],
        "message": {"text": one_line(finding.message.in_(lang))},
        "locations": [
            {
                "physicalLocation": _place(finding.location),
                "logicalLocations": [{"fullyQualifiedName": f"{finding.guide}/{finding.location.path}"}],
            }
        ],
        "relatedLocations": [{"id": number, **location} for number, location in enumerate(related, 1)],
        "partialFingerprints": {"guidelint/v1": mark},
        "properties": {
            "guide": finding.guide,
            "tickets": [evidence_data(evidence) for evidence in finding.evidence],
            "moreTickets": finding.more,
            "basis": [one_line(one.cited) for one in finding.basis],
            "remedies": list(finding.remedies),
        },
    }
    if finding.witness is not None:
        result["properties"]["witness"] = one_line(finding.witness.words.in_(lang))
    if finding.fix.edits:
        result["fixes"] = [_fix(finding, lang)]
    return result


def _ticket(evidence: Evidence, lang: Lang) -> dict[str, Any]:
    """A ticket's file where it has one; the words of the ticket in any case. GitHub refuses a whole log for a location
    whose URI is of another scheme than file, so an address on the web stands in the words and among the properties."""
    named = f"{evidence.word.in_(lang)} {evidence.ticket}"
    told = (named, evidence.received, evidence.summary, evidence.url if evidence.file is None else None)
    said = {"message": {"text": one_line(" ".join(word for word in told if word))}}
    if evidence.file is not None:
        return {"physicalLocation": {"artifactLocation": _uri(evidence.file)}, **said}
    return {"logicalLocations": [{"name": evidence.ticket, "kind": "ticket"}], **said}


def _fix(finding: Finding, lang: Lang) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(*edit_place(finding.location, edit)), "insertedContent": {"text": edit.text}}
        for edit in finding.fix.edits
    ]
    change = {"artifactLocation": _uri(finding.location.file), "replacements": replacements}
    return {"description": {"text": one_line(finding.fix.advice.in_(lang))}, "artifactChanges": [change]}


def _place(location: Location) -> dict[str, Any]:
    region = {**_region(location.start, location.end), "snippet": {"text": location.shown}}
    return {"artifactLocation": _uri(location.file), "region": region}


def _region(start: Position, end: Position) -> dict[str, int]:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _uri(file: str) -> dict[str, str]:
    """A relative reference, or a file URI for what lies elsewhere; a colon in a name must not look like a scheme."""
    if PurePath(file).is_absolute():
        slash = "" if file.startswith("/") else "/"
        return {"uri": f"file://{slash}{quote(_bytes(file), safe='/:')}"}
    return {"uri": quote(_bytes(file))}


def _bytes(file: str) -> bytes:
    """A file's name as the file system has it; half a surrogate pair stands in no name."""
    try:
        return os.fsencode(file)
    except UnicodeEncodeError:
        return file.encode("utf-8", "replace")


def _open_line(notice: Notice, lang: Lang) -> dict[str, Any]:
    """A line that could not be compared is no finding, and not taken for sound either: a program finds it by its id."""
    said = _notification(notice.file, notice, "note", lang)
    return {"descriptor": {"id": _UNCOMPARED["id"], "index": 0}, **said}


def _notification(file: str, said: FileError | Notice, level: str, lang: Lang) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _uri(file)}
    if said.line:
        place["region"] = {"startLine": said.line, "startColumn": said.column}
    return {
        "level": level,
        "message": {"text": one_line(said.message.in_(lang))},
        "locations": [{"physicalLocation": place}],
    }
