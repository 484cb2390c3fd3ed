"""One writer at a time, and what an interrupted one left is finished before anybody else reads or writes."""

import errno
import os
import sys
from pathlib import Path

import pytest

from guidelint.model.errors import CannotCheck, UsageError
from guidelint.workspace import transaction
from guidelint.workspace.config import JOURNAL_NAME
from guidelint.workspace.lock import LOCK, can_lock, is_held, locked, owner
from guidelint.workspace.transaction import Write, exclusive, recover, write_all
from tests.command import Run
from tests.command import Write as WriteFile
from tests.tickets.conftest import held_by_another


class Killed(BaseException):
    """Stands for kill -9: nothing of the transaction's own code runs after it."""


@pytest.fixture
def interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in which a process was killed between the two files that it had decided to write."""
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "a.yaml").write_bytes(b"old a")
    (tmp_path / "b.yaml").write_bytes(b"old b")
    real = transaction._put
    put: list[int] = []

    def killed(*arguments: object) -> None:
        put.append(1)
        if len(put) == 2:
            raise Killed
        real(*arguments)  # type: ignore[arg-type]

    writes = [Write(tmp_path / "guides" / "a.yaml", b"new a", b"old a"), Write(tmp_path / "b.yaml", b"new b", b"old b")]
    with monkeypatch.context() as patched:
        patched.setattr(transaction, "_put", killed)
        patched.setattr(transaction, "decide", _once(transaction.decide))
        patched.setattr(transaction, "_take_back", lambda _: None)
        with pytest.raises(Killed):
            write_all(tmp_path, writes)
    assert read(tmp_path) == (b"new a", b"old b")
    return tmp_path


def _once(decide: object) -> object:
    """A killed process does not decide to take anything back."""
    return lambda journal, *, undo=False: None if undo else decide(journal)  # type: ignore[operator]


def read(root: Path) -> tuple[bytes, bytes]:
    return (root / "guides" / "a.yaml").read_bytes(), (root / "b.yaml").read_bytes()


def test_the_next_reader_finishes_it(interrupted: Path) -> None:
    recover(interrupted)
    assert read(interrupted) == (b"new a", b"new b")
    assert sorted(p.name for p in interrupted.iterdir()) == ["b.yaml", "guides"]
    recover(interrupted)


def test_what_somebody_wrote_meanwhile_stays_and_the_rest_is_as_before(interrupted: Path) -> None:
    (interrupted / "b.yaml").write_bytes(b"by hand")
    recover(interrupted)
    assert read(interrupted) == (b"old a", b"by hand")
    assert sorted(p.name for p in interrupted.iterdir()) == ["b.yaml", "guides"]


def test_where_nothing_can_be_written_it_says_so(interrupted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(transaction, "locked", refuse)
    with pytest.raises(CannotCheck) as said:
        recover(interrupted)
    assert "上一次写入被中断" in said.value.errors[0].message.zh
    assert JOURNAL_NAME in said.value.errors[0].path


def test_who_only_reads_says_how_to_finish_it(guidelint: Run, workspace: Path) -> None:
    """An interrupted close of which nothing was moved yet: check changes nothing, recover carries it out."""
    file = workspace / "guides" / "card.yaml"
    old = file.read_bytes()
    new = old.replace("身份证明".encode(), "居民身份证".encode())
    transaction._begin(workspace, [Write(file, new, old)])
    for command in (["check"], ["fix"], ["ticket", "list"]):
        done = guidelint(*command)
        assert (done.code, "请先运行 guidelint recover" in done.err) == (2, True)
    assert file.read_bytes() == old
    assert guidelint("recover").out == "写完了，或者已经退回原样。\n"
    assert file.read_bytes() == new
    assert guidelint("check", "--select", "ambiguous").code == 0
    assert guidelint("recover").out == "没有中断的写入。\n"


def test_what_was_staged_only_counts_for_nothing(guidelint: Run, write: WriteFile, workspace: Path) -> None:
    write(f"{JOURNAL_NAME}/0.new", "new")
    assert guidelint("check", "--select", "ambiguous").code == 1


def test_one_at_a_time(tmp_path: Path) -> None:
    with held_by_another(tmp_path):
        with pytest.raises(UsageError) as said, locked(tmp_path, wait=0.05):
            pass
        who = owner(tmp_path)
        assert who is not None
        assert who.pid == os.getpid()
        assert f"{who.host} 上的进程 {who.pid}，从 {who.since} 起" in said.value.message.zh
    with locked(tmp_path, wait=0.05):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_holder_may_take_the_lock_again(tmp_path: Path) -> None:
    with exclusive(tmp_path):
        write_all(tmp_path, [Write(tmp_path / "a", b"a")])
        assert (tmp_path / LOCK).exists()
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_the_lock_file_of_a_dead_process_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text(' {"pid": 999999, "host": "elsewhere", "since": "2021-11-16T08:00:00+08:00"}')
    assert owner(tmp_path) is not None
    with locked(tmp_path, wait=0.05):
        who = owner(tmp_path)
        assert who is not None
        assert who.pid == os.getpid()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there locks are never lacking")
@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_disk_without_locks_is_named_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def flock(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("fcntl.flock", flock)
    with pytest.raises(UsageError) as said:
        write_all(tmp_path, [Write(tmp_path / "a", b"a")])
    assert said.value.message.zh == (
        f"这个盘不能给文件加锁（{tmp_path / LOCK}），没有改动任何文件；多半是没有开锁服务的网络盘："
        "请管理员打开它（NFS 的 lockd），或把工作区放到本机磁盘上再改"
    )
    assert list(tmp_path.iterdir()) == []
    assert not can_lock(tmp_path)
    (tmp_path / LOCK).write_text("", encoding="utf-8")
    assert not is_held(tmp_path)


def test_links_stay_links(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "c").symlink_to("b")
    write_all(tmp_path, [Write(tmp_path / "c", b"new", b"a"), Write(tmp_path / "b", b"new", b"a")])
    assert ((tmp_path / "c").readlink(), (tmp_path / "b").readlink()) == (Path("b"), Path("a"))
    assert (tmp_path / "a").read_bytes() == b"new"
    with pytest.raises(UsageError, match="two contents"):
        write_all(tmp_path, [Write(tmp_path / "c", b"1", b"new"), Write(tmp_path / "a", b"2", b"new")])
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("place", ["../elsewhere", ".git/config"])
def test_links_out_of_the_workspace_and_into_hidden_folders_are_refused(tmp_path: Path, place: str) -> None:
    root = tmp_path / "ws"
    (root / ".git").mkdir(parents=True)
    file = root / place
    file.write_bytes(b"old")
    (root / "a").symlink_to(place)
    with pytest.raises(UsageError):
        write_all(root, [Write(root / "a", b"new", b"old")])
    assert file.read_bytes() == b"old"
    assert (root / "a").is_symlink()
