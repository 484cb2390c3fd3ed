"""What a notice tells, as data: the guide's promise together with what its windows were seen to ask for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from guidelint.contract.line import judge_pair
from guidelint.contract.mismatch import Mismatch
from guidelint.contract.need import Need, called, demanded
from guidelint.contract.pairing import Pair, Pairing, pair
from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.tokens import is_holder
from guidelint.language.sentence import compare as compare_sentences
from guidelint.model.errors import UsageError
from guidelint.model.finding import Evidence, Finding
from guidelint.model.guide import Guide
from guidelint.model.material import Material
from guidelint.model.procedure import Presence
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.model.window import WindowRecord
from guidelint.notice.circumstances import Answer, Question, Questions
from guidelint.rules.kinds.context import CheckContext

_MAKER = regex(r".{0,12}(?:单位|机关|部门|机构|学校|医院|公司|街道|社区|村委会|居委会)")

_OTHER_DOCUMENTS = frozenset({"vaguer-than-window", "easier-at-window"})
"""Kinds of mismatch that say of which documents the window takes fewer or more."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding of the guide, in the words of who would be turned away; `ticket` is that of who was."""

    rule: str
    words: str
    ticket: Evidence | None


@dataclass(frozen=True, slots=True)
class Observed:
    """What one window was seen to ask for on an item beyond what the guide says.

    Empty where it does not differ. `is_sure` is false where the two lines may be different things.
    """

    hall: str
    on: str
    accepts: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    form: str | None = None
    copies: int | None = None
    criteria: tuple[str, ...] = ()
    is_sure: bool = True

    @property
    def tells_nothing(self) -> bool:
        return not (self.accepts or self.refused or self.form or self.copies or self.criteria)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to bring. `copies` is the number of each; None where nobody says, as with `form`.

    `published` is the guide's wording where one of its lines asks for several things. `halls` are set for what only
    those halls' windows ask for. `answer` is the circumstance in which it is needed, None meaning always.
    """

    name: str
    form: str | None = None
    copies: int | None = None
    criteria: tuple[str, ...] = ()
    answer: Answer | None = None
    published: str | None = None
    halls: tuple[str, ...] = ()
    material: Material | None = None
    observed: tuple[Observed, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who has to come at a step; `hall` is set where only that hall's window wants it."""

    presence: Presence
    step: str | None
    hall: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What a person must meet; `hall` is set where only that hall's window says so."""

    text: str
    hall: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything that a person is told about one item of service.

    `chosen` are the circumstances known to be the case; `doubts` those that belong to no single item, `records` the
    window records behind it, and `related` the titles of what has to be done before or after.
    """

    guide: Guide
    halls: tuple[str, ...]
    conditions: tuple[Condition, ...]
    questions: tuple[Question, ...]
    items: tuple[Item, ...]
    attendance: tuple[Attendance, ...]
    chosen: tuple[Answer, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    records: tuple[WindowRecord, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        return bool(self.doubts) or any(item.doubts for item in self.items)


def compose(
    context: CheckContext,
    findings: Sequence[Finding] = (),
    *,
    hall: str | None = None,
    circumstances: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
) -> Notice:
    """The notice of one guide, for one of its halls or all, with the doubts that the findings raise.

    `titles` are those of other guides by id. Raises UsageError for a hall or circumstance that the guide does not have.
    """
    guide = context.guide
    records = tuple(w.record for w in context.standing if hall is None or w.record.hall == hall)
    halls = _halls(guide, [w.record for w in context.standing], hall)
    relevant = [f for f in findings if hall is None or f.witness is None or f.witness.hall == hall]
    pairings = [(r, pair(context.promises, demanded(r, context.phrases), context.phrases)) for r in records]
    drafts = [*_promised_items(context, pairings), *_window_items(pairings)]
    questions = Questions.about(when for _, when in drafts if when)
    items = [replace(item, answer=questions.answers[when] if when else None) for item, when in drafts]
    return Notice(
        guide=guide,
        halls=halls,
        conditions=tuple(_conditions(guide, records)),
        questions=questions.questions,
        items=tuple(_doubted(items, guide, relevant)),
        attendance=tuple(_attendance(guide, records)),
        chosen=questions.chosen(circumstances),
        doubts=tuple(_doubt(f) for f in relevant if _material_of(f) is None),
        records=records,
        related=tuple((titles or {}).get(id, id) for id in guide.related),
    )


def _halls(guide: Guide, records: Sequence[WindowRecord], hall: str | None) -> tuple[str, ...]:
    known = tuple(dict.fromkeys((*guide.halls, *(record.hall for record in records))))
    if hall is None:
        return known
    if hall not in known:
        listed = (
            Text(f"；有：{'、'.join(known)}", f"; there are: {', '.join(known)}")
            if known
            else Text("；这份指南没有写大厅，也没有窗口记录", "; this guide names no hall and has no window record")
        )
        raise UsageError(Text(f"没有大厅“{hall}”{listed.zh}", f"no hall “{hall}”{listed.en}"))
    return (hall,)


def _promised_items(
    context: CheckContext, pairings: Sequence[tuple[WindowRecord, Pairing]]
) -> Iterator[tuple[Item, str | None]]:
    """The guide's own lines with the circumstance of each, and what the windows were seen to ask for there."""
    observed: dict[Need, list[Observed]] = {}
    for record, pairing in pairings:
        for one in pairing.pairs:
            if not (seen := _observed(one, record, context.phrases)).tells_nothing:
                observed.setdefault(one.promise, []).append(seen)
    for index, material in enumerate(context.guide.materials):
        needs = [need for need in context.promises if need.index == index]
        parts = list(_alike(needs, material))
        if len(parts) < 2:
            form = _form(needs[0]) if needs else material.type
            differs = tuple(o for need in needs for o in observed.get(need, ()))
            item = Item(material.name, form, material.copies, material.criteria, material=material, observed=differs)
            yield item, _when(needs[0], material) if needs else material.when
            continue
        for part in parts:
            yield (
                Item(
                    name="、".join(map(called, part)),
                    form=_form(part[0]),
                    copies=_copies(part[0]),
                    criteria=material.criteria,
                    published=material.name,
                    material=material,
                    observed=tuple(o for need in part for o in observed.get(need, ())),
                ),
                _when(part[0], material),
            )


