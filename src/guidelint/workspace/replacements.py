"""What comes with guidelint and a workspace, or what it extends, puts something else in place of: a check must say so,
since whoever may propose a guide may propose that too, and what is no longer checked is found by nobody."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Literal

from msgspec import Struct

from guidelint.model.finding import Notice
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.workspace.config import THESAURUS_FOLDER
from guidelint.workspace.walk import yaml_files
from guidelint.workspace.workspace import Loaded, Workspace

_WHAT = {"rule": Text("规则", "rule"), "words": Text("主题词文件", "thesaurus file"), "ticket": Text("工单", "ticket")}


class Replacement(Struct, frozen=True):
    """A shipped rule or ticket by its id, or a shipped file of the thesaurus by its name, and the `file` that stands for it."""

    kind: Literal["rule", "words", "ticket"]
    id: str
    file: str

    @property
    def notice(self) -> Notice:
        what = _WHAT[self.kind]
        said = Text(
            f"这里的内容替换了 guidelint 自带的{what.zh} {self.id}，自带的不再起作用",
            f"this stands in place of the {what.en} {self.id} that comes with guidelint, which has no effect any more",
        )
        return Notice(self.file, 1, 1, said)


def replacements(workspace: Workspace, tickets: Mapping[str, Loaded[Ticket]]) -> list[Replacement]:
    """In the order of their files; what says the very same replaces nothing. `tickets` are those that count, by id."""
    return sorted([*_rules(workspace), *_tickets(workspace, tickets)], key=lambda one: (one.file, one.id))


def _rules(workspace: Workspace) -> Iterator[Replacement]:
    contents = workspace.sources().contents
    shipped, *others = workspace.rule_folders()
    ours = {_name(PurePosixPath(f.relative_to(shipped).as_posix())): contents.get(f) for f in yaml_files(shipped)}
    for folder in others:
        for file in workspace.yaml_below(folder):
            kind, id = name = _name(PurePosixPath(file.relative_to(folder).as_posix()))
            if name in ours and contents.get(file) != ours[name]:
                yield Replacement(kind, id, workspace.name(file))


def _name(file: PurePosixPath) -> tuple[Literal["rule", "words"], str]:
    """By what a file below a folder of rules replaces another: a rule's path, and the name of a file of the thesaurus."""
    return ("words", file.name) if file.parts[0] == THESAURUS_FOLDER else ("rule", file.with_suffix("").as_posix())


def _tickets(workspace: Workspace, tickets: Mapping[str, Loaded[Ticket]]) -> Iterator[Replacement]:
    for file in yaml_files(workspace.shipped.tickets):
        document = workspace.load_source(file, "ticket")
        counts = tickets.get(document.data["id"]) if document is not None else None
        if document is not None and counts is not None and counts.document.raw != document.raw:
            yield Replacement("ticket", document.data["id"], counts.document.name)
