"""Guangdong's guides as JSON: one record an item, keys in capitals, codes with their words beside them (`*_TEXT`).

The keys are those that a survey of the published data lists; an item that is several at once (套餐, 一件事) has its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guidelint.exchange import codes
from guidelint.exchange.readers import published
from guidelint.exchange.readers.columns import Column, Columns
from guidelint.exchange.readers.interface import SUFFIXES, is_guangxi, items_in, key_of, records_in
from guidelint.exchange.readers.jsonlines import Record, first
from guidelint.exchange.readers.papers import material_type, medium
from guidelint.exchange.readers.raw import is_record, plain, words_in
from guidelint.exchange.readers.reader import Each, Item, Source, version_of
from guidelint.exchange.readers.record import Parts, Rows, first_row, item, listed
from guidelint.exchange.readers.values import (
    Row,
    attachment,
    bare,
    boolean,
    code,
    limit,
    lines,
    many,
    names,
    number,
    one,
    remark,
    title,
    unless,
)
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text

DIALECT = published.Dialect(item_type=codes.ITEM_TYPE_GD)


def _scopes(value: Any, row: Row) -> str | None:
    """跨域通办: how far, in which way and where, a line each."""
    if not is_record(value):
        return remark(value, row)
    told = []
    for scope in listed(value):
        named = {plain(str(name)): inner for name, inner in scope.items()} if isinstance(scope, Mapping) else {}
        far = next(filter(None, (words_in(named.get(name)) for name in _FAR)), "")
        where = "、".join(dict.fromkeys(filter(None, _divisions(named.get("divisions", named.get("divisionlist"))))))
        how = words_in(named.get("scopeshapetext")) or words_in(named.get("applicationshapetext"))
        told.append("：".join(filter(None, (f"{far}（{how}）" if far and how else far or how, where))))
    return "\n".join(dict.fromkeys(filter(None, told))) or None


def _divisions(value: Any) -> Iterator[str]:
    for division in listed(value):
        if isinstance(division, Mapping):
            yield from (words_in(inner) for name, inner in division.items() if plain(str(name)) == "divisionname")


_FAR = ("scoperangetext", "applicationscopev2text")
# TASK_CODE is shared by several items; ITEM_ID is of one.
ITEM: Columns = {
    **published.item(DIALECT),
    "taskname": Column("title", unless("cataname", title, f"{EXTRA}TASK_NAME")),
    "itemid": Column("handle_code", unless("taskhandleitem", code, f"{EXTRA}ITEM_ID")),
    "scopes": Column("scope", _scopes, takes_records=True),
    "onlinecheck": Column("online.available", boolean),
    "onlinechecktext": Column("online.available", boolean),
    "wbsdlevel": Column("online.depth", many({})),
    "wbsdleveltext": Column("online.depth", names),
    "transactweburl": Column("online.url", remark),
}
MATERIAL: Columns = {**published.material(DIALECT), "pagenum": Column("originals", number(999))}
RESULT: Columns = {
    "name": Column("result.name", title),
    "resulttypetext": Column("result.type", remark),
    "subjectresulttypetext": Column(
        "result.type", unless("resulttypetext", remark, f"result.{EXTRA}SUBJECT_RESULT_TYPE_TEXT")
    ),
    "cardvaliddate": Column("result.validity", remark),
    "resultsample": Column("result.sample", attachment, takes_records=True),
}
# A 套餐 or 一件事, with names of its own.
PACKAGE: Columns = {
    "catalogname": Column("title", title),
    "subjectname": Column("title", unless("catalogname", title, f"{EXTRA}subject_name")),
    "taskcode": Column("code", code),
    "id": Column("handle_code", code),
    "implorgname": Column("authority", title),
    "serviceobjecttext": Column("audience", names),
    "statustext": Column("status", one({"1": "在用"})),
    "authorityleveltext": Column("level"),
    "applicationchanneltext": Column("channels", names),
    "onlineapplydepthtext": Column("online.depth", names),
    "consultphone": Column("consultation.phone", remark),
    "complaintphone": Column("complaint.phone", remark),
    "promisetime": Column("time_limit.promised", limit("promisetimeunit", "promisetimeunittext")),
    "promisetimeunit": Column("*"),
    "promisetimeunittext": Column("*"),
    "promisetimenote": Column("time_limit.promised_notes", remark),
    "legaltime": Column("time_limit.statutory", limit("legaltimeunit", "legaltimeunittext")),
    "legaltimeunit": Column("*"),
    "legaltimeunittext": Column("*"),
    "legaltimenote": Column("time_limit.statutory_notes", remark),
    "ischargetext": Column("fee.charged", boolean),
    "windowflow": Column("procedure", remark),
    "onlineflow": Column("procedure", unless("windowflow", remark, f"{EXTRA}online_flow")),
    "conditions": Column("conditions", lines),
    "applicationscopev2list": Column("scope", _scopes, takes_records=True),
}
PACKAGE_MATERIAL: Columns = {
    "documentname": Column("name", title),
    "origincount": Column("originals", number(999)),
    "copycount": Column("photocopies", number(999)),
    "documentmediatext": Column("medium", medium),
    "materialtypetext": Column("category", material_type({}, "category")),
    "documentsourcetext": Column("source", one(codes.SOURCE)),
    "documentneedtypetext": Column("necessity", one(codes.NECESSITY)),
    "note": Column("remarks", remark),
    "blankattlist": Column("form.blank", attachment, takes_records=True),
    "sampleattlist": Column("form.sample", attachment, takes_records=True),
    "sortorder": Column(""),
}
PACKAGE_LAW: Columns = {
    "legalname": Column("name", title),
    "referencenumber": Column("number", bare),
    "clausenumber": Column("article", remark),
    "content": Column("content", remark),
}
PACKAGE_RESULT: Columns = {
    "name": Column("result.name", title),
    "subjectresulttypetext": Column("result.type", remark),
    "sampleattlist": Column("result.sample", attachment, takes_records=True),
}

PARTS = Parts(
    {
        "AUDIT_ITEM": ITEM,
        "AUDIT_ITEM_EXTEND": published.EXTEND,
        "AUDIT_ITEM_RESULT": RESULT,
        "PACKAGE": PACKAGE,
        "RESULT_SAMPLE_LIST": PACKAGE_RESULT,
    },
    {
        "LAW": Rows("legal_basis", published.LAW),
        "AUDIT_ITEM_BYLAW": Rows("legal_basis", published.LAW),
        "AUDIT_MATERIAL": Rows("materials", MATERIAL),
        "AUDIT_ITEM_CONDITION": Rows("circumstances", published.CONDITION),
        "AUDIT_ITEM_FLOWSHEET": Rows("steps", published.STEP),
        "AUDIT_FLOW_CHART": Rows("steps", published.STEP),
        "AUDIT_CATALOG_LOBBY": Rows("windows", published.WINDOW, unnamed="办理窗口"),
        "AUDIT_ITEM_WINDOW": Rows("windows", published.WINDOW, unnamed="办理窗口"),
        "AUDIT_CHARGE": Rows("fees", published.FEE),
        "AUDIT_QA": Rows("questions", published.QUESTION, mark="question"),
        "SUBMIT_MATERIAL_LIST": Rows("materials", PACKAGE_MATERIAL, order="sortorder"),
        "CLAUSE_LIST": Rows("legal_basis", PACKAGE_LAW),
        "WINDOW_LIST": Rows("windows", published.WINDOW, unnamed="办理窗口"),
        "QUESTION_LIST": Rows("questions", published.QUESTION, mark="question"),
    },
)


class Guangdong:
    """One record a line, a list of them, or one."""

    name = "guangdong-json"
    title = Text("广东事项 JSON", "JSON of Guangdong's items")

    def recognises(self, file: Path) -> bool:
        if file.suffix.lower() not in SUFFIXES:
            return False
        record = first(file)
        return is_package(record) or is_guangxi(file) is False

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, _items)


def _items(source: Source) -> Iterator[Item]:
    def of(one: Record) -> Iterator[Item]:
        if is_package(one.data):
            lists = {
                name: value
                for name, value in one.data.items()
                if name.upper() in PARTS.several or name.upper() in PARTS.single
            }
            own = {name: value for name, value in one.data.items() if name not in lists}
            yield _one({"PACKAGE": own, **lists}, source, one.line)
        else:
            for record in records_in(one.data):
                yield _one(_parts(record), source, one.line)

    return items_in(source, of)


def is_package(data: Any) -> bool:
    return isinstance(data, Mapping) and "submit_material_list" in data


def _parts(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its laws as a part of their own."""
    parts = dict(published.by_circumstance(record))
    for row in listed(record.get("AUDIT_ITEM")):
        if isinstance(row, Mapping) and "LAW" in row:
            parts["AUDIT_ITEM"] = {name: value for name, value in row.items() if name != "LAW"}
            parts["LAW"] = row["LAW"]
    return parts


def _one(parts: Mapping[str, Any], source: Source, line: int) -> Item:
    row = first_row(parts, "AUDIT_ITEM") or first_row(parts, "PACKAGE")
    own = (
        ("id",) if "PACKAGE" in parts else ("taskcode", "taskhandleitem") if row.get("taskhandleitem") else ("itemid",)
    )
    key = key_of(row, own, ("taskcode", "cataname", "taskname", "catalogname"))
    return item(parts, PARTS, source, line, key, version_of(row, "publishdate"))


READER = Guangdong()
