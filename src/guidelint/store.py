"""What guidelint keeps between runs: in the user's own cache folder, never in a workspace.

A workspace may come from anybody, and a kept result that it brought along would be believed. Everything kept can be
made again; a file that is damaged, or cannot be written, is as good as none.
"""

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

VARIABLE = "GUIDELINT_CACHE_DIR"
_MAX_ALIKE = 8  # files of one kind


def folder() -> Path | None:
    """Where kept files lie; None where there is no place to keep any."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).absolute()
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "guidelint" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "guidelint"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "guidelint"


def read(name: str) -> bytes | None:
    """The kept file of that name, or None. One that somebody else owns is not trusted."""
    place = folder()
    if place is None:
        return None
    try:
        with (place / name).open("rb") as stream:
            if hasattr(os, "getuid") and os.fstat(stream.fileno()).st_uid not in (os.getuid(), 0):
                return None
            return stream.read()
    except OSError:
        return None


def is_ours(file: Path) -> bool:
    """Whether a kept file is there and nobody else's."""
    try:
        return not hasattr(os, "getuid") or file.stat().st_uid in (os.getuid(), 0)
    except OSError:
        return False


def keep(name: str, content: bytes) -> None:
    """Keep a file, whole or not at all. Where that is not possible, nothing is said: it is made again next time."""
    from guidelint.writing import write_whole

    place = folder()
    if place is None:
        return
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(place / name, content)
        # What an older version or another thesaurus left behind is dropped in time.
        alike = sorted(place.glob(f"{name.split('-')[0]}-*"), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in alike[_MAX_ALIKE:]:
            old.unlink()


def drop(name: str) -> None:
    """Keep that file no longer."""
    place = folder()
    if place is not None:
        with suppress(OSError):
            (place / name).unlink()


@cache
def code() -> str:
    """A digest of guidelint's own code and schemas: another version, or an edit of this one, reads everything anew."""
    package = Path(__file__).parent
    found = []
    for folder, _, files in os.walk(package):
        for file in files:
            if file.endswith((".py", ".json", ".yaml")):
                stat = os.stat(os.path.join(folder, file))  # noqa: PTH116, PTH118 - a hundred files at every start
                found.append(f"{folder}/{file} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.blake2b("\n".join(sorted(found)).encode(), digest_size=16).hexdigest()
