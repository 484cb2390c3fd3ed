"""The words of `words/*.yaml`: which say the same, which lie within which, which exclude each other.

Every line of a file is words with blanks between. `same`: all mean what the first does. `means`: what stands before = is
said by the terms after it; 不 before one denies it, a|b is either. `within`: what stands before < is a kind of what stands
after. `apart`: nothing is two of these. `either`: what is not the one is the other. `near`: it may be the same, the words do
not tell. `scales`: in rising order.
`acts`: procedures, papers and marks; where only the window speaks of one, it asks for more. `vague`: words that leave the
measure to whoever judges. `stand_ins`: an everyday word may mean any of those after it.
`loose`: words that leave open who or what it is.
`bodies`: enterprises and the like, whom a sentence need not name where they are who applies.
`measures`: what a word says in numbers.
`dealings`: what is asked of the office, which a condition need not say again. `members`: who is one of several. `spans`: papers that cover a time, of which more is better. `events`: what befalls somebody; a case of one is no case of another. `weak`: words that add nothing. `separable`: verbs whose object may stand apart (结了婚). `scopes`: what tells some cases of a dealing from others. `bare`: verbs of one sign that everyday speech adds (首付付了两成). `grammar.yaml` has the words that build a sentence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from guidelint.language.memo import Memo
from guidelint.language.sentence.quantity import Quantity
from guidelint.language.sentence.wordlists import contents, lines, measures, units
from guidelint.model.regex import regex

PLACES = -1
"""The facet of places: what is in one province is in no other."""

_DISTRICT = regex("(?<=[\u4e00-\u9fff]{2})(?:自治)?[县区旗市](?:里|内|境内)?$")
"""金寨县 is also called 金寨."""


class Term(msgspec.Struct, frozen=True):
    """One thing said: any of the concepts, or none of them. A word that no file has is its own concept."""

    options: frozenset[str]
    negated: bool = False

    @property
    def name(self) -> str:
        return ("不是" if self.negated else "") + "或".join(sorted(self.options))


class Lexicon(msgspec.Struct, frozen=True, eq=False, dict=True):
    """`meanings` by word; `wider`, `facets` and `neighbours` by concept; `grammar` is the part a word plays."""

    meanings: Mapping[str, tuple[Term, ...]]
    wider: Mapping[str, frozenset[str]]
    facets: Mapping[str, frozenset[int]]
    neighbours: Mapping[str, frozenset[str]]
    stand_ins: Mapping[str, frozenset[str]]
    members: Mapping[str, frozenset[str]]
    ranks: Mapping[str, tuple[str, int]]
    acts: frozenset[str]
    vague: frozenset[str]
    weak: frozenset[str]
    persons: frozenset[str]
    hardship: frozenset[str]
    topics: frozenset[str]
    applicant: frozenset[str]
    weak_denied: frozenset[str]
    judged: frozenset[str]
    reference: frozenset[str]
    loose: frozenset[str]
    bodies: frozenset[str]
    classes: frozenset[str]
    partial: frozenset[str]
    measures: Mapping[str, Quantity]
    thin: frozenset[str]
    spans: frozenset[str]
    grammar: Mapping[str, str]
    units: Mapping[str, tuple[str, float]]
    directions: Mapping[str, tuple[str, ...]]
    dealings: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    separable: tuple[str, ...] = ()
    bare: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    together: tuple[tuple[frozenset[str], tuple[Term, ...]], ...] = ()
    either: Mapping[str, str] = {}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every word that the segmenter is to know."""
        return tuple(sorted({*self.meanings, *self.ranks, *self.grammar}))

    def terms(self, word: str) -> tuple[Term, ...]:
        if known := self.meanings.get(word):
            return known
        return (Term(frozenset((_DISTRICT.sub("", word),))),)

    def has(self, word: str) -> bool:
        """Whether a list has it, for whatever part it plays."""
        return word in self.meanings or word in self.ranks or word in self.grammar

    def is_rank(self, text: str, longer_than: int) -> bool:
        """Whether a text begins with a word of a scale of more characters than these."""
        return any(text[:length] in self.ranks for length in range(longer_than + 1, len(text) + 1))

    def is_known(self, concept: str) -> bool:
        return concept in self.meanings

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Every word that stands for a concept alone, by concept."""
        named: dict[str, list[str]] = {}
        for word, terms in self.meanings.items():
            if len(terms) == 1 and len(terms[0].options) == 1 and not terms[0].negated:
                named.setdefault(min(terms[0].options), []).append(word)
        return defaultdict(tuple, {concept: tuple(words) for concept, words in named.items()})

    @cached_property
    def above(self) -> Memo[str, frozenset[str]]:
        """A concept with all that it is a kind of."""
        return Memo(self._above, 5000)

    def _above(self, concept: str) -> frozenset[str]:
        waiting, seen = [concept], set()
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += self.wider.get(one, ())
        return frozenset(seen)

    def is_within(self, narrow: str, wide: str) -> bool:
        return (
            narrow == wide
            or wide in self.above[narrow]
            or wide in self.stand_ins.get(narrow, ())
            or narrow in self.stand_ins.get(wide, ())
        )

    def are_apart(self, one: str, other: str) -> bool:
        """Whether nothing is both."""
        return self._apart[one, other]

    @cached_property
    def _apart(self) -> Memo[tuple[str, str], bool]:
        return Memo(lambda both: self._are_apart(*both), 50_000)

    def _are_apart(self, one: str, other: str) -> bool:
        if self.is_within(one, other) or self.is_within(other, one):
            return False
        mine = {facet: a for a in self.above[one] for facet in self.facets.get(a, ())}
        return any(mine.get(facet, b) != b for b in self.above[other] for facet in self.facets.get(b, ()))

    def are_near(self, one: str, other: str) -> bool:
        """Whether it may be the same thing, for all that the words tell."""
        theirs = self.above[other]
        return any(b in theirs for a in self.above[one] for b in self.neighbours.get(a, ()))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return build(contents())


def build(files: Iterable[Mapping[str, Any]]) -> Lexicon:
    """From the values of the files. Raises ValueError where a word stands for two things, or a line names no word."""
    files = list(files)
    concept: dict[str, str] = {}
    for line in lines(files, "same"):
        first, *_ = words = line.split()
        for word in words:
            if concept.setdefault(word, first) != first:
                raise ValueError(f"{word}: both {concept[word]} and {first}")
    grammar = {word: kind for file in files for kind, line in file.get("grammar", {}).items() for word in line.split()}

    def of(word: str) -> str:
        return concept.setdefault(word, word)

    provinces = [place for file in files for place in file.get("provinces", "").split()]
    places = [*provinces, *(place for file in files for place in file.get("places", "").split())]
    for place in places:
        concept |= {place + ending: place for ending in ("", "市", "省", "自治区", "本地")}
    wider: dict[str, set[str]] = {}
    for line in lines(files, "within"):
        *narrow, wide = (part.split() for part in line.split("<"))
        for below, over in zip(narrow, (*narrow[1:], wide), strict=True):
            for word in below:
                wider.setdefault(of(word), set()).update(map(of, over))
    facets: dict[str, set[int]] = {}
    for number, line in enumerate(lines(files, "apart")):
        for word in line.split():
            facets.setdefault(of(word), set()).add(number)
    either: dict[str, str] = {}
    for line in lines(files, "either"):
        one, other = (of(word) for word in line.split())
        either |= {one: other, other: one}
        facets.setdefault(one, set()).add(-len(either))
        facets.setdefault(other, set()).add(-len(either))
    neighbours: dict[str, set[str]] = {}
    for line in lines(files, "near"):
        words = [of(word) for word in line.split()]
        for word in words:
            neighbours.setdefault(word, set()).update(w for w in words if w != word)
    stand_ins: dict[str, set[str]] = {}
    for line in lines(files, "stand_ins"):
        word, others = line.split(":")
        stand_ins.setdefault(of(word.strip()), set()).update(map(of, others.split()))
    members = {}
    for line in lines(files, "members"):
        word, others = line.split(":")
        members[of(word.strip())] = frozenset(map(of, others.split()))
    ranks = {
        word: (line.split(":")[0], rank)
        for line in lines(files, "scales")
        for rank, level in enumerate(line.split(":")[1].split())
        for word in level.split("|")
    }
    level_of = {of(word): rank for word, rank in ranks.items()}
    ranks = {word: level_of[one] for word, one in concept.items() if one in level_of} | ranks
    here = of("本市")
    for place in places:
        stand_ins.setdefault(here, set()).add(place)
        facets.setdefault(place, set()).add(PLACES)
    stand_ins[of("本省")] = set(provinces)
    marked = {
        kind: frozenset(of(word) for file in files for word in file.get(kind, "").split())
        for kind in (
            "acts",
            "vague",
            "weak",
            "persons",
            "hardship",
            "topics",
            "applicant",
            "weak_denied",
            "judged",
            "reference",
            "loose",
            "bodies",
            "classes",
            "partial",
            "thin",
            "spans",
            "dealings",
            "attributes",
            "events",
            "scopes",
        )
    }
    for word in (word for file in files for kind in marked for word in file.get(kind, "").split()):
        if concept[word] != word:
            raise ValueError(f"{word}: stands for {concept[word]}, which is what must be named")
    meanings: dict[str, tuple[Term, ...]] = {word: (Term(frozenset((one,))),) for word, one in concept.items()}
    for line in lines(files, "means"):
        names, said = line.split("=")
        terms = tuple(_terms(said, of))
        for word in names.split():
            if word in meanings and concept.get(word) != word:
                raise ValueError(f"{word}: has a meaning already")
            meanings[word] = terms
    for word in tuple(concept):
        meanings.setdefault(word, (Term(frozenset((concept[word],))),))
    together = tuple(
        (frozenset(map(of, parts.split())), tuple(_terms(whole, of)))
        for parts, whole in (line.split("=") for line in lines(files, "together"))
    )
    return Lexicon(
        meanings,
        _frozen(wider),
        _frozen(facets),
        _frozen(neighbours),
        _frozen(stand_ins),
        members,
        ranks,
        measures={of(word): measure for word, measure in measures(files)},
        grammar=grammar,
        units=dict(units(files)),
        directions={name: tuple(line.split()) for file in files for name, line in file.get("directions", {}).items()},
        together=together,
        either=either,
        separable=tuple(word for file in files for word in file.get("separable", "").split()),
        bare=frozenset(word for file in files for word in file.get("bare", "").split()),
        **marked,
    )


def _frozen(sets: Mapping[str, set[Any]]) -> dict[str, frozenset[Any]]:
    return {word: frozenset(values) for word, values in sets.items()}


def _terms(said: str, of: Any) -> Iterator[Term]:
    negated = False
    for word in said.split():
        if word == "不":
            negated = True
            continue
        yield Term(frozenset(map(of, word.split("|"))), negated)
        negated = False
