"""One line of the guide against one of the window: document by document, then fact by fact."""

from collections.abc import Iterator, Sequence

from guidelint.contract.circumstance import judge_circumstance
from guidelint.contract.fit import is_narrowing, relation
from guidelint.contract.mismatch import Kind, Mismatch, Place, Undecided
from guidelint.contract.need import Need
from guidelint.contract.pairing import Pair
from guidelint.language import facts
from guidelint.language.facts import Fact, FactVerdict
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.model import Document
from guidelint.language.sentence import compare as compare_sentences
from guidelint.language.verdict import Verdict
from guidelint.model.text import Text

Said = Mismatch | Undecided

KINDS: dict[Fact, Kind] = {
    "holder": "missing-in-guide",
    "form": "original-demanded",
    "number": "more-copies",
    "marks": "unlisted-criteria",
    "issuer": "unlisted-criteria",
    "age": "unlisted-criteria",
    "extent": "unlisted-criteria",
    "make": "unlisted-criteria",
    "edition": "unlisted-criteria",
}
"""Which rule speaks of a fact that is broken."""

_BY_NATURE = (
    "受托人",
    "代理人",
    "代办人",
    "被委托人",
    "委托人",
)  # whose paper is asked for only where somebody is sent


def judge_pair(one: Pair, phrases: PhraseBook) -> Iterator[Said]:
    """All that keeps the promise from meeting the demand; nothing where it is met."""
    yield from _documents(one, phrases)
    yield from _facts(one)
    yield from _criteria(one)
    yield from _circumstance(one)
    yield from _necessity(one)
    yield from _easier(one, phrases)


def _documents(one: Pair, phrases: PhraseBook) -> Iterator[Said]:
    """A document that the guide's words allow and the window does not take; one seen refused comes first."""
    turned_away = _refused(one, phrases)
    if turned_away is not None:
        yield turned_away
        return
    for match in sorted((m for m in one.fit.matches if not m.is_taken), key=lambda m: m.kind == "open"):
        ours, theirs, found = match.worst
        if match.kind == "open":
            yield _open(one, found.reason or _unsettled(ours, theirs))
        else:
            yield _vaguer(one, ours, found.witness or ours.text, phrases)
        return


def _refused(one: Pair, phrases: PhraseBook) -> Mismatch | None:
    for match in one.fit.matches:
        for ours in match.bundle:
            for theirs in one.demand.refused:
                found = relation(ours, theirs, phrases).kind
                if found in ("same", "narrower") and not _is_taken_too(theirs, one.demand, phrases):
                    return _vaguer(one, ours, theirs.text, phrases)
    return None


def _is_taken_too(document: Document, demand: Need, phrases: PhraseBook) -> bool:
    """Whether what was seen refused is among what is taken: then it was refused for another reason."""
    return any(relation(document, taken, phrases).kind == "same" for taken in demand.documents)


def _vaguer(one: Pair, ours: Document, witness: str, phrases: PhraseBook) -> Mismatch:
    narrows = is_narrowing(one.promise, one.demand, ours.start, ours.end, phrases)
    return _mismatch(
        one, "vaguer-than-window", (witness,), witness,
        Text(f"带{witness}的人符合指南,窗口不收", f"a person who brings {witness} keeps to the guide; the window refuses it"),
        start=ours.start, end=ours.end, write=one.demand.words, narrows=narrows,
    )  # fmt: skip


def _facts(one: Pair) -> Iterator[Said]:
    """Each fact that the demand says, held against every alternative of the promise that the window takes."""
    seen: set[tuple[str, str]] = set()
    for match in one.fit.matches:
        if match.kind == "different":
            continue  # the alternative as such is not taken
        for ours, theirs in match.documents:
            for said in facts.compare(ours, theirs):
                what = said.fact, said.demanded
                if said.verdict.outcome != "met" and what not in seen:
                    seen.add(what)
                    in_words = _in_sentences(one, said)
                    yield from [_fact(one, theirs, said)] if in_words is None else in_words


