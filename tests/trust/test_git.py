"""git is given what strangers committed: it starts none of their programs, whatever guidelint asks it to do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from guidelint.workspace.git import Repository
from tests.command import Run, Write
from tests.events.conftest import GUIDE, TICKET, WINDOW, event

pytestmark = [
    pytest.mark.usefixtures("needs_git"),
    pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts"),
]
WORDS = {"id": "a", "ticket": "T-2021-11-001", "ref": "A-1"}
COMMANDS = [
    ["check", "--diff", "HEAD"],
    ["ticket", "on-close", "--event", "e.json"],
    ["backtest"],
    ["doctor"],
    ["serve", "--port", "0"],
]


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.invalid", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that leaves a trace of itself: the file `ran` beside it."""
    file = tmp_path / "program"
    file.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{tmp_path}/ran'\ncat\n", encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
def ran(program: Path) -> Path:
    return program.with_name("ran")


def lay_out(write: Write, folder: str) -> None:
    write(f"{folder}/guidelint.yaml", "")
    write(f"{folder}/guides/a.yaml", GUIDE.format(**WORDS))
    write(f"{folder}/windows/a.yaml", WINDOW.format(**WORDS))
    write(f"{folder}/tickets/a.yaml", TICKET.format(**WORDS))
    write(f"{folder}/e.json", event("1", ticket=WORDS["ticket"]))


def settings(program: Path) -> str:
    """Every setting by which git can be told to start a program."""
    hooks = program.parent / "hooks"
    hooks.mkdir()
    for name in (
        "post-index-change",
        "reference-transaction",
        "post-checkout",
        "pre-commit",
        "post-commit",
        "pre-auto-gc",
    ):
        shutil.copy(program, hooks / name)
    return f"""\
[core]
\trepositoryformatversion = 0
\tfsmonitor = {program}
\thooksPath = {hooks}
\tpager = {program}
\teditor = {program}
\tsshCommand = {program}
\taskPass = {program}
\tgitProxy = {program}
[diff]
\texternal = {program}
[diff "x"]
\tcommand = {program}
\ttextconv = {program}
[filter "x"]
\tclean = {program}
\tsmudge = {program}
\tprocess = {program}
\trequired = true
[credential]
\thelper = !{program}
[gpg]
\tprogram = {program}
[log]
\tshowSignature = true
[remote "origin"]
\turl = ext::{program}
\tpromisor = true
\tpartialclonefilter = blob:none
"""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_a_committed_folder_is_no_repository(
    guidelint: Run, write: Write, tmp_path: Path, program: Path, ran: Path, command: list[str]
) -> None:
    """HEAD, config, objects and refs in a folder make a bare repository of it, with settings and hooks of its own."""
    lay_out(write, "w/inner")
    outer = tmp_path / "w"
    git(outer, "init", "-q", "-b", "main")
    git(outer, "add", "-A")
    git(outer, "commit", "-q", "-m", "1")
    shutil.copytree(outer / ".git", outer / "inner", dirs_exist_ok=True)
    write("w/inner/config", settings(program) + "[core]\n\tbare = false\n\tworktree = .\n")
    done = guidelint(*command, cwd=outer / "inner", env={**os.environ, "GUIDELINT_SECRET": "k" * 32})
    assert not ran.exists(), ran.read_text(encoding="utf-8")
    if command[0] not in ("doctor", "backtest"):
        assert (done.code, "safe.bareRepository" in done.err) == (2, True)


@pytest.mark.parametrize("command", COMMANDS[:4], ids=lambda command: " ".join(command[:2]))
def test_settings_and_attributes_of_an_unpacked_repository_start_nothing(
    guidelint: Run, write: Write, tmp_path: Path, program: Path, ran: Path, command: list[str]
) -> None:
    """A folder that came as an archive brings its `.git` along."""
    lay_out(write, "w")
    write("w/.gitattributes", "* filter=x diff=x\n")
    folder = tmp_path / "w"
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "1")
    write("w/.git/config", settings(program))
    done = guidelint(*command, cwd=folder)
    assert not ran.exists(), ran.read_text(encoding="utf-8")
    assert done.code in (0, 1), done.err
    if command[0] == "ticket":
        assert "-  - name: 身份证明" in done.out


def test_a_repository_that_puts_its_work_tree_elsewhere(
    guidelint: Run, write: Write, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lay_out(write, "w")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    folder = tmp_path / "w"
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "1")
    git(folder, "config", "core.worktree", str(elsewhere))
    done = guidelint("ticket", "on-close", "--event", "e.json", "--json", cwd=folder)
    assert done.code in (0, 2)
    assert list(elsewhere.iterdir()) == []


def test_files_are_taken_out_and_put_in_byte_by_byte(write: Write, tmp_path: Path) -> None:
    """Line breaks that attributes would convert, names of all kinds, links, modes and an empty file."""
    folder = tmp_path / "w"
    contents = {"a b.txt": b"1\r\n2\n", "空\n行.txt": b"", "d/e.bin": bytes(range(256)), "x*": b"x"}
    for name, content in contents.items():
        write(f"w/{name}", content)
    (folder / "x*").chmod(0o755)
    (folder / "leads-out").symlink_to("/etc")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "1")
    write("w/.gitattributes", "* text eol=crlf ident\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "2")
    repository = Repository.around(folder)
    head = repository.commit("HEAD")
    assert head is not None
    with repository.extracted(head) as extract:
        assert extract.committed("nothing") is None
        kept = {name: (extract.folder / name).read_bytes() for name in contents}
        assert kept == {name: git_bytes(folder, f"HEAD:{name}") for name in contents}
        assert (extract.folder / "leads-out").readlink() == Path("/etc")
        (extract.folder / "d" / "e.bin").unlink()
        (extract.folder / "x*").write_bytes(b"y\r\n")
        (extract.folder / "新.txt").write_bytes(b"z")
        commit = extract.committed("words")
    assert commit is not None
    changes = git(folder, "-c", "core.quotePath=false", "diff", "--raw", "--no-renames", head, commit).splitlines()
    assert [(one.split()[:2], one.split("\t")[1]) for one in changes] == [
        ([":100644", "000000"], "d/e.bin"),
        ([":100755", "100755"], "x*"),
        ([":000000", "100644"], "新.txt"),
    ]
    assert git_bytes(folder, f"{commit}:x*") == b"y\r\n"


def git_bytes(folder: Path, name: str) -> bytes:
    return subprocess.run(["git", "cat-file", "blob", name], cwd=folder, capture_output=True, check=True).stdout
