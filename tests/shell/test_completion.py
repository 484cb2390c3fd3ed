"""Completion in the real shells, and the manual page through the real `man`. These start programs of the system."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system import needed

ROOT = Path(__file__).parents[2]


def run(*command: str, **variables: str) -> str:
    """Run in this repository, with the `guidelint` of this Python on the path."""
    scripts = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8", **variables}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


def bash(words: str) -> list[str]:
    """What Bash's own completion makes of the words, of which the last is being written."""
    script = f"""
        source <(guidelint completion bash)
        COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
        _guidelint_completion guidelint; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    return run(needed("bash"), "--norc", "-c", script).split()


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("guidelint exp", ["explain", "export"]),
        ("guidelint explain ambiguous/identity", ["ambiguous/identity-proof"]),
        ("guidelint check --select time,form/no-num", ["time,form/no-number"]),
        ("guidelint notice bj-dongcheng-ss", ["bj-dongcheng-sscard-replacement"]),
        ("guidelint ticket close DEMO-2026-01-003", ["DEMO-2026-01-003"]),
        ("guidelint try --guide x --bring 居民身份证挂", ["居民身份证挂失申报证明"]),
        ("guidelint schema gui", ["guide"]),
    ],
)
def test_bash(words: str, proposed: list[str]) -> None:
    assert bash(words) == proposed


def test_a_broken_configuration_does_not_disturb_the_shell(tmp_path: Path) -> None:
    (tmp_path / "guidelint.yaml").write_text("lang: [\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "guidelint"],
        cwd=tmp_path, capture_output=True, timeout=60, check=False,
        env={**os.environ, "COMP_WORDS": "guidelint explain ambiguous/id", "COMP_CWORD": "2",
             "_GUIDELINT_COMPLETE": "bash_complete"},
    )  # fmt: skip
    assert (done.stdout.decode(), done.stderr.decode()) == ("plain,ambiguous/identity-proof\n", "")


def test_rules_of_a_package_that_the_workspace_extends(tmp_path: Path) -> None:
    rule = tmp_path / "national/rules/national/first.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text("title: {zh: 全国的规则, en: national}\n", encoding="utf-8")
    city = tmp_path / "city"
    city.mkdir()
    (city / "guidelint.yaml").write_text("extends: [../national]\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "guidelint"],
        cwd=city, capture_output=True, timeout=60, check=False,
        env={**os.environ, "COMP_WORDS": "guidelint explain nation", "COMP_CWORD": "2",
             "_GUIDELINT_COMPLETE": "bash_complete"},
    )  # fmt: skip
    assert done.stdout.decode().split() == ["plain,national", "plain,national/first"]


def test_fish() -> None:
    script = 'source (guidelint completion fish | psub); complete -C "guidelint explain ambiguous/id"'
    assert run(needed("fish"), "--no-config", "-c", script) == "ambiguous/identity-proof\t身份证明所指不明\n"


def test_zsh() -> None:
    """A key pressed at a prompt: zsh completes only in its line editor, so it runs in a terminal of its own."""
    script = r"""
        zmodload zsh/zpty
        zpty it zsh -f -i
        zpty -w it 'autoload -U compinit && compinit -u -D; source <(guidelint completion zsh); print READY'
        zpty -r -m it line '*READY*READY*'
        zpty -w -n it $'print -r -- DONE guidelint; guidelint explain ambiguous/identity\t'
        zpty -r -m it line '*identity-proof*'
        print -r -- "$line"
        zpty -d it
    """
    assert "guidelint explain ambiguous/identity-proof" in run(needed("zsh"), "-f", "-c", script)


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_manual_page_renders_without_a_warning(tmp_path: Path, width: str) -> None:
    man = needed("man")
    page = tmp_path / "guidelint.1"
    page.write_text(run("guidelint", "man"), encoding="utf-8")
    shown = run(man, "--warnings", "-l", str(page), MANWIDTH=width, MAN_KEEP_FORMATTING="")
    assert "guidelint explain [OPTIONS] RULE" in shown
    assert "检查指南。" in shown
    assert "~/.config/fish/completions/guidelint.fish" in shown
