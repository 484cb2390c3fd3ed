"""Suppressions: a YAML comment that silences rules on a line, with a reason and, if wished, an end date.

    - name: 身份证明  # guidelint: ignore[ambiguous/identity-proof] until 2026-12-31: 窗口已改,等待发布

A comment on a line of its own speaks for the next line that is not a comment; `ignore-file[...]` for the file.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from guidelint.model.errors import FileError
from guidelint.model.finding import Finding
from guidelint.model.finding import Notice as Notice
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.source.document import Document

if TYPE_CHECKING:
    from yaml.nodes import Node, ScalarNode

MARK = "guidelint:"
_COMMENT = regex(r"(?:^|(?<=\s))#\s*guidelint:(?P<body>[^\r\n]*)", re.MULTILINE)
_BODY = regex(
    r"\s*(?P<word>ignore|ignore-file)\s*\[(?P<rules>[^\]]*)\]"
    r"(?:\s+until\s+(?P<until>[^\s:\uff1a]+))?\s*(?:[:\uff1a]\s*(?P<reason>.*?))?\s*\Z"
)


class Suppression(Struct, frozen=True, gc=False):
    """`line` is the line that it speaks for, None for the whole file; `written` the place of the comment itself."""

    file: str
    written: tuple[int, int]
    line: int | None
    rules: tuple[str, ...]
    reason: str
    until: date | None = None

    def covers(self, finding: Finding) -> bool:
        lines = range(finding.location.start.line, finding.location.end.line + 1)
        return finding.rule in self.rules and (self.line is None or self.line in lines)


def read(document: Document, known_rules: Mapping[str, str]) -> tuple[list[Suppression], list[FileError]]:
    """The document's suppressions, and an error for each that is malformed, unexplained or names an unknown rule.

    `known_rules` gives the rule that a name stands for.
    """
    suppressions: list[Suppression] = []
    errors: list[FileError] = []
    if MARK not in document.text:
        return suppressions, errors
    scalars = [(n.start_mark.index, n.end_mark.index) for n in _scalars(document.root)]
    for found in _COMMENT.finditer(document.text):
        if any(start <= found.start() < end for start, end in scalars):
            continue  # the words stand inside a value
        position = document.position(found.start())
        parsed = _parse(document, found["body"], position.line, position.column, known_rules)
        if isinstance(parsed, Suppression):
            suppressions.append(parsed)
        else:
            errors.append(FileError(document.name, position.line, position.column, parsed))
    return suppressions, errors


def apply(
    findings: list[Finding], suppressions: list[Suppression], today: date, checked_rules: Collection[str]
) -> tuple[list[Finding], list[Notice]]:
    """Findings that stay, and a notice for every suppression that is expired or silences nothing.

    A suppression of a rule that did not run (`checked_rules`) is not called unused.
    """
    live = [s for s in suppressions if s.until is None or today <= s.until]
    used: set[Suppression] = set()
    kept: list[Finding] = []
    for finding in findings:
        covering = [s for s in live if s.covers(finding)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    notices = [_expired(s) for s in suppressions if s not in live]
    notices += [_unused(s) for s in live if s not in used and any(rule in checked_rules for rule in s.rules)]
    return kept, notices


def _parse(document: Document, body: str, line: int, column: int, known: Mapping[str, str]) -> Suppression | Text:
    found = _BODY.match(body)
    if found is None:
        return Text(
            "忽略注释写法有误，应写成：# guidelint: ignore[规则] until 2026-12-31: 理由",
            "malformed suppression; write: # guidelint: ignore[RULE] until 2026-12-31: REASON",
        )
    rules = tuple(rule.strip() for rule in found["rules"].split(",") if rule.strip())
    unknown = [rule for rule in rules if rule not in known]
    if not rules or unknown:
        names = "、".join(unknown) or "（空）"
        return Text(f"忽略注释里没有这条规则：{names}", f"suppression names no known rule: {names}")
    if not found["reason"]:
        return Text("忽略注释必须写理由，放在冒号后面", "a suppression needs a reason after a colon")
    rules = tuple(dict.fromkeys(known[rule] for rule in rules))
    until = None
    if found["until"]:
        try:
            until = date.fromisoformat(found["until"])
        except ValueError:
            return Text("忽略注释的日期要写成 2026-12-31", "write the end date as 2026-12-31")
    target = None if found["word"] == "ignore-file" else _target(document, line)
    return Suppression(document.name, (line, column), target, rules, found["reason"], until)


def _target(document: Document, line: int) -> int:
    if not document.lines.line(line).lstrip().startswith("#"):
        return line
    for number in range(line + 1, document.lines.count() + 1):
        text = document.lines.line(number).strip()
        if text and not text.startswith("#"):
            return number
    return line


def _scalars(node: "Node") -> "Iterator[ScalarNode]":
    from yaml.nodes import MappingNode, ScalarNode, SequenceNode

    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)


def _expired(suppression: Suppression) -> Notice:
    rules = ", ".join(suppression.rules)
    return Notice(
        suppression.file,
        *suppression.written,
        Text(
            f"忽略 {rules} 已在 {suppression.until} 到期，不再有效",
            f"suppression of {rules} expired on {suppression.until}",
        ),
    )


def _unused(suppression: Suppression) -> Notice:
    rules = ", ".join(suppression.rules)
    return Notice(
        suppression.file,
        *suppression.written,
        Text(f"忽略 {rules} 没有用到，请删去", f"suppression of {rules} silences nothing; delete it"),
    )
