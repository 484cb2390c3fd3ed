"""The item interface of Guangxi: JSON responses with `data.list`, or with `CUSTOM` and every part an array.

Names of parts and keys are those of the published responses, misspelt ones included (`fill_explian`). The codes are
those of the program that reads the interface; see guidelint.exchange.codes.
"""

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
    joined,
    limit,
    lines,
    many,
    number,
    one,
    region,
    remark,
    said,
    text,
    title,
)  # fmt: skip
from guidelint.model.text import Text

BOOKKEEPING: Columns = {
    name: Column("") for name in ("partitionguid", "year", "operatedate", "taskguid", "ordernum", "ordernumber")
}  # fmt: skip
LINKS: Columns = {**BOOKKEEPING, **{name: Column("") for name in ("taskcode", "ywcode")}}

ITEM: Columns = {
    **BOOKKEEPING,
    "taskname": Column("title", title),
    "taskcode": Column("code", code),
    "ywcode": Column("handle_code", code),
    "catalogcode": Column("catalog_code", code),
    "areacode": Column("region", region),
    "tasktype": Column("item_type", one(codes.ITEM_TYPE)),
    "taskstate": Column("status", one(codes.STATUS)),
    "taskversion": Column("version"),
    "deptname": Column("authority"),
    "deptcode": Column("authority_code", code),
    "depttype": Column("authority_type", one(codes.AUTHORITY_TYPE)),
    "entrustname": Column("entrusted", remark),
    "uselevel": Column("level", one(codes.LEVEL)),
    "servetype": Column("audience", many(codes.AUDIENCE_GX)),
    "projecttype": Column("case_type", one(codes.CASE_TYPE)),
    "handletype": Column("channels", many(codes.CHANNEL)),
    "acceptname": Column("conditions", lines),
    "anticipateday": Column("time_limit.statutory", limit("anticipatetype")),
    "anticipatetype": Column("*"),
    "anticipatedayexplain": Column("time_limit.statutory_notes", remark),
    "promiseday": Column("time_limit.promised", limit("promisetype")),
    "promisetype": Column("*"),
    "promisedayexplain": Column("time_limit.promised_notes", remark),
    "isfee": Column("fee.charged", boolean),
    "limitscenenum": Column("visits", number(99)),
    "scenereason": Column("visit_reason", remark),
    "linkway": Column("consultation.phone", remark),
    "superviseway": Column("complaint.phone", remark),
    "loginurl": Column("online.url", remark),
    "transactappurl": Column("online.mobile_url", remark),
    "reconsiderat": Column("reconsideration.notes", remark),
    "litigation": Column("litigation.notes", remark),
    "publishdate": Column("published.updated", day),
}
EXTEND: Columns = {
    **LINKS,
    "resultname": Column("result.name", title),
    "resulttype": Column("result.type", joined(codes.RESULT_TYPE)),
    "resultguid": Column("result.sample", attachment),
    "handlearea": Column("scope", one(codes.SCOPE)),
    "isschedule": Column("appointment.available", boolean),
    "isexpress": Column("delivery.available", boolean),
    "ispayonline": Column("online.payment", boolean),
    "isonlinehandle": Column("online.available", boolean),
    "handleonlineaddress": Column("online.url", remark),
    "wsblsd": Column("online.depth", many(codes.ONLINE_DEPTH)),
    "ishandlemachine": Column("self_service", boolean),
    "isentrycenter": Column("in_hall", boolean),
    "scenereason": Column("visit_reason", remark),
    "amountlimitdesc": Column("quota", remark),
}
LAW: Columns = {
    **LINKS,
    "lawname": Column("name", title),
    "lawnumber": Column("number", bare),
    "clausenumber": Column("article", remark),
    "clausecontent": Column("content", remark),
}
WINDOW: Columns = {
    **LINKS,
    "windowname": Column("name", title),
    "transactaddr": Column("address", remark),
    "transacttime": Column("hours", remark),
    "windowtel": Column("phone", remark),
    "trafficinfo": Column("route", remark),
}
MATERIAL: Columns = {
    **LINKS,
    "materialname": Column("name", title),
    "materialtype": Column("type", one(codes.FORM)),
    "materialform": Column("medium", one(codes.MEDIUM)),
    "isneed": Column("necessity", one(codes.NECESSITY)),
    "sourcetype": Column("source", one(codes.SOURCE)),
    "sourceexplain": Column("source_notes", remark),
    "originalamount": Column("originals", number(999)),
    "copyamount": Column("photocopies", number(999)),
    "pagenum": Column("copies", number(999)),
    "pageformat": Column("paper", remark),
    "signask": Column("seal", remark),
    "bylaw": Column("basis", remark),
    "acceptstand": Column("criteria", lines),
    "fillexplian": Column("notes", remark),
    "remark": Column("remarks", remark),
    "formguid": Column("form.blank", attachment),
    "exampleguid": Column("form.sample", attachment),
}
SPECIAL: Columns = {
    **LINKS,
    "specialname": Column("name", one(codes.SPECIAL)),
    "specialdate": Column("limit", limit("specialdatetype")),
    "specialdatetype": Column("*"),
    "specialdesc": Column("notes", remark),
}
QUESTION: Columns = {**LINKS, "question": Column("question", text), "answer": Column("answer", text)}
CHARGE: Columns = {
    **LINKS,
    "feename": Column("name", title),
    "feestand": Column("standard", remark),
    "bylaw": Column("basis", remark),
    "descexplain": Column("reduction", remark),
    "remark": Column("notes", remark),
}
CONDITION: Columns = {
    **LINKS,
    "rowguid": Column("id", code),
    "conditionname": Column("name", title),
    "conditiondesc": Column("notes", remark),
}

