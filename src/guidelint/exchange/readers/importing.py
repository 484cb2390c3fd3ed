"""Guides from the field's formats into a workspace: one item at a time, so that their number costs no memory.

The source is gone through twice: first to find the newest version of each item and to be sure that the whole of it can be
read, then to write. Nothing is written where the first way fails. Files are written in portions, each whole or not at all;
an import that was interrupted is taken up again by running it with --update.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, field

from guidelint.exchange.readers.guides import codes_of, guide_of, refusal
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Item, Reader, Source
from guidelint.exchange.sheets.editing import ValuePath, bring_to
from guidelint.exchange.sheets.form import form
from guidelint.exchange.sheets.importing import target_folder
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.progress import Advance, unwatched
from guidelint.model.text import Text
from guidelint.source.decode import encode
from guidelint.workspace.emit import nested
from guidelint.workspace.transaction import Write, write_all
from guidelint.workspace.workspace import Workspace

PORTION = 200  # files that are written together
MAX_LEFT = 5  # values that stayed and are named


class Imported(Struct):
    """What an import came to. `ledger` tells what became of every column.

    `left` values stayed that the source leaves blank or does not know; the first of them stand in `left_at` with their files.
    """

    ledger: Ledger = field(default_factory=Ledger)
    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    files: list[Path] = field(default_factory=list)
    left: int = 0
    left_at: list[tuple[Path, ValuePath]] = field(default_factory=list)


def bring_in(
    workspace: Workspace,
    reader: Reader,
    sources: Sequence[Source],
    *,
    into: Path | None = None,
    update: bool = False,
    blank_deletes: bool = False,
    dry_run: bool = False,
    advance: Advance = unwatched,
) -> Imported:
    """Import all items of the sources. An item that cannot be taken is refused by itself, in the ledger.

    `into` is the folder of new files; what is there already is changed only with `update`, and what the source leaves blank
    is taken away only with `blank_deletes`. Raises CannotCheck where a
    source cannot be read to its end; then nothing is written.
    """
    done = Imported()
    items = reader.items(sources)
    newest = Newest(items)
    if not newest.total:
        said = Text(
            "里面一项事项也没有，可能导出时就是空的", "there is not one item in it; it may have been exported empty"
        )
        raise CannotCheck([FileError(sources[0].name, 1, 1, said)])
    files = Files(workspace, target_folder(workspace, "guide", into), update=update, blank_deletes=blank_deletes)
    portion: list[Write] = []
    rivals = Counter[str]()
    for number, (item, rank) in enumerate(newest.of(items)):
        advance(number, newest.total)
        if rank == "older":
            done.older += 1
        elif rank == "rival":
            rivals[item.key] += 1
        elif rank != "newest":
            done.ledger.refuse(rank)
        else:
            done.same += rivals.pop(item.key, 0)
            if write := _write(item, files, done):
                portion.append(write)
        if len(portion) == PORTION:
            _carry_out(workspace, portion, done, dry_run=dry_run)
    _carry_out(workspace, portion, done, dry_run=dry_run)
    advance(newest.total, newest.total)
    return done


class Newest:
    """Which of several items with one key is the newest, in a temporary database: their number costs no memory."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.base = sqlite3.connect("", isolation_level=None)
        self.base.execute("create table item (key text primary key, version, time, number) without rowid")
        self.base.execute("begin")
        self.total = 0
        for self.total, item in enumerate(items, 1):
            self.base.execute(
                """insert into item values (?, ?, ?, ?) on conflict (key) do update
                set version = excluded.version, time = excluded.time, number = excluded.number
                where (excluded.version, excluded.time) >= (item.version, item.time)""",
                (item.key, *item.version, self.total),
            )

    def of(self, items: Iterable[Item]) -> Iterator[tuple[Item, Literal["newest", "rival", "older"] | FileError]]:
        """The items, and how each stands among those of its key. A rival is as new as the newest, and comes before it; where
        they say different things there is no newest but an error, since nobody knows which is right."""
        rivals: dict[str, list[tuple[bytes, int]]] = {}
        numbers = (number for (number,) in self.base.execute("select number from item order by number"))
        wanted = next(numbers, None)
        for number, item in enumerate(items, 1):
            if number == wanted:
                yield item, _difference(item, rivals.pop(item.key, ())) or "newest"
                wanted = next(numbers, None)
            else:
                (best,) = self.base.execute("select version, time from item where key = ?", (item.key,))
                if best == item.version:
                    rivals.setdefault(item.key, []).append((_content(item), item.line))
                yield item, "rival" if best == item.version else "older"


