"""One concept for a terminal: its denotation as a tree, and who uses it."""

from collections.abc import Iterator, Sequence

from guidelint.inspection.usage import Use, Uses
from guidelint.language.thesaurus import Concept, Thesaurus
from guidelint.model.text import Lang, Text
from guidelint.model.visible import unbroken


def describe(thesaurus: Thesaurus, concept: Concept, uses: Uses, lang: Lang) -> str:
    """The concept's page; ends in a newline."""
    return "\n".join(map(unbroken, _lines(thesaurus, concept, uses, lang))) + "\n"


def _lines(thesaurus: Thesaurus, concept: Concept, uses: Uses, lang: Lang) -> Iterator[str]:
    yield f"{concept.pref.zh} · {concept.pref.en} ({concept.id})"
    if concept.alt:
        yield Text("也叫：", "also: ").in_(lang) + "、".join(concept.alt)
    if concept.scope_note is not None:
        source = Text(f"（{concept.source}）", f" ({concept.source})").in_(lang) if concept.source else ""
        yield Text("范围：", "scope: ").in_(lang) + concept.scope_note.in_(lang) + source
    if (replaced := concept.replaced_by) is not None:
        names = Text("、", ", ").in_(lang).join(thesaurus.concept(id).pref.in_(lang) for id in replaced.concepts)
        when = " ".join(part for part in (replaced.date, replaced.source) if part)
        yield Text("已停用，改用：", "abolished; now: ").in_(lang) + f"{names} ({when})"
    yield ""
    if concept.narrower:
        leaves = len(thesaurus.leaves(concept.id))
        yield Text(f"可以理解为 {leaves} 种：", f"can be read as {leaves} documents:").in_(lang)
    else:
        yield Text("就是这一种。", "is one document.").in_(lang)
    yield from _tree(thesaurus, concept, "", lang)
    yield from _section(Text("指南：", "Guides:"), uses.guides, lang)
    yield from _section(Text("窗口：", "Windows:"), uses.windows, lang)
    if uses.tickets:
        yield ""
        yield Text("工单：", "Tickets:").in_(lang)
        yield from (f"  {ticket.id}  {ticket.received}  {ticket.summary}" for ticket in uses.tickets)


def _tree(thesaurus: Thesaurus, concept: Concept, indent: str, lang: Lang) -> Iterator[str]:
    for number, id in enumerate(concept.narrower, 1):
        is_last = number == len(concept.narrower)
        narrower = thesaurus.concept(id)
        yield f"{indent}{'└' if is_last else '├'}─ {narrower.pref.in_(lang)}"
        yield from _tree(thesaurus, narrower, indent + ("   " if is_last else "│  "), lang)


def _section(title: Text, uses: Sequence[Use], lang: Lang) -> Iterator[str]:
    if uses:
        yield ""
        yield title.in_(lang)
        yield from (f"  {use.file}:{use.line}  {use.text}" for use in uses)
