"""Items as the services of other provinces give them: one object, its materials in a list, keys in camel case.

Henan (MatterVo), the provincial material model, zfsoft (SxServiceMaterial), the ml_matter_* tables and the pinyin initials of
the project approval tables. Whose codes hold is told by the keys of a material.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from guidelint.exchange import codes
from guidelint.exchange.readers import published
from guidelint.exchange.readers.columns import Column, Columns, Place, keep, merge, part
from guidelint.exchange.readers.interface import key_of
from guidelint.exchange.readers.jsonlines import is_json_with, records
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.papers import material_type, medium
from guidelint.exchange.readers.raw import opened, plain, said
from guidelint.exchange.readers.reader import Each, Item, Source, version_of
from guidelint.exchange.readers.record import Rows, listed, rows_into
from guidelint.exchange.readers.values import (
    At,
    Row,
    attachment,
    boolean,
    code,
    day,
    law,
    limit,
    lines,
    number,
    one,
    remark,
    text,
    title,
)
from guidelint.model.text import Text

TITLES = (
    "mattername",
    "servicename",
    "itemname",
    "taskname",
    "sxmc",
    "catalogname",
    "matname",
    "qlname",
    "title",
    "name",
)
CODES = ("taskcode", "taskhandleitem", "implecode", "itemcode", "localinnercode")
ITEM: Columns = {
    **published.EXTEND,
    **published.item(published.Dialect()),
    **{name: Column("title", title) for name in TITLES},
    "matterguid": Column(""),
    "administrativereviewdept": Column("reconsideration.authority", remark),
    "administrativereviewaddress": Column("reconsideration.address", remark),
    "administrativereviewaddr": Column("reconsideration.address", remark),
    "administrativereviewphone": Column("reconsideration.phone", remark),
    "administrativereviewtel": Column("reconsideration.phone", remark),
    "administrativereviewurl": Column("reconsideration.url", remark),
    "litigationdept": Column("litigation.authority", remark),
    "litigationaddress": Column("litigation.address", remark),
    "litigationaddr": Column("litigation.address", remark),
    "litigationphone": Column("litigation.phone", remark),
    "litigationtel": Column("litigation.phone", remark),
    "litigationurl": Column("litigation.url", remark),
    "ismailresult": Column("delivery.available", boolean),
    # Zhejiang's item service (matterInfo, implementDetailDTO).
    "implecode": Column("code", code),
    "matcode": Column("catalog_code", code),
    "impleversion": Column("version"),
    "entityname": Column("authority"),
    "entitycode": Column("authority_code", code),
    "entrusteddept": Column("entrusted", remark),
    "acptcond": Column("conditions", lines),
    "matsettingbasis": Column("legal_basis", law),
    "statutorydeadline": Column("time_limit.statutory", limit("statutorydeadlineunit")),
    "statutorydeadlineunit": Column("*"),
    "promisedeadline": Column("time_limit.promised", limit("promisedeadlineunit")),
    "promisedeadlineunit": Column("*"),
    "consultmethod": Column("consultation.phone", remark),
    "supervisemethod": Column("complaint.phone", remark),
    "acceptaddress": Column("place", text),
    "planstarttime": Column("effective", day, takes_records=True),
    "planendtime": Column("cancelled", day, takes_records=True),
    "chargebasis": Column("fee.basis", remark),
    "gmtmodified": Column(""),
    "gmtcreate": Column(""),
    # The item store of 新点 (auditfwzn).
    "itemcode": Column("code", code),
    "orgcode": Column("authority_code", code),
    "qlkind": Column("item_type", one(codes.ITEM_TYPE)),
    "bjtype": Column("case_type", one(codes.CASE_TYPE)),
    "ckjssj": Column("hours", text),
    "bljg": Column("authority", title),
}
COMMON: Columns = {
    **published.material(published.Dialect()),
    "materialnecessity": Column("necessity", one(codes.NECESSITY)),
    "filesource": Column("source", one(codes.SOURCE)),
    "filesourceexplain": Column("source_notes", remark),
    "exemptionform": Column("exempt_by", remark),
    "exemptionformexplain": Column("exempt_by", remark),
    "certcode": Column("certificate_code"),
    "dzzzcatalogcode": Column("certificate_code"),
    "isnocommit": Column("exempt", boolean),
    "nocommitmode": Column("exempt_by", remark),
    "isdatagx": Column("shared", boolean),
    "papermaterialnums": Column("copies", number(999)),
    "baknote": Column("remarks", remark),
    "materialemptytable": Column("form.blank", attachment, takes_records=True),
    "materialexampletable": Column("form.sample", attachment, takes_records=True),
    # Pinyin initials of the project approval tables (spgl_spsxclmlxxb).
    "clmc": Column("name", title),
    "cllx": Column("category", material_type(codes.CATEGORY, "category")),
    "clxs": Column("medium", medium),
    "clbyx": Column("necessity", one(codes.NECESSITY)),
    "kbbg": Column("form.blank", attachment, takes_records=True),
    "slyb": Column("form.sample", attachment, takes_records=True),
    "lyqd": Column("source", one(codes.SOURCE)),
    "lyqdsm": Column("source_notes", remark),
    "zzclfs": Column("copies", number(999)),
    "zzclgg": Column("paper", remark),
    "tbxz": Column("notes", remark),
    "slbz": Column("criteria", lines),
    "yqtgcldyj": Column("basis", remark),
    "bz": Column("remarks", remark),
}
EXCHANGED: Columns = {  # the provincial model: material_type is 材料形式, material_form is 材料类型
    **COMMON,
    "materialtype": Column("medium", medium),
    "materialform": Column("category", material_type(codes.CATEGORY, "category")),
    "pagenumy": Column("originals", number(999)),
    "pagenumf": Column("photocopies", number(999)),
    "pagefmark": Column("remarks", remark),
}


def _must(value: Any, row: Row) -> Any:
    """zfsoft: 0 is 必要, and 3 says how a paper is spared."""
    words = said(value)
    if words in ("3", "信息免交/信用后补"):
        return At("exempt_by", "信息免交/信用后补")
    return one({"0": "必要", "1": "非必要", "2": "容缺后补"})(value, row)


ZFSOFT: Columns = {
    **COMMON,
    "materialmustflag": Column("necessity", _must),
    "materialsource": Column("source", one({})),  # 0, 1 and 2 are published without their meanings
    "papernumber": Column("copies", number(999)),
    "materialtype": Column("type", material_type({}, "type")),
}
_EXCHANGED = frozenset(
    ("pagenumy", "pagenumf", "pagefmark", "isnocommit", "nocommitmode", "dzzzcatalogcode", "isjgdzyz")
)
_ZFSOFT = frozenset(("materialmustflag", "materialsource", "papernumber"))
_NAMES = frozenset(("materialname", "clmc"))

LISTS: Mapping[str, Rows] = {  # by a column that only its rows have
    "feename": Rows("fees", published.FEE),
    "lawname": Rows("legal_basis", published.LAW),
    "windowname": Rows("windows", published.WINDOW),
    "question": Rows("questions", published.QUESTION, mark="question"),
    "accepttimedesc": Rows(
        "windows",
        {**published.WINDOW, "accepttimedesc": Column("hours", remark), "phone": Column("phone", remark)},
        unnamed="办理窗口",
    ),
    "linkname": Rows("steps", {**published.STEP, "linkname": Column("name", title)}),
    "conditionname": Rows("circumstances", published.CONDITION),
}
_DEEPEST = 4


class Matters:
    """One record a line, a list of them, or one in an envelope."""

    name = "matter-json"
    title = Text("事项 JSON（河南、zfsoft、ml_matter 等）", "JSON of items (Henan, zfsoft, ml_matter and others)")

    def recognises(self, file: Path) -> bool:
        return is_json_with(_matters, file)

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, _items)


def _items(source: Source) -> Iterator[Item]:
    for line, data in records(source.file, source.name):
        for matter in _matters(data):
            row = {plain(name): value for name, value in matter.items()}
            key = key_of(row, CODES, TITLES)
            place = Place(source.name, line, "事项")
            yield Item(key, version_of(row, "updatetime"), source.name, line, partial(_guide, matter, place))


def _matters(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The items in a response: mappings with a title and, there or in a mapping inside, a list of materials."""
    data = opened(data)
    if isinstance(data, Mapping):
        inside = [found for value in data.values() for found in _matters(value, depth + 1)] if depth < _DEEPEST else []
        flat = _flat(data)
        if not inside and {plain(name) for name in flat} & {*TITLES} and any(map(_are_materials, flat.values())):
            inside = [flat]
        yield from inside
    elif isinstance(data, list) and depth < _DEEPEST:
        for inner in data:
            yield from _matters(inner, depth + 1)


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """The record with the mappings in it laid open; what stands outside comes first."""
    flat: dict[str, Any] = {}
    for name, raw in data.items():
        value = opened(raw)
        if not isinstance(value, Mapping):
            flat[name] = value
    for value in map(opened, data.values()):
        if isinstance(value, Mapping):
            for name, inner in value.items():
                flat.setdefault(name, opened(inner))
    return flat


