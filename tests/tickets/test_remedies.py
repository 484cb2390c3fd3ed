"""From a complaint to its remedy, one kind a line: what is reported, who changes, and what closing writes.

The kinds are those of published complaints; items and words are invented.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from guidelint.model.window import LISTS
from guidelint.source.document import load
from tests.command import Run, Write

ID = "DC-2026-01-001"
ON = ("--on", "2026-01-09")


OUR_GUIDE = """\
id: card
title: 敬老卡申领
region: "110101"
halls: [东城区政务服务中心]
conditions: [年满65周岁]
materials:
  - name: {material}
steps:
  - {{name: 受理, presence: {presence}}}
time_limit: {{promised: 1个工作日}}
fee: {{charged: false}}
{more}"""


@dataclass(frozen=True)
class Case:
    """What the guide says and what the window asked for, then what is made of it: `likely` is who has to change as
    guidelint tells it unasked, `rule` what it reports (None where the two cannot be compared). `edit` is what a person
    writes into the guide where that is the remedy; without it closing writes `mended` itself."""

    material: str
    requires: str
    likely: str
    rule: str | None = None
    new: tuple[str, ...] = ()
    presence: str = "{who: 本人, alternatives: [委托代理]}"
    more: str = ""
    edit: tuple[str, str] | None = None
    mended: tuple[str, str] | None = None


MISSING, CONDITION, PRESENCE = (
    f"contract/{one}" for one in ("missing-in-guide", "unlisted-condition", "presence-demanded")
)

CASES = {
    "清单外的证明和条件": Case("户口簿", "祖孙关系证明;名下有房", "window", CONDITION),
    "簿上写着还要派出所证明": Case("户口簿", "派出所开具的祖孙关系证明", "window", None, ("--guide-says", "户口簿", "--brought", "户口簿")),
    "证过的还要公证": Case("出生医学证明", "亲子关系公证书", "window", MISSING, ("--brought", "出生医学证明")),
    "转账要关系证明": Case("居民身份证", "村委会开的母女关系证明", "window", MISSING),
    "证件丢了用什么替代": Case(
        "有效证件", "居民身份证或护照", "guide", "contract/vaguer-than-window", ("--guide-says", "有效证件", "--brought", "乘车卡"),
        mended=("name: 有效证件", "name: 居民身份证或护照"),
    ),
    "报备后归哪一级审": Case(
        "申报表", "到市局审核", "guide", None, ("--guide-says", "报备后递交材料审核"),
        edit=("[年满65周岁]", "[年满65周岁, 到市局审核]"),
    ),
    "各窗口说法不一": Case(
        "不动产权证书", "不动产权证书复印件2份", "guide", "contract/more-copies", ("--window", "2号窗口"),
        edit=("name: 不动产权证书\n", "name: 不动产权证书\n    type: 复印件\n    copies: 2\n"),
    ),
    "交过的再交复印件": Case("居民身份证原件", "居民身份证复印件", "window", "contract/original-demanded"),
    "没写也要本人来": Case("居民身份证", "本人到场", "window", PRESENCE),
    "写了可以上门还要本人来": Case("居民身份证", "本人到场", "window", PRESENCE, presence="{who: 本人, alternatives: [上门办理]}"),
    "可以上门没人告诉": Case(
        "居民身份证", "本人到场刷脸,不能到场的可以上门办理", "guide", PRESENCE,
        edit=("[委托代理]", "[上门办理]"),
    ),
    "就近能办却叫回原籍": Case("居民身份证", "回户籍地办理", "window", None, more="notes: [全市任一派出所均可办理]\n"),
    "照片没写什么底色": Case("照片", "白底照片", "guide", "contract/unlisted-criteria", edit=("name: 照片", "name: 白底照片")),
    "网上办了还要交纸的": Case(
        "申请书", "到场交纸质申请书", "guide", "contract/unlisted-criteria", more="channels: [电脑端网上]\n",
        edit=("name: 申请书", "name: 纸质申请书"),
    ),
    "超过数额要公证书": Case(
        "户口簿", "继承权公证书", "guide", MISSING, ("--ground", "某某规定第四十条"),
        edit=("name: 户口簿\n", "name: 户口簿\n  - name: 继承权公证书\n"),
    ),
    "到了门口劝回网上": Case("申请书", "只许网上报", "window", "contract/channel-differs"),
    "几份证明外加没写的条件": Case("户口簿", "三份村委会证明;户口未冻结", "window", MISSING),
    "多久认证一次没写": Case(
        "居民身份证", "每月刷脸认证", "guide", CONDITION, ("--guide-says", "每月20日前办理"),
        edit=("[年满65周岁]", "[年满65周岁, 每月刷脸认证]"),
    ),
    "搭车收费": Case("居民身份证", "先交一百元卫生费", "window", "contract/fee-demanded"),
    "不认户口簿要档案": Case("户口簿", "婚姻登记档案", "window", MISSING),
    "自己伤的要证明": Case("居民身份证", "单位盖章的受伤经过说明", "window", MISSING),
    "一次要了三样": Case("居民身份证", "居委会证明;持报纸的照片;三名邻居到场", "window", PRESENCE),
    "名字打不出来": Case("居民身份证", "系统打得出的姓名", "system"),
    "字库里没有这个字": Case("居民身份证", "字库里有的姓名", "system"),
    "流水要多长没写": Case(
        "银行流水", "连续十二个月的银行流水", "guide", "contract/unlisted-criteria",
        edit=("name: 银行流水", "name: 连续十二个月的银行流水"),
    ),
    "表换了新版没写": Case(
        "申请表", "新版申请表", "guide", "contract/unlisted-criteria", edit=("name: 申请表", "name: 新版申请表")
    ),
    "填过的表再填一遍": Case("申请表", "再填同样的表", "window", None),
    "说了一次还要再来": Case("居民身份证", "一周后再来一趟", "window", CONDITION, more="visits: 1\n"),
    "写着下午办却不办": Case(
        "居民身份证", "周三下午不办", "window", "contract/hours-differ", more="hours: 周一至周五9:00-17:00\n",
    ),
    "收电子证没写": Case(
        "居民身份证原件", "居民身份证原件或电子身份证", "guide", "contract/easier-at-window",
        edit=("name: 居民身份证原件", "name: 居民身份证原件或电子身份证"),
    ),
    "一站式还要重新取号": Case("居民身份证", "逐窗重新取号", "window", None, more="notes: [一站式办理]\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_remedy(guidelint: Run, workspace: Path, name: str) -> None:
    case = CASES[name]
    guide = workspace / "guides/card.yaml"
    text = OUR_GUIDE.format(material=case.material, presence=case.presence, more=case.more)
    guide.write_text(text, encoding="utf-8")
    new = guidelint(
        "ticket", "new", "--meets", "--channel", "综合窗口", "--guide", "card", "--summary", f"(演示){name}",
        "--received", "2026-01-06", "--window-requires", case.requires, *case.new,
    )  # fmt: skip
    assert (new.code, new.err) == (0, "")
    problem = {"window": "窗口加码", "guide": "告知差一点儿", "system": "系统办不了"}[case.likely]
    assert new.out.startswith(f"问题类型：{problem}（按指南和窗口要求读出；")

    learnt = guidelint("learn", ID)
    assert learnt.code in (1, 2), learnt.out  # no rule is needed, and it says why
    assert f"工单 {ID}" in learnt.err or "已有规则能发现它" in learnt.out

    closing = ("ticket", "close", ID, *ON)
    first = guidelint(*closing)
    assert first.code == (0 if case.mended else 1), first.out
    assert (f"[{case.rule}]" in first.out) == (case.rule is not None)
    expected = text.replace(*case.mended) if case.mended else text
    assert guide.read_text(encoding="utf-8") == expected  # nothing but a narrower word goes into a guide unasked
    if not case.mended:
        assert f"看来该改的是{ {'window': '窗口', 'guide': '指南', 'system': '系统'}[case.likely] }" in first.out
        said = ("--remedy", case.likely, "--by", "主管局", "--reason", "没有依据")
        if case.edit:
            expected, said = text.replace(*case.edit, 1), ()
            guide.write_text(expected, encoding="utf-8")
        done = guidelint(*closing, *said)
        assert done.code == 0, done.out
        assert guide.read_text(encoding="utf-8") == expected
    ticket = load((workspace / f"tickets/{ID}.yaml").read_bytes(), ID).data
    assert (ticket["outcome"]["remedy"], ticket["problem"]) == (case.likely, problem)
    assert "没有这个问题" not in ticket["stages"][-1]["note"]
    record = workspace / f"windows/{ID}.yaml"
    assert record.exists() == (case.likely != "system")
    if record.exists():
        seen = load(record.read_bytes(), ID).data
        demands = [one for key in LISTS for one in seen.get(key, ())]
        assert {"withdrawn" in one for one in demands} == {case.likely == "window"}


def test_a_demand_that_nobody_recorded_is_recorded_where_it_is_withdrawn(
    guidelint: Run, write: Write, workspace: Path
) -> None:
    before = (workspace / "guides/card.yaml").read_bytes()
    lacking = (
        f"id: {ID}\nchannel: 综合窗口\nreceived: 2026-01-06\nguide: card\nproblem: 窗口加码\nsummary: (演示)多要\n"
    )
    write(f"tickets/{ID}.yaml", f"{lacking}source: {{kind: 现场}}\n")
    close = ("ticket", "close", ID, *ON, "--remedy", "window", "--by", "主管局", "--reason", "没有依据")
    refused = guidelint(*close)
    assert (refused.code, "工单也没有写window_requires（窗口要求）" in refused.err) == (2, True), refused.err
    write(f"tickets/{ID}.yaml", f"{lacking}window_requires: 收入证明\nsource: {{kind: 现场}}\n")
    assert guidelint(*close).code == 0
    record = load((workspace / f"windows/{ID}.yaml").read_bytes(), ID).data
    assert record["materials"] == [
        {
            "accepts": ["收入证明"],
            "revealed_by": [ID],
            "withdrawn": {"on": "2026-01-09", "why": "没有依据", "by": "主管局"},
        }
    ]
    assert (workspace / "guides/card.yaml").read_bytes() == before
    assert guidelint("check", "--select", "contract").code == 0


def test_what_could_not_be_compared_is_not_said_to_be_in_order(guidelint: Run, workspace: Path) -> None:
    new = guidelint(
        "ticket", "new", "--meets", "--channel", "综合窗口", "--guide", "card", "--summary", "(演示)先交别的钱",
        "--received", "2026-01-06", "--window-requires", "先交清物业费", "--problem", "窗口加码",
    )  # fmt: skip
    assert new.code == 0
    refused = guidelint("ticket", "close", ID, *ON)
    assert (refused.code, refused.err) == (1, "")
    assert refused.out.startswith(f"工单 {ID} 不能办结：窗口要求“先交清物业费”和指南没法比较，指南答没答没有核对过，")
    assert f"guidelint ticket close {ID} --remedy window" in refused.out
    assert not (workspace / "archive").exists()
    said = ("--remedy", "window", "--by", "主管局", "--reason", "没有依据")
    assert guidelint("ticket", "close", ID, *ON, *said).code == 0
