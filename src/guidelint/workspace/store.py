"""What guidelint keeps between runs: in the user's own cache folder, never in a workspace.

A workspace may come from anybody, and a kept result that it brought along would be believed. Everything kept can be
made again; a file that is damaged, or cannot be written, is as good as none.

Every run begins here, so this module does without pathlib and hashlib, which take longer to load than it takes to find
that nothing has changed.
"""

import os
import sys

try:
    from _blake2 import blake2b  # what hashlib has, without OpenSSL
except ImportError:
    from hashlib import blake2b

VARIABLE = "GUIDELINT_CACHE_DIR"
DIGEST_SIZE = 16  # bytes
_MOST = 8  # files of one kind

Digest = bytes


def digest(*parts: bytes | memoryview | str) -> Digest:
    """One digest of several parts, none of which can be taken for two."""
    made = blake2b(digest_size=DIGEST_SIZE)
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        made.update(b"%d:" % len(raw))
        made.update(raw)
    return made.digest()


def folder() -> str | None:
    """Where kept files lie; None where there is no place to keep any."""
    if chosen := os.environ.get(VARIABLE):
        return os.path.abspath(chosen)
    home = os.path.expanduser("~")
    if home == "~":
        return None
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or f"{home}/AppData/Local", "guidelint", "cache")
    if sys.platform == "darwin":
        return f"{home}/Library/Caches/guidelint"
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or f"{home}/.cache", "guidelint")


def seal(content: bytes) -> bytes:
    """The content behind its digest: one bit that a disk turns is not to change a finding."""
    return digest(content) + content


def unseal(raw: bytes | None) -> memoryview | None:
    """The content as it was sealed; None where there is none, or it is damaged."""
    if not isinstance(raw, bytes):
        return None
    content = memoryview(raw)[DIGEST_SIZE:]
    return content if digest(content) == raw[:DIGEST_SIZE] else None


def read(name: str) -> bytes | None:
    """The kept file of that name, or None. One that somebody else owns is not trusted."""
    place = folder()
    if place is None:
        return None
    try:
        with open(os.path.join(place, name), "rb") as stream:
            if not _is_owned(os.fstat(stream.fileno())):
                return None
            return stream.read()
    except OSError:
        return None


def is_ours(file: str | os.PathLike[str]) -> bool:
    """Whether a kept file is there and nobody else's."""
    try:
        return _is_owned(os.stat(file))
    except OSError:
        return False


def keep(name: str, content: bytes, most: int = _MOST) -> None:
    """Keep a file, whole or not at all, and only the newest of its kind, which is the first word of its name.

    Where that is not possible, nothing is said: it is made again next time. Nor does anybody wait for the disk: what a
    power cut damages is noticed by those who read it (`unseal`).
    """
    place = folder()
    if place is None:
        return
    temporary = os.path.join(place, f".{name}.{os.getpid()}.tmp")
    try:
        os.makedirs(place, exist_ok=True, mode=0o700)
        try:
            with open(temporary, "wb") as stream:
                stream.write(content)
            os.replace(temporary, os.path.join(place, name))
        except BaseException:
            os.unlink(temporary)
            raise
        kind = f"{name.split('-')[0]}-"
        alike = [os.path.join(place, file) for file in os.listdir(place) if file.startswith(kind)]
        for old in sorted(alike, key=os.path.getmtime, reverse=True)[most:]:
            os.unlink(old)
    except OSError:
        pass


def drop(name: str) -> None:
    """Keep that file no longer."""
    place = folder()
    if place is not None:
        try:
            os.unlink(os.path.join(place, name))
        except OSError:
            pass


def _is_owned(stat: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or stat.st_uid in (os.getuid(), 0)
