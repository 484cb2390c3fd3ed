"""What a shell proposes after TAB: ids of rules, guides and tickets, and words of the thesaurus.

Files are looked through line by line, not parsed and not checked: a shell waits for the answer, and a broken file is
the business of `guidelint check`.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from guidelint.model.regex import regex

if TYPE_CHECKING:
    from guidelint.workspace.workspace import Workspace

_ID = regex(r"^id: *['\"]?([^'\"\s#]+)", re.MULTILINE)
_ABOUT = regex(r"^(?:title|summary): *(.+)$", re.MULTILINE)
_ZH = regex(r"\{zh: *(?P<quote>['\"]?)(.*?)(?P=quote) *[,}]")
_LABEL = regex(r"prefLabel: *\{zh: *['\"]?([^,'\"}]+)")


def rule_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Rules and their themes; of a list such as `a/b,c/d` the last one is completed."""
    done, comma, last = incomplete.rpartition(",")
    rules = dict(_rules())
    themes = {id.partition("/")[0]: "" for id in rules}
    found = _fitting({**themes, **rules}.items(), last)
    return [CompletionItem(f"{done}{comma}{item.value}", help=item.help) for item in found]


def guide_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return _fitting(_with_id("guides"), incomplete)


def ticket_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Tickets of the workspace; the shipped ones are nobody's to work on."""
    return _fitting(_with_id("tickets"), incomplete)


def terms(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Preferred labels of the thesaurus, a few hundred: only after the first character."""
    texts = (_text(file) for folder in _rule_folders() for file in sorted((folder / "thesaurus").glob("*.yaml")))
    return _fitting(((label, "") for text in texts for label in _LABEL.findall(text)), incomplete) if incomplete else []


def _fitting(found: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(id, help=about) for id, about in sorted(set(found)) if id.startswith(incomplete)]


def _rules() -> Iterator[tuple[str, str]]:
    for folder in _rule_folders():
        for file in folder.rglob("*.yaml"):
            id = file.relative_to(folder).with_suffix("").as_posix()
            if not id.startswith("thesaurus/"):
                yield id, _about(_text(file))


def _with_id(kind: str) -> Iterator[tuple[str, str]]:
    workspace = _workspace()
    if workspace is not None:
        patterns = workspace.config.guides if kind == "guides" else workspace.config.tickets
        for file in workspace.files(patterns):
            text = _text(file, workspace.root)
            if (id := _ID.search(text)) is not None:
                yield id[1], _about(text)


def _rule_folders() -> list[Path]:
    from guidelint.workspace.shipped import shipped

    workspace = _workspace()
    if workspace is None:
        return [shipped().rules]
    extended = (package.rules for package in workspace.config.packages)
    return [shipped().rules, *extended, workspace.root / workspace.config.rules]


def _workspace() -> "Workspace | None":
    from guidelint.model.errors import CannotCheck
    from guidelint.workspace.workspace import Workspace

    try:
        return Workspace.find(Path(), Path.cwd())
    except CannotCheck:
        return None


def _about(text: str) -> str:
    found = _ABOUT.search(text)
    if found is None:
        return ""
    both = _ZH.search(found[1])
    return (both[2] if both else found[1]).strip()


def _text(file: Path, root: Path | None = None) -> str:
    from guidelint.model.errors import CannotCheck
    from guidelint.source.decode import read_whole

    try:
        return read_whole(file, file.name, inside=root)[:100_000].decode("utf-8", "replace")
    except CannotCheck:
        return ""
