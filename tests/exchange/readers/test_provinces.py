"""Formats of single provinces: pages with parallel lists, Chinese keys, columns known by their positions, exchanged labels."""

import json
from pathlib import Path
from typing import Any

import pytest

from guidelint.source.document import load
from tests.command import Run, Write
from tests.exchange.conftest import Xlsx, xlsx
from tests.exchange.readers.test_interfaces import guide

__all__ = ["xlsx"]

ZHEJIANG = """\
<html><head><title>演示许可-演示政务服务网</title></head><body><input id="impleCode" type="hidden" value="113300000001">
<div class="jbxx_tables"><table><tr><td><div>事项信息</div></td></tr><tr><td><div>实施主体</div></td><td><div>演示局</div></td>
<td><div>办件类型</div></td><td><div>承诺件</div><div>承诺件</div></td></tr></table></div>
<table id="table1"><tr><td>法定办结时限<span>20工作日</span>承诺办结时限<span>5工作日</span></td></tr></table>
<p><span>具体地址：</span><span class="Cons">演示路1号</span></p><p><span>联系电话：</span><span class="Cons">0000-0000000</span></p>
<div id="sbcl"><table>%s</table></div>
<div class="sfsf"><span class="sfyjCon">不收费</span></div>
<div class="cjwt_table"><table><tr><td>问题</td><td>答案</td></tr><tr><td>多久?</td><td>五天</td></tr></table></div>
<div class="zxfs"><p class="zxdh">电话<span class="zxfsCon">0000-1111111</span></p></div></body></html>
"""
FORM = '<td class="clmc_con"><p>申请表</p></td><td class="zzclfs_con">2</td><td class="zlxz_con"><a href="/f/1.doc">空表</a></td>'
CARD = '<td class="clmc_con"><p>身份证</p></td><td class="lyqd_con"><p>政府部门核发</p></td>'


def test_a_material_that_lacks_a_cell_takes_none_of_another(guidelint: Run, write: Write, workspace: Path) -> None:
    write("a.html", ZHEJIANG % f"<tr>{FORM}</tr><tr>{CARD}</tr>")
    done = guidelint("import", "guides", "a.html")
    assert (done.code, "（zhejiang-page）" in done.out) == (0, True)
    assert guide(workspace, "113300000001") == {
        "id": "113300000001",
        "title": "演示许可",
        "code": "113300000001",
        "authority": "演示局",
        "windows": [{"name": "窗口1", "address": "演示路1号", "phone": "0000-0000000"}],
        "case_type": "承诺件",
        "materials": [
            {"name": "申请表", "copies": 2, "form": {"blank": "/f/1.doc"}},
            {"name": "身份证", "source": "政府部门核发"},
        ],
        "time_limit": {"statutory": "20工作日", "promised": "5工作日"},
        "fee": {"charged": False},
        "consultation": {"phone": "0000-1111111"},
        "questions": [{"question": "多久?", "answer": "五天"}],
    }


def test_lists_that_cannot_be_aligned_are_kept_and_told(guidelint: Run, write: Write, workspace: Path) -> None:
    write("a.html", ZHEJIANG % f"<tr>{FORM}{CARD}</tr>")
    done = guidelint("import", "guides", "a.html")
    assert done.code == 1
    assert "没有读：a.html:1 申请材料：“纸质材料份数”有 1 格，材料有 2 份，对不上是哪一份的，原样保留\n" in done.out
    made = guide(workspace, "113300000001")
    assert made["materials"] == [{"name": "申请表"}, {"name": "身份证"}]
    assert made["x-来源渠道_对不上材料_"] == "政府部门核发"


LABELLED = {
    "事项信息": {"事项名称": "演示认定", "事项类别": "行政许可", "基本编码": "000104002000", "实施主体": "演示局", "所属地区": "演示市"},
    "子事项信息": [
        {
            "基本信息": {"事项名称": "演示认定（首次）", "实施编码": "11370000A1", "法定办结时限": "20", "法定办结时限单位": "工作日",
                     "承诺办结时限": "-1", "承诺办结时限单位": "工作日", "咨询电话": "-"},
            "办理流程": {"办理步骤": [{"序号": "1", "办理流程环节名称": "受理", "办理流程环节办理时限": "1个工作日", "办理流程环节审批标准": "齐全"}]},
            "办理材料": [{"序号": "1", "材料名称": "申请表", "来源渠道": "申请人自备", "纸质材料份数": "2", "材料必要性": "必要", "填表须知": "如实"}],
            "受理条件": "1.年满16周岁；2.有场所", "收费情况": [{"序号": "1", "费用名称": "工本费", "费用标准": "10元"}], "设定依据": "《演示法》第三条",
        },
        {"基本信息": {"事项名称": "演示认定（延续）", "实施编码": "11370000A2"}, "办理材料": []},
        {"基本信息": {"法定办结时限": "3", "法定办结时限单位": "自然日"}},
    ],
}  # fmt: skip


