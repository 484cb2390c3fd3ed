"""What the page's buttons ask for: read what is handed over, check it, mend it, print its notice, save it."""

import difflib
import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from guidelint.checking.engine import Engine
from guidelint.exchange.readers.importing import Files
from guidelint.exchange.readers.in_place import Read, SourceGuide, source_guides
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Source
from guidelint.exchange.readers.recognition import by_reader, likely_name
from guidelint.exchange.sheets.importing import target_folder
from guidelint.fixing.fixer import fix
from guidelint.history.baseline import held_back
from guidelint.language.said import said
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.finding import Finding
from guidelint.model.guide import Guide
from guidelint.model.report import Options, Report
from guidelint.model.text import Text
from guidelint.notice import html
from guidelint.notice.compose import compose
from guidelint.notice.sheet import lay_out
from guidelint.output.data import fingerprints
from guidelint.schemas.validation import model, validate
from guidelint.site.marked import Numbered
from guidelint.source.document import Document, load
from guidelint.source.document import Path as ValuePath
from guidelint.source.document import show as show_path
from guidelint.source.edits import NotEditable, try_edits
from guidelint.workspace.names import matches
from guidelint.workspace.transaction import Taken, Write, write_all
from guidelint.workspace.workspace import Loaded, Workspace

MOST = 50  # guides of one file that the page offers; more are for `guidelint import`
_YAML = (".yaml", ".yml")


class Item(Struct, frozen=True):
    """One guide of what was handed over: the text of its file, and where in the original its values stand, in words."""

    title: str
    file: str
    text: str
    places: dict[str, str] = {}


class Handed(Struct, frozen=True):
    """What a file or a paste came to. `total` counts guides also beyond those that are offered."""

    items: list[Item]
    refused: list[FileError]
    total: int


class Looked(Struct, frozen=True):
    """A guide under work as it was checked just now."""

    engine: Engine
    document: Document
    report: Report
    findings: list[Numbered]


class Saving(Struct, frozen=True):
    """What saving would do to the file: its name from the workspace's top, the difference, and a mark of what it holds."""

    name: str
    state: Literal["new", "changed", "same"]
    diff: str = ""
    before: str = ""


class Refused(Exception):
    """No notice of a guide with findings, unless somebody wants it anyway."""


