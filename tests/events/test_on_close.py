"""`guidelint ticket on-close` in a real git repository that somebody is working in.

Takes seconds: every call makes an engine ready and runs git a dozen times.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.events.conftest import GUIDE, Repo, event

BRANCH = "guidelint/close/T-2021-11-001"


def test_the_round_trip(repo: Repo) -> None:
    repo.git("stash", "list")
    before, head = repo.state(), repo.git("rev-parse", "HEAD")
    done = repo.guidelint("ticket", "on-close", "--event", "-", stdin=event("42", ref="A-1", satisfied=True))
    assert done.code == 0, done.err
    first, patch = done.out.split("\n\n", 1)
    assert first.startswith(f"工单 T-2021-11-001 已在分支 {BRANCH} 办结（提交 ")
    assert "-  - name: 身份证明   # 原样\n+  - name: 居民身份证   # 原样\n" in patch
    assert repo.state() == before
    assert repo.git("rev-parse", "HEAD") == head

    assert repo.git("rev-parse", f"{BRANCH}~1") == head
    assert repo.git("diff", "--name-status", "main", BRANCH).splitlines() == [
        "A\t工作 区/archive/T-2021-11-001.yaml",
        "M\t工作 区/guides/卡 1.yaml",
        "M\t工作 区/tickets/T-2021-11-001.yaml",
    ]
    assert repo.git("show", f"{BRANCH}:工作 区/guides/卡 1.yaml") == GUIDE.format(id="card-1").replace(
        "身份证明", "居民身份证"
    )
    assert "outcome: {satisfied: true, closed: 2021-11-21, remedy: guide}\n" in repo.git(
        "show", f"{BRANCH}:工作 区/tickets/T-2021-11-001.yaml"
    )
    assert repo.git("log", "-1", "--format=%an <%ae>%n%B", BRANCH) == (
        "张三 <zhang@example.org>\n办结工单 T-2021-11-001\n\n"
        "guides/卡 1.yaml:5 “身份证明”→“居民身份证” [ambiguous/identity-proof]\n\n"
        "Ticket: T-2021-11-001\nEvent-Source: https://gongdan.example/dongcheng\nEvent-Id: 42\n\n"
    )
    # The branch passes the check, and what was printed is a patch that makes a fresh clone the same.
    clone = repo.top.parent / "clone"
    repo.git("clone", "-q", ".", str(clone))
    subprocess.run(["git", "apply", "--index", "-"], input=done.out.encode(), cwd=clone, check=True)
    assert subprocess.run(["git", "diff", "--quiet", f"origin/{BRANCH}"], cwd=clone, check=False).returncode == 0
    checked = Repo(clone).guidelint("check", "--select", "ambiguous,contract")
    assert checked.code == 0, checked.out


def test_the_same_event_is_carried_out_once(repo: Repo) -> None:
    repo.write("e.json", event("42", ticket="T-2021-11-001").decode())
    first = repo.guidelint("ticket", "on-close", "--event", "e.json", "--json")
    refs = repo.git("for-each-ref")
    again = repo.guidelint("ticket", "on-close", "--event", "e.json", "--json")
    assert (first.code, again.code) == (0, 0), first.err
    assert {**json.loads(first.out), "is_new": False} == json.loads(again.out)
    assert repo.git("for-each-ref") == refs
    # Another event about the same ticket finds it closed on its branch; nothing is made.
    other = repo.guidelint("ticket", "on-close", "--event", "-", "--json", stdin=event("43", ticket="T-2021-11-001"))
    assert json.loads(other.out) == json.loads(again.out)
    # The record outlives the branch.
    repo.git("branch", "-q", "-D", BRANCH)
    assert repo.guidelint("ticket", "on-close", "--event", "e.json", "--json").out == again.out
    assert "以前已经办过" in repo.guidelint("ticket", "on-close", "--event", "e.json").out


@pytest.mark.parametrize("how", ["commit", "empty", "merge"])
def test_what_somebody_commits_after_the_close_is_not_taken_for_it(repo: Repo, how: str) -> None:
    repo.git("stash", "-q", "-u")
    first = repo.guidelint("ticket", "on-close", "--event", "-", "--json", stdin=event("42", ticket="T-2021-11-001"))
    repo.git("switch", "-q", BRANCH)
    if how == "merge":
        repo.git("switch", "-q", "-c", "side", "main")
        repo.git("commit", "-q", "--allow-empty", "-m", "旁支")
        repo.git("switch", "-q", BRANCH)
        repo.git("merge", "-q", "--no-ff", "-m", "合并", "side")
    else:
        repo.write("guides/又一份.yaml", GUIDE.format(id="other"))
        repo.git("add", "-A") if how == "commit" else None
        repo.git("commit", "-q", "--allow-empty", "-m", "别人的提交")
    repo.git("switch", "-q", "-f", "main")
    expected = {**json.loads(first.out), "is_new": False}
    for id in ("43", "43", "42"):  # another event, the same again, and the first one
        again = repo.guidelint("ticket", "on-close", "--event", "-", "--json", stdin=event(id, ticket="T-2021-11-001"))
        assert json.loads(again.out) == expected
    by_ref = repo.guidelint("ticket", "on-close", "--event", "-", "--json", stdin=event("44", ref="A-1"))
    assert json.loads(by_ref.out) == expected


def test_a_ticket_closed_by_hand_on_its_branch_is_named(repo: Repo) -> None:
    repo.git("stash", "-q", "-u")
    repo.git("switch", "-q", "-c", BRANCH)
    closed = repo.guidelint("ticket", "close", "T-2021-11-001", "--on", "2021-11-20")
    assert closed.code == 0, closed.err
    by_hand = repo.commit_all()
    repo.git("switch", "-q", "main")
    for _ in range(2):  # the second time the event is known by its record
        done = repo.guidelint("ticket", "on-close", "--event", "-", "--json", stdin=event("5", ref="A-1"))
        said = json.loads(done.out)
        assert (said["status"], said["ticket"], said["commit"]) == ("closed", "T-2021-11-001", by_hand)


def test_a_finding_that_stands_refuses_with_its_line_and_changes_nothing(repo: Repo) -> None:
    repo.git("stash", "-q", "-u")
    ticket = repo.add_case(2, is_window_known=False)
    repo.commit_all()
    before, refs = repo.state(), repo.git("for-each-ref")
    refused = repo.guidelint("ticket", "on-close", "--event", "-", stdin=event("7", ticket=ticket))
    assert refused.code == 1
    assert f"工单 {ticket} 不能办结" in refused.out
    assert "guides/卡 2.yaml:5:11 错误 " in refused.out
    said = json.loads(
        repo.guidelint("ticket", "on-close", "--event", "-", "--json", stdin=event("7", ticket=ticket)).out
    )
    assert (said["status"], said["ticket"]) == ("refused", ticket)
    assert [(s["rule"], s["file"], s["line"], s["column"], s["text"]) for s in said["standing"]] == [
        ("ambiguous/identity-proof", "guides/卡 2.yaml", 5, 11, "身份证明")
    ]
    assert (repo.state(), repo.git("for-each-ref")) == (before, refs)
    # A refused event may come again: once a person has chosen the words it goes through.
    chosen = repo.guidelint(
        "ticket", "on-close", "--event", "-", stdin=event("7", ticket=ticket, replacement="居民身份证")
    )
    assert chosen.code == 0, chosen.err
    assert repo.git("show", f"guidelint/close/{ticket}:工作 区/guides/卡 2.yaml").count("居民身份证") == 1


def test_line_endings_and_a_base_that_is_not_checked_out(repo: Repo) -> None:
    repo.git("stash", "-q", "-u")
    repo.git("switch", "-q", "-c", "release")
    ticket = repo.add_case(3, line_break="\r\n")
    repo.commit_all()
    repo.git("switch", "-q", "main")
    there = event("1", ticket=ticket)
    unknown = repo.guidelint("ticket", "on-close", "--event", "-", stdin=there)
    assert (unknown.code, f"未找到工单 {ticket}" in unknown.err, "提交 " in unknown.err) == (2, True, True)
    assert repo.guidelint("ticket", "on-close", "--event", "-", "--base", "release", stdin=there).code == 0
    fixed = subprocess.run(
        ["git", "show", f"guidelint/close/{ticket}:工作 区/guides/卡 3.yaml"],
        cwd=repo.top,
        capture_output=True,
        check=True,
    ).stdout
    assert fixed == GUIDE.format(id="card-3").replace("身份证明", "居民身份证").replace("\n", "\r\n").encode()


@pytest.mark.parametrize("how", ["--ff", "--squash"])
def test_reopened_after_a_merge_it_is_closed_again_on_the_same_branch(repo: Repo, how: str) -> None:
    repo.git("stash", "-q", "-u")
    first = repo.guidelint("ticket", "on-close", "--event", "-", "--json", stdin=event("1", ticket="T-2021-11-001"))
    assert first.code == 0, first.err
    repo.git("merge", "-q", how, BRANCH)
    closed = repo.guidelint("ticket", "on-close", "--event", "-", "--json", stdin=event("2", ticket="T-2021-11-001"))
    if how == "--ff":
        assert (closed.code, "不能 close" in closed.err) == (2, True), closed
    else:
        assert json.loads(closed.out)["commit"] == json.loads(first.out)["commit"]
    assert repo.guidelint("ticket", "reopen", "T-2021-11-001", "--reason", "又遇到了", "--on", "2021-12-01").code == 0
    repo.commit_all()
    again = event("3", ticket="T-2021-11-001", closed="2021-12-02")
    assert repo.guidelint("ticket", "on-close", "--event", "-", stdin=again).code == 0
    assert repo.git("rev-parse", f"{BRANCH}~1") == repo.git("rev-parse", "main")


def test_a_branch_in_use_is_left_alone(repo: Repo) -> None:
    repo.git("branch", BRANCH)
    repo.git("worktree", "add", "-q", str(repo.top.parent / "other"), BRANCH)
    done = repo.guidelint("ticket", "on-close", "--event", "-", stdin=event("1", ticket="T-2021-11-001"))
    assert (done.code, f"分支 {BRANCH} 正在" in done.err) == (2, True)
    assert repo.git("rev-parse", BRANCH) == repo.git("rev-parse", "main")


def test_called_from_a_hook_it_does_not_touch_the_hooks_index(repo: Repo) -> None:
    env = {"GIT_DIR": str(repo.top / ".git"), "GIT_INDEX_FILE": str(repo.top / ".git" / "index"), "GIT_PREFIX": "x/"}
    before = repo.state()
    done = repo.guidelint("ticket", "on-close", "--event", "-", stdin=event("1", ticket="T-2021-11-001"), env=env)
    assert done.code == 0, done.err
    assert repo.state() == before


@pytest.mark.parametrize(
    ("arguments", "raw", "said"),
    [
        (("--event", "-"), b"{", "stdin:1:2 文件有误 不是合格的 JSON"),
        (("--event", "没有.json"), b"", "没有.json 文件有误 读不了文件"),
        (("--event", "-"), event("1", ticket="T-9"), "未找到工单 T-9"),
        (("--event", "-"), event("1", ref="没有"), "有 0 件工单符合 没有"),
        (("--event", "-", "--base", "没有"), event("1", ticket="T-2021-11-001"), "git 里没有提交 没有"),
        (("--event", "-", "--base", "--all"), event("1", ticket="T-2021-11-001"), "git 里没有提交 --all"),
    ],
)
def test_what_cannot_be_done(repo: Repo, arguments: tuple[str, ...], raw: bytes, said: str) -> None:
    before = repo.git("for-each-ref")
    done = repo.guidelint("ticket", "on-close", *arguments, stdin=raw)
    assert (done.code, done.out, said in done.err) == (2, "", True), done.err
    assert repo.git("for-each-ref") == before


@pytest.mark.usefixtures("needs_git")
def test_outside_git_it_says_so(tmp_path: Path) -> None:
    bare = Repo(tmp_path)
    bare.workspace.mkdir()
    bare.add_case(1)
    done = bare.guidelint("ticket", "on-close", "--event", "-", stdin=event("1", ticket="T-2021-11-001"))
    assert (done.code, "git 仓库" in done.err) == (2, True)


def test_several_at_once_move_the_same_branch_once(repo: Repo) -> None:
    """The same event and others about the same ticket, in processes of their own."""
    events = [event(id, ticket="T-2021-11-001") for id in ("1", "1", "2")]
    started = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "guidelint", "ticket", "on-close", "--event", "-", "--json"],
            cwd=repo.workspace, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in events
    ]  # fmt: skip
    said = [json.loads(process.communicate(raw, timeout=60)[0]) for process, raw in zip(started, events, strict=True)]
    assert len({one["commit"] for one in said}) == 1
    assert [one["is_new"] for one in said].count(True) == 1
    assert repo.git("rev-list", "--count", f"main..{BRANCH}") == "1\n"
