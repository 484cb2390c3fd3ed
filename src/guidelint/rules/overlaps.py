"""Overlapping findings of one guide: a rule yields to a better one on the same words, or reports all its places once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from guidelint.model.finding import Finding
from guidelint.model.text import Text
from guidelint.rules.ruleset import LoadedRule


def without_yielded(findings: Sequence[Finding], rules: Mapping[str, LoadedRule]) -> list[Finding]:
    """The findings without those of a rule that `yields` to others which found something in the same words.

    A material's line counts as a whole where the rule's own place is the whole line. Two findings of one rule do not
    give way to each other, though its theme is among the names.
    """
    return [
        one
        for one in findings
        if not (names := rules[one.rule].rule.yields)
        or not any(_is_named(other, names) and _overlap(one, other) for other in findings if other.rule != one.rule)
    ]


def reported_once(findings: Iterable[Finding], rules: Mapping[str, LoadedRule]) -> list[Finding]:
    """The findings, with those of a rule that reports once a guide merged into one, whose other places are `related`."""
    left: list[Finding] = []
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        if rules[finding.rule].rule.once:
            by_rule.setdefault(finding.rule, []).append(finding)
        else:
            left.append(finding)
    return [*left, *(_merged(sorted(some, key=lambda one: one.sort_key)) for some in by_rule.values())]


def _merged(findings: Sequence[Finding]) -> Finding:
    first, *rest = findings
    identity = (first.rule, first.guide, "", "")
    if not rest:
        return replace(first, identity=identity)
    lines = sorted({one.location.start.line for one in rest})
    return replace(
        first,
        message=Text(
            f"{first.message.zh}。同样的还有 {len(rest)} 处：第 {'、'.join(map(str, lines))} 行",
            f"{first.message.en}. {len(rest)} more like it: line(s) {', '.join(map(str, lines))}",
        ),
        related=(*first.related, *(one.location for one in rest)),
        identity=identity,
    )


def _is_named(finding: Finding, names: Sequence[str]) -> bool:
    return finding.rule in names or finding.rule.split("/")[0] in names


def _overlap(one: Finding, other: Finding) -> bool:
    ours, theirs = one.location, other.location
    return ours.file == theirs.file and ours.span.start < theirs.span.end and theirs.span.start < ours.span.end
