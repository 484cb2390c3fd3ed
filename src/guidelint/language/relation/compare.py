"""How the documents that a demand's name denotes stand to those of a promise's."""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import Any
from weakref import proxy

from guidelint.language.heads import OF_THE_ITEM, fit, is_official
from guidelint.language.memo import Memo
from guidelint.language.phrase.model import Document
from guidelint.language.relation.alike import (
    is_end,
    is_near,
    is_no_picture,
    is_of_acts,
    is_same_act,
    may_be_one,
    may_be_short,
)
from guidelint.language.relation.endings import Endings
from guidelint.language.relation.kinds import of_labels, of_stems
from guidelint.language.relation.model import Kind, Relation
from guidelint.language.relation.name import Name, read
from guidelint.language.relation.others import Others, may_go_together
from guidelint.language.relation.qualifiers import is_apart, of_a_label, other, qualified, stand
from guidelint.language.relation.spelling import bare, canonical
from guidelint.language.relation.stems import compare_stems
from guidelint.language.thesaurus import Thesaurus

_PROVED: tuple[Kind, ...] = ("same", "broader", "narrower")
_TURNED: dict[Kind, Kind] = {"narrower": "broader", "broader": "narrower"}


def relate(promise: Document | str, demand: Document | str, thesaurus: Thesaurus) -> Relation:
    """What the demand's documents are relative to the promise's."""
    return _relations(thesaurus)(promise, demand)


@lru_cache(maxsize=2)
def _relations(thesaurus: Thesaurus) -> "Relations":
    return Relations(thesaurus)


