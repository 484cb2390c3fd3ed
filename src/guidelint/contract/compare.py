"""The comparison of promise and demand. Each mismatch carries its witness: who keeps to the guide and is refused."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from guidelint.contract.need import COPY, ORIGINAL, Need, Term, same_words
from guidelint.contract.pairing import Pair, Pairing, pair
from guidelint.language.normalise import normalise
from guidelint.model.guide import Guide
from guidelint.model.procedure import Presence
from guidelint.model.text import Text
from guidelint.model.window import PresenceDemand, WindowRecord

Kind = Literal[
    "vaguer-than-window",
    "missing-in-guide",
    "original-demanded",
    "more-copies",
    "unlisted-criteria",
    "unlisted-condition",
    "presence-demanded",
    "not-needed-at-window",
]

SAME_WORDS = 88  # rapidfuzz ratio from which two sentences say the same


class Mismatch(msgspec.Struct, frozen=True):
    """One way in which the promise does not meet the demand.

    `bundle` is the witness: what a person brings who keeps to the guide. `refused` is the one thing in it, or not in
    it, for which the window turns that person away. `material` and `term` point into the guide, None where the guide
    is silent. `sure` is false where the pairing behind it is in doubt.
    """

    kind: Kind
    bundle: tuple[str, ...]
    refused: str
    words: Text
    material: int | None = None
    term: Term | None = None
    step: int | None = None
    write: str | None = None
    revealed_by: tuple[str, ...] = ()
    demand: int | None = None
    sure: bool = True


class Uncompared(msgspec.Struct, frozen=True):
    """A line of the two that could not be compared: said as such, not taken for sound."""

    material: int | None
    demand: int | None
    words: Text


class Comparison(msgspec.Struct, frozen=True):
    mismatches: tuple[Mismatch, ...]
    uncompared: tuple[Uncompared, ...]

    @property
    def is_sound(self) -> bool:
        return not self.mismatches and not self.uncompared


def compare(guide: Guide, window: WindowRecord, promises: Sequence[Need], demands: Sequence[Need]) -> Comparison:
    """Hold a guide against one window record; `promises` and `demands` come from `promised` and `demanded`."""
    pairing = pair(promises, demands)
    mismatches: list[Mismatch] = []
    uncompared: list[Uncompared] = []
    for one in pairing.pairs:
        if doubt := _incomparable(one):
            uncompared.append(Uncompared(one.promise.index, one.demand.index, doubt))
        else:
            mismatches += _pair_mismatches(one, window)
    mismatches += _missing(pairing)
    mismatches += _not_needed(pairing, window, uncompared)
    mismatches += _conditions(guide, window)
    mismatches += _presence(guide, window)
    return Comparison(tuple(mismatches), tuple(uncompared))


def _incomparable(one: Pair) -> Text | None:
    if one.promise.when and one.demand.when and not same_words(one.promise.when, one.demand.when):
        return Text(
            f"“{one.promise.name}”没有比较,情形写法不同:指南“{one.promise.when}”,窗口“{one.demand.when}”",
            f"“{one.promise.name}” not compared, different circumstances: "
            f"guide “{one.promise.when}”, window “{one.demand.when}”",
        )
    are_known = one.promise.choice.is_known and one.demand.choice.is_known
    if not are_known and not one.promise.denotation <= one.demand.denotation:
        unknown = [t.text for need in (one.promise, one.demand) for t in need.terms if not t.known]
        words = "、".join(dict.fromkeys(unknown))
        return Text(
            f"“{one.promise.name}”没有比较,主题词表里没有:{words}",
            f"“{one.promise.name}” not compared, not in the thesaurus: {words}",
        )
    return None


def _pair_mismatches(one: Pair, window: WindowRecord) -> Iterator[Mismatch]:
    # One line seen on one day does not say that it is asked of everybody; a complete record does.
    if one.promise.when and not one.demand.when and window.complete:
        yield _mismatch(
            one, "missing-in-guide", (f"不属于“{one.promise.when}”而没有带{one.promise.name}",), one.demand.name,
            Text(f"不属于“{one.promise.when}”的人照指南不用带{one.demand.name},窗口要",
                 f"a person outside “{one.promise.when}” need not bring {one.demand.name} by the guide; the window asks for it"),
        )  # fmt: skip
    for check in (_vaguer, _original, _copies, _criteria):
        yield from check(one)


def _vaguer(one: Pair) -> Iterator[Mismatch]:
    """A document that the guide's words allow and the window does not take; one seen refused comes first."""
    accepted = one.demand.denotation
    if one.promise.choice.mentioned <= accepted:
        return
    wide = [(term, sorted(term.denotation - accepted, key=_seen_first(one.demand))) for term in one.promise.terms]
    wide = [(term, rest) for term, rest in wide if rest]
    if not wide:
        return
    term, rest = min(wide, key=lambda pair: pair[1][0] not in one.demand.refused)
    document = rest[0]
    yield _mismatch(
        one, "vaguer-than-window", (document,), document,
        Text(f"带{document}的人符合指南,窗口不收", f"a person who brings {document} keeps to the guide; the window refuses it"),
        term=term, write="或".join(t.text for t in one.demand.terms),
    )  # fmt: skip


