"""`guidelint ticket close`: the guide, the ticket and the archive record change together, or nothing does."""

import hashlib
import subprocess
from pathlib import Path
from typing import Any

import pytest

from guidelint.schemas.validation import validate
from guidelint.source.document import load
from tests.command import Run, Write
from tests.tickets.conftest import GUIDE

ID = "A-2021-11-001"
TICKET = f"""\
# 一件工单
id: {ID}
channel: 综合窗口
received: 2021-11-16
guide: card
problem: 告知差一点儿
summary: 指南写"身份证明",窗口要身份证
guide_says: 身份证明   # 原话
window_requires: 居民身份证
source: {{kind: 现场}}
stages:
  - {{stage: 发现问题, on: 2021-11-16, by: 综合窗口}}
  - {{stage: 汇总转办, on: 2021-11-16, to: 甲局, due: 2021-11-23}}
"""
WINDOW = """\
guide: card
hall: 东城区政务服务中心
observed: {on: 2021-11-16, how: 工单}
materials:
  - {accepts: [居民身份证], refused: [社会保障卡], type: 原件, copies: 1, criteria: [在有效期内]}
"""
OTHER = "id: {id}\ntitle: 别的事项{id}\nregion: '110101'\nmaterials:\n  - name: 身份证明\n    type: 原件\n"
CLOSE = ("ticket", "close", ID, "--on", "2021-11-22")


@pytest.fixture
def ticket(write: Write) -> Path:
    return write(f"tickets/{ID}.yaml", TICKET)


@pytest.fixture
def window(write: Write) -> Path:
    return write("windows/card.yaml", WINDOW)


def contents(workspace: Path) -> dict[str, bytes]:
    return {p.relative_to(workspace).as_posix(): p.read_bytes() for p in sorted(workspace.rglob("*")) if p.is_file()}


def data(file: Path) -> dict[str, Any]:
    document = load(file.read_bytes(), file.name)
    assert validate(document, "archive" if "archive" in file.parts else "ticket") == []
    return dict(document.data)


@pytest.mark.usefixtures("ticket", "window")
def test_a_safe_fix_closes_the_ticket(guidelint: Run, workspace: Path) -> None:
    done = guidelint(*CLOSE, "--by", "中心")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "guides/card.yaml:7:11 “身份证明”→“居民身份证” [ambiguous/identity-proof]\n"
        f"工单 {ID} 已办结 2021-11-22：改了 1 份指南 1 处；备案记录 archive/{ID}.yaml\n"
    )
    after = contents(workspace)
    assert after["guides/card.yaml"].decode() == GUIDE.replace("身份证明", "居民身份证")
    entry = "  - {stage: 限期解决, on: 2021-11-22, by: 甲局, note: 办结：“身份证明”改为“居民身份证”}\n"
    assert after[f"tickets/{ID}.yaml"].decode() == f"{TICKET}{entry}outcome: {{closed: 2021-11-22, remedy: guide}}\n"
    record = data(workspace / f"archive/{ID}.yaml")
    assert (record["closed"], record["by"]) == ("2021-11-22", "中心")
    assert record["rules"] == ["ambiguous/identity-proof", "contract/vaguer-than-window"]
    assert record["changes"] == [
        {"on": "2021-11-22", "guide": "card", "file": "guides/card.yaml", "line": 7, "from": "身份证明",
         "to": "居民身份证", "rule": "ambiguous/identity-proof"}
    ]  # fmt: skip
    assert set(after) == {
        "guidelint.yaml", "guides/card.yaml", "windows/card.yaml", f"tickets/{ID}.yaml", f"archive/{ID}.yaml",
    }  # fmt: skip
    assert guidelint("check", "--select", "ambiguous,contract").code == 0
    assert guidelint("ticket", "show", ID).out.endswith(
        f"\n下一步：guidelint ticket verify {ID}  guidelint ticket reopen {ID}\n备案记录：archive/{ID}.yaml（改了 1 处）\n"
    )
    again = guidelint(*CLOSE)
    assert (again.code, "2021-11-22 已办结，不能 close" in again.err) == (2, True)
    assert contents(workspace) == after


