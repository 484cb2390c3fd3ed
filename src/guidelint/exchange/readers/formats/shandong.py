"""The export of Shandong's provincial items: a sheet of at least 203 columns below two lines of headings, an item a line.

Meanings go by the position of a column, as the program that loads this export has them; values spread over several columns
are joined. A line is one 业务办理项; its own columns stand 112 further right with the same layout and come before those of the
item, which are repeated on each of its lines. The days have no unit of their own: it is taken from their heading.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from guidelint.exchange import codes
from guidelint.exchange.readers.columns import Column, Columns, Place, part
from guidelint.exchange.readers.documents.labels import label
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.raw import digits, said
from guidelint.exchange.readers.reader import Each, Item, Source
from guidelint.exchange.readers.values import (
    Conversion,
    Row,
    Unreadable,
    boolean,
    code,
    law,
    lines,
    many,
    one,
    remark,
    text,
    title,
)
from guidelint.exchange.sheets.book import EXCEL, Grid, letters_of, read_book
from guidelint.exchange.sheets.foreign import MAX_ROWS
from guidelint.exchange.sheets.hidden import hidden_content
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Text

SHEET = "sheet1"
HEADINGS = 2
WIDTH = 150  # columns that are filled at least: the last of the 203 may be empty and are then not stored
FURTHER = 112
HAS_PARTS = 113

AUDIENCE = tuple(codes.AUDIENCE_GX.values())
CHANNELS = ("窗口", "电脑端网上", "移动端", "快递")
POSITIONS: Mapping[int, Column] = {
    1: Column("authority_code", code), 2: Column("title", title), 3: Column("catalog_code", code),
    5: Column("item_type", one(codes.ITEM_TYPE)), 6: Column("level", one(codes.LEVEL)), 7: Column("version"),
    11: Column("case_type", one(codes.CASE_TYPE)), 19: Column("scope", remark), 20: Column("delivery.available", boolean),
    25: Column("intermediary", remark), 26: Column("online.payment", boolean), 28: Column("in_hall", boolean),
    35: Column("authority_type", one(codes.AUTHORITY_TYPE)), 36: Column("power_source", one(codes.POWER_SOURCE)),
    40: Column("fee.charged", boolean), 41: Column("result.type", one(codes.RESULT_TYPE)), 42: Column("result.name", title),
    51: Column("place", text), 52: Column("hours", text), 53: Column("legal_basis", law), 57: Column("conditions", lines),
    58: Column("procedure", remark), 73: Column("status", one(codes.STATUS)), 74: Column("consultation.phone", remark),
    75: Column("complaint.phone", remark), 78: Column("authority_code", code), 82: Column("quota", remark),
    83: Column("reconsideration.authority", remark), 84: Column("reconsideration.phone", remark),
    85: Column("reconsideration.address", remark), 86: Column("reconsideration.url", remark),
    87: Column("litigation.authority", remark), 88: Column("litigation.address", remark),
    89: Column("litigation.phone", remark), 90: Column("litigation.url", remark),
}  # fmt: skip
DAYS: Mapping[int, str] = {38: "time_limit.statutory", 39: "time_limit.promised"}
SPREAD: Mapping[str, tuple[int, tuple[str, ...]]] = {"audience": (12, AUDIENCE), "channels": (21, CHANNELS)}
"""Elements with a column for each of their words, from which one on."""


class Shandong:
    """One workbook or several."""

    name = "shandong-sheet"
    title = Text("山东事项导出表（203 列以上）", "Shandong's export of items (203 columns and more)")

    def recognises(self, file: Path) -> bool:
        if file.suffix.lower() not in EXCEL:
            return False
        try:
            return any(map(_is_export, read_book(file, file.name).grids))
        except (CannotCheck, UsageError):
            return False

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, _items)


def _is_export(grid: Grid) -> bool:
    return (
        grid.name.casefold() == SHEET and len(grid.lines) > HEADINGS and max(map(len, grid.lines[:HEADINGS])) >= WIDTH
    )


def _items(source: Source) -> Iterator[Item]:
    for grid in filter(_is_export, read_book(source.file, source.name).grids):
        if hidden := list(hidden_content(source.name, grid, HEADINGS - 1)):
            raise CannotCheck(hidden)
        filled = grid.filled()
        heads = _headings(filled.lines[:HEADINGS])
        columns = _columns(heads)
        for number, line in enumerate(filled.lines[HEADINGS:MAX_ROWS], HEADINGS + 1):
            row = _row(line, heads)
            own = {index: said(_at(line, index)) for index in (2, 3, 2 + FURTHER, 3 + FURTHER)}
            if any(own.values()):
                place = Place(source.name, number, grid.name)
                yield Item("/".join(own.values()), (0, ""), source.name, number, partial(_guide, row, columns, place))


def _guide(row: Mapping[str, Any], columns: Columns, place: Place, ledger: Ledger) -> dict[str, Any]:
    return part(row, columns, place, ledger)


def _headings(top: Sequence[Sequence[Any]]) -> list[str]:
    """A name for every column: its letters, which no other has, and what stands above it."""
    width = max(map(len, top))
    words = [
        [said(line[index]) if index < len(line) and line[index] else "" for line in reversed(top)]
        for index in range(width)
    ]
    return [" ".join((letters_of(index), next(filter(None, one), ""))).strip() for index, one in enumerate(words)]


def _columns(heads: Sequence[str]) -> Columns:
    found: dict[str, Column] = {}
    for index, head in enumerate(heads):
        of_item = index - FURTHER if index > HAS_PARTS else index
        name = head.replace("_", "").lower()
        if column := POSITIONS.get(of_item):
            found[name] = column
        elif way := DAYS.get(of_item):
            found[name] = Column(way, _days(label(head).unit))
        for way, (first, words) in SPREAD.items():
            if of_item == first:
                found[name] = Column(way, many({word: word for word in words}))
    return found


def _row(line: Sequence[Any], heads: Sequence[str]) -> dict[str, Any]:
    """The values by their headings. What the 业务办理项 says itself stands in the place of what the item says."""
    values: dict[int, Any] = dict(enumerate(line))
    for first, words in SPREAD.values():
        for start in (first, first + FURTHER):
            told = [_ticked(values.pop(start + number, None), word) for number, word in enumerate(words)]
            values[start] = [one for one in told if one]
    for index in (*POSITIONS, *DAYS, *(first for first, _ in SPREAD.values())):
        if said(values.get(index + FURTHER) or ""):
            if index in (2, 3) and said(values.get(index) or "") != said(values[index + FURTHER]):
                continue  # both names and codes are wanted: see below
            values.pop(index, None)
    row = {heads[index]: value for index, value in sorted(values.items()) if index < len(heads)}
    for index in (2, 3):
        if index in values and said(values.get(index + FURTHER) or ""):
            row[f"主项{heads[index]}"] = row.pop(heads[index])
    return row


def _ticked(value: Any, word: str) -> str:
    """The word of a column where it is ticked, by a mark or by the word itself."""
    words = digits(value) if value is not None else ""
    return word if words in ("1", "是", "√", "✓", "有", "Y") else "" if words in ("", "0", "否", "无", "N") else words


def _days(unit: str) -> Conversion:
    def convert(value: Any, row: Row) -> str | None:
        words = digits(value)
        if not words.isdecimal():
            return None if words.startswith("-") else remark(value, row)
        if not unit:
            raise Unreadable(Text(f"“{words}”没有单位（表头里也没有）", f"“{words}” has no unit, nor has its heading"))
        return f"{words}{unit}"

    return convert


def _at(line: Sequence[Any], index: int) -> Any:
    return line[index] if index < len(line) and line[index] is not None else ""


READER = Shandong()
