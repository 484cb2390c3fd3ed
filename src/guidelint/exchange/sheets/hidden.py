"""What whoever opens a spreadsheet does not see; whether it is meant is theirs to say."""

from collections.abc import Iterator

from guidelint.exchange.sheets.book import Grid
from guidelint.exchange.sheets.values import Cell, is_filled
from guidelint.model.errors import FileError
from guidelint.model.text import Text


def hidden_content(file: str, grid: Grid, header: int) -> Iterator[FileError]:
    """A hidden sheet, or the hidden columns and rows with something in them below the `header` row (counted from 0, -1
    for none)."""
    if grid.is_hidden:
        said = Text(
            f"工作表“{grid.name}”是隐藏的；要导入请取消隐藏，不要请删去",
            f"the sheet “{grid.name}” is hidden; show it to have it imported, or delete it",
        )
        yield FileError(file, 0, 0, said)
        return
    below = grid.lines[header + 1 :]
    for column in sorted(grid.hidden_columns):
        if any(column < len(line) and is_filled(line[column]) for line in below):
            said = Text(
                "这一列被隐藏；要导入请取消隐藏，不要请删去",
                "this column is hidden; show it to have it imported, or delete it",
            )
            heads = grid.lines[header] if header >= 0 else ()
            heading = str(heads[column]).strip() if column < len(heads) else ""
            yield Cell(file, grid, max(header, 0) + 1, column + 1, heading).says(said)
    by = Text("筛选隐去", "hidden by a filter") if grid.is_filtered else Text("隐藏", "hidden")
    for row in sorted(grid.hidden):
        if row > header and any(map(is_filled, grid.lines[row])):
            said = Text(
                f"这一行被{by.zh}；要导入请取消隐藏，不要请删去",
                f"this row is {by.en}; show it to have it imported, or delete it",
            )
            yield Cell(file, grid, row + 1, 1, "").says(said)
