"""Tables of a document: rows of labels and values, columns with a heading, and tables inside a merged label."""

from collections.abc import Sequence
from typing import NamedTuple

from guidelint.exchange.readers.documents.blocks import Cell, Spot, Table, distinct, filled, spot_of_cell
from guidelint.exchange.readers.documents.draft import best
from guidelint.exchange.readers.documents.labels import LIMITS, LONGEST, bare, label, meanings, sections
from guidelint.exchange.readers.documents.outline import Outline
from guidelint.exchange.readers.values import NOTHING
from guidelint.exchange.sheets.headings import Target
from guidelint.model.position import Path

_IDLE = frozenset(("查看", "下载", "点击下载", "点击查看", "详情", "预览", "查看详情"))
_NUMBERS = frozenset(("序号", "编号", "no", "no."))

Row = tuple[Cell, ...]


class Head(NamedTuple):
    """The row of headings of a list: what each column means by its index, and which are of no element."""

    key: str
    targets: dict[int, tuple[Target, ...]]
    others: dict[int, str]
    said: tuple[str, ...]


def read_table(outline: Outline, table: Table) -> None:
    name = table.sheet or f"表 {table.number}"
    _Grid(outline, table, name).read(list(filled(table.rows)))


class _Grid(NamedTuple):
    outline: Outline
    table: Table
    name: str

    def read(self, rows: Sequence[Row]) -> None:
        number = 0
        while number < len(rows):
            number += self._next(rows[number:])

    def _next(self, rows: Sequence[Row]) -> int:
        """Read what begins with the first of the rows; how many that are."""
        cells = distinct(rows[0])
        below = _below(rows)
        if below > 1 and len(cells) > 1 and self._is_label_of_rows(rows[0][0], rows[1:below], cells):
            self._inside(rows[:below])
            return below
        if head := self._head(rows[0]):
            return 1 + self._list(head, rows[1:])
        if len(rows) > 1 and self._is_top_head(cells, distinct(rows[1])):
            for above, cell in zip(cells, distinct(rows[1]), strict=True):
                self._pair(above.text, cell)
            return 2
        self._row(cells)
        return 1

    def _is_label_of_rows(self, first: Cell, more: Sequence[Row], cells: Sequence[Cell]) -> bool:
        return len(first.text) <= LONGEST and bool(first.text.strip()) and any(len(distinct(row)) > 1 for row in more)

    def _inside(self, rows: Sequence[Row]) -> None:
        """A label merged over several rows: what stands beside it belongs to it."""
        label_cell = rows[0][0]
        width = sum(1 for cell in rows[0] if cell == label_cell)
        if not self.outline.open(label_cell.text):
            self.outline.section = None if meanings(label(rows[0][width].text).words) else self.outline.section
        self.read([row[width:] for row in rows])

    def _head(self, row: Row) -> Head | None:
        section = self.outline.section.key if self.outline.section is not None else ""
        for key in dict.fromkeys((section, *sections().values())):
            if not key:
                continue
            found: dict[int, tuple[Target, ...]] = {}
            others: dict[int, str] = {}
            for index, cell in enumerate(row):
                if cell in row[:index] or not cell.text.strip():
                    continue
                words = label(cell.text).words
                said = meanings(words, key)
                if own := tuple(target for target in said if target.sheet.key == key):
                    found[index] = own
                elif key == section and (top := tuple(t for t in said if t.sheet.key is None)):
                    found[index] = top
                elif words not in _NUMBERS:
                    others[index] = cell.text.strip()
            own_columns = {targets[0].column for targets in found.values() if targets[0].sheet.key == key}
            marked = any(target.column == target.sheet.mark for targets in found.values() for target in targets)
            if marked and self.table.is_headed and row[0].row == 0:
                return Head(key, found, others, tuple(cell.text.strip() for cell in row))
            if (
                marked
                and not self.table.is_headed
                and len(own_columns) > 1
                and len(found) >= len(others)
                and len(distinct(row)) > 2 - (key == section)
            ):
                return Head(key, found, others, tuple(cell.text.strip() for cell in row))
        return None

    def _list(self, head: Head, rows: Sequence[Row]) -> int:
        """Rows below a heading up to one that is no row of the list; how many."""
        columns = {
            index: best(targets, [row[index].text for row in rows if index < len(row)])
            for index, targets in head.targets.items()
        }
        mark = next(index for index, target in columns.items() if target.column == target.sheet.mark)
        self.outline.open(head.key) if self.outline.section is None else None
        seen: set[Cell] = set()
        for number, row in enumerate(rows):
            cells = distinct(row)
            if not self.table.is_headed and (len(cells) == 1 or self._head(row) or _is_pairs(cells, head.key)):
                if len(cells) == 1 and head.key == "materials" and len(row) > 2 and not self._opens(cells[0]):
                    self.outline.draft.when = cells[0].text.strip().rstrip(":：")
                    continue
                return number
            if not row[mark].text.strip() and not any(row[index].text.strip() for index in columns):
                continue
            self._item(head, columns, mark, row, seen)
        return len(rows)

    def _opens(self, cell: Cell) -> bool:
        words = label(cell.text).words
        return bool(sections().get(words) or meanings(words)) or "注" in cell.text[:2] or len(cell.text) > LONGEST

    def _item(self, head: Head, columns: dict[int, Target], mark: int, row: Row, seen: set[Cell]) -> None:
        draft = self.outline.draft
        if row[mark] not in seen or not draft.data.get(head.key):
            draft.new(head.key)
        way: Path = (head.key, len(draft.data[head.key]) - 1)
        for index, target in sorted(columns.items(), key=lambda one: one[0] != mark):
            cell = row[index]
            if cell in seen and (target.sheet.key is None or target.column == target.sheet.mark):
                continue
            seen.add(cell)
            if target.column == target.sheet.mark and index != mark:  # a second name for the same row
                if cell.text.strip():
                    draft.keep(head.said[index], cell.text.strip(), self._spot(cell), self.name, way)
                continue
            self._set(target, cell, label(head.key).unit)
        row_data = draft.data[head.key][-1]
        if head.key == "materials" and self.outline.draft.when and "when" not in row_data:
            draft.put(
                (*way, "when"),
                self.outline.draft.when,
                "情形",
                self.outline.draft.when,
                self._spot(row[mark]),
                self.name,
            )
        for index, said in head.others.items():
            cell = row[index]
            links = self._links(cell, head.key)
            words = cell.text.strip()
            if words.casefold() in NOTHING | _IDLE or (links and not words.strip("".join(_IDLE))):
                draft.ledger.note(self.name, said, "empty")
            elif words and cell not in seen and not links:
                draft.keep(said, words, self._spot(cell), self.name, way)
            seen.add(cell)

    def _set(self, target: Target, cell: Cell, unit: str) -> None:
        words = cell.text.strip()
        if target.column.path[0] == "form":
            if words in _IDLE and not any(_leads(url) for _, url in cell.links):
                self.outline.draft.ledger.note(self.name, target.column.heading, "empty", "", (words, "空"))
            words = next((url for _, url in cell.links if _leads(url)), "" if words in _IDLE else words)
        for tag in cell.tags if target.column.path == ("name",) else ():
            self._tag(tag, cell)
        if words:
            self.outline.draft.set(target, target.column.heading, words, unit, self._spot(cell), self.name)
        self._links(cell, str(target.sheet.key))

    def _tag(self, tag: str, cell: Cell) -> None:
        """A word beside a material's name."""
        draft = self.outline.draft
        way = ("materials", len(draft.data.get("materials", ())) - 1)
        if "免提交" in tag and way[1] >= 0:
            draft.put((*way, "exempt"), True, "标签", tag, self._spot(cell), self.name)
        elif way[1] >= 0:
            draft.keep("标签", tag, self._spot(cell), self.name, way)

    def _links(self, cell: Cell, key: str) -> bool:
        """Files whose names say what they are: 空白表格, 示例样表."""
        found = False
        draft = self.outline.draft
        for said, url in cell.links:
            own = [t for t in meanings(label(said).words, key) if t.sheet.key == key and t.column.path[0] == "form"]
            if own and _leads(url):
                way: Path = (key, len(draft.data[key]) - 1, *own[0].column.path)
                if way not in draft.spots:
                    draft.put(way, url, said, url, self._spot(cell), self.name)
                found = True
        return found

    def _is_top_head(self, cells: Sequence[Cell], below: Sequence[Cell]) -> bool:
        """A row of labels above a row of as many values."""
        if len(cells) < 2 or len(cells) != len(below):
            return False
        known = [any(t.sheet.key is None for t in meanings(label(cell.text).words)) for cell in cells]
        values = [bool(meanings(label(cell.text).words)) for cell in below]
        return all(known) and not any(values)

    def _row(self, cells: list[Cell]) -> None:
        """Labels and values beside each other, or text."""
        if len(cells) > 2 and not self._known(cells[0]) and self._known(cells[1]) and len(cells) % 2:
            cells = cells[1:]
        if len(cells) > 1 and any(map(self._known, cells[:-1:1])) and not self._is_number(cells[0]):
            self._pairs(cells)
            return
        section = self.outline.section
        told = [cell for cell in cells if not self._is_number(cell)]
        is_free = section is None or self.outline.is_scalar
        if len(told) == 2 and is_free and len(told[0].text) <= LONGEST and all(cell.text.strip() for cell in told):
            self.outline.draft.keep(bare(told[0].text), told[1].text.strip(), self._spot(told[1]), self.name)
            return
        if len(told) > 1 and section is not None and section.key and section.key not in ("questions", "steps"):
            self.outline.content(told[0].text.strip(), self._spot(told[0]), self.name)
            for cell in told[1:]:
                if cell.text.strip() and self.outline.draft.data.get(section.key):
                    way = (section.key, len(self.outline.draft.data[section.key]) - 1)
                    self.outline.draft.keep("未标明", cell.text.strip(), self._spot(cell), self.name, way)
            return
        for cell in told:
            for piece in cell.text.split("\n"):
                if piece.strip():
                    self.outline.say(piece.strip(), self._spot(cell), self.name)

    def _pairs(self, cells: Sequence[Cell]) -> None:
        number = 0
        while number < len(cells):
            cell = cells[number]
            if number + 1 < len(cells) and (self._known(cell) or len(cell.text.strip()) <= LONGEST):
                value = cells[number + 1]
                if not (self._known(cell) and self._known(value) and len(cells) % 2):
                    self._pair(cell.text, value)
                    number += 2
                    continue
            elif cell.text.strip():
                self.outline.say(cell.text.strip(), self._spot(cell), self.name)
            number += 1

    def _pair(self, said: str, value: Cell) -> None:
        words = value.text.strip()
        links = [url for _, url in value.links if _leads(url)]
        if words in _IDLE or (not words and links):
            words = links[0] if links else ""
        if not said.strip():
            if words:
                self.outline.say(words, self._spot(value), self.name)
        elif not words:
            self.outline.open(said)
        elif not self.outline.pair(said.strip(), words, self._spot(value), self.name):
            if words.casefold() in NOTHING:
                self.outline.draft.ledger.note(self.name, said.strip(), "empty")
            else:
                self.outline.draft.keep(bare(said), words, self._spot(value), self.name)

    def _known(self, cell: Cell) -> bool:
        words = label(cell.text).words
        return len(cell.text) <= LONGEST and bool(meanings(words) or sections().get(words) or words in LIMITS)

    def _is_number(self, cell: Cell) -> bool:
        return cell.text.strip().rstrip(".、").isdigit() and len(cell.text.strip()) < 4

    def _spot(self, cell: Cell) -> Spot:
        return spot_of_cell(cell, self.table)


def _below(rows: Sequence[Row]) -> int:
    """How many rows the first cell is merged over."""
    first = rows[0][0]
    return next((number for number, row in enumerate(rows) if row[0] != first), len(rows))


def _is_pairs(cells: Sequence[Cell], key: str) -> bool:
    """Whether a row begins with a label of the item, which ends the list above it."""
    words = label(cells[0].text).words
    if cells[0].text.strip().isdigit() or len(cells[0].text) > LONGEST:
        return False
    return (
        words in LIMITS
        or bool(sections().get(words))
        or any(target.sheet.key is None for target in meanings(words, key))
    )


def _leads(url: str) -> bool:
    return bool(url.strip()) and not url.strip().startswith(("#", "javascript:", "void"))
