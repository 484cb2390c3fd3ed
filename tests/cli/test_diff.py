"""`check --diff REV`: only what the change brings in, also into guides that nobody edited. Run with real git."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Outcome, Run, Write

GUIDE = "id: {id}\ntitle: 标题\nhalls: [大厅]\nmaterials:\n  - name: {name}\n    type: {type}\n"
WINDOW = """\
guide: b
hall: 大厅
observed: {on: 2026-01-02, by: 综合窗口, how: 工单}
materials:
  - accepts: [户口簿]
    type: 原件
    revealed_by: [T-1]
"""
TICKET = """\
id: T-1
channel: 综合窗口
received: 2026-01-02
guide: b
problem: 告知差一点儿
summary: 带了复印件,窗口要原件
source: {kind: 现场}
"""
SEED = "ambiguous/identity-proof"

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, needs_git: None) -> Git:
    def git(*arguments: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false"]
        done = subprocess.run([*command, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    git("init", "-q")
    return git


@pytest.fixture
def workspace(write: Write, git: Git) -> None:
    write("guidelint.yaml", f"select: [{SEED}, contract]\n")
    write("tickets/t.yaml", TICKET)
    write("guides/甲.yaml", GUIDE.format(id="a", name="身份证明", type="原件"))
    write("guides/乙.yaml", GUIDE.format(id="b", name="户口簿", type="复印件"))
    commit(git)


def commit(git: Git) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "状态")


def found(done: Outcome) -> list[str]:
    """Guide and rule of every finding in a JSON report."""
    assert done.err == ""
    return [f"{finding['guide']} {finding['rule']}" for finding in json.loads(done.out)["findings"]]


@pytest.fixture
def since(guidelint: Run, workspace: None) -> Callable[[], list[str]]:
    return lambda: found(guidelint("check", "--diff", "HEAD", "--format", "json"))


def test_what_was_there_before_is_left_out_also_moved_and_renamed(
    guidelint: Run, write: Write, since: Callable[[], list[str]], tmp_path: Path
) -> None:
    done = guidelint("check", "--diff", "HEAD")
    assert done.code == 0
    assert done.out == "检查了 2 份指南，没有发现问题。 只报 HEAD 以来新出现的；原有 1 处没有列出。\n"
    (tmp_path / "guides/甲.yaml").unlink()
    renamed = "# 改名\n" + GUIDE.format(id="a", name="户口簿", type="原件") + "  - name: 身份证明\n    type: 原件\n"
    write("guides/东城/丙.yaml", renamed)
    assert since() == []


def test_a_second_equal_finding_is_new(write: Write, since: Callable[[], list[str]]) -> None:
    write("guides/甲.yaml", GUIDE.format(id="a", name="身份证明", type="原件") + "  - name: 身份证明\n")
    assert since() == [f"a {SEED}"]


def test_a_window_record_brings_a_finding_into_a_guide_that_nobody_edited(
    write: Write, since: Callable[[], list[str]]
) -> None:
    write("windows/w.yaml", WINDOW)
    assert since() == ["b contract/original-demanded"]


def test_a_rule_of_the_workspace_and_the_ticket_that_makes_it_active(
    write: Write, git: Git, since: Callable[[], list[str]]
) -> None:
    write(
        "rules/own/booklet.yaml",
        "title: {zh: 户口簿, en: booklet}\nlevel: error\nkind: pattern\nfield: materials[].name\npattern: 户口簿\n"
        "evidence: []\nmessage: {zh: 写了户口簿, en: names the booklet}\nfix: {advice: {zh: 改, en: change}}\n"
        "examples: {bad: [户口簿], good: [身份证]}\n",
    )
    write("guidelint.yaml", f"select: [{SEED}, contract, own/booklet]\n")
    assert since() == []  # no ticket backs it
    write("tickets/t.yaml", TICKET + "reveals: [own/booklet]\n")
    assert since() == ["b own/booklet"]
    commit(git)
    assert since() == []


def test_the_thesaurus(guidelint: Run, write: Write, git: Git, workspace: None) -> None:
    concept = "concepts:\n  - id: local-proof\n    prefLabel: {zh: 本地凭据, en: local proof}\n    altLabel: [%s]\n"
    write(
        "rules/own/local.yaml",
        "title: {zh: 本地凭据, en: local proof}\nlevel: error\nkind: term\nfield: materials[].name\nterms: [本地凭据]\n"
        "evidence: [T-1]\nmessage: {zh: 用了本地叫法, en: a local name}\nfix: {advice: {zh: 改, en: change}}\n"
        "examples: {bad: [本地凭据], good: [居民身份证]}\n",
    )
    write("rules/thesaurus/local.yaml", concept % "本地证")
    write("guidelint.yaml", "select: [own]\n")
    write("guides/甲.yaml", GUIDE.format(id="a", name="老城凭据", type="原件"))
    commit(git)
    write("rules/thesaurus/local.yaml", concept % "本地证, 老城凭据")
    assert found(guidelint("check", "--diff", "HEAD", "--format", "json")) == ["a own/local"]


def test_a_rule_that_was_not_there_yet_may_be_asked_for(guidelint: Run, write: Write, workspace: None) -> None:
    write(
        "rules/own/booklet.yaml",
        "title: {zh: 户口簿, en: booklet}\nlevel: error\nkind: pattern\nfield: materials[].name\npattern: 户口簿\n"
        "evidence: [T-1]\nmessage: {zh: 写了户口簿, en: names the booklet}\nfix: {advice: {zh: 改, en: change}}\n"
        "examples: {bad: [户口簿], good: [身份证]}\n",
    )
    assert found(guidelint("check", "--select", "own/booklet", "--diff", "HEAD", "--format", "json")) == [
        "b own/booklet"
    ]


def test_a_workspace_in_a_folder_of_the_repository(guidelint: Run, write: Write, git: Git, tmp_path: Path) -> None:
    write("city/guidelint.yaml", f"extends: [../national]\nselect: [{SEED}]\n")
    write("national/guidelint.yaml", "preview: true\n")
    write("city/guides/甲.yaml", GUIDE.format(id="a", name="身份证明", type="原件"))
    commit(git)
    write("city/guides/乙.yaml", GUIDE.format(id="b", name="身份证明", type="原件"))
    done = guidelint("check", "--diff", "HEAD", "--format", "json", cwd=tmp_path / "city")
    assert found(done) == [f"b {SEED}"]


@pytest.mark.usefixtures("needs_git")
def test_a_rule_package_beside_the_repository(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("national/guidelint.yaml", f"select: [{SEED}]\n")
    write("city/guidelint.yaml", "extends: [../national]\n")
    write("city/guides/甲.yaml", GUIDE.format(id="a", name="身份证明", type="原件"))
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "-A"), (*identity, "commit", "-q", "-m", "状态")):
        subprocess.run(["git", *arguments], cwd=tmp_path / "city", check=True)
    write("city/guides/乙.yaml", GUIDE.format(id="b", name="身份证明", type="原件"))
    done = guidelint("check", "--diff", "HEAD", "--format", "json", cwd=tmp_path / "city")
    assert found(done) == [f"b {SEED}"]
    assert (tmp_path / "national/guidelint.yaml").is_file()


def test_nothing_of_it_is_left_in_the_repository(guidelint: Run, git: Git, workspace: None, tmp_path: Path) -> None:
    before = sorted(path for path in tmp_path.rglob("*"))
    guidelint("check", "--diff", "HEAD")
    assert git("status", "--porcelain") == ""
    assert sorted(path for path in tmp_path.rglob("*")) == before


def test_what_was_done_meanwhile_on_the_other_branch_is_no_part_of_the_change(
    guidelint: Run, write: Write, git: Git, workspace: None, since: Callable[[], list[str]]
) -> None:
    """As `git diff main...`: the guide that main has mended is not blamed on who added another one."""
    git("branch", "-M", "main")
    git("checkout", "-q", "-b", "change")
    write("guides/丙.yaml", GUIDE.format(id="c", name="身份证明", type="原件"))
    commit(git)
    git("checkout", "-q", "main")
    write("guides/甲.yaml", GUIDE.format(id="a", name="居民身份证", type="原件"))
    commit(git)
    git("checkout", "-q", "change")
    assert found(guidelint("check", "--diff", "main", "--format", "json")) == [f"c {SEED}"]


def test_a_shallow_clone_is_told_to_fetch(
    guidelint: Run, write: Write, git: Git, workspace: None, tmp_path: Path
) -> None:
    git("branch", "-M", "main")
    git("checkout", "-q", "-b", "change")
    write("guides/丙.yaml", GUIDE.format(id="c", name="身份证明", type="原件"))
    commit(git)
    git("clone", "-q", "--depth", "1", "--no-single-branch", "-b", "change", tmp_path.as_uri(), "shallow")
    shallow = tmp_path / "shallow"
    advice = "这里只取了最近的提交（浅克隆），请先运行 git fetch --unshallow"
    for revision, why in (("HEAD~1", "git 里没有版本 HEAD~1"), ("no-branch", "git 里没有版本 no-branch")):
        done = guidelint("check", "--diff", revision, cwd=shallow)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"guidelint 错误：{why}；{advice}")
    # Two branches whose common history is not here.
    git("checkout", "-q", "main")
    write("guides/丁.yaml", GUIDE.format(id="d", name="户口簿", type="原件"))
    commit(git)
    git("clone", "-q", "--depth", "1", "--no-single-branch", "-b", "change", tmp_path.as_uri(), "parted")
    done = guidelint("check", "--diff", "origin/main", cwd=tmp_path / "parted")
    assert (done.code, done.err.partition("；")[0]) == (
        2,
        "guidelint 错误：版本 origin/main 和现在的提交没有共同的历史",
    )
    assert advice in done.err


def test_a_branch_of_a_remote_repository_that_is_not_here(guidelint: Run, git: Git, workspace: None) -> None:
    done = guidelint("check", "--diff", "origin/main")
    expected = "guidelint 错误：git 里没有版本 origin/main；如果它在远程仓库里，请先运行 git fetch origin main\n"
    assert (done.code, done.err) == (2, expected)


def test_requests_that_cannot_be_met(guidelint: Run, write: Write, git: Git, workspace: None) -> None:
    unknown = guidelint("check", "--diff", "no-such-branch")
    assert (unknown.code, unknown.err) == (2, "guidelint 错误：git 里没有版本 no-such-branch\n")
    assert guidelint("check", "--diff=--all").code == 2
    write("guidelint.yaml", "level: fatal\n")
    commit(git)
    write("guidelint.yaml", "level: error\n")
    broken = guidelint("check", "--diff", "HEAD")
    assert broken.code == 2
    assert "HEAD:guidelint.yaml:1:8 文件有误" in broken.err


def test_without_git(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("guides/甲.yaml", GUIDE.format(id="a", name="身份证明", type="原件"))
    nowhere = guidelint("check", "--diff", "HEAD", env={"PATH": "", "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert nowhere.code == 2
    assert "git" in nowhere.err
    assert "Traceback" not in nowhere.err
