"""The law behind a finding stands under it, in SARIF and in the text, and the mean of findings under the statistics."""

import json
from pathlib import Path

from guidelint.api import check
from guidelint.output import sarif, statistics, text

GUIDE = (
    "id: g\ntitle: 某某备案\nhalls: [政务服务中心]\nmaterials: [{name: 身份证明, type: 原件, copies: 1}]\nhours: 略\n"
)
CITED = "《优化营商环境条例》 国务院令第722号 第三十五条（编制并公开办事指南，细化量化政务服务标准）"


def test_a_finding_is_defended_by_its_article(tmp_path: Path) -> None:
    report = check(["g.yaml"], root=tmp_path, unsaved={"g.yaml": GUIDE.encode()})
    assert f"\n  法规政策：{CITED}\n" in text.render(report, text.Style())
    run = json.loads(sarif.render(report, "zh"))["runs"][0]
    by_rule = {result["ruleId"]: result["properties"]["basis"] for result in run["results"]}
    assert by_rule["ambiguous/identity-proof"][0] == CITED
    addresses = {rule["id"]: rule.get("helpUri") for rule in run["tool"]["driver"]["rules"]}
    assert addresses["fields/placeholder"] == "https://hackwaw.com/zhengce/zhengcefagui/202004/t20200427_1885510.html"
    assert addresses["ambiguous/identity-proof"] is None


def test_statistics_end_in_the_mean_of_a_guide(tmp_path: Path) -> None:
    report = check(["g.yaml"], root=tmp_path, unsaved={"g.yaml": GUIDE.encode()}, select=["ambiguous", "fields"])
    assert statistics.render(report, "zh").endswith(" 平均每份指南 2.0 处。\n")
