"""What an editor shows under the pointer: who was hurt, what the words can be read as, what to write
instead, and what a key means."""

from collections.abc import Iterator
from dataclasses import dataclass

from guidelint.language.thesaurus import Concept, Thesaurus
from guidelint.lsp.cursor import key_at
from guidelint.lsp.keys import described
from guidelint.lsp.links import Target, definition, findings_at, target_at
from guidelint.lsp.live import Checked, Live
from guidelint.lsp.places import uri
from guidelint.model.finding import Evidence, Finding
from guidelint.model.position import Span
from guidelint.model.text import Lang, Text
from guidelint.output.markup import escaped
from guidelint.output.text import level_word
from guidelint.rules.selector import select
from guidelint.schemas.published import SchemaName
from guidelint.source.document import Document

_NAMES = {
    "guide": ("materials[].name", "result.name"),
    "window": ("materials[].accepts[]", "materials[].refused[]"),
    "ticket": ("guide_says", "window_requires", "brought[]"),
    "rule": ("terms[]",),
}
_MAX_LEAVES = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """Markdown, and the words that it is about."""

    markdown: str
    span: Span


def hover(live: Live, checked: Checked, offset: int, lang: Lang) -> Shown | None:
    """None where there is nothing to say."""
    document = checked.document
    if document is None or live.ready is None:
        return None
    if findings := findings_at(checked, offset):
        stories = ["\n\n".join(_finding(live, finding, lang)) for finding in findings]
        terms = list(_terms(live, checked.kind, document, offset, lang))
        return Shown("\n\n---\n\n".join([*stories, *(shown.markdown for shown in terms)]), findings[0].location.span)
    if (found := target_at(live, checked, offset)) is not None:
        words = _target(live, found[0], lang)
        return Shown(words, found[1]) if words else None
    return next(_terms(live, checked.kind, document, offset, lang), None) or _key(checked.kind, document, offset, lang)


def _key(kind: SchemaName, document: Document, offset: int, lang: Lang) -> Shown | None:
    found = key_at(document.root, offset)
    words = described(kind, found.field, found.name, lang) if found else None
    return Shown(words, found.span) if found and words else None


def _finding(live: Live, finding: Finding, lang: Lang) -> Iterator[str]:
    level = level_word(finding.level).in_(lang)
    rule = definition(live, Target("rule", finding.rule))
    link = f"[`{finding.rule}`]({uri(live.path(rule.document))})" if rule else f"`{finding.rule}`"
    yield f"**{escaped(finding.title.in_(lang))}** · {level} · {link}"
    yield escaped(finding.message.in_(lang))
    if finding.witness is not None:
        yield _labelled(Text("反例", "witness"), escaped(finding.witness.words.in_(lang)), lang)
    for evidence in finding.evidence[:3]:
        yield _labelled(Text("谁受影响", "who was hurt"), _evidence(live, evidence, lang), lang)
    if (rest := finding.others - 2) > 0:
        yield Text(f"另有 {rest} 件工单", f"and {rest} more tickets").in_(lang)
    for basis in finding.basis:
        yield _labelled(Text("法规政策", "law and policy"), escaped(basis.cited), lang)
    yield _labelled(Text("怎么改", "write"), _fix(finding, lang), lang)
    for related in finding.related:
        place = f"[{escaped(related.file)}:{related.start.line}]({uri(live.root / related.file)}#L{related.start.line})"
        label = Text("窗口", "window") if finding.rule.startswith("contract/") else Text("另见", "see also")
        yield _labelled(label, place, lang)


def _evidence(live: Live, evidence: Evidence, lang: Lang) -> str:
    place = definition(live, Target("ticket", evidence.ticket))
    link = f"[{escaped(evidence.ticket)}]({uri(live.path(place.document))})" if place else escaped(evidence.ticket)
    about = [evidence.received, evidence.channel, *([evidence.cite] if evidence.cite else [])]
    said = Text(
        f"{evidence.word.zh} {link}（{escaped('，'.join(about))}）：{escaped(evidence.summary)}",
        f"{evidence.word.en} {link} ({escaped(', '.join(about))}): {escaped(evidence.summary)}",
    )
    return said.in_(lang)


