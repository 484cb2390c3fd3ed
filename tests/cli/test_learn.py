"""`guidelint learn`: a ticket that no rule explains teaches one."""

from pathlib import Path

import pytest

from tests.command import Run, Write

TICKET = """\
id: T-2024-05-001
channel: 综合窗口
received: 2024-05-06
problem: 告知差一点儿
summary: 办事人带了普通发票,窗口要求增值税专用发票抵扣联
guide_says: 购机凭据
window_requires: 增值税专用发票抵扣联
brought: [普通收款字条]
source: {kind: 工单系统, ref: A-1}
"""
GUIDE = (
    "id: a\ntitle: 农机购置补贴\nmaterials:\n  - name: 购机凭据\n    type: 原件\n  - name: 居民身份证\n    type: 原件\n"
)


def test_draft_accept_and_check(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("tickets/T-2024-05-001.yaml", TICKET)
    write("guides/a.yaml", GUIDE)
    drafted = guidelint("learn", "T-2024-05-001")
    assert drafted.code == 0, drafted.err
    assert "--- rules/learned/t-2024-05-001.yaml" in drafted.out
    assert "会命中 1 处：\n  guides/a.yaml:4:11 购机凭据" in drafted.out
    assert not (tmp_path / "rules").exists()
    assert guidelint("learn", "T-2024-05-001", "--accept").code == 0
    tested = guidelint("rules", "test")
    assert tested.code == 0, tested.err
    done = guidelint("check", "--select", "learned")
    assert done.code == 1
    assert "guides/a.yaml:4:11 错误 “购机凭据”说不清 [learned/t-2024-05-001]" in done.out
    assert "增值税专用发票抵扣联、普通收款字条" in done.out
    assert "同类案例 T-2024-05-001（2024-05-06，综合窗口）" in done.out  # the ticket names no guide


def test_accepting_twice_changes_nothing(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("tickets/T-2024-05-001.yaml", TICKET)
    write("guides/a.yaml", GUIDE)
    guidelint("learn", "T-2024-05-001", "--accept")
    rule = (tmp_path / "rules/learned/t-2024-05-001.yaml").read_bytes()
    again = guidelint("learn", "T-2024-05-001", "--accept")
    assert again.code == 1
    assert "已有规则能发现它：learned/t-2024-05-001" in again.out
    assert (tmp_path / "rules/learned/t-2024-05-001.yaml").read_bytes() == rule


def test_words_that_a_rule_knows_need_no_new_rule(guidelint: Run, write: Write) -> None:
    write("tickets/T-2024-05-001.yaml", TICKET.replace("购机凭据", "身份证明"))
    write("guides/a.yaml", GUIDE)
    done = guidelint("learn", "T-2024-05-001")
    assert done.code == 1
    assert "ambiguous/identity-proof" in done.out


def test_a_ticket_that_does_not_say_enough_is_refused(guidelint: Run, write: Write) -> None:
    write("tickets/T-2024-05-001.yaml", TICKET.replace("guide_says: 购机凭据\n", ""))
    done = guidelint("learn", "T-2024-05-001")
    assert done.code == 2
    assert "要写明“指南写法”和“窗口要求”才能学" in done.err
    assert guidelint("learn", "NO-SUCH").code == 2


def test_words_that_cannot_be_told_apart_teach_nothing(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("tickets/T-2024-05-001.yaml", TICKET.replace("增值税专用发票抵扣联", "购机凭据"))
    done = guidelint("learn", "T-2024-05-001", "--accept")
    assert (done.code, "按词分不开指南写法“购机凭据”和窗口要求“购机凭据”" in done.err) == (2, True)
    assert not (tmp_path / "rules").exists()


def test_documents_are_learnt_without_their_form_and_number(guidelint: Run, write: Write) -> None:
    """What is required in a phrase becomes single documents, known ones under their own concept."""
    write("guides/a.yaml", GUIDE)
    write("tickets/T-2024-05-001.yaml", TICKET.replace("增值税专用发票抵扣联", "居民身份证原件1份或农机合格标牌"))
    done = guidelint("learn", "T-2024-05-001")
    assert done.code == 0, done.err
    assert "    zh: 农机合格标牌\n" in done.out
    assert "  - resident-identity-card\n" in done.out
    assert "    zh: 居民身份证原件1份" not in done.out


def test_a_broken_ticket_is_told_and_not_called_missing(guidelint: Run, write: Write) -> None:
    write("tickets/T-2024-05-001.yaml", TICKET + "  x\n")
    done = guidelint("learn", "T-2024-05-001")
    assert (done.code, "tickets/T-2024-05-001.yaml:" in done.err, "没有工单" in done.err) == (2, True, False)


@pytest.mark.parametrize(
    ("says", "requires", "more", "why"),
    [
        ("居民身份证", "户口簿", "", "“居民身份证”已经写明是哪一种材料，指南的字没有错。这件工单要的是窗口记录"),
        ("本人办理", "公证书", "", "“本人办理”不是材料名称。这件工单要的是窗口记录"),
        ("购机凭据", "社保满24个月", "", "窗口要的“社保满24个月”不是材料。这件工单要的是窗口记录"),
        ("购机凭据", "增值税专用发票抵扣联", "problem: 系统办不了", "--remedy system"),
        ("某某凭据", "增值税专用发票抵扣联", "", "没有指南在材料名称里写“某某凭据”"),
        ("购机凭据", "增值税专用发票抵扣联", "brought: []", "没有写办事人照它带了什么（brought）"),
    ],
)
def test_what_teaches_no_rule_is_told_what_it_needs(
    guidelint: Run, write: Write, tmp_path: Path, says: str, requires: str, more: str, why: str
) -> None:
    text = TICKET.replace("购机凭据", says).replace("增值税专用发票抵扣联\nbrought", f"{requires}\nbrought")
    for line in text.splitlines():
        if more and line.split(":")[0] == more.split(":")[0]:
            text = text.replace(line, more)
    write("tickets/T-2024-05-001.yaml", text)
    write("guides/a.yaml", GUIDE)
    done = guidelint("learn", "T-2024-05-001", "--accept")
    assert (done.code, why in done.err) == (2, True), done.err
    assert not (tmp_path / "rules").exists()


def test_no_rule_reports_what_a_window_takes(guidelint: Run, write: Write) -> None:
    """Another office's window takes what is called so: the words alone are not at fault."""
    write("tickets/T-2024-05-001.yaml", TICKET)
    write("guides/a.yaml", GUIDE)
    observed = "observed: {on: 2024-05-06, how: 工单}\nmaterials:\n  - {accepts: [购机凭据]}\n"
    write("windows/a.yaml", f"guide: a\nhall: 甲\n{observed}")
    done = guidelint("learn", "T-2024-05-001")
    assert (done.code, "会把没有问题的写法“购机凭据”报成问题" in done.err) == (2, True), done.err