def _when(need: Need, material: Material) -> str | None:
    """The circumstance that the material or its name says; (单位提供) tells who makes out the document, which is none."""
    if material.when or not need.when:
        return material.when
    when = need.when[0]
    is_maker = _MAKER.fullmatch(when) and f"({when}" in normalise(need.name).text
    return None if is_maker or is_holder(when) else when


def _alike(needs: Iterable[Need], material: Material) -> Iterator[list[Need]]:
    """The documents that one line asks for, together where they are brought alike and in the same circumstance."""
    for _, group in groupby(needs, lambda need: (_when(need, material), _form(need), _copies(need))):
        yield list(group)


def _form(need: Need) -> str | None:
    return next((one.form.value for one in need.documents if one.form is not None), None)


def _copies(need: Need) -> int | None:
    return next((one.count.number for one in need.documents if one.count is not None), None)


def _observed(one: Pair, record: WindowRecord, phrases: PhraseBook) -> Observed:
    """What the window was seen to ask for beyond the guide's line: that in which the two do not agree."""
    said = [mismatch for mismatch in judge_pair(one, phrases) if isinstance(mismatch, Mismatch)]
    kinds = {mismatch.kind for mismatch in said}
    return Observed(
        hall=record.hall,
        on=record.on,
        accepts=tuple(document.text for document in one.demand.documents) if kinds & _OTHER_DOCUMENTS else (),
        refused=record.materials[one.demand.index].refused,
        form=_form(one.demand) if "original-demanded" in kinds else None,
        copies=_copies(one.demand) if "more-copies" in kinds else None,
        criteria=tuple(mismatch.refused for mismatch in said if mismatch.kind == "unlisted-criteria"),
        is_sure=one.sure or one.fit.is_same,
    )


def _window_items(pairings: Sequence[tuple[WindowRecord, Pairing]]) -> Iterator[tuple[Item, str | None]]:
    """What only windows ask for; the same thing at two halls is one item."""
    halls: dict[tuple[Item, str | None], list[str]] = {}
    for record, pairing in pairings:
        for need in (*pairing.only_window, *(one.demand for one in pairing.perhaps)):
            item = Item(name=called(need), form=_form(need), copies=_copies(need), criteria=need.criteria)
            halls.setdefault((item, next(iter(need.when), None)), []).append(record.hall)
    for (item, when), where in halls.items():
        yield replace(item, halls=tuple(where)), when


def _conditions(guide: Guide, records: Sequence[WindowRecord]) -> Iterator[Condition]:
    yield from map(Condition, guide.conditions)
    for record in records:
        for demand in record.conditions:
            if (
                demand.withdrawn is None
                and compare_sentences(guide.conditions, demand.text, "condition").outcome != "met"
            ):
                yield Condition(demand.text, record.hall)


def _attendance(guide: Guide, records: Sequence[WindowRecord]) -> Iterator[Attendance]:
    ours = [Attendance(step.presence, step.name) for step in guide.steps if step.presence is not None]
    yield from ours
    for record in records:
        for demand in record.presence:
            same = [a for a in ours if a.presence == demand.presence and demand.step in (None, a.step)]
            if demand.withdrawn is None and not same:
                yield Attendance(demand.presence, demand.step, record.hall)


def _doubted(items: Iterable[Item], guide: Guide, findings: Sequence[Finding]) -> Iterator[Item]:
    by_material: dict[int, list[Doubt]] = {}
    for finding in findings:
        if (index := _material_of(finding)) is not None:
            by_material.setdefault(index, []).append(_doubt(finding))
    told: set[int] = set()
    for item in items:
        index = next((i for i, m in enumerate(guide.materials) if m is item.material), None)
        # A line that is told in several parts is doubted once, at its first part.
        doubts = by_material.get(index, []) if index is not None and index not in told else []
        told.update(() if index is None else (index,))
        yield replace(item, doubts=tuple(doubts))


def _material_of(finding: Finding) -> int | None:
    match finding.location.value_path:
        case ("materials", int(index), *_):
            return index
        case _:
            return None


def _doubt(finding: Finding) -> Doubt:
    words = finding.witness.words if finding.witness is not None else finding.message
    return Doubt(finding.rule, words.zh, next(iter(finding.evidence), None))
