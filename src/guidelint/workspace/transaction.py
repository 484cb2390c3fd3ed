"""Several files written together: all of them or none, whatever happens on the way.

Old and new contents are first put into the journal. Once its list of files is in place the writes are decided: a process
that is killed after that has them carried out by `guidelint recover`, before that nothing has happened. Every step can be
taken twice, so that finishing can be interrupted too.
"""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from guidelint.model.errors import NOTHING_CHANGED, CannotCheck, FileError, NotWritten, UsageError, reason
from guidelint.model.text import Text
from guidelint.workspace.config import JOURNAL_NAME
from guidelint.workspace.interrupts import interrupts_held
from guidelint.workspace.journal import (
    LIST,
    Entry,
    Journal,
    below,
    decide,
    decided,
    digest,
    digest_of,
    foreign,
    is_ours,
    is_unfinished,
    stage,
)
from guidelint.workspace.lock import WAIT, is_held, locked
from guidelint.workspace.writing import sync_folder

_HALF = Text(
    "有的文件已经改了，有的没有；磁盘好了以后请运行 guidelint recover",
    "some files are changed and some are not; run guidelint recover when the disk works again",
)
_NAMED = 3  # files that one sentence names


@dataclass(frozen=True, slots=True)
class Write:
    """One file to write. `before` is what it holds now; None means that it must not exist yet."""

    file: Path
    content: bytes
    before: bytes | None = None


class Taken(Exception):
    """A file that was to be new exists already; nothing was written."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(str(file))


def write_all(root: Path, writes: Sequence[Write]) -> None:
    """Write every file or none.

    On any error what has been moved is taken back. Raises Taken for a new file that exists (so two at once cannot
    both have it), UsageError for one that changed since it was read or where somebody else keeps writing, and NotWritten.
    """
    if not writes:
        return
    writes = _behind_links(root, writes)
    with exclusive(root):
        for write in writes:
            if write.before is None and write.file.exists():
                raise Taken(write.file)
        with interrupts_held():
            try:
                _carry_out(_begin(root, writes))
            except NotWritten:
                raise
            except OSError as error:
                raise NotWritten(_some(writes), error, NOTHING_CHANGED) from None


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Nobody else writes into the workspace meanwhile, and what a killed process left half done is finished first.

    To be held from reading to writing wherever what is written depends on what was read.
    """
    with locked(root):
        with interrupts_held():
            _finish(root)
        yield


def refuse_unfinished(root: Path, wait: float = WAIT) -> None:
    """Before anything is read: wait for a process that is writing. Nothing is written here.

    Raises CannotCheck where a killed process left its writes half done, or somebody else put a journal there.
    """
    until = time.monotonic() + wait
    while is_unfinished(root) and is_held(root) and time.monotonic() < until:
        time.sleep(0.02)
    if decided(root) is not None:
        said = Text(
            "上一次写入没有写完就中断了，文件可能一半新一半旧；请先运行 guidelint recover 写完它",
            "the last write was interrupted and files may be half old, half new; run guidelint recover first",
        )
        raise CannotCheck([FileError((root / JOURNAL_NAME).as_posix(), 0, 0, said)])


def recover(root: Path) -> bool:
    """Finish what a killed process left half done, after waiting for one that is writing; False where there was nothing.

    Raises CannotCheck where that is not possible, such as without the right to write.
    """
    if not is_unfinished(root):
        return False
    decided(root)
    try:
        with exclusive(root):
            return True
    except OSError as error:
        why = reason(error)
        said = Text(
            f"上一次写入被中断，要先补完，但这里写不了（{why.zh}）；请由能写这个文件夹的人运行 guidelint recover",
            f"the last write was interrupted and has to be finished first, but cannot be here ({why.en}); "
            "let the user who may write into this folder run guidelint recover",
        )
        raise CannotCheck([FileError((root / JOURNAL_NAME).as_posix(), 0, 0, said)]) from None


def _behind_links(root: Path, writes: Sequence[Write]) -> list[Write]:
    """The writes, each of the file that it really is about: a link stays a link, and what it leads to is written.

    Raises UsageError where two come to one file with different contents.
    """
    found: dict[Path, Write] = {}
    for write in writes:
        file = write.file
        if file.is_symlink():
            file = root / os.path.relpath(os.path.realpath(file), os.path.realpath(root))
        first = found.setdefault(file, Write(file, write.content, write.before))
        if first.content != write.content:
            raise UsageError(
                Text(
                    f"{write.file} 通向 {file}，两处要写的内容不同，没有改动任何文件",
                    f"{write.file} leads to {file}, for which there are two contents; nothing was changed",
                )
            )
    return list(found.values())


