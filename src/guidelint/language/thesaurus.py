"""The material vocabulary in SKOS terms: which words name which documents, and what a vague word can be read as."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, Literal
from weakref import proxy

import ahocorasick_rs
import msgspec

from guidelint.language.memo import Memo
from guidelint.language.normalise import joins, normalise
from guidelint.model.text import Text

Relation = Literal["equal", "narrower", "broader", "overlapping", "related", "disjoint"]


class Replaced(msgspec.Struct, frozen=True):
    """By what, when and by which act an abolished concept was replaced."""

    concepts: tuple[str, ...]
    date: str | None = None
    source: str | None = None


class Concept(msgspec.Struct, frozen=True):
    """A SKOS concept. `broader` and `narrower` hold what its file says and what others imply; `hidden` labels are misspellings, matched and never shown."""

    id: str
    pref: Text
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    scope_note: Text | None = None
    source: str | None = None
    replaced_by: Replaced | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.pref.zh, *self.alt, *self.hidden)


class Problem(msgspec.Struct, frozen=True):
    """Something wrong with one concept of a thesaurus."""

    concept: str
    message: Text


class ThesaurusError(Exception):
    """Raised with every problem at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.concept}: {p.message.en}" for p in self.problems))


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A label found in a normalised text, by longest match from the left."""

    concept: str
    start: int
    end: int


class Thesaurus(msgspec.Struct, frozen=True, eq=False, dict=True, weakref=True):
    concepts: Mapping[str, Concept]
    _by_label: Mapping[str, str]

    @classmethod
    def build(cls, data: Iterable[Mapping[str, Any]]) -> "Thesaurus":
        """From concepts as the YAML files have them. Raises ThesaurusError."""
        problems: list[Problem] = []
        concepts: dict[str, Concept] = {}
        for item in data:
            concept = _concept(item)
            if concept.id in concepts:
                problems.append(Problem(concept.id, Text(f"概念标识 {concept.id} 重复", f"duplicate id {concept.id}")))
            concepts[concept.id] = concept
        problems += _dangling(concepts)
        by_label = dict(_labels(concepts, problems))
        complete = _both_ways(concepts)
        problems += _cycles(complete)
        if problems:
            raise ThesaurusError(problems)
        return cls(complete, by_label)

    @property
    def labels(self) -> Mapping[str, str]:
        """Every label in the spelling that is looked for, with its concept."""
        return self._by_label

    def concept(self, id: str) -> Concept:
        return self.concepts[id]

    def find(self, label: str) -> Concept | None:
        """The concept with this label or id; spelling variants count."""
        id = self._by_label.get(_key(label), label)
        return self.concepts.get(id)

    def leaves(self, id: str) -> tuple[str, ...]:
        """The denotation: the narrowest concepts below, in the order of the files; a leaf denotes itself."""
        return self._leaves[id]

    @cached_property
    def _leaves(self) -> Memo[str, tuple[str, ...]]:
        return Memo(partial(Thesaurus._narrowest, proxy(self)), len(self.concepts))  # no circle

    def _narrowest(self, id: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        waiting = [id]
        while waiting:
            concept = self.concepts[waiting.pop(0)]
            if concept.narrower:
                waiting = [*concept.narrower, *waiting]
            else:
                found[concept.id] = None
        return tuple(found)

    def denotation(self, id: str) -> frozenset[str]:
        """The labels of the concrete documents that a concept can be read as."""
        return self._denotations[id]

    @cached_property
    def _denotations(self) -> Memo[str, frozenset[str]]:
        return Memo(partial(Thesaurus._read_as, proxy(self)), len(self.concepts))

    def _read_as(self, id: str) -> frozenset[str]:
        return frozenset(self.concepts[leaf].pref.zh for leaf in self.leaves(id))

    def is_within(self, narrow: str, wide: str) -> bool:
        """Whether `narrow` is `wide` itself or stands below it; never where there is no such concept."""
        return narrow in self._within[wide]

    @cached_property
    def _within(self) -> Memo[str, frozenset[str]]:
        return Memo(partial(Thesaurus._below, proxy(self)), len(self.concepts))

    def _below(self, wide: str) -> frozenset[str]:
        waiting, seen = [wide] if wide in self.concepts else [], set()
        while waiting:
            id = waiting.pop()
            if id not in seen:
                seen.add(id)
                waiting += self.concepts[id].narrower
        return frozenset(seen)

    def relation(self, first: str, second: str) -> Relation:
        """How two concepts stand to each other, by their denotations."""
        if first == second:
            return "equal"
        if self.is_within(first, second):
            return "narrower"
        if self.is_within(second, first):
            return "broader"
        if not self.denotation(first).isdisjoint(self.denotation(second)):
            return "overlapping"
        is_related = second in self.concepts[first].related or first in self.concepts[second].related
        return "related" if is_related else "disjoint"

    def hits(self, normal: str) -> Iterator[Hit]:
        """Labels in a normalised text. A label inside a longer one is no hit: 身份证 in 身份证明."""
        longest: dict[int, tuple[int, str]] = {}
        for concept, start, end in self._matches(normal):
            longest[start] = max(longest.get(start, (0, "")), (end, concept))
        after = 0
        for start in sorted(longest):
            if start >= after:
                after, concept = longest[start]
                yield Hit(concept, start, after)

    def labelled(self, normal: str) -> Iterator[str]:
        """Concepts of which a label stands anywhere in a normalised text, also inside a longer one."""
        return (concept for concept, _, _ in self._matches(normal))

    def _matches(self, normal: str) -> Iterator[tuple[str, int, int]]:
        concepts, automaton = self._automaton
        for index, start, end in automaton.find_matches_as_indexes(_lower(normal), overlapping=True):
            yield concepts[index], start, end

    @cached_property
    def _automaton(self) -> tuple[list[str], ahocorasick_rs.AhoCorasick]:
        """One automaton for all labels; the concept of each."""
        return list(self._by_label.values()), ahocorasick_rs.AhoCorasick(
            list(self._by_label),
            # Built in a tenth of the time that a table would take, which no run is long enough to earn back.
            implementation=ahocorasick_rs.Implementation.NoncontiguousNFA,
        )


def _key(label: str) -> str:
    return _lower(normalise(label).text)


def _lower(text: str) -> str:
    """Lower case, one for one: a character such as İ, which would become two, stays."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _concept(data: Mapping[str, Any]) -> Concept:
    note, replaced = data.get("scopeNote"), data.get("replacedBy")
    return Concept(
        id=data["id"],
        pref=Text(data["prefLabel"]["zh"], data["prefLabel"]["en"]),
        alt=tuple(data.get("altLabel", ())),
        hidden=tuple(data.get("hiddenLabel", ())),
        broader=tuple(data.get("broader", ())),
        narrower=tuple(data.get("narrower", ())),
        related=tuple(data.get("related", ())),
        scope_note=Text(note["zh"], note["en"]) if note else None,
        source=data.get("source"),
        replaced_by=(
            Replaced(tuple(replaced.get("concepts", ())), replaced.get("date"), replaced.get("source"))
            if replaced
            else None
        ),
    )


