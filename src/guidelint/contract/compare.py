"""The comparison of promise and demand: every line is met, broken or open, and the three add up."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from guidelint.contract.conditions import judge_conditions
from guidelint.contract.fit import fit
from guidelint.contract.handling import judge_handling
from guidelint.contract.line import judge_pair
from guidelint.contract.mismatch import Comparison, Mismatch, Place, Tally, Undecided, undecided
from guidelint.contract.need import Need, called
from guidelint.contract.pairing import Pair, Pairing, pair, persons_of
from guidelint.contract.presence import judge_presence
from guidelint.language.phrase import PhraseBook
from guidelint.language.verdict import Outcome
from guidelint.model.guide import Guide
from guidelint.model.text import Text
from guidelint.model.window import WindowRecord

_ANY_OR_ALL = Text(
    "指南写“{name}”，没有写明是任选一种还是都要", "“{name}” of the guide does not tell whether one of them is enough"
)


class Judged(msgspec.Struct, frozen=True):
    """What is said of one line: nothing where it is met."""

    said: tuple[Mismatch | Undecided, ...]

    @property
    def outcome(self) -> Outcome:
        if any(isinstance(one, Mismatch) and one.kind != "easier-at-window" for one in self.said):
            return "broken"
        return "open" if any(isinstance(one, Undecided) for one in self.said) else "met"


def compare(
    guide: Guide, window: WindowRecord, promises: Sequence[Need], demands: Sequence[Need], phrases: PhraseBook
) -> Comparison:
    """Hold a guide against one window record; `promises` and `demands` come from `promised` and `demanded`."""
    pairing = pair(promises, demands, phrases)
    judged = [
        *_demands(pairing, phrases),
        *(_promises(pairing) if window.complete else ()),
        *(Judged(tuple(said)) for said in judge_conditions(guide, window)),
        *(Judged(tuple(said)) for said in judge_presence(guide, window)),
        *(Judged(tuple(said)) for said in judge_handling(guide, window)),
    ]
    said = [one for line in judged for one in line.said]
    return Comparison(
        mismatches=tuple(one for one in said if isinstance(one, Mismatch)),
        undecided=tuple(one for one in said if isinstance(one, Undecided)),
        tally=Tally.of([line.outcome for line in judged]),
        pairs=pairing.pairs,
    )


def _demands(pairing: Pairing, phrases: PhraseBook) -> Iterator[Judged]:
    """Each demand of the window once: as paired, perhaps paired, or missing in the guide."""
    by_demand: dict[int, list[Pair]] = {}
    for one in pairing.pairs:
        by_demand.setdefault(id(one.demand), []).append(one)
    answers = Counter(id(one.promise) for one in pairing.pairs)
    for several in by_demand.values():
        one = _in_all_cases(several, phrases)
        if one.promise.listed and any(answers[id(other.promise)] > 1 for other in several):
            yield Judged(tuple(_of_a_list(one, phrases)))
        else:
            yield Judged(tuple(judge_pair(one, phrases)))
    for one in pairing.perhaps:
        yield Judged((_perhaps(one),))
    for demand in pairing.only_window:
        yield Judged((_missing(demand),))


def _of_a_list(one: Pair, phrases: PhraseBook) -> Iterator[Mismatch | Undecided]:
    """A list that ends in 等, of which the window wants several: whether the guide wants one of them or all is open."""
    bundle = max(one.fit.matches, key=lambda match: match.worth).bundle
    promise = msgspec.structs.replace(one.promise, bundles=(bundle,), lines=())
    yield from judge_pair(msgspec.structs.replace(one, promise=promise, fit=fit(promise, one.demand, phrases)), phrases)
    yield undecided(one, _ANY_OR_ALL.format(name=one.promise.name))


def _in_all_cases(several: Sequence[Pair], phrases: PhraseBook) -> Pair:
    """The nearest of the pairs of one demand, in the cases of all lines that ask for the same: 本市户籍的 and 外市户籍的.
    A paper of several persons whose lines are all there is asked of nobody else."""
    best = max(several, key=lambda one: one.score)
    wanted = {part.value for document in best.demand.documents for part in document.holders}
    if len(several) > 1 and wanted and wanted <= frozenset().union(*(persons_of(o.promise, o.demand) for o in several)):
        bundles = tuple(
            tuple(msgspec.structs.replace(document, holders=()) for document in bundle)
            for bundle in best.demand.bundles
        )
        demand = msgspec.structs.replace(best.demand, bundles=bundles)
        best = msgspec.structs.replace(best, demand=demand, fit=fit(best.promise, demand, phrases))
    cases = [one.promise.when for one in several if one.fit.is_same or one is best]
    when = tuple(dict.fromkeys(case for of_line in cases for case in of_line)) if all(cases) else ()
    return msgspec.structs.replace(best, promise=msgspec.structs.replace(best.promise, when=when))


def _promises(pairing: Pairing) -> Iterator[Judged]:
    """Each promise of the guide once, where the record tells all that the window asks for."""
    seen: set[int] = set()
    for one in pairing.pairs:
        if id(one.promise) not in seen:
            seen.add(id(one.promise))
            yield Judged(())
    for one in pairing.perhaps:
        yield Judged((_perhaps(one),))
    paired = {one.promise.index for one in pairing.pairs}
    for promise in pairing.only_guide:
        if promise.listed and promise.index in paired:
            yield Judged((Undecided(Place(promise.index), Place(), _ANY_OR_ALL.format(name=promise.name)),))
        else:
            yield Judged(() if promise.optional else (_unwanted(promise),))


def _perhaps(one: Pair) -> Undecided:
    ours, theirs, found = one.fit.matches[0].worst
    why = found.reason or Text(
        f"指南的“{ours.text}”和窗口的“{theirs.text}”是不是一样东西，光看名称没法判断",
        f"whether “{ours.text}” of the guide and “{theirs.text}” of the window are one thing, the names do not tell",
    )
    return Undecided(Place(one.promise.index), Place(one.demand.index), why)


def _missing(demand: Need) -> Mismatch | Undecided:
    name = called(demand)
    if demand.is_unread:
        words = Text(
            f"窗口要的“{demand.words}”看不出是哪种材料，没法与指南比较",
            f"“{demand.words}” of the window names no document that can be compared with the guide",
        )
        return Undecided(Place(), Place(demand.index), words)
    where = f"在“{'、'.join(demand.when)}”时" if demand.when else ""
    return Mismatch(
        kind="missing-in-guide",
        bundle=("指南列出的全部材料",),
        refused=name,
        words=Text(
            f"带齐指南所列材料的人，窗口{where}还要{name}",
            f"a person who brings all that the guide lists is asked for {name} as well",
        ),
        window=Place(demand.index),
        write=name,
        ground=demand.ground,
        revealed_by=demand.revealed_by,
    )


def _unwanted(promise: Need) -> Mismatch | Undecided:
    if promise.is_unread:
        words = Text(
            f"指南的“{promise.words}”看不出是哪种材料，窗口收不收没法比较",
            f"“{promise.words}” of the guide names no document that can be compared with the window",
        )
        return Undecided(Place(promise.index), Place(), words)
    first = promise.bundles[0][0]
    return Mismatch(
        kind="not-needed-at-window",
        bundle=(called(promise),),
        refused="",
        words=Text(
            f"照指南带了{called(promise)}的人，窗口并不收它",
            f"a person brings {called(promise)} as the guide says; the window does not ask for it",
        ),
        guide=Place(promise.index),
        start=first.start,
        end=first.end,
    )
