"""What the lines below the heading of a list become: materials, questions with answers, laws, fees."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from guidelint.exchange.readers.documents.blocks import Spot
from guidelint.exchange.readers.documents.draft import Draft
from guidelint.exchange.readers.documents.labels import bare, meanings, without_number
from guidelint.exchange.readers.values import NOTHING
from guidelint.model.regex import regex

_NOTE = regex(r"^(?:注|备注|说明|注意|温馨提示|特别说明)(?:事项)?\s*[0-9]*\s*[:：]?\s*")
_QUESTION = regex(r"^(?:问|Q)\s*[0-9]*\s*[:：.、]\s*", re.I)
_ANSWER = regex(r"^(?:答|A)\s*[0-9]*\s*[:：.、]\s*", re.I)
_CHARGED = regex(r"(?:不|免|无)?收?费[。]?|免费|[是否无]")


class Below(NamedTuple):
    """The list with this `key` below the heading that is `said`."""

    draft: Draft
    key: str
    said: str


def content(below: Below, words: str, spot: Spot, table: str) -> None:
    """Read one line below the heading."""
    _OF.get(below.key, _named)(below, words, spot, table)


def _material(below: Below, words: str, spot: Spot, table: str) -> None:
    """A line of a list of materials; one that ends in a colon is the circumstance of those below it."""
    if note := _NOTE.match(words):
        below.draft.put(("material_notes",), [words[note.end() :].strip() or words], "申请材料说明", words, spot, table)
        return
    own = without_number(words).rstrip("；;。")
    if words.rstrip().endswith((":", "：")):
        below.draft.when = own.rstrip(":：")
        return
    if own.casefold() in NOTHING:
        return
    _row(
        below,
        "materials",
        {"name": own, **({"when": below.draft.when} if below.draft.when else {})},
        words,
        spot,
        table,
    )


def _step(below: Below, words: str, spot: Spot, table: str) -> None:
    below.draft.add(("procedure",), words, "办理流程", spot, table)


def _law(below: Below, words: str, spot: Spot, table: str) -> None:
    target = next(target for target in meanings("设定依据") if target.sheet.key is None)
    below.draft.set(target, "设定依据", words, "", spot, table)


def _window(below: Below, words: str, spot: Spot, table: str) -> None:
    below.draft.add(("place",), words, "办理地点", spot, table)


def _limit(below: Below, words: str, spot: Spot, table: str) -> None:
    below.draft.limits(bare(below.said), words, "", spot, table)


def _fee(below: Below, words: str, spot: Spot, table: str) -> None:
    target = next(target for target in meanings("是否收费") if target.sheet.key is None)
    if below.draft.data.get("fee", {}).get("charged") is None and _CHARGED.fullmatch(words):
        below.draft.set(target, "是否收费", words, "", spot, table)
    else:
        _named(below, words, spot, table)


def _question(below: Below, words: str, spot: Spot, table: str) -> None:
    rows = below.draft.data.setdefault("questions", [])
    if _ANSWER.match(words) or (rows and not words.endswith(("?", "？")) and not _QUESTION.match(words)):
        own = _ANSWER.sub("", words)
        if rows and "answer" in rows[-1]:
            rows[-1]["answer"] += f"\n{own}"
        elif rows:
            below.draft.put(("questions", len(rows) - 1, "answer"), own, "答案", words, spot, table)
        else:
            below.draft.keep("常见问题", words, spot, table)
    else:
        _row(below, "questions", {"question": _QUESTION.sub("", without_number(words))}, words, spot, table)


def _named(below: Below, words: str, spot: Spot, table: str) -> None:
    """A line that is the name of a row."""
    if words.casefold() not in NOTHING:
        _row(below, below.key, {"name": without_number(words)}, words, spot, table)


def _row(below: Below, key: str, row: dict[str, str], words: str, spot: Spot, table: str) -> None:
    below.draft.data.setdefault(key, []).append({})
    for name, value in row.items():
        below.draft.put((key, len(below.draft.data[key]) - 1, name), value, bare(below.said), words, spot, table)


_OF: Mapping[str, Callable[[Below, str, Spot, str], None]] = {
    "materials": _material,
    "steps": _step,
    "legal_basis": _law,
    "windows": _window,
    "fees": _fee,
    "limits": _limit,
    "questions": _question,
}