class Relations:
    """The relations of names under one thesaurus; each name and each two names are looked at once."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        me: Any = proxy(self)  # no circle: memos go with their last user
        self._names: Memo[str, Name] = Memo(partial(Relations._read, me), 50_000)
        self._relations: Memo[tuple[str, str], Relation] = Memo(partial(Relations._relate, me), 50_000)
        self._synonyms: Memo[str, Sequence[Name]] = Memo(partial(Relations._built, me), 50_000)
        self._others: Memo[str, Others] = Memo(partial(Relations._named_otherwise, me), 50_000)

    def __call__(self, promise: Document | str, demand: Document | str) -> Relation:
        if isinstance(promise, str) and isinstance(demand, str):
            return self._relations[promise, demand]
        return self._relations[self._key(promise), self._key(demand)]

    def _key(self, name: Document | str) -> str:
        """The document's name. The concept of a document may be that of its last word: 申请表, in 渔具补贴申请表."""
        if isinstance(name, str):
            return name
        if len(name.extent) == 1 and self.thesaurus.find(page := name.text + name.extent[0].value) is not None:
            return page  # 户口簿 and 本人页 make 常住人口登记卡
        return name.text

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        """Concepts by their labels in the spelling of `canonical`; what two concepts share belongs to neither."""
        found: dict[str, str | None] = {}
        for concept in self.thesaurus.concepts.values():
            for label in (concept.pref.zh, *concept.alt):
                if bare(label) != label:  # 派出所出具的居住证明 is no 居住证明 of anybody's
                    continue
                spelling = canonical(label)
                found[spelling] = concept.id if found.get(spelling, concept.id) == concept.id else None
        return {spelling: id for spelling, id in found.items() if id is not None}

    def _read(self, text: str) -> Name:
        return read(text, self.thesaurus, lambda words: self._labels.get(words))

    def _relate(self, keys: tuple[str, str]) -> Relation:
        promise, demand = self._names[keys[0]], self._names[keys[1]]
        kind = self._kind(promise, demand)
        may_be_any = promise.is_vague or (demand.is_vague and kind == "different")
        if may_be_any and kind in ("different", "narrower") and _may_be(promise, demand):
            kind = "open"  # which one, nobody says
        return Relation(
            kind,
            self._witness(promise, demand) if kind == "narrower" else None,
            (promise.text, demand.text) if kind == "open" else None,
            promise.head.family if promise.head.family == demand.head.family and promise.head.family else None,
        )

    def _kind(self, promise: Name, demand: Name) -> Kind:
        if promise.text == demand.text:
            return "same"
        if promise.concept is not None and demand.concept is not None:
            return self._of_known(promise, demand)
        if promise.spelling == demand.spelling:
            return "same"
        return self._of_built(promise, demand)

    def _of_known(self, promise: Name, demand: Name) -> Kind:
        """Two names that the thesaurus knows, with or without their qualifiers."""
        assert promise.concept is not None and demand.concept is not None
        standing = stand(promise.values, demand.values)
        if promise.concept == demand.concept:
            if standing == "different" or promise.values_apart or demand.values_apart:
                return standing
            if (promise.stem, promise.head.head) == (demand.stem, demand.head.head):
                return standing
            first = self._names[self.thesaurus.concept(promise.concept).pref.zh]
            ours, theirs = (of_a_label(one.values, first.values, one.spelling) for one in (promise, demand))
            kind = of_labels(promise, demand)
            if (
                kind == "narrower"
                and demand.spelling.endswith(promise.spelling)
                and self._rival(promise, demand) is None
            ):
                kind = "same"
            return _together(kind, stand(ours, theirs))
        kind = self._of_concepts(promise.concept, demand.concept)
        is_bare = not (promise.stem and demand.stem)
        if kind == "different" and is_bare and promise.head.family == demand.head.family == "批文":
            return "open"  # 批复 is that of what stands beside it
        if kind == "different":
            is_declared = {promise.head.family, demand.head.family} == {"证明", "声明"}
            is_about = len(promise.spelling) - len(promise.head.word) > 1
            if is_declared and is_about and promise.stem == demand.stem and standing == "same":
                return "open"  # 灵活就业证明, 灵活就业承诺书
            return self._of_ends(promise, demand)
        if kind == "narrower" and not promise.stem and promise.head.family in OF_THE_ITEM:
            kind = "open"
        tells = promise.values_apart or demand.values_apart
        return _together(kind, standing if tells else "same")

    def _of_concepts(self, promise: str, demand: str) -> Kind:
        relation = self.thesaurus.relation(demand, promise)
        if relation == "equal":
            return "same"
        if relation == "overlapping":
            return "narrower"
        if relation == "related":
            return "open"
        return "different" if relation == "disjoint" else relation

    def _of_ends(self, promise: Name, demand: Name) -> Kind:
        """Two concepts with nothing in common. Where one name is the other with words before it, it still is one of its kind."""
        if _end_apart(promise, demand):
            return "different"
        alike = promise.spelling == demand.spelling  # but for qualifiers, of which the spelling says nothing
        ways: tuple[tuple[Name, Name, Kind], ...] = ((promise, demand, "broader"), (demand, promise, "narrower"))
        for longer, shorter, kind in ways:
            if longer.text.endswith(shorter.text) if alike else longer.spelling.endswith(shorter.spelling):
                if not shorter.stem and shorter.head.family == "照片":  # a portrait, not a 车辆照片
                    return "open"
                if is_apart(qualified(longer.spelling.removesuffix(shorter.spelling)).values):
                    return "different"
                return "open" if kind == "narrower" and promise.head.family in OF_THE_ITEM else kind
            if is_end(shorter, longer) or is_same_act(longer, shorter):
                return "open" if kind == "narrower" else kind
        return "open" if alike else "different"

    def _of_built(self, promise: Name, demand: Name) -> Kind:
        """Two names of which the thesaurus does not know one."""
        standing = stand(promise.values, demand.values)
        if standing == "different":
            return "different"
        kind = self._of_words(promise, demand)
        if kind != "same":
            kind = self._of_other_names(promise, demand, kind)
        if kind != "same":
            above = self._of_kinds(promise, demand)
            kind = above if above is not None and (above == "different" or kind in ("open", "different")) else kind
        return _together(kind, standing)

    def _of_other_names(self, promise: Name, demand: Name, kind: Kind) -> Kind:
        """By the other names of what the thesaurus knows, one of the two; `kind` is what the names themselves say."""
        pairs = [(other, demand) for other in self._others[promise.text].beside(demand.stem)]
        pairs += [(promise, other) for other in self._others[demand.text].beside(promise.stem)]
        if not pairs:
            return kind
        if may_go_together(promise.stem, demand.stem):
            pairs.append((promise, demand))
        kinds = {self._of_words(*pair) for pair in pairs}
        kind = next((one for one in _PROVED if one in kinds), kind)
        if kind == "different" and "open" in kinds:
            is_short = any(self._of_words(theirs, ours) == "broader" for ours, theirs in pairs)
            kind = "open" if is_short else kind  # by one of its names it may mean the item's own paper
        return kind

    def _of_words(self, promise: Name, demand: Name) -> Kind:
        """By head and stem. The qualifiers are left to the caller."""
        head = fit(promise.head, demand.head)
        if head == "different":
            return "different"
        families = promise.head.family, demand.head.family
        if "照片" in families and "" in families and is_no_picture(promise, demand):
            return "different"
        stem = compare_stems(promise.stem, demand.stem)
        if stem == "longer":  # 用电申请表, 用电报装申请表; but 药师证 may be 药师资格证
            stem = "same" if families == ("申请表", "申请表") else "open"
        if stem == "same":
            return head
        if stem in ("narrower", "broader"):
            if stem == "narrower" and (demand.head.family in OF_THE_ITEM or self._rival(promise, demand) is None):
                return "open"
            return stem if head in ("same", stem) else "open"
        is_kin = families[0] == families[1]
        are_two = stem == "different" or (
            is_kin and not may_be_one(promise.stem, demand.stem) and not may_be_short(promise.spelling, demand.spelling)
        )
        if not (are_two and is_official(promise.head) and is_official(demand.head)):
            return "open"
        return "different" if all(map(self._labels_by_end.say, (promise.stem, demand.stem))) else "open"

    def _of_kinds(self, promise: Name, demand: Name) -> Kind | None:
        """By the concepts that the names end in or stand for. None where these do not tell."""
        ours, theirs = promise.concept or promise.kind_of, demand.concept or demand.kind_of
        if ours is None or theirs is None:
            return None
        kind = self._of_concepts(ours, theirs)
        if kind == "different":
            is_within = promise.rest.endswith(demand.rest) or demand.rest.endswith(promise.rest)
            return None if is_within or is_near(promise, demand) else "different"
        if kind == "narrower":
            return kind
        if kind == "broader":
            return kind if demand.concept is not None else "open"
        if kind == "same" and promise.concept is not None:
            is_one_of_many = promise.head.family not in OF_THE_ITEM and self._rival(promise, demand) is not None
            return "narrower" if is_one_of_many else "open"
        return None

    @cached_property
    def _labels_by_end(self) -> Endings:
        return Endings.of(label for concept in self.thesaurus.concepts.values() for label in concept.labels)

    def _rival(self, promise: Name, demand: Name) -> str | None:
        """A paper that goes by the promise's name as the demand's does, and is another kind of it."""
        return self._labels_by_end.rival(promise.spelling, demand.spelling.removesuffix(promise.spelling))

    def _named_otherwise(self, text: str) -> Others:
        """The other names of what the thesaurus knows it to be; one for each way in which they are built."""
        name = self._names[text]
        synonyms = self._synonyms[name.concept] if name.concept is not None else ()
        return Others.of([other for other in synonyms if of_stems(name.stem, other.stem) == "same"])

    def _built(self, id: str) -> Sequence[Name]:
        concept = self.thesaurus.concept(id)
        names = (self._names[label] for label in (concept.pref.zh, *concept.alt))
        return tuple({(one.head, one.stem): one for one in names if one.stem and not one.values}.values())

    def _witness(self, promise: Name, demand: Name) -> str:
        """A document that the promise's words denote and the demand's do not."""
        if promise.concept is not None and (taken := demand.concept or demand.kind_of) is not None:
            below = set(self.thesaurus.leaves(promise.concept)) - set(self.thesaurus.leaves(taken)) - {promise.concept}
            if below:
                # One in use, with many names: that is a common one.
                left = [self.thesaurus.concept(leaf) for leaf in sorted(below)]
                return min(left, key=lambda leaf: (leaf.replaced_by is not None, -len(leaf.labels))).pref.zh
        if promise.concept is not None and promise.concept == demand.concept:
            labels = (self._names[label] for label in self.thesaurus.concept(promise.concept).alt)
            kinds = (one for one in labels if self._kind(promise, one) == "narrower")
            if (another := next((one for one in kinds if self._kind(one, demand) == "open"), None)) is not None:
                return another.text  # 发明专利证书, where the demand wants that of 外观设计
        changed = other(promise.values, demand.values, canonical(demand.text))
        if changed and self._kind(self._names[changed], demand) not in ("same", "broader"):
            return changed
        rival = self._rival(promise, demand)
        if rival is not None and self._kind(self._names[rival], demand) == "different":
            return rival
        return f"不是“{demand.text}”的{promise.text}"


def _end_apart(promise: Name, demand: Name) -> bool:
    """Whether neither name can be the end of the other, nor be that but for its last noun: most names are two papers."""
    ends = promise.spelling[-1:], demand.spelling[-1:]
    return (
        "" not in ends
        and ends[0] != ends[1]
        and promise.head.head != demand.head.head
        and not is_of_acts(promise, demand)
    )


def _may_be(promise: Name, demand: Name) -> bool:
    """Whether papers of the demand's head go by the promise's."""
    return bool(promise.head.head) and bool(demand.head.head) and fit(promise.head, demand.head) != "different"


def _together(kind: Kind, standing: Kind) -> Kind:
    """Of the documents and of their qualifiers: what either leaves out is left out."""
    if "different" in (kind, standing):
        return "different"
    if "open" in (kind, standing):
        return "open"
    if "narrower" in (kind, standing):
        return "narrower"
    return "broader" if "broader" in (kind, standing) else "same"