class Files:
    """The guides of the workspace by id and by their codes, in a temporary database too."""

    def __init__(self, workspace: Workspace, folder: Path, *, update: bool, blank_deletes: bool = False) -> None:
        self.workspace, self.folder, self.update, self.blank_deletes = workspace, folder, update, blank_deletes
        self.base = sqlite3.connect("", isolation_level=None)
        self.base.execute("create table guide (id text primary key, codes text, file text) without rowid")
        self.base.execute("create index by_codes on guide (codes)")
        self.base.execute("begin")
        for loaded in workspace.guides(workspace.files(workspace.config.guides)):
            self._enter(loaded.document.data, workspace.shown_from / loaded.document.name)
        if workspace.errors:
            raise CannotCheck(workspace.errors)

    def of(self, data: Mapping[str, Any]) -> Path | None:
        """The file of a guide that is there already, known by its codes or, without any, by its id."""
        codes = codes_of(data)
        column, value = ("codes", "/".join(codes)) if any(codes) else ("id", data["id"])
        return self._file(column, value)

    def has(self, id: str) -> bool:
        return self._file("id", id) is not None

    def new(self, data: Mapping[str, Any]) -> Path:
        file = self.folder / f"{data['id']}.yaml"
        self._enter(data, file)
        return file

    def _file(self, column: str, value: str) -> Path | None:
        found = self.base.execute(f"select file from guide where {column} = ?", (value,)).fetchone()
        return Path(found[0]) if found else None

    def _enter(self, data: Mapping[str, Any], file: Path) -> None:
        row = (data["id"], "/".join(codes_of(data)), str(file))
        self.base.execute("insert or ignore into guide values (?, ?, ?)", row)


def _content(item: Item) -> bytes:
    """A digest of what an item says."""
    try:
        said = repr(item.make(Ledger()))
    except CannotCheck as error:
        said = str(error)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _difference(item: Item, rivals: Sequence[tuple[bytes, int]]) -> FileError | None:
    content = _content(item) if rivals else b""
    other = next((line for said, line in rivals if said != content), None)
    if other is None:
        return None
    return refusal(
        item,
        Text(
            f"编码 {item.key} 有版本相同、内容不同的两份（另一份在第 {other} 行），不知道以哪一份为准，都没有读；请在来源里改正版本",
            f"{item.key} stands there twice with one version and other content (also on line {other}); nobody can tell which is "
            "right, and neither was read. Correct the version in the source",
        ),
    )


def _write(item: Item, files: Files, done: Imported) -> Write | None:
    """What is to be written for an item; None where it is refused or says what is there already."""
    try:
        data = guide_of(item, files, done.ledger)
    except CannotCheck as error:
        for one in error.errors:
            done.ledger.refuse(one)
        return None
    known = files.of(data)
    if known is None:
        done.new += 1
        return Write(files.new(data), nested(data).encode())
    if not known.exists():  # written in this run, or in a dry one: two items of one code that differ otherwise
        done.ledger.refuse(refusal(item, Text("同样的编码前面已经有了", "the same codes came before")))
        return None
    return _change(item, data, known, files, done)


def _change(item: Item, data: dict[str, Any], file: Path, files: Files, done: Imported) -> Write | None:
    document = files.workspace.load(file, "guide")
    if document is None:
        raise CannotCheck(files.workspace.errors)
    data["id"] = document.data["id"]
    wanted = form("guide")
    try:
        edited = bring_to(document, data, _covered(), wanted, blanks=files.blank_deletes)
    except CannotCheck as error:
        done.ledger.refuse(error.errors[0])
        return None
    if files.update:
        done.left += len(edited.left)
        done.left_at += ((file, way) for way in edited.left[: max(0, MAX_LEFT - len(done.left_at))])
    if not edited.changes:
        done.same += 1
        return None
    if not files.update:
        name = files.workspace.name(file)
        done.ledger.refuse(
            refusal(
                item, Text(f"{name} 里已经有了；要更新，加 --update", f"{name} has it already; --update changes it")
            )
        )
        return None
    done.changed += 1
    return Write(file, encode(edited.document.text, document.bom), document.raw)


def _covered() -> set[tuple[str, ...]]:
    """The ways to all that a source may say; the id is never the source's."""
    wanted = form("guide")
    top = {column.path for column in wanted.top.columns} - {("id",)}
    return top | {(str(sheet.key), *column.path) for sheet in wanted.parts for column in sheet.columns}


def _carry_out(workspace: Workspace, portion: list[Write], done: Imported, *, dry_run: bool) -> None:
    if not dry_run:
        write_all(workspace.root, portion)
    done.files += [write.file for write in portion[: max(0, 20 - len(done.files))]]
    portion.clear()