@pytest.mark.usefixtures("ticket")
def test_what_still_stands_is_named_and_nothing_changes(guidelint: Run, workspace: Path) -> None:
    before = contents(workspace)
    done = guidelint(*CLOSE)
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    assert lines[0] == f"工单 {ID} 不能办结：指南还有 1 处问题，什么都没有改。"
    assert lines[2] == "guides/card.yaml:7:11 错误 身份证明所指不明 [ambiguous/identity-proof]"
    assert lines[3:5] == ["  7 │   - name: 身份证明", "    │           ^^^^^^^^"]
    assert "  未修改：需人工改写" in lines
    assert contents(workspace) == before
    english = guidelint(*CLOSE, "--lang", "en")
    assert english.out.startswith(f"ticket {ID} cannot be closed: 1 finding(s) still stand in the guide")


@pytest.mark.usefixtures("ticket")
def test_a_persons_words(guidelint: Run, workspace: Path) -> None:
    before = contents(workspace)
    vague = guidelint(*CLOSE, "--replace", "有效身份证明")
    assert (vague.code, "[ambiguous/identity-proof]" in vague.out) == (1, True)
    assert contents(workspace) == before
    done = guidelint(*CLOSE, "--replace", "居民身份证或护照")
    assert done.code == 0, done.out
    assert "  - name: 居民身份证或护照\n" in (workspace / "guides/card.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("window")
def test_words_that_have_no_place_are_refused(guidelint: Run, write: Write, workspace: Path) -> None:
    write(f"tickets/{ID}.yaml", TICKET.replace("guide_says: 身份证明", "guide_says: 户口簿"))
    before = contents(workspace)
    done = guidelint(*CLOSE, "--replace", "居民身份证")
    assert (done.code, "没有可以换成“居民身份证”的字" in done.err) == (2, True)
    assert contents(workspace) == before


def test_a_change_that_brings_a_new_finding_is_refused(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/card.yaml", GUIDE.replace("name: 身份证明", "name: 暂住证和身份证明"))
    write(f"tickets/{ID}.yaml", TICKET)
    before = contents(workspace)
    done = guidelint(*CLOSE, "--replace", "单身证明")
    assert done.code == 1, done.out
    assert "改了以后新出现的问题" in done.out
    assert "[obsolete/single-status-proof]" in done.out
    assert "[obsolete/temporary-residence-permit]" not in done.out
    assert contents(workspace) == before


@pytest.mark.usefixtures("ticket", "window")
def test_dry_run_shows_everything_and_writes_nothing(guidelint: Run, workspace: Path) -> None:
    before = contents(workspace)
    done = guidelint(*CLOSE, "--dry-run")
    assert done.code == 0
    assert "--- a/guides/card.yaml\n+++ b/guides/card.yaml\n" in done.out
    assert "-  - name: 身份证明\n+  - name: 居民身份证\n" in done.out
    assert f"工单 {ID} 可以办结（没有写入） 2021-11-22" in done.out
    assert contents(workspace) == before


@pytest.mark.usefixtures("ticket", "window")
def test_the_same_problem_elsewhere(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/known.yaml", OTHER.format(id="known"))
    write("windows/known.yaml", WINDOW.replace("guide: card", "guide: known"))
    write("guides/unknown.yaml", OTHER.format(id="unknown"))
    listed = guidelint(*CLOSE, "--dry-run").out
    assert "举一反三：另有 2 份指南 3 处是同样的问题" in listed
    assert "  guides/known.yaml:5:11 “身份证明” [ambiguous/identity-proof] 可自动修改\n" in listed
    assert "  guides/unknown.yaml:5:11 “身份证明” [ambiguous/identity-proof] 要人来写\n" in listed
    done = guidelint(*CLOSE, "--propagate")
    assert done.code == 0
    assert "guides/known.yaml:5:11 “身份证明”→“居民身份证” [ambiguous/identity-proof]\n" in done.out
    assert "举一反三：另有 1 份指南 1 处" in done.out
    after = contents(workspace)
    assert after["guides/known.yaml"].decode() == OTHER.format(id="known").replace("身份证明", "居民身份证")
    assert after["guides/unknown.yaml"].decode() == OTHER.format(id="unknown")
    record = data(workspace / f"archive/{ID}.yaml")
    assert [change["guide"] for change in record["changes"]] == ["card", "known"]
    assert [place["guide"] for place in record["same_problem"]] == ["unknown"]
    assert {guide["guide"] for guide in record["guides"]} == {"card", "known"}


@pytest.mark.usefixtures("ticket")
def test_a_persons_words_go_where_the_words_are_the_same(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/same.yaml", OTHER.format(id="same"))
    write("guides/different.yaml", OTHER.format(id="different").replace("身份证明", "身份证明材料"))
    done = guidelint(*CLOSE, "--propagate", "--replace", "居民身份证")
    assert done.code == 0, done.out
    after = contents(workspace)
    assert "name: 居民身份证\n" in after["guides/same.yaml"].decode()
    assert "name: 身份证明材料\n" in after["guides/different.yaml"].decode()
    assert "guides/different.yaml:5:11 “身份证明材料”" in done.out


def test_a_window_record_that_the_ticket_revealed_is_a_link(guidelint: Run, write: Write, workspace: Path) -> None:
    write(f"tickets/{ID}.yaml", TICKET.replace("guide: card\n", "").replace("guide_says: 身份证明   # 原话\n", ""))
    write("windows/card.yaml", WINDOW.replace("criteria: [在有效期内]", f"revealed_by: [{ID}]"))
    done = guidelint(*CLOSE)
    assert done.code == 0, done.out
    assert "“身份证明”→“居民身份证” [contract/vaguer-than-window]" in done.out


def test_a_rule_that_is_too_mild_to_be_shown_still_holds_the_ticket(guidelint: Run, write: Write) -> None:
    write(f"tickets/{ID}.yaml", TICKET.replace("guide_says: 身份证明   # 原话\n", "reveals: [profile/minimal]\n"))
    assert "profile/minimal" not in guidelint("check").out
    done = guidelint(*CLOSE)
    assert (done.code, "[profile/minimal]" in done.out) == (1, True)
    rest = 'audience: [自然人]\nconsultation: {phone: "12333"}\ncomplaint: {phone: "12345"}\npublished: {updated: 2021-10-08}\n'
    write("guides/card.yaml", f"{GUIDE}visits: 1\n{rest}")
    assert guidelint(*CLOSE).code == 0


def test_an_invented_ticket_closes_in_the_same_way(guidelint: Run, write: Write) -> None:
    demo = TICKET.replace("guide_says: 身份证明   # 原话\n", "reveals: [ambiguous/identity-proof]\n")
    write(f"tickets/{ID}.yaml", demo.replace("kind: 现场", "kind: 演示"))
    refused = guidelint(*CLOSE)
    assert (refused.code, f"工单 {ID}" in refused.out) == (1, True)
    assert guidelint(*CLOSE, "--replace", "居民身份证").code == 0


def test_a_suppressed_finding_stands_aside(guidelint: Run, write: Write, ticket: Path) -> None:
    reason = "  # guidelint: ignore[ambiguous/identity-proof] until 2999-12-31: 窗口已改,等待发布\n"
    write("guides/card.yaml", GUIDE.replace("name: 身份证明\n", f"name: 身份证明{reason}"))
    write(f"tickets/{ID}.yaml", TICKET + "reveals: [ambiguous/identity-proof]\n")
    assert guidelint(*CLOSE).code == 0


def test_what_nothing_speaks_of_is_not_closed(guidelint: Run, write: Write, workspace: Path) -> None:
    """Nothing was compared, so nothing may be said of the guide."""
    write(f"tickets/{ID}.yaml", TICKET.replace("guide_says: 身份证明", "guide_says: 社会保障卡补领"))
    before = contents(workspace)
    refused = guidelint(*CLOSE)
    assert (refused.code, refused.err) == (1, "")
    assert refused.out.splitlines() == [
        f"工单 {ID} 不能办结：没有窗口记录、也没有规则可以拿来核对它，什么都没有改。可以：",
        f"  把窗口要的写成窗口记录（要求下写 revealed_by: [{ID}]），再办结",
        f"  系统改了的：guidelint ticket close {ID} --remedy system --reason 原因",
        f"  办事人不符合条件、已经说明的：guidelint ticket close {ID} --remedy explained --reason 原因",
        f"  确实没有什么要改的：guidelint ticket close {ID} --unchanged 原因",
    ]
    assert contents(workspace) == before
    done = guidelint(*CLOSE, "--unchanged", "办事人撤回")
    assert (done.code, f"guidelint learn {ID}" in done.out) == (0, True)
    after = data(workspace / f"tickets/{ID}.yaml")
    assert after["stages"][-1]["note"] == "办结：没有改动：办事人撤回"
    assert after["outcome"] == {"closed": "2021-11-22", "reason": "办事人撤回"}


def test_nothing_is_said_to_be_gone_that_was_not_seen(guidelint: Run, write: Write, workspace: Path) -> None:
    """A rule that the ticket backs was held against the guide: that is said, and no more."""
    write("guides/card.yaml", GUIDE.replace("身份证明", "居民身份证"))
    write(f"tickets/{ID}.yaml", TICKET + "reveals: [ambiguous/identity-proof]\n")
    assert guidelint(*CLOSE).code == 0
    note = data(workspace / f"tickets/{ID}.yaml")["stages"][-1]["note"]
    assert note == "办结：按规则 ambiguous/identity-proof 核对指南，没有报出问题"
    assert data(workspace / f"archive/{ID}.yaml")["checked"] == ["ambiguous/identity-proof"]


@pytest.mark.parametrize(
    ("remedy", "said"), [("system", "系统已改"), ("explained", "已向办事人说明")]
)  # fmt: skip
def test_what_lies_outside_the_guide_needs_a_reason(
    guidelint: Run, write: Write, workspace: Path, remedy: str, said: str
) -> None:
    write(f"tickets/{ID}.yaml", TICKET.replace("guide_says: 身份证明", "guide_says: 社会保障卡补领"))
    silent = guidelint(*CLOSE, "--remedy", remedy)
    assert (silent.code, silent.err) == (2, f"guidelint 错误：--remedy {remedy} 要写明原因：--reason\n")
    guide = (workspace / "guides/card.yaml").read_bytes()
    assert guidelint(*CLOSE, "--remedy", remedy, "--reason", "字库补了生僻字").code == 0
    after = data(workspace / f"tickets/{ID}.yaml")
    assert after["stages"][-1]["note"] == f"办结：{said}：字库补了生僻字"
    assert after["outcome"] == {"closed": "2021-11-22", "remedy": remedy, "reason": "字库补了生僻字"}
    assert (workspace / "guides/card.yaml").read_bytes() == guide


def test_a_quotation_is_of_the_value_not_of_its_spelling(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/card.yaml", GUIDE.replace("name: 身份证明", r'name: "\u8eab份证明"'))
    write(f"tickets/{ID}.yaml", TICKET)
    done = guidelint(*CLOSE)
    assert (done.code, "[ambiguous/identity-proof]" in done.out) == (1, True)


def test_a_finding_of_any_kind_holds_the_ticket(guidelint: Run, write: Write) -> None:
    """The words that the ticket quotes are those of a step, which a rule of kind field reports."""
    write("guides/card.yaml", GUIDE.replace("{who: 本人, alternatives: [委托代理]}", "{who: 全体股东}"))
    write(f"tickets/{ID}.yaml", TICKET.replace("guide_says: 身份证明", "guide_says: 全体股东"))
    done = guidelint(*CLOSE)
    assert (done.code, "[presence/no-alternative]" in done.out) == (1, True)


def test_only_the_words_change_in_any_notation(guidelint: Run, write: Write, workspace: Path) -> None:
    """A Chinese file name, a byte order mark, CRLF, quotes, comments and flow style."""
    (workspace / "guides/card.yaml").unlink()
    text = "# 注释\r\nid: card\r\ntitle: '标题'   # 题\r\nmaterials: [{type: 原件, name: \"身份证明\"}]  # 尾\r\n"
    write("guides/社保/补领 指南.yaml", b"\xef\xbb\xbf" + text.encode())
    write("tickets/工单 一.yaml", b"\xef\xbb\xbf" + TICKET.replace("\n", "\r\n").encode())
    done = guidelint(*CLOSE, "--replace", "居民身份证")
    assert done.code == 0, done.err
    assert done.out.startswith("guides/社保/补领 指南.yaml:4:31 “身份证明”→“居民身份证”")
    after = contents(workspace)
    assert after["guides/社保/补领 指南.yaml"] == b"\xef\xbb\xbf" + text.replace("身份证明", "居民身份证").encode()
    said = after["tickets/工单 一.yaml"]
    assert said.startswith(b"\xef\xbb\xbf" + TICKET.replace("\n", "\r\n").encode())
    assert b"\n" not in said.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("guides/broken.yaml", "id: [", "guides/broken.yaml:1:"),
        ("guides/twice.yaml", GUIDE, "guides/twice.yaml:1:5"),
        ("windows/broken.yaml", "guide: card\n", "windows/broken.yaml:1:1"),
        ("tickets/broken.yaml", "id: B\n", "tickets/broken.yaml:1:1"),
        ("rules/a/b.yaml", "title: x\n", "rules/a/b.yaml:1:"),
        (f"archive/{ID}.yaml", "ticket: 1\n", f"archive/{ID}.yaml:1:9"),
    ],
)
@pytest.mark.usefixtures("ticket", "window")
def test_a_broken_file_stops_the_close(
    guidelint: Run, write: Write, workspace: Path, name: str, content: str, said: str
) -> None:
    write(name, content)
    before = contents(workspace)
    done = guidelint(*CLOSE)
    assert (done.code, said in done.err) == (2, True), done.err
    assert contents(workspace) == before


def test_what_cannot_be_closed(guidelint: Run, write: Write, workspace: Path) -> None:
    write(f"tickets/{ID}.yaml", TICKET.replace("guide: card", "guide: nowhere"))
    gone = guidelint(*CLOSE)
    assert (gone.code, f"tickets/{ID}.yaml:5:8" in gone.err) == (2, True)
    assert guidelint("ticket", "close", "A-2021-11-002").code == 2
    early = guidelint("ticket", "close", ID, "--on", "2021-11-01")
    assert (early.code, "早于上一环节" in early.err) == (2, True)
    write(f"tickets/{ID}.yaml", TICKET.split("  - {stage: 汇总转办")[0].replace("告知差一点儿", "不属于受理范围"))
    outside = guidelint(*CLOSE)
    assert (outside.code, "现在可以：guidelint ticket assign（转办）、guidelint ticket archive" in outside.err) == (
        2,
        True,
    )
    assert not (workspace / "archive").exists()


@pytest.mark.usefixtures("ticket", "window")
def test_reopened_and_closed_again(guidelint: Run, write: Write, workspace: Path) -> None:
    assert guidelint(*CLOSE).code == 0
    assert guidelint("ticket", "reopen", ID, "--on", "2021-11-25", "--reason", "又遇到了").code == 0
    record = data(workspace / f"archive/{ID}.yaml")
    assert "closed" not in record
    assert [part["on"] for part in record["reopened"]] == ["2021-11-25"]
    assert record["reopened"][0]["reason"] == "重新打开：又遇到了"
    write("guides/card.yaml", GUIDE)
    assert guidelint(*CLOSE[:3], "--on", "2021-11-26").code == 0
    record = data(workspace / f"archive/{ID}.yaml")
    assert [change["on"] for change in record["changes"]] == ["2021-11-22", "2021-11-26"]
    assert (record["closed"], len(record["reopened"])) == ("2021-11-26", 1)


@pytest.mark.usefixtures("ticket", "window")
def test_verifying_after_the_close_can_send_it_back(guidelint: Run, workspace: Path) -> None:
    assert guidelint(*CLOSE).code == 0
    assert guidelint("ticket", "assign", ID, "--to", "乙局", "--on", "2021-11-23").code == 2
    back = guidelint("ticket", "verify", ID, "--failed", "--note", "窗口没有照办", "--on", "2021-11-23")
    assert back.code == 0, back.err
    ticket = data(workspace / f"tickets/{ID}.yaml")
    record = data(workspace / f"archive/{ID}.yaml")
    assert "closed" not in ticket["outcome"]
    assert "closed" not in record
    assert record["reopened"][0]["reason"] == "窗口没有照办"
    assert "→ 在甲局手里" in guidelint("ticket", "show", ID).out


def test_the_answer_of_everybody_who_held_it(guidelint: Run, ticket: Path, window: Path, workspace: Path) -> None:
    more = "  - {stage: 汇总转办, on: 2021-11-17, by: 中心, to: 乙局, due: 2021-11-24}\n"
    ticket.write_text(TICKET + more, encoding="utf-8")
    assert guidelint(*CLOSE).code == 0
    said = ticket.read_text(encoding="utf-8")
    assert (
        "  - {stage: 限期解决, on: 2021-11-22, by: 甲局}\n  - {stage: 限期解决, on: 2021-11-22, by: 乙局, note" in said
    )
    assert guidelint("ticket", "verify", ID, "--passed", "--on", "2021-11-23").code == 0


CLOSED = "outcome:\n  closed: 2021-11-20\n"


def test_closed_by_hand_is_an_error_in_check(guidelint: Run, write: Write, window: Path, workspace: Path) -> None:
    write(f"tickets/{ID}.yaml", TICKET + CLOSED)
    done = guidelint("check", "--select", "contract")
    assert done.code == 2
    assert f"tickets/{ID}.yaml:15:11" in done.out
    assert "guides/card.yaml:7:11 “身份证明”还有它说的问题 [contract/vaguer-than-window]" in done.out
    assert f"guidelint ticket close {ID}" in done.out
    assert guidelint(*CLOSE).code == 0
    assert guidelint("check", "--select", "contract").code == 0
    write("guides/card.yaml", GUIDE)
    fallen_back = guidelint("check", "--select", "contract")
    assert (fallen_back.code, f"guidelint ticket reopen {ID}" in fallen_back.out) == (2, True)


def test_archived_by_hand_is_an_error_in_check(guidelint: Run, write: Write) -> None:
    write(f"tickets/{ID}.yaml", TICKET + "  - {stage: 报送备案, on: 2021-11-23}\n")
    done = guidelint("check", "--lang", "en")
    assert (done.code, f"tickets/{ID}.yaml:14:13" in done.out) == (2, True)
    assert f"ticket {ID} is said to be closed, but guides/card.yaml:7:11 “身份证明” still has its problem" in done.out


def test_what_a_closed_ticket_does_not_claim(guidelint: Run, write: Write) -> None:
    """Another guide's findings, findings of other rules, matters out of scope, and open tickets are no error."""
    write("guides/other.yaml", OTHER.format(id="other"))
    for ticket in (
        TICKET,
        TICKET.replace("guide: card\n", "") + CLOSED,
        TICKET.replace("guide_says: 身份证明", "guide_says: 户口簿") + CLOSED,
        TICKET.replace("告知差一点儿", "不属于受理范围") + CLOSED,
    ):
        write(f"tickets/{ID}.yaml", ticket)
        assert guidelint("check").code == 1


def test_a_closed_ticket_is_held_to_a_rule_that_is_not_shown(guidelint: Run, write: Write) -> None:
    revealing = TICKET.replace("guide_says: 身份证明   # 原话\n", "reveals: [profile/minimal]\n")
    write(f"tickets/{ID}.yaml", revealing + CLOSED)
    done = guidelint("check", "--level", "error")
    assert (done.code, "[profile/minimal]" in done.out) == (2, True)
    assert guidelint("check", "--ignore", "profile/minimal").code == 1


def test_a_persons_words_are_for_one_thing(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/card.yaml", GUIDE.replace("name: 身份证明", "name: 身份证明\n  - name: 收入证明"))
    revealing = "reveals: [ambiguous/identity-proof, ambiguous/income-proof]\n"
    write(f"tickets/{ID}.yaml", TICKET.replace("guide_says: 身份证明   # 原话\n", revealing))
    several = guidelint(*CLOSE, "--replace", "居民身份证")
    assert (several.code, "（“收入证明”、“身份证明”）" in several.err) == (2, True)
    write(f"tickets/{ID}.yaml", TICKET + revealing)
    quoted = guidelint(*CLOSE, "--replace", "居民身份证")
    assert quoted.code == 1
    assert "guides/card.yaml:8:11 警告 收入证明所指不明 [ambiguous/income-proof]" in quoted.out
    assert "[ambiguous/identity-proof]" not in quoted.out


def test_another_guide_that_would_get_a_new_problem_is_left(guidelint: Run, write: Write, workspace: Path) -> None:
    write(f"tickets/{ID}.yaml", TICKET)
    other = "id: other\ntitle: 别的\nmaterials:\n  - name: 身份证明\n    type: 原件\n"
    write("guides/other.yaml", other)
    write("windows/other.yaml", WINDOW.replace("guide: card", "guide: other").replace("[居民身份证]", "[护照]"))
    done = guidelint(*CLOSE, "--propagate", "--replace", "居民身份证")
    assert done.code == 0, done.out
    assert (workspace / "guides/other.yaml").read_text(encoding="utf-8") == other
    assert "guides/other.yaml:4:11 “身份证明” [ambiguous/identity-proof]" in done.out


@pytest.mark.usefixtures("ticket", "window")
def test_personal_data_does_not_get_into_the_record(guidelint: Run, workspace: Path) -> None:
    before = contents(workspace)
    for option in ("--note", "--by"):
        done = guidelint(*CLOSE, option, "找13800138000")
        assert (done.code, "手机号（138****8000）" in done.err) == (2, True)
    assert contents(workspace) == before


@pytest.mark.usefixtures("ticket", "window", "needs_git")
@pytest.mark.parametrize(
    ("attributes", "config", "is_converted"),
    [
        ("", "true", True), ("", "input", True), ("", "false", False), ("*.yaml text\n", "false", True),
        ("*.yaml text=auto\n", "false", True), ("*.yaml eol=crlf\n", "false", True), ("*.yaml -text\n", "true", False),
    ],
)  # fmt: skip
def test_the_record_has_the_digest_of_what_git_commits(
    guidelint: Run, workspace: Path, attributes: str, config: str, is_converted: bool
) -> None:
    """The line ends of a checkout on Windows are not those of the commit, by which others find the file again."""

    def git(*arguments: str) -> bytes:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.invalid"]
        return subprocess.run(["git", *who, *arguments], cwd=workspace, capture_output=True, check=True).stdout

    git("init", "-q")
    git("config", "core.autocrlf", config)
    (workspace / ".gitattributes").write_text(attributes, encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "状态")
    guide = workspace / "guides" / "card.yaml"
    guide.write_bytes(guide.read_bytes().replace(b"\n", b"\r\n"))
    assert guidelint(*CLOSE).code == 0
    (said,) = data(workspace / f"archive/{ID}.yaml")["guides"]
    git("add", "-A")
    committed = git("cat-file", "blob", ":guides/card.yaml")
    assert (b"\r\n" not in committed) == is_converted
    assert said["sha256"] == hashlib.sha256(committed).hexdigest()
