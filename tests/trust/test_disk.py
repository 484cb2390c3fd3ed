"""Full, broken and read-only disks: the message names the file and what has changed, and the exit code is the truth."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guidelint.__main__ import run
from guidelint.model.errors import NotWritten
from guidelint.workspace import journal
from guidelint.workspace.git import Repository
from guidelint.workspace.transaction import Write, recover, write_all
from guidelint.workspace.writing import write_whole


def refusing(number: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EROFS, "磁盘是只读的"),
        (errno.EDQUOT, "超过了磁盘配额"),
        (errno.EIO, "磁盘读写出错"),
    ],
)
def test_a_file_that_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", refusing(number))
    with pytest.raises(NotWritten) as refused:
        write_whole(tmp_path / "a", b"new")
    assert refused.value.message.zh.startswith(f"写不了 {tmp_path / 'a'}：{why}")
    assert refused.value.message.zh.endswith("；旧文件没有动")
    with pytest.raises(NotWritten) as refused:
        write_whole(tmp_path / "b", b"new")
    assert refused.value.message.zh.endswith("；没有写出文件")
    writes = [Write(tmp_path / name, b"new", before) for name, before in (("a", b"old"), ("b", None))]
    with pytest.raises(NotWritten) as refused:
        write_all(tmp_path, writes)
    assert refused.value.message.zh.startswith(f"写不了 {tmp_path / 'a'}, {tmp_path / 'b'}：{why}")
    assert refused.value.message.zh.endswith("；没有改动任何文件")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a", b"old")]


def test_a_clean_up_that_fails_does_not_undo_what_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does the command say that it failed."""
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "a.yaml").write_text("id: a\ntitle: 补领\nmaterials: [{name: 身份证明}]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    real = os.unlink

    def unlink(path: str | os.PathLike[str], **options: int) -> None:
        if os.fspath(path).endswith(journal.LIST):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(path, **options)

    with monkeypatch.context() as broken:
        broken.setattr(os, "unlink", unlink)
        broken.setattr(shutil, "rmtree", lambda *_, **__: None)
        assert (
            run(["baseline", "create", "--reason", "待改", "--until", "2099-01-01", "--ticket", "DC-2021-11-001"]) == 0
        )
    written = (tmp_path / "guidelint-baseline.yaml").read_bytes()
    assert "身份证明" in written.decode()
    assert recover(tmp_path)  # to no effect
    assert (tmp_path / "guidelint-baseline.yaml").read_bytes() == written
    assert run(["check"]) == 0


def test_what_cannot_be_taken_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")
    writes = [Write(tmp_path / name, b"new", b"old") for name in ("a", "b")]
    real, moved = Path.replace, []

    def replace(file: Path, target: Path) -> Path:
        if target.parent == tmp_path:
            moved.append(target)
            if len(moved) > 1:
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(file))
        return real(file, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", replace)
        with pytest.raises(NotWritten) as refused:
            write_all(tmp_path, writes)
    assert "有的文件已经改了，有的没有；磁盘好了以后请运行 guidelint recover" in refused.value.message.zh
    assert recover(tmp_path)
    assert [(tmp_path / name).read_bytes() for name in ("a", "b")] == [b"old", b"old"]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (f"fatal: unable to write: {os.strerror(errno.ENOSPC)}", ""),
        (f"fatal: Unable to create '/a/.git/index.lock': {os.strerror(errno.ENOSPC)}", "/a/.git/index.lock"),
        (
            "fatal: cannot update ref 'refs/heads/x': couldn't write '/a/.git/refs/heads/x.lock'",
            "/a/.git/refs/heads/x.lock",
        ),
    ],
)
def test_a_full_disk_of_git_is_no_fault_of_the_event(tmp_path: Path, said: str, named: str) -> None:
    """What is tried again when there is room must not be refused for good. The file is told where git tells it."""
    git = tmp_path / "bin" / "git"
    git.parent.mkdir()
    (tmp_path / "said").write_text(said)
    git.write_text(f"#!/bin/sh\n/bin/cat '{tmp_path}/said' >&2\nexit 128\n")
    git.chmod(0o755)
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("PATH", str(git.parent))
        changed.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))  # type: ignore[attr-defined]
        with pytest.raises(NotWritten, match=os.strerror(errno.ENOSPC)) as refused:
            Repository.around(tmp_path)
    place = named or str(tmp_path)
    assert refused.value.message.zh == f"写不了 {place}：磁盘满了，请先腾出空间；没有改动任何分支和文件"
