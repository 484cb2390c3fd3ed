"""Finding files below a folder: quickly for the usual globs, and never out of the folder."""

import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.workspace.names import ENDINGS, fits, is_yaml, literal, matches, wrong_glob
from guidelint.workspace.snapshot import WatchedFolder

_USUAL = regex(r"(?P<folder>[^*?\[\]]+/)?\*\*/(?P<name>[^/*?\[\]]*\*[^/*?\[\]]*)\Z")
"""`folder/**/*.yaml`: any file of that name at any depth."""


def below(root: Path, pattern: str) -> WatchedFolder | None:
    """Where the files are that can fit the glob; None where it is not one of the usual."""
    if (usual := _usual(pattern)) is None:
        return None
    name = usual["name"]
    endings = ENDINGS if is_yaml(name) else (re.split(r"[*?]", name)[-1].lower(),)
    return WatchedFolder(str(root / (usual["folder"] or "")), endings)


def find(root: Path, pattern: str) -> Iterator[str]:
    """Paths of the files below `root` that fit the glob; hidden ones and links out of `root` are left out."""
    if wrong_glob(pattern) is not None or (folder := _folder(root, literal(pattern))) is None:
        return
    if not folder.resolve().is_relative_to(root.resolve()):
        return
    usual = _usual(pattern)
    name = usual["name"] if usual is not None else PurePosixPath(pattern).name
    for file in _below(str(folder), name, root):
        if usual is not None or matches(PurePosixPath(Path(file).relative_to(root).as_posix()), pattern):
            yield file


def straight(path: Path) -> Path:
    """The absolute path without `..`: one file has one name, and its name is the one that lists of files have."""
    path = path.absolute()
    if ".." not in path.parts:
        return path
    plain = Path(os.path.normpath(path))
    try:
        return plain if plain.samefile(path) else path.resolve()  # a link stands before the dots
    except OSError:
        return plain


def yaml_files(folder: Path) -> list[Path]:
    """All YAML files below a folder, in order. Raises OSError for a folder that may not be read, not for one that is
    not there, and CannotCheck as `in_unicode`."""
    walked = os.walk(folder, onerror=_unless_missing)
    found = [f"{place}{os.sep}{file}" for place, _, files in walked for file in files if is_yaml(file)]
    return sorted(map(Path, in_unicode(found)))


def in_unicode(files: list[str]) -> list[str]:
    """The same files. Raises CannotCheck for those whose names are no text: no report could name them."""
    try:
        "".join(files).encode()
    except UnicodeEncodeError:
        raise CannotCheck([_unnamed(file) for file in files if not _is_text(file)]) from None
    return files


def _unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error


def _is_text(file: str) -> bool:
    return all(not "\ud800" <= character <= "\udfff" for character in file)


def _unnamed(file: str) -> FileError:
    raw = os.fsencode(os.path.relpath(file).replace(os.sep, "/"))
    shown = raw.decode("utf-8", "backslashreplace")
    words = Text("文件名不是 UTF-8 文字，请改名", "the name of this file is no UTF-8 text; rename it")
    if shown.encode() == raw:
        words = Text(
            f"现在的环境把文件名当作 {sys.getfilesystemencoding()}，读不出这个名字；设 PYTHONUTF8=1 再运行",
            f"file names are taken for {sys.getfilesystemencoding()} here, which this one is not; set PYTHONUTF8=1",
        )
    return FileError(shown, 0, 0, words)


def _usual(pattern: str) -> re.Match[str] | None:
    usual = _USUAL.match(pattern)
    if usual is None or any(part in ("", ".", "..") for part in (usual["folder"] or "x/")[:-1].split("/")):
        return None
    return usual


def _folder(root: Path, below: str) -> Path | None:
    """The folder of that name, also where the disk writes its accents otherwise; None where there is none."""
    folder = root / below
    if folder.is_dir():
        return folder
    folder = root
    for part in PurePosixPath(below).parts:
        try:
            names = sorted(entry.name for entry in folder.iterdir())
        except OSError:
            return None
        like = [name for name in names if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", part)]
        if not like:
            return None
        folder /= part if part in like else like[0]
    return folder if folder.is_dir() else None


def _below(folder: str, pattern: str, root: Path) -> Iterator[str]:
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif fits(entry.name, pattern) and (
                    entry.is_file(follow_symlinks=False) or (entry.is_symlink() and _is_ours(root, Path(entry.path)))
                ):
                    yield entry.path


def _is_ours(root: Path, file: Path) -> bool:
    relative = file.relative_to(root)
    hidden = any(part.startswith(".") for part in relative.parts)
    return not hidden and file.is_file() and file.resolve().is_relative_to(root.resolve())
