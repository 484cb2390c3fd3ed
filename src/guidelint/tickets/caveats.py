"""What has to be said beside the numbers of 一升一降: where they come from and what they leave out."""

from collections.abc import Mapping, Sequence

from guidelint.model.text import Text
from guidelint.tickets.months import words
from guidelint.tickets.statistics import LATER, StatisticsLine


def notes(lines: Sequence[StatisticsLine], left: Mapping[str, int]) -> list[Text]:
    """`left` are the tickets that were not counted, by kind of source, and those of a later day."""
    found = []
    if any(line.is_stated for line in lines):
        found.append(Text("* 来源自己的同比", "* the source's own comparison"))
    if any(line.cell.is_uneven for line in lines):
        found.append(Text("† 各部分知道的月份不一样", "† the parts are known for different months"))
    cites = dict.fromkeys(aggregate.cite for line in lines for aggregate in line.cell.used)
    if cites:
        found.append(Text(f"汇总数来源：{'；'.join(cites)}", f"aggregates from: {'; '.join(cites)}"))
    for aggregate in dict.fromkeys(a for line in lines for a in line.cell.left_out):
        when = words(aggregate.span)
        found.append(
            Text(
                f"{when.zh}另有汇总数 {aggregate.received}（{aggregate.cite}），这些月份已有单件工单，没有相加",
                f"{when.en}: an aggregate of {aggregate.received} ({aggregate.cite}) is not added to single tickets",
            )
        )
    if later := left.get(LATER):
        found.append(Text(f"没有计入：统计日期以后的 {later} 件", f"not counted: {later} after the day of the count"))
    if sources := sorted(one for one in left.items() if one[0] != LATER):
        kinds = "、".join(f"{kind} {number} 件" for kind, number in sources)
        counts = ", ".join(f"{number} of {kind}" for kind, number in sources)
        found.append(Text(f"没有计入：{kinds}（--also 可计入）", f"not counted: {counts} (--also counts them)"))
    return found
