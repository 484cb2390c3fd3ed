"""What a window asks for now: a newer record of an item and window stands in the place of older ones, line by line."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from guidelint.contract.circumstance import judge_circumstance
from guidelint.contract.need import Need, demanded, recorded
from guidelint.contract.pairing import pair
from guidelint.contract.words import same_words
from guidelint.language.phrase import PhraseBook
from guidelint.language.sentence import compare as compare_sentences
from guidelint.model.window import LISTS, AnyDemand, ConditionDemand, Demand, PresenceDemand, WindowRecord

Line = tuple[str, int]
"""The list of a record, such as `materials`, and the number in it."""

_APPLICANT = frozenset({"本人", "申请人"})


class Standing(msgspec.Struct, frozen=True):
    """All that one window asks for, as one record. Its lines are those of the record `newest`, by number among those given,
    but for `older`: which line of which record they are."""

    record: WindowRecord
    newest: int
    older: Mapping[Line, tuple[int, Line]] = {}


def standing(records: Sequence[WindowRecord], phrases: PhraseBook) -> Sequence[Standing]:
    """The records of one guide as they stand, in the order of their windows.

    Of two records of one day neither is newer: each stands by itself.
    """
    if len(records) == 1:
        return (Standing(records[0], 0),)
    windows: dict[tuple[str, str | None], list[int]] = {}
    for number, record in enumerate(records):
        windows.setdefault((record.hall, record.window), []).append(number)
    return [one for numbers in windows.values() for one in _of_window(records, numbers, phrases)]


def _of_window(records: Sequence[WindowRecord], numbers: Sequence[int], phrases: PhraseBook) -> Iterator[Standing]:
    last = max(records[number].on for number in numbers)
    first, *others = (number for number in numbers if records[number].on == last)
    one = Standing(records[first], first)
    for number in sorted((n for n in numbers if records[n].on < last), key=lambda n: records[n].on, reverse=True):
        if one.record.complete:  # it lists all that is asked for: what older ones have beside it is gone
            break
        one = _over(one, records[number], number, phrases)
    yield one
    yield from (Standing(records[number], number) for number in others)


def _over(one: Standing, old: WindowRecord, number: int, phrases: PhraseBook) -> Standing:
    """The record with those lines of an older one that it says nothing about."""
    new = one.record
    kept = [line for line in _left(new, old, phrases) if line[1].withdrawn is None]
    lists: dict[str, list[AnyDemand]] = {key: [] for key in LISTS}
    origins = dict(one.older)
    for (key, index), demand in kept:
        origins[key, len(getattr(new, key)) + len(lists[key])] = number, (key, index)
        lists[key].append(demand)
    record = msgspec.structs.replace(
        new,
        **{key: (*getattr(new, key), *added) for key, added in lists.items()},
        complete=old.complete,
    )
    return Standing(record, one.newest, origins)


def _left(new: WindowRecord, old: WindowRecord, phrases: PhraseBook) -> Iterator[tuple[Line, AnyDemand]]:
    replaced = _replaced(demanded(old, phrases), recorded(new, phrases), phrases)
    for line, demand in old.asked:
        match demand:
            case PresenceDemand():
                is_said = any(_is_of_one_step(demand, other) for other in new.presence)
            case ConditionDemand():
                is_said = any(_is_one_matter(demand.text, other.text) for other in new.conditions)
            case Demand():
                is_said = line[1] in replaced
            case _:  # of fees, hours and ways the newer record tells all
                is_said = bool(new.of(line[0]))
        if not is_said:
            yield line, demand


def _replaced(old: Sequence[Need], new: Sequence[Need], phrases: PhraseBook) -> set[int]:
    """The materials of the older record that the newer one says again: each line of it stands for one."""
    pairs = sorted(pair(old, new, phrases).pairs, key=lambda one: one.score, reverse=True)
    said: set[int] = set()
    replaced: set[int] = set()
    for one in pairs:
        if one.demand.index not in said and _is_one_need(one.promise, one.demand):
            said.add(one.demand.index)
            replaced.add(one.promise.index)
    return replaced


def _is_one_need(old: Need, new: Need) -> bool:
    """Whether both are of the same persons and not plainly of two cases."""
    if _persons(old) != _persons(new):
        return False
    if not old.when or not new.when:
        return True
    return all(judge_circumstance(old.when, when).outcome == "met" for when in new.when)


def _persons(need: Need) -> set[str]:
    return {holder.value for document in need.documents for holder in document.holders} - _APPLICANT


def _is_of_one_step(old: PresenceDemand, new: PresenceDemand) -> bool:
    return same_words(old.step, new.step) or same_words(old.who, new.who)


def _is_one_matter(old: str, new: str) -> bool:
    """满12个月 and 满24个月 are one matter: the one implies the other."""
    return any(compare_sentences((a,), b, "condition").outcome == "met" for a, b in ((old, new), (new, old)))
