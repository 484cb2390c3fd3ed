"""Guides and window records from a spreadsheet: all of them, or none with every bad cell named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from guidelint.exchange.sheets.book import Book, read_book
from guidelint.exchange.sheets.editing import Change, bring_to
from guidelint.exchange.sheets.form import FILE, Form, FormName, form
from guidelint.exchange.sheets.gather import Record, gather
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.progress import Advance, unwatched, watched
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text
from guidelint.schemas.validation import SchemaProblem, problems
from guidelint.source.decode import encode
from guidelint.source.document import Document
from guidelint.workspace.emit import nested
from guidelint.workspace.filed import home
from guidelint.workspace.names import matches
from guidelint.workspace.scaffold import SCHEMA_FOLDER, editor_line
from guidelint.workspace.transaction import Taken, Write, write_all
from guidelint.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that is to be changed, and in which values."""

    file: Path
    write: Write
    changes: tuple[Change, ...]


@dataclass(slots=True)
class Import:
    """What an import would do; `same` counts what says already what the spreadsheet says, `left` are files with the ways to
    values that a blank cell did not take away."""

    book: Book
    notes: Sequence[FileError]
    new: list[Write] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: int = 0
    left: list[tuple[Path, tuple[str | int, ...]]] = field(default_factory=list)

    @property
    def writes(self) -> list[Write]:
        return [*self.new, *(changed.write for changed in self.changed)]


@dataclass(frozen=True, slots=True)
class _There:
    """What the workspace has already: by file, by the keys of the form, and guide ids by code and by title."""

    by_file: Mapping[Path, Document]
    by_key: Mapping[tuple[str, ...], list[Path]]
    guides: Mapping[str, str]


def prepare(
    workspace: Workspace,
    file: Path,
    kind: FormName,
    *,
    into: Path | None = None,
    update: bool = False,
    blank_deletes: bool = False,
    advance: Advance = unwatched,
) -> Import:
    """Read the file and plan what is to be written; nothing is.

    `into` is the folder of new files, by default where the configuration looks for them first. What is there already
    is refused unless `update`, and a blank cell takes nothing away unless `blank_deletes`. Raises CannotCheck with every bad cell.
    """
    wanted = form(kind)
    book = read_book(file, workspace.name(file.absolute()))
    found = gather(book, wanted)
    if found.errors:
        raise CannotCheck(found.errors)
    there = _there(workspace, kind)
    if workspace.errors:
        raise CannotCheck(workspace.errors)
    planned = Import(book, found.notes)
    plan = _Plan(
        workspace,
        wanted,
        there,
        planned,
        target_folder(workspace, kind, into),
        update=update,
        blank_deletes=blank_deletes,
    )
    errors: list[FileError] = []
    for record in watched(found.records, advance):
        try:
            plan.add(record)
        except CannotCheck as error:
            errors += error.errors
    if errors:
        raise CannotCheck(errors)
    return planned


def carry_out(workspace: Workspace, planned: Import) -> None:
    """Write everything in one transaction. Raises OSError and UsageError; then nothing is written."""
    try:
        write_all(workspace.root, planned.writes)
    except Taken as error:
        name = workspace.name(error.file)
        raise UsageError(
            Text(
                f"{name} 刚刚被别人建立，没有写入任何文件",
                f"{name} was made by somebody meanwhile; nothing was written",
            )
        ) from None


