"""`guidelint.yaml`: settings of one workspace. Every key has a default."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from guidelint.errors import CannotCheck
from guidelint.model.rule import Level
from guidelint.schema import validate
from guidelint.source.decode import decode, read_whole
from guidelint.source.document import load
from guidelint.text import Lang

CONFIG_NAME = "guidelint.yaml"
JOURNAL_NAME = ".guidelint-journal"  # there while several files are written together


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for the guides whose path below the workspace matches one of `paths`; None leaves a setting as it is."""

    paths: tuple[str, ...]
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    level: Level | None = None

    def applies(self, path: PurePosixPath) -> bool:
        return any(matches(path, pattern) for pattern in self.paths)


@dataclass(frozen=True, slots=True)
class Config:
    lang: Lang = "zh"
    guides: tuple[str, ...] = ("guides/**/*.yaml",)
    windows: tuple[str, ...] = ("windows/**/*.yaml",)
    tickets: tuple[str, ...] = ("tickets/**/*.yaml",)
    archive: tuple[str, ...] = ("archive/**/*.yaml",)
    rules: str = "rules"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    level: Level = Level.WARNING
    illustrations: bool = False
    overrides: tuple[Override, ...] = ()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Config":
        plain: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in data.items()
            if key not in ("level", "overrides")
        }
        if "level" in data:
            plain["level"] = Level.named(data["level"])
        return cls(**plain, overrides=tuple(_override(o) for o in data.get("overrides", ())))


def find_root(start: Path) -> Path | None:
    """The folder with the nearest `guidelint.yaml` at or above `start`."""
    folder = start if start.is_dir() else start.parent
    return next((p for p in (folder, *folder.parents) if (p / CONFIG_NAME).is_file()), None)


def load_config(file: Path, name: str) -> Config:
    """Raises CannotCheck where the file is wrong. An empty file means the defaults."""
    return parse_config(read_whole(file, name), name)


def parse_config(raw: bytes, name: str) -> Config:
    """What a configuration file of these bytes says. Raises CannotCheck."""
    if not any(line.strip() and not line.lstrip().startswith("#") for line in decode(raw, name).text.splitlines()):
        return Config()
    document = load(raw, name)
    if errors := validate(document, "config"):
        raise CannotCheck(errors)
    assert isinstance(document.data, dict)
    return Config.from_data(document.data)


def matches(path: PurePosixPath, pattern: str) -> bool:
    """Whether a path below the workspace fits a glob; `**` stands for any number of folders, also none."""
    return _matches(path.parts, PurePosixPath(pattern).parts)


def _matches(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_matches(parts[skip:], pattern[1:]) for skip in range(len(parts) + 1))
    return bool(parts) and PurePosixPath(parts[0]).match(pattern[0]) and _matches(parts[1:], pattern[1:])


def _override(data: Mapping[str, Any]) -> Override:
    return Override(
        paths=tuple(data["paths"]),
        select=tuple(data["select"]) if "select" in data else None,
        ignore=tuple(data.get("ignore", ())),
        level=Level.named(data["level"]) if "level" in data else None,
    )
