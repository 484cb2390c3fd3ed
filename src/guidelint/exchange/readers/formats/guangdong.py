"""Guangdong's guides as JSON: one record an item, keys in capitals, codes with their words beside them (`*_TEXT`).

The keys are those that a survey of the published data lists; an item that is several at once (套餐, 一件事) has its own.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guidelint.exchange import codes
from guidelint.exchange.readers import published
from guidelint.exchange.readers.columns import Column, Columns
from guidelint.exchange.readers.interface import SUFFIXES, is_guangxi, records_in
from guidelint.exchange.readers.jsonlines import first, records
from guidelint.exchange.readers.papers import material_type, medium
from guidelint.exchange.readers.reader import Each, Item, Source, version_of
from guidelint.exchange.readers.record import Parts, Rows, first_row, item, listed
from guidelint.exchange.readers.values import code, number, one, remark, said, title
from guidelint.model.text import Text

DIALECT = published.Dialect(item_type=codes.ITEM_TYPE_GD)
MATERIAL: Columns = {**published.material(DIALECT), "pagenum": Column("originals", number(999))}
RESULT: Columns = {
    "name": Column("result.name", title),
    "resulttypetext": Column("result.type", remark),
    "cardvaliddate": Column("result.validity", remark),
}
PACKAGE: Columns = {"catalogname": Column("title", title), "taskcode": Column("code", code)}
PACKAGE_MATERIAL: Columns = {
    "documentname": Column("name", title),
    "origincount": Column("originals", number(999)),
    "documentmediatext": Column("medium", medium),
    "materialtypetext": Column("category", material_type({}, "category")),
    "documentsourcetext": Column("source", one(codes.SOURCE)),
    "documentneedtypetext": Column("necessity", one(codes.NECESSITY)),
    "note": Column("remarks", remark),
}

PARTS = Parts(
    {
        "AUDIT_ITEM": published.item(DIALECT),
        "AUDIT_ITEM_EXTEND": published.EXTEND,
        "AUDIT_ITEM_RESULT": RESULT,
        "PACKAGE": PACKAGE,
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
        "SUBMIT_MATERIAL_LIST": Rows("materials", PACKAGE_MATERIAL),
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
        return (isinstance(record, Mapping) and "submit_material_list" in record) or is_guangxi(file) is False

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, _items)


def _items(source: Source) -> Iterator[Item]:
    for line, data in records(source.file, source.name):
        if isinstance(data, Mapping) and "submit_material_list" in data:
            own = {name: value for name, value in data.items() if name != "submit_material_list"}
            yield _one({"PACKAGE": own, "submit_material_list": data["submit_material_list"]}, source, line)
            continue
        for record in records_in(data):
            yield _one(_parts(record), source, line)


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
    own = [said(row.get(name) or "") for name in ("taskcode", "taskhandleitem")]
    # A 套餐 has no code; its name is all that tells it apart.
    name = said(row.get("catalogname") or row.get("taskname") or "")
    key = "/".join(own) if any(own) else hashlib.blake2b(name.encode(), digest_size=6).hexdigest()
    return item(parts, PARTS, source, line, key, version_of(row, "publishdate"))


READER = Guangdong()
