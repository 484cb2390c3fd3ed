"""Words that no guide should have are reported where a window asks for them, and never taken into the guide."""

import json

from tests.command import Run, Write

GUIDE = "id: a\ntitle: 甲\nhalls: [某大厅]\nmaterials:\n  - {name: 户口簿, type: 原件, copies: 1}\n"
WINDOW = "guide: a\nhall: 某大厅\nobserved: {on: 2026-01-01, how: 找茬日}\nmaterials:\n"
DEMAND = "  - accepts: [居民身份证, 派出所出具的身份证明]\n    ground: 某规定\n"


def test_what_the_police_no_longer_certify(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.replace("户口簿", "毕业证书"))  # a 户口簿 may be what the window calls 身份证明
    write("windows/a.yaml", WINDOW + DEMAND)
    found = json.loads(guidelint("check", "--format", "json").out)["findings"]
    reported = next(one for one in found if one["rule"] == "obsolete/police-proof")
    assert (reported["location"]["path"], reported["remedies"]) == ("halls", ["window"])
    assert reported["message"].startswith("某大厅要“派出所出具的身份证明”：“身份证明”派出所已不再开具")
    assert reported["fix"]["advice"].startswith("不要把这样的说法写进指南：请窗口写明收哪一种材料，或不再要求")
    assert [(one["file"], one["path"], one["line"]) for one in reported["related"]] == [
        ("windows/a.yaml", "materials[0].accepts", 5)
    ]
    missing = next(one for one in found if one["rule"] == "contract/missing-in-guide")
    assert (missing["fix"]["advice"], missing["remedies"]) == (reported["fix"]["advice"], ["window"])
    assert missing["fix"]["edits"] == []


def test_a_demand_that_was_withdrawn_is_history(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("windows/a.yaml", f"{WINDOW}{DEMAND}    withdrawn: {{on: 2026-01-02, why: 没有依据}}\n")
    assert json.loads(guidelint("check", "--format", "json").out)["findings"] == []


def test_a_word_wide_at_the_window_is_not_narrowed_to_in_the_guide(guidelint: Run, write: Write) -> None:
    guide = GUIDE.replace("户口簿", "身份证明")
    write("guides/a.yaml", guide)
    write("windows/a.yaml", f"{WINDOW}  - accepts: [身份证明]\n")
    found = json.loads(guidelint("check", "--format", "json").out)["findings"]
    assert [
        (one["location"]["path"], one["remedies"]) for one in found if one["rule"] == "ambiguous/identity-proof"
    ] == [
        ("halls", ["window"]),
        ("materials[0].name", ["guide"]),
    ]
