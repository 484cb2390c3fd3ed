"""A workspace on disk: which files are guides, windows, tickets and rules, and what they say.

What reads them is loaded when there is something to read: a check of what has not changed reads nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct, field

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text
from guidelint.source.decode import read_whole
from guidelint.workspace.config import (
    CONFIG_NAME,
    JOURNAL_NAME,
    Config,
    is_configured,
    refuse_misspelt,
)
from guidelint.workspace.extending import load_config
from guidelint.workspace.names import is_yaml, matches
from guidelint.workspace.root import root_around
from guidelint.workspace.shipped import Shipped, shipped
from guidelint.workspace.walk import find, in_unicode, yaml_files

if TYPE_CHECKING:
    from guidelint.model.guide import Guide
    from guidelint.model.schema_types import FileModel
    from guidelint.model.ticket import Ticket
    from guidelint.model.window import WindowRecord
    from guidelint.schemas.published import SchemaName
    from guidelint.source.document import Document
    from guidelint.workspace.sources import Sources

T = TypeVar("T")
M = TypeVar("M", bound="FileModel")


class Loaded(Struct, Generic[T], frozen=True):
    """One file's model with the document that it came from."""

    model: T
    document: Document


class Workspace(Struct):
    """Everything that a check needs, read once.

    Files that could not be read are in `errors`; names are shown relative to `shown_from`. `unsaved` contents (standard
    input, an editor's buffers) win over what their files hold.
    """

    root: Path
    config: Config
    shown_from: Path
    errors: list[FileError] = field(default_factory=list)
    unsaved: Mapping[Path, bytes] = field(default_factory=dict)
    shipped: Shipped = field(default_factory=shipped)
    _sources: Sources | None = None
    _shown_below: str = ""
    _below_root: str = ""

    def __post_init__(self) -> None:
        self._below_root = f"{str(self.root).rstrip(os.sep)}{os.sep}"
        self._shown_below = f"{str(self.shown_from).rstrip(os.sep)}{os.sep}"

    @classmethod
    def find(cls, start: Path, shown_from: Path, unsaved: Mapping[Path, bytes] | None = None) -> Workspace:
        """The workspace around `start`: upward to `guidelint.yaml`, else to a `guides` folder, though not above the
        current folder `shown_from`, else the folder itself. Raises CannotCheck where the configuration is wrong."""
        root = root_around(start, shown_from)
        if os.path.lexists(root / JOURNAL_NAME):
            from guidelint.workspace.transaction import refuse_unfinished

            refuse_unfinished(root)
        return cls.at(root, shown_from, unsaved)

    @classmethod
    def at(cls, root: Path, shown_from: Path, unsaved: Mapping[Path, bytes] | None = None) -> Workspace:
        """The workspace whose top is this very folder. Raises CannotCheck where the configuration is wrong."""
        workspace = cls(root, Config(), shown_from, unsaved=unsaved or {})
        if is_configured(root):
            workspace.config = load_config(root / CONFIG_NAME, workspace.name)
        refuse_misspelt(workspace.baseline, workspace.name)
        return workspace

    @property
    def baseline(self) -> Path:
        """The file of findings that are known; it need not be there."""
        return self.root / self.config.baseline

    def name(self, file: Path | str) -> str:
        """The path as shown: relative where it lies below the current folder, always with forward slashes."""
        path = str(file)
        below = path.removeprefix(self._shown_below)
        return "." if below == path == str(self.shown_from) else below.replace(os.sep, "/")

    def relative(self, file: Path) -> PurePosixPath:
        try:
            return PurePosixPath(file.relative_to(self.root).as_posix())
        except ValueError:
            return PurePosixPath(file.name)

    def read(self, file: Path | str, name: str | None = None) -> bytes:
        """Its bytes; `name` is how it is shown, where that is known already. Raises CannotCheck."""
        if self.unsaved and (path := Path(file)) in self.unsaved:
            return self.unsaved[path]
        inside = self.root if str(file).startswith(self._below_root) else self._package(Path(file))
        return read_whole(file, name or self.name(file), inside=inside)

    def has(self, file: Path) -> bool:
        """Whether anything has this name. A device or a link that leads nowhere is not read as nothing: `read` tells of it."""
        return os.path.lexists(file)

    def _package(self, file: Path) -> Path | None:
        return next((package.root for package in self.config.packages if file.is_relative_to(package.root)), None)

    def files(self, patterns: Iterable[str]) -> list[Path]:
        """The workspace's files that fit one of the globs, sorted; hidden folders and links out of it are left out."""
        return [Path(file) for file in self.listed(patterns)]

    def listed(self, patterns: Iterable[str]) -> list[str]:
        """As `files`, but only their names: tens of thousands of paths take longer to make than to find."""
        found: set[str] = set()
        for pattern in patterns:
            found.update(find(self.root, pattern))
            found.update(str(p) for p in self.unsaved if matches(self.relative(p), pattern))
        # In the order of paths, folder by folder, which compare far more slowly than their texts.
        return in_unicode(sorted(found, key=lambda file: file.replace(os.sep, "\0")))

    def sources(self) -> Sources:
        """Rules, thesaurus and the tickets that come with them, read once; what is already known of them need not be read
        again."""
        if self._sources is None:
            from guidelint.workspace.sources import Sources

            if self.shipped == shipped():  # not where a commit's own are looked at
                self.shipped.refuse_missing()
            rules, *others = self.rule_folders()
            shipped_files = self._below({"rules": rules, "tickets": self.shipped.tickets})
            own = self._below({str(n): folder for n, folder in enumerate(others)})
            for n, package in enumerate(self.config.packages):
                own |= {f: f"tickets {n}/{f.relative_to(package.root).as_posix()}" for f in package.ticket_files()}
            try:
                contents = {file: self.read(file) for file in (*shipped_files, *own)}
                self._sources = Sources.of(contents, shipped_files, own)
            except CannotCheck:
                self._sources = Sources()  # the file is told of where it is loaded
        return self._sources

    def load_source(self, file: Path, schema: SchemaName | None) -> Document | None:
        """As `load`, for a file behind the rules; without a schema it is only parsed."""
        from guidelint.source.document import Document

        sources = self.sources()
        raw = sources.contents.get(file)
        if raw is not None and (data := sources.known(file)) is not None:
            return Document.known(raw, self.name(file), data)
        document = self.load(file, schema) if schema is not None else self._parse(file)
        if document is not None and raw is not None:
            sources.read[file] = document.data
        return document

    def load(self, file: Path | str, schema: SchemaName) -> Document | None:
        """A file that passed its schema; otherwise None, and its errors are kept."""
        from guidelint.schemas.validation import validate

        if (document := self._parse(file)) is None:
            return None
        if found := validate(document, schema):
            self.errors += found
            return None
        return document

    def model(
        self, file: Path | str, schema: SchemaName, kind: type[M], *, of_values: bool = False
    ) -> Loaded[M] | None:
        """As `load`, with what the file says; see `schema.model`."""
        from guidelint.schemas.validation import model

        if (document := self._parse(file)) is None:
            return None
        try:
            return Loaded(model(document, schema, kind, of_values=of_values), document)
        except CannotCheck as error:
            self.errors += error.errors
            return None

    def guides(self, files: Iterable[Path | str]) -> Iterator[Loaded[Guide]]:
        from guidelint.model.guide import Guide

        yield from self._models(files, "guide", Guide)

    def guides_at(self, paths: Sequence[Path]) -> Iterator[Loaded[Guide]]:
        """The guides that the paths name, as `choosing.guide_names` says."""
        from guidelint.workspace.choosing import guide_names

        return self.guides(guide_names(self, paths))

    def guide(self, words: str) -> Loaded[Guide]:
        """The guide that an id or words of a title name; see `lookup`. Raises UsageError with the nearest one."""
        from guidelint.workspace.lookup import guide_called

        return guide_called(words, self.guides_by_id())

    def guides_by_id(self) -> Mapping[str, Loaded[Guide]]:
        return {loaded.model.id: loaded for loaded in self.guides(self.files(self.config.guides))}

    def windows(self) -> Iterator[Loaded[WindowRecord]]:
        from guidelint.model.window import WindowRecord

        yield from self._models(self.files(self.config.windows), "window", WindowRecord)

    def tickets(self) -> Mapping[str, Loaded[Ticket]]:
        """Tickets by id: those that come with rules, then its own; the later one wins where an id is the same."""
        from guidelint.model.ticket import Ticket

        own: dict[str, Loaded[Ticket]] = {}
        for loaded in self._models(self.files(self.config.tickets), "ticket", Ticket):
            self._refuse_duplicate(own.get(loaded.model.id), loaded)
            own[loaded.model.id] = loaded
        return self.public_tickets() | own

    def public_tickets(self) -> dict[str, Loaded[Ticket]]:
        """Tickets that come with rules: the shipped ones, then those of the packages that the workspace extends."""
        from guidelint.model.ticket import Ticket

        tickets: dict[str, Loaded[Ticket]] = {}
        for file in yaml_files(self.shipped.tickets):
            if (document := self.load_source(file, "ticket")) is not None:
                tickets[document.data["id"]] = Loaded(Ticket.from_data(document.data), document)
        for package in self.config.packages:
            for loaded in self._models(package.ticket_files(), "ticket", Ticket):
                tickets[loaded.model.id] = loaded
        return tickets

    def _below(self, folders: Mapping[str, Path]) -> dict[Path, str]:
        """The YAML files below each folder, with their place below its name."""
        return {
            file: f"{name}/{file.relative_to(folder).as_posix()}"
            for name, folder in folders.items()
            for file in self.yaml_below(folder)
        }

    def yaml_below(self, folder: Path) -> list[Path]:
        """The YAML files below a folder of rules, sorted, unsaved ones among them."""
        unsaved = [file for file in self.unsaved if is_yaml(file.name) and file.is_relative_to(folder)]
        return sorted({*yaml_files(folder), *unsaved}) if unsaved else yaml_files(folder)

    def rule_folders(self) -> list[Path]:
        """Where rules lie: shipped first; in guidelint's own repository the two are one."""
        own = self.root / self.config.rules
        folders = [self.shipped.rules, *(package.rules for package in self.config.packages)]
        return folders if own.absolute() == self.shipped.rules.absolute() else [*folders, own]

    def _parse(self, file: Path | str) -> Document | None:
        from guidelint.source.document import load

        name = self.name(file)
        try:
            return load(self.read(file, name), name)
        except CannotCheck as error:
            self.errors += error.errors
            return None

    def _models(self, files: Iterable[Path | str], schema: SchemaName, kind: type[M]) -> Iterator[Loaded[M]]:
        return (loaded for file in files if (loaded := self.model(file, schema, kind)) is not None)

    def _refuse_duplicate(self, first: Loaded[Ticket] | None, second: Loaded[Ticket]) -> None:
        if first is not None:
            self.errors.append(duplicate_id(first.document, second.document, second.model.id))


def duplicate_id(first: Document, second: Document, id: str) -> FileError:
    position = second.position(second.span(("id",)).start)
    return FileError(
        second.name, position.line, position.column,
        Text(f"标识 {id} 重复，另一处在 {first.name}", f"duplicate id {id}, also in {first.name}"),
    )  # fmt: skip
