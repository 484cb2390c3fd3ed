"""The command in this process, in a workspace of its own, and spreadsheets to give it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.tickets.conftest import guidelint, workspace, write

__all__ = ["guidelint", "workspace", "write", "xlsx"]

Xlsx = Callable[[str, Mapping[str, Sequence[Sequence[Any]]]], Path]


@pytest.fixture
def xlsx(workspace: Path) -> Xlsx:
    """Write an Excel file of sheets by name, as another program would."""

    def make(name: str, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(workspace / name)
        return workspace / name

    return make
