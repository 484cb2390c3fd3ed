"""The names that interfaces and exchange tables publish for the standard's elements, and what each becomes.

They are those of the national exchange tables and of the interfaces made after them; the misspelt ones (`fill_explian`)
are published too. One system uses some of them, none another meaning, unless its own module says so. Codes are a source's
own: the same code means different things in different systems.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from guidelint.exchange import codes
from guidelint.exchange.codes import Codes
from guidelint.exchange.readers.columns import Column, Columns
from guidelint.exchange.readers.papers import material_type, medium
from guidelint.exchange.readers.record import listed
from guidelint.exchange.readers.values import (
    Conversion,
    attachment,
    bare,
    boolean,
    code,
    day,
    days,
    joined,
    law,
    limit,
    lines,
    many,
    named,
    names,
    number,
    one,
    region,
    remark,
    text,
    timed,
    title,
    unless,
)
from guidelint.model.schema_types import EXTRA

KEEPING: Columns = {
    name: Column("")
    for name in (
        "id", "version", "createtime", "updatetime", "createuserid", "createorgid", "updateuserid", "updateorgid",
        "tenantid", "cdbatch", "cdoperation", "cdtime", "datasource", "ordernum", "ordernumber", "partitionguid", "year",
        "operatedate",
    )
}  # fmt: skip
LINKS: Columns = {**KEEPING, **{name: Column("") for name in ("taskcode", "taskguid", "taskhandleitem", "ywcode")}}


class Dialect(NamedTuple):
    """The code tables of a source that are not those of everybody."""

    item_type: Codes = codes.ITEM_TYPE
    audience: Codes = codes.AUDIENCE
    of_material: Conversion = material_type(codes.CATEGORY, "category")


def item(of: Dialect) -> Columns:
    """What is said of the item itself; its `_text` columns are the words of the codes beside them."""
    return {
        **KEEPING,
        "taskguid": Column(""),
        "taskname": Column("title", title),
        "cataname": Column("title", title),
        "taskcode": Column("code", code),
        "taskhandleitem": Column("handle_code", code),
        "ywcode": Column("handle_code", code),
        "catalogcode": Column("catalog_code", code),
        "areacode": Column("region", region),
        "tasktype": Column("item_type", one(of.item_type)),
        "tasktypetext": Column("item_type"),
        "taskstate": Column("status", one(codes.STATUS)),
        "taskstatetext": Column("status"),
        "taskversion": Column("version"),
        "deptname": Column("authority"),
        "deptcode": Column("authority_code", code),
        "depttype": Column("authority_type", one(codes.AUTHORITY_TYPE)),
        "entrustname": Column("entrusted", remark),
        "uselevel": Column("level", one(codes.LEVEL)),
        "useleveltext": Column("level"),
        "powersource": Column("power_source", one(codes.POWER_SOURCE)),
        "servertype": Column("audience", many(of.audience)),
        "servetype": Column("audience", many(of.audience)),
        "servetypetext": Column("audience", names),
        "projecttype": Column("case_type", one(codes.CASE_TYPE)),
        "projecttypetext": Column("case_type"),
        "handletype": Column("channels", many(codes.CHANNEL)),
        "handletypetext": Column("channels", names),
        "bylaw": Column("legal_basis", law),
        "acceptcondition": Column("conditions", lines),
        "acceptname": Column("conditions", lines),
        "handleflow": Column("procedure", remark),
        "ckbllc": Column("procedure", remark),
        "wsbllc": Column("procedure", unless("ckbllc", remark, f"{EXTRA}WSBLLC")),
        "anticipateday": Column("time_limit.statutory", limit("anticipatetype", "anticipatetypetext")),
        "anticipatetype": Column("*"),
        "anticipatetypetext": Column("*"),
        "anticipateexplain": Column("time_limit.statutory_notes", remark),
        "anticipatedayexplain": Column("time_limit.statutory_notes", remark),
        "fdblsxsm": Column("time_limit.statutory_notes", remark),
        "promiseday": Column("time_limit.promised", limit("promisetype", "promisetypetext")),
        "promisetype": Column("*"),
        "promisetypetext": Column("*"),
        "promiseexplain": Column("time_limit.promised_notes", remark),
        "promisedayexplain": Column("time_limit.promised_notes", remark),
        "crbjsxsm": Column("time_limit.promised_notes", remark),
        "specialprocedure": Column("special_procedures", named),
        "isfee": Column("fee.charged", boolean),
        "isfeetext": Column("fee.charged", boolean),
        "feebasis": Column("fee.basis", remark),
        "limitscenenum": Column("visits", number(99)),
        "scenereason": Column("visit_reason", remark),
        "transactaddr": Column("place", text),
        "transacttime": Column("hours", text),
        "linkway": Column("consultation.phone", remark),
        "linktel": Column("consultation.phone", remark),
        "superviseway": Column("complaint.phone", remark),
        "tstel": Column("complaint.phone", remark),
        "xhtsdz": Column("complaint.place", remark),
        "linkaddr": Column("online.url", remark),
        "loginurl": Column("online.url", remark),
        "mobileterminalurl": Column("online.mobile_url", remark),
        "transactappurl": Column("online.mobile_url", remark),
        "reconsiderat": Column("reconsideration.notes", remark),
        "litigation": Column("litigation.notes", remark),
        "scopes": Column("scope", remark),
        "planeffectivedate": Column("effective", day, takes_records=True),
        "plancanceldate": Column("cancelled", day, takes_records=True),
        "publishdate": Column("published.updated", day, takes_records=True),
    }


EXTEND: Columns = {
    **LINKS,
    "handlearea": Column("scope", one(codes.SCOPE)),
    "isentrycenter": Column("in_hall", boolean),
    "isexpress": Column("delivery.available", boolean),
    "isonline": Column("online.available", boolean),
    "isonlinehandle": Column("online.available", boolean),
    "ispayonline": Column("online.payment", boolean),
    "isschedule": Column("appointment.available", boolean),
    "isserviceterminals": Column("self_service", boolean),
    "ishandlemachine": Column("self_service", boolean),
    "limitexplain": Column("quota", remark),
    "amountlimitdesc": Column("quota", remark),
    "limitsceneexplain": Column("visit_reason", remark),
    "scenereason": Column("visit_reason", remark),
    "onlinehandledepth": Column("online.depth", many(codes.ONLINE_DEPTH)),
    "wsblsd": Column("online.depth", many(codes.ONLINE_DEPTH)),
    "onlinehandleurl": Column("online.url", remark),
    "handleonlineaddress": Column("online.url", remark),
    "otherdept": Column("joint_authorities", names),
    "resultname": Column("result.name", title),
    "resulttype": Column("result.type", joined(codes.RESULT_TYPE)),
    "resultguid": Column("result.sample", attachment, takes_records=True),
    "servicetype": Column("intermediary", remark),
}
LAW: Columns = {
    **LINKS,
    "lawname": Column("name", title),
    "lawnumber": Column("number", bare),
    "accordingnumber": Column("number", bare),
    "clausenumber": Column("article", remark),
    "termsnumber": Column("article", remark),
    "clausecontent": Column("content", remark),
    "termscontent": Column("content", remark),
}
WINDOW: Columns = {
    **LINKS,
    "windowname": Column("name", title),
    "name": Column("name", title),
    "transactaddr": Column("address", remark),
    "address": Column("address", remark),
    "transacttime": Column("hours", remark),
    "time": Column("hours", remark),
    "windowtel": Column("phone", remark),
    "tel": Column("phone", remark),
    "trafficinfo": Column("route", remark),
}


def material(of: Dialect) -> Columns:
    return {
        **LINKS,
        "materialname": Column("name", title),
        "materialtype": Column("category", of.of_material),
        "materialtypetext": Column("category", material_type({}, "category")),
        "materialformat": Column("medium", medium),
        "materialform": Column("medium", medium),
        "zzhdzb": Column("medium", medium),
        "zzhdzbtext": Column("medium", medium),
        "isneed": Column("necessity", one(codes.NECESSITY)),
        "isneedtext": Column("necessity", one(codes.NECESSITY)),
        "sourcetype": Column("source", one(codes.SOURCE)),
        "sourcetypetext": Column("source", one(codes.SOURCE)),
        "sourceexplain": Column("source_notes", remark),
        "originalamount": Column("originals", number(999)),
        "originalnum": Column("originals", number(999)),
        "copyamount": Column("photocopies", number(999)),
        "copiesnum": Column("photocopies", number(999)),
        "pagecopynum": Column("photocopies", number(999)),
        "pagenum": Column("copies", number(999)),
        "pageformat": Column("paper", remark),
        "signask": Column("seal", remark),
        "bylaw": Column("basis", remark),
        "acceptstand": Column("criteria", lines),
        "fillexplain": Column("notes", remark),
        "fillexplian": Column("notes", remark),
        "materialdesc": Column("remarks", remark),
        "remark": Column("remarks", remark),
        "handlecase": Column("when", remark),
        "conditionname": Column("when", title),
        "formguid": Column("form.blank", attachment, takes_records=True),
        "exampleguid": Column("form.sample", attachment, takes_records=True),
    }


STEP: Columns = {
    **LINKS,
    "name": Column("name", title),
    "steptext": Column("name", title),
    "assigne": Column("who", remark),
    "transactor": Column("who", remark),
    "time": Column("limit", days),
    "transacttimelimit": Column("limit", timed),
    "checkstandard": Column("standard", remark),
    "detail": Column("standard", remark),
    "transactresult": Column("result", remark),
}
SPECIAL: Columns = {
    **LINKS,
    "specialname": Column("name", one(codes.SPECIAL)),
    "specialdate": Column("limit", limit("specialdatetype")),
    "specialdatetype": Column("*"),
    "specialdesc": Column("notes", remark),
}
FEE: Columns = {
    **LINKS,
    "feename": Column("name", title),
    "feestand": Column("standard", remark),
    "bylaw": Column("basis", remark),
    "descexplain": Column("reduction", remark),
    "remark": Column("notes", remark),
}
QUESTION: Columns = {**LINKS, "question": Column("question", text), "answer": Column("answer", text)}
CONDITION: Columns = {
    **LINKS,
    "rowguid": Column("id", code),
    "conditionname": Column("name", title),
    "conditiondesc": Column("notes", remark),
}


def by_circumstance(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record with the materials of each circumstance (AUDIT_MATERIAL_CONDITION) in place of AUDIT_MATERIAL, where it
    has any: that is what the pages of these systems show."""
    groups = [
        group
        for group in listed(record.get("AUDIT_MATERIAL_CONDITION") or ())
        if isinstance(group, Mapping) and isinstance(group.get("AUDIT_MATERIAL"), list)
    ]
    if not groups:
        return record
    named = [{name: value for name, value in group.items() if name != "AUDIT_MATERIAL"} for group in groups]
    materials = [
        {**row, "CONDITION_NAME": group.get("CONDITION_NAME")} for group in groups for row in group["AUDIT_MATERIAL"]
    ]
    rest = {name: value for name, value in record.items() if name != "AUDIT_MATERIAL_CONDITION"}
    return {**rest, "AUDIT_ITEM_CONDITION": named, "AUDIT_MATERIAL": materials}
