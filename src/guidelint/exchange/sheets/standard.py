"""Codes in a spreadsheet whose headings are the standard's: those of GB/T 39046-2020 and of the national tables.

A spreadsheet does not say which system it comes from, so each code that is read is told. 材料类型 means different things in
different systems: a number there is refused.
"""

from collections.abc import Mapping
from typing import Any

from guidelint.exchange import codes
from guidelint.exchange.codes import Codes
from guidelint.exchange.sheets.form import Path
from guidelint.model.regex import regex

CODED: Mapping[Path, Codes] = {
    ("item_type",): codes.ITEM_TYPE, ("status",): codes.STATUS, ("level",): codes.LEVEL, ("authority_type",): codes.AUTHORITY_TYPE,
    ("power_source",): codes.POWER_SOURCE, ("case_type",): codes.CASE_TYPE, ("scope",): codes.SCOPE,
    ("result", "type"): codes.RESULT_TYPE, ("audience",): codes.AUDIENCE, ("channels",): codes.CHANNEL,
    ("online", "depth"): codes.ONLINE_DEPTH, ("necessity",): codes.NECESSITY, ("medium",): codes.MEDIUM, ("source",): codes.SOURCE,
}  # fmt: skip

_SEVERAL = regex(r"[,，^、;；|]")
_CASE = regex(r"(非?必要|非?必须|容缺后补|可容缺)\s*[(（:：,，]\s*(.+?)\s*[)）]?")


def words_of(path: Path, cell: Any) -> str | None:
    """The words that the codes in a cell stand for, with 、 between several; None where there are no codes."""
    known = CODED.get(path)
    parts = [part.strip() for part in _SEVERAL.split(plain(cell))]
    if known is None or not all(part.isdigit() and _code(part, known) in known for part in parts):
        return None
    return "、".join(known[_code(part, known)] for part in parts)


def plain(cell: Any) -> str:
    """A code as text, which a spreadsheet may hold as a number."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if isinstance(cell, str | int) and not isinstance(cell, bool) else ""


def case_of(path: Path, cell: str) -> tuple[str, str] | None:
    """Necessity and circumstance from one cell: 非必要（委托办理时提供）."""
    found = _CASE.fullmatch(cell.strip()) if path == ("necessity",) else None
    return (found[1], found[2]) if found is not None else None


def _code(part: str, known: Codes) -> str:
    """A spreadsheet takes the zero off 01."""
    return part if part in known or len(part) > 1 else f"0{part}"
