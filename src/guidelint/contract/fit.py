"""Whether the documents of one line answer those of another: alternative by alternative, the facts left aside."""

from collections.abc import Sequence

import msgspec

from guidelint.contract.need import Need
from guidelint.contract.short import is_short_for, may_be_short
from guidelint.contract.words import Bundle
from guidelint.language import facts
from guidelint.language.heads import fit as fit_of_heads
from guidelint.language.heads import head_of
from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document
from guidelint.language.relation import Relation, relate
from guidelint.language.relation.model import Kind
from guidelint.language.relation.qualifiers import qualified
from guidelint.language.relation.spelling import canonical

_WORTH: dict[Kind, float] = {"same": 1.0, "broader": 0.9, "narrower": 0.8, "open": 0.5, "different": 0.0}
"""How far two documents speak for their lines being one."""

_OTHER_WORDS = 0.02
"""What a pair is worth less whose names are not the same words, so that of two lines for one thing those pair first."""

_TAKEN: frozenset[Kind] = frozenset({"same", "broader"})


class Match(msgspec.Struct, frozen=True):
    """One alternative of the promise and the best that the demand has for it; `documents` are those that answer each
    other, `worst` the pair on which it hangs."""

    bundle: Bundle
    documents: tuple[tuple[Document, Document], ...]
    worst: tuple[Document, Document, Relation]

    @property
    def kind(self) -> Kind:
        return self.worst[2].kind

    @property
    def is_taken(self) -> bool:
        return self.kind in _TAKEN

    @property
    def worth(self) -> float:
        return _worth(self.worst[0].text, self.worst[1].text, self.kind)


class Fit(msgspec.Struct, frozen=True):
    """Every alternative of the promise with what the demand has for it. `worth` is from 0, two things, to 1."""

    matches: tuple[Match, ...]
    worth: float

    @property
    def is_taken(self) -> bool:
        return all(match.is_taken for match in self.matches)

    @property
    def is_same(self) -> bool:
        return all(match.kind == "same" for match in self.matches)


def fit(promise: Need, demand: Need, phrases: PhraseBook) -> Fit:
    """How the demand takes each alternative of the promise. What it was seen to refuse it does not take."""
    matches = tuple([_best(bundle, promise, demand, phrases) for bundle in promise.bundles])
    if promise.listed < len(matches) and promise.listed and matches[-1].is_taken:
        matches = matches[-1:]  # 记录、台账等管理制度: what sums them up is what they are
    if len(matches) == 1:
        return Fit(matches, matches[0].worth)
    if any(match.kind == "broader" for match in matches):
        matches = tuple(_perhaps_taken(match) for match in matches)
    worths = [match.worth for match in matches]
    most, average = max(worths), sum(worths) / len(worths)
    return Fit(matches, 0.9 * most + 0.1 * average)


def worth(promise: Need, demand: Need, ours: Sequence["Name"], theirs: Sequence["Name"], phrases: PhraseBook) -> float:
    """That of their fit, of which names tell enough where each side has one or none may be one of the other's.

    `ours` and `theirs` are the names of their documents: most lines of two lists are two things.
    """
    related = phrases.kept(_related)
    if len(ours) == len(theirs) == 1:
        found = related[ours[0], theirs[0]]
        promised, demanded = ours[0][0], theirs[0][0]
        return _worth(promised, demanded, _in_matter(found, promised, demanded, promise.matter).kind)
    for one in ours:
        for other in theirs:
            if related[one, other].kind != "different":
                return fit(promise, demand, phrases).worth
    return 0.0


def _worth(promise: str, demand: str, kind: Kind) -> float:
    """A little less where neither name is the other, or the end of it."""
    is_other = kind == "same" and not (promise.endswith(demand) or demand.endswith(promise))
    return _WORTH[kind] - (_OTHER_WORDS if is_other else 0.0)


def _perhaps_taken(match: Match) -> Match:
    """收据或银行转账凭证, of which the window wants the 付款凭证: its word may be meant for the other one as well."""
    ours, theirs, found = match.worst
    heads = head_of(normalise(ours.text).text), head_of(normalise(theirs.text).text)
    is_other = match.kind == "different" and found.witness is None  # another edition it is for sure
    if not is_other or not heads[0].head or fit_of_heads(*heads) not in ("same", "broader"):
        return match
    return msgspec.structs.replace(match, worst=(ours, theirs, Relation("open", family=found.family)))


def is_narrowing(promise: Need, demand: Need, start: int, end: int, phrases: PhraseBook) -> bool:
    """Whether the words at this place of the promise already denote every document of the demand, and no other word of
    the line does: then writing those documents makes the guide clear and asks for nothing that it did not name."""
    wide = [document for document in promise.documents if (document.start, document.end) == (start, end)]
    taken = [bundle[0] for bundle in demand.bundles if len(bundle) == 1]
    if len(wide) != 1 or len(promise.bundles) != 1 or len(taken) != len(demand.bundles):
        return False
    kinds = [relation(wide[0], document, phrases).kind for document in taken]
    return "narrower" in kinds and all(kind in ("narrower", "same") for kind in kinds)


def relation(promise: Document, demand: Document, phrases: PhraseBook) -> Relation:
    """What the demand's document is to the promise's, worked out once for the two names."""
    return phrases.kept(_related)[name_of(promise), name_of(demand)]


Name = tuple[str, str | None, frozenset[str], tuple[str, ...]]


