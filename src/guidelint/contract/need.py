"""What one side asks for: the type into which guides and window records are both read."""

from collections.abc import Iterator, Sequence
from itertools import product

import msgspec

from guidelint.contract.fields import Fields, completed, examined
from guidelint.contract.words import Bundle, Line, documents, lines_of
from guidelint.language.facts.edition import DUPLICATE, ORIGINAL
from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document
from guidelint.model.guide import Guide
from guidelint.model.material import Material
from guidelint.model.regex import regex
from guidelint.model.window import Demand, WindowRecord

_SENTENCE = regex("[。;;\n]")
_NONE = frozenset({"", "无", "没有", "/", "-"})
_MAX_BUNDLES = 32  # of one line; more alternatives than that no window names


class Need(msgspec.Struct, frozen=True):
    """One line asked for, by a guide (a promise) or by a window (a demand).

    Any one of `bundles` will do, with all its documents and every fact said of them. `index` counts the materials of its
    file. `when` are the circumstances in which it is needed, none meaning always; `criteria` the sentences about it that
    are no facts of a paper, `examined` all of them. `refused` was seen turned away. `matter` is what the guide is about. A
    line that names no document `is_unread`: its words stand as they are. Where the bundles stand in several materials of
    which any one will do, `lines` has the number of each bundle's. The first `listed` bundles stand before 等.
    """

    index: int
    name: str
    bundles: tuple[Bundle, ...]
    when: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    examined: tuple[str, ...] = ()
    refused: tuple[Document, ...] = ()
    necessity: str | None = None
    commitment: bool = False
    ground: str | None = None
    revealed_by: tuple[str, ...] = ()
    is_unread: bool = False
    lines: tuple[int, ...] = ()
    listed: int = 0
    matter: str = ""

    @property
    def documents(self) -> Iterator[Document]:
        return (document for bundle in self.bundles for document in bundle)

    @property
    def words(self) -> str:
        """The documents as people say them."""
        return "或".join("和".join(document.text for document in bundle) for bundle in self.bundles)

    @property
    def optional(self) -> bool:
        return self.necessity == "非必要"

    def line(self, bundle: Bundle) -> int:
        """The number of the material in which one of the bundles stands."""
        return self.lines[self.bundles.index(bundle)] if self.lines else self.index


def promised(guide: Guide, phrases: PhraseBook) -> list[Need]:
    """What the guide asks for. Structured fields win over words in the material's name."""
    lines = phrases.kept(lines_of)
    needs: list[Need] = []
    groups: dict[str, list[Need]] = {}
    for index, material in enumerate(guide.materials):
        own = list(_of_material(index, material, lines[material.name], phrases, guide.title))
        if material.one_of is None:
            needs += own
        else:
            groups.setdefault(material.one_of, []).append(_all_of(own))
    return sorted([*needs, *map(_any_of, groups.values())], key=lambda need: need.index) if groups else needs


def demanded(window: WindowRecord, phrases: PhraseBook) -> list[Need]:
    """What the window asks for, as observed; what it has withdrawn is left out."""
    return [
        need
        for index, demand in enumerate(window.materials)
        if demand.withdrawn is None
        for need in _of_demand(index, demand, phrases)
    ]


def recorded(window: WindowRecord, phrases: PhraseBook) -> list[Need]:
    """As `demanded`, with what the window has withdrawn."""
    return [need for index, demand in enumerate(window.materials) for need in _of_demand(index, demand, phrases)]


def called(need: Need) -> str:
    """A line as people say it, with whose it is: 配偶的居民身份证."""
    holders = next((one.holders for one in need.documents if one.holders), ())
    whose = "、".join(one.text for one in holders if one.value not in ("本人", "申请人"))
    return f"{whose}的{need.words}" if whose else need.words


def _all_of(needs: Sequence[Need]) -> Need:
    """A line that names several documents as one need for all of them."""
    together = [
        tuple(document for part in parts for document in part) for parts in product(*(n.bundles for n in needs))
    ]
    return msgspec.structs.replace(
        needs[0], bundles=tuple(together[:_MAX_BUNDLES]), is_unread=all(n.is_unread for n in needs)
    )


