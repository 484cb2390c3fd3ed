"""Several files written together: all of them or none."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from guidelint.errors import UsageError
from guidelint.text import Text


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
    """Write every file or none: stage all of them in a hidden folder below `root`, then move them into place.

    On any error what has been moved is taken back. Raises Taken for a new file that exists (so two at once cannot
    both have it), UsageError for one that changed since it was read, and OSError.
    """
    made: list[Path] = []
    staging = Path(tempfile.mkdtemp(dir=root, prefix=".guidelint-"))
    done: list[tuple[Write, Path]] = []
    try:
        staged = [_stage(write, staging / str(number)) for number, write in enumerate(writes)]
        for write, file in zip(writes, staged, strict=True):
            _make_folders(write.file.parent, made)
            # Noted before it is moved: an interruption between the two takes back what may not have happened yet.
            done.append((write, file))
            _move(write, file)
    except BaseException:
        for write, file in reversed(done):
            _take_back(write, file)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stage(write: Write, file: Path) -> Path:
    with file.open("xb") as stream:
        stream.write(write.content)
        stream.flush()
        os.fsync(stream.fileno())
    file.chmod(0o644 if write.before is None else write.file.stat().st_mode & 0o7777)
    return file


def _move(write: Write, file: Path) -> None:
    if write.before is None:
        try:
            os.link(file, write.file)  # unlike a rename, refuses where the name is taken, and is never half written
        except FileExistsError:
            raise Taken(write.file) from None
        except OSError:
            _move_without_links(write.file, file)
        return
    if write.file.read_bytes() != write.before:
        name = write.file.name
        raise UsageError(
            Text(f"{name} 在写入前被别人改动,没有改动任何文件", f"{name} changed meanwhile; nothing was written")
        )
    os.link(write.file, _kept(file)) if _can_link(write.file, file) else shutil.copy2(write.file, _kept(file))
    file.replace(write.file)


def _move_without_links(target: Path, file: Path) -> None:
    """For file systems without hard links (FAT, some network drives)."""
    try:
        target.touch(exist_ok=False)
    except FileExistsError:
        raise Taken(target) from None
    _moved(file).touch()
    shutil.copyfile(file, target)


def _take_back(write: Write, file: Path) -> None:
    with suppress(OSError):
        if write.before is None:
            if _is_ours(write, file):
                write.file.unlink()
        elif _kept(file).exists():
            _kept(file).replace(write.file)


def _is_ours(write: Write, file: Path) -> bool:
    """Whether the file in place is the one that was moved there, and not somebody else's of that name."""
    return write.file.exists() and (_moved(file).exists() or write.file.samefile(file))


def _moved(file: Path) -> Path:
    """The mark that a staged file was copied into place, where it could not be linked."""
    return file.with_name(f"{file.name}.moved")


def _kept(file: Path) -> Path:
    """Where the old state of a replaced file is kept until all is done."""
    return file.with_name(f"{file.name}.before")


def _can_link(source: Path, beside: Path) -> bool:
    return source.stat().st_dev == beside.parent.stat().st_dev and hasattr(os, "link")


def _make_folders(folder: Path, made: list[Path]) -> None:
    if folder.exists():
        return
    _make_folders(folder.parent, made)
    with suppress(FileExistsError):
        folder.mkdir()
        made.append(folder)
