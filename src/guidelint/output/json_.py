"""Format `json`: the whole report as one object (`guidelint schema report`)."""

import json

from guidelint import __version__
from guidelint.output.data import report_data
from guidelint.report import Report
from guidelint.text import Lang


def render(report: Report, lang: Lang) -> str:
    data = {"tool": "guidelint", "version": __version__, **report_data(report, lang)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
