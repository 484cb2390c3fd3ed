"""Format `markdown`: a comment for a merge request. What comes from files is escaped: it is text, not markup."""

import re
import sys

from guidelint.model.errors import FileError
from guidelint.model.finding import Finding
from guidelint.model.report import Report
from guidelint.model.rule import Level
from guidelint.model.text import Lang, Text
from guidelint.model.visible import one_line
from guidelint.output.plain import plain_lines
from guidelint.output.text import Style, level_word, summary

_ERROR = max(Level) + 1
_BREAK = "\n"

MAX_BYTES = 1_000_000
"""A summary of GitHub's steps takes 1 MiB or nothing of it, a comment of GitLab's a million characters."""


def render(report: Report, lang: Lang) -> str:
    """At most MAX_BYTES: of many findings the worst, in their order, and how many there are besides."""
    head = f"### guidelint\n\n{_plain(summary(report, Style(lang)))}\n"
    room = MAX_BYTES - len(head.encode()) - len(_omitted(sys.maxsize, lang).encode())
    items: list[tuple[int, str]] = [(_ERROR, _error(error, lang)) for error in report.errors]
    items += ((finding.level, _finding(finding, lang)) for finding in report.findings)
    kept = set[int]()
    for number in sorted(range(len(items)), key=lambda number: -items[number][0]):
        room -= len(items[number][1].encode("utf-8", "replace"))
        if room < 0:
            break
        kept.add(number)
    listed = "".join(text for number, (_, text) in enumerate(items) if number in kept)
    rest = len(items) - len(kept)
    return f"{head}{_BREAK if items else ''}{listed}{_omitted(rest, lang) if rest else ''}"


def _omitted(count: int, lang: Lang) -> str:
    said = Text(
        f"另有 {count} 处没有列出：全部列出会超过 {MAX_BYTES:,} 字节，放不进摘要。",
        f"{count} more are not listed: with them this would be over {MAX_BYTES:,} bytes.",
    )
    return f"{_BREAK}{_plain(said.in_(lang))}{_BREAK}"


def _error(error: FileError, lang: Lang) -> str:
    word = Text("文件有误", "error in the file").in_(lang)
    place = f"{error.path}:{error.line}:{error.column}" if error.line else error.path
    return f"- **{word}** {_code(place)} {_plain(error.message.in_(lang))}\n"


def _finding(finding: Finding, lang: Lang) -> str:
    at, (message, *rest) = finding.location, plain_lines(finding, lang)
    level = level_word(finding.level).in_(lang)
    place, rule = _code(f"{at.file}:{at.start.line}"), _code(finding.rule)
    lines = [f"- **{level}** {place} {_plain(message)} ({rule})", *(f"  - {_plain(line)}" for line in rest)]
    return "".join(f"{line}\n" for line in lines)


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
