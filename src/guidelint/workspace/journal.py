"""The journal of a transaction: what was decided, and the old and new contents, in a hidden folder of the workspace.

Once its list of files is in place the writes are decided. The list is signed with a secret of the user's, since the
workspace may come from anybody: one that somebody else put there is refused and never carried out.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text
from guidelint.source.decode import read_whole
from guidelint.workspace.config import JOURNAL_NAME
from guidelint.workspace.secret import is_signed, signature
from guidelint.workspace.writing import sync_folder

LIST = "journal.json"
_LARGEST_LIST = 64 << 20  # bytes
_LARGEST_FILE = 1 << 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the journal: its path below the root, and SHA-256 of its old and new contents; None for no file."""

    file: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Journal:
    """What was decided. `folders` are those to be made, the outer ones first."""

    root: Path
    entries: tuple[Entry, ...]
    folders: tuple[str, ...]
    is_undone: bool = False

    @property
    def folder(self) -> Path:
        return self.root / JOURNAL_NAME

    def new(self, number: int) -> Path:
        return self.folder / f"{number}.new"

    def old(self, number: int) -> Path:
        return self.folder / f"{number}.old"


def is_unfinished(root: Path) -> bool:
    """Whether a process was killed after its writes were decided and before all of them were made, or is writing."""
    return os.path.lexists(root / JOURNAL_NAME / LIST)


def decide(journal: Journal, *, undo: bool = False) -> None:
    """From here on the writes, or with `undo` the old files, will come to be."""
    said = {"undo": undo, "files": [asdict(entry) for entry in journal.entries], "folders": list(journal.folders)}
    signed = ""  # without a secret nobody carries it out after a kill; whatever else goes wrong is taken back
    with suppress(OSError):
        signed = signature(*_signed_parts(journal.root, said))
    draft = journal.folder / f"{LIST}.tmp"
    draft.unlink(missing_ok=True)
    stage(draft, json.dumps({"said": said, "signed": signed}, ensure_ascii=False).encode(), 0o644)
    draft.replace(journal.folder / LIST)
    sync_folder(journal.folder)
    sync_folder(journal.root)


def decided(root: Path) -> Journal | None:
    """The journal that a killed process left; None where nothing was decided.

    It lies in the workspace, where somebody may have put it who wants other files written. Raises CannotCheck for one
    that this user's guidelint did not sign for this very folder, or that names a file outside of it or a hidden one.
    """
    folder = root / JOURNAL_NAME
    if not is_unfinished(root):
        return None
    try:
        raw = read_whole(folder / LIST, (folder / LIST).as_posix(), _LARGEST_LIST, inside=root)
        whole = json.loads(raw)
        said = whole["said"]
        entries = tuple(Entry(str(e["file"]), e["before"], str(e["after"])) for e in said["files"])
        folders = tuple(map(str, said["folders"]))
        is_signed_here = is_signed(whole["signed"], *_signed_parts(root, said))
        is_sound = (
            is_signed_here
            and not folder.is_symlink()
            and all(is_ours(root, name) for name in (*folders, *(e.file for e in entries)))
        )
        if is_sound:
            return Journal(root, entries, folders, said["undo"] is True)
    except CannotCheck:
        if not is_unfinished(root):  # finished meanwhile
            return None
    except (ValueError, TypeError, LookupError, RecursionError):
        pass
    raise foreign(folder)


def _signed_parts(root: Path, said: object) -> tuple[bytes, bytes]:
    return os.fsencode(os.path.realpath(root)), json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def foreign(folder: Path) -> CannotCheck:
    """The refusal of a journal that this user's guidelint did not leave here."""
    message = Text(
        "这不是你的 guidelint 在这台电脑上给这个文件夹留下的写入记录，没有照它改动任何文件；"
        f"请查明来历，确认没有别人正在写入后删去 {JOURNAL_NAME}",
        "your guidelint did not leave this journal here on this machine, and nothing was written; find out where it comes "
        f"from, make sure that nobody is writing, and delete {JOURNAL_NAME}",
    )
    return CannotCheck([FileError((folder / LIST).as_posix(), 0, 0, message)])


def is_ours(root: Path, name: str) -> bool:
    """Whether the file or folder lies in the workspace, also behind links, and is not hidden: .git is never written."""
    path = PurePosixPath(name)
    is_plain = not path.is_absolute() and not any(part.startswith(".") for part in path.parts)
    return is_plain and (root / name).parent.resolve().is_relative_to(root.resolve())


def stage(file: Path, content: bytes, mode: int) -> None:
    """Put new contents on the disk, which do not count yet."""
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    file.chmod(mode)


def below(root: Path, file: Path) -> str:
    """The file's path below the root; the whole path where it lies elsewhere."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.absolute().as_posix()


def digest(content: bytes) -> str:
    """SHA-256 as the journal notes it."""
    return hashlib.sha256(content).hexdigest()


def digest_of(file: Path) -> str | None:
    """That of what a file holds now; None where there is none."""
    return digest(read_whole(file, str(file), _LARGEST_FILE)) if os.path.lexists(file) else None
