"""Which row of a sheet has the headings, and what each means: any order, spaces, full width, usual other names."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from guidelint.exchange.codes import DAY_WORDS
from guidelint.exchange.sheets.book import Grid
from guidelint.exchange.sheets.cells import knows
from guidelint.exchange.sheets.form import UNIT, Column, Form, FormName, Sheet, extra, form
from guidelint.model.regex import regex
from guidelint.model.schema_types import EXTRA

SEARCHED = 30  # rows from the top in which headings are looked for: titles and notes stand above them

_NUMBERS = frozenset(("序号", "排序", "no", "no.", "行号"))  # rows keep their order without them
_UNIT = regex(r"\((?:单位:?)?个?(工作日|自然日|日|天|月|年|小时)\)$")
_HINTS = regex(r"\((?:必填|选填|非必填|可多选|单选|多选|可空|是/否|必须|可不填)\)|[*※★☆]|[::]$")


@dataclass(frozen=True, slots=True)
class Target:
    """What a column of a sheet holds: a column of the form in one of its sheets."""

    sheet: Sheet
    column: Column


@dataclass(frozen=True, slots=True)
class Layout:
    """`header` is the index of the row of headings; `targets` go by the index of the column.

    `unknown` are headings that mean nothing here, `twice` columns whose meaning an earlier one has already.
    """

    header: int
    sheets: tuple[Sheet, ...]
    targets: Mapping[int, Target]
    unknown: Mapping[int, str]
    twice: Mapping[int, int]

    def heading(self, grid: Grid, column: int) -> str:
        return _heading(grid.lines, self.header, column)


def lay_out(grid: Grid, wanted: Form) -> Layout | None:
    """Find the headings of a sheet whose merged cells are filled. None where no row has any that mark a sheet."""
    best: Layout | None = None
    for header in range(min(SEARCHED, len(grid.lines))):
        found = _layout(grid.lines, header, wanted)
        if found is not None and (best is None or len(found.targets) > len(best.targets)):
            best = found
    return best


def normalised(heading: Any) -> str:
    text = unicodedata.normalize("NFKC", str(heading))
    return _HINTS.sub("", "".join(text.split())).casefold()


@cache
def names(name: FormName) -> Mapping[str, tuple[Target, ...]]:
    """Every name that a column goes by, and what it can mean."""
    found: dict[str, tuple[Target, ...]] = {}
    wanted = form(name)
    for sheet in wanted.sheets:
        for column in sheet.columns:
            for said in dict.fromkeys(map(normalised, _names(column))):
                found[said] = (*found.get(said, ()), Target(sheet, column))
    if name == "guide":
        for limit in ("statutory", "promised"):
            heading = wanted.column(("time_limit", limit)).heading
            for said in (f"{heading}单位", f"{heading.replace('办结', '')}单位"):
                found[normalised(said)] = (Target(wanted.top, Column((UNIT, "time_limit", limit), said)),)
    return found


def _names(column: Column) -> Iterator[str]:
    yield column.heading
    yield normalised(column.heading).replace("(", "").replace(")", "")
    yield ".".join(column.path)
    yield from column.names


def _layout(lines: Sequence[Sequence[Any]], header: int, wanted: Form) -> Layout | None:
    meant = names(wanted.name)
    above = lines[header - 1] if header else ()
    said: dict[int, tuple[Target, ...]] = {}
    for index, cell in enumerate(lines[header]):
        group = normalised(above[index]) if index < len(above) else ""
        word = normalised(cell)
        if word:
            said[index] = (
                meant.get(group + word)
                or meant.get(word)
                or meant.get(word + group)  # 原件 below 份数
                or tuple(_with_unit(word, meant))
            )
    if (
        sum(map(bool, said.values())) > 1
    ):  # headings in two rows: of a column without one here, it stands in the row above
        for index, cell in enumerate(above):
            if index not in said and (known := meant.get(normalised(cell))):
                said[index] = known
    marks = {s.title: i for i, targets in sorted(said.items(), reverse=True) for s in _marked(targets)}
    sheets = tuple(sheet for sheet in wanted.sheets if sheet.title in marks)
    if not sheets:
        return None
    targets: dict[int, Target] = {}
    unknown: dict[int, str] = {}
    twice: dict[int, int] = {}
    for index, candidates in said.items():
        cells = [line[index] for line in lines[header + 1 :] if index < len(line)]
        target = _chosen(index, candidates, sheets, marks, wanted, cells)
        if target is None:
            heading = _heading(lines, header, index)
            if normalised(heading) in _NUMBERS:
                continue
            if not heading.startswith(EXTRA):
                unknown[index] = heading
            targets[index] = Target(_sheet_of(index, sheets, marks, said, wanted), extra(heading))
        elif (first := next((i for i, known in targets.items() if known == target), None)) is not None:
            heading = _heading(lines, header, index)
            is_key = target.column in (*wanted.links, target.sheet.mark)
            if is_key or normalised(heading) == normalised(_heading(lines, header, first)):
                twice[index] = first
            else:  # two columns of the source for one element: the second goes out again as it came
                unknown[index] = heading
                targets[index] = Target(target.sheet, extra(heading))
        else:
            targets[index] = target
    return Layout(header, sheets, targets, unknown, twice)


def _heading(lines: Sequence[Sequence[Any]], header: int, column: int) -> str:
    """What heads a column, in the row of headings or else in the one above."""
    rows = (lines[header], lines[header - 1] if header else ())
    return next((words for row in rows if column < len(row) and (words := str(row[column]).strip())), "")


def _with_unit(word: str, meant: Mapping[str, tuple[Target, ...]]) -> Iterator[Target]:
    """What a heading with a unit in brackets means: 法定办结时限(工作日)."""
    found = _UNIT.search(word)
    for target in meant.get(_UNIT.sub("", word), ()) if found else ():
        if found and target.column.path[-1] in ("statutory", "promised", "limit"):
            yield Target(target.sheet, replace(target.column, unit=DAY_WORDS[found[1]]))


def _sheet_of(
    index: int,
    sheets: Sequence[Sheet],
    marks: Mapping[str, int],
    said: Mapping[int, Sequence[Target]],
    wanted: Form,
) -> Sheet:
    """What a column without an element is of: the sheet whose mark stands nearest to its left, but never an item of
    which the sheet says nothing besides its names."""
    parts = [sheet for sheet in sheets if sheet != wanted.top]
    top = [
        t.column for targets in said.values() for t in targets if t.sheet == wanted.top and t.column not in wanted.links
    ]
    possible = parts if parts and not top else sheets
    left = [sheet for sheet in possible if marks[sheet.title] <= index]
    return max(left, key=lambda sheet: marks[sheet.title]) if left else possible[0]


def _marked(targets: Sequence[Target]) -> Iterator[Sheet]:
    yield from (target.sheet for target in targets if target.column == target.sheet.mark)


def _chosen(
    index: int,
    candidates: Sequence[Target],
    sheets: Sequence[Sheet],
    marks: Mapping[str, int],
    wanted: Form,
    cells: Sequence[Any],
) -> Target | None:
    """Of several meanings the one of the sheet whose mark stands nearest to the left, and there the one that knows most
    of the values: 材料类型 heads two lists of words."""
    possible = [target for target in candidates if target.sheet in sheets]
    left = [target for target in possible if marks[target.sheet.title] <= index]
    if left:
        nearest = max(marks[target.sheet.title] for target in left)
        return _knowing([target for target in left if marks[target.sheet.title] == nearest], cells)
    if possible:
        return _knowing([target for target in possible if target.sheet == possible[0].sheet], cells)
    return next((t for t in candidates if t.sheet == wanted.top and t.column in wanted.links), None)


def _knowing(targets: Sequence[Target], cells: Sequence[Any]) -> Target:
    return max(targets, key=lambda target: sum(knows(target.column, cell) for cell in cells))
