"""Several files written together: all of them or none, whatever happens on the way.

Old and new contents are first put into a journal, a hidden folder below the workspace. Once its list of files is in
place the writes are decided: a process that is killed after that has them carried out by `guidelint recover`, before that nothing has happened. The list is signed with a secret of the user's, since the workspace
may come from anybody: one that somebody else put there is refused and never carried out. Every step can be taken twice, so that finishing can be interrupted too.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from guidelint.model.errors import NOTHING_CHANGED, CannotCheck, FileError, NotWritten, UsageError, reason
from guidelint.model.text import Text
from guidelint.source.decode import read_whole
from guidelint.workspace.config import JOURNAL_NAME
from guidelint.workspace.interrupts import interrupts_held
from guidelint.workspace.lock import WAIT, is_held, locked
from guidelint.workspace.secret import is_signed, signature
from guidelint.workspace.writing import sync_folder

_LIST = "journal.json"
_HALF = Text(
    "有的文件已经改了，有的没有；磁盘好了以后请运行 guidelint recover",
    "some files are changed and some are not; run guidelint recover when the disk works again",
)
_LARGEST_LIST = 64 << 20  # bytes
_LARGEST_FILE = 1 << 30
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


def is_unfinished(root: Path) -> bool:
    """Whether a process was killed after its writes were decided and before all of them were made, or is writing."""
    return os.path.lexists(root / JOURNAL_NAME / _LIST)


def refuse_unfinished(root: Path, wait: float = WAIT) -> None:
    """Before anything is read: wait for a process that is writing. Nothing is written here.

    Raises CannotCheck where a killed process left its writes half done, or somebody else put a journal there.
    """
    until = time.monotonic() + wait
    while is_unfinished(root) and is_held(root) and time.monotonic() < until:
        time.sleep(0.02)
    if _decided(root) is not None:
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
    _decided(root)
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


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file of the journal: its path below the root, and SHA-256 of its old and new contents; None for no file."""

    file: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class _Journal:
    """What was decided. `folders` are those to be made, the outer ones first."""

    root: Path
    entries: tuple[_Entry, ...]
    folders: tuple[str, ...]
    is_undone: bool = False

    @property
    def folder(self) -> Path:
        return self.root / JOURNAL_NAME

    def new(self, number: int) -> Path:
        return self.folder / f"{number}.new"

    def old(self, number: int) -> Path:
        return self.folder / f"{number}.old"


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


def _begin(root: Path, writes: Sequence[Write]) -> _Journal:
    for write in writes:
        if not _is_ours(root, _below(root, write.file)):
            raise UsageError(
                Text(
                    f"{write.file} 不在工作区 {root} 里，没有改动任何文件",
                    f"{write.file} is not in the workspace {root}; nothing was changed",
                )
            )
    entries = tuple(
        _Entry(_below(root, w.file), w.before if w.before is None else _sum(w.before), _sum(w.content)) for w in writes
    )
    folders = sorted(
        {_below(root, p) for w in writes for p in w.file.parents if p.is_relative_to(root) and not p.exists()}
    )
    journal = _Journal(root, entries, tuple(folders))
    try:
        journal.folder.mkdir()
        for number, write in enumerate(writes):
            mode = 0o644
            if write.before is not None:
                mode = write.file.stat().st_mode & 0o7777
                _stage(journal.old(number), write.before, mode)
            _stage(journal.new(number), write.content, mode)
        _decide(journal)
    except BaseException:
        (journal.folder / _LIST).unlink(missing_ok=True)
        shutil.rmtree(journal.folder, ignore_errors=True)
        raise
    return journal


def _decide(journal: _Journal, *, undo: bool = False) -> None:
    """From here on the writes, or with `undo` the old files, will come to be."""
    said = {"undo": undo, "files": [asdict(entry) for entry in journal.entries], "folders": list(journal.folders)}
    signed = ""  # without a secret nobody carries it out after a kill; whatever else goes wrong is taken back
    with suppress(OSError):
        signed = signature(*_signed_parts(journal.root, said))
    draft = journal.folder / f"{_LIST}.tmp"
    draft.unlink(missing_ok=True)
    _stage(draft, json.dumps({"said": said, "signed": signed}, ensure_ascii=False).encode(), 0o644)
    draft.replace(journal.folder / _LIST)
    sync_folder(journal.folder)
    sync_folder(journal.root)


