"""`guidelint notice` as an officer runs it."""

import sys
from pathlib import Path

import pytest

from tests.notice.conftest import CLEAN, ROOT, WINDOW, Notice

DONGCHENG = "bj-dongcheng-sscard-replacement"

NOTICE = """\
一次性告知单：证件补领
! 演示：这不是真实的办事指南。

办理单位：演示单位
办理大厅：甲大厅、乙大厅
地址：演示路 1 号
办理时间：工作日 9:00-17:00
服务对象：自然人
办理条件：证件遗失

【不论哪种情形都要带】
 1. 居民身份证  原件 1 份
    - 窗口查验：在有效期内
    - 甲大厅窗口（2026-02-03 所见）：不收社会保障卡

【委托办理：还要带】
 2. 授权委托书  原件 1 份
    - 空白表格：https://example.org/空白表.docx
    - 填写样例：javascript:alert(1)
    - 窗口查验：本人签名
    - 甲大厅窗口（2026-02-03 所见）：收授权委托书或公证书
 3. 代理人居民身份证  原件和复印件 1 份
    - 窗口查验：在有效期内

【已婚：还要带】
 4. 结婚证  复印件 2 份
    - 暂时没有也可以先受理，之后补交
    - 窗口查验：复印件清晰

谁要到场：受理：本人到场；不能到场的，可以委托代理
到现场次数：1 次
办结时限：承诺 1个工作日，法定 20个工作日
收费：不收费
咨询方式：电话：12345
监督投诉：电话：12345
  窗口：反映“办不成事”窗口

指南标识：clean，2026-01-02 更新
指南网址：https://example.org/指南
窗口记录：甲大厅窗口实际要求，2026-02-03（窗口自报，综合窗口）
"""


def test_the_notice_of_a_guide_that_keeps_its_promise(notice: Notice) -> None:
    done = notice("clean")
    assert (done.code, done.err) == (0, "")
    assert done.out == NOTICE


def test_for_one_person_at_one_hall(notice: Notice) -> None:
    done = notice("guides/补领.yaml", "--for", "本人办理", "--for", "已婚", "--hall", "乙大厅")
    assert done.code == 0
    assert "您的情形：本人办理、已婚" in done.out
    assert [line for line in done.out.splitlines() if line[:2].strip().isdigit()] == [
        " 1. 居民身份证  原件 1 份",
        " 2. 结婚证  复印件 2 份",
    ]
    assert "办理大厅：乙大厅" in done.out
    assert "甲大厅" not in done.out


