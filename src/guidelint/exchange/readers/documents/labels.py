"""What the labels and headings of a guide mean: the elements' own names, and the short ones of a table's columns."""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from guidelint.exchange.codes import DAY_WORDS
from guidelint.exchange.sheets.form import UNIT, Column, form
from guidelint.exchange.sheets.headings import Target, names, normalised
from guidelint.model.elements import elements
from guidelint.model.guide import Guide
from guidelint.model.regex import regex

LONGEST = 24  # characters of a label

_NUMBER = regex(
    r"^(?:第[一二三四五六七八九十0-9]{1,3}[章节条部分]{1,2}|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[0-9]{1,2}(?:[、．]|\.(?![0-9]))|[①-⑳●■◆▶★▪•·○◎□])\s*"
)
_UNIT = regex(r"[(（](?:单位[:：]?)?个?(工作日|自然日|日|天|月|年|小时)[)）]$")
_EDGES = regex(r"^[【\[〖「『]|[】\]〗」』]$")

# Short headings of columns that mean something only inside their own table.
SHORT: Mapping[str, Mapping[str, str]] = {
    "materials": {
        "名称": "name", "材料": "name", "文件名称": "name", "资料名称": "name", "证明材料": "name", "材料名称及要求": "name", "必要性": "necessity", "类型": "type", "形式": "medium", "介质": "medium",
        "份数": "copies", "份数(份)": "copies", "材料数量": "copies", "原件": "originals", "复印件": "photocopies", "复印件数量": "photocopies", "原件数量": "originals",
        "来源": "source", "依据": "basis", "要求": "criteria", "材料要求": "criteria", "具体要求": "criteria", "标准": "criteria", "说明": "notes", "材料说明": "notes", "备注": "remarks",
        "材料填写样本": "form.sample", "样本": "form.sample", "空白表": "form.blank", "材料来源": "source",
    },
    "steps": {
        "名称": "name", "流程": "name", "程序": "name", "环节": "name", "阶段": "name", "时限": "limit", "办理期限": "limit", "办结时限": "limit", "办理人": "who", "责任人": "who", "承办人": "who", "岗位": "who", "办理岗位": "who",
        "办理机构": "who", "标准": "standard", "审批标准": "standard", "办理内容": "standard", "内容": "standard", "办理流程环节名称": "name", "办理流程环节办理时限": "limit", "办理流程环节审批标准": "standard",
        "结果": "result",
    },
    "fees": {
        "名称": "name", "项目": "name", "收费项目": "name", "费用名称": "name", "标准": "standard", "收费标准": "standard", "费用标准": "standard", "依据": "basis", "收费依据": "basis", "减免": "reduction",
        "减免依据": "reduction", "说明": "notes", "费用说明": "notes", "备注": "notes",
    },
    "legal_basis": {
        "名称": "name", "法律名称": "name", "文件名称": "name", "法规名称": "name", "文号": "number", "发文字号": "number", "条款": "article", "具体条款": "article", "内容": "content", "条文内容": "content",
    },
    "windows": {
        "名称": "name", "窗口": "name", "地址": "address", "具体地址": "address", "办理地点": "address", "办理地址": "address", "时间": "hours", "办理时间": "hours", "办公时间": "hours", "工作时间": "hours", "电话": "phone", "联系电话": "phone", "咨询电话": "phone",
        "交通": "route", "交通指引": "route",
    },
    "questions": {"问": "question", "答": "answer"},
    "special_procedures": {
        "名称": "name", "环节名称": "name", "特别程序种类名称": "name", "特殊环节名称": "name", "时限": "limit", "所需时限": "limit", "办理时限": "limit", "依据": "basis", "法定依据": "basis", "说明": "notes",
    },
    "circumstances": {"名称": "name", "描述": "notes", "说明": "notes"},
    "other_limits": {},
}  # fmt: skip

LIMITS = frozenset(("办结时限", "办理时限", "办理期限", "办结期限", "时限", "时间限制"))
"""Labels of a time limit that do not say whether the law or the promise sets it."""


class Label(Struct, frozen=True):
    """The words of a label, compared as headings are, and the unit that stands in brackets behind them."""

    words: str
    unit: str = ""


def label(text: str) -> Label:
    """A label without the number before it, the brackets around it and the colon behind it."""
    bare = _EDGES.sub("", _NUMBER.sub("", text.strip()).strip()).strip().rstrip(":：").strip()
    unit = _UNIT.search(bare)
    return Label(normalised(_UNIT.sub("", bare)), DAY_WORDS[unit[1]] if unit else "")


def without_number(text: str) -> str:
    return _NUMBER.sub("", text.strip()).strip()


def bare(said: str) -> str:
    """A label as it is shown: without number, brackets and colon."""
    return _EDGES.sub("", without_number(said)).strip(" :：") or said


def is_numbered(text: str) -> bool:
    return _NUMBER.match(text.strip()) is not None


def meanings(words: str, section: str | None = None) -> tuple[Target, ...]:
    """What a label can mean; inside a `section` (the key of a list) its own columns alone if it has any of that name."""
    found = _all().get(words, ())
    if section is None:
        return found
    own = tuple(target for target in found if target.sheet.key == section)
    return own or _short(section).get(words, ()) or found


@cache
def sections() -> Mapping[str, str]:
    """The lists of a guide by the headings that they go by."""
    lists = [one for one in elements(Guide) if one.kind == "list"]
    return {normalised(name): one.key for one in lists for name in (one.title, *one.names)}


@cache
def _all() -> Mapping[str, tuple[Target, ...]]:
    """Names without those in English, which are keys."""
    return {
        name: tuple(target for target in targets if target.column.path[0] != UNIT)
        for name, targets in names("guide").items()
        if not name.isascii()
    }


@cache
def _short(section: str) -> Mapping[str, tuple[Target, ...]]:
    sheet = next(sheet for sheet in form("guide").parts if sheet.key == section)
    columns: dict[str, Column] = {".".join(column.path): column for column in sheet.columns}
    found: dict[str, tuple[Target, ...]] = {
        normalised(name): (Target(sheet, columns[way]),) for name, way in SHORT[section].items()
    }
    if section == "materials":
        found["类型"] = (*found["类型"], Target(sheet, columns["category"]))
    return found
