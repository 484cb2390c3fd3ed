"""A rule in words: what it asks for, why, who was hurt, and what good and bad look like."""

import json
from collections.abc import Iterator

from guidelint.model.rule import Basis, Example
from guidelint.model.text import Lang, Text
from guidelint.model.ticket import Ticket
from guidelint.model.visible import unbroken
from guidelint.output.text import level_word
from guidelint.rules.ruleset import LoadedRule


def explain(loaded: LoadedRule, lang: Lang) -> str:
    """The rule's page for a terminal; ends in a newline."""
    return "\n".join(unbroken(line).rstrip() for line in _lines(loaded, lang)) + "\n"


def _lines(loaded: LoadedRule, lang: Lang) -> Iterator[str]:
    rule = loaded.rule
    state = (
        Text("启用", "active")
        if loaded.is_active
        else Text("试行（还没有工单依据）", "preview (no ticket backs it yet)")
    )
    yield f"{rule.id}  {rule.title.in_(lang)}"
    yield f"{level_word(rule.level).in_(lang)} · {state.in_(lang)} · {', '.join(rule.fields) or rule.kind}"
    if rule.why is not None:
        yield from _section(Text("为什么", "Why"), [rule.why.in_(lang)], lang)
    yield from _section(Text("怎么写", "Write"), [rule.fix.advice.in_(lang)], lang)
    yield from _section(
        Text("工单", "Tickets"), [line for ticket in loaded.tickets for line in _story(ticket, lang)], lang
    )
    yield from _section(Text("法规政策", "Law and policy"), [_basis(basis, lang) for basis in rule.basis], lang)
    yield from _section(Text("反例", "Bad"), [f"✗ {_example(example)}" for example in rule.bad], lang)
    yield from _section(Text("正例", "Good"), [f"✓ {_example(example)}" for example in rule.good], lang)


def _section(title: Text, lines: list[str], lang: Lang) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title.in_(lang)}"
        yield from (f"  {line}" for line in lines)


def _story(ticket: Ticket, lang: Lang) -> tuple[str, str]:
    trips = Text(f"，跑了 {ticket.trips} 趟", f", {ticket.trips} trips").in_(lang) if ticket.trips else ""
    cite = Text(f"（出处：{ticket.cite}）", f" (source: {ticket.cite})").in_(lang) if ticket.cite else ""
    return f"{ticket.id}  {ticket.received}  {ticket.channel}{trips}", f"  {ticket.summary}{cite}"


def _basis(basis: Basis, lang: Lang) -> str:
    parts = [f"《{basis.title}》", basis.number, basis.article, basis.date, basis.url]
    return " ".join(part for part in parts if part)


def _example(example: Example) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