def _fix(finding: Finding, lang: Lang) -> str:
    fix = finding.fix
    if fix.replacement is None:
        return escaped(fix.advice.in_(lang))
    how = Text("可自动修改", "safe to apply") if fix.safe else Text("请人工确认", "for a person to confirm")
    new = escaped(fix.replacement)
    said = Text(
        f"改为“{new}”（{how.zh}）。{escaped(fix.advice.zh)}", f"change to “{new}” ({how.en}). {escaped(fix.advice.en)}"
    )
    return said.in_(lang)


def _target(live: Live, target: Target, lang: Lang) -> str | None:
    """What an id names, in a few words."""
    assert live.ready is not None
    engine = live.ready.engine
    if target.kind == "rule":
        loaded = engine.ruleset.rules.get(target.id)
        if loaded is None:
            return None
        why = loaded.rule.why or loaded.rule.fix.advice
        state = Text(f"{len(loaded.tickets)} 件工单", f"{len(loaded.tickets)} ticket(s)").in_(lang)
        head = f"**{escaped(loaded.rule.title.in_(lang))}** · {level_word(loaded.rule.level).in_(lang)} · {state}"
        return f"{head}\n\n{escaped(why.in_(lang))}"
    if target.kind == "ticket":
        ticket = engine.tickets.get(target.id)
        if ticket is None:
            return None
        model = ticket.model
        about = "，".join(part for part in (model.received, model.channel, model.cite) if part)
        return f"**{escaped(model.id)}** · {escaped(about)}\n\n{escaped(model.summary)}"
    guide = live.guide(target.id)
    if guide is None:
        return None
    materials = "、".join(material.name for material in guide.model.materials)
    return f"**{escaped(guide.model.title)}** · {escaped(guide.model.authority or '')}\n\n{escaped(materials)}"


def _terms(live: Live, kind: SchemaName, document: Document, offset: int, lang: Lang) -> Iterator[Shown]:
    """The concepts that the words under the pointer name, and what they can be read as."""
    assert live.ready is not None
    phrases = live.ready.engine.phrases
    for selector in _NAMES.get(kind, ()):
        for path, value in select(document.data, selector):
            span = document.span(path)
            if not (isinstance(value, str) and span.start <= offset <= span.end):
                continue
            for mention in phrases.parse(value).mentions:
                words = document.inner(path, mention.start, mention.end)
                if words.start <= offset <= words.end:
                    concept = phrases.thesaurus.concept(mention.concept)
                    yield Shown("\n\n".join(_concept(phrases.thesaurus, concept, lang)), words)


def _concept(thesaurus: Thesaurus, concept: Concept, lang: Lang) -> Iterator[str]:
    yield f"**{escaped(concept.pref.zh)}** · {escaped(concept.pref.en)}"
    leaves = [thesaurus.concept(id).pref.in_(lang) for id in thesaurus.leaves(concept.id)]
    if concept.narrower:
        shown = "、".join(leaves[:_MAX_LEAVES]) if lang == "zh" else ", ".join(leaves[:_MAX_LEAVES])
        more = len(leaves) - _MAX_LEAVES
        tail = (f"等 {len(leaves)} 种" if lang == "zh" else f" and {more} more") if more > 0 else ""
        yield _labelled(Text("可以理解为", "can be read as"), escaped(shown) + tail, lang)
    if concept.scope_note is not None:
        yield escaped(concept.scope_note.in_(lang))
    if (replaced := concept.replaced_by) is not None:
        names = "、".join(thesaurus.concept(id).pref.in_(lang) for id in replaced.concepts)
        when = f" ({replaced.date})" if replaced.date else ""
        yield _labelled(Text("已停用，改用", "abolished; now"), escaped(names + when), lang)


def _labelled(label: Text, body: str, lang: Lang) -> str:
    return f"**{label.in_(lang)}**{'：' if lang == 'zh' else ': '}{body}"
