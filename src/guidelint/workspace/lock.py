"""One writer at a time in a workspace.

The lock belongs to the operating system (flock, LockFileEx), which lets go of it when its holder dies: a lock file that
a killed process left behind holds nobody up. Who holds it is written into the file, for whoever has to wait.
"""

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from guidelint.model.errors import NOTHING_CHANGED, CannotCheck, NotWritten, UsageError
from guidelint.model.text import Text
from guidelint.source.decode import read_whole
from guidelint.workspace.interrupts import interrupts_held

LOCK = ".guidelint-lock"
WAIT = 60.0  # seconds; a close of the largest workspaces takes a few

NO_LOCKS = Text("这个盘不能给文件加锁", "files cannot be locked on this disk")
NO_LOCKS_REMEDY = Text(
    "多半是没有开锁服务的网络盘：请管理员打开它（NFS 的 lockd），或把工作区放到本机磁盘上再改",
    "a network drive without its lock service is the usual reason: have it turned on (lockd of NFS), or put the workspace "
    "on a local disk",
)
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)

# Windows does not let others read the byte that is locked, which is the first one.
_FIRST_FREE_BYTE = 1


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds the lock: process number, host, and since when (ISO)."""

    pid: int
    host: str
    since: str

    @classmethod
    def here(cls) -> "Owner":
        import socket

        return cls(os.getpid(), socket.gethostname(), datetime.now().astimezone().isoformat(timespec="seconds"))


@contextmanager
def locked(root: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the workspace's lock; a thread that holds it may take it again.

    Raises UsageError that names the owner where somebody else still holds it after `wait` seconds, and NotWritten.
    """
    from filelock import FileLock, Timeout

    file = root / LOCK
    lock = FileLock(file, is_singleton=True, on_acquired=_sign)
    if lock.is_locked:
        yield
        return
    with interrupts_held() as interrupts:
        is_there = file.exists()
        try:
            lock.acquire(timeout=wait, poll_interval=0.01, cancel_check=lambda: interrupts.has_come)
        except Timeout:
            raise UsageError(_busy(owner(root), wait)) from None
        except (OSError, NotImplementedError) as error:
            if not isinstance(error, NotImplementedError) and error.errno not in _NO_LOCKS:
                raise NotWritten(file, error, NOTHING_CHANGED) from None
            if not is_there:
                file.unlink(missing_ok=True)
            raise UsageError(_unlockable(file)) from None
        try:
            interrupts.let_through()
            yield
        finally:
            interrupts.is_held = True
            # Whoever waits at the name that goes away now finds that out and starts over (filelock compares st_nlink).
            # Windows refuses, and filelock takes it away there.
            with suppress(OSError):
                file.unlink()
            with suppress(OSError):  # what was done is done, and the lock goes with the process
                lock.release()


def is_held(root: Path) -> bool:
    """Whether somebody holds the lock just now, as far as can be told. Nothing is written to find out."""
    try:
        descriptor = os.open(root / LOCK, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    refused = _refused(descriptor)
    return refused is not None and refused not in _NO_LOCKS


def can_lock(root: Path) -> bool:
    """Whether the file system has locks at all, as far as can be told without writing."""
    if sys.platform == "win32":
        return True
    try:
        descriptor = os.open(root, os.O_RDONLY)
    except OSError:
        return True
    return _refused(descriptor) not in _NO_LOCKS


def _refused(descriptor: int) -> int | None:
    """The error number with which a shared lock is refused at once, None where it is given; closes the descriptor."""
    try:
        if sys.platform == "win32":
            os.read(descriptor, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno
    finally:
        os.close(descriptor)
    return None


def owner(root: Path) -> Owner | None:
    """Who holds the lock, or held it last and died; None where nobody does or the file cannot be read."""
    try:
        return Owner(**json.loads(read_whole(root / LOCK, LOCK, inside=root)[_FIRST_FREE_BYTE:]))
    except (CannotCheck, ValueError, TypeError, RecursionError):
        return None


def _sign(descriptor: int) -> None:
    words = json.dumps(asdict(Owner.here())).encode()
    with suppress(OSError):  # on a full disk the lock holds all the same, without a name
        os.lseek(descriptor, _FIRST_FREE_BYTE, os.SEEK_SET)
        os.write(descriptor, words)
        os.ftruncate(descriptor, _FIRST_FREE_BYTE + len(words))


def _busy(owner: Owner | None, wait: float) -> Text:
    who = f"{owner.host} 上的进程 {owner.pid}，从 {owner.since} 起" if owner else "另一个进程"
    whom = f"process {owner.pid} on {owner.host} since {owner.since}" if owner else "another process"
    return Text(
        f"等了 {wait:.0f} 秒，工作区还在被别的 guidelint 写入（{who}），没有改动任何文件；请稍后再试",
        f"another guidelint still writes into the workspace after {wait:.0f} seconds ({whom}); nothing was changed, "
        "try again later",
    )


def _unlockable(file: Path) -> Text:
    return Text(
        f"{NO_LOCKS.zh}（{file}），没有改动任何文件；{NO_LOCKS_REMEDY.zh}",
        f"{NO_LOCKS.en} ({file}); nothing was changed; {NO_LOCKS_REMEDY.en}",
    )