def _any_of(needs: Sequence[Need]) -> Need:
    """Lines of which any one will do. Of the sentences about them only what all of them say is sure to hold."""
    first = needs[0]
    return msgspec.structs.replace(
        first,
        name="或".join(need.name for need in needs),
        bundles=tuple(bundle for need in needs for bundle in need.bundles),
        lines=tuple(need.index for need in needs for _ in need.bundles),
        when=first.when if all(need.when == first.when for need in needs) else (),
        criteria=tuple(one for one in first.criteria if all(one in need.criteria for need in needs)),
        examined=tuple(one for one in first.examined if all(one in need.examined for need in needs)),
        necessity="非必要" if all(need.optional for need in needs) else first.necessity,
        commitment=any(need.commitment for need in needs),
        is_unread=all(need.is_unread for need in needs),
    )


def _of_material(
    index: int, material: Material, lines: Sequence[Line], phrases: PhraseBook, matter: str
) -> Iterator[Need]:
    said = (*material.criteria, *_sentences(material))
    facts, sentences = examined(said, phrases)
    fields = Fields.of(material)
    for line in lines:
        yield Need(
            index=index,
            name=material.name,
            bundles=completed(line.bundles, fields, facts),
            when=_circumstances(material.when, line),
            criteria=sentences,
            examined=said,
            necessity=material.necessity,
            commitment=material.commitment,
            is_unread=line.is_unread,
            listed=line.listed,
            matter=matter,
        )


def _sentences(material: Material) -> Iterator[str]:
    """What the fields say in words: notes, remarks, which seal, what size of paper."""
    for field in (material.notes, material.remarks, material.seal, material.paper):
        if field:
            yield from (one for one in map(str.strip, _SENTENCE.split(field)) if one not in _NONE)


def _of_demand(index: int, demand: Demand, phrases: PhraseBook) -> Iterator[Need]:
    facts, sentences = examined(demand.criteria, phrases)
    fields = Fields.of(demand)
    refused = tuple(document for words in demand.refused for document in documents(words, phrases))
    for line in _taken(demand, phrases):
        yield Need(
            index=index,
            name=demand.name or "或".join(demand.accepts),
            bundles=completed(_of_any_edition(line.bundles), fields, facts),
            when=_circumstances(demand.when, line),
            criteria=sentences,
            examined=demand.criteria,
            refused=refused,
            necessity=demand.necessity,
            ground=demand.ground,
            revealed_by=demand.revealed_by,
            is_unread=line.is_unread,
        )


def _taken(demand: Demand, phrases: PhraseBook) -> Sequence[Line]:
    """Each of `accepts` will do. One that names several documents asks for all of them: 身份证、户口本."""
    lines = phrases.kept(lines_of)
    if len(demand.accepts) == 1:
        named = lines[demand.name] if demand.name is not None else ()
        taken = lines[demand.accepts[0]]
        return named if len(named) == len(taken) == 1 and _is_said_again(named[0], taken[0]) else taken
    bundles = [
        tuple(document for part in together for document in part)
        for words in demand.accepts
        for together in product(*(line.bundles for line in lines[words]))
    ]
    return (Line(tuple(bundles[:_MAX_BUNDLES])),)


def _of_any_edition(bundles: tuple[Bundle, ...]) -> tuple[Bundle, ...]:
    """正本或副本 takes a licence of whichever edition: the word says nothing of it."""
    if len(bundles) != 2 or any(len(bundle) != 1 for bundle in bundles):
        return bundles
    (first,), (second,) = bundles
    plain = msgspec.structs.replace(first, editions=frozenset())
    is_either = {first.editions, second.editions} == {frozenset({ORIGINAL}), frozenset({DUPLICATE})}
    return ((plain,),) if is_either and plain == msgspec.structs.replace(second, editions=frozenset()) else bundles


def _is_said_again(named: Line, taken: Line) -> bool:
    """Whether the demand's name is its `accepts` in full: 工伤认定申请表 for 申请表."""
    texts = [{normalise(one.text).text for one in line.documents} for line in (named, taken)]
    return len(named.bundles) == 1 and all(any(short in full for full in texts[0]) for short in texts[1])


def _circumstances(field: str | None, line: Line) -> tuple[str, ...]:
    """The circumstance of the field, else the one that the name says of all its documents."""
    if field is not None:
        return (field,)
    said = {document.circumstance.value if document.circumstance else None for document in line.documents}
    return tuple(sorted(one for one in said if one)) if None not in said else ()
