"""The values of a spreadsheet's rows with their cells, and the units that stand in columns of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guidelint.exchange.codes import DAY_UNIT, DAY_WORDS
from guidelint.exchange.sheets.book import Grid
from guidelint.exchange.sheets.form import UNIT, Path
from guidelint.model.errors import FileError
from guidelint.model.text import Text

LIMITS = (("time_limit", "statutory"), ("time_limit", "promised"))


def is_filled(cell: Any) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the file, counted from 1 as spreadsheets do."""

    file: str
    grid: Grid
    row: int
    column: int
    heading: str

    def says(self, message: Text) -> FileError:
        place = self.grid.place(self.row, self.column, self.heading)
        said = Text(f"{place.zh}：{message.zh}", f"{place.en}: {message.en}")
        return FileError(self.file, self.row, self.column, said)


@dataclass(frozen=True, slots=True)
class Value:
    value: Any
    cell: Cell


def with_units(row: Mapping[Path, Value]) -> dict[Path, Value]:
    """The row with every unit of a column of its own behind the number that it is of."""
    found = {path: value for path, value in row.items() if path[0] != UNIT}
    for path, unit in row.items():
        number = found.get(path[1:])
        if path[0] == UNIT and number is not None and str(number.value).isdigit():
            words = DAY_UNIT.get(str(unit.value)) or DAY_WORDS.get(str(unit.value)) or unit.value
            found[path[1:]] = Value(f"{number.value}{words}", number.cell)
    return found


def without_units(row: Mapping[Path, Value]) -> Iterator[FileError]:
    """Time limits that are numbers alone."""
    for path, value in row.items():
        if path in LIMITS and str(value.value).isdigit():
            heading = value.cell.heading
            said = Text(
                f"“{value.value}”没有单位；请写明，或增加“{heading}单位”一列",
                f"“{value.value}” has no unit; say it, or add a column “{heading}单位”",
            )
            yield value.cell.says(said)
