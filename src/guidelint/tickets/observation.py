"""What an applicant was asked for becomes a window record, so that guide and window are compared from the first day."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.nouns import ends_in_noun
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.guide import Guide
from guidelint.model.text import Text
from guidelint.source.document import Document, load
from guidelint.source.schema import validate
from guidelint.workspace.emit import block
from guidelint.workspace.filed import new_file
from guidelint.workspace.transaction import Write
from guidelint.workspace.workspace import Workspace

Kind = Literal["material", "presence", "condition"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LISTS: Mapping[Kind, str] = {"material": "materials", "presence": "presence", "condition": "conditions"}

_APART = re.compile(r"[;;\n]+")
_IN_PERSON = re.compile(
    r"(?P<who>[^,,、]{1,20}?)(?:都|均|必须|必需|需要|应当|须|要|得)*(?:亲自)?(?:到场|到窗口|到大厅|到现场)"
)


def demands(
    words: str,
    phrases: PhraseBook,
    *,
    kind: Kind | None = None,
    refused: Sequence[str] = (),
    ground: str | None = None,
) -> Mapping[str, list[dict[str, Any]]]:
    """What a window asked for, as the lists of its record: a document, somebody's presence, or a condition.

    `words` may say several things, parted by semicolons. Each is what it reads as unless `kind` says so. What was
    `refused` was brought in the place of the first document.
    """
    found: dict[str, list[dict[str, Any]]] = {"materials": []}
    for one in filter(None, map(str.strip, _APART.split(words))):
        what = kind or _kind(one, phrases)
        demand = _demand(what, one)
        if what == "material" and refused and not found["materials"]:
            demand["refused"] = list(refused)
        found.setdefault(LISTS[what], []).append(demand | ({"ground": ground} if ground else {}))
    return found


def observed_of(
    data: Mapping[str, Any],
    phrases: PhraseBook,
    *,
    kind: Kind | None = None,
    by: str | None = None,
    refused: Sequence[str] = (),
    ground: str | None = None,
) -> dict[str, Any] | None:
    """The window record of a ticket's data but for guide, hall and ticket; None where guide, hall or demand is not told,
    and for what a computer system cannot take, which is no demand of the window."""
    words = data.get("window_requires")
    if not (data.get("guide") and data.get("hall") and words) or data.get("problem") == "系统办不了":
        return None
    observed = {"on": data["received"], "by": by or data["channel"], "how": "工单"}
    seen = {"observed": observed, **demands(words, phrases, kind=kind, refused=refused, ground=ground)}
    seen |= {"window": data["window"]} if data.get("window") else {}
    return seen | {"illustration": data["source"]["kind"] == "演示"}


def record_document(
    workspace: Workspace, guide: str, hall: str, seen: Mapping[str, Any], ticket: str, *parts: str
) -> tuple[Document, Write]:
    """The window record that a ticket revealed, and the file that it goes into: `seen` are its keys but for the guide and
    the hall. Raises CannotCheck where it does not fit the schema."""
    file = new_file(workspace, workspace.config.windows, *parts, f"{ticket}.yaml")
    data: dict[str, Any] = {"guide": guide, "hall": hall}
    data |= {key: seen[key] for key in ("window", "observed") if key in seen}
    for key in LISTS.values():
        if seen.get(key) or key == "materials":
            data[key] = [{**demand, "revealed_by": [ticket]} for demand in seen[key]]
    data |= {"illustration": True} if seen.get("illustration") else {}
    document = load(block(data).encode(), workspace.name(file))
    if errors := validate(document, "window"):
        raise CannotCheck(errors)
    return document, Write(file, document.text.encode())


def hall_of(guide: Guide, asked: str | None) -> str | None:
    """The hall as it was told; the guide's only one where nobody said. Raises UsageError for one that the guide does not
    name."""
    if asked is None:
        return guide.halls[0] if len(guide.halls) == 1 else None
    if guide.halls and asked not in guide.halls:
        halls = "、".join(guide.halls)
        raise UsageError(
            Text(
                f"指南 {guide.id} 的大厅里没有“{asked}”;有:{halls}",
                f"guide {guide.id} names no hall “{asked}”; it names {halls}",
            )
        )
    return asked


def _kind(words: str, phrases: PhraseBook) -> Kind:
    if _IN_PERSON.match(words) is not None:
        return "presence"
    is_known = any(document.concept for document in phrases.parse(words).documents)
    return "material" if is_known or ends_in_noun(re.sub(r"[((].*", "", words)) else "condition"


def _demand(kind: Kind, words: str) -> dict[str, Any]:
    if kind == "material":
        return {"accepts": [words]}
    if kind == "condition":
        return {"text": words}
    who = _IN_PERSON.fullmatch(words)
    return {"who": who["who"] if who is not None else words}
