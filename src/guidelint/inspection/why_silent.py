"""Why no rule fired on a line: the answer for an author who expected one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guidelint.checking.engine import Engine
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Text
from guidelint.rules.execution import run_rule
from guidelint.rules.ruleset import LoadedRule
from guidelint.rules.selector import select
from guidelint.rules.suppression import read
from guidelint.source.document import Document
from guidelint.source.document import Path as ValuePath


def why_silent(engine: Engine, file: Path, line: int) -> Text:
    """For every rule: fired, or the reason why not; those that do not look at the line stand together at the end,
    by what they look at. Raises CannotCheck for a broken file."""
    loaded = next(iter(engine.workspace.guides_at([file])), None)
    if loaded is None:
        raise CannotCheck(engine.workspace.errors)
    document = loaded.document
    if not 1 <= line <= document.lines.count():
        raise UsageError(Text(f"文件只有 {document.lines.count()} 行", f"the file has {document.lines.count()} lines"))
    context = engine.context(loaded)
    running = engine.rules_for(document.name)
    suppressed = {
        rule
        for suppression in read(document, engine.ruleset.current)[0]
        if suppression.line in (None, line)
        for rule in suppression.rules
    }
    lines: list[Text] = []
    blind: dict[str, list[str]] = {}
    for id, rule in sorted(engine.ruleset.rules.items()):
        if any(_on_line(document, match.path, line) for match in run_rule(rule, context)):
            reason = _fired(rule, id in running, id in suppressed)
        elif values := list(_values_on_line(rule, document, line)):
            reason = rule.check.why_silent(values[0])
        else:
            blind.setdefault("、".join(rule.rule.fields) or rule.rule.kind, []).append(id)
            continue
        lines.append(Text(f"{id}: {reason.zh}", f"{id}: {reason.en}"))
    lines += [
        Text(f"不看这一行（只看 {fields}）：{'、'.join(ids)}", f"look at {fields}, not at this line: {', '.join(ids)}")
        for fields, ids in blind.items()
    ]
    return Text("\n".join(text.zh for text in lines), "\n".join(text.en for text in lines))


def _fired(rule: LoadedRule, runs: bool, suppressed: bool) -> Text:
    if suppressed:
        return Text("会报，但被注释忽略", "would fire, but a comment suppresses it")
    if runs:
        return Text("在这一行报了", "fires on this line")
    if not rule.is_active:
        return Text(
            "会报，但还没有工单依据（加 --preview 才启用）", "would fire, but no ticket backs it (use --preview)"
        )
    return Text("会报，但被配置或命令行关掉了", "would fire, but configuration or command line turns it off")


def _values_on_line(rule: LoadedRule, document: Document, line: int) -> Iterator[Any]:
    for selector in rule.rule.fields:
        for path, value in select(document.data, selector):
            if _on_line(document, path, line):
                yield value


def _on_line(document: Document, path: ValuePath, line: int) -> bool:
    span = document.span(path)
    return document.position(span.start).line <= line <= document.position(max(span.start, span.end - 1)).line
