"""A workspace kept ready while somebody edits it: after a keystroke only the open files are checked again.

What is being typed wins over what the files hold. Guides are held against the engine as it was last made ready; a
change to anything else (window records, tickets, rules, the thesaurus) needs `reload`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from guidelint.checking.engine import Engine, Options, Report
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.guide import Guide
from guidelint.rules.execution import RuleCrash
from guidelint.rules.kinds.context import Neighbours
from guidelint.schemas.published import SchemaName
from guidelint.schemas.validation import validate
from guidelint.source.document import Document, load
from guidelint.workspace.config import CONFIG_NAME, THESAURUS_FOLDER, Config, find_root, holders
from guidelint.workspace.extending import load_config
from guidelint.workspace.names import matches
from guidelint.workspace.workspace import Loaded, Workspace, duplicate_id

_FOLDERS = ("guides", "windows", "tickets")


@dataclass(frozen=True, slots=True)
class Checked:
    """How one file stands. `document` is None where its text is no YAML."""

    file: Path
    kind: SchemaName
    document: Document | None
    report: Report


@dataclass(frozen=True, slots=True)
class Ready:
    """What files are checked against. `errors` are those of all files but guides."""

    workspace: Workspace
    engine: Engine
    errors: tuple[FileError, ...]


@dataclass(slots=True, eq=False)
class Live:
    """`unsaved` holds the texts of open files; `guides` every guide that can be read, as it stands now."""

    root: Path
    unsaved: dict[Path, bytes] = field(default_factory=dict)
    ready: Ready | None = None
    failure: tuple[FileError, ...] = ()
    guides: dict[Path, Loaded[Guide]] = field(default_factory=dict)
    _neighbours: Neighbours | None = None

    def reload(self) -> None:
        """Read the whole workspace again; slow. Where configuration or thesaurus are broken, the last good ones stay
        and `failure` tells why."""
        unsaved = dict(self.unsaved)
        try:
            workspace = Workspace.find(self.root, self.root, unsaved)
            engine = Engine.prepare(workspace, Options())
            engine.rules_for("")  # an unknown rule in the configuration is told now
        except CannotCheck as error:
            self.failure = error.errors
            return
        except UsageError as error:
            self.failure = (*workspace.errors, FileError(CONFIG_NAME, 1, 1, error.message))
            return
        errors = list(workspace.errors)
        known = self.guides
        guides = {
            file: found for file in workspace.files(workspace.config.guides) if (found := _read(workspace, file, known))
        }
        errors += engine.windows_without_guide({loaded.model.id for loaded in guides.values()})
        self.ready, self.failure = Ready(workspace, engine, tuple(errors)), ()
        self.guides, self._neighbours = guides, None

    def kind(self, file: Path) -> SchemaName | None:
        """What the file is by its place in the workspace; None for what guidelint does not look at."""
        config = self.ready.workspace.config if self.ready else Config()
        path = Workspace(self.root, config, self.root).relative(file)
        kinds: tuple[tuple[SchemaName, tuple[str, ...]], ...] = (
            ("config", (CONFIG_NAME,)),
            ("thesaurus", (f"{config.rules}/{THESAURUS_FOLDER}/*.yaml",)),
            ("rule", (f"{config.rules}/**/*.yaml",)),
            ("window", config.windows),
            ("ticket", config.tickets),
            ("guide", config.guides),
        )
        return next((kind for kind, globs in kinds if any(matches(path, glob) for glob in globs)), None)

    def check(self, file: Path) -> Checked:
        """The file as it stands now, unsaved text first. Before the first good `reload` a guide has no findings."""
        kind = self.kind(file)
        assert kind is not None
        workspace = Workspace(self.root, Config(), self.root, unsaved=self.unsaved)
        name = workspace.name(file)
        document = None
        try:
            raw = workspace.read(file)
            if kind == "config":
                load_config(file, workspace.name, raw)
            else:
                document = load(raw, name)
                if errors := validate(document, kind):
                    raise CannotCheck(errors)
        except CannotCheck as error:
            return Checked(file, kind, document, Report(errors=error.errors))
        if kind == "guide" and document is not None and self.ready is not None:
            return Checked(file, kind, document, self._check_guide(self.ready.engine, file, document))
        return Checked(file, kind, document, Report(errors=tuple(e for e in self.all_errors() if e.path == name)))

    def all_errors(self) -> tuple[FileError, ...]:
        """Of configuration, thesaurus, rules, tickets and window records, as of the last `reload`."""
        return tuple(dict.fromkeys((*self.failure, *(self.ready.errors if self.ready else ()))))

    def guide(self, id: str) -> Loaded[Guide] | None:
        return next((loaded for loaded in self.guides.values() if loaded.model.id == id), None)

    def documents(self) -> Iterator[tuple[SchemaName, Document]]:
        """Everything that can refer to something else."""
        if self.ready is None:
            return
        engine = self.ready.engine
        yield from (("guide", loaded.document) for loaded in self.guides.values())
        yield from (("window", one.document) for windows in engine.windows.values() for one in windows)
        yield from (("ticket", loaded.document) for loaded in engine.tickets.values())
        yield from (("rule", loaded.document) for loaded in engine.ruleset.rules.values())

    def path(self, document: Document) -> Path:
        """Where a document of this workspace, or a shipped one, lies."""
        return self.root / document.name

    @property
    def neighbours(self) -> Neighbours:
        if self._neighbours is None:
            assert self.ready is not None
            by_id = {loaded.model.id: loaded.model for loaded in self.guides.values()}
            self._neighbours = Neighbours.of(by_id, self.ready.engine.phrases)
        return self._neighbours

    def _check_guide(self, engine: Engine, file: Path, document: Document) -> Report:
        loaded = Loaded(Guide.from_data(document.data), document)
        before = self.guides.get(file)
        self.guides[file] = loaded
        if before is None or before.model != loaded.model:
            self._neighbours = None
        twin = next((o for f, o in self.guides.items() if f != file and o.model.id == loaded.model.id), None)
        errors = [duplicate_id(twin.document, document, loaded.model.id)] if twin else []
        try:
            report = engine.check_one(loaded, self.neighbours)
        except (RuleCrash, UsageError) as error:
            return Report(errors=(*errors, FileError(document.name, 1, 1, error.message)))
        return replace(report, errors=(*errors, *report.errors))


def root_of(file: Path) -> Path | None:
    """The workspace that a file belongs to: upward to `guidelint.yaml`, else to the folder whose `guides`, `windows` or `tickets` hold it."""
    return find_root(file) or next(holders(file.parent, _FOLDERS), None)


def _read(workspace: Workspace, file: Path, known: Mapping[Path, Loaded[Guide]]) -> Loaded[Guide] | None:
    """A guide, parsed only where its text is new; None for a broken one, which is told when it is opened."""
    try:
        document = load(workspace.read(file), workspace.name(file))
    except CannotCheck:
        return None
    before = known.get(file)
    if before is not None and before.document.text == document.text:
        return before
    return None if validate(document, "guide") else Loaded(Guide.from_data(document.data), document)
