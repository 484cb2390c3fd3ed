"""Tables for a terminal."""

from collections.abc import Sequence

from guidelint.model.position import display_width
from guidelint.model.visible import unbroken


def aligned(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Rows as lines with columns as wide as their widest cell on a terminal; those in `right` end flush."""
    rows = [[unbroken(cell) for cell in row] for row in rows]
    widths = [max(display_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = []
        for index, cell in enumerate(row):
            space = " " * (widths[index] - display_width(cell))
            cells.append(space + cell if index in right else cell + space)
        lines.append("  ".join(cells).rstrip() + "\n")
    return "".join(lines)
