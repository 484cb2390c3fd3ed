"""Format `concise`: one line a finding, as editors and `grep` like it."""

from guidelint.model.errors import FileError
from guidelint.model.finding import Finding
from guidelint.model.report import Report
from guidelint.model.text import Lang, Text
from guidelint.model.visible import one_line
from guidelint.output.text import level_word


def render(report: Report, lang: Lang) -> str:
    lines = [_error(error, lang) for error in report.errors]
    lines += [_finding(finding, lang) for finding in report.findings]
    return "".join(f"{one_line(line)}\n" for line in lines)


def _finding(finding: Finding, lang: Lang) -> str:
    at, level = finding.location, level_word(finding.level).in_(lang)
    ticket = f" {finding.evidence[0].ticket}" if finding.evidence else ""
    return f"{at.file}:{at.start.line}:{at.start.column}: {level}: {finding.message.in_(lang)} [{finding.rule}]{ticket}"


def _error(error: FileError, lang: Lang) -> str:
    word = Text("文件有误", "error in the file").in_(lang)
    return f"{error.path}:{error.line or 1}:{error.column or 1}: {word}: {error.message.in_(lang)}"