@dataclass
class _Plan:
    workspace: Workspace
    wanted: Form
    there: _There
    planned: Import
    folder: Path
    update: bool
    blank_deletes: bool
    taken: set[Path] = field(default_factory=set)

    def add(self, record: Record) -> None:
        if self.wanted.name == "guide":
            self._name_guide(record)
        elif record.data.get("guide") not in self.there.guides.values() and "guide" in record.data:
            id = record.data["guide"]
            raise _refused(
                record, ("guide",), f"工作区里没有标识为 {id} 的指南", f"the workspace has no guide with id {id}"
            )
        known = self._known(record)
        if known is None:
            self._new(record)
        elif self.update:
            self._change(record, known)
        else:
            name = self.workspace.name(known)
            way = ("id",) if "id" in record.data else ("guide",)
            raise _refused(
                record,
                way,
                f"{name} 里已经有了；要按表更新，加 --update",
                f"{name} has it already; --update changes it",
            )

    def _name_guide(self, record: Record) -> None:
        """A sheet without ids names guides by their code, or by the title of one that is there."""
        if "id" in record.data:
            return
        code, title = record.data.get("code"), record.data.get("title")
        id = self.there.guides.get(str(code)) or (code if code else self.there.guides.get(str(title)))
        if id is None:
            raise _refused(
                record, ("title",), "缺少指南标识，也没有实施编码；请增加“指南标识”一列", "neither an id (指南标识) nor a code (实施编码)"
            )  # fmt: skip
        record.data = {"id": id, **record.data}

    def _known(self, record: Record) -> Path | None:
        if record.file is not None:
            file = self._inside(record)
            if file in self.there.by_file:
                return file
        same = self.there.by_key.get(_key(record.data, self.wanted.name), [])
        if window := record.data.get("window"):
            same = [file for file in same if self.there.by_file[file].data.get("window") == window]
        if len(same) > 1:
            names = "、".join(self.workspace.name(file) for file in same)
            raise _refused(record, ("hall",), f"有几份记录：{names}；请写明“文件”", f"several records: {names}; give the file (文件)")  # fmt: skip
        return same[0] if same else None

    def _inside(self, record: Record) -> Path:
        """The file that a record names. Raises CannotCheck for one where no window record may lie."""
        said = PurePosixPath(str(record.file))
        patterns = self.workspace.config.windows
        if said.is_absolute() or ".." in said.parts or not any(matches(said, pattern) for pattern in patterns):
            where = ", ".join(patterns)
            raise _refused(record, FILE, f"“{said}”不在 {where} 里", f"“{said}” does not lie in {where}")
        return self.workspace.root / said

    def _new(self, record: Record) -> None:
        data = self._ordered(record.data)
        if wrong := problems(data, self.wanted.name):
            raise CannotCheck(_told(record, wrong, self.wanted))
        file = self._new_file(record)
        self.taken.add(file)
        content = self._editor_line(file) + nested(data)
        self.planned.new.append(Write(file, content.encode()))

    def _ordered(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Keys in the order of the schema, with the lists that it wants even where they are empty."""
        data = dict(data)
        for part in self.wanted.parts:
            keys = [*dict.fromkeys(column.path[0] for column in part.columns)]
            if part.key in data:
                data[part.key] = [
                    {key: item[key] for key in keys if key in item} | _extras(item) for item in data[part.key]
                ]
        keys = [*dict.fromkeys(column.path[0] for column in self.wanted.top.columns)]
        before = next((i for i, key in enumerate(keys) if key in ("time_limit", "complete")), len(keys))
        keys[before:before] = [str(part.key) for part in self.wanted.parts]
        return {key: data.get(key, []) for key in keys if key in data or key == "materials"} | _extras(data)

    def _new_file(self, record: Record) -> Path:
        if record.file is not None:
            return self._inside(record)
        stem = str(record.data["id" if self.wanted.name == "guide" else "guide"])
        file = self.folder / f"{stem}.yaml"
        number = 1
        while file in self.taken or file.exists():
            if self.wanted.name == "guide":
                name = self.workspace.name(file)
                raise _refused(record, ("id",), f"{name} 已存在，是另一份文件", f"{name} exists and is another file")
            number += 1
            file = self.folder / f"{stem}-{number}.yaml"
        return file

    def _editor_line(self, file: Path) -> str:
        if not (self.workspace.root / SCHEMA_FOLDER).is_dir():
            return ""
        depth = len(self.workspace.relative(file).parts) - 1
        return editor_line(self.wanted.name, depth) + "\n"

    def _change(self, record: Record, file: Path) -> None:
        document = self.there.by_file[file]
        done = bring_to(document, record.data, record.covered, self.wanted, blanks=self.blank_deletes)
        self.planned.left += ((file, way) for way in done.left)
        if not done.changes:
            self.planned.same += 1
            return
        if wrong := problems(done.document.data, self.wanted.name):
            raise CannotCheck(_told(record, wrong, self.wanted))
        write = Write(file, encode(done.document.text, document.bom), document.raw)
        self.planned.changed.append(Changed(file, write, done.changes))


def _extras(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key.startswith(EXTRA)}


def _there(workspace: Workspace, kind: FormName) -> _There:
    guides = list(workspace.guides(workspace.files(workspace.config.guides)))
    ids: dict[str, str] = {}
    titles: dict[str, list[str]] = {}
    for loaded in guides:
        titles.setdefault(loaded.model.title, []).append(loaded.model.id)
        if code := loaded.document.data.get("code"):
            ids[code] = loaded.model.id
    ids |= {title: same[0] for title, same in titles.items() if len(same) == 1}
    ids |= {loaded.model.id: loaded.model.id for loaded in guides}
    documents = [g.document for g in guides] if kind == "guide" else [w.document for w in workspace.windows()]
    by_file = {workspace.shown_from / document.name: document for document in documents}
    by_key: dict[tuple[str, ...], list[Path]] = {}
    for file, document in by_file.items():
        by_key.setdefault(_key(document.data, kind), []).append(file)
    return _There(by_file, by_key, ids)


def _key(data: Mapping[str, Any], kind: FormName) -> tuple[str, ...]:
    """What tells two guides or two window records apart."""
    if "id" in data:
        return "id", str(data["id"])
    return kind, str(data.get("guide")), str(data.get("hall"))


def target_folder(workspace: Workspace, kind: FormName, into: Path | None) -> Path:
    """Where new files go. Raises UsageError where the configured globs would not find them there."""
    patterns = workspace.config.guides if kind == "guide" else workspace.config.windows
    folder = home(workspace, patterns) if into is None else into.absolute()
    relative = workspace.relative(folder / "a.yaml")
    inside = folder.is_relative_to(workspace.root) and ".." not in folder.parts
    if not inside or not any(matches(relative, pattern) for pattern in patterns):
        where, name = ", ".join(patterns), workspace.name(folder)
        raise UsageError(
            Text(
                f"{name} 里的文件不会被检查到（按 {where} 查找）",
                f"files in {name} would not be found (looked for {where})",
            )
        )
    return folder


def _told(record: Record, wrong: Sequence[SchemaProblem], wanted: Form) -> Iterator[FileError]:
    for problem in wrong:
        way = (*(step for step in problem.path if isinstance(step, str)), problem.lacks)
        yield record.cell(problem.path).says(wanted.lacking(way, record.covered) or problem.message)


def _refused(record: Record, path: tuple[str, ...], zh: str, en: str) -> CannotCheck:
    return CannotCheck([record.cell(path).says(Text(zh, en))])
