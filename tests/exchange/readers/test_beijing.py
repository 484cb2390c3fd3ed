"""A saved page of banshi.beijing.gov.cn: script variables that are set more than once, hidden blocks, one item a page."""

from pathlib import Path
from typing import Any

import pytest

from guidelint.source.document import load
from tests.command import Run, Write

PAGE = """\
<!DOCTYPE html>
<!-- saved from url=(0090)https://banshi.beijing.gov.cn/pubtask/task/1/110101000000/0f0f0f0f-0000-4000-8000-00000000abcd.html -->
<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="演示证 换领"></head><body>
<div class="jigou hide" style="display:none">演示区演示局</div>
<div class="transactAddr"><p>演示路2号一层</p><p>工作日 9:00-17:00</p></div>
<div class="acceptCondition">1.持有演示证；<br/>2.<b>演示证到期</b></div><div>别的</div>
<script>var material = []; var process = {"CONTENT": "申请-受理"}; var law = notJson(); var question = null;</script>
<script>
 var material = [
  {"M_INDEX": 2, "M_NAME": "照片", "ISNEED": "0", "ORIGINAL_NUM": "", "M_SOURCE": "30", "AUDIT_POINT": null},
  {"M_INDEX": 1, "M_NAME": "申请表", "ISNEED": "1", "ORIGINAL_NUM": "1", "M_SOURCE": "10", "AUDIT_POINT": "填写完整",
   "ATT1_ID": "a1", "ATT1_NAME": "申请表（空表）.doc", "ATT3_ID": "a3", "ATT3_NAME": "申请表样表.pdf", "DOC_ID": "d1", "DOC_NAME": "说明.docx"}
 ];
 var process = [{"PHASE_NAME": "", "PHASE_STD_NAME": "受理", "PHASE_LIMIT": 1}, {"PHASE_NAME": "送达", "PHASE_STD_NAME": "办结", "PHASE_LIMIT": null}];
 var law = [{"LAW_NAME": "演示办法", "LAW_CODE": "演示令第1号"}, {"LAW_NAME": "演示办法", "LAW_CODE": "演示令第1号"}];
 var question = [{"QUESTION": "能代办吗", "ANSWER": "能；带委托书"}];
 var result = [{"RESULTNAME": "演示证", "RESULTTYPE_EXP": "证照", "RESULT_LIMIT": 5}];
</script></body></html>
"""

EXPECTED: dict[str, Any] = {
    "id": "0f0f0f0f-0000-4000-8000-00000000abcd",
    "title": "演示证 换领",
    "region": "110101000000",
    "authority": "演示区演示局",
    "place": "演示路2号一层",
    "hours": "工作日 9:00-17:00",
    "conditions": ["持有演示证", "演示证到期"],
    "materials": [
        {
            "name": "申请表",
            "originals": 1,
            "necessity": "必要",
            "source": "申请人自备",
            "criteria": ["填写完整"],
            "form": {
                "blank": "https://banshi.beijing.gov.cn/pubtask/download/a1.doc",
                "sample": "https://banshi.beijing.gov.cn/pubtask/download/a3.pdf",
            },
            "x-DOC_ID": "d1",
            "x-DOC_NAME": "说明.docx",
        },
        {"name": "照片", "necessity": "非必要", "source": "中介机构出具"},
    ],
    "steps": [{"name": "受理", "limit": "1个工作日"}, {"name": "送达"}],
    "procedure": "申请-受理",
    "result": {"name": "演示证", "type": "证照"},
    "questions": [{"question": "能代办吗", "answer": "能；带委托书"}],
    "legal_basis": [{"name": "演示办法", "number": "演示令第1号"}],
    "published": {
        "url": "https://banshi.beijing.gov.cn/pubtask/task/1/110101000000/0f0f0f0f-0000-4000-8000-00000000abcd.html"
    },
    "x-RESULT_LIMIT": 5,
}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_saved_page(guidelint: Run, write: Write, workspace: Path, encoding: str) -> None:
    write("页面.html", PAGE.encode(encoding))
    done = guidelint("import", "guides", "页面.html")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("按“北京市政务服务网页面（banshi.beijing.gov.cn）”（beijing-page）读 页面.html。\n")
    assert load((workspace / "guides" / f"{EXPECTED['id']}.yaml").read_bytes(), "x").data == EXPECTED
    assert "1 份没有变化" in guidelint("import", "guides", "页面.html").out


def test_a_page_without_its_address_is_known_by_authority_and_title(
    guidelint: Run, write: Write, workspace: Path
) -> None:
    write("a.html", "\n".join(line for line in PAGE.split("\n") if "saved from" not in line))
    assert guidelint("import", "guides", "a.html").code == 0
    (file,) = (file for file in (workspace / "guides").iterdir() if file.stem != "card")
    data = load(file.read_bytes(), "x").data
    assert ("region" in data, "published" in data, data["materials"]) == (False, False, EXPECTED["materials"])
    assert "1 份没有变化" in guidelint("import", "guides", "a.html").out
