"""A workspace's git repository, through git's own plumbing: nothing here touches the work tree, the index or HEAD.

What a repository holds may come from anybody. So git starts no program but itself (no hook, file system monitor, filter,
pager or external diff), asks for no password, goes to no network, and takes no folder that lies in a work tree for a
repository. Files are taken out of and put into commits byte by byte, without the conversions of `.gitattributes`.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.workspace.git_command import GitError, run_git

_AT_ONCE = 256  # files whose contents are asked for together
_LINK, _MODULE = "120000", "160000"  # modes of what is no file


@dataclass(frozen=True)
class Repository:
    """The repository around a workspace's `folder`. `inside` is that folder below its top: empty, or `a/b/`.

    `env` names repository and work tree to git, which then neither looks for them nor believes the repository's settings.
    """

    folder: Path
    inside: str
    env: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def around(cls, folder: Path) -> "Repository":
        """Raises UsageError where the folder is in no git repository or git is not installed."""
        try:
            inside, own = (
                _line(run_git(folder, ["rev-parse", which])) for which in ("--show-prefix", "--absolute-git-dir")
            )
        except GitError as error:
            raise UsageError(
                Text(
                    f"{folder} 不在能用的 git 仓库里：{error.said}",
                    f"{folder} is in no git repository that can be used: {error.said}",
                )
            ) from None
        top = os.path.realpath(folder)
        for _ in Path(inside).parts:
            top = os.path.dirname(top)  # noqa: PTH120 - as text: a name may end in a line break
        return cls(folder, inside, {"GIT_DIR": own, "GIT_WORK_TREE": top})

    @cached_property
    def private(self) -> Path:
        """The repository's own folder (`.git`), shared by all its work trees."""
        return self._path("--git-common-dir")

    def run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """The output of a git command. Raises GitError, and OSError where the disk is full or read-only."""
        return run_git(self.folder, arguments, stdin, self.env)

    def commit(self, name: str) -> str | None:
        """The id of the commit that a name means; None where there is none."""
        if name.startswith("-"):
            return None
        try:
            return self.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
        except GitError:
            return None

    def merge_base(self, one: str, other: str) -> str | None:
        """The commit from which the two have gone their ways; None where none is known."""
        try:
            return self.run("merge-base", one, other).decode().split()[0]
        except GitError:
            return None

    @cached_property
    def is_shallow(self) -> bool:
        """Whether only the latest part of the history is here."""
        return self.run("rev-parse", "--is-shallow-repository").strip() == b"true"

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

    def update(self, moves: Sequence["ReferenceMove"], reason: str) -> bool:
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
        with tempfile.TemporaryDirectory(prefix="guidelint-", ignore_cleanup_errors=True) as name:
            top = Path(name).resolve() / "files"
            (top / self.inside).mkdir(parents=True)
            env = {**self.env, "GIT_WORK_TREE": str(top), "GIT_INDEX_FILE": str(top.parent / "index")}
            extract = Extract(self, commit, top, env)
            extract.run("read-tree", commit)
            extract.files.update(extract.take_out(self.inside))
            yield extract

    def _path(self, which: str) -> Path:
        return (self.folder / _line(self.run("rev-parse", which))).resolve()


@dataclass(frozen=True, slots=True)
class ReferenceMove:
    """A reference goes from commit `old` to `new`; `old` None means that it must not exist yet."""

    name: str
    new: str
    old: str | None = None


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a commit: its mode as git writes it, its id, and its bytes."""

    mode: str
    id: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Extract:
    """Files of a commit in a folder with an index of their own; what is changed there can become a commit.

    `files` are the workspace's files as they were in the commit, by their paths below `top`.
    """

    repository: Repository
    commit: str
    top: Path
    env: Mapping[str, str]
    files: dict[str, Blob] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The workspace's own folder."""
        return self.top / self.repository.inside

    def run(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        return run_git(self.top, arguments, stdin, {**self.env, **(env or {})})

    def take_out(self, where: str) -> dict[str, Blob]:
        """Write the commit's files below the folder `where`, byte for byte; links last, so that nothing goes through one."""
        listed = self.run("ls-files", "-z", "--stage", "--full-name", "--", f":(top,literal){where}").split(b"\0")
        entries = [(name, *about.split()) for about, name in (one.split(b"\t", 1) for one in listed if one)]
        found: dict[str, Blob] = {}
        wanted = [(os.fsdecode(name), mode.decode(), id.decode()) for name, mode, id, _ in entries]
        wanted = [one for one in wanted if one[1] != _MODULE]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            for (name, mode, id), content in zip(some, self._contents([one[2] for one in some]), strict=True):
                found[name] = Blob(mode, id, content)
        for name, blob in sorted(found.items(), key=lambda one: one[1].mode == _LINK):
            file = self.top / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if blob.mode == _LINK:
                file.symlink_to(os.fsdecode(blob.content))
            else:
                file.write_bytes(blob.content)
        return found

    def committed(self, message: str) -> str | None:
        """A commit of everything that changed in the workspace, on top of the one extracted, on no branch yet.

        None where nothing changed. Hidden files of guidelint's own do not count.
        """
        lines = [b"%s %s\t%s" % (mode, id, os.fsencode(name)) for name, mode, id in self._changes()]
        if not lines:
            return None
        self.run("update-index", "-z", "--index-info", stdin=b"".join(line + b"\0" for line in lines))
        tree = self.run("write-tree").decode().strip()
        said = self.run(
            "commit-tree", tree, "-p", self.commit, "-F", "-", stdin=message.encode(), env=_identity(self.repository)
        )
        return said.decode().strip()

    def _changes(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Name, mode and id of what is not as it was; mode 0 takes a file away."""
        found = (file for file in self.folder.rglob("*") if file.is_symlink() or not file.is_dir())
        files = {file.relative_to(self.top).as_posix(): file for file in found}
        for name, file in sorted(files.items()):
            if file.is_symlink() or "/.guidelint-" in f"/{name}":
                continue
            before, content = self.files.get(name), file.read_bytes()
            if before is None or before.content != content:
                id = self.run("hash-object", "-w", "--no-filters", "--stdin", stdin=content).strip()
                yield name, (before.mode if before is not None else "100644").encode(), id
        for name in sorted(self.files.keys() - files.keys()):
            yield name, b"0", b"0" * len(self.commit)

    def _contents(self, ids: Sequence[str]) -> Iterator[bytes]:
        said = self.run("cat-file", "--batch", stdin="".join(f"{id}\n" for id in ids).encode())
        at = 0
        for id in ids:
            end = said.index(b"\n", at)
            head = said[at:end].split()
            if head[1] != b"blob":
                raise GitError("cat-file", f"{id} {os.fsdecode(head[1])}")
            size = int(head[2])
            yield said[end + 1 : end + 1 + size]
            at = end + 1 + size + 1


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


def _line(said: bytes) -> str:
    return os.fsdecode(said.removesuffix(b"\n"))
