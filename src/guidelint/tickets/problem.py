"""What kind of problem a ticket tells of, read off the comparison of its guide with what the window asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from guidelint.contract.compare import compare
from guidelint.contract.need import demanded, promised
from guidelint.contract.remedy import of_open, remedies
from guidelint.language.phrase import PhraseBook
from guidelint.model.guide import Guide
from guidelint.model.regex import regex
from guidelint.model.ticket import Problem, Remedy
from guidelint.model.window import WindowRecord

SYSTEM: Problem = "系统办不了"
TOO_MUCH: Problem = "窗口加码"
_OF_REMEDY: Mapping[Remedy, Problem] = {"guide": "告知差一点儿", "window": TOO_MUCH}
_AGAIN = regex(r"再[交填报]|再次?提[交供]|重新?[交填报]|重新?提[交供]|重复")
_SYSTEM = regex(r"系统.{0,6}(?:打|录|认|识别|查|显示|支持|办)|字库|生僻字|录(?:入)?不(?:进|了)|打不出|认不出")


def problem_of(
    guide: Guide, asked: Mapping[str, Any], words: str, phrases: PhraseBook, quoted: Sequence[str] = ()
) -> Problem:
    """The problem of a guide and what was `asked` for beside it, the lists of a window record; `words` are those of the
    person, `quoted` what the ticket quotes of the guide. What the guide says already was not told well enough."""
    if _SYSTEM.search(words) is not None:
        return SYSTEM
    if _AGAIN.search(words) is not None:
        return _OF_REMEDY["window"]  # what was handed in once may not be asked for again
    seen = {"observed": {"on": "2000-01-01", "how": "工单"}, **asked}
    window = WindowRecord.from_data({"guide": guide.id, "hall": "大厅", **seen})
    found = compare(guide, window, promised(guide, phrases), demanded(window, phrases), phrases)
    ways = [remedies(one, guide, window, quoted) for one in found.mismatches]
    ways += [of_open(one, guide, window, quoted) for one in found.undecided]
    # A window that asks for one thing that it may not ask for goes too far, whatever else the guide leaves out.
    return _OF_REMEDY["window" if any(way[0] == "window" for way in ways) else "guide"]
