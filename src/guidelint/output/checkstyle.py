"""Format `checkstyle`: the XML that Checkstyle writes and Jenkins, reviewdog, diff-quality and many others read."""

from xml.etree import ElementTree as ET

from guidelint.model.report import Report
from guidelint.model.rule import Level
from guidelint.model.text import Lang
from guidelint.model.visible import one_line, visible, xml_text
from guidelint.output.plain import plain_lines

_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "info"}


def render(report: Report, lang: Lang) -> str:
    root = ET.Element("checkstyle", version="4.3")
    files: dict[str, ET.Element] = {}

    def add(file: str, line: int, column: int, severity: str, message: str, source: str) -> None:
        if file not in files:
            files[file] = ET.SubElement(root, "file", name=xml_text(visible(file)))
        values = {"line": str(line), "column": str(column), "severity": severity}
        ET.SubElement(files[file], "error", {**values, "message": xml_text(message), "source": source})

    for error in report.errors:
        add(
            error.path,
            error.line or 1,
            error.column or 1,
            "error",
            one_line(error.message.in_(lang)),
            "guidelint.file-error",
        )
    for finding in report.findings:
        at, said = finding.location, " ".join(plain_lines(finding, lang))
        source = f"guidelint.{finding.rule}"
        add(at.file, at.start.line, at.start.column, _SEVERITIES[finding.level], said, source)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
