"""Rows of a sheet that are no rows of its table: what to fill in below the headings, notes and signatures at the end."""

from collections.abc import Sequence
from typing import Any

from guidelint.exchange.sheets.headings import normalised
from guidelint.exchange.sheets.values import is_filled
from guidelint.model.regex import regex

_ASKS = frozenset(
    (
        "必填", "选填", "非必填", "可选", "可不填", "可空", "下拉", "下拉选择", "下拉选项", "单选", "多选", "可多选", "数字", "整数", "文本", "文字", "日期",
        "手填", "手工填写", "自动生成", "系统生成", "是/否",
    )
)  # fmt: skip
_TOTALS = frozenset(("合计", "总计", "小计"))
_SIGNED = regex(
    r"(?:注|备注|说明|填表说明|填报说明|填写说明|(?:填表|填报|制表|审核|审批|经办|联系|单位负责|负责)人|联系电话|填[表报](?:日期|时间|单位)|单位(?:\(盖章\)|盖章)?):"
)


def is_remark(cells: Sequence[Any], *, is_after_one: bool) -> bool:
    """Whether a row is none of the table. Below a note or a signature a row with one thing in it is another of its lines."""
    said = list(dict.fromkeys(normalised(cell) for cell in cells if is_filled(cell)))
    if not said:
        return False
    if all(word in _ASKS for word in said) or said[0] in _TOTALS:
        return True
    return all(map(_SIGNED.match, said)) or (is_after_one and len(said) == 1)