def test_a_guide_that_does_not_keep_its_promise_is_refused(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = notice(DONGCHENG, "--format", "html")
    assert done.code == 1
    assert "13:11 错误 身份证明所指不明 [ambiguous/identity-proof]" in done.out
    assert "带社会保障卡的人符合指南，窗口不收" in done.out
    assert done.out.endswith("检查了 1 份指南，1 份有问题：错误 2，警告 1；其中 2 处可自动修改。\n")
    assert "--anyway" in done.err


def test_anyway_prints_the_doubt_with_its_ticket(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = notice(DONGCHENG, "--anyway")
    assert done.code == 0
    assert "! 这份指南和窗口实际要求还有对不上的地方，标着“存疑”。去之前请先向窗口问清楚。" in done.out
    assert (
        " 1. 身份证明  原件 1 份\n"
        "    - 窗口查验：照片清晰可辨；在有效期内\n"
        "    - 东城区政务服务中心窗口（2021-11-16 所见）：收居民身份证；不收社会保障卡\n"
    ) in done.out
    assert "! 存疑：带社会保障卡的人符合指南，窗口不收（工单 DC-2021-11-001，2021-11-16）" in done.out


def test_no_doubt_about_a_window_where_nobody_has_looked_at_one(
    notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = notice("cn-marriage-registration", "--anyway")
    assert "! 这份指南还有没写清楚的地方，标着“存疑”。去之前请先向窗口问清楚。" in done.out
    assert "窗口实际要求" not in done.out


def test_an_empty_list_does_not_read_as_nothing_to_bring(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guide of 2021 lists what a person brings who comes in person, and allows somebody else to come."""
    monkeypatch.chdir(ROOT)
    done = notice(DONGCHENG, "--anyway", "--for", "委托办理")
    assert "您的情形：委托办理\n\n! 指南没有列出这种情形要带什么，请先问窗口。\n\n谁要到场：" in done.out


def test_what_only_the_window_asks_for_is_never_left_out(notice: Notice, workspace: Path) -> None:
    """A suppression lets the notice through; the person must still bring it."""
    guide = CLEAN[: CLEAN.index("  - name: 结婚证")] + CLEAN[CLEAN.index("steps:") :]
    ignored = "# guidelint: ignore[contract/missing-in-guide] until 2099-12-31: 窗口已改,等待发布\nmaterials:"
    (workspace / "guides" / "补领.yaml").write_text(guide.replace("materials:", ignored), encoding="utf-8")
    done = notice("clean")
    assert done.code == 0, done.out
    assert "【已婚：还要带】\n 4. 结婚证  复印件 2 份\n    - 甲大厅窗口要求，指南没有写\n" in done.out


def test_the_window_says_more_where_the_guide_says_less(notice: Notice, workspace: Path) -> None:
    """Only at the hall where it was seen, and only with --anyway."""
    record = WINDOW.replace("[结婚证], type: 复印件, copies: 2", "[结婚证], type: 原件, copies: 3")
    record = record.replace("alternatives: [委托代理]", "alternatives: []")
    record += "conditions: [{text: 户籍在本区}]\n"
    (workspace / "windows" / "甲.yaml").write_text(record, encoding="utf-8")
    assert notice("clean").code == 1
    here, there = notice("clean", "--anyway", "--hall", "甲大厅"), notice("clean", "--anyway", "--hall", "乙大厅")
    assert here.code == there.code == 0
    for said in (
        "    - 甲大厅窗口（2026-02-03 所见）：要原件 3 份\n",
        "! 存疑：只带结婚证复印件的人符合指南，窗口要原件（同类案例 ",
        "办理条件：证件遗失\n  户籍在本区（甲大厅窗口要求，指南没有写）\n",
        "受理：本人到场；不能到场的，可以委托代理\n  受理：本人到场（甲大厅窗口要求，指南没有写）\n",
    ):
        assert said in here.out
    assert "甲大厅" not in there.out
    assert "窗口要原件" not in there.out


def test_one_line_that_asks_for_several_things_is_told_apart(notice: Notice, workspace: Path) -> None:
    line = "  - name: 本人身份证原件1份,委托办理的还需提供授权委托书原件1份"
    (workspace / "guides" / "补领.yaml").write_text(f"id: several\ntitle: 事项\nmaterials:\n{line}\n", encoding="utf-8")
    (workspace / "windows" / "甲.yaml").unlink()
    done = notice("several", "--anyway")
    assert "【不论哪种情形都要带】\n 1. 身份证  原件 1 份\n    - 指南原文：本人身份证原件1份" in done.out
    assert "【委托办理：还要带】\n 2. 授权委托书  原件 1 份\n    - 指南原文：本人身份证原件1份" in done.out


def test_the_basis_is_printed(notice: Notice, workspace: Path) -> None:
    basis = "basis: [《中华人民共和国居民身份证法》第十二条]\n"
    (workspace / "guides" / "补领.yaml").write_text(CLEAN + basis, encoding="utf-8")
    assert "设定依据：《中华人民共和国居民身份证法》第十二条\n" in notice("clean").out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("claen",), "没有指南 claen，是不是 clean？"),
        (("guides/没有.yaml",), "没有这个文件或文件夹：guides/没有.yaml"),
        (("guides/",), "guides 是文件夹；告知单一次打印一份指南"),
        (("clean", "--for", "出国"), "没有情形“出国”；这份指南有：本人办理、委托办理、已婚、不是已婚"),
        (("clean", "--for", "本人办理", "--for", "委托办理"), "“本人办理”和“委托办理”不能同时选"),
        (("clean", "--hall", "丙大厅"), "没有大厅“丙大厅”；有：甲大厅、乙大厅"),
    ],
)
def test_what_does_not_exist_is_refused(notice: Notice, arguments: tuple[str, ...], complaint: str) -> None:
    done = notice(*arguments)
    assert (done.code, done.out) == (2, "")
    assert complaint in done.err


def test_a_broken_guide_is_told_with_its_place(notice: Notice, workspace: Path) -> None:
    (workspace / "guides" / "补领.yaml").write_text("id: clean\ntitle: 事项\nmaterials: [\n", encoding="utf-8")
    by_file, by_id = notice("guides/补领.yaml"), notice("clean")
    assert by_file.code == by_id.code == 2
    assert "guides/补领.yaml:4:1" in by_file.out
    assert "guides/补领.yaml:4:1" in by_id.err


def test_a_missing_library_is_named_with_the_command(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.delitem(sys.modules, "guidelint.notice.html", raising=False)
    done = notice("clean", "--format", "html")
    assert done.code == 2
    assert 'pip install "guidelint[notice]"' in done.err


def test_the_file_is_named_and_its_ending_chooses_the_format(notice: Notice, workspace: Path) -> None:
    done = notice("clean", "--output", "告知单.html")
    assert (done.code, done.out, done.err) == (0, "", "已写入 告知单.html\n")
    assert (workspace / "告知单.html").read_text(encoding="utf-8").startswith("<!doctype html>")
