"""A folder written whole: built beside its place, then put there in one step, in place of the report before it."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from guidelint.model.errors import UsageError
from guidelint.model.text import Text

MARK = "guidelint-report.json"
_NOT_OURS_BUT_HARMLESS = {".DS_Store", "Thumbs.db", "desktop.ini"}


@contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """A new folder to write into; it takes the place of `folder` when the block ends, and vanishes when it fails.

    Raises UsageError where `folder` holds anything but an earlier report just as it was written.
    """
    folder = folder.absolute().resolve()
    refuse_other(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}.", suffix=".new"))
    try:
        yield building
        _mark(building)
        building.chmod(0o755)  # mkdtemp makes private folders; a report is for others
        refuse_other(folder)
        _take_place(building, folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def refuse_other(folder: Path) -> None:
    """Raises UsageError where `folder` holds anything but an earlier report just as it was written."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(Text(f"{folder} 是文件，不是文件夹", f"{folder} is a file and no folder"))
    names = _names(folder)
    if not names:
        return
    mark = _read_mark(folder)
    if mark is None:
        raise UsageError(
            Text(
                f"{folder} 里有别的文件，不是以前的报告，没有动它；请换一个文件夹",
                f"{folder} holds other files and is no earlier report; it was left alone. Choose another folder",
            )
        )
    if mark.get("names") != _digest(names - {MARK}):
        raise UsageError(
            Text(
                f"{folder} 是以前的报告，但里面的文件有增减，没有动它；请把自己的文件移走，或者换一个文件夹",
                f"{folder} is an earlier report, but files were added or removed; it was left alone. Move your own "
                "files elsewhere or choose another folder",
            )
        )


def _mark(folder: Path) -> None:
    content = {"generator": "guidelint report", "names": _digest(_names(folder))}
    (folder / MARK).write_text(json.dumps(content) + "\n", encoding="utf-8", newline="\n")


def _read_mark(folder: Path) -> dict[str, Any] | None:
    if not (folder / MARK).is_file():  # nobody waits at a pipe
        return None
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return mark if isinstance(mark, dict) and mark.get("generator") == "guidelint report" else None


def _names(folder: Path) -> set[str]:
    found: set[str] = set()
    for parent, _, files in os.walk(folder):
        base = Path(parent).relative_to(folder)
        found.update((base / name).as_posix() for name in files if name not in _NOT_OURS_BUT_HARMLESS)
    return found


def _digest(names: set[str]) -> str:
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def _take_place(building: Path, folder: Path) -> None:
    """Two renames: between them there is no report for a moment, but never half of one."""
    if not folder.exists():
        building.rename(folder)
        return
    before = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}.", suffix=".old"))
    kept = folder.rename(before / "report")
    try:
        building.rename(folder)
    except BaseException:
        kept.rename(folder)
        before.rmdir()
        raise
    shutil.rmtree(before, ignore_errors=True)
