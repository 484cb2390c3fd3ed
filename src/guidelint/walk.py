"""Finding files below a folder: quickly for the usual globs, and never out of the folder."""

import os
import re
from collections.abc import Iterator
from fnmatch import translate
from pathlib import Path

from guidelint.standing import Below

_USUAL = re.compile(r"(?P<folder>[^*?\[\]]+/)?\*\*/(?P<name>[^/*?\[\]]*\*[^/*?\[\]]*)\Z")
"""`folder/**/*.yaml`: any file of that name at any depth."""


def below(root: Path, pattern: str) -> Below | None:
    """Where the files are that can fit the glob; None where it is not one of the usual."""
    if (usual := _usual(pattern)) is None:
        return None
    ending = re.split(r"[*?]", usual["name"])[-1]
    return Below(str(root / (usual["folder"] or "")), (ending,))


def find(root: Path, pattern: str) -> Iterator[str]:
    """Paths of the files below `root` that fit the glob; hidden ones and links out of `root` are left out."""
    usual = _usual(pattern)
    if usual is None:
        yield from (str(path) for path in root.glob(pattern) if _is_ours(root, path))
        return
    folder = root / (usual["folder"] or "")
    if any(part.startswith(".") for part in folder.relative_to(root).parts) or not folder.is_dir():
        return
    if not folder.resolve().is_relative_to(root.resolve()):
        return
    yield from _below(str(folder), re.compile(translate(usual["name"])), root)


def yaml_files(folder: Path) -> list[Path]:
    """All YAML files below a folder, in order."""
    found = [Path(place, file) for place, _, files in os.walk(folder) for file in files if file.endswith(".yaml")]
    return sorted(found)


def _usual(pattern: str) -> re.Match[str] | None:
    usual = _USUAL.match(pattern)
    if usual is None or any(part in ("", ".", "..") for part in (usual["folder"] or "x/")[:-1].split("/")):
        return None
    return usual


def _below(folder: str, name: re.Pattern[str], root: Path) -> Iterator[str]:
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif name.match(entry.name) is not None and (
                    entry.is_file(follow_symlinks=False) or (entry.is_symlink() and _is_ours(root, Path(entry.path)))
                ):
                    yield entry.path


def _is_ours(root: Path, file: Path) -> bool:
    relative = file.relative_to(root)
    hidden = any(part.startswith(".") for part in relative.parts)
    return not hidden and file.is_file() and file.resolve().is_relative_to(root.resolve())
