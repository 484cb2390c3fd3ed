"""The national exchange tables (国家政务服务平台前置库): up_task_general_*, up_task_public_* and dn_*.

A file is a table as CSV or JSON lines, or an SQLite file with several; which table it is, its columns tell. The rows are
laid down in a temporary database, so that the parts of an item are found whatever their order and number.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guidelint.exchange.readers import published, stores
from guidelint.exchange.readers.columns import Column, Columns, Place, merge, part
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.raw import is_blank, plain, said
from guidelint.exchange.readers.reader import Item, Source, version_of
from guidelint.exchange.readers.record import Rows, rows_into
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text

BASIC = published.item(published.Dialect())
EXTEND: Columns = {**published.EXTEND, "rowguid": Column("")}

ROWS = {
    "material": Rows("materials", published.material(published.Dialect())),
    "fee_project": Rows("fees", published.FEE),
    "questions": Rows("questions", published.QUESTION, mark="question"),
    "item_condition": Rows("circumstances", published.CONDITION),
}
MARKS = {  # a table is known by columns that only it has
    "basic": {"taskname", "taskcode"},
    "extend": {"taskguid", "isentrycenter"},
    "material": {"taskguid", "materialname"},
    "fee_project": {"taskguid", "feename"},
    "questions": {"taskguid", "question"},
    "item_condition": {"taskguid", "conditionname"},
    "material_condition": {"conditionguid", "materialguid"},
}


class National:
    """Several files are read together: an item's row and those of its materials, fees and questions."""

    name = "national-tables"
    title = Text("国家交换表（up_task_*、dn_*）", "national exchange tables (up_task_*, dn_*)")

    def recognises(self, file: Path) -> bool:
        try:
            return any(True for _ in tables_of(Source(file, file.name)))
        except CannotCheck:
            return False

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return _Items(sources)


