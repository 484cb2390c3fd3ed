"""`guidelint.yaml`: settings of one workspace. Every key has a default."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.rule import Level
from guidelint.model.text import Lang, Text
from guidelint.workspace.names import is_yaml, matches
from guidelint.workspace.walk import find

CONFIG_NAME = "guidelint.yaml"
GUIDES = "guides"  # a folder of this name makes a workspace of the one around it, where there is no such file
THESAURUS_FOLDER = "thesaurus"  # below the folder of rules
_ENDINGS = (".yaml", ".yml", ".YAML", ".YML")
JOURNAL_NAME = ".guidelint-journal"  # there while several files are written together


class Override(Struct, frozen=True):
    """Settings for the guides whose path below the workspace matches one of `paths`; None leaves a setting as it is."""

    paths: tuple[str, ...]
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    level: Level | None = None

    def applies(self, path: PurePosixPath) -> bool:
        return any(matches(path, pattern) for pattern in self.paths)


class RulePackage(Struct, frozen=True):
    """What a workspace builds on, by the `name` that it is extended by. `tickets` are globs below `root`, which none leads out of."""

    name: str
    root: Path
    rules: Path
    tickets: tuple[str, ...]

    def ticket_files(self) -> list[Path]:
        return sorted({Path(file) for pattern in self.tickets for file in find(self.root, pattern)})


class Origin(Struct, frozen=True):
    """Where a setting was made: file and line, and the rule package whose file that is."""

    file: str
    line: int
    extends: str | None = None


class Config(Struct, frozen=True):
    """Settings by their keys in the file; `packages` is what `extends` came to, `origins` tells of all not default."""

    lang: Lang = "zh"
    extends: tuple[str, ...] = ()
    guides: tuple[str, ...] = ("guides/**/*.yaml",)
    windows: tuple[str, ...] = ("windows/**/*.yaml",)
    tickets: tuple[str, ...] = ("tickets/**/*.yaml",)
    archive: tuple[str, ...] = ("archive/**/*.yaml",)
    rules: str = "rules"
    baseline: str = "guidelint-baseline.yaml"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    level: Level = Level.WARNING
    levels: Mapping[str, Level] = {}
    profiles: tuple[str, ...] = ("minimal",)
    illustrations: bool = False
    stale_after: int = 0
    link_hosts: tuple[str, ...] = ()
    link_timeout: int = 10
    overrides: tuple[Override, ...] = ()
    packages: tuple[RulePackage, ...] = ()
    origins: tuple[tuple[str, Origin], ...] = ()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Config":
        plain: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in data.items()
            if key not in ("level", "levels", "overrides")
        }
        if "level" in data:
            plain["level"] = Level.named(data["level"])
        plain["levels"] = {name: Level.named(level) for name, level in data.get("levels", {}).items()}
        return cls(**plain, overrides=tuple(_override(o) for o in data.get("overrides", ())))


def find_root(start: Path) -> Path | None:
    """The folder with the nearest `guidelint.yaml` at or above `start`."""
    folder = start if start.is_dir() else start.parent
    return next((p for p in (folder, *folder.parents) if is_configured(p)), None)


def holders(folder: Path, names: Collection[str]) -> Iterator[Path]:
    """The folders upward in which one of those names holds `folder`, or is it; the nearest first."""
    return (above for inner, above in pairwise((folder, *folder.parents)) if inner.name in names)


def is_configured(folder: Path) -> bool:
    """Whether a configuration is there, be it a pipe or a broken link: reading that refuses it, in words."""
    return any(
        os.path.lexists(file) and not file.is_dir() for file in (folder / CONFIG_NAME, *misspelt(folder / CONFIG_NAME))
    )


def misspelt(file: Path) -> list[Path]:
    """What a file would be called with other endings of YAML: guidelint.yml for guidelint.yaml."""
    return [other for ending in _ENDINGS if is_yaml(file.name) and (other := file.with_suffix(ending)) != file]


def refuse_misspelt(file: Path, name: Callable[[Path], str]) -> None:
    """Raises CannotCheck where a file of the workspace's own that has one fixed name lies there under another ending: it would
    not be read, and nobody would know."""
    for other in misspelt(file):
        if os.path.lexists(other) and not (file.exists() and other.exists() and file.samefile(other)):
            said = Text(
                f"这个文件不会被读：它要叫 {file.name}，请改名（已经有 {file.name} 的，请删去其中一个）",
                f"this file is not read, since it has to be called {file.name}; rename it, or delete it where both are there",
            )
            raise CannotCheck([FileError(name(other), 0, 0, said)])


def _override(data: Mapping[str, Any]) -> Override:
    return Override(
        paths=tuple(data["paths"]),
        select=tuple(data["select"]) if "select" in data else None,
        ignore=tuple(data.get("ignore", ())),
        level=Level.named(data["level"]) if "level" in data else None,
    )