def _seen_first(demand: Need) -> Callable[[str], tuple[bool, str]]:
    return lambda document: (document not in demand.refused, document)


def _original(one: Pair) -> Iterator[Mismatch]:
    """The smallest way to bring it by the guide that lacks a form which every way of the window holds."""
    if one.demand.form in (None, one.promise.form):
        return
    needed = frozenset.intersection(*one.demand.forms)
    ways = [way for way in one.promise.forms if not any(want <= way for want in one.demand.forms)]
    if not ways:
        return
    lacking = [form for form in (ORIGINAL, COPY) if form in needed and any(form not in way for way in ways)]
    way = next(w for w in sorted(ways, key=lambda w: (len(w), sorted(w))) if any(form not in w for form in lacking))
    missing = next(form for form in lacking if form not in way)
    document, brought = _document(one), "和".join(sorted(way))
    yield _mismatch(
        one, "original-demanded", (f"{document}{brought}",), f"{document}{missing}",
        Text(f"只带{document}{brought}的人符合指南,窗口要{missing}",
             f"a person who brings {document} as {brought} only keeps to the guide; the window wants {missing}"),
        write=one.demand.form,
    )  # fmt: skip


def _copies(one: Pair) -> Iterator[Mismatch]:
    promised, wanted = one.promise.copies or 1, one.demand.copies or 0
    if wanted > promised:
        document = _document(one)
        yield _mismatch(
            one, "more-copies", (f"{document}{promised}份",), f"{document}{wanted}份",
            Text(f"带{promised}份{document}的人符合指南,窗口要{wanted}份",
                 f"a person who brings {promised} of {document} keeps to the guide; the window wants {wanted}"),
            write=str(wanted),
        )  # fmt: skip


def _criteria(one: Pair) -> Iterator[Mismatch]:
    for criterion in one.demand.criteria:
        if not says(one.promise.criteria, criterion):
            document = _document(one)
            yield _mismatch(
                one, "unlisted-criteria", (f"{document}(不符合“{criterion}”)",), criterion,
                Text(f"带了{document}、但不符合“{criterion}”的人符合指南,窗口不收",
                     f"a person whose {document} does not meet “{criterion}” keeps to the guide; the window refuses it"),
                write=criterion,
            )  # fmt: skip


def _missing(pairing: Pairing) -> Iterator[Mismatch]:
    for demand in pairing.only_window:
        where = f"在“{demand.when}”时" if demand.when else ""
        yield Mismatch(
            kind="missing-in-guide", bundle=("指南列出的全部材料",), refused=demand.name,
            words=Text(f"带齐指南所列材料的人,窗口{where}还要{demand.name}",
                       f"a person who brings all that the guide lists is asked for {demand.name} as well"),
            write=demand.name, revealed_by=demand.revealed_by, demand=demand.index,
        )  # fmt: skip