class _Items:
    """The rows of all tables by the item that they belong to, in a database without a name that goes with it."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.since = next((source.since for source in sources if source.since), "")
        self.base = sqlite3.connect("", isolation_level=None)
        self.base.execute("create table rows (number integer primary key, part, task, file, line, row)")
        self.base.execute("begin")
        for source in sources:
            self.base.executemany(
                "insert into rows (part, task, file, line, row) values (?, ?, ?, ?, ?)", _filed(source)
            )
        self.base.execute("create index by_task on rows (task, part)")
        self.alone = self._alone()
        if not self.base.execute("select 1 from rows where part = 'basic'").fetchone():
            told = Text(
                "只有材料等附表，缺少事项的主表（有 task_name、task_code 的 _basic），或者主表是空的",
                "the table of the items (_basic, with task_name and task_code) is missing or empty",
            )
            raise CannotCheck([FileError(sources[0].name, 1, 1, told)])

    def __iter__(self) -> Iterator[Item]:
        wanted = "select file, line, row, task from rows where part = 'basic' order by number"
        for file, line, raw, task in self.base.execute(wanted):
            if not self.since or self._has_changed(task):
                yield self._item(file, line, json.loads(raw))

    def _has_changed(self, task: str) -> bool:
        """Whether a row of the item was sent or changed at that time or later."""
        for (raw,) in self.base.execute("select row from rows where task = ?", (task,)):
            row = {plain(name): value for name, value in json.loads(raw).items()}
            if any(said(row.get(name) or "") >= self.since for name in ("cdtime", "updatetime")):
                return True
        return False

    def _alone(self) -> list[FileError]:
        """Rows of an item that is not there."""
        wanted = """select file, line, part from rows where part not in ('basic', 'material_condition')
            and task not in (select task from rows where part = 'basic')
            order by number limit 1000"""
        told = Text("这一行的事项不在主表里，没有读", "its item is not in the table of items; not read")
        return [Place(file, line, part).says(told) for file, line, part in self.base.execute(wanted)]

    def _item(self, file: str, line: int, row: Mapping[str, Any]) -> Item:
        plainly = {plain(name): value for name, value in row.items()}

        def make(ledger: Ledger) -> dict[str, Any]:
            while self.alone:
                ledger.refuse(self.alone.pop(0))
            return self._guide(row, Place(file, line, "basic"), _task(plainly, "rowguid"), ledger)

        return Item(_codes(plainly), version_of(plainly, "cdtime"), file, line, make)

    def _guide(self, row: Mapping[str, Any], place: Place, task: str, ledger: Ledger) -> dict[str, Any]:
        made = part(row, BASIC, place, ledger)
        found: dict[str, list[tuple[Place, dict[str, Any]]]] = {}
        seen: set[tuple[str, Any]] = set()
        wanted = "select part, file, line, row from rows where task = ? and part <> 'basic' order by number"
        for name, file, line, raw in self.base.execute(wanted, (task,)):
            more = json.loads(raw)
            guid = next((value for key, value in more.items() if plain(key) == "rowguid"), None)
            if is_blank(guid) or (name, guid) not in seen:  # a row that was sent up may have come down too
                found.setdefault(name, []).append((Place(file, line, name), more))
            seen.add((name, guid))
        for where, more in found.get("extend", ()):
            merge(made, part(more, EXTEND, where, ledger))
        for name, rows in ROWS.items():
            if name in found:
                rows_into(made, [more for _, more in found[name]], rows, found[name][0][0], ledger)
        self._say_when(made)
        return made

    def _say_when(self, made: dict[str, Any]) -> None:
        """Of each material, in which circumstances it is needed."""
        words = {one["id"]: one["name"] for one in made.get("circumstances", ()) if "id" in one}
        for material in made.get("materials", ()):
            guid = next((value for name, value in material.items() if plain(name) == "x-rowguid"), None)
            wanted = "select row from rows where part = 'material_condition' and task = ? order by number"
            ids = [said(json.loads(raw)) for (raw,) in self.base.execute(wanted, (guid,))]
            if ids:
                material["when"] = ids[0] if len(ids) == 1 else "或".join(words.get(id, id) for id in ids)


def _filed(source: Source) -> Iterator[tuple[str, str, str, int, str]]:
    """Rows with their part and the item that they belong to; those that link a circumstance, with their material."""
    found = list(tables_of(source))
    if not found:
        told = Text("没有国家交换表的列名", "none of the columns of the national tables")
        raise CannotCheck([FileError(source.name, 1, 1, told)])
    for name, table in found:
        for line, raw in table.rows():
            row = {source.profile.renamed(table.name, column): value for column, value in raw.items()}
            plainly = {plain(key): value for key, value in row.items()}
            if name == "material_condition":
                condition = json.dumps(plainly.get("conditionguid"))
                yield name, said(plainly.get("materialguid") or ""), source.name, line, condition
            else:
                task = _task(plainly, "rowguid" if name == "basic" else "taskguid")
                yield name, task, source.name, line, json.dumps(row, ensure_ascii=False, default=str)


def _task(plainly: Mapping[str, Any], column: str) -> str:
    """What joins the parts of an item: the id of its row, or the codes where an export leaves ids out."""
    guid = plainly.get(column)
    return _codes(plainly) if is_blank(guid) else said(guid)


def _codes(plainly: Mapping[str, Any]) -> str:
    return "/".join(said(plainly.get(name) or "") for name in ("taskcode", "taskhandleitem"))


def tables_of(source: Source) -> Iterator[tuple[str, stores.Stored]]:
    """The tables of a source, each with its part."""
    for table in stores.stored(source):
        named = source.profile.tables.get(table.name)
        columns = [source.profile.renamed(table.name, column) for column in table.columns]
        if part := named or (None if source.profile.tables else _part(columns)):
            yield part, table


def _part(columns: Iterable[str]) -> str | None:
    """Which of the tables has these columns."""
    plainly = {plain(name) for name in columns}
    return next((name for name, marks in reversed(MARKS.items()) if marks <= plainly), None)


READER = National()
