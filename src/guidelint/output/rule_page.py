"""Pages about the rules for the documentation site, Chinese first; everything comes from the rules' own files."""

import json
from collections.abc import Iterable, Iterator, Mapping

from guidelint.model.rule import Basis, Example
from guidelint.model.text import Lang, Text
from guidelint.model.ticket import Ticket
from guidelint.output.markup import code, escaped
from guidelint.output.text import level_word
from guidelint.rules.ruleset import LoadedRule

MADE = "<!-- 由 guidelint rules docs 生成，请改规则文件 · Made by `guidelint rules docs`; change the rule's file -->\n"


def pages(rules: Mapping[str, LoadedRule]) -> dict[str, str]:
    """File names below the folder of rules, each with its Markdown: one page a rule, and `index.md`."""
    return {"index.md": _index(rules), **{f"{id}.md": _page(loaded) for id, loaded in sorted(rules.items())}}


def _index(rules: Mapping[str, LoadedRule]) -> str:
    active = sum(loaded.is_active for loaded in rules.values())
    lines = [
        "# 规则 · Rules",
        MADE,
        f"共 {len(rules)} 条，{active} 条启用；其余还没有工单依据，是“试行”，加 `--preview` 才用。",
        f"{len(rules)} rules, {active} of them active; no ticket backs the others yet: they are preview.",
    ]
    theme = ""
    for id, loaded in sorted(rules.items()):
        if loaded.rule.theme != theme:
            theme = loaded.rule.theme
            lines += [f"\n## {theme}\n", "| 规则 Rule | 级别 | 工单 | |", "| --- | --- | --- | --- |"]
        tickets = str(len(loaded.tickets)) if loaded.is_active else "试行"
        title = escaped(loaded.rule.title.zh)
        lines.append(f"| [{code(id)}]({id}.md) | {level_word(loaded.rule.level).zh} | {tickets} | {title} |")
    return "\n".join(lines) + "\n"


def _page(loaded: LoadedRule) -> str:
    rule = loaded.rule
    parts = [f"# {escaped(rule.title.zh)}", MADE.rstrip(), *_head(loaded, "zh"), *_body(loaded, "zh")]
    parts += [f"## English: {escaped(rule.title.en)}", *_head(loaded, "en"), *_body(loaded, "en")]
    if loaded.tickets:
        parts += ["## 工单 · Tickets", "\n".join(_story(ticket) for ticket in loaded.tickets)]
    if rule.basis:
        parts += ["## 法规政策 · Law and policy", "\n".join(_basis(basis) for basis in rule.basis)]
    parts += ["## 反例 · Bad", _examples(rule.bad), "## 正例 · Good", _examples(rule.good)]
    parts += [
        "## 忽略 · Suppress",
        f"```yaml\n# guidelint: ignore[{rule.id}] until 2026-12-31: 理由\n```",
    ]
    return "\n\n".join(parts) + "\n"


def _head(loaded: LoadedRule, lang: Lang) -> Iterator[str]:
    rule = loaded.rule
    state = (
        Text("启用", "active") if loaded.is_active else Text("试行，还没有工单依据", "preview, no ticket backs it yet")
    )
    looks = "、".join(code(field) for field in rule.fields) or code(rule.kind)
    yield f"{code(rule.id)} · {level_word(rule.level).in_(lang)} · {state.in_(lang)} · {looks}"


def _body(loaded: LoadedRule, lang: Lang) -> Iterator[str]:
    rule = loaded.rule
    if rule.why is not None:
        yield escaped(rule.why.in_(lang))
    label = Text("**怎么写**：", "**Write**: ").in_(lang)
    yield label + escaped(rule.fix.advice.in_(lang))


def _story(ticket: Ticket) -> str:
    about = "，".join(part for part in (ticket.received, ticket.channel, ticket.cite) if part)
    return f"- **{escaped(ticket.id)}**（{escaped(about)}）：{escaped(ticket.summary)}"


def _basis(basis: Basis) -> str:
    parts = [f"《{basis.title}》", basis.number, basis.article, basis.date]
    words = escaped(" ".join(part for part in parts if part))
    return f"- {words}" + (f" <{basis.url}>" if basis.url else "")


def _examples(examples: Iterable[Example]) -> str:
    return "\n".join(f"- {code(_written(example))}" for example in examples)


def _written(example: Example) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
