"""The top of the workspace around a place, which need not have a configuration."""

from collections.abc import Iterator
from pathlib import Path

from guidelint.workspace.config import GUIDES, find_root, holders
from guidelint.workspace.walk import straight


def root_around(start: Path, current: Path) -> Path:
    """The top of the workspace around a file or folder; see `Workspace.find`."""
    start, current = straight(start), current.absolute()
    folder = start if start.is_dir() else start.parent
    return find_root(start) or next(filter(_has_guides, _ours(folder, current)), folder)


def _ours(folder: Path, current: Path) -> Iterator[Path]:
    """Folders upward that may be the top: up to the current one, and further whichever's own `guides` this is in. No
    stranger's `guides` beside our way up makes a workspace of ours."""
    upward = (folder, *folder.parents)
    yield from upward[: upward.index(current) + 1] if current in upward else (folder,)
    yield from holders(folder, (GUIDES,))


def _has_guides(folder: Path) -> bool:
    return (folder / GUIDES).is_dir()
