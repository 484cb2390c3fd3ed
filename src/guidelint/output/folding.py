"""Findings of one rule in one guide told together: the first in full, the others by their lines.

For people only. Formats for machines keep each.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from guidelint.model.finding import Finding
from guidelint.model.text import Text

Folded = tuple[Finding, Sequence[Finding]]
"""A finding, and those of its rule in its guide that are told with it."""


def folded(findings: Iterable[Finding]) -> Iterator[Folded]:
    """The findings, which stand by file, with those that say the same of other places behind the first of them."""
    for _, some in groupby(findings, lambda finding: finding.location.file):
        together: dict[object, list[Finding]] = {}
        for number, finding in enumerate(some):
            together.setdefault(_kind(finding) or number, []).append(finding)
        yield from ((first, rest) for first, *rest in together.values())


def more_like_it(findings: Collection[Finding]) -> Text:
    """同样的还有 7 处:第 12、14 行."""
    lines = dict.fromkeys(finding.location.start.line for finding in findings)
    count = len(findings)
    return Text(
        f"同样的还有 {count} 处：第 {'、'.join(map(str, lines))} 行",
        f"{count} more like it: line(s) {', '.join(map(str, lines))}",
    )


def _kind(finding: Finding) -> object | None:
    """What finds its like; None for one that says something of its own: a witness, other words to write, other places.

    So does one in a file whose lines nobody sees.
    """
    if finding.witness is not None or finding.fix.replacement is not None or finding.related:
        return None
    if finding.location.where is not None:
        return None
    return finding.rule, finding.guide, finding.level
