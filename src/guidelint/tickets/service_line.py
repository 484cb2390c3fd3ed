"""The export of a 12345 service line: what its headings mean, so that it is imported without a mapping file.

The English names are the columns of the `order_wide` exports; satisfaction has the five levels of GB/T 39046-2020, A.8.
"""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.model.ticket import Satisfaction
from guidelint.tickets.mapping import NO, YES, Mapped

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "source.ref": ("orderNum", "工单编号", "工单号", "受理编号", "诉求编号"),
    "received": ("callTime", "来电时间", "受理时间", "接单时间", "诉求时间", "登记时间"),
    "channel": ("sourceType", "工单来源", "诉求来源", "来源渠道", "受理渠道", "来源", "渠道"),
    "summary": ("majorContent", "主要内容", "诉求内容", "工单内容", "title", "工单标题"),
    "category": ("questionName", "诉求分类", "问题分类", "诉求类型"),
    "problem": ("问题类型",),
    "region": ("行政区划", "行政区划代码", "区划", "所属区", "所属区县", "区县", "地区"),
    "hall": ("政务服务中心", "办事大厅", "大厅"),
    "guide": ("事项名称", "事项", "办理事项", "服务事项"),
    "guide_says": ("指南写法",),
    "window_requires": ("窗口要求",),
    "brought": ("携带材料", "办事人带来"),
    "dispatch.to": ("organizationName", "承办单位", "承办部门", "办理单位", "处置单位"),
    "dispatch.due": ("deadlineDate", "期限", "办理期限", "截止时间", "到期时间"),
    "dispatch.extended": ("delayDays", "延期天数"),
    "returns": ("backNum", "退单次数", "退回次数"),
    "status": ("orderState", "工单状态", "办理状态", "状态"),
    "outcome.closed": ("completeTime", "办结时间", "完成时间"),
    "outcome.done": ("visitIsSolved", "是否解决", "是否办成"),
    "satisfaction": ("visitIsSatisfaction", "满意度", "是否满意"),
    "satisfaction.first": ("firstVisitIsSatisfaction", "首次回访满意度", "首次满意度"),
    "satisfaction.final": ("finalVisitIsSatisfaction", "最终回访满意度", "最终满意度", "二次回访满意度"),
}
"""What a column fills, by its known headings, the likelier first."""

DEFAULT_CHANNEL = "12345"
DEFAULT_PROBLEM = "告知差一点儿"

_CLOSED = ("办结", "已办结", "完成", "已完成", "结案", "已结案", "归档", "已归档", "关闭", "已关闭")
_LEVELS: tuple[Satisfaction, ...] = get_args(Satisfaction)
CODES: Mapping[str, Satisfaction] = {str(code): level for code, level in enumerate(_LEVELS, 1)}
"""GB/T 39046-2020, table A.8: 1 非常满意, 2 满意, 3 基本满意, 4 不满意, 5 非常不满意."""

_NEEDED = ("received", "summary")


def known(headings: Sequence[str]) -> Mapped:
    """The mapping of a file whose headings are known ones. Raises UsageError where the date or the content is not among
    them."""
    columns = {
        key: found for key, names in HEADINGS.items() if (found := next((n for n in names if n in headings), None))
    }
    if lacking := [key for key in _NEEDED if key not in columns]:
        zh = "；".join("、".join(HEADINGS[key]) for key in lacking)
        raise UsageError(
            Text(
                f"表头里认不出{'和'.join(_NAMES[key] for key in lacking)}这一列（认得的写法：{zh}）；请用 --mapping 写明哪一列是什么",
                f"no known heading for {', '.join(lacking)}; say with --mapping which column is what",
            )
        )
    defaults = {"channel": DEFAULT_CHANNEL, "problem": DEFAULT_PROBLEM}
    return Mapped(columns, {}, {k: v for k, v in defaults.items() if k not in columns}, None, 1, None, "、")


_NAMES = {"received": "接单时间", "summary": "主要内容"}


def course(flat: Mapping[str, Any], received: str | None) -> dict[str, Any]:
    """The stages and the outcome that the columns of the course tell of, as keys of a ticket: `stages` follow the first."""
    stages = []
    dispatched = {"to": flat.get("dispatch.to"), "due": flat.get("dispatch.due")}
    dispatched |= {"extended": flat.get("dispatch.extended") or None}
    said = {key: value for key, value in dispatched.items() if value is not None}
    if said:
        stages.append({"stage": "汇总转办", **({"on": received} if received else {}), **said})
    outcome: dict[str, Any] = {}
    is_closed = flat.get("status") is None or says_closed(flat["status"])
    if (completed := flat.get("outcome.closed")) is not None:
        if said:
            stages.append({"stage": "限期解决", "on": completed} | ({"by": said["to"]} if "to" in said else {}))
        outcome |= {"closed": completed} if is_closed else {}
    visits = [
        {"round": name, **level}
        for key, name in (("satisfaction.first", "首次"), ("satisfaction.final", "最终"))
        if (level := _level(flat.get(key))) and "satisfaction" in level
    ]
    last = next(
        (flat[key] for key in ("satisfaction.final", "satisfaction", "satisfaction.first") if flat.get(key)), None
    )
    outcome |= _level(last) | ({"visits": visits} if visits else {})
    return {"stages": stages, "outcome": outcome}


def says_closed(status: str) -> bool:
    return status in _CLOSED


def _level(words: str | None) -> dict[str, Any]:
    """A level of satisfaction, or whether somebody is satisfied where that is all that is told."""
    if not words:
        return {}
    if words in _LEVELS:
        return {"satisfaction": words}
    if words in CODES:
        return {"satisfaction": CODES[words]}
    if words in YES or words in NO:
        return {"satisfied": words in YES}
    levels = "、".join(_LEVELS)
    raise UsageError(
        Text(
            f"满意度“{words}”看不懂；可写：{levels}，或代码 1–5",
            f"“{words}” is no level of satisfaction: {levels}, or the codes 1–5",
        )
    )
