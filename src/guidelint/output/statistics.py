"""Format `statistics`: how many findings each rule has, in how many guides, and the tickets behind them."""

from collections.abc import Sequence

from guidelint.model.finding import Finding
from guidelint.model.report import Report
from guidelint.model.text import Lang, Text
from guidelint.model.visible import one_line
from guidelint.output.table import aligned
from guidelint.output.text import Style, level_word, summary

_TICKETS = 3  # named in a row; the rest is counted

_HEADINGS = (
    Text("处", "findings"), Text("指南", "guides"), Text("级别", "level"), Text("规则", "rule"),
    Text("说的是", "about"), Text("工单", "tickets"),
)  # fmt: skip


def render(report: Report, lang: Lang) -> str:
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    most_first = sorted(by_rule.values(), key=lambda findings: (-len(findings), findings[0].rule))
    rows = [tuple(heading.in_(lang) for heading in _HEADINGS), *(_row(findings, lang) for findings in most_first)]
    table = aligned(rows, right=(0, 1)) + "\n" if by_rule else ""
    return f"{table}{summary(report, Style(lang))}{_a_guide(report, lang)}\n"


def _a_guide(report: Report, lang: Lang) -> str:
    """Findings of one guide on average: whether the rules speak too much is seen there."""
    if not report.guides:
        return ""
    mean = f"{len(report.findings) / report.guides:.1f}"
    return Text(f" 平均每份指南 {mean} 处。", f" {mean} finding(s) a guide on average.").in_(lang)


def _row(findings: Sequence[Finding], lang: Lang) -> tuple[str, ...]:
    first = findings[0]
    guides = len({finding.guide for finding in findings})
    tickets = list(dict.fromkeys(evidence.ticket for finding in findings for evidence in finding.evidence))
    # Where not all are named, those of one finding are the rule's own, and the rest may be among them.
    count = max(len(tickets), *(len(finding.evidence) + finding.more for finding in findings))
    named, rest = Text("、", ", ").in_(lang).join(tickets[:_TICKETS]), count - _TICKETS
    if rest > 0:
        named += Text(f" 等 {count} 件", f" and {rest} more").in_(lang)
    level = level_word(first.level).in_(lang)
    return str(len(findings)), str(guides), level, first.rule, one_line(first.title.in_(lang)), one_line(named)