def _begin(root: Path, writes: Sequence[Write]) -> Journal:
    for write in writes:
        if not is_ours(root, below(root, write.file)):
            raise UsageError(
                Text(
                    f"{write.file} 不在工作区 {root} 里，没有改动任何文件",
                    f"{write.file} is not in the workspace {root}; nothing was changed",
                )
            )
    entries = tuple(
        Entry(below(root, w.file), w.before if w.before is None else digest(w.before), digest(w.content))
        for w in writes
    )
    folders = sorted(
        {below(root, p) for w in writes for p in w.file.parents if p.is_relative_to(root) and not p.exists()}
    )
    journal = Journal(root, entries, tuple(folders))
    try:
        journal.folder.mkdir()
        for number, write in enumerate(writes):
            mode = 0o644
            if write.before is not None:
                mode = write.file.stat().st_mode & 0o7777
                stage(journal.old(number), write.before, mode)
            stage(journal.new(number), write.content, mode)
        decide(journal)
    except BaseException:
        (journal.folder / LIST).unlink(missing_ok=True)
        shutil.rmtree(journal.folder, ignore_errors=True)
        raise
    return journal


def _carry_out(journal: Journal) -> None:
    try:
        for folder in journal.folders:
            (journal.root / folder).mkdir(exist_ok=True)
        for number, entry in enumerate(journal.entries):
            _put(journal, number, entry)
    except BaseException:
        with suppress(OSError):
            decide(journal, undo=True)
        try:
            _take_back(journal)
        except OSError as error:
            raise NotWritten(error.filename or journal.root, error, _HALF) from None
        raise
    _end(journal)


def _finish(root: Path) -> None:
    folder = root / JOURNAL_NAME
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or not folder.is_dir():
        raise foreign(folder)
    journal = decided(root)
    if journal is None:  # killed before anything was decided, or after all was done
        shutil.rmtree(folder)
        return
    if journal.is_undone:
        _take_back(journal)
        return
    # Where somebody changed one of the files meanwhile, theirs stays and the others are as before.
    with suppress(UsageError, Taken):
        _carry_out(journal)


def _put(journal: Journal, number: int, entry: Entry) -> None:
    file, new = journal.root / entry.file, journal.new(number)
    now = digest_of(file)
    if now == entry.after:
        return
    if digest_of(new) != entry.after:
        raise UsageError(Text(f"{new} 被改动过，没有照它写", f"{new} was changed; it is not written"))
    if now != entry.before:
        if entry.before is None:
            raise Taken(file)
        raise UsageError(
            Text(
                f"{file.name} 在写入前被别人改动，没有改动任何文件",
                f"{file.name} changed meanwhile; nothing was written",
            )
        )
    if entry.before is not None:
        new.replace(file)
        return
    try:
        os.link(new, file)  # unlike a rename, refuses where the name is taken
    except FileExistsError:
        raise Taken(file) from None
    except OSError:
        _move_without_links(file, new)


def _move_without_links(target: Path, file: Path) -> None:
    """For file systems without hard links (FAT, some network drives)."""
    if target.exists():
        raise Taken(target)
    file.replace(target)


def _take_back(journal: Journal) -> None:
    """Put every old file back; what somebody else wrote meanwhile stays."""
    for number, entry in reversed(list(enumerate(journal.entries))):
        file = journal.root / entry.file
        if entry.before == entry.after or digest_of(file) != entry.after:
            continue
        if entry.before is None:
            file.unlink()
        else:
            if digest_of(journal.old(number)) == entry.before:
                journal.old(number).replace(file)
    for folder in reversed(journal.folders):
        with suppress(OSError):
            (journal.root / folder).rmdir()
    _end(journal)


def _end(journal: Journal) -> None:
    for folder in {(journal.root / entry.file).parent for entry in journal.entries}:
        sync_folder(folder)
    # All is written, or taken back, whatever becomes of the journal: one that stays is carried out again to no effect.
    with suppress(OSError):
        (journal.folder / LIST).unlink(missing_ok=True)
    shutil.rmtree(journal.folder, ignore_errors=True)


def _some(writes: Sequence[Write]) -> str:
    return ", ".join([str(write.file) for write in writes[:_NAMED]] + ["…"] * (len(writes) > _NAMED))
