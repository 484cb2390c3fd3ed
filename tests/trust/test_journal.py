"""A journal is carried out only where this user's own guidelint left it, on this machine, in this folder."""

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from guidelint.workspace import secret, transaction
from guidelint.workspace.config import JOURNAL_NAME
from guidelint.workspace.transaction import Write as FileWrite
from tests.command import Run, Write

OLD = "id: a\ntitle: 补领\nhalls: [大厅]\nmaterials:\n  - name: 身份证明\n    type: 原件\n"
NEW = OLD.replace("身份证明", "户口簿")
READERS = [
    ["check"], ["check", "--diff", "HEAD"], ["doctor"], ["rules", "list"], ["ticket", "list"], ["stats"], ["config", "show"],
    ["notice", "a"], ["export", "guides", "--xlsx", "o.xlsx"], ["fix"], ["recover"],
]  # fmt: skip


def left_unfinished(root: Path) -> None:
    """What a process leaves that is killed after its write of the guide was decided."""
    transaction._begin(root, [FileWrite(root / "guides" / "a.yaml", NEW.encode(), OLD.encode())])


def state(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("command", READERS, ids=" ".join)
@pytest.mark.parametrize("how", ["made by hand", "of another user", "copied", "unsigned"])
def test_a_journal_of_somebody_else_changes_nothing(
    guidelint: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], how: str
) -> None:
    write("w/guides/a.yaml", OLD)
    root = tmp_path / "w"
    if how == "made by hand":
        sums = {"before": sha256(OLD.encode()).hexdigest(), "after": sha256(NEW.encode()).hexdigest()}
        write(f"w/{JOURNAL_NAME}/0.new", NEW)
        write(f"w/{JOURNAL_NAME}/0.old", OLD)
        said = {"undo": False, "files": [{"file": "guides/a.yaml", **sums}], "folders": []}
        write(f"w/{JOURNAL_NAME}/journal.json", json.dumps(said))
    elif how == "of another user":
        with monkeypatch.context() as patch:
            patch.setenv(secret.VARIABLE, str(tmp_path / "theirs"))
            left_unfinished(root)
    elif how == "unsigned":
        (tmp_path / "no-folder").write_bytes(b"")
        with monkeypatch.context() as patch:
            patch.setenv(secret.VARIABLE, str(tmp_path / "no-folder"))
            left_unfinished(root)
    else:
        left_unfinished(root)
        shutil.copytree(root, tmp_path / "clone")
        root = tmp_path / "clone"
    before = state(root)
    done = guidelint(*command, cwd=root)
    assert done.code == 2
    assert f"删去 {JOURNAL_NAME}" in done.err + done.out
    assert state(root) == before


def test_what_was_changed_in_a_journal_is_not_carried_out(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("guides/a.yaml", OLD)
    left_unfinished(tmp_path)
    write(f"{JOURNAL_NAME}/0.new", OLD.replace("身份证明", "别的"))
    assert guidelint("recover").code in (0, 2)
    assert (tmp_path / "guides" / "a.yaml").read_text(encoding="utf-8") == OLD


def test_one_s_own_is_finished(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("guides/a.yaml", OLD)
    left_unfinished(tmp_path)
    before = state(tmp_path)
    done = guidelint("check")
    assert (done.code, "guidelint recover" in done.err) == (2, True)
    assert state(tmp_path) == before
    assert guidelint("recover").code == 0
    assert state(tmp_path) == {"guides/a.yaml": NEW.encode()}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("what", ["link", "file"])
def test_something_else_of_that_name(guidelint: Run, write: Write, tmp_path: Path, what: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_bytes(b"precious")
    write("w/guides/a.yaml", OLD.replace("大厅]", "大厅]\nregion: '110101'"))
    write(
        "w/windows/a.yaml",
        "guide: a\nhall: 大厅\nobserved: {on: 2021-11-16, how: 窗口自报}\nmaterials:\n  - accepts: [居民身份证]\n    type: 原件\n",
    )
    journal = tmp_path / "w" / JOURNAL_NAME
    journal.symlink_to(outside) if what == "link" else journal.write_bytes(b"x")
    done = guidelint("fix", cwd=tmp_path / "w")
    assert (done.code, f"删去 {JOURNAL_NAME}" in done.err) == (2, True), done
    assert (outside / "precious").read_bytes() == b"precious"
