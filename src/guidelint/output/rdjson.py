"""Format `rdjson`: Reviewdog Diagnostic Format, with the fixes as suggestions.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Columns there count bytes of UTF-8.
"""

import json
from typing import Any

from guidelint.model.errors import FileError
from guidelint.model.finding import Finding, Location
from guidelint.model.position import Position
from guidelint.model.report import Report
from guidelint.model.rule import Level
from guidelint.model.text import Lang
from guidelint.model.visible import one_line
from guidelint.output.data import edit_place
from guidelint.output.plain import plain_lines

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.HINT: "INFO"}


def render(report: Report, lang: Lang) -> str:
    data = {
        "source": {"name": "guidelint"},
        "diagnostics": [
            *(_error(error, lang) for error in report.errors),
            *(_diagnostic(finding, lang) for finding in report.findings),
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(finding: Finding, lang: Lang) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": "\n".join(plain_lines(finding, lang)),
        "location": _location(finding.location),
        "severity": _SEVERITIES[finding.level],
        "code": {"value": finding.rule},
    }
    if finding.fix.edits:
        places = [(edit_place(finding.location, edit), edit.text) for edit in finding.fix.edits]
        diagnostic["suggestions"] = [
            {"range": _range(finding.location, *place), "text": text} for place, text in places
        ]
    return diagnostic


def _error(error: FileError, lang: Lang) -> dict[str, Any]:
    location: dict[str, Any] = {"path": error.path}
    if error.line:
        # The line itself is not known here, so neither is its column in bytes.
        location["range"] = {"start": {"line": error.line}}
    return {
        "message": one_line(error.message.in_(lang)),
        "location": location,
        "severity": "ERROR",
        "code": {"value": "file-error"},
    }


def _location(location: Location) -> dict[str, Any]:
    return {"path": location.file, "range": _range(location, location.start, location.end)}


def _range(location: Location, start: Position, end: Position) -> dict[str, Any]:
    return {"start": _position(location, start), "end": _position(location, end)}


def _position(location: Location, position: Position) -> dict[str, int]:
    line = location.lines[position.line - location.start.line]
    before = line[: position.column - 1]
    return {"line": position.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