def _both_ways(concepts: Mapping[str, Concept]) -> dict[str, Concept]:
    """Every broader with its narrower and the reverse, whichever of the two a file says."""
    broader: dict[str, dict[str, None]] = {id: dict.fromkeys(concept.broader) for id, concept in concepts.items()}
    narrower: dict[str, dict[str, None]] = {id: dict.fromkeys(concept.narrower) for id, concept in concepts.items()}
    for id, concept in concepts.items():
        for wide in concept.broader:
            narrower.get(wide, {})[id] = None
        for narrow in concept.narrower:
            broader.get(narrow, {})[id] = None
    return {
        id: msgspec.structs.replace(concept, broader=tuple(broader[id]), narrower=tuple(narrower[id]))
        for id, concept in concepts.items()
    }


def _dangling(concepts: Mapping[str, Concept]) -> Iterator[Problem]:
    for concept in concepts.values():
        replaced = concept.replaced_by.concepts if concept.replaced_by else ()
        for id in (*concept.broader, *concept.narrower, *concept.related, *replaced):
            if id not in concepts:
                yield Problem(
                    concept.id, Text(f"{concept.id} 指向没有的概念 {id}", f"{concept.id} names no concept {id}")
                )


def _spelling(concepts: Iterable[Concept]) -> dict[int, str]:
    """What each character of the labels becomes in a key. One table for all is faster than `_key` for each label; only
    a blank, and what goes with the character before, depend on what stands around them: both are blanks here."""
    characters: set[str] = set()
    for concept in concepts:
        characters.update(*concept.labels)
    return {ord(character): " " if joins(character) else _key(character) or " " for character in characters}


def _labels(concepts: Mapping[str, Concept], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    taken: dict[str, str] = {}
    spelling = _spelling(concepts.values())
    for concept in concepts.values():
        for label in concept.labels:
            key = label.translate(spelling)
            first = taken.setdefault(_key(label) if " " in key else key, concept.id)
            if first != concept.id:
                message = Text(
                    f"“{label}”同时属于 {first} 和 {concept.id}", f"“{label}” belongs to {first} and {concept.id}"
                )
                problems.append(Problem(concept.id, message))
    yield from taken.items()


def _cycles(concepts: Mapping[str, Concept]) -> Iterator[Problem]:
    done: set[str] = set()
    for start in concepts:
        trail: list[str] = []
        waiting = [(start, 0)]
        while waiting:
            id, depth = waiting.pop()
            del trail[depth:]
            if id in trail:
                way = " → ".join((*trail[trail.index(id) :], id))
                yield Problem(id, Text(f"上位概念成环：{way}", f"broader runs in a circle: {way}"))
                return
            if id not in done:
                trail.append(id)
                waiting += [(broader, depth + 1) for broader in concepts[id].broader if broader in concepts]
        done.update(trail)
