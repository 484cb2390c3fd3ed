"""A guide's new id, written wherever the old one stands: guides, window records, tickets and the baseline.

Archive records keep the old one: they tell what was, under the name that it had.
"""

import re
from collections.abc import Iterator

from guidelint.lsp.links import Target, references_of
from guidelint.lsp.live import Live
from guidelint.model.errors import CannotCheck
from guidelint.model.finding import Edit
from guidelint.model.schema_types import ID
from guidelint.model.text import Text
from guidelint.rules.selector import select
from guidelint.schemas.published import SchemaName
from guidelint.source.document import Document, Path, load
from guidelint.source.edits import NotEditable, replace_text, try_edits
from guidelint.source.plain import scalar
from guidelint.workspace.workspace import Workspace


class NotRenamed(Exception):
    """`reason` tells the user why nothing is renamed."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


def rename_guide(live: Live, old: str, new: str) -> Iterator[tuple[Document, list[Edit]]]:
    """Every file that changes, as it stands now, unsaved text first. Raises NotRenamed."""
    assert live.ready is not None
    if re.fullmatch(ID, new) is None:
        raise NotRenamed(
            Text(
                f"“{new}”不能作指南标识：只用英文字母、数字和 . _ -，以字母或数字开头，最多 100 个字",
                f"“{new}” cannot be the id of a guide: letters, digits and . _ - only, at most 100",
            )
        )
    if new != old and (twin := live.guide(new)) is not None:
        raise NotRenamed(
            Text(f"标识 {new} 已用于 {twin.document.name}", f"{twin.document.name} has the id {new} already")
        )
    config = live.ready.workspace.config
    workspace = Workspace(live.root, config, live.root, unsaved=live.unsaved)
    kinds: tuple[tuple[SchemaName, tuple[str, ...]], ...] = (
        ("guide", config.guides),
        ("window", config.windows),
        ("ticket", config.tickets),
        ("baseline", (config.baseline,)),
    )
    for kind, globs in kinds:
        for file in workspace.files(globs):
            raw, name = workspace.read(file), workspace.name(file)
            if old.encode() in raw and (changed := _renamed(raw, name, kind, old, new)) is not None:
                yield changed


def _renamed(raw: bytes, name: str, kind: SchemaName, old: str, new: str) -> tuple[Document, list[Edit]] | None:
    try:
        document = load(raw, name)
        edits = [(path, [_edit(document, path, new)]) for path in _places(document, kind, old)]
        if edits:
            try_edits(document, edits)
    except CannotCheck as error:
        first = error.errors[0]
        at = f"{first.path}:{first.line}:{first.column}"
        raise NotRenamed(Text(f"先改好 {at}：{first.message.zh}", f"mend {at} first: {first.message.en}")) from None
    except NotEditable as error:
        raise NotRenamed(Text(f"{name}：{error.reason.zh}", f"{name}: {error.reason.en}")) from None
    return (document, [edit for _, of_one in edits for edit in of_one]) if edits else None


def _places(document: Document, kind: SchemaName, id: str) -> Iterator[Path]:
    own = {"guide": "id", "baseline": "entries[].guide"}.get(kind)
    if own is not None:
        yield from (path for path, value in select(document.data, own) if value == id)
    yield from (path for target, path in references_of(kind, document) if target == Target("guide", id))


def _edit(document: Document, path: Path, new: str) -> Edit:
    edit = replace_text(document, path, 0, 0, new)
    is_text = document.style(path) or isinstance(scalar(new), str)
    return edit if is_text else Edit(edit.span, f'"{new}"')