SINGLE = {"AUDIT_ITEM": ITEM, "AUDIT_ITEM_EXTEND": EXTEND}
SEVERAL = {
    "AUDIT_ITEM_BYLAW": Rows("legal_basis", LAW),
    "AUDIT_ITEM_WINDOW": Rows("windows", WINDOW),
    "AUDIT_MATERIAL": Rows("materials", MATERIAL),
    "AUDIT_ITEM_SPECIAL": Rows("special_procedures", SPECIAL),
    "AUDIT_QA": Rows("questions", QUESTION, mark="question"),
    "AUDIT_CHARGE": Rows("fees", CHARGE),
    "AUDIT_ITEM_CONDITION": Rows("circumstances", CONDITION),
}


class Guangxi:
    """Responses one a file or one a line; records in lists or by themselves."""

    name = "guangxi-json"
    title = Text("广西事项接口 JSON", "JSON of Guangxi's item interface")

    def recognises(self, file: Path) -> bool:
        return file.suffix.lower() in (".json", ".jsonl", ".txt") and any(
            "task_name" in item for record in _in(first(file)) for item in _item(record)
        )

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return _Items(sources)


class _Items:
    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources

    def __iter__(self) -> Iterator[Item]:
        for source in self.sources:
            for line, data in records(source.file, source.name):
                for record in _in(data):
                    yield _one(record, source, line)


def _one(record: Mapping[str, Any], source: Source, line: int) -> Item:
    item = next(iter(_item(record)), {})
    key = "/".join(said(item.get(name) or "") for name in ("task_code", "ywcode"))

    def make(ledger: Ledger) -> dict[str, Any]:
        return assemble(record, SINGLE, SEVERAL, source.name, line, ledger)

    version = said(item.get("task_version") or 0)
    return Item(
        key, (int(version) if version.isdigit() else 0, said(item.get("publishdate") or "")), source.name, line, make
    )


def _in(data: Any) -> list[Mapping[str, Any]]:
    """The records of a response."""
    if not isinstance(data, Mapping):
        return []
    inner = data.get("data")
    found = inner.get("list") if isinstance(inner, Mapping) else data.get("CUSTOM", data)
    return [record for record in listed(found) if isinstance(record, Mapping) and "AUDIT_ITEM" in record]


def _item(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [item for item in listed(record.get("AUDIT_ITEM")) if isinstance(item, Mapping)]


READER = Guangxi()
