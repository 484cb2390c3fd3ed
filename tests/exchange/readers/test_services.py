"""Responses of provinces' services by the keys that their programs publish, told in our own words."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Run, Write
from tests.exchange.readers.test_interfaces import guide

# Guangdong: TASK_CODE is shared by several items, ITEM_ID is of one; codes have their words beside them; TASK_NAME is the item above.
# Keys after a survey of the published records (github skyDuanXianBing/gov-affair-kg-qa, cleaning/reports/legal_field_survey.md).
GUANGDONG = {
    "errCode": "0",
    "AUDIT_ITEM": {
        "TASK_NAME": "演示主项", "CATANAME": "演示登记(变更)", "ITEM_ID": "a" * 32, "TASK_CODE": "440000000000X0001",
        "HANDLE_TYPE": "1,2,4", "HANDLE_TYPE_TEXT": "窗口办理,网上办理", "ONLINECHECK_TEXT": "是", "WBSD_LEVEL_TEXT": "Ⅳ级",
        "SCOPES": [{"SCOPERANGE_TEXT": "全市", "SCOPESHAPE_TEXT": "全程网办", "DIVISIONS": [{"DIVISION_NAME": "甲区"}]}],
        "WSBLLC": "网上申请", "TRANSACT_WEB_URL": "https://a.example/x?b=1&copy=2",
    },
    "AUDIT_SPECIAL_TIME": [{"SHIXIAN": "", "SXDW_TEXT": None}],
    "AUDIT_ITEM_FLOWSHEET": [{"STEP_TEXT": "受理", "TRANSACT_TIME_LIMIT": "1"}],
    "AUDIT_ITEM_RESULT": [{"NAME": "批复"}, {"NAME": "证书"}, {"NAME": "回执"}],
}  # fmt: skip


def test_guangdong(guidelint: Run, write: Write, workspace: Path) -> None:
    other = json.loads(json.dumps(GUANGDONG))
    other["AUDIT_ITEM"] |= {"ITEM_ID": "b" * 32, "CATANAME": "演示登记(注销)", "CKBLLC": "窗口申请"}
    empty = {"errCode": 0, "msg": "未找到匹配的信息"}
    write("a.jsonl", "\n".join(json.dumps(one, ensure_ascii=False) for one in (GUANGDONG, empty, other)))
    done = guidelint("import", "guides", "a.jsonl")
    assert "没有读：a.jsonl:2 这一条里没有事项（未找到匹配的信息）" in done.out and "新增 2 份" in done.out
    assert guide(workspace, "440000000000X0001") == {
        "id": "440000000000X0001",
        "title": "演示登记(变更)",
        "code": "440000000000X0001",
        "handle_code": "a" * 32,
        "channels": ["窗口办理", "网上办理"],
        "scope": "全市（全程网办）：甲区",
        "materials": [],
        "steps": [{"name": "受理", "x-TRANSACT_TIME_LIMIT": "1"}],
        "procedure": "网上申请",
        "result": {"name": "批复", "x-name-2": "证书", "x-name-3": "回执"},
        "online": {"available": True, "url": "https://a.example/x?b=1&copy=2", "depth": ["Ⅳ级"]},
        "x-errCode": "0",
        "x-TASK_NAME": "演示主项",
    }
    second = guide(workspace, f"440000000000X0001-{'b' * 32}")
    assert (second["procedure"], second["x-WSBLLC"]) == ("窗口申请", "网上申请")


PACKAGE = {
    "id": "tc1", "catalog_name": "演示一件事", "impl_org_name": "演示局", "promise_time": 5, "promise_time_unit_text": "工作日",
    "conditions": "1.甲；2.乙", "application_scope_v2_list": [{"application_scope_v2_text": "全省"}],
    "clause_list": [{"legal_name": "演示法", "clause_number": "第一条"}], "window_list": [{"address": "演示路"}],
    "submit_material_list": [
        {"sort_order": 2, "document_name": "乙表"},
        {"sort_order": 1, "document_name": "甲表", "blank_att_list": [{"name": "表.doc", "waiwang_url": "https://a.example/1"}]},
    ],
}  # fmt: skip


def test_a_package_of_guangdong(guidelint: Run, write: Write, workspace: Path) -> None:
    write("a.json", json.dumps(PACKAGE))
    assert guidelint("import", "guides", "a.json").code == 0
    assert guide(workspace, "tc1") == {
        "id": "tc1",
        "title": "演示一件事",
        "handle_code": "tc1",
        "authority": "演示局",
        "windows": [{"name": "办理窗口", "address": "演示路"}],
        "scope": "全省",
        "conditions": ["甲", "乙"],
        "materials": [{"name": "甲表", "form": {"blank": "https://a.example/1"}}, {"name": "乙表"}],
        "time_limit": {"promised": "5个工作日"},
        "legal_basis": [{"name": "演示法", "article": "第一条"}],
    }


# Keys as in github zhanghf's programs for Zhejiang's item service (matterInfo, implementDetailDTO) and zfsoft's for 新点 (auditfwzn).
ZHEJIANG = {
    "addressInfo": [{"address": "演示路5号", "acceptTimeDesc": "工作日9:00-17:00"}],
    "materialInfos": [{"materialName": "申请表", "isNeed": "1", "paperMaterialNums": "3", "materialForm": "5"}],
    "matterInfo": {
        "matName": "演示备案", "impleCode": "3300X", "entityName": "演示局", "acptCond": "<p>甲</p>", "matSettingBasis": "《演示办法》第三条",
        "statutoryDeadline": "20", "statutoryDeadlineUnit": "1", "consultMethod": "0000-1", "superviseMethod": "0000-2",
    },
}  # fmt: skip
XINDIAN = {
    "custom": {
        "auditfwzn": {"ql_name": "演示许可", "item_code": "3208X", "bjtype": "2", "ckjssj": "周一至周五", "promise_day": 5, "ql_kind": "01"},
        "auditfwznextend": {"bljg": "演示局"},
        "auditfwznmaterial": [{"materialname": "申请书", "page_num": "2", "materialemptytable": [{"attachurl": "https://a.example/1"}]}],
    }
}  # fmt: skip


@pytest.mark.parametrize(
    ("response", "id", "means"),
    [
        (
            ZHEJIANG,
            "3300X",
            {
                "title": "演示备案",
                "authority": "演示局",
                "windows": [{"name": "办理窗口", "address": "演示路5号", "hours": "工作日9:00-17:00"}],
                "conditions": ["甲"],
                "materials": [{"name": "申请表", "copies": 3, "necessity": "必要", "x-materialForm": "5"}],
                "time_limit": {"statutory": "20个工作日"},
                "legal_basis": [{"name": "《演示办法》", "article": "第三条"}],
                "consultation": {"phone": "0000-1"},
                "complaint": {"phone": "0000-2"},
            },
        ),
        (
            XINDIAN,
            "3208X",
            {
                "title": "演示许可",
                "item_type": "行政许可",
                "case_type": "承诺件",
                "authority": "演示局",
                "hours": "周一至周五",
                "x-promise_day": 5,  # its unit stands nowhere
                "materials": [{"name": "申请书", "copies": 2, "form": {"blank": "https://a.example/1"}}],
            },
        ),
    ],
)
def test_services_of_other_provinces(
    guidelint: Run, write: Write, workspace: Path, response: Any, id: str, means: dict[str, Any]
) -> None:
    write("a.json", json.dumps(response))
    assert "（matter-json）" in guidelint("import", "guides", "a.json").out
    assert guide(workspace, id) == {"id": id, "code": id, **means}


# Records with Chinese keys whose groups say what 名称 is of.
LABELLED = {
    "事项": {"名称": "演示审批", "编码": "44X", "状态": "在用"},
    "办理": {
        "办理方式": ["窗口办理", "网上办理"], "可网上办理": "是",
        "办理环节": [{"步骤": "受理", "环节": "申请与受理", "办理时限": "1个工作日"}], "跨域通办": [{"通办范围": "全市"}],
    },
    "申请": {"受理条件": "甲", "材料": [{"名称": "报告", "是否必要": "必要", "公开附件": [{"名称": "表.doc", "公开链接": "https://a.example/1"}]}, {"名称": "证"}]},
    "办理结果": [{"名称": "批复", "类型": "批文", "说明": "乙"}],
    "常见问答": [{"问题": "问", "答复": "答"}],
    "法律依据": [{"名称": "演示法", "文号": "国令第1号", "条款": "第一条", "内容": "丙"}],
    "来源": {"采集序号": 3},
}  # fmt: skip


def test_groups_of_labels(guidelint: Run, write: Write, workspace: Path) -> None:
    write("a.json", json.dumps(LABELLED, ensure_ascii=False))
    assert "（labelled-json）" in guidelint("import", "guides", "a.json").out
    assert guide(workspace, "44X") == {
        "id": "44X",
        "title": "演示审批",
        "code": "44X",
        "channels": ["窗口办理", "网上办理"],
        "conditions": ["甲"],
        "materials": [{"name": "报告", "necessity": "必要", "x-公开附件": '[{"名称": "表.doc", "公开链接": "https://a.example/1"}]'}, {"name": "证"}],
        "steps": [{"name": "受理", "limit": "1个工作日", "x-环节": "申请与受理"}],
        "result": {"name": "批复", "type": "批文"},
        "online": {"available": True},
        "questions": [{"question": "问", "answer": "答"}],
        "legal_basis": [{"name": "演示法", "number": "国令第1号", "article": "第一条", "content": "丙"}],
        "status": "在用",
        "x-采集序号": "3",
        "x-跨域通办": [{"通办范围": "全市"}],
        "x-办理结果.说明": "乙",
    }  # fmt: skip