class Desk(Struct, frozen=True):
    """`top` is the folder in which the command was started."""

    top: Path

    def read(self, name: str, raw: bytes) -> Handed:
        """Guides in a file, or in a paste whose `name` is empty. Raises CannotCheck and UsageError."""
        if not raw.strip():
            raise UsageError(Text("还没有内容", "there is nothing yet"))
        workspace = Workspace.find(self.top, self.top)
        paste = Text("粘贴的文字", "pasted").zh
        shown = Path(name).name or f"{paste}{Path(likely_name(raw)).suffix}"
        if Path(shown).suffix.lower() in _YAML:
            return Handed([_own(workspace, shown, raw)], [], 1)
        read = Read(Ledger(), [])
        items: list[Item] = []
        total = 0
        with tempfile.TemporaryDirectory() as folder:
            laid = Path(folder) / f"guide{Path(shown).suffix}"
            laid.write_bytes(raw)
            for reader, sources in by_reader([Source(laid, shown)]):
                for portion in source_guides(workspace, reader, sources, read):
                    total += len(portion)
                    items += [_item(file, one) for file, one in list(portion.items())[: MOST - len(items)]]
        if not items:
            raise CannotCheck(read.errors)
        return Handed(items, [*read.errors, *read.ledger.refusals], total)

    def look(self, file: str, text: str) -> Looked:
        """Check a guide as if `file` held it. Raises CannotCheck and UsageError."""
        place = self._place(file)
        workspace = Workspace.find(self.top, self.top, {place: text.encode()})
        document = workspace.load(place, "guide")
        if document is None:
            raise CannotCheck(workspace.errors)
        options = Options()
        engine = Engine.prepare(workspace, options)
        report = held_back(engine.check([place]), workspace, options.today)
        marks = fingerprints(report)
        findings = [Numbered(n, m, f) for n, (m, f) in enumerate(zip(marks, report.findings, strict=True), 1)]
        return Looked(engine, document, report, findings)

    def mend(self, file: str, text: str, mark: str) -> tuple[str, list[Finding]]:
        """The text after the safe fix of the finding with this mark, or after all of them where it is empty, and what
        was mended. Raises UsageError for a finding that is gone or has no safe fix."""
        looked = self.look(file, text)
        if not mark:
            fixed = fix(looked.document, looked.engine.recheck)
            return fixed.after.text, list(fixed.made)
        found = next((one.finding for one in looked.findings if one.anchor == mark), None)
        if found is None:
            raise UsageError(Text("这处问题已经不在了", "this finding is gone"))
        if not found.fix.safe or not found.fix.edits:
            raise UsageError(Text("这处问题需要人工改写", "this finding is for a person to mend"))
        try:
            after = try_edits(looked.document, [(found.location.value_path, found.fix.edits)])
        except NotEditable as error:
            raise UsageError(error.reason) from None
        return after.text, [found]

    def notice(self, file: str, text: str, *, anyway: bool) -> bytes:
        """The 一次性告知单 as a page. Raises Refused for a guide with findings, unless it is wanted `anyway`."""
        looked = self.look(file, text)
        if looked.report.errors:
            raise CannotCheck(looked.report.errors)
        if looked.report.findings and not anyway:
            raise Refused
        titles = {id: other.model.title for id, other in looked.engine.workspace.guides_by_id().items()}
        answered = Loaded(Guide.from_data(said(looked.document.data)), looked.document)
        told = compose(
            looked.engine.context(answered), looked.report.findings, hall=None, circumstances=(), titles=titles
        )
        return html.render(lay_out(told))

    def saving(self, file: str, text: str) -> Saving:
        """What `save` would do. Raises CannotCheck where the text is no guide, or another file has its id."""
        place, old = self._checked(file, text)
        name = Workspace.find(self.top, self.top).relative(place).as_posix()
        if old is None:
            return Saving(name, "new")
        if old == text.encode():
            return Saving(name, "same", before=_mark(old))
        was, now = old.decode("utf-8", "replace").splitlines(), text.splitlines()
        lines = list(difflib.unified_diff(was, now, lineterm="", n=1))[2:]
        return Saving(name, "changed", "\n".join(lines), _mark(old))

    def save(self, file: str, text: str, before: str) -> str:
        """Write the guide into the workspace, whole or not at all; `before` is the mark of what the file held when it
        was shown, empty for a new one. Returns the file's name. Raises UsageError where that has changed since."""
        place, old = self._checked(file, text)
        changed = UsageError(
            Text("文件刚刚被别人改动，没有写入；请再看一次", "the file was changed meanwhile; not written")
        )
        if (_mark(old) if old is not None else "") != before:
            raise changed
        workspace = Workspace.find(self.top, self.top)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_all(workspace.root, [Write(place, text.encode(), old)])
        except Taken:
            raise changed from None
        return workspace.relative(place).as_posix()

    def _place(self, file: str) -> Path:
        """The guide's file. Raises UsageError for one that is no guide's by the configuration."""
        workspace = Workspace.find(self.top, self.top)
        place = (self.top / file).absolute()
        inside = place.is_relative_to(workspace.root) and ".." not in place.parts
        if not inside or not any(matches(workspace.relative(place), glob) for glob in workspace.config.guides):
            raise UsageError(Text(f"{file} 不是指南的文件", f"{file} is no guide's file"))
        return place

    def _checked(self, file: str, text: str) -> tuple[Path, bytes | None]:
        """The file to write and what it holds now."""
        place = self._place(file)
        document = load(text.encode(), file)
        if errors := validate(document, "guide"):
            raise CannotCheck(errors)
        model(document, "guide", Guide)
        workspace = Workspace.find(self.top, self.top)
        known = _file_of(workspace, document.data)
        if known != place:
            raise UsageError(
                Text(f"同一项指南在 {workspace.name(known)}", f"the same guide stands in {workspace.name(known)}")
            )
        return place, workspace.read(place) if place.exists() else None


def _own(workspace: Workspace, name: str, raw: bytes) -> Item:
    """A guide in YAML, under the name that its file has or would have in the workspace."""
    document = load(raw, name)
    if errors := validate(document, "guide"):
        raise CannotCheck(errors)
    file = workspace.name(_file_of(workspace, document.data))
    return Item(document.data["title"], file, document.text)


def _file_of(workspace: Workspace, data: Mapping[str, Any]) -> Path:
    files = Files(workspace, target_folder(workspace, "guide", None), update=False)
    return files.of(data) or files.new(data)


def _item(file: str, one: SourceGuide) -> Item:
    document = load(one.content, file)
    places = {show_path(path): one.spot(path, document).words.zh for path in _leaves(document.data, ())}
    return Item(document.data["title"], file, document.text, places)


def _leaves(value: Any, path: ValuePath) -> Iterator[ValuePath]:
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*path, step))
    else:
        yield path


def _mark(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def changes(made: Sequence[Finding]) -> list[tuple[str, str]]:
    """What each mended finding was and became, in words."""
    return [(one.location.shown, one.fix.replacement or "") for one in made]
