"""A workspace's git repository, through git's own plumbing: nothing here touches the work tree, the index or HEAD."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guidelint.errors import UsageError
from guidelint.text import Text

TIMEOUT = 300  # seconds for one git command; a checkout of the largest workspaces takes a few

# What git itself sets for a hook would lead our commands to the caller's index; identity and settings may stay.
_CALLERS = (
    "GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
)  # fmt: skip
_SETTINGS = ("core.quotePath=false", "core.fsmonitor=false", "core.sparseCheckout=false", "core.splitIndex=false")


class GitError(UsageError):
    """git refused; `said` is its own word."""

    def __init__(self, command: str, said: str) -> None:
        self.said = said
        super().__init__(Text(f"git {command} 失败:{said}", f"git {command} failed: {said}"))


@dataclass(frozen=True)
class Repository:
    """The repository around a workspace's `folder`. `inside` is that folder below its top: empty, or `a/b/`."""

    folder: Path
    inside: str

    @classmethod
    def around(cls, folder: Path) -> "Repository":
        """Raises UsageError where the folder is in no git repository or git is not installed."""
        try:
            inside = _run(folder, ["rev-parse", "--show-prefix"])
        except GitError as error:
            raise UsageError(
                Text(
                    f"{folder} 不在能用的 git 仓库里:{error.said}",
                    f"{folder} is in no git repository that can be used: {error.said}",
                )
            ) from None
        return cls(folder, os.fsdecode(inside.rstrip(b"\n")))

    @cached_property
    def private(self) -> Path:
        """The repository's own folder (`.git`), shared by all its work trees."""
        return self._path("--git-common-dir")

    def run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """The output of a git command. Raises GitError."""
        return _run(self.folder, arguments, stdin)

    def commit(self, name: str) -> str | None:
        """The id of the commit that a name means; None where there is none."""
        if name.startswith("-"):
            return None
        try:
            return self.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
        except GitError:
            return None

    def is_ancestor(self, earlier: str, later: str) -> bool:
        try:
            self.run("merge-base", "--is-ancestor", earlier, later)
        except GitError:
            return False
        return True

    def checked_out_in(self, branch: str) -> str | None:
        """The work tree that has the branch checked out."""
        place = None
        for line in os.fsdecode(self.run("worktree", "list", "--porcelain")).splitlines():
            key, _, value = line.partition(" ")
            if key == "worktree":
                place = value
            elif key == "branch" and value == f"refs/heads/{branch}":
                return place
        return None

    def update(self, moves: Sequence["Move"], reason: str) -> bool:
        """Move all references or none; False where one of them is not where it was. Raises GitError."""
        lines = [f"update {move.name} {move.new} {move.old or '0' * len(move.new)}\n" for move in moves]
        try:
            self.run("update-ref", "-m", reason, "--stdin", stdin="".join(lines).encode())
        except GitError:
            if all(self.commit(move.name) == move.old for move in moves):
                raise  # nobody else moved one: git has another reason
            return False
        return True

    @contextmanager
    def extracted(self, commit: str) -> Iterator["Extract"]:
        """The workspace as it stands in a commit, in a folder of its own that is gone afterwards."""
        with tempfile.TemporaryDirectory(prefix="guidelint-") as name:
            top = Path(name).resolve() / "files"
            (top / self.inside).mkdir(parents=True)
            env = {"GIT_DIR": str(self._path("--git-dir")), "GIT_WORK_TREE": str(top)}
            extract = Extract(self, commit, top, env | {"GIT_INDEX_FILE": str(top.parent / "index")})
            extract.run("read-tree", commit)
            names = extract.run("ls-files", "-z", "--full-name", "--", f":/{self.inside}")
            extract.run("checkout-index", "-z", "--stdin", stdin=names)
            yield extract

    def _path(self, which: str) -> Path:
        return (self.folder / os.fsdecode(self.run("rev-parse", which).rstrip(b"\n"))).resolve()


@dataclass(frozen=True, slots=True)
class Move:
    """A reference goes from commit `old` to `new`; `old` None means that it must not exist yet."""

    name: str
    new: str
    old: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """Files of a commit in a folder with an index of their own; what is changed there can become a commit."""

    repository: Repository
    commit: str
    top: Path
    env: Mapping[str, str]

    @property
    def folder(self) -> Path:
        """The workspace's own folder."""
        return self.top / self.repository.inside

    def run(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        return _run(self.top, arguments, stdin, {**self.env, **(env or {})})

    def committed(self, message: str) -> str | None:
        """A commit of everything that changed in the workspace, on top of the one extracted, on no branch yet.

        None where nothing changed. Hidden files of guidelint's own do not count.
        """
        where = f":/{self.repository.inside}"
        listed = self.run("ls-files", "-z", "--full-name", "--modified", "--deleted", "--others", "--", where)
        names = {name for name in listed.split(b"\0") if name and b"/.guidelint-" not in b"/" + name}
        self.run("update-index", "--add", "--remove", "-z", "--stdin", stdin=b"".join(n + b"\0" for n in sorted(names)))
        tree = self.run("write-tree").decode().strip()
        if tree == self.run("rev-parse", f"{self.commit}^{{tree}}").decode().strip():
            return None
        said = self.run(
            "commit-tree", tree, "-p", self.commit, "-F", "-", stdin=message.encode(), env=_identity(self.repository)
        )
        return said.decode().strip()


def _identity(repository: Repository) -> dict[str, str]:
    """Whose commit it is: git's own settings, and guidelint where there are none."""
    found = {}
    for role in ("AUTHOR", "COMMITTER"):
        for what, standby in (("NAME", "guidelint"), ("EMAIL", "guidelint@localhost")):
            name = f"GIT_{role}_{what}"
            found[name] = os.environ.get(name) or _setting(repository, f"user.{what.lower()}") or standby
    return found


def _setting(repository: Repository, name: str) -> str:
    try:
        return repository.run("config", "--get", name).decode("utf-8", "replace").strip()
    except GitError:
        return ""


def _run(folder: Path, arguments: Sequence[str], stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    clean = {key: value for key, value in os.environ.items() if key not in _CALLERS}
    try:
        done = subprocess.run(
            ["git", *settings, *arguments], cwd=folder, input=stdin, capture_output=True, check=False, timeout=TIMEOUT,
            env={**clean, **(env or {}), "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
        )  # fmt: skip
    except FileNotFoundError:
        raise GitError(arguments[0], "没有安装 git · git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitError(arguments[0], f"超过 {TIMEOUT} 秒 · over {TIMEOUT} seconds") from None
    if done.returncode:
        raise GitError(arguments[0], done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}")
    return done.stdout
