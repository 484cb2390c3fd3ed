"""What may be written at the cursor: keys, names of materials, ids, and the words that a schema allows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from guidelint.language.thesaurus import Concept, Thesaurus
from guidelint.lsp.cursor import Cursor, cursor
from guidelint.lsp.keys import keys, words
from guidelint.lsp.links import REFERENCES
from guidelint.lsp.live import Live
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.schemas.published import SchemaName

MAX_ITEMS = 1000
_BARE = regex(r"[ \t]*(- +)*")
_BETWEEN = "或和及与、,,;;((:: "
_MATERIALS = {
    "guide": ("materials[].name", "steps[].uses[]", "result.name"),
    "window": ("materials[].accepts[]", "materials[].refused[]", "materials[].name"),
    "ticket": ("guide_says", "window_requires", "brought[]"),
    "rule": ("terms[]",),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """`replaces` counts the characters before the cursor that the word takes the place of, with its `ending`; `sort`
    orders proposals."""

    word: str
    kind: Literal["key", "material", "id", "value"]
    detail: Text
    replaces: int
    sort: str
    obsolete: bool = False
    ending: str = ""


def proposals(live: Live, kind: SchemaName, text: str, offset: int) -> list[Proposal]:
    """The best `MAX_ITEMS` for a cursor in an open file, which need not parse."""
    at = cursor(text, offset)
    if at is None or live.ready is None:
        return []
    if at.beside is not None or (_begins_mapping(text[:offset], at) and keys(kind, at.field)):
        found: Iterable[Proposal] = _keys(kind, at, text[offset : offset + 1])
    elif at.field in _MATERIALS.get(kind, ()):
        found = _materials(live.ready.engine.thesaurus, at.typed)
    elif (target := dict(REFERENCES.get(kind, ())).get(at.field)) is not None:
        found = _whole(_ids(live, target), "id", at.typed)
    else:
        found = _whole(((word, Text("", "")) for word in words(kind, at.field)), "value", at.typed)
    return sorted(found, key=lambda proposal: proposal.sort)[:MAX_ITEMS]


def _begins_mapping(before: str, at: Cursor) -> bool:
    """Whether nothing but an indent or a dash stands before the word, so that it may become a key."""
    line = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
    return _BARE.fullmatch(line.removesuffix(at.typed)) is not None


def _keys(kind: SchemaName, at: Cursor, after: str) -> Iterator[Proposal]:
    """The keys that the mapping has not yet, by their names or by their Chinese titles."""
    for number, key in enumerate(keys(kind, at.field)):
        if key.name in (at.beside or ()) or not (at.typed.lower() in key.name or at.typed in key.title.zh):
            continue
        mark = Text("（必填）", " (required)") if key.required else Text("", "")
        detail = Text(key.title.zh + mark.zh, key.title.en + mark.en)
        ending = "" if after == ":" else ":" if key.holds else ": "
        yield Proposal(key.name, "key", detail, len(at.typed), f"{number:06}", ending=ending)


def _materials(thesaurus: Thesaurus, typed: str) -> Iterator[Proposal]:
    """Labels that go on from what was typed, such as 居民身份证 after 申请人居民; all of them after nothing or 或.

    Words for one document come before vague ones, abolished ones last.
    """
    for concept in thesaurus.concepts.values():
        rank = 2 if concept.replaced_by else 1 if concept.narrower else 0
        for label in (concept.pref.zh, *concept.alt):
            shared = _shared(typed, label)
            if shared or (label == concept.pref.zh and (not typed or typed[-1] in _BETWEEN)):
                sort = f"{9 - min(shared, 9)}{rank}{label}"
                yield Proposal(label, "material", _detail(thesaurus, concept, label), shared, sort, rank == 2)


def _shared(typed: str, label: str) -> int:
    """How many characters at the end of `typed` begin `label`."""
    return next((n for n in range(min(len(typed), len(label)), 0, -1) if typed.endswith(label[:n])), 0)


def _detail(thesaurus: Thesaurus, concept: Concept, label: str) -> Text:
    if (replaced := concept.replaced_by) is not None:
        names = [thesaurus.concept(id).pref for id in replaced.concepts]
        zh, en = "、".join(n.zh for n in names), ", ".join(n.en for n in names)
        return Text(f"已停用，改用 {zh}" if zh else "已停用", f"abolished; now {en}" if en else "abolished")
    if concept.narrower:
        count = len(thesaurus.leaves(concept.id))
        return Text(f"可以理解为 {count} 种，请写明是哪种", f"can be read as {count} documents; name the one you mean")
    return concept.pref if label != concept.pref.zh else Text(concept.pref.en, concept.pref.en)


def _ids(live: Live, target: str) -> Iterator[tuple[str, Text]]:
    assert live.ready is not None
    engine = live.ready.engine
    if target == "guide":
        yield from ((loaded.model.id, _same(loaded.model.title)) for loaded in live.guides.values())
    elif target == "ticket":
        yield from ((id, _same(loaded.model.summary)) for id, loaded in engine.tickets.items())
    else:
        yield from ((id, loaded.rule.title) for id, loaded in engine.ruleset.rules.items())


def _whole(words: Iterable[tuple[str, Text]], kind: Literal["id", "value"], typed: str) -> Iterator[Proposal]:
    for number, (word, detail) in enumerate(words):
        if typed.lower() in word.lower() or typed in detail.zh:
            yield Proposal(word, kind, detail, len(typed), f"{number:06}" if kind == "value" else word)


def _same(text: str) -> Text:
    return Text(text, text)
