"""One finding told in a few plain lines, for formats that have a single field for a message."""

from collections.abc import Iterator

from guidelint.model.finding import Finding
from guidelint.model.text import Lang, Text
from guidelint.model.visible import one_line


def plain_lines(finding: Finding, lang: Lang) -> list[str]:
    """What is wrong, who would be turned away, the ticket, and what to write; each on a line."""
    return [one_line(line) for line in _lines(finding, lang)]


def _lines(finding: Finding, lang: Lang) -> Iterator[str]:
    colon = Text("：", ": ").in_(lang)
    yield finding.message.in_(lang)
    if finding.witness is not None:
        yield f"{Text('反例', 'witness').in_(lang)}{colon}{finding.witness.words.in_(lang)}"
    if finding.evidence:
        first = finding.evidence[0]
        place = Text(f"（{first.received}，{first.channel}）", f" ({first.received}, {first.channel})").in_(lang)
        yield f"{first.word.in_(lang)} {first.ticket}{place}{colon}{first.summary}{_more(finding).in_(lang)}"
    fix = finding.fix
    new = "" if fix.replacement is None else Text(f"改为“{fix.replacement}”。", f"“{fix.replacement}”. ").in_(lang)
    yield f"{Text('怎么改', 'write').in_(lang)}{colon}{new}{fix.advice.in_(lang)}"


def _more(finding: Finding) -> Text:
    return Text(f" 另有 {finding.others} 件", f" and {finding.others} more") if finding.others else Text("", "")
