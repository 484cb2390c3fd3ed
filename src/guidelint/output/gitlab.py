"""Format `gitlab`: a Code Quality report, an array of issues with description, fingerprint, severity and place.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import json
from typing import Any

from guidelint.model.report import Report
from guidelint.model.rule import Level
from guidelint.model.text import Lang
from guidelint.model.visible import one_line
from guidelint.output.data import error_fingerprint, fingerprints
from guidelint.output.plain import plain_lines

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.HINT: "info"}


def render(report: Report, lang: Lang) -> str:
    issues = [
        _issue("file-error", said, error_fingerprint(error), "blocker", error.path, error.line or 1)
        for error in report.errors
        for said in (one_line(error.message.in_(lang)),)
    ]
    for finding, mark in zip(report.findings, fingerprints(report), strict=True):
        at, told = finding.location, " ".join(plain_lines(finding, lang))
        issues.append(_issue(finding.rule, told, mark, _SEVERITIES[finding.level], at.file, at.start.line))
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(check: str, description: str, fingerprint: str, severity: str, path: str, line: int) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
