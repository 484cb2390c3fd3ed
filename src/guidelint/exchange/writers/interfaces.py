"""Guides as the JSON of the item interfaces of Guangxi and Guangdong: what is read from there goes out as it came in.

The names are those of the published records; what each means is told by the tables of the readers.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from guidelint.exchange import codes
from guidelint.exchange.codes import Codes
from guidelint.exchange.readers.formats import guangdong, guangxi
from guidelint.exchange.readers.record import Parts
from guidelint.exchange.writers.encode import CODED, extras, row, unsaid
from guidelint.model.text import Text


class Layout(Struct, frozen=True):
    """The names of a format by its parts, in the order in which they are published, and by the lists of a guide."""

    parts: Parts
    single: Mapping[str, Sequence[str]]
    several: Mapping[str, Sequence[str]]
    order: str
    coded: Mapping[str, Codes]


GUANGXI = Layout(
    guangxi.PARTS,
    {
        "AUDIT_ITEM": (
            "task_code", "ywcode", "catalog_code", "areacode", "task_name", "task_type", "task_state", "task_version", "dept_name",
            "dept_code", "dept_type", "entrust_name", "use_level", "power_source", "serve_type", "project_type", "handle_type",
            "accept_name", "anticipate_day", "anticipate_type", "anticipate_day_explain", "promise_day", "promise_type",
            "promise_day_explain", "is_fee", "fee_basis", "limit_scene_num", "transact_addr", "transact_time", "link_way",
            "supervise_way", "reconsiderat", "litigation", "handle_flow", "login_url", "transact_app_url", "scopes",
            "plan_effective_date", "plan_cancel_date", "publishdate",
        ),
        "AUDIT_ITEM_EXTEND": (
            "result_name", "result_type", "result_guid", "handle_area", "is_entry_center", "is_express", "is_online_handle",
            "is_pay_online", "is_schedule", "is_handle_machine", "amount_limit_desc", "scene_reason", "wsblsd",
            "handle_online_address", "service_type", "other_dept",
        ),
    },
    {
        "AUDIT_ITEM_BYLAW": ("law_name", "law_number", "clause_number", "clause_content"),
        "AUDIT_ITEM_WINDOW": ("window_name", "transact_addr", "transact_time", "window_tel", "traffic_info"),
        "AUDIT_MATERIAL": (
            "material_name", "material_type", "material_form", "is_need", "source_type", "source_explain", "original_amount",
            "copy_amount", "page_num", "page_format", "sign_ask", "by_law", "accept_stand", "fill_explian", "remark",
            "condition_name", "form_guid", "example_guid",
        ),
        "AUDIT_ITEM_SPECIAL": ("special_name", "special_date", "special_date_type", "special_desc"),
        "AUDIT_QA": ("question", "answer"),
        "AUDIT_CHARGE": ("fee_name", "fee_stand", "by_law", "desc_explain", "remark"),
        "AUDIT_ITEM_CONDITION": ("rowguid", "condition_name", "condition_desc"),
    },
    "ordernum",
    {**CODED, "audience": codes.AUDIENCE_GX, "type": codes.FORM, "category": {}},
)  # fmt: skip
GUANGDONG = Layout(
    guangdong.PARTS,
    {
        "AUDIT_ITEM": (
            "CATANAME", "TASK_CODE", "TASK_HANDLE_ITEM", "CATALOG_CODE", "AREA_CODE", "DEPT_NAME", "DEPT_CODE", "DEPT_TYPE",
            "ENTRUST_NAME", "SERVE_TYPE_TEXT", "USE_LEVEL_TEXT", "TASK_TYPE_TEXT", "TASK_STATE_TEXT", "TASK_VERSION",
            "POWER_SOURCE", "HANDLE_TYPE_TEXT", "PROJECT_TYPE_TEXT", "PROMISE_DAY", "PROMISE_TYPE_TEXT", "ANTICIPATE_DAY",
            "ANTICIPATE_TYPE_TEXT", "CRBJSXSM", "FDBLSXSM", "IS_FEE_TEXT", "FEE_BASIS", "LIMIT_SCENE_NUM", "TRANSACT_ADDR",
            "TRANSACT_TIME", "LINK_TEL", "TSTEL", "XHTSDZ", "CKBLLC", "ACCEPT_CONDITION", "SCOPES", "RECONSIDERAT", "LITIGATION",
            "LINK_ADDR", "MOBILE_TERMINAL_URL", "PLAN_EFFECTIVE_DATE", "PLAN_CANCEL_DATE", "PUBLISHDATE",
        ),
        "AUDIT_ITEM_EXTEND": (
            "IS_ENTRY_CENTER", "IS_EXPRESS", "IS_ONLINE", "IS_PAY_ONLINE", "IS_SCHEDULE", "IS_SERVICE_TERMINALS",
            "LIMIT_EXPLAIN", "LIMIT_SCENE_EXPLAIN", "ONLINE_HANDLE_DEPTH", "OTHER_DEPT", "RESULT_GUID", "SERVICE_TYPE",
        ),
        "AUDIT_ITEM_RESULT": ("NAME", "RESULT_TYPE_TEXT", "CARD_VALIDDATE"),
    },
    {
        "LAW": ("LAWNAME", "ACCORDINGNUMBER", "TERMSNUMBER", "TERMSCONTENT"),
        "AUDIT_MATERIAL": (
            "MATERIAL_NAME", "MATERIAL_TYPE", "ZZHDZB", "IS_NEED", "SOURCE_TYPE", "SOURCE_EXPLAIN", "PAGE_NUM", "PAGE_COPYNUM",
            "PAGE_FORMAT", "MATERIAL_DESC", "FILL_EXPLIAN", "ACCEPT_STAND", "BY_LAW", "SIGN_ASK", "CONDITION_NAME", "FORM_GUID",
            "EXAMPLE_GUID",
        ),
        "AUDIT_ITEM_CONDITION": ("ROWGUID", "CONDITION_NAME", "CONDITION_DESC"),
        "AUDIT_ITEM_FLOWSHEET": ("STEP_TEXT", "TRANSACTOR", "TRANSACT_TIME_LIMIT", "CHECK_STANDARD", "TRANSACT_RESULT"),
        "AUDIT_CATALOG_LOBBY": ("NAME", "ADDRESS", "TIME", "TEL", "TRAFFIC_INFO"),
        "AUDIT_CHARGE": ("FEE_NAME", "FEE_STAND", "BY_LAW", "DESC_EXPLAIN", "REMARK"),
        "AUDIT_QA": ("QUESTION", "ANSWER"),
    },
    "ORDERNUM",
    CODED,
)  # fmt: skip


def guangxi_json(guides: Iterable[Mapping[str, Any]]) -> tuple[bytes, list[Text]]:
    """One response with all guides, and what the format cannot say."""
    notes: list[Text] = []
    found = [_record(one, GUANGXI, notes) for one in guides]
    made = {"STATUS": {"CODE": "00", "TEXT": ""}, "data": {"RETURNITEMSUNNUM": len(found), "list": found}}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode(), notes


def guangdong_json(guides: Iterable[Mapping[str, Any]]) -> tuple[bytes, list[Text]]:
    """One record a line, and what the format cannot say."""
    notes: list[Text] = []
    lines = []
    for one in guides:
        record = _record(one, GUANGDONG, notes)
        if "LAW" in record:
            record["AUDIT_ITEM"]["LAW"] = record.pop("LAW")
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    return "".join(lines).encode(), notes


def _record(guide: Mapping[str, Any], layout: Layout, notes: list[Text]) -> dict[str, Any]:
    """The parts of one guide. Its id is left out, since it is made of the codes."""
    record: dict[str, Any] = {}
    written = {"id"}
    told: list[Text] = []
    for part, names in layout.single.items():
        if line := row(guide, names, layout.parts.single[part], layout.coded, written):
            record[part] = line
    for part, names in layout.several.items():
        rows = layout.parts.several[part]
        if rows.to in written or not guide.get(rows.to):
            continue
        record[part] = []
        for number, one in enumerate(guide[rows.to], 1):
            of_row: set[str] = set()
            line = row(one, names, rows.columns, layout.coded, of_row)
            record[part].append({**line, **extras(one), layout.order: number})
            told += [
                Text(f"{rows.to}.{number}.{note.zh}", f"{rows.to}.{number}.{note.en}") for note in unsaid(one, of_row)
            ]
        written.add(rows.to)
    told += unsaid(guide, written)
    notes += [Text(f"{guide['id']}：{note.zh}", f"{guide['id']}: {note.en}") for note in told]
    for name, value in extras(guide).items():
        if isinstance(value, list) and name in record:
            record[name] += value  # rows that have no name
        else:
            (record if _is_part(value) else record["AUDIT_ITEM"])[name] = value
    return record


def _is_part(value: Any) -> bool:
    """Whether something without an element is a part of the record, not a column of the item."""
    return isinstance(value, Mapping | list)
