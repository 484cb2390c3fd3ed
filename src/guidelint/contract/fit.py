"""Whether the documents of one line answer those of another: alternative by alternative, the facts left aside."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from guidelint.contract.need import Need
from guidelint.contract.words import Bundle
from guidelint.language import facts
from guidelint.language.heads import OF_THE_ITEM, head_of
from guidelint.language.heads import fit as fit_of_heads
from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document
from guidelint.language.relation import Relation, relate
from guidelint.language.relation.qualifiers import qualified
from guidelint.language.relation.spelling import canonical
from guidelint.model.regex import regex

Kind = Literal["same", "broader", "narrower", "open", "different"]

_WORTH: dict[Kind, float] = {"same": 1.0, "broader": 0.9, "narrower": 0.8, "open": 0.5, "different": 0.0}
"""How far two documents speak for their lines being one."""

_OTHER_WORDS = 0.02
"""What a pair is worth less whose names are not the same words, so that of two lines for one thing those pair first."""

_MOST_WORDS = 4
"""Of a short name: more pieces of the full one are chance."""

_NOUNS = {"证书": "证"}  # 检疫证 for 检疫合格证明
_LISTS_OF_TEXTS = ("目录", "清单", "文本", "汇编")
_JOINT = regex("[和及与、]")

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
        if _is_short_for(theirs, name, found.kind, phrases, is_known=concept is not None):
            return Relation("broader", family=found.family)
    return Relation("open", family=found.family) if found.kind == "different" and _may_be_short(theirs, ours) else found


def _is_of_another(words: str, name: str) -> bool:
    """Whether the words before one name and the other name tell of different persons."""
    said, wanted = (qualified(canonical(one)).values.get("person", frozenset()) for one in (words, name))
    return bool(said and wanted) and not said & wanted


def _is_short_for(window: str, guide: str, kind: Kind, phrases: PhraseBook, *, is_known: bool) -> bool:
    """Whether the window's name is the guide's with words left out: 注销申请书 for 公司注销登记申请书.

    Within one item that is how windows speak of what is filled in for it; of other papers it takes no name that the
    thesaurus knows for another: 居民身份证 is not short for 临时居民身份证.
    """
    short, full = normalise(window).text, normalise(guide).text
    if not short or short[0] not in full:
        return False
    name, _, inner = full.removesuffix(")").rpartition("(") if full.endswith(")") else (full, "", "")
    name = _of_the_texts(name) if name.endswith(_LISTS_OF_TEXTS) else name
    if short[0] not in name + inner:
        return False
    if not _leaves_words_out(short, name, inner) and (
        short[-1] == name[-1:] or not _leaves_words_out(_with_head(short), _with_head(name), inner)
    ):
        return False
    if not is_known or phrases.thesaurus.find(window) is None or _is_one_of_joined(short, name):
        return True
    return (kind == "narrower" and name.endswith(short)) or relate(name, short, phrases.thesaurus).family in OF_THE_ITEM


def _leaves_words_out(short: str, name: str, inner: str) -> bool:
    if not 2 <= len(short) < len(name) + len(inner) or short[-1] != name[-1:]:
        return False
    return _is_within(short, name) or _is_within(short, inner + name) or _is_made_of(short, name)


def _is_made_of(short: str, name: str) -> bool:
    """异地公积金贷款证明 for 公积金异地贷款职工证明: words of the name in another order."""
    words, at = 0, 0
    while at < len(short):
        end = next((end for end in range(len(short), at + 1, -1) if short[at:end] in name), None)
        if end is None:
            return False
        words, at = words + 1, end
    return 1 < words <= _MOST_WORDS


def _with_head(name: str) -> str:
    """The name with its last noun in one spelling: 操作证 and 操作证书, 刻章申请 and 刻章申请表, 证明 and 证明文件."""
    head = head_of(name)
    noun = "证明" if head.word.startswith("证明") else _NOUNS.get(head.head, head.head)
    return name.removesuffix(head.word) + noun if head.word != name else name


def _of_the_texts(name: str) -> str:
    """操作规程目录清单 is a list of the 操作规程: windows say 操作规程 for what comes with it."""
    texts = name
    while texts.endswith(_LISTS_OF_TEXTS):
        texts = texts[:-2]
    return texts if head_of(texts).family == "方案" else name


def _is_one_of_joined(short: str, name: str) -> bool:
    """营业场所平面图 and 仓储场所平面图 are both in 营业场所和仓储场所地址、面积、平面图."""
    *first, last = _JOINT.split(name)
    return any(short == words[:at] + last for words in first for at in range(2, len(words) + 1))


def _may_be_short(window: str, guide: str) -> bool:
    """护考合格证明 may be 护士执业资格考试合格证明; a name with nothing but words before it is one kind of the other."""
    short, full = normalise(window).text, normalise(guide).text
    return (
        len(short) > 4
        and short[-1] == full[-1]
        and not full.endswith(short)
        and not full.startswith(short)
        and _is_within(short, full)
    )


def _is_within(short: str, full: str) -> bool:
    """Whether the characters of one stand in the other, in their order."""
    rest = iter(full)
    return all(character in rest for character in short)


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
