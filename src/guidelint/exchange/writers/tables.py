"""Guides as whole national exchange tables, a CSV file each: up_task_general_* or, of 公共服务, up_task_public_*.

Rows keep the row_guid that an import left; where a guide has none, its parts are joined by its codes, as exports without ids
have it. Circumstances go into dn_audit_item_condition, and those in which a material is needed into dn_audit_material_condition
where both rows have an id.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guidelint.exchange.readers import published
from guidelint.exchange.readers.formats.national import BASIC, ROWS
from guidelint.exchange.readers.raw import plain
from guidelint.exchange.writers.encode import CODED, extras, row, unsaid
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text

PUBLIC = "公共服务"
NAMES: Mapping[str, Sequence[str]] = {
    "basic": (
        "task_code", "task_handle_item", "catalog_code", "area_code", "task_name", "task_type", "task_state", "task_version",
        "dept_name", "dept_code", "dept_type", "entrust_name", "use_level", "power_source", "server_type", "project_type",
        "handle_type", "by_law", "accept_condition", "handle_flow", "anticipate_day", "anticipate_type", "anticipate_explain",
        "promise_day", "promise_type", "promise_explain", "special_procedure", "is_fee", "fee_basis", "limit_scene_num",
        "transact_addr", "transact_time", "link_way", "supervise_way", "link_addr", "mobile_terminal_url",
        "plan_effective_date", "plan_cancel_date",
    ),
    "extend": (
        "handle_area", "is_entry_center", "is_express", "is_online", "is_pay_online", "is_schedule", "is_service_terminals",
        "limit_explain", "limit_scene_explain", "online_handle_depth", "online_handle_url", "other_dept", "result_guid",
        "result_name", "result_type", "service_type",
    ),
    "material": (
        "material_name", "material_type", "material_format", "is_need", "source_type", "source_explain", "page_num",
        "page_format", "fill_explain", "accept_stand", "by_law", "form_guid", "example_guid", "remark",
    ),
    "fee_project": ("fee_name", "fee_stand", "by_law", "desc_explain", "remark"),
    "questions": ("question", "answer"),
    "item_condition": ("condition_name", "condition_desc"),
    "material_condition": (),
}  # fmt: skip
KEYS: Mapping[str, Sequence[str]] = {
    "basic": ("row_guid",),
    "extend": ("task_guid", "task_code", "task_handle_item"),
    "material_condition": ("row_guid", "condition_guid", "material_guid"),
    **dict.fromkeys(ROWS, ("row_guid", "task_guid", "task_code", "task_handle_item", "order_num")),
}
"""The columns before those with elements."""


def national_tables(guides: Iterable[Mapping[str, Any]]) -> tuple[dict[str, bytes], list[Text]]:
    """The files by their names, and what the tables cannot say."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    notes: list[Text] = []
    for guide in guides:
        _add(guide, found, notes)
    return {f"{name}.csv": _csv(name, rows) for name, rows in found.items()}, notes


def _add(guide: Mapping[str, Any], found: dict[str, list[Mapping[str, Any]]], notes: list[Text]) -> None:
    prefix = "up_task_public_" if guide.get("item_type") == PUBLIC else "up_task_general_"
    guid = _guid(guide)
    links = {"task_guid": guid, "task_code": guide.get("code", ""), "task_handle_item": guide.get("handle_code", "")}
    written = {"id"}
    basic = {"row_guid": guid, **row(guide, NAMES["basic"], BASIC, CODED, written), **_unknown(guide)}
    found.setdefault(f"{prefix}basic", []).append(basic)
    if extend := row(guide, NAMES["extend"], published.EXTEND, CODED, written):
        found.setdefault(f"{prefix}extend", []).append({**links, **extend})
    for kind, rows in ROWS.items():
        name = "dn_audit_item_condition" if kind == "item_condition" else prefix + kind
        if rows.to in written:
            continue
        for one in guide.get(f"{EXTRA}{kind}", ()):  # rows that have no name
            found.setdefault(name, []).append(one)
        for number, one in enumerate(guide.get(rows.to, ()), 1):
            of_row = {"id"} if kind == "item_condition" else set()
            line = row(one, NAMES[kind], rows.columns, CODED, of_row)
            own = one.get("id") or _guid(one)
            if kind == "material" and (linked := _circumstances(guide, one)) and own:
                of_row.add("when")
                found.setdefault("dn_audit_material_condition", []).extend(_link(id, own) for id in linked)
            links_of_row = {"row_guid": own, **links, "order_num": number}
            found.setdefault(name, []).append({**links_of_row, **line, **_unknown(one)})
            notes += [
                Text(f"{guide['id']}：{rows.to}.{number}.{note.zh}", f"{guide['id']}: {rows.to}.{number}.{note.en}")
                for note in unsaid(one, of_row)
            ]
        written.add(rows.to)
    notes += [Text(f"{guide['id']}：{note.zh}", f"{guide['id']}: {note.en}") for note in unsaid(guide, written)]


def _circumstances(guide: Mapping[str, Any], material: Mapping[str, Any]) -> list[str]:
    """The ids of the circumstances that a material's `when` names, as an import of these tables writes it: the id of one,
    the names of several."""
    known = [one for one in guide.get("circumstances", ()) if "id" in one]
    when = material.get("when")
    if found := [one["id"] for one in known if one["id"] == when]:
        return found
    by_name = {one["name"]: one["id"] for one in known}
    words = when.split("或") if isinstance(when, str) else []
    return [by_name[word] for word in words] if len(words) > 1 and all(word in by_name for word in words) else []


def _link(circumstance: str, material: str) -> dict[str, str]:
    row = hashlib.blake2b(f"{circumstance}/{material}".encode(), digest_size=16).hexdigest()
    return {"row_guid": row, "condition_guid": circumstance, "material_guid": material}


def _guid(data: Mapping[str, Any]) -> str:
    return next((str(value) for key, value in extras(data).items() if plain(key) == "rowguid"), "")


def _unknown(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in extras(data).items() if plain(key) != "rowguid" and key not in ROWS}


def _csv(name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    kind = next(kind for kind in NAMES if name.endswith(kind))
    columns = list(dict.fromkeys((*KEYS[kind], *NAMES[kind], *(column for one in rows for column in one))))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")
