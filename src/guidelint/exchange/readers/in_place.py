"""Guides of other formats checked as they are: nothing is written, and each finding is told where the source has it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from guidelint.exchange.readers.documents.blocks import Spot
from guidelint.exchange.readers.guides import guide_of
from guidelint.exchange.readers.importing import Files, Newest
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.reader import Item, Reader, Source
from guidelint.exchange.sheets.form import heading_of
from guidelint.exchange.sheets.importing import target_folder
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.finding import Compared, Finding, Fix, Location, Notice
from guidelint.model.position import Lines, Position, Span
from guidelint.model.position import Path as ValuePath
from guidelint.model.progress import Advance, unwatched
from guidelint.model.report import Report
from guidelint.model.text import Text
from guidelint.source.document import Document, load
from guidelint.workspace.emit import nested
from guidelint.workspace.workspace import Workspace

PORTION = 500
"""Guides that are checked together: as many are held in memory."""


class SourceGuide(Struct, frozen=True):
    """A guide of a source under the name and with the bytes that its file in the workspace would have."""

    file: Path
    content: bytes
    item: Item

    def spot(self, path: ValuePath, document: Document) -> Spot:
        """Where the source has a value, or else the item and the element in words."""
        if self.item.spot is not None:
            return self.item.spot(path)
        value: Any = document.data
        for step in path:
            value = value[step] if not isinstance(value, dict) else value.get(step, document.data["title"])
        words = (
            value
            if isinstance(value, str)
            else document.data["title"]
            if isinstance(value, dict | list)
            else str(value)
        )
        named = f"{self.item.key.strip('/')} {heading_of('guide', path)}" if path else self.item.key.strip("/")
        return Spot(Text(named, named), words, self.item.line)


class Read(Struct):
    """What a source came to: guides to be checked, and what of it could not be read."""

    ledger: Ledger
    errors: list[FileError]


def source_guides(
    workspace: Workspace, reader: Reader, sources: Sequence[Source], read: Read, advance: Advance = unwatched
) -> Iterator[Mapping[str, SourceGuide]]:
    """The newest of the items in portions, by the names of their files as shown. Raises CannotCheck where a source cannot
    be read."""
    items = reader.items(sources)
    newest = Newest(items)
    if not newest.total:
        said = Text("里面一项事项也没有", "there is not one item in it")
        raise CannotCheck([FileError(sources[0].name, 1, 1, said)])
    files = Files(workspace, target_folder(workspace, "guide", None), update=False)
    portion: dict[str, SourceGuide] = {}
    for number, (item, rank) in enumerate(newest.of(items)):
        advance(number, newest.total)
        if isinstance(rank, FileError):
            read.errors.append(rank)
        if rank != "newest":
            continue
        try:
            data = guide_of(item, files, read.ledger)
        except CannotCheck as error:
            read.errors += error.errors
            continue
        known = files.of(data)
        if known is not None and known.exists():
            # The same guide of the workspace, with windows and tickets about it.
            kept = workspace.load(known, "guide")
            data["id"] = kept.data["id"] if kept is not None else data["id"]
        file = known or files.new(data)
        portion[workspace.name(file)] = SourceGuide(file, nested(data).encode(), item)
        if len(portion) == PORTION:
            yield portion
            portion = {}
    advance(newest.total, newest.total)
    if portion:
        yield portion


def placed(report: Report, portion: Mapping[str, SourceGuide]) -> Report:
    """The report on a portion with every finding and notice at its place in the source."""
    documents = {name: load(one.content, name) for name, one in portion.items()}
    return replace(
        report,
        findings=sorted((_finding(one, portion, documents) for one in report.findings), key=_order),
        notices=[_notice(one, portion, documents) for one in report.notices],
        comparisons=[_compared(one, portion, documents) for one in report.comparisons],
    )


def _order(finding: Finding) -> tuple[str, Position, str]:
    return finding.location.file, finding.location.start, finding.rule


def _finding(finding: Finding, portion: Mapping[str, SourceGuide], documents: Mapping[str, Document]) -> Finding:
    fix: Fix = structs.replace(finding.fix, edits=(), safe=False)
    return replace(
        finding,
        location=_location(finding.location, portion, documents),
        related=tuple(_location(one, portion, documents) for one in finding.related),
        fix=fix,
    )


def _location(old: Location, portion: Mapping[str, SourceGuide], documents: Mapping[str, Document]) -> Location:
    one = portion.get(old.file)
    if one is None:
        return old
    document = documents[old.file]
    spot = one.spot(old.value_path, document)
    words = old.text.strip("\"'")
    start = spot.text.find(words)
    start, end = (start, start + len(words)) if start >= 0 else (0, len(spot.text))
    lines = Lines(spot.text)
    first, last = lines.position(start), lines.position(end)
    above = spot.number - 1
    return Location(
        one.item.file,
        Span(start, end),
        old.value_path,
        Position(above + first.line, first.column),
        Position(above + last.line, last.column),
        old.path,
        spot.text[start:end],
        lines.touching(start, end),
        spot.words,
    )


def _compared(old: Compared, portion: Mapping[str, SourceGuide], documents: Mapping[str, Document]) -> Compared:
    one = portion.get(old.file)
    undecided = tuple(_notice(notice, portion, documents) for notice in old.undecided)
    return structs.replace(old, file=one.item.file if one is not None else old.file, undecided=undecided)


def _notice(notice: Notice, portion: Mapping[str, SourceGuide], documents: Mapping[str, Document]) -> Notice:
    """A notice stands at a material's name or at the title."""
    one = portion.get(notice.file)
    if one is None:
        return notice
    document = documents[notice.file]
    names: list[ValuePath] = [("materials", number, "name") for number in range(len(document.data["materials"]))]
    at = Position(notice.line, notice.column)
    path = next((way for way in names if document.position(document.span(way).start) == at), ("title",))
    spot = one.spot(path, document)
    message = Text(f"{spot.words.zh}：{notice.message.zh}", f"{spot.words.en}: {notice.message.en}")
    return Notice(one.item.file, spot.number, 1, message)
