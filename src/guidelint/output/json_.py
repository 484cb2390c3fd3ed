"""Format `json`: the whole report as one object (`guidelint schema report`)."""

import json

from guidelint import __version__
from guidelint.model.report import Report
from guidelint.model.text import Lang
from guidelint.output.data import report_data


def render(report: Report, lang: Lang) -> str:
    data = {"tool": "guidelint", "version": __version__, **report_data(report, lang)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
