"""Format `markdown`: a comment for a merge request. What comes from files is escaped: it is text, not markup."""

import re

from guidelint.model.finding import Finding
from guidelint.model.report import Report
from guidelint.model.text import Lang, Text
from guidelint.model.visible import one_line
from guidelint.output.story import story
from guidelint.output.text import Style, level_word, summary


def render(report: Report, lang: Lang) -> str:
    lines = ["### guidelint", "", _plain(summary(report, Style(lang))), ""]
    word = Text("文件有误", "error in the file").in_(lang)
    for error in report.errors:
        place = f"{error.path}:{error.line}:{error.column}" if error.line else error.path
        lines.append(f"- **{word}** {_code(place)} {_plain(error.message.in_(lang))}")
    for finding in report.findings:
        lines += _finding(finding, lang)
    return "\n".join(lines).rstrip() + "\n"


def _finding(finding: Finding, lang: Lang) -> list[str]:
    at, (message, *rest) = finding.location, story(finding, lang)
    level = level_word(finding.level).in_(lang)
    place, rule = _code(f"{at.file}:{at.start.line}"), _code(finding.rule)
    return [f"- **{level}** {place} {_plain(message)} ({rule})", *(f"  - {_plain(line)}" for line in rest)]


def _plain(text: str) -> str:
    """Text that is no markup, makes no link, and calls no person or issue.

    GitHub and GitLab look for @names and #numbers after rendering, so a backslash does not stop them; a comment does.
    """
    escaped = re.sub(r"[\\`*_\[\]<>|~$]", r"\\\g<0>", one_line(text).replace("&", "&amp;"))
    unlinked = escaped.replace("://", "\\://").replace("www.", "www\\.")
    return re.sub(r"[@#!%](?=\w)", r"\g<0><!-- -->", unlinked)


def _code(text: str) -> str:
    """Text between backticks, more of them than stand in it (CommonMark, code spans)."""
    shown = one_line(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    blank = " " if "`" in shown else ""
    return f"{fence}{blank}{shown}{blank}{fence}"
