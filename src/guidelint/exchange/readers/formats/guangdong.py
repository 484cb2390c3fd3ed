"""Guangdong's guides as JSON: one record an item, keys in capitals, codes with their words beside them (`*_TEXT`).

The keys are those that a survey of the published data lists; an item that is several at once (套餐, 一件事) has its own.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guidelint.exchange import codes
from guidelint.exchange.readers.columns import Column, Columns
from guidelint.exchange.readers.jsonlines import first, records
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Item, Source
from guidelint.exchange.readers.record import Rows, assemble, listed
from guidelint.exchange.readers.values import (
    attachment,
    bare,
    boolean,
    code,
    day,
    limit,
    lines,
    material_type,
    names,
    number,
    one,
    plain,
    remark,
    said,
    text,
    title,
)  # fmt: skip
from guidelint.model.text import Text

ITEM: Columns = {
    "taskname": Column("title", title),
    "cataname": Column("title", title),
    "taskcode": Column("code", code),
    "taskhandleitem": Column("handle_code", code),
    "catalogcode": Column("catalog_code", code),
    "deptname": Column("authority"),
    "deptcode": Column("authority_code", code),
    "servetypetext": Column("audience", names),
    "uselevel": Column("level", one(codes.LEVEL)),
    "useleveltext": Column("level"),
    "tasktype": Column("item_type", one(codes.ITEM_TYPE_GD)),
    "tasktypetext": Column("item_type"),
    "taskstatetext": Column("status"),
    "taskversion": Column("version"),
    "handletypetext": Column("channels", names),
    "projecttypetext": Column("case_type"),
    "acceptcondition": Column("conditions", lines),
    "anticipateday": Column("time_limit.statutory", limit("anticipatetypetext")),
    "anticipatetypetext": Column("*"),
    "fdblsxsm": Column("time_limit.statutory_notes", remark),
    "promiseday": Column("time_limit.promised", limit("promisetypetext")),
    "promisetypetext": Column("*"),
    "crbjsxsm": Column("time_limit.promised_notes", remark),
    "isfeetext": Column("fee.charged", boolean),
    "limitscenenum": Column("visits", number(99)),
    "linktel": Column("consultation.phone", remark),
    "tstel": Column("complaint.phone", remark),
    "xhtsdz": Column("complaint.place", remark),
    "ckbllc": Column("procedure", remark),
    "scopes": Column("scope", remark),
    "publishdate": Column("published.updated", day),
}
LAW: Columns = {
    "lawname": Column("name", title),
    "accordingnumber": Column("number", bare),
    "termsnumber": Column("article", remark),
    "termscontent": Column("content", remark),
}
MATERIAL: Columns = {
    "ordernum": Column(""),
    "materialname": Column("name", title),
    "materialtype": Column("category", material_type(codes.CATEGORY, "category")),
    "materialtypetext": Column("category", material_type({}, "category")),
    "sourcetype": Column("source", one(codes.SOURCE)),
    "isneed": Column("necessity", one(codes.NECESSITY)),
    "zzhdzb": Column("medium", one(codes.MEDIUM)),
    "pagenum": Column("originals", number(999)),
    "pagecopynum": Column("photocopies", number(999)),
    "pageformat": Column("paper", remark),
    "materialdesc": Column("remarks", remark),
    "fillexplian": Column("notes", remark),
    "acceptstand": Column("criteria", lines),
    "bylaw": Column("basis", remark),
    "formguid": Column("form.blank", attachment),
    "exampleguid": Column("form.sample", attachment),
}
STEP: Columns = {
    "steptext": Column("name", title),
    "transactor": Column("who", remark),
    "transacttimelimit": Column("limit", remark),
    "checkstandard": Column("standard", remark),
    "transactresult": Column("result", remark),
}
LOBBY: Columns = {
    "name": Column("name", title),
    "address": Column("address", remark),
    "time": Column("hours", remark),
    "tel": Column("phone", remark),
}
RESULT: Columns = {
    "name": Column("result.name", title),
    "resulttypetext": Column("result.type", remark),
    "cardvaliddate": Column("result.validity", remark),
}
CHARGE: Columns = {
    "feename": Column("name", title),
    "feestand": Column("standard", remark),
    "bylaw": Column("basis", remark),
}
QUESTION: Columns = {"question": Column("question", text), "answer": Column("answer", text)}

PACKAGE: Columns = {"catalogname": Column("title", title), "taskcode": Column("code", code)}
PACKAGE_MATERIAL: Columns = {
    "documentname": Column("name", title),
    "origincount": Column("originals", number(999)),
    "documentmediatext": Column("medium", one(codes.MEDIUM)),
    "materialtypetext": Column("category", material_type({}, "category")),
    "documentsourcetext": Column("source", one(codes.SOURCE)),
    "documentneedtypetext": Column("necessity", one(codes.NECESSITY)),
    "note": Column("remarks", remark),
}

SINGLE = {"AUDIT_ITEM": ITEM, "AUDIT_ITEM_RESULT": RESULT, "PACKAGE": PACKAGE}
SEVERAL = {
    "LAW": Rows("legal_basis", LAW),
    "AUDIT_MATERIAL": Rows("materials", MATERIAL),
    "AUDIT_ITEM_FLOWSHEET": Rows("steps", STEP),
    "AUDIT_CATALOG_LOBBY": Rows("windows", LOBBY),
    "AUDIT_CHARGE": Rows("fees", CHARGE),
    "AUDIT_QA": Rows("questions", QUESTION, mark="question"),
    "SUBMIT_MATERIAL_LIST": Rows("materials", PACKAGE_MATERIAL),
}


class Guangdong:
    """One record a line, a list of them, or one."""

    name = "guangdong-json"
    title = Text("广东事项 JSON", "JSON of Guangdong's items")

    def recognises(self, file: Path) -> bool:
        if file.suffix.lower() not in (".json", ".jsonl", ".txt"):
            return False
        record = first(file)
        if not isinstance(record, Mapping):
            return False
        items = [item for item in listed(record.get("AUDIT_ITEM")) if isinstance(item, Mapping)]
        return "submit_material_list" in record or any("TASK_CODE" in item or "CATANAME" in item for item in items)

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return _Items(sources)


class _Items:
    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources

    def __iter__(self) -> Iterator[Item]:
        for source in self.sources:
            for line, data in records(source.file, source.name):
                if isinstance(data, Mapping):
                    yield _one(_parts(data), source, line)


def _parts(data: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its laws as a part of their own, and of a 套餐 what is said of itself too."""
    if "submit_material_list" in data:
        own = {name: value for name, value in data.items() if name != "submit_material_list"}
        return {"PACKAGE": own, "submit_material_list": data["submit_material_list"]}
    parts = dict(data)
    for item in listed(data.get("AUDIT_ITEM")):
        if isinstance(item, Mapping) and "LAW" in item:
            parts["AUDIT_ITEM"] = {name: value for name, value in item.items() if name != "LAW"}
            parts["LAW"] = item["LAW"]
    return parts


def _one(parts: Mapping[str, Any], source: Source, line: int) -> Item:
    item = {
        plain(name): value
        for one in listed(parts.get("AUDIT_ITEM") or parts.get("PACKAGE"))
        for name, value in one.items()
    }
    own = [said(item.get(name) or "") for name in ("taskcode", "taskhandleitem")]
    # A 套餐 has no code; its name is all that tells it apart.
    key = (
        "/".join(own)
        if any(own)
        else hashlib.blake2b(said(item.get("catalogname", "")).encode(), digest_size=6).hexdigest()
    )

    def make(ledger: Ledger) -> dict[str, Any]:
        return assemble(parts, SINGLE, SEVERAL, source.name, line, ledger)

    version = said(item.get("taskversion") or 0)
    return Item(
        key, (int(version) if version.isdigit() else 0, said(item.get("publishdate") or "")), source.name, line, make
    )


READER = Guangdong()
