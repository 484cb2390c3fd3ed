"""A merge request with “身份证明” is blocked and one with the fix passes: real git, real pre-commit, the CI's own script.

Slow (some seconds): pre-commit clones the hooks' repository, and each commit and job is a process of its own.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.demonstration.repository import GUIDE, PROJECT, WINDOW, git, make
from tests.system import needed

# The hook as published says `language: python`, for which pre-commit installs guidelint and all it needs into an
# environment of its own; here the installed one is used.
SYSTEM = "        language: system\n"


@dataclass(frozen=True)
class Demonstration:
    folder: Path
    env: dict[str, str]

    def run(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(
            command, cwd=self.folder, env=self.env, timeout=120, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.returncode, done.stdout.decode("utf-8")

    def rewrite(self, name: Path, old: str, new: str) -> None:
        file = self.folder / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8", newline="\n")

    def commit(self, message: str, *options: str) -> tuple[int, str]:
        return self.run("git", "commit", "--all", f"--message={message}", *options)

    def job(self, base: str = "") -> tuple[int, str]:
        """The script of the GitLab template, as its runner would run it after guidelint is installed; `base` is the
        commit that a merge request branched off."""
        template = yaml.safe_load((PROJECT / "ci/gitlab/guidelint.gitlab-ci.yml").read_text(encoding="utf-8"))
        variables = (f"CI_MERGE_REQUEST_DIFF_BASE_SHA={base}",) if base else ()
        return self.run("env", *variables, "bash", "-e", "-c", "\n".join(template["guidelint"]["script"]))


@pytest.fixture
def demonstration(tmp_path: Path) -> Demonstration:
    needed("git")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(PROJECT / ".pre-commit-hooks.yaml", hooks)
    git(hooks, "init", "--quiet")
    git(hooks, "add", ".")
    git(hooks, "-c", "user.name=演示", "-c", "user.email=demo@example.invalid", "commit", "--quiet", "--message=hooks")
    folder = tmp_path / "指南 仓库"
    folder.mkdir()
    make(folder, hooks, options=SYSTEM)
    scripts = Path(sys.executable).parent
    env = {
        **os.environ,
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
    }
    made = Demonstration(folder, {key: value for key, value in env.items() if not key.startswith("GIT_")})
    assert made.run("pre-commit", "install")[0] == 0
    return made


@pytest.mark.slow
def test_the_vague_one_is_blocked_and_the_fixed_one_passes(demonstration: Demonstration) -> None:
    it = demonstration
    git(it.folder, "switch", "--quiet", "--create=vague")
    it.rewrite(GUIDE, "居民身份证", "身份证明")

    code, said = it.commit("改写材料名称")
    assert code == 1
    assert "guidelint 检查办事指南" in said and "Failed" in said
    assert "guides/东城/社会保障卡补领.yaml:7:11 错误 身份证明所指不明 [ambiguous/identity-proof]" in said
    assert "工单 DC-2021-11-001" in said and "改为“居民身份证”（可自动修改）" in said
    assert git(it.folder, "log", "--oneline", "main..vague") == ""

    # Whoever goes round the hook is stopped by the merge request's pipeline.
    assert it.commit("改写材料名称", "--no-verify")[0] == 0
    code, said = it.job()
    assert code == 1
    issues = json.loads((it.folder / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert {issue["check_name"] for issue in issues} >= {"ambiguous/identity-proof", "contract/vaguer-than-window"}
    assert {issue["location"]["path"] for issue in issues} == {GUIDE.as_posix()}

    # The same branch with the fix that guidelint itself makes.
    assert it.run("guidelint", "fix")[0] == 0
    code, said = it.commit("写明窗口收的证件")
    assert (code, "Passed" in said) == (0, True)
    assert it.job()[0] == 0
    assert json.loads((it.folder / "gl-code-quality-report.json").read_text(encoding="utf-8")) == []
    git(it.folder, "switch", "--quiet", "main")
    assert it.run("git", "merge", "--no-edit", "vague")[0] == 0
    assert "- name: 居民身份证\n" in (it.folder / GUIDE).read_text(encoding="utf-8")


def test_a_merge_request_answers_only_for_what_it_brings(demonstration: Demonstration) -> None:
    it = demonstration
    it.rewrite(GUIDE, "居民身份证", "身份证明")
    it.commit("以前就有的问题", "--no-verify")
    base = git(it.folder, "rev-parse", "HEAD").strip()
    it.rewrite(GUIDE, "社会保障卡补领", "社会保障卡补换领")
    it.commit("改标题", "--no-verify")
    assert it.job()[0] == 1
    assert it.job(base)[0] == 0
    it.rewrite(WINDOW, "copies: 1", "copies: 2")
    it.commit("又添一处", "--no-verify")
    assert it.job(base)[0] == 1


def test_a_window_record_finds_fault_with_a_guide_that_nobody_touched(demonstration: Demonstration) -> None:
    it = demonstration
    it.rewrite(WINDOW, "copies: 1", "copies: 2")
    code, said = it.commit("窗口实际要两份")
    assert code == 1
    assert "contract/more-copies" in said and GUIDE.as_posix() in said


def test_the_fixing_hook_mends_and_stops_the_commit_so_that_it_is_looked_at(demonstration: Demonstration) -> None:
    it = demonstration
    it.rewrite(Path(".pre-commit-config.yaml"), "id: guidelint\n", "id: guidelint-fix\n")
    it.rewrite(GUIDE, "居民身份证", "身份证明")
    code, said = it.commit("改写材料名称")
    assert code == 1
    assert "files were modified by this hook" in said
    assert "- name: 居民身份证\n" in (it.folder / GUIDE).read_text(encoding="utf-8")
    assert it.commit("写明窗口收的证件")[0] == 0
