"""The same output again, where few files have changed: the parts of some guides are written anew.

It is what a check of everything would print. Where that would not be sure, all is checked.
"""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from guidelint.checking.again import Call, tell
from guidelint.checking.basis import Judged
from guidelint.checking.collector import collector_paused
from guidelint.checking.engine import RuleCrash
from guidelint.checking.examined import Kept
from guidelint.checking.few import Few, Unlike
from guidelint.checking.index import Belied
from guidelint.checking.sealed import pack, unpack
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.report import Report
from guidelint.output.parts import Part, Parts
from guidelint.output.text import Style, Tally, compared_text, finding_text, notice_text, summary_text
from guidelint.workspace.standing import Standing
from guidelint.workspace.workspace import Workspace

_FEW = 50  # guides; what is found in more is worth being kept for other calls, as a check of all does
_MOST = 500  # guides looked at since the last such check


def amended(call: Call) -> int | None:
    """Print what this call printed before, as it is now, and give its exit code; None where that is not sure to be right."""
    before, now = call.before, call.now
    parts = unpack(call.parts(), Parts)
    if before is None or now is None or parts is None or parts.standing != before.standing:
        return None
    changed = now.changed_since(parts.stood)
    if not changed or len(changed) > _FEW or parts.amended > _MOST:
        return None
    try:
        with collector_paused():
            few = Few.begin(Workspace.find(Path(parts.basis.paths[0]), Path.cwd()), parts.basis, changed)
            written = _written(few, parts, few.basis.resting_on(changed))
            shown = "".join(_laid(parts, before.shown, written))
            parts = _with(parts, few, written, now)
            tally = parts.tally
            shown += _clean(summary_text(Report(guides=len(parts.parts)), tally, _style(parts)))
    except (Unlike, Belied, CannotCheck, UsageError, RuleCrash):
        return None
    tell(shown)
    code = parts.exit_code(tally)
    if few.is_certain(now):
        call.keep(code, shown, now, lambda _: pack(parts))
    return code


class _Written(NamedTuple):
    """A guide as it was found to be, and what is said of it: findings, notices, and what could not be compared."""

    guide: Judged
    texts: tuple[str, str, str]
    part: Part


def _written(few: Few, parts: Parts, numbers: Collection[int]) -> dict[int, _Written]:
    """The guides of these numbers; and those that told of a ticket first, or do so now, where that is another one."""
    looked = _looked_at(few, numbers)
    tickets = [part.tickets for part in parts.parts]
    was = _first(tickets)
    for number, one in looked.items():
        tickets[number] = tuple(told.evidence[0].ticket for told in one.findings(few.spool) if told.evidence)
    now = _first(tickets)
    moved = {
        (was.get(ticket), now.get(ticket)) for ticket in was.keys() | now.keys() if was.get(ticket) != now.get(ticket)
    }
    if others := {number for both in moved for number in both if number is not None} - looked.keys():
        looked |= _looked_at(few, others)
    return {
        number: _one(
            few, parts, few.basis.guides[number], one, {ticket for ticket, first in now.items() if first < number}
        )
        for number, one in looked.items()
    }


def _looked_at(few: Few, numbers: Collection[int]) -> dict[int, Kept]:
    if len(numbers) > _FEW:
        raise Unlike
    guides = {number: few.basis.guides[number] for number in numbers}
    found = few.look(guides.values())
    return {number: found[guide.file] for number, guide in guides.items()}


def _first(tickets: Sequence[Sequence[str]]) -> dict[str, int]:
    """By ticket, the number of the guide that is the first to tell of it."""
    found: dict[str, int] = {}
    for number, some in enumerate(tickets):
        for ticket in some:
            found.setdefault(ticket, number)
    return found


def _one(few: Few, parts: Parts, guide: Judged, one: Kept, told: set[str]) -> _Written:
    """`told` are the tickets that others have told of before."""
    tally, style, spool = Tally(tickets=told), _style(parts), few.spool
    findings = [tally.counted(found, finding_text(found, style, told)) for found in one.findings(spool)]
    notices = [notice_text(notice, style) for notice in one.notices(spool)]
    left = [compared_text(one, style, verbose=parts.how.verbose) for one in one.comparisons(spool)]
    assert one.head.summary is not None
    return _Written(
        Judged.of(guide.file, one.head, one.head.summary),
        (_clean("".join(findings)), _clean("".join(notices)), _clean("".join(left))),
        Part.of(tally.findings, list(map(len, notices)), list(map(len, left))),
    )


def _laid(parts: Parts, shown: str, written: Mapping[int, _Written]) -> Iterator[str]:
    """The output up to its last line: what was shown, with what is written now in its place."""
    taken = begin = 0
    for section in range(3):
        sizes = [part.sizes[section] for part in parts.parts]
        changed = [number for number, one in written.items() if sizes[number] or one.texts[section]]
        order = parts.basis.in_order() if section and changed else range(len(sizes))
        begins = dict(zip(order, accumulate((sizes[number] for number in order), initial=begin), strict=False))
        for number in sorted(changed, key=begins.__getitem__):
            yield shown[taken : begins[number]]
            yield written[number].texts[section]
            taken = begins[number] + sizes[number]
        begin += sum(sizes)
    yield shown[taken:begin]


def _with(parts: Parts, few: Few, written: Mapping[int, _Written], now: Standing) -> Parts:
    """The parts of the output that is laid."""
    guides, changed = list(parts.basis.guides), list(parts.parts)
    for number, one in written.items():
        guides[number], changed[number] = one.guide, one.part
    basis = structs.replace(few.basis, guides=guides)
    return Parts(now.digest.hex(), now.text, parts.how, basis, changed, parts.amended + len(written))


def _style(parts: Parts) -> Style:
    return Style.coloured(parts.how.lang) if sys.stdout.isatty() else Style(parts.how.lang)


def _clean(said: str) -> str:
    """What is said, if the screen takes it as it is. Raises Unlike."""
    if sys.stdout.isatty():
        from guidelint.model.visible import harmless

        if harmless(said) != said:
            raise Unlike
    elif "\x1b" in said:
        raise Unlike
    return said
