"""A file's bytes as a commit would hold them: git may turn the line ends of Windows into its own (autocrlf)."""

import os
from pathlib import Path

from guidelint.model.errors import UsageError
from guidelint.workspace.git import Repository
from guidelint.workspace.git_command import GitError


def as_committed(file: Path, raw: bytes) -> bytes:
    """What git would put into a commit for this content of the file; the same bytes where there is no repository.

    The rules are those of gitattributes(5), “text” and “eol”, and of `core.autocrlf`; no filter is run.
    """
    if b"\r\n" not in raw or b"\0" in raw:
        return raw
    try:
        repository = Repository.around(file.parent)
        return raw.replace(b"\r\n", b"\n") if _is_converted(repository, file.name, raw) else raw
    except UsageError:
        return raw


def _is_converted(repository: Repository, name: str, raw: bytes) -> bool:
    said = os.fsdecode(repository.run("check-attr", "-z", "text", "eol", "--", name)).split("\0")
    text, eol = said[2], said[5]
    if text == "unset":
        return False
    if text == "set" or (text == "unspecified" and eol in ("lf", "crlf")):
        return True
    is_automatic = text == "auto" or _setting(repository, "core.autocrlf") in ("true", "yes", "on", "1", "input")
    has_lone_returns = b"\r" in raw.replace(b"\r\n", b"")  # git takes it for no text
    return is_automatic and not has_lone_returns and b"\r\n" not in _in_index(repository, name)


def _setting(repository: Repository, name: str) -> str:
    try:
        return repository.run("config", "--get", name).decode("utf-8", "replace").strip().lower()
    except GitError:  # it is not set
        return ""


def _in_index(repository: Repository, name: str) -> bytes:
    try:
        return repository.run("cat-file", "blob", f":./{name}")
    except GitError:  # a new file
        return b""