def _in_sentences(one: Pair, said: FactVerdict) -> list[Said] | None:
    """What the sentences say of a fact that stands in a criterion of the window; None where they do not settle it so."""
    criterion = next((words for words in one.demand.examined if said.demanded in words), None)
    if criterion is None:
        return None
    verdict = _compared(one, criterion)
    if verdict.outcome == "open":
        return [_open(one, verdict.reason or _sentence(criterion))]
    return [] if verdict.outcome == "met" else None


def _compared(one: Pair, criterion: str) -> Verdict:
    return compare_sentences((*one.promise.examined, one.promise.name), criterion, "criterion")


def _fact(one: Pair, document: Document, said: FactVerdict) -> Said:
    if said.verdict.outcome == "open":
        return _open(
            one, said.verdict.reason or Text(f"“{said.demanded}”没法比较", f"“{said.demanded}” cannot be compared")
        )
    witness = said.verdict.witness or Text(
        f"{document.text}不是{said.demanded}", f"{document.text}, not {said.demanded}"
    )
    return _mismatch(
        one, KINDS[said.fact], (witness.zh,), said.demanded,
        _keeps(witness, said.demanded), write=_to_write(said, one),
    )  # fmt: skip


def _to_write(said: FactVerdict, one: Pair) -> str:
    if said.fact == "number":
        counts = [
            c.number for d in one.demand.documents for c in (d.originals, d.copies) if c and c.text == said.demanded
        ]
        return str(max(counts)) if counts else said.demanded
    return said.demanded


def _keeps(witness: Text, demanded: str) -> Text:
    """A sentence of a person or of a paper that keeps to the guide."""
    if witness.zh.endswith("人"):
        return Text(
            f"{witness.zh}符合指南,窗口要{demanded}", f"{witness.en} keeps to the guide; the window wants {demanded}"
        )
    return Text(
        f"带{witness.zh}的人符合指南,窗口不收",
        f"a person who brings {witness.en} keeps to the guide; the window refuses it",
    )


def _criteria(one: Pair) -> Iterator[Said]:
    """The criteria that are no facts of a paper, as sentences."""
    name = next(one.demand.documents).text
    for criterion in one.demand.criteria:
        verdict = _compared(one, criterion)
        if verdict.outcome == "broken":
            witness = verdict.witness or Text(
                f"不符合“{criterion}”的{name}", f"{name} that does not meet “{criterion}”"
            )
            yield _mismatch(
                one, "unlisted-criteria", (witness.zh,), criterion, _keeps(witness, criterion), write=criterion
            )
        elif verdict.outcome == "open":
            yield _open(one, verdict.reason or _sentence(criterion))


def _circumstance(one: Pair) -> Iterator[Said]:
    """The window's case has to lie within the guide's."""
    promise, demand = one.promise, one.demand
    if not promise.when or any(holder.value in _BY_NATURE for d in demand.documents for holder in d.holders):
        return
    when, name = "、".join(promise.when), promise.words
    if not demand.when:
        if judge_circumstance(promise.when, None).outcome == "met":
            return
        yield _mismatch(
            one, "missing-in-guide", (f"不属于“{when}”而没有带{name}的人",), demand.words,
            Text(f"不属于“{when}”的人照指南不用带{name},窗口要",
                 f"a person outside “{when}” need not bring {name} by the guide; the window asks for it"),
            write=demand.words,
        )  # fmt: skip
        return
    for wanted in demand.when:
        verdict = judge_circumstance(promise.when, wanted)
        if verdict.outcome == "open":
            reason = verdict.reason or _sentence(wanted)
            yield _open(one, Text(f"{demand.words}:{reason.zh}", f"{demand.words}: {reason.en}"))
        elif verdict.outcome == "broken":
            yield _mismatch(
                one, "missing-in-guide", (f"“{wanted}”而没有带{name}的人",), demand.words,
                Text(f"指南只要“{when}”的人带{name},窗口在“{wanted}”时也要",
                     f"the guide asks for {name} in the case “{when}” only; the window also where “{wanted}”"),
                write=demand.words,
            )  # fmt: skip