def test_chinese_keys_with_items_below_an_item(guidelint: Run, write: Write, workspace: Path) -> None:
    write("a.json", json.dumps({"data": LABELLED}, ensure_ascii=False))
    done = guidelint("import", "guides", "a.json")
    assert (done.code, "（labelled-json）" in done.out, "新增 3 份" in done.out) == (0, True, True)
    common = {"item_type": "行政许可", "catalog_code": "000104002000", "authority": "演示局", "x-所属地区": "演示市"}
    assert guide(workspace, "11370000A1") == {
        **common,
        "id": "11370000A1",
        "code": "11370000A1",
        "title": "演示认定（首次）",
        "conditions": ["年满16周岁", "有场所"],
        "materials": [{"name": "申请表", "copies": 2, "necessity": "必要", "source": "申请人自备", "notes": "如实"}],
        "steps": [{"name": "受理", "limit": "1个工作日", "standard": "齐全"}],
        "time_limit": {"statutory": "20个工作日"},
        "fees": [{"name": "工本费", "standard": "10元"}],
        "legal_basis": [{"name": "《演示法》", "article": "第三条"}],
        "x-事项名称": "演示认定",
    }
    assert guide(workspace, "11370000A2")["title"] == "演示认定（延续）"


def line(**cells: Any) -> list[Any]:
    by_number = {int(name[1:]): value for name, value in cells.items()}
    return [by_number.get(number) for number in range(203)]


def test_columns_by_their_positions(guidelint: Run, xlsx: Xlsx, workspace: Path) -> None:
    heads = {f"c{number}": f"第{number}栏" for number in range(203)}
    heads |= {"c38": "法定办结时限（工作日）", "c150": "法定办结时限（工作日）", "c99": "山区标志"}
    item = {"c1": "11370000MB", "c2": "演示认定", "c3": "000104002000", "c5": "01", "c12": "√", "c13": "企业法人", "c14": "否", "c21": 1,
            "c38": 20, "c39": 5, "c40": "否", "c84": "0000-0000000", "c88": "演示路1号", "c99": "丙", "c113": "是"}  # fmt: skip
    rows = [
        line(c0="主项"),
        line(**heads),
        line(**item, c114="演示认定（首次）", c115="000104002001", c150=15),
        line(**{**item, "c2": "演示备案", "c3": "000104003000", "c113": "否"}),
    ]
    xlsx("a.xlsx", {"sheet1": rows})
    done = guidelint("import", "guides", "a.xlsx")
    assert (done.code, "（shandong-sheet）" in done.out) == (1, True)
    assert "没有读：a.xlsx:3 sheet1：AN 第39栏 “5”没有单位（表头里也没有），原样保留\n" in done.out
    made = {data["title"]: data for data in (dict(load(file.read_bytes(), "a").data) for file in guides(workspace))}
    first = made["演示认定（首次）"]
    assert {key: first[key] for key in ("catalog_code", "item_type", "audience", "channels", "time_limit", "fee")} == {
        "catalog_code": "000104002001",
        "item_type": "行政许可",
        "audience": ["自然人", "企业法人"],
        "channels": ["窗口"],
        "time_limit": {"statutory": "15个工作日"},
        "fee": {"charged": False},
    }
    assert (first["x-CV_山区标志"], first["x-主项C_第2栏"]) == ("丙", "演示认定")
    assert (first["reconsideration"], first["litigation"]) == ({"phone": "0000-0000000"}, {"address": "演示路1号"})
    assert made["演示备案"]["time_limit"] == {"statutory": "20个工作日"}


def guides(workspace: Path) -> list[Path]:
    return [file for file in (workspace / "guides").iterdir() if file.stem != "card"]


@pytest.mark.parametrize(
    ("row", "means"),
    [
        ({"materialname": "表", "materialnecessity": "1", "file_source": "10", "materialformat": "3", "exemption_form": "承诺"},
         {"medium": "纸质或电子", "necessity": "必要", "source": "申请人自备", "exempt_by": "承诺"}),
        ({"material_name": "表", "material_type": "1", "material_form": "2", "page_num_y": 1, "page_num_f": "2", "is_nocommit": "1"},
         {"category": "申请表格文书", "medium": "纸质", "originals": 1, "photocopies": 2, "exempt": True}),
        ({"materialName": "表", "materialType": "原件", "materialMustFlag": "0", "paperNumber": "1"},
         {"type": "原件", "copies": 1, "necessity": "必要"}),
        ({"materialName": "表", "materialMustFlag": "1", "materialSource": "2"}, {"necessity": "非必要", "x-materialSource": "2"}),
        ({"MATERIAL_NAME": "表", "IS_NEED": "1", "ORIGINALNUM": 1, "COPIESNUM": 2, "HANDLE_CASE": "委托"},
         {"originals": 1, "photocopies": 2, "necessity": "必要", "when": "委托"}),
        ({"clmc": "表", "cllx": "2", "clxs": "1", "clbyx": "3", "zzclfs": "2", "bz": "无"},
         {"category": "申请表格文书", "medium": "纸质", "copies": 2, "necessity": "容缺后补"}),
        ({"material_name": "表", "material_type": "纸质", "material_form": "复印件"}, {"type": "复印件", "medium": "纸质"}),
    ],
    ids=["Henan", "exchanged labels", "zfsoft", "zfsoft's 1", "ml_matter", "pinyin initials", "exchanged words"],
)  # fmt: skip
def test_whose_codes_hold_is_told_by_the_keys(
    guidelint: Run, write: Write, workspace: Path, row: dict[str, Any], means: dict[str, Any]
) -> None:
    record = {"matter": {"matterName": "演示登记", "task_code": "11A"}, "materialList": [row]}
    write("a.json", json.dumps({"code": 200, "data": [record]}, ensure_ascii=False))
    assert "（matter-json）" in guidelint("import", "guides", "a.json").out
    (material,) = guide(workspace, "11A")["materials"]
    assert material == {"name": "表", **means}
