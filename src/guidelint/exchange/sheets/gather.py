"""The rows of a spreadsheet as the guides or window records that they describe, with the cell of every value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guidelint.exchange import hypertext
from guidelint.exchange.sheets.book import Book, Grid
from guidelint.exchange.sheets.cells import decode, is_doubtful, zeros_lost
from guidelint.exchange.sheets.form import FILE, UNIT, Form, Path
from guidelint.exchange.sheets.headings import Layout, lay_out
from guidelint.exchange.sheets.hidden import hidden_content
from guidelint.exchange.sheets.remarks import is_remark
from guidelint.exchange.sheets.standard import case_of, plain, words_of
from guidelint.exchange.sheets.unknown import double_columns, hidden_unknown, no_sheet, unknown_columns, unknown_sheet
from guidelint.exchange.sheets.values import Cell, Value, is_filled, with_units, without_units
from guidelint.model.errors import FileError, UsageError
from guidelint.model.text import Text

MAX_ERRORS = 100

ValuePath = tuple[str | int, ...]


@dataclass(slots=True, eq=False)
class Record:
    """One guide or window record: `data` as its YAML would have it, `places` by the way to each value.

    `covered` are the ways to all values that the file has a column for, filled or blank.
    """

    data: dict[str, Any]
    place: Cell
    file: str | None = None
    places: dict[ValuePath, Cell] = field(default_factory=dict)
    covered: set[Path] = field(default_factory=set)

    def cell(self, path: ValuePath) -> Cell:
        """The cell of a value, else of what holds it, else of the row."""
        return next((self.places[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.places), self.place)

    def fill(self, way: ValuePath, values: "Mapping[Path, Value]") -> None:
        for path, value in values.items():
            if path == FILE:
                self.file = value.value
                self.places[FILE] = value.cell
                continue
            target: Any = self.data
            for step in (*way, *path[:-1]):
                target = target[step] if isinstance(step, int) else target.setdefault(step, {})
            target[path[-1]] = value.value
            self.places[(*way, *path)] = value.cell


@dataclass(slots=True)
class Gathered:
    """`notes` tell what was not understood and left out; `errors` what stops the import."""

    records: list[Record] = field(default_factory=list)
    notes: list[FileError] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)
    by_key: dict[tuple[Any, ...], list[Record]] = field(default_factory=dict)

    def enter(self, record: Record, wanted: Form) -> None:
        """Make the record known by each key that it has."""
        for key in wanted.keys:
            values = tuple(_at(record, path) for path in key)
            if all(value is not None for value in values):
                same = self.by_key.setdefault((key, values), [])
                if record not in same:
                    same.append(record)


def gather(book: Book, wanted: Form) -> Gathered:
    """Read all sheets: those of whole guides or records first, then the rows that belong to them."""
    done = Gathered(notes=list(hidden_unknown(book)))
    found = []
    for grid in (grid.filled() for grid in book.grids):
        if not any(any(map(is_filled, line)) for line in grid.lines):
            continue
        layout = lay_out(grid, wanted)
        if layout is None:
            done.notes.append(unknown_sheet(book.name, grid, wanted))
            continue
        done.notes += unknown_columns(book.name, grid, layout, wanted)
        done.errors += double_columns(book.name, grid, layout)
        done.errors += hidden_content(book.name, grid, layout.header)
        found.append(_Rows(book.name, grid, layout, wanted, done, is_top=wanted.top in layout.sheets))
    if not any(rows.is_top for rows in found):
        done.errors.append(no_sheet(book.name, wanted))
        return done
    if any(rows.is_top and not rows.only_names for rows in found):
        for rows in found:
            rows.is_top = rows.is_top and not rows.only_names
    for rows in sorted(found, key=lambda rows: not rows.is_top):
        rows.read()
    return done


@dataclass
class _Rows:
    """The rows of one sheet, read into `done`; of an `is_top` sheet they begin guides or records."""

    file: str
    grid: Grid
    layout: Layout
    wanted: Form
    done: Gathered
    is_top: bool
    current: Record | None = None
    coded: set[str] = field(default_factory=set)
    remarks: set[int] = field(default_factory=set)

    @property
    def only_names(self) -> bool:
        """Whether the sheet says nothing of its items but their names, as a sheet of materials does."""
        top = [
            t.column for t in self.layout.targets.values() if t.sheet == self.wanted.top and t.column.kind != "extra"
        ]
        return len(self.layout.sheets) > 1 and all(column in self.wanted.links for column in top)

    def read(self) -> None:
        for index in range(self.layout.header + 1, len(self.grid.lines)):
            if len(self.done.errors) >= MAX_ERRORS:
                return
            if not any(is_filled(cell) for cell in self.grid.lines[index]):
                continue
            if is_remark(
                self.grid.lines[index], is_after_one=index - 1 in self.remarks and index - 1 > self.layout.header + 1
            ):
                self.remarks.add(index)
                self.done.notes.append(self._says(index, Text("这一行是说明，没有读", "a remark, not read")))
                continue
            values = self._values(index)
            top = with_units(values.pop(self.wanted.top.title, {}))
            if top:
                self.current = self._record(index, top) if self.is_top else self._named(index, top)
            if self.current is None and top:
                continue  # told already
            if self.current is None:
                self._error(index, Text("看不出这一行属于哪一项", "no telling what this row belongs to"))
                continue
            for sheet in self.layout.sheets:
                if sheet.key is not None and (part := values.get(sheet.title)):
                    items = self.current.data.setdefault(sheet.key, [])
                    items.append({})
                    self.current.fill((sheet.key, len(items) - 1), part)
        self._cover()

    def _values(self, index: int) -> dict[str, dict[Path, Value]]:
        found: dict[str, dict[Path, Value]] = {}
        line = self.grid.lines[index]
        for column, target in self.layout.targets.items():
            raw = line[column] if column < len(line) else None
            cell = Cell(self.file, self.grid, index + 1, column + 1, self.layout.heading(self.grid, column))
            path = target.column.path
            raw = hypertext.words_of(raw).strip() if isinstance(raw, str) and ("<" in raw or "&" in raw) else raw
            if isinstance(raw, str) and raw.strip().casefold() in hypertext.NULLS:
                self.done.notes.append(cell.says(Text(f"“{raw.strip()}”当作空", f"“{raw.strip()}” is taken as blank")))
                continue
            case = case_of(path, raw) if isinstance(raw, str) else None
            if case is not None:
                raw = case[0]
                found.setdefault(target.sheet.title, {}).setdefault(("when",), Value(case[1], cell))
            if (words := words_of(path, raw)) is not None:
                self.done.notes += self._coded(cell, raw, words)
            try:
                value = decode(target.column, raw)
            except UsageError as error:
                self.done.errors.append(cell.says(error.message))
                continue
            if value is None:
                continue
            if target.column.unit and str(value).isdigit():
                value = f"{value}{target.column.unit}"
            if is_doubtful(target.column, raw):
                self.done.notes.append(cell.says(zeros_lost(value)))
            found.setdefault(target.sheet.title, {})[target.column.path] = Value(value, cell)
        return found

    def _coded(self, cell: Cell, code: Any, words: str) -> Iterator[FileError]:
        """Told once a column: whose codes they are taken for."""
        if cell.heading not in self.coded:
            self.coded.add(cell.heading)
            yield cell.says(
                Text(
                    f"代码按国家标准译成文字：{plain(code)} → {words}（来源的代码不一样的，请先换成文字）",
                    f"codes are read as the national standard's: {plain(code)} → {words}; write words where the source has others",
                )
            )

    def _record(self, index: int, top: dict[Path, Value]) -> Record:
        """The record that a row of the items' sheet begins, or goes on with where its item has several rows."""
        place = Cell(self.file, self.grid, index + 1, 1, "")
        first = self._same(top)
        if first is None:
            record = Record({}, place)
            record.fill((), top)
            self.done.notes += without_units(top)
            self.done.records.append(record)
            self.done.enter(record, self.wanted)
            return record
        if len(self.layout.sheets) == 1:
            said = Text(
                f"和第 {first.place.row} 行是同一项，只能有一行", f"the same as row {first.place.row}; one row only"
            )
            self._error(index, said)
        for path, value in top.items():
            known = _at(first, path)
            if known is None:
                first.fill((), {path: value})
            elif known != value.value and value.cell.heading in self.layout.unknown.values():
                continue  # nobody knows whether it is of the item or of the row; the first stays with the item
            elif known != value.value:
                said = Text(f"和第 {first.cell(path).row} 行写的不一样", f"differs from row {first.cell(path).row}")
                self.done.errors.append(value.cell.says(said))
        self.done.enter(first, self.wanted)
        return first

    def _same(self, top: Mapping[Path, Value]) -> Record | None:
        for key in self.wanted.keys:
            if all(path in top for path in key):
                said = tuple(top[path].value for path in key)
                # Only the first key that the row has: two items may well have one name.
                return next(iter(self.done.by_key.get((key, said), ())), None)
        return None

    def _named(self, index: int, link: Mapping[Path, Value]) -> Record | None:
        """The record that a row of another sheet names."""
        for key in self.wanted.keys:
            if not all(path in link for path in key):
                continue
            said = tuple(link[path].value for path in key)
            same = self.done.by_key.get((key, said), [])
            if len(same) == 1:
                return same[0]
            words = "、".join(map(str, said))
            top = self.wanted.top.title
            message = (
                Text(f"“{top}”里没有 {words}", f"the sheet “{top}” has no {words}")
                if not same
                else Text(f"“{top}”里有几个 {words}，请写明标识", f"the sheet “{top}” has several {words}; give the id")
            )
            self.done.errors.append(link[key[-1]].cell.says(message))
            return None
        self._error(index, Text("看不出这一行属于哪一项", "no telling what this row belongs to"))
        return None

    def _cover(self) -> None:
        """Which values the columns stand for, so that a blank cell is told from a column that is not there."""
        for target in self.layout.targets.values():
            if target.sheet.key is None and not self.is_top:
                continue
            if target.column.path[0] == UNIT:
                continue
            way = (*([target.sheet.key] if target.sheet.key else []), *target.column.path)
            for record in self.done.records:
                record.covered.add(way)

    def _error(self, index: int, message: Text) -> None:
        self.done.errors.append(self._says(index, message))

    def _says(self, index: int, message: Text) -> FileError:
        return Cell(self.file, self.grid, index + 1, 1, "").says(message)


def _at(record: Record, path: Path) -> Any:
    if path == FILE:
        return record.file
    value: Any = record.data
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value
