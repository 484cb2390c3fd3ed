"""Workspaces in object storage: `s3://bucket/guides`, and whatever else fsspec reaches. They are only read.

Files are listed once and fetched a share at a time. To the rest of guidelint they are contents that no disk holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from guidelint.model.errors import CannotCheck, FileError, MissingExtra, UsageError
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.source.decode import MAX_BYTES
from guidelint.workspace.config import CONFIG_NAME, Config
from guidelint.workspace.extending import load_config
from guidelint.workspace.names import is_yaml
from guidelint.workspace.workspace import Workspace

# A path of the command line has lost one of its slashes. One letter before the colon is a drive of Windows.
_URL = regex(r"(?P<scheme>[a-z][a-z0-9+.-]+):/+(?P<rest>.+)")


def url_of(path: object) -> str | None:
    """The address that a path of the command line stands for; None for an ordinary path."""
    found = _URL.fullmatch(str(path))
    if found is None:
        return None
    top = "/" if found["scheme"] in ("file", "local") else ""
    return f"{found['scheme']}://{top}{found['rest'].rstrip('/')}"


class Contents(Mapping[Path, bytes]):
    """The YAML files below an address, by their path below `root`. Raises CannotCheck where one cannot be read."""

    def __init__(self, url: str, root: Path) -> None:
        self.url, self.root = url, root
        self._system, self._folder = _open(url)
        self._fetched: dict[Path, bytes] = {}
        try:
            found = self._system.find(self._folder)
        except Exception as error:  # every kind of storage has its own
            raise _cannot(url, error) from None
        below = len(self._folder.rstrip("/")) + 1
        self._names = {root / name[below:]: name for name in found if is_yaml(name)}

    def fetch(self, files: Iterable[Path]) -> None:
        """Fetch files together, which takes hardly longer than one, and let go of all others."""
        files = list(files)
        held = {file: self._fetched[file] for file in files if file in self._fetched}
        wanted = [file for file in files if file in self._names and file not in held]
        names = [self._names[file] for file in wanted]
        try:
            found = self._system.cat_ranges(names, [0] * len(names), [MAX_BYTES + 1] * len(names))
        except Exception as error:
            raise _cannot(self.url, error) from None
        self._fetched = held | {file: raw for file, raw in zip(wanted, found, strict=True) if isinstance(raw, bytes)}

    def __getitem__(self, file: Path) -> bytes:
        name = self._names[file]
        if file in self._fetched:
            return self._fetched[file]
        try:
            return bytes(self._system.cat_file(name, start=0, end=MAX_BYTES + 1))
        except Exception as error:
            raise _cannot(name, error) from None

    def __iter__(self) -> Iterator[Path]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, file: object) -> bool:
        return file in self._names

    def __reduce__(self) -> tuple[type["Contents"], tuple[str, Path]]:
        return Contents, (self.url, self.root)


def workspace_at(url: str) -> Workspace:
    """The workspace at an address. Raises UsageError where nothing can reach it, CannotCheck where it cannot be read."""
    root = Path("/", *url.replace("://", "/").split("/"))
    contents = Contents(url, root)
    if not contents:
        raise UsageError(Text(f"{url} 里没有指南", f"there are no guides at {url}"))
    workspace = Workspace(root, Config(), root, unsaved=contents)
    config = root / CONFIG_NAME
    if config in contents:
        workspace.config = load_config(config, workspace.name, contents[config])
    return workspace


def _open(url: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingExtra("remote", Text("读远程的工作区需要", "a workspace elsewhere needs")) from None
    try:
        system, folder = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(Text(f"打不开 {url}：{error}", f"cannot open {url}: {error}")) from None
    return system, str(folder)


def _cannot(name: str, error: Exception) -> CannotCheck:
    said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return CannotCheck([FileError(name, 0, 0, Text(f"读不了：{said}", f"cannot read: {said}"))])