def _carry_out(journal: _Journal) -> None:
    try:
        for folder in journal.folders:
            (journal.root / folder).mkdir(exist_ok=True)
        for number, entry in enumerate(journal.entries):
            _put(journal, number, entry)
    except BaseException:
        with suppress(OSError):
            _decide(journal, undo=True)
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
        raise _foreign(folder)
    journal = _decided(root)
    if journal is None:  # killed before anything was decided, or after all was done
        shutil.rmtree(folder)
        return
    if journal.is_undone:
        _take_back(journal)
        return
    # Where somebody changed one of the files meanwhile, theirs stays and the others are as before.
    with suppress(UsageError, Taken):
        _carry_out(journal)


def _decided(root: Path) -> _Journal | None:
    """The journal that a killed process left; None where nothing was decided.

    It lies in the workspace, where somebody may have put it who wants other files written. Raises CannotCheck for one
    that this user's guidelint did not sign for this very folder, or that names a file outside of it or a hidden one.
    """
    folder = root / JOURNAL_NAME
    if not is_unfinished(root):
        return None
    try:
        raw = read_whole(folder / _LIST, (folder / _LIST).as_posix(), _LARGEST_LIST, inside=root)
        whole = json.loads(raw)
        said = whole["said"]
        entries = tuple(_Entry(str(e["file"]), e["before"], str(e["after"])) for e in said["files"])
        folders = tuple(map(str, said["folders"]))
        is_signed_here = is_signed(whole["signed"], *_signed_parts(root, said))
        is_sound = (
            is_signed_here
            and not folder.is_symlink()
            and all(_is_ours(root, name) for name in (*folders, *(e.file for e in entries)))
        )
        if is_sound:
            return _Journal(root, entries, folders, said["undo"] is True)
    except CannotCheck:
        if not is_unfinished(root):  # finished meanwhile
            return None
    except (ValueError, TypeError, LookupError, RecursionError):
        pass
    raise _foreign(folder)


def _signed_parts(root: Path, said: object) -> tuple[bytes, bytes]:
    return os.fsencode(os.path.realpath(root)), json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def _foreign(folder: Path) -> CannotCheck:
    message = Text(
        "这不是你的 guidelint 在这台电脑上给这个文件夹留下的写入记录，没有照它改动任何文件；"
        f"请查明来历，确认没有别人正在写入后删去 {JOURNAL_NAME}",
        "your guidelint did not leave this journal here on this machine, and nothing was written; find out where it comes "
        f"from, make sure that nobody is writing, and delete {JOURNAL_NAME}",
    )
    return CannotCheck([FileError((folder / _LIST).as_posix(), 0, 0, message)])


def _is_ours(root: Path, name: str) -> bool:
    """Whether the file or folder lies in the workspace, also behind links, and is not hidden: .git is never written."""
    path = PurePosixPath(name)
    is_plain = not path.is_absolute() and not any(part.startswith(".") for part in path.parts)
    return is_plain and (root / name).parent.resolve().is_relative_to(root.resolve())


def _put(journal: _Journal, number: int, entry: _Entry) -> None:
    file, new = journal.root / entry.file, journal.new(number)
    now = _sum_of(file)
    if now == entry.after:
        return
    if _sum_of(new) != entry.after:
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


def _take_back(journal: _Journal) -> None:
    """Put every old file back; what somebody else wrote meanwhile stays."""
    for number, entry in reversed(list(enumerate(journal.entries))):
        file = journal.root / entry.file
        if entry.before == entry.after or _sum_of(file) != entry.after:
            continue
        if entry.before is None:
            file.unlink()
        else:
            if _sum_of(journal.old(number)) == entry.before:
                journal.old(number).replace(file)
    for folder in reversed(journal.folders):
        with suppress(OSError):
            (journal.root / folder).rmdir()
    _end(journal)


def _end(journal: _Journal) -> None:
    for folder in {(journal.root / entry.file).parent for entry in journal.entries}:
        sync_folder(folder)
    # All is written, or taken back, whatever becomes of the journal: one that stays is carried out again to no effect.
    with suppress(OSError):
        (journal.folder / _LIST).unlink(missing_ok=True)
    shutil.rmtree(journal.folder, ignore_errors=True)


def _stage(file: Path, content: bytes, mode: int) -> None:
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    file.chmod(mode)


def _some(writes: Sequence[Write]) -> str:
    return ", ".join([str(write.file) for write in writes[:_NAMED]] + ["…"] * (len(writes) > _NAMED))


def _below(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.absolute().as_posix()


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sum_of(file: Path) -> str | None:
    return _sum(read_whole(file, str(file), _LARGEST_FILE)) if os.path.lexists(file) else None
