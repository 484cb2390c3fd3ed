"""What is said of a sheet, or of its columns, that are not understood."""

from collections.abc import Iterator

from guidelint.exchange.sheets.book import Book, Grid
from guidelint.exchange.sheets.form import Column, Form, Sheet, extra
from guidelint.exchange.sheets.headings import Layout, names, normalised
from guidelint.exchange.sheets.values import Cell, is_filled
from guidelint.model.errors import FileError
from guidelint.model.nearest import nearest
from guidelint.model.text import Text


def unknown_columns(file: str, grid: Grid, layout: Layout, wanted: Form) -> Iterator[FileError]:
    known = {name: t.column.heading for name, targets in names(wanted.name).items() for t in targets}
    for index, heading in layout.unknown.items():
        rows = grid.lines[layout.header + 1 :]
        filled = sum(1 for row in rows if index < len(row) and is_filled(row[index]))
        near = nearest(normalised(heading), known)
        zh, en = (f"，是不是“{known[near]}”？", f"; did you mean “{known[near]}”?") if near is not None else ("", "")
        key = extra(heading).heading
        said = Text(
            f"没有这个要素，{filled} 格内容原样保留为 {key}{zh}", f"no such element; {filled} cell(s) kept as {key}{en}"
        )
        yield Cell(file, grid, layout.header + 1, index + 1, heading).says(said)


def double_columns(file: str, grid: Grid, layout: Layout) -> Iterator[FileError]:
    for index, first in layout.twice.items():
        letters = Cell(file, grid, layout.header + 1, first + 1, "").grid.place(layout.header + 1, first + 1)
        said = Text(f"和{letters.zh}是同一个意思，请删去一列", f"means the same as {letters.en}; delete one of them")
        yield Cell(file, grid, layout.header + 1, index + 1, layout.heading(grid, index)).says(said)


def unknown_sheet(file: str, grid: Grid, wanted: Form) -> FileError:
    marks = "、".join(f"“{sheet.mark.heading}”" for sheet in wanted.sheets)
    said = Text(
        f"工作表“{grid.name}”里没有认识的表头（{marks}），没有读",
        f"the sheet “{grid.name}” has none of the headings {marks}; it was not read",
    )
    return FileError(file, 0, 0, said)


def no_sheet(file: str, wanted: Form) -> FileError:
    top: Sheet = wanted.top
    columns: tuple[Column, ...] = top.columns
    some = "、".join(column.heading for column in columns[:8])
    said = Text(
        f"没有找到“{top.title}”的表头：要有“{top.mark.heading}”一列（还认识：{some}…）",
        f"no headings of “{top.title}”: there has to be a column “{top.mark.heading}” (also known: {some} …)",
    )
    return FileError(file, 0, 0, said)


def hidden_unknown(book: Book) -> Iterator[FileError]:
    """Once a file: that its kind does not let us see whether anything is hidden."""
    if not all(grid.tells_hidden for grid in book.grids):
        said = Text(
            "这种文件看不出有没有隐藏的行和列，有的话也读了；要确认，请另存为 .xlsx 再导入",
            "no telling whether rows or columns of this kind of file are hidden; they were read. Save it as .xlsx to be sure",
        )
        yield FileError(book.name, 0, 0, said)
