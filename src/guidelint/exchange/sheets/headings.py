"""Which row of a sheet has the headings, and what each means: any order, spaces, full width, usual other names."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from guidelint.exchange.sheets.book import Grid
from guidelint.exchange.sheets.form import Column, Form, FormName, Sheet, form

SEARCHED = 30  # rows from the top in which headings are looked for: titles and notes stand above them

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "指南标识": ("指南编号", "标识"),
    "事项名称": ("政务服务事项名称", "政务服务事项", "办理事项", "办事事项", "事项", "办理项名称", "业务办理项名称"),
    "实施编码": ("事项实施编码", "政务服务事项实施编码", "实施清单编码", "事项编码", "业务办理项编码"),
    "行政区划代码": ("行政区划编码", "区划代码", "行政区划"),
    "实施主体": ("实施主体名称", "实施机构", "实施部门", "办理单位", "办理部门", "主管部门", "责任单位"),
    "政务服务中心": ("政务大厅", "办事大厅", "办理大厅", "受理大厅", "大厅"),
    "办理地点": ("办理地址", "办公地址", "窗口地址", "受理地点"),
    "办理时间": ("办公时间", "工作时间", "受理时间"),
    "服务对象": ("办理对象", "面向对象", "服务对象类型"),
    "受理条件": ("申请条件", "办理条件"),
    "法定办结时限": ("法定时限", "法定办理时限", "法定期限"),
    "承诺办结时限": ("承诺时限", "承诺办理时限", "承诺期限"),
    "是否收费": ("收费", "是否收取费用"),
    "收费标准": ("收费金额",),
    "到办事现场次数": ("到现场次数", "跑动次数", "最多跑动次数", "到办事窗口的最少次数"),
    "审批结果名称": ("结果名称", "办理结果名称"),
    "审批结果类型": ("结果类型", "办理结果类型"),
    "咨询方式(电话)": ("咨询电话", "咨询方式"),
    "咨询方式(网址)": ("咨询网址",),
    "咨询方式(地址)": ("咨询地址",),
    "咨询方式(窗口)": ("咨询窗口",),
    "监督投诉方式(电话)": ("监督投诉电话", "投诉电话", "监督电话", "监督投诉方式"),
    "监督投诉方式(网址)": ("监督投诉网址", "投诉网址"),
    "监督投诉方式(地址)": ("监督投诉地址", "投诉地址"),
    "监督投诉方式(窗口)": ("监督投诉窗口", "投诉窗口"),
    "设定依据": ("法律依据", "办理依据"),
    "更新日期": ("更新时间", "发布日期"),
    "材料名称": ("申请材料名称", "申请材料", "材料", "要件名称"),
    "材料类型": ("原件或复印件", "原件/复印件", "原件复印件"),
    "材料形式": ("材料介质", "提交形式", "材料提交形式"),
    "纸质材料份数": ("材料份数", "份数", "数量", "纸质份数"),
    "材料必要性": ("必要性", "是否必要", "是否必须", "是否必需"),
    "来源渠道": ("材料来源", "材料来源渠道"),
    "情形": ("适用情形", "办理情形", "情形说明"),
    "受理标准": ("审查标准", "审查要点", "受理要求", "材料审查要点"),
    "填报须知": ("填写须知", "填报说明", "备注", "说明"),
    "告知承诺制": ("告知承诺", "是否告知承诺", "是否支持告知承诺"),
    "空白表格": ("空表", "空白表格下载"),
    "示例样表": ("样表", "样例", "示例"),
    "环节名称": ("环节", "办理环节", "步骤"),
    "办理时限": ("环节时限",),
    "观察(日期)": ("观察日期",),
    "观察(方式)": ("观察方式",),
    "收取(任一)": ("收取", "窗口收取", "可收材料"),
    "拒收": ("不收", "窗口不收"),
    "条件": ("窗口条件", "受理条件"),
}

_HINTS = re.compile(r"\((?:必填|选填|非必填|可多选|单选|多选|可空|是/否|必须|可不填)\)|[*※★☆]|[::]$")


@dataclass(frozen=True, slots=True)
class Target:
    """What a column of a sheet holds: a column of the form in one of its sheets."""

    sheet: Sheet
    column: Column


@dataclass(frozen=True, slots=True)
class Layout:
    """`header` is the index of the row of headings; `targets` go by the index of the column.

    `unknown` are headings that mean nothing here, `twice` columns whose meaning an earlier one has already.
    """

    header: int
    sheets: tuple[Sheet, ...]
    targets: Mapping[int, Target]
    unknown: Mapping[int, str]
    twice: Mapping[int, int]

    def heading(self, grid: Grid, column: int) -> str:
        return str(grid.lines[self.header][column]).strip()


def lay_out(grid: Grid, wanted: Form) -> Layout | None:
    """Find the headings of a sheet whose merged cells are filled. None where no row has any that mark a sheet."""
    best: Layout | None = None
    for header in range(min(SEARCHED, len(grid.lines))):
        found = _layout(grid.lines, header, wanted)
        if found is not None and (best is None or len(found.targets) > len(best.targets)):
            best = found
    return best


def normalised(heading: Any) -> str:
    text = unicodedata.normalize("NFKC", str(heading))
    return _HINTS.sub("", "".join(text.split())).casefold()


@cache
def names(name: FormName) -> Mapping[str, tuple[Target, ...]]:
    """Every name that a column goes by, and what it can mean."""
    found: dict[str, tuple[Target, ...]] = {}
    wanted = form(name)
    for sheet in wanted.sheets:
        for column in sheet.columns:
            for said in dict.fromkeys(map(normalised, _names(column))):
                found[said] = (*found.get(said, ()), Target(sheet, column))
    return found


def _names(column: Column) -> Iterator[str]:
    yield column.heading
    yield column.heading.replace("(", "").replace(")", "")
    yield ".".join(column.path)
    yield from OTHER_NAMES.get(column.heading, ())


def _layout(lines: Sequence[Sequence[Any]], header: int, wanted: Form) -> Layout | None:
    meant = names(wanted.name)
    above = lines[header - 1] if header else ()
    said: dict[int, tuple[Target, ...]] = {}
    for index, cell in enumerate(lines[header]):
        group = normalised(above[index]) if index < len(above) else ""
        word = normalised(cell)
        if word:
            said[index] = meant.get(group + word) or meant.get(word) or ()
    marks = {s.title: i for i, targets in sorted(said.items(), reverse=True) for s in _marked(targets)}
    sheets = tuple(sheet for sheet in wanted.sheets if sheet.title in marks)
    if not sheets:
        return None
    targets: dict[int, Target] = {}
    unknown: dict[int, str] = {}
    twice: dict[int, int] = {}
    for index, candidates in said.items():
        target = _chosen(index, candidates, sheets, marks, wanted)
        if target is None:
            unknown[index] = str(lines[header][index]).strip()
        elif (first := next((i for i, known in targets.items() if known == target), None)) is not None:
            twice[index] = first
        else:
            targets[index] = target
    return Layout(header, sheets, targets, unknown, twice)


def _marked(targets: Sequence[Target]) -> Iterator[Sheet]:
    yield from (target.sheet for target in targets if target.column == target.sheet.mark)


def _chosen(
    index: int, candidates: Sequence[Target], sheets: Sequence[Sheet], marks: Mapping[str, int], wanted: Form
) -> Target | None:
    """Of several meanings the one of the sheet whose mark stands nearest to the left."""
    possible = [target for target in candidates if target.sheet in sheets]
    left = [target for target in possible if marks[target.sheet.title] <= index]
    if left:
        return max(left, key=lambda target: marks[target.sheet.title])
    if possible:
        return possible[0]
    return next((t for t in candidates if t.sheet == wanted.top and t.column in wanted.links), None)
