"""`guidelint.yaml`: settings of one workspace. Every key has a default."""

import os
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from guidelint.model.rule import Level
from guidelint.model.text import Lang
from guidelint.workspace.names import matches

CONFIG_NAME = "guidelint.yaml"
GUIDES = "guides"  # a folder of this name makes a workspace of the one around it, where there is no such file
THESAURUS_FOLDER = "thesaurus"  # below the folder of rules
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
    """What a workspace builds on, by the `name` that it is extended by. `tickets` are globs below `root`."""

    name: str
    root: Path
    rules: Path
    tickets: tuple[str, ...]

    def ticket_files(self) -> list[Path]:
        return sorted({file for pattern in self.tickets for file in self.root.glob(pattern) if file.is_file()})


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
    file = folder / CONFIG_NAME
    return os.path.lexists(file) and not file.is_dir()


def _override(data: Mapping[str, Any]) -> Override:
    return Override(
        paths=tuple(data["paths"]),
        select=tuple(data["select"]) if "select" in data else None,
        ignore=tuple(data.get("ignore", ())),
        level=Level.named(data["level"]) if "level" in data else None,
    )
