"""One line of the guide against one of the window: document by document, then fact by fact."""

from collections.abc import Iterator

from guidelint.contract.easier import easier
from guidelint.contract.fit import Match, is_narrowing, relation
from guidelint.contract.mismatch import Kind, Mismatch, Undecided, broken, undecided
from guidelint.contract.need import Need
from guidelint.contract.occasion import judge_circumstances, judge_necessity
from guidelint.contract.pairing import Pair
from guidelint.contract.qualifier import judge_qualifiers, without
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


def judge_pair(one: Pair, phrases: PhraseBook) -> Iterator[Said]:
    """All that keeps the promise from meeting the demand; nothing where it is met."""
    yield from _documents(one, phrases)
    yield from _facts(one)
    yield from _qualifiers(one)
    yield from _criteria(one)
    yield from judge_circumstances(one)
    yield from judge_necessity(one)
    yield from easier(one, phrases)


def _documents(one: Pair, phrases: PhraseBook) -> Iterator[Said]:
    """A document that the guide's words allow and the window does not take; one seen refused comes first."""
    turned_away = _refused(one, phrases)
    if turned_away is not None:
        yield turned_away
        return
    for match in sorted((m for m in one.fit.matches if not m.is_taken), key=lambda m: m.kind == "open"):
        ours, theirs, found = match.worst
        if match.kind == "open":
            yield undecided(one, found.reason or _unsettled(ours, theirs))
        else:
            yield _vaguer(one, match, ours, found.witness or ours.text, phrases)
        return


def _refused(one: Pair, phrases: PhraseBook) -> Mismatch | None:
    for match in one.fit.matches if one.demand.refused else ():
        for ours in match.bundle:
            for theirs in one.demand.refused:
                found = relation(ours, theirs, phrases).kind
                if found in ("same", "narrower") and not _is_taken_too(theirs, one.demand, phrases):
                    return _vaguer(one, match, ours, theirs.text, phrases)
    return None


def _is_taken_too(document: Document, demand: Need, phrases: PhraseBook) -> bool:
    """Whether what was seen refused is among what is taken: then it was refused for another reason."""
    return any(relation(document, taken, phrases).kind == "same" for taken in demand.documents)


def _vaguer(one: Pair, match: Match, ours: Document, witness: str, phrases: PhraseBook) -> Mismatch:
    return broken(
        one, "vaguer-than-window", witness, witness,
        Text(f"带{witness}的人符合指南，窗口不收", f"a person who brings {witness} keeps to the guide; the window refuses it"),
        write=one.demand.words, at=ours, line=one.promise.line(match.bundle),
        narrows=is_narrowing(one.promise, one.demand, ours.start, ours.end, phrases),
    )  # fmt: skip


def _facts(one: Pair) -> Iterator[Said]:
    """Each fact that the demand says, held against every alternative of the promise that the window takes."""
    seen: set[tuple[str, str]] = set()
    for match in one.fit.matches:
        if match.kind == "different":
            continue  # the alternative as such is not taken
        for ours, theirs in match.documents:
            for said in facts.compare(without(ours), without(theirs)):
                what = said.fact, said.demanded
                if said.verdict.outcome != "met" and what not in seen:
                    seen.add(what)
                    in_words = _in_sentences(one, said)
                    yield from [_fact(one, match, theirs, said)] if in_words is None else in_words


def _qualifiers(one: Pair) -> Iterator[Said]:
    taken = [both for match in one.fit.matches if match.is_taken for both in match.documents]
    yield from dict.fromkeys(said for both in taken for said in judge_qualifiers(one, *both))


def _in_sentences(one: Pair, said: FactVerdict) -> list[Said] | None:
    """What the sentences say of a fact that stands in a criterion of the window; None where they do not settle it so."""
    criterion = next((words for words in one.demand.examined if said.demanded in words), None)
    if criterion is None:
        return None
    verdict = _compared(one, criterion)
    if verdict.outcome == "open":
        return [undecided(one, verdict.reason or _sentence(criterion))]
    return [] if verdict.outcome == "met" else None


def _fact(one: Pair, match: Match, document: Document, said: FactVerdict) -> Said:
    verdict, wanted = said.verdict, said.demanded
    if verdict.outcome == "open":
        return undecided(one, verdict.reason or Text(f"“{wanted}”没法比较", f"“{wanted}” cannot be compared"))
    witness = verdict.witness or Text(f"{document.text}不是{wanted}", f"{document.text}, not {wanted}")
    return broken(
        one, KINDS[said.fact], witness.zh, wanted, _keeps(witness, wanted),
        write=_to_write(said, one), line=one.promise.line(match.bundle),
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
            f"{witness.zh}符合指南，窗口要{demanded}", f"{witness.en} keeps to the guide; the window wants {demanded}"
        )
    return Text(
        f"带{witness.zh}的人符合指南，窗口不收",
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
            yield broken(one, "unlisted-criteria", witness.zh, criterion, _keeps(witness, criterion))
        elif verdict.outcome == "open":
            yield undecided(one, verdict.reason or _sentence(criterion))


def _compared(one: Pair, criterion: str) -> Verdict:
    return compare_sentences((*one.promise.examined, one.promise.name), criterion, "criterion", one.promise.matter)


def _unsettled(ours: Document, theirs: Document) -> Text:
    return Text(
        f"指南的“{ours.text}”包不包括窗口要的“{theirs.text}”，光看名称没法判断",
        f"whether “{ours.text}” of the guide is what the window means by “{theirs.text}” the names do not tell",
    )


def _sentence(words: str) -> Text:
    return Text(f"窗口的“{words}”没法与指南比较", f"“{words}” of the window cannot be compared with the guide")