def _necessity(one: Pair) -> Iterator[Said]:
    """A document that the guide lets somebody leave out, hand in later or replace by a commitment."""
    promise, demand = one.promise, one.demand
    name = promise.words
    if demand.necessity in ("非必要", "容缺后补") and not promise.commitment:
        return
    if promise.optional:
        yield _mismatch(
            one, "missing-in-guide", (f"没有带{name}的人",), demand.words,
            Text(f"指南写{name}“非必要”,没有带的人,窗口不办",
                 f"the guide calls {name} optional; a person without it is turned away"),
            write=demand.words,
        )  # fmt: skip
    elif promise.commitment:
        yield _mismatch(
            one, "vaguer-than-window", ("告知承诺书",), "告知承诺书",
            Text(f"指南允许用告知承诺代替{name},写承诺书的人,窗口不收",
                 f"the guide lets a commitment stand in for {name}; the window does not take it"),
            write=demand.words,
        )  # fmt: skip
    elif promise.necessity == "容缺后补":
        yield _open(
            one,
            Text(f"指南写{name}可以“容缺后补”,窗口记录没有写明是不是当场就要",
                 f"the guide lets {name} be handed in later; the record does not say whether the window wants it at once"),
        )  # fmt: skip


def _easier(one: Pair, phrases: PhraseBook) -> Iterator[Said]:
    """What the window takes as well and the guide does not say: somebody stays away, or copies, who need not."""
    promise, demand = one.promise, one.demand
    if len(demand.bundles) > 1:
        for bundle in demand.bundles:
            kinds = {relation(ours, theirs, phrases).kind for theirs in bundle for ours in promise.documents}
            if kinds == {"different"}:
                more = "和".join(document.text for document in bundle)
                yield _taken_too(one, more, Text(f"窗口也收{more},指南没有写", f"the window takes {more} as well"))
    if demand.when and not promise.when:
        when = "、".join(demand.when)
        yield _taken_too(
            one, when,
            Text(f"窗口只在“{when}”时要{demand.words},指南写的是人人都要",
                 f"the window asks for {demand.words} only where “{when}”; the guide asks everybody for it"),
        )  # fmt: skip


def _taken_too(one: Pair, what: str, words: Text) -> Mismatch:
    return Mismatch(
        kind="easier-at-window",
        bundle=(what,),
        refused="",
        words=words,
        guide=Place(one.promise.index),
        window=Place(one.demand.index),
        write=what,
        revealed_by=one.demand.revealed_by,
    )


def _mismatch(
    one: Pair,
    kind: Kind,
    bundle: Sequence[str],
    refused: str,
    words: Text,
    *,
    start: int = 0,
    end: int = 0,
    write: str,
    narrows: bool = False,
) -> Mismatch:
    return Mismatch(
        kind=kind,
        bundle=tuple(bundle),
        refused=refused,
        words=words,
        guide=Place(one.promise.index),
        window=Place(one.demand.index),
        start=start,
        end=end,
        write=write,
        narrows=narrows,
        ground=one.demand.ground,
        revealed_by=one.demand.revealed_by,
        sure=one.sure,
    )


def _open(one: Pair, words: Text) -> Undecided:
    return Undecided(Place(one.promise.index), Place(one.demand.index), words)


def _unsettled(ours: Document, theirs: Document) -> Text:
    return Text(
        f"指南的“{ours.text}”包不包括窗口要的“{theirs.text}”,光看名称没法判断",
        f"whether “{ours.text}” of the guide is what the window means by “{theirs.text}” the names do not tell",
    )


def _sentence(words: str) -> Text:
    return Text(f"窗口的“{words}”没法与指南比较", f"“{words}” of the window cannot be compared with the guide")
