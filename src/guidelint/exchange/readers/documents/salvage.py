"""What a guide can hold of what a document has said; all else is kept under `x-`, and told."""

from typing import Any

from guidelint.exchange.readers.documents.draft import BODY, Draft
from guidelint.model.elements import elements
from guidelint.model.guide import Guide
from guidelint.model.position import Path
from guidelint.model.text import Text
from guidelint.schemas.validation import problems

MOST = 100  # values that are moved aside


def salvage(draft: Draft) -> None:
    """Move aside rows that name nothing and values that do not fit their place."""
    for one in elements(Guide):
        if one.kind == "list" and one.key in draft.data:
            _complete(draft, one.key, next(inner.key for inner in one.elements if inner.required))
    for _ in range(MOST):
        whole = {"id": "a", "materials": [], **draft.data}
        wrong = next((one for one in problems(whole, "guide") if one.path and _has(draft.data, one.path)), None)
        if wrong is None:
            return
        spot, value = draft.spot(wrong.path), _taken(draft.data, wrong.path)
        name = ".".join(map(str, wrong.path))
        zh, en = wrong.message.zh, wrong.message.en
        draft.refuse(spot, Text(f"{name} {zh}，原样保留", f"{name}: {en}; kept"))
        draft.keep(name, value, spot, BODY)


def _complete(draft: Draft, key: str, mark: str) -> None:
    """Without the rows that lack what each must have."""
    rows = draft.data[key]
    for number in reversed(range(len(rows))):
        if mark in rows[number]:
            continue
        for name, value in rows[number].items():
            draft.keep(f"{key}.{name}", value, draft.spot((key, number, name)), BODY)
        del rows[number]
        _shift(draft, key, number)
    if not rows:
        del draft.data[key]


def _shift(draft: Draft, key: str, gone: int) -> None:
    """Move the places of the rows behind one that is gone."""
    moved = {}
    for way, spot in draft.spots.items():
        number = way[1] if way[0] == key and len(way) > 1 else -1
        if not isinstance(number, int) or number < gone:
            moved[way] = spot
        elif number > gone:
            moved[(key, number - 1, *way[2:])] = spot
    draft.spots = moved


def _has(data: Any, path: Path) -> bool:
    step: Any
    try:
        for step in path:
            data = data[step]
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _taken(data: Any, path: Path) -> Any:
    """Take the value at a way out of what holds it."""
    key: Any
    *outer, key = path
    for step in outer:
        data = data[step]
    value = data[key]
    del data[key]
    return value
