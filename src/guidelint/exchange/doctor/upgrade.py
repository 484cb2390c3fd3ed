"""Files written for an earlier version brought to this one: what has moved is rewritten, every other byte stays.

Old ways of writing stay valid; see MOVED for what they are and what stands in their place.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from msgspec import Struct

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.finding import Edit
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.source.decode import encode
from guidelint.source.document import Document
from guidelint.source.edits import edited
from guidelint.workspace.emit import inline
from guidelint.workspace.transaction import Write
from guidelint.workspace.workspace import Workspace

_BASIS = regex(
    r"(?P<name>《[^《》]+》|[^《》第(（\s]+)\s*(?:[(（](?P<number>[^()（）]+号)[)）])?\s*"
    r"(?P<article>第[一二三四五六七八九十百零〇0-9]+条(?:之[一二三四五六七八九十])?(?:第[一二三四五六七八九十0-9]+[款项])*)?"
)
_COMMENT = regex(r"(?:^|(?<=\s))#.*$", re.MULTILINE)


class Moved(Struct, frozen=True):
    """A list at the top of a guide whose items are now written as `turn` has them, under the key `new`."""

    old: str
    new: str
    turn: Callable[[str], Mapping[str, Any]]


def legal_basis(words: str) -> Mapping[str, str]:
    """《某某条例》(某号)第三条 by its parts; words of another shape are the name as a whole."""
    found = _BASIS.fullmatch(words.strip())
    return {key: part for key, part in found.groupdict().items() if part} if found else {"name": words}


MOVED = (Moved("basis", "legal_basis", legal_basis),)


def upgrade(workspace: Workspace) -> list[Write]:
    """What is to be written so that no guide has an old way of writing. Raises CannotCheck with every guide that cannot
    be rewritten without losing something."""
    writes: list[Write] = []
    errors: list[FileError] = []
    for loaded in workspace.guides(workspace.files(workspace.config.guides)):
        before = loaded.document
        try:
            after = upgraded(before)
        except CannotCheck as error:
            errors += error.errors
            continue
        if after is not before:
            writes.append(Write(workspace.shown_from / before.name, encode(after.text, before.bom), before.raw))
    if errors or workspace.errors:
        raise CannotCheck([*workspace.errors, *errors])
    return writes


def is_old(data: Mapping[str, Any]) -> bool:
    """Whether a guide has an old way of writing."""
    return any(data.get(moved.old) for moved in MOVED)


def upgraded(document: Document) -> Document:
    """The guide in this version's way of writing; itself where it is. Raises CannotCheck."""
    for moved in MOVED:
        if document.data.get(moved.old):
            document = _moved(document, moved)
    return document


def _moved(document: Document, moved: Moved) -> Document:
    path = (moved.old,)
    if moved.new in document.data:
        raise _refusal(
            document, moved, f"{moved.new} 也写了，请自己合并", f"{moved.new} is there too; merge them by hand"
        )
    items = [moved.turn(item) for item in document.data[moved.old]]
    wanted = {moved.new if key == moved.old else key: value for key, value in deepcopy(document.data).items()}
    wanted[moved.new] = items
    edits = [Edit(document.span(path, key=True), moved.new)]
    for index, item in enumerate(items):
        span = document.span((*path, index))
        edits.append(Edit(span, inline(item) + ("\n" if document.quote(span).endswith("\n") else "")))
    try:
        after = edited(document, edits)
    except CannotCheck:
        after = document
    if after.data != wanted or Counter(_COMMENT.findall(document.text)) - Counter(_COMMENT.findall(after.text)):
        raise _refusal(
            document, moved, "这样写的没法自动改，请自己改成新写法", "cannot be rewritten unattended; do it by hand"
        )
    return after


def _refusal(document: Document, moved: Moved, zh: str, en: str) -> CannotCheck:
    at = document.position(document.span((moved.old,), key=True).start)
    said = Text(f"{moved.old} 已改为 {moved.new}：{zh}", f"{moved.old} is now {moved.new}: {en}")
    return CannotCheck([FileError(document.name, at.line, at.column, said)])
