"""Run one git command that starts no program but git, and tells a full disk from a refusal."""

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from guidelint.model.errors import NotWritten, UsageError
from guidelint.model.text import Text

TIMEOUT = 300  # seconds for one git command; a checkout of the largest workspaces takes a few

# What git itself sets for a hook would lead our commands to the caller's index; identity and settings may stay.
_CALLERS = (
    "GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
)  # fmt: skip
_SETTINGS = (
    "safe.bareRepository=explicit", f"core.hooksPath={os.devnull}", "core.fsmonitor=false", "core.pager=cat",
    "core.askPass=", "credential.helper=", "diff.external=", "protocol.allow=never", "submodule.recurse=false",
    "core.quotePath=false", "core.sparseCheckout=false", "core.splitIndex=false",
)  # fmt: skip
_ENVIRONMENT = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "GIT_NO_LAZY_FETCH": "1"}
_NOTHING_MOVED = Text("没有改动任何分支和文件", "no branch and no file was changed")
_ALMOST_NOTHING = 1 << 16  # bytes
_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)  # what passes, and is no fault of the request


class GitError(UsageError):
    """git refused; `said` is its own word."""

    def __init__(self, command: str, said: str) -> None:
        self.said = said
        super().__init__(Text(f"git {command} 失败：{said}", f"git {command} failed: {said}"))


def _of_the_disk(said: str, own: str) -> int | None:
    """Which fault of the disk git speaks of; of a reference that it "couldn't write" it does not say the reason."""
    if "couldn't write" in said and shutil.disk_usage(own).free < _ALMOST_NOTHING:
        return errno.ENOSPC
    return next((trouble for trouble in _OF_THE_DISK if os.strerror(trouble) in said), None)


def run_git(folder: Path, arguments: Sequence[str], stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    clean = {key: value for key, value in os.environ.items() if key not in _CALLERS}
    try:
        done = subprocess.run(
            ["git", *settings, *arguments], cwd=folder, input=stdin, capture_output=True, check=False, timeout=TIMEOUT,
            env={**clean, **(env or {}), **_ENVIRONMENT},
        )  # fmt: skip
    except FileNotFoundError:
        raise GitError(arguments[0], "没有安装 git · git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitError(arguments[0], f"超过 {TIMEOUT} 秒 · over {TIMEOUT} seconds") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        if (trouble := _of_the_disk(said, own := (env or {}).get("GIT_DIR", str(folder)))) is not None:
            named = re.search("'(/[^']+)'", said)
            raise NotWritten(named[1] if named else own, OSError(trouble, os.strerror(trouble)), _NOTHING_MOVED)
        raise GitError(arguments[0], said or f"exit code {done.returncode}")
    return done.stdout
