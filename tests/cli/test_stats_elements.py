"""`guidelint stats --elements`: how complete the guides of each authority are."""

import json

from tests.command import Run, Write

WHOLE = """\
basis: [某条例]
conditions: [无]
place: 人民路1号
hours: "9:00-17:00"
consultation: {phone: "12345"}
steps: [{name: 受理}]
materials: [{name: 居民身份证}]
"""


def test_the_table_by_authority(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", f"id: a\ntitle: 甲\nauthority: 民政局\n{WHOLE}")
    write("guides/b.yaml", f"id: b\ntitle: 乙\nauthority: 民政局\n{WHOLE.replace('人民路1号', '无')}")
    write("guides/c.yaml", "id: c\ntitle: 丙\nmaterials: [{name: 居民身份证}]\n")
    done = guidelint("stats", "--elements", "--profile", "national-inspection")
    assert done.code == 0, done.err
    assert done.out == (
        "要素清单：缺少全国检查的八类要素\n"
        "实施主体    指南  齐全  事项名称  设定依据  申请条件  办理材料  办理地点  办理时间  联系电话  办理流程\n"
        "民政局         2   50%      100%      100%      100%      100%       50%      100%      100%      100%\n"
        "（未注明）     1    0%      100%        0%        0%      100%        0%        0%        0%        0%\n"
        "合计           3   33%      100%       67%       67%      100%       33%       67%       67%       67%\n"
    )
    data = json.loads(guidelint("stats", "--elements", "--profile", "national-inspection", "--json").out)
    assert [(one["authority"], one["guides"], one["has"]["办理地点"]) for one in data["authorities"]] == [
        ("民政局", 2, 1),
        (None, 1, 0),
    ]


def test_an_unknown_profile_and_no_guides(guidelint: Run, write: Write) -> None:
    write("guidelint.yaml", "")
    assert guidelint("stats", "--elements").out == "没有指南。\n"
    done = guidelint("stats", "--elements", "--profile", "minimum")
    assert (done.code, "没有要素清单 minimum" in done.err) == (2, True)
