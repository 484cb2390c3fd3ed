"""Format `github`: annotations of GitHub Actions (workflow commands).

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from guidelint.model.errors import FileError
from guidelint.model.finding import Finding
from guidelint.model.report import Report
from guidelint.model.rule import Level
from guidelint.model.text import Lang, Text
from guidelint.model.visible import one_line, visible
from guidelint.output.plain import plain_lines

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}


def render(report: Report, lang: Lang) -> str:
    lines = [_error(error, lang) for error in report.errors]
    lines += [_annotation(finding, lang) for finding in report.findings]
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding, lang: Lang) -> str:
    at = finding.location
    where = {"file": at.file, "line": at.start.line, "endLine": at.end.line}
    if at.end.line == at.start.line:  # GitHub takes columns on one line only
        where |= {"col": at.start.column, "endColumn": at.end.column}
    title = one_line(f"{finding.title.in_(lang)} [{finding.rule}]")
    return _command(_COMMANDS[finding.level], {**where, "title": title}, "\n".join(plain_lines(finding, lang)))


def _error(error: FileError, lang: Lang) -> str:
    where: dict[str, object] = {"file": error.path}
    if error.line:
        where |= {"line": error.line, "col": error.column}
    title = Text("文件有误", "error in the file").in_(lang)
    return _command("error", {**where, "title": title}, one_line(error.message.in_(lang)))


def _command(name: str, properties: dict[str, object], message: str) -> str:
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return visible(f"::{name} {written}::{_message(message)}")


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
