"""What `guidelint.yaml` holds; `config.Config` says what it comes to, with defaults and what it builds upon."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field

from guidelint.model.schema_types import FileModel, Given

Text: TypeAlias = Annotated[str, Meta(min_length=1)]
Globs: TypeAlias = Annotated[tuple[Text, ...], Meta(min_length=1)]
Names: TypeAlias = tuple[Text, ...]


class OverrideSettings(FileModel, frozen=True, gc=False):
    paths: Globs
    select: Names = ()
    ignore: Names = ()
    level: Given[Literal["error", "warning", "hint"]] = None


class Settings(FileModel, frozen=True, gc=False):
    lang: Given[Literal["zh", "en"]] = None
    extends: Names = ()
    guides: Given[Globs] = None
    windows: Given[Globs] = None
    tickets: Given[Globs] = None
    archive: Given[Globs] = None
    rules: Given[str] = None
    baseline: Given[Text] = None
    select: Names = ()
    ignore: Names = ()
    preview: bool = False
    level: Given[Literal["error", "warning", "hint"]] = None
    levels: dict[str, Literal["error", "warning", "hint"]] = field(default_factory=dict)
    profiles: Names = ()
    illustrations: bool = False
    stale_after: Annotated[int, Meta(ge=0, le=1200)] = 0
    link_hosts: Names = ()
    link_timeout: Annotated[int, Meta(ge=1, le=600)] = 10
    overrides: tuple[OverrideSettings, ...] = ()