def name_of(document: Document) -> Name:
    """Text, concept and editions, and the words of issuer, holder and description, which others write into the name."""
    before: tuple[str, ...] = ()
    if document.issuer is not None or document.holders or document.description is not None:
        parts = (document.issuer, *document.holders, document.description)
        before = tuple([part.value for part in parts if part is not None])
    return document.text, document.concept, document.editions, before


def _related(phrases: PhraseBook, names: tuple[Name, Name]) -> Relation:
    (ours, _, editions, before), (theirs, concept, wanted, words_of_demand) = names
    if editions and wanted and not editions & wanted:
        return Relation("different", witness=ours + "或".join(sorted(editions)))
    found = relate(ours, theirs, phrases.thesaurus)
    if found.kind in _TAKEN:
        only_ours = before if not words_of_demand and ours != theirs else ()
        if any(_is_of_another(words, theirs) for words in only_ours):
            return Relation("different", family=found.family)  # 主要负责人's 安全资格证, 安全管理人员资格证
        return found
    full = [words + ours for words in before]  # 业务主管单位的批准文件 is a 主管单位批准文件
    if full and any(relate(name, theirs, phrases.thesaurus).kind in _TAKEN for name in full):
        return Relation("same", family=found.family)
    for name in (ours, *full):
        if is_short_for(theirs, name, found.kind, phrases, is_known=concept is not None):
            return Relation("broader", family=found.family)
    return Relation("open", family=found.family) if found.kind == "different" and may_be_short(theirs, ours) else found


def _is_of_another(words: str, name: str) -> bool:
    """Whether the words before one name and the other name tell of different persons."""
    said, wanted = (qualified(canonical(one)).values.get("person", frozenset()) for one in (words, name))
    return bool(said and wanted) and not said & wanted


def _in_matter(found: Relation, promise: str, demand: str, matter: str) -> Relation:
    """The relation in a guide on this matter: where it is on 道路货物运输, 从业资格证 says 货运从业资格证."""
    if not matter or found.kind not in ("narrower", "open"):
        return found
    name, full = canonical(promise), canonical(demand)
    words = full.removesuffix(name)
    if not 2 <= len(words) < len(full) or words not in canonical(matter) or "person" in qualified(words).values:
        return found
    return Relation("broader", family=found.family)


def _relation_in(matter: str, promise: Document, demand: Document, phrases: PhraseBook) -> Relation:
    return _in_matter(relation(promise, demand, phrases), promise.text, demand.text, matter)


def _best(bundle: Bundle, promise: Need, demand: Need, phrases: PhraseBook) -> Match:
    if len(demand.bundles) == 1:
        return _matched(bundle, demand.bundles[0], promise.matter, phrases)
    matches = [_matched(bundle, wanted, promise.matter, phrases) for wanted in demand.bundles]
    most = max(_WORTH[match.kind] for match in matches)
    nearest = [match for match in matches if _WORTH[match.kind] == most]
    best = nearest[0] if len(nearest) == 1 else min(nearest, key=_faults_of)
    return _shared_out(best, matches, phrases) if best.kind == "narrower" and len(matches) > 1 else best


def _shared_out(best: Match, matches: Sequence[Match], phrases: PhraseBook) -> Match:
    """A wide word of which several alternatives of the demand take a part each: together they may take all of it."""
    thesaurus = phrases.thesaurus
    wide = best.worst[0]
    if len(best.bundle) > 1 or wide.concept is None or thesaurus.find(wide.text) is None:
        return best
    parts = [match for match in matches if match.kind == "narrower" and len(match.documents) == 1]
    known = [theirs.concept for match in parts for _, theirs in match.documents if thesaurus.find(theirs.text)]
    taken = frozenset().union(*(thesaurus.leaves(concept) for concept in known if concept is not None))
    left = [thesaurus.concept(leaf) for leaf in thesaurus.leaves(wide.concept) if leaf not in taken]
    if not left:
        documents = tuple(pair for match in parts for pair in match.documents)
        return Match(best.bundle, documents, (*best.worst[:2], Relation("broader")))
    if best.worst[2].witness not in {one.pref.zh for one in left}:
        witness = min(left, key=lambda leaf: (leaf.replaced_by is not None, -len(leaf.labels))).pref.zh
        return Match(best.bundle, best.documents, (*best.worst[:2], Relation("narrower", witness)))
    return best


def _matched(bundle: Bundle, wanted: Bundle, matter: str, phrases: PhraseBook) -> Match:
    """Each document of the demand's bundle with the one of the promise's that comes nearest to it."""
    if len(bundle) == len(wanted) == 1:
        (ours,), (theirs,) = bundle, wanted
        return Match(bundle, ((ours, theirs),), (ours, theirs, _relation_in(matter, ours, theirs, phrases)))
    answers = [
        max(((ours, theirs, _relation_in(matter, ours, theirs, phrases)) for ours in bundle), key=_closeness)
        for theirs in wanted
    ]
    worst = min(answers, key=_nearness)
    return Match(bundle, tuple((ours, theirs) for ours, theirs, _ in answers), worst)


def _faults_of(match: Match) -> int:
    return sum(_faults(*both) for both in match.documents)


def _nearness(answer: tuple[Document, Document, Relation]) -> float:
    return _WORTH[answer[2].kind]


def _closeness(answer: tuple[Document, Document, Relation]) -> tuple[float, int]:
    """Of papers of one name the one that has what is wanted of it: the certified one, the copy."""
    return _nearness(answer), -_faults(*answer[:2])


def _faults(ours: Document, theirs: Document) -> int:
    return sum(said.verdict.outcome != "met" for said in facts.compare(ours, theirs))
