"""Format `junit`: one suite a file, one failed case a finding, one passed case for a guide without any.

Fits the schema of Jenkins' xUnit plugin (junit-10.xsd), which GitLab and others read too.
"""

from itertools import groupby
from xml.etree import ElementTree as ET

from guidelint.model.errors import FileError
from guidelint.model.finding import Finding
from guidelint.model.report import Report
from guidelint.model.text import Lang, Text
from guidelint.model.visible import one_line, unbroken, visible, xml_text
from guidelint.output.plain import plain_lines


def render(report: Report, lang: Lang) -> str:
    root = ET.Element(
        "testsuites", name="guidelint", tests=str(_tests(report)), failures=str(len(report.findings)), errors=str(len(report.errors))
    )  # fmt: skip
    for file, errors in groupby(report.errors, key=lambda error: error.path):
        _suite(root, file, [_error(error, lang) for error in errors])
    for file, findings in groupby(report.findings, key=lambda finding: finding.location.file):
        _suite(root, file, [_failure(finding, lang) for finding in findings])
    for guide, file in _clean(report):
        _suite(root, file, [ET.Element("testcase", name=xml_text(visible(guide)), classname=xml_text(visible(file)))])
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, file: str, cases: list[ET.Element]) -> None:
    kinds = {"failures": "failure", "errors": "error"}
    counts = {key: str(sum(len(case.findall(kind)) for case in cases)) for key, kind in kinds.items()}
    suite = ET.SubElement(root, "testsuite", {"name": xml_text(visible(file)), "tests": str(len(cases)), **counts})
    suite.extend(cases)


def _failure(finding: Finding, lang: Lang) -> ET.Element:
    at = finding.location
    name = f"{finding.rule} {at.file}:{at.start.line}:{at.start.column}"
    case = ET.Element("testcase", name=xml_text(visible(name)), classname=xml_text(visible(at.file)))
    said = plain_lines(finding, lang)
    failure = ET.SubElement(case, "failure", type=finding.level.word, message=xml_text(said[0]))
    failure.text = xml_text("\n".join((unbroken(name), *said)))
    return case


def _error(error: FileError, lang: Lang) -> ET.Element:
    name = f"{Text('文件有误', 'error in the file').in_(lang)} {error.path}:{error.line}:{error.column}"
    case = ET.Element("testcase", name=xml_text(visible(name)), classname=xml_text(visible(error.path)))
    ET.SubElement(case, "error", type="file-error", message=xml_text(one_line(error.message.in_(lang))))
    return case


def _clean(report: Report) -> list[tuple[str, str]]:
    guilty = {finding.location.file for finding in report.findings} | {error.path for error in report.errors}
    return [(guide, file) for guide, file in report.checked if file not in guilty]


def _tests(report: Report) -> int:
    return len(report.findings) + len(report.errors) + len(_clean(report))
