"""What goes into a spreadsheet comes back as it was, whatever the text; so does what is written into files."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from guidelint.exchange.hypertext import NULLS, words_of
from guidelint.exchange.sheets.book import read_book
from guidelint.exchange.sheets.editing import bring_to
from guidelint.exchange.sheets.exporting import book_tables, element_tables
from guidelint.exchange.sheets.form import FILE, Column, FormName, Sheet, form
from guidelint.exchange.sheets.gather import gather
from guidelint.exchange.sheets.workbook import SheetTable, workbook
from guidelint.schemas.validation import problems
from guidelint.source.document import load
from guidelint.workspace.emit import nested

AWKWARD = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r", "'x", '"x"', "[]", '["a"]', "1", "007", "1e5", "true", "是", "#N/A", "_x0041_",
    " edges ", "two\nlines", "a\r\nb", "、", "甲、乙;丙", "nil", "2024-01-01", "\x00\x1f", "\ufffe", "𠮷", "\u3000", "\\n", "~", "{}",
]  # fmt: skip
SETTINGS = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _is_words(drawn: str) -> bool:
    """What programs print for no value, and what a browser would not show, is told of a sheet and not taken."""
    return drawn.strip().casefold() not in NULLS and words_of(drawn) == drawn


text = st.sampled_from(AWKWARD) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6).filter(
    _is_words
)
ids = st.from_regex(r"\A[0-9A-Za-z][0-9A-Za-z._-]{0,12}\Z")


def value(column: Column, name: FormName) -> st.SearchStrategy[Any]:
    match column.kind:
        case "integer":
            return st.integers(0, 99)
        case "boolean":
            return st.booleans()
        case "date":
            return st.dates(date(1000, 1, 1)).map(lambda day: day.isoformat())
        case "texts":
            return st.lists(ids if column.path[-1] in ("related", "revealed_by") else text, min_size=1, max_size=4)
    if column.allowed:
        return st.sampled_from(column.allowed)
    if column.digits:
        return st.integers(0, 999_999).map(lambda n: f"{n:06d}")
    if column.path[-1] in ("id", "guide", "parent"):
        return ids
    return st.from_regex(r"\A[0-9A-Za-z][0-9A-Za-z-]{0,39}\Z") if column.path[-1].endswith("code") else text


@st.composite
def mapping(draw: st.DrawFn, sheet: Sheet, name: FormName) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for column in sheet.columns:
        if column.path == FILE or (column != sheet.mark and draw(st.booleans())):
            continue
        inner = data
        for step in column.path[:-1]:
            inner = inner.setdefault(step, {})
        inner[column.path[-1]] = draw(value(column, name))
    return data


@st.composite
def documents(draw: st.DrawFn, name: FormName) -> dict[str, Any]:
    """Any guide or window record that its schema allows, without lists that say nothing."""
    wanted = form(name)
    data = draw(mapping(wanted.top, name))
    for sheet in wanted.parts:
        items = draw(st.lists(mapping(sheet, name), max_size=2))
        if items or sheet.key == "materials":
            data[str(sheet.key)] = items
    for required in ("id", "title") if name == "guide" else ("guide", "hall"):
        data.setdefault(required, draw(ids))
    for outer, inner, stands_for in (("fee", "charged", True), ("result", "name", "证")):
        if outer in data:
            data[outer].setdefault(inner, stands_for)
    for step in data.get("steps", ()):
        if "presence" in step:
            step["presence"].setdefault("who", "本人")
    if name == "window":
        data["observed"].setdefault("how", "工单")
        kinds = ("materials", "presence", "conditions", "fees", "hours", "channels")
        for demand in (one for kind in kinds for one in data.get(kind, ())):
            for required, stands_for in (("on", "2024-01-01"), ("why", "没有依据")):
                if "withdrawn" in demand:
                    demand["withdrawn"].setdefault(required, stands_for)
    assume(not problems(data, name))
    return data


def there_and_back(
    name: FormName,
    data: list[dict[str, Any]],
    tables: Callable[[list[tuple[str, dict[str, Any]]]], list[SheetTable]] | None = None,
) -> list[dict[str, Any]]:
    rows = [(f"{name}s/{number}.yaml", one) for number, one in enumerate(data)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.xlsx"
        file.write_bytes(workbook(tables(rows) if tables is not None else book_tables(name, rows)))
        found = gather(read_book(file, "a.xlsx"), form(name))
    limits = [limit for one in data for key, limit in one.get("time_limit", {}).items() if not key.endswith("_notes")]
    assert (found.errors, len(found.notes)) == ([], sum(limit.isdigit() for limit in limits))
    return [{"materials": [], **record.data} for record in found.records]


@pytest.mark.slow
@SETTINGS
@given(st.lists(documents("guide"), min_size=1, max_size=3, unique_by=lambda data: data["id"]))
def test_guides(data: list[dict[str, Any]]) -> None:
    assert there_and_back("guide", data) == data


@pytest.mark.slow
@settings(SETTINGS, max_examples=8)
@given(st.lists(documents("guide"), min_size=1, max_size=2, unique_by=lambda data: data["id"]))
def test_guides_with_a_row_a_material(data: list[dict[str, Any]]) -> None:
    assert there_and_back("guide", data, element_tables) == data


@pytest.mark.slow
@SETTINGS
@given(st.lists(documents("window"), min_size=1, max_size=2))
def test_window_records(data: list[dict[str, Any]]) -> None:
    for number, one in enumerate(data):
        one["id"] = f"w{number}"
    assert there_and_back("window", data) == data


@pytest.mark.slow
@SETTINGS
@given(documents("guide"))
def test_a_file_says_what_the_spreadsheet_said(data: dict[str, Any]) -> None:
    assert load(nested(data).encode(), "a.yaml").data == data


@pytest.mark.slow
@pytest.mark.parametrize("break_", ["\n", "\r\n"], ids=["LF", "CRLF"])
@settings(SETTINGS, max_examples=20)
@given(old=documents("guide"), new=documents("guide"))
def test_an_update_gives_exactly_what_the_spreadsheet_says(
    break_: str, old: dict[str, Any], new: dict[str, Any]
) -> None:
    """In files as they are written here no difference at all is refused."""
    wanted = form("guide")
    covered = {column.path for column in wanted.top.columns} | {
        (str(sheet.key), *column.path) for sheet in wanted.parts for column in sheet.columns
    }
    document = load(nested(old).replace("\n", break_).encode(), "a.yaml")
    done = bring_to(document, new, covered, wanted)
    assert {k: v for k, v in done.document.data.items() if v not in ([], {}) or k == "materials"} == new
    assert bool(done.changes) == (old != new)
    assert bring_to(done.document, new, covered, wanted).changes == ()
