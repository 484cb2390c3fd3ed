"""Format `jsonl`: one object a line, first findings, then errors and notices; `kind` says which."""

import json

from guidelint.model.report import Report
from guidelint.model.text import Lang
from guidelint.output.data import error_data, findings_data


def render(report: Report, lang: Lang) -> str:
    rows = [{"kind": "finding", **data} for data in findings_data(report, lang)]
    rows += [{"kind": "error", **error_data(error, lang)} for error in report.errors]
    rows += [{"kind": "notice", **error_data(notice, lang)} for notice in report.notices]
    rows += [{"kind": "uncompared", **error_data(notice, lang)} for notice in report.uncompared]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