def _are_materials(value: Any) -> bool:
    return isinstance(value, list) and any(
        isinstance(row, Mapping) and _NAMES & {plain(str(name)) for name in row} for row in listed(value)
    )


def _guide(matter: Mapping[str, Any], place: Place, ledger: Ledger) -> dict[str, Any]:
    scalars = {name: value for name, value in matter.items() if not _is_list(value)}
    made = part(scalars, ITEM, place, ledger)
    for name, value in matter.items():
        if not _is_list(value):
            continue
        rows = [row for row in listed(value) if isinstance(row, Mapping)]
        names = {plain(str(key)) for row in rows for key in row}
        where = Place(place.file, place.line, name)
        if _NAMES & names:
            rows_into(made, rows, Rows("materials", _columns(names)), where, ledger)
        elif "resultname" in names:
            for row in rows:
                merge(made, part(row, published.EXTEND, where, ledger))
        elif mark := next((mark for mark in LISTS if mark in names), None):
            rows_into(made, rows, LISTS[mark], where, ledger)
        else:
            keep(made, name, value, where, ledger)
    return made


def _columns(names: set[str]) -> Columns:
    """The columns of materials by whose keys they have."""
    return ZFSOFT if names & _ZFSOFT else EXCHANGED if names & _EXCHANGED else COMMON


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(row, Mapping) for row in listed(value))


READER = Matters()
