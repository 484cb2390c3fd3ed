"""`guidelint try`: the two opinions side by side."""

from pathlib import Path

from tests.command import Run, Write

ROOT = Path(__file__).parents[2]
DONGCHENG = ("try", "--guide", "bj-dongcheng-sscard-replacement")


def test_the_social_security_card_of_dongcheng(guidelint: Run) -> None:
    done = guidelint(*DONGCHENG, "--bring", "社会保障卡", cwd=ROOT)
    assert done.code == 1
    assert done.out == (
        "带：社会保障卡\n"
        "\n"
        "指南 社会保障卡补领                              窗口 东城区政务服务中心\n"
        "✓ 身份证明（本人办理、原件、1份） ← 社会保障卡   ✗ 居民身份证（原件、1份） ← 没有带\n"
        "结论：照指南够，窗口不收，要白跑一趟。\n"
    )


def test_the_identity_card_is_taken_by_both(guidelint: Run) -> None:
    done = guidelint(*DONGCHENG, "--bring", "二代身份证", "--lang", "en", cwd=ROOT)
    assert done.code == 0
    assert "verdict: enough by the guide, and the window takes it." in done.out


def test_a_copy_is_no_original(guidelint: Run) -> None:
    done = guidelint(*DONGCHENG, "--bring", "身份证复印件2份", "--when", "本人办理", cwd=ROOT)
    assert done.code == 0
    assert "结论：照指南不够，窗口也不收。" in done.out


def test_too_few_and_the_wrong_form_are_not_called_missing(guidelint: Run, write: Write) -> None:
    write(
        "guides/a.yaml",
        'id: a\ntitle: 甲\nregion: "110101"\nmaterials:\n'
        "  - {name: 居民身份证, type: 原件, copies: 1}\n  - {name: 证件照片, type: 原件, copies: 2}\n",
    )
    bring = ("--bring", "身份证复印件", "--bring", "证件照片")
    assert "✗ 居民身份证（原件、1份） ← 身份证复印件：要原件\n" in guidelint("try", "--guide", "a", *bring).out
    assert "✗ 证件照片（原件、2份） ← 证件照片：要 2 份，只有 1 份\n" in guidelint("try", "--guide", "a", *bring).out
    assert (
        "✗ 证件照片（原件、2份） ← 证件照片: 1 of 2\n" in guidelint("try", "--guide", "a", *bring, "--lang", "en").out
    )


def test_two_halls(guidelint: Run) -> None:
    arguments = ("try", "--guide", "demo-residence-registration", "--bring", "护照", "--bring", "房屋租赁合同复印件")
    assert guidelint(*arguments, cwd=ROOT).out.count("结论：照指南够，窗口也收。") == 2
    one = guidelint(*arguments, "--hall", "演示区第二政务服务中心", cwd=ROOT)
    assert one.out.count("结论：") == 1


def test_unknown_names_are_refused_with_the_nearest(guidelint: Run) -> None:
    done = guidelint("try", "--guide", "bj-dongcheng-sscard", "--bring", "护照", cwd=ROOT)
    assert done.code == 2
    assert "是不是 bj-dongcheng-sscard-replacement？" in done.err
    assert guidelint(*DONGCHENG, "--bring", "护照", "--hall", "东城政务中心", cwd=ROOT).code == 2


def test_a_guide_is_called_by_its_title_and_held_against_its_window(guidelint: Run) -> None:
    done = guidelint("try", "--guide", "社会保障卡补领", "--bring", "社会保障卡", cwd=ROOT)
    assert (done.code, done.out) == (1, guidelint(*DONGCHENG, "--bring", "社会保障卡", cwd=ROOT).out)


def test_a_photograph_of_which_less_is_said_is_one(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", "id: a\ntitle: 甲\nmaterials: [{name: 近期1寸免冠照片}]\n")
    assert "✓ 照片 ← 照片2张\n" in guidelint("try", "--guide", "甲", "--bring", "照片2张").out
    assert "✗ 照片 ← 2寸照片：要1寸\n" in guidelint("try", "--guide", "甲", "--bring", "2寸照片").out


def test_what_the_words_do_not_tell_is_neither_taken_nor_refused(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", "id: a\ntitle: 甲\nmaterials: [{name: 居民身份证}, {name: 渔具存放方案}]\n")
    write(
        "windows/a.yaml",
        "guide: a\nhall: 某大厅\nobserved: {on: 2026-02-03, how: 窗口自报}\ncomplete: true\n"
        "materials: [{accepts: [居民身份证]}, {accepts: [海上渔具存放方案]}]\n",
    )
    done = guidelint("try", "--guide", "甲", "--bring", "居民身份证", "--bring", "渔具存放方案")
    assert (done.code, done.out) == (
        0,
        "带：居民身份证、渔具存放方案\n"
        "\n"
        "指南 甲                         窗口 某大厅\n"
        "✓ 居民身份证 ← 居民身份证       ✓ 居民身份证 ← 居民身份证\n"
        "✓ 渔具存放方案 ← 渔具存放方案   ? 海上渔具存放方案 ← “渔具存放方案”算不算“海上渔具存放方案”，没法判断\n"
        "结论：照指南够，窗口收不收没法判断。打“?”的先问清楚再去。\n",
    )


def test_what_answers_one_line_is_no_doubt_of_another(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", "id: a\ntitle: 甲\nmaterials: [{name: 缴费凭证}, {name: 摊位缴费凭证}]\n")
    assert "✗ 摊位缴费凭证 ← 没有带\n" in guidelint("try", "--guide", "甲", "--bring", "缴费凭证").out


def test_a_vague_word_is_open_and_what_was_refused_is_refused(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", "id: a\ntitle: 甲\nmaterials: [{name: 身份证明}]\n")
    write(
        "windows/a.yaml",
        "guide: a\nhall: 某大厅\nobserved: {on: 2026-02-03, how: 窗口自报}\n"
        "materials: [{accepts: [有效身份证件], refused: [临时居民身份证]}]\n",
    )
    vague = guidelint("try", "--guide", "甲", "--bring", "证件", "--lang", "en")
    assert "verdict: whether it is enough by the guide cannot be told, whether the window" in vague.out
    refused = guidelint("try", "--guide", "甲", "--bring", "临时居民身份证")
    assert (refused.code, "结论：照指南够，窗口不收，要白跑一趟。" in refused.out) == (1, True)


def test_a_case_that_may_be_meant_is_open(guidelint: Run, write: Write) -> None:
    write(
        "guides/a.yaml",
        "id: a\ntitle: 甲\nmaterials: [{name: 居民身份证}, {name: 授权委托书, when: 领取过失业证的}]\n",
    )
    out = guidelint("try", "--guide", "甲", "--bring", "身份证", "--when", "以前领过的").out
    assert "? 授权委托书（领取过失业证的） ← 说的是不是这种情形，没法判断\n" in out
