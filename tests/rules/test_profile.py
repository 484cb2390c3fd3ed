"""Kind `profile`: one finding a guide and profile, which profile is chosen, and how loud it is."""

from pathlib import Path

import pytest

from guidelint.api import check
from guidelint.model.errors import UsageError
from tests.rules.conftest import HEAD, Found

REST = """\
halls: [政务服务中心]
audience: [自然人]
conditions: [无]
time_limit: {promised: 当场办结}
fee: {charged: false}
visits: 1
consultation: {phone: "12333"}
complaint: {phone: "12345"}
published: {updated: 2026-01-02}
materials: []
"""


def told(found: Found, guide: str, settings: str = "") -> list[tuple[str, str, str]]:
    return [(f.rule, f.level.word, f.message.zh) for f in found(guide, "profile", settings=settings)]


def test_a_guide_is_told_once_what_it_lacks(found: Found) -> None:
    assert told(found, REST) == []
    assert told(found, REST.replace("visits: 1\n", "").replace('"12333"', "无")) == [
        ("profile/minimal", "hint", "“某某备案”缺 2 项要素：到办事现场次数、咨询方式。办事人只能先跑一趟去问")
    ]


def test_a_missing_place_is_a_warning_unless_nobody_has_to_come(found: Found) -> None:
    without = REST.replace("halls: [政务服务中心]\n", "")
    assert [(level, "办理地点" in said) for _, level, said in told(found, without)] == [("warning", True)]
    assert told(found, without.replace("visits: 1", "visits: 0")) == []


def test_a_price_is_asked_for_where_there_is_a_charge(found: Found) -> None:
    charged = REST.replace("charged: false", "charged: true")
    assert ["收费标准" in said for _, _, said in told(found, charged)] == [True]
    assert told(found, charged + "fees: [{name: 工本费, standard: 20元}]\n") == []


def test_the_inspected_elements_and_the_fault_of_four(found: Found) -> None:
    chosen = "profiles: [national-inspection]\n"
    guide = REST.replace("materials: []", "materials: [{name: 居民身份证}]")
    assert told(found, guide, chosen) == [
        ("profile/national-inspection", "warning", "“某某备案”缺全国检查的 3 类要素：设定依据、办理时间、办理流程")
    ]
    ((_, level, said),) = told(found, guide.replace("conditions: [无]\n", ""), chosen)
    assert (level, said) == (
        "error",
        "“某某备案”缺全国检查的 4 类要素：设定依据、申请条件、办理时间、办理流程。缺 4 类以上，检查时单列为一类问题",
    )


def test_several_profiles_are_told_apart(found: Found) -> None:
    rules = [rule for rule, _, _ in told(found, "materials: []\n", "profiles: [minimal, beijing-2021]\n")]
    assert sorted(rules) == ["profile/beijing-2021", "profile/minimal"]
    assert told(found, "materials: []\n", "profiles: []\n") == []


def test_a_workspace_has_its_own_profile_on_top_of_another(found: Found, tmp_path: Path) -> None:
    own = tmp_path / "rules" / "profile" / "own.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "title: {zh: 本区要求, en: ours}\nlevel: warning\nkind: profile\nextends: profile/minimal\n"
        "elements:\n  - {name: 办理时间, any: [hours]}\nevidence: [GUOBAN-2017-11-001]\n"
        "message: {zh: '缺 {count} 项：{missing}', en: '{missing}'}\nfix: {advice: {zh: 补上, en: add}}\n"
        "examples: {bad: [{title: 甲}], good: [{hours: 周一, halls: [甲], audience: [自然人], conditions: [无], "
        "time_limit: {promised: 当场办结}, fee: {charged: false}, visits: 1, consultation: {phone: '1'}, "
        "complaint: {phone: '1'}, published: {updated: '2026-01-02'}}]}\n",
        encoding="utf-8",
    )
    assert told(found, REST, "profiles: [own]\n") == [("profile/own", "warning", "缺 1 项：办理时间")]


def test_the_level_of_a_rule_is_the_workspaces(found: Found) -> None:
    guide = REST.replace("visits: 1\n", "")
    assert [level for _, level, _ in told(found, guide, "levels: {profile: error}\n")] == ["error"]
    assert [level for _, level, _ in told(found, guide, "levels: {profile: error, profile/minimal: warning}\n")] == [
        "warning"
    ]


def test_a_level_for_no_rule_is_refused(tmp_path: Path) -> None:
    (tmp_path / "guidelint.yaml").write_text("levels: {fields/no-such: error}\n", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        check(["g.yaml"], root=tmp_path, unsaved={"g.yaml": f"{HEAD}{REST}".encode()})
    assert "fields/no-such" in refused.value.message.zh


def test_old_names_stand_for_the_profile(found: Found) -> None:
    guide = REST.replace("visits: 1\n", "")
    assert [f.rule for f in found(guide, "fields/no-visits")] == ["profile/minimal"]
    assert found(f"{guide}# guidelint: ignore-file[fields/no-visits] until 2099-01-01: 理由\n", "profile") == []


def test_a_hint_on_many_lines_is_told_once(found: Found) -> None:
    lines = "materials:\n  - {name: 居民身份证, type: 原件}\n  - {name: 户口簿, type: 原件}\n  - {name: 结婚证, type: 原件}\n"
    (finding,) = found(lines, "form/no-number")
    assert (finding.location.start.line, [one.start.line for one in finding.related]) == (5, [6, 7])
    assert finding.message.zh.endswith("。同样的还有 2 处：第 6、7 行")


def test_a_rule_gives_way_to_a_better_one_on_the_same_words(found: Found) -> None:
    guide = "materials:\n  - {name: 身份证明, type: 原件}\n  - {name: 疾病证明, type: 原件}\n  - {name: 其他材料}\n"
    ours = [(f.rule, f.location.text) for f in found(guide, "ambiguous", "catch-all", "form/no-original-or-copy")]
    assert sorted(ours) == [
        ("ambiguous/identity-proof", "身份证明"), ("ambiguous/open-proof", "疾病证明"), ("catch-all/other-materials", "其他材料"),
    ]  # fmt: skip


def test_a_profile_that_is_not_there_is_refused(found: Found) -> None:
    with pytest.raises(UsageError) as refused:
        found("materials: []\n", settings="profiles: [minmal]\n")
    assert refused.value.message.zh == "没有要素清单 minmal，是不是 minimal？"