def _not_needed(pairing: Pairing, window: WindowRecord, uncompared: list[Uncompared]) -> Iterator[Mismatch]:
    for promise in pairing.only_guide:
        if promise.optional:
            continue
        if not window.complete:
            reason = Text(
                f"窗口收不收“{promise.name}”说不准:窗口记录没有写明已列全(complete: true)",
                f"whether the window asks for “{promise.name}” is not known: its record does not say complete: true",
            )
            uncompared.append(Uncompared(promise.index, None, reason))
            continue
        yield Mismatch(
            kind="not-needed-at-window", bundle=(promise.name,), refused="",
            words=Text(f"照指南带了{promise.name}的人,窗口并不收它",
                       f"a person brings {promise.name} as the guide says; the window does not ask for it"),
            material=promise.index, term=promise.terms[0] if promise.terms else None,
        )  # fmt: skip


def _conditions(guide: Guide, window: WindowRecord) -> Iterator[Mismatch]:
    for condition in window.conditions:
        if condition.withdrawn is None and not says(guide.conditions, condition.text):
            yield Mismatch(
                kind="unlisted-condition", bundle=(f"不满足“{condition.text}”",), refused=condition.text,
                words=Text(f"不满足“{condition.text}”的人符合指南列的条件,窗口不办",
                           f"a person who does not meet “{condition.text}” meets the guide's conditions; the window refuses"),
                write=condition.text, revealed_by=condition.revealed_by,
            )  # fmt: skip


def _presence(guide: Guide, window: WindowRecord) -> Iterator[Mismatch]:
    steps = [(index, step.presence) for index, step in enumerate(guide.steps) if step.presence is not None]
    for demand in window.presence:
        if demand.withdrawn is not None:
            continue
        named = [(i, p) for i, p in steps if demand.step is None or same_words(guide.steps[i].name, demand.step)]
        index, promised = named[0] if named else (None, None)
        if excuse := _excuse(promised, demand):
            who = demand.presence.who
            yield Mismatch(
                kind="presence-demanded", bundle=(excuse,), refused=f"{who}到场",
                words=Text(f"{excuse}的人符合指南,窗口要{who}到场",
                           f"a person with “{excuse}” keeps to the guide; the window wants {who} there in person"),
                step=index, write=who, revealed_by=demand.revealed_by,
            )  # fmt: skip


def _excuse(promised: Presence | None, demand: PresenceDemand) -> str | None:
    """How a person may stay away by the guide although the window wants to see them."""
    if promised is None:
        return f"{demand.presence.who}没有到场"
    refused = [way for way in promised.alternatives if not says(demand.presence.alternatives, way)]
    if refused:
        return f"以“{refused[0]}”代替到场"
    return None if same_words(promised.who, demand.presence.who) else f"由{promised.who}到场"


def says(texts: Sequence[str], wanted: str) -> bool:
    """Whether one of the texts says what is wanted, in the same or nearly the same words."""
    words = normalise(wanted).text
    said = [normalise(text).text for text in texts]
    return any(words in one for one in said) or _is_nearly_said(said, words)


def _is_nearly_said(said: Sequence[str], words: str) -> bool:
    if not said:
        return False
    from rapidfuzz import fuzz

    return any(fuzz.ratio(words, one) >= SAME_WORDS for one in said)


def _document(one: Pair) -> str:
    return one.demand.terms[0].text if one.demand.terms else one.promise.name


def _mismatch(
    one: Pair,
    kind: Kind,
    bundle: tuple[str, ...],
    refused: str,
    words: Text,
    *,
    term: Term | None = None,
    write: str | None = None,
) -> Mismatch:
    if not one.sure:
        words = Text(
            f"{words.zh}(指南“{one.promise.name}”与窗口“{one.demand.name}”是不是同一项,尚不确定)",
            f"{words.en} (it is uncertain whether “{one.promise.name}” and “{one.demand.name}” are the same)",
        )
    return Mismatch(
        kind=kind, bundle=bundle, refused=refused, words=words, material=one.promise.index,
        term=term or (one.promise.terms[0] if one.promise.terms else None), write=write,
        revealed_by=one.demand.revealed_by, demand=one.demand.index, sure=one.sure,
    )  # fmt: skip
