"""Apply edits to one document, and prove that they did what they say and nothing else."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from guidelint.model.errors import CannotCheck
from guidelint.model.finding import Edit
from guidelint.model.position import Span
from guidelint.model.text import Text
from guidelint.source.decode import encode
from guidelint.source.document import Document, Path, load


class NotEditable(Exception):
    """An edit that cannot be made without touching more than its span; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


def written(text: str, style: str) -> str:
    """How new text is spelled inside a scalar of the given style. Raises NotEditable."""
    if "\n" in text or "\r" in text:
        raise NotEditable(Text("新文字有换行", "the new text has a line break"))
    if style == "'":
        return text.replace("'", "''")
    if style == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text


def replace_text(document: Document, path: Path, start: int, end: int, text: str) -> Edit:
    """An edit of characters `start` to `end` of the string at `path`; both 0 mean all of it. Raises NotEditable."""
    if document.is_alias(path):
        raise NotEditable(
            Text(
                "这里用别名 * 引用别处的值，请人工修改", "an alias repeats a value from elsewhere here; edit it by hand"
            )
        )
    characters = document.characters(path)
    if characters is None:
        raise NotEditable(
            Text("这种 YAML 写法（折行或转义）不能自动修改", "this YAML notation cannot be edited unattended")
        )
    if not end:
        end = len(characters)
    if not 0 <= start < end <= len(characters):
        raise NotEditable(Text("没有可改的文字", "there is no text to edit"))
    span = Span(characters[start].start, characters[end - 1].end)
    if "\n" in document.quote(span):
        raise NotEditable(Text("要改的文字跨行，请人工修改", "the text runs over a line break; edit it by hand"))
    return Edit(span, written(text, document.style(path)))


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with all edits made; they must not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < at:
            raise ValueError("overlapping edits")
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join((*pieces, text[at:]))


def edited(document: Document, edits: Sequence[Edit]) -> Document:
    """The document after the edits. Raises CannotCheck where it would no longer parse."""
    return load(encode(apply(document.text, edits), document.bom), document.name)


def keeps_the_rest(before: Document, after: Document, paths: Iterable[Path]) -> bool:
    """Whether the two documents differ in the values at `paths` only."""
    paths = list(paths)
    return bool(_without(before.data, paths) == _without(after.data, paths))


def try_edits(document: Document, edits: Sequence[tuple[Path, Sequence[Edit]]]) -> Document:
    """The document after edits of the values at their paths. Raises NotEditable where anything else would change."""
    try:
        after = edited(document, [edit for _, of_one in edits for edit in of_one])
    except CannotCheck:
        raise NotEditable(
            Text("改后不是合格的 YAML，请人工修改", "the result is not valid YAML; edit it by hand")
        ) from None
    if not keeps_the_rest(document, after, (path for path, _ in edits)):
        raise NotEditable(
            Text("会改到别处（例如别名），请人工修改", "something else would change too; edit it by hand")
        )
    return after


def _without(data: Any, paths: Iterable[Path]) -> Any:
    copied = deepcopy(data)
    for path in filter(None, paths):
        inner = copied
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = None
    return copied
