"""`guidelint check` of what is no guide in YAML: documents, exports and pasted text, as they are."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from guidelint.cli.options import language
from guidelint.cli.progress import progress
from guidelint.model.errors import UsageError
from guidelint.model.finding import Notice
from guidelint.model.report import Options, Report
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.exchange.readers.in_place import Read
    from guidelint.exchange.readers.reader import Reader, Source


def report(
    paths: Sequence[Path],
    stdin: Mapping[Path, bytes],
    database: tuple[str, Path | None] | None,
    options: Options,
    *,
    baseline: bool,
    lang: str | None,
) -> Report:
    """Check the sources' newest items; a `database` is its address and a profile's file. Raises CannotCheck where one cannot be read and UsageError for unknown formats."""
    from guidelint.api import check_workspace
    from guidelint.exchange.readers.in_place import Read, placed, source_guides
    from guidelint.exchange.readers.ledger import Ledger
    from guidelint.exchange.readers.recognition import by_reader
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(next(iter(stdin), Path()), Path.cwd())
    read = Read(Ledger(), [])
    reports: list[Report] = []
    with (
        progress(Text("检查", "checking"), language(lang, workspace.config.lang)) as advance,
        _files(paths, stdin) as files,
    ):
        for reader, sources in by_reader(files) if database is None else [_database(*database)]:
            for portion in source_guides(workspace, reader, sources, read, advance):
                unsaved = {one.file: one.content for one in portion.values()}
                found = check_workspace(
                    (), options, None, workspace.shown_from, unsaved, lambda done, total: None, None, None,
                    baseline=baseline, cache=False,
                ).report  # fmt: skip
                reports.append(placed(found, portion))
    return _together(reports, read, workspace.config.lang)


@contextmanager
def _files(paths: Sequence[Path], stdin: Mapping[Path, bytes]) -> Iterator[list["Source"]]:
    """The files to read under their names; standard input is laid down for as long as it is read."""
    from guidelint.exchange.readers.reader import Source

    if not stdin:
        for path in paths:
            if not path.is_file():
                raise UsageError(Text(f"没有文件 {path}（文件夹不能和别的格式一起检查）", f"there is no file {path}"))
        yield [Source(path, str(path)) for path in paths]
        return
    ((file, raw),) = stdin.items()
    with tempfile.TemporaryDirectory() as folder:
        laid = Path(folder) / f"stdin{file.suffix}"
        laid.write_bytes(raw)
        yield [Source(laid, file.name)]


def _database(url: str, names: Path | None) -> tuple["Reader", list["Source"]]:
    from guidelint.exchange.readers.live import task_source
    from guidelint.exchange.readers.reader import reader_named

    return reader_named("national-tables"), [task_source(url, names)]


def _together(reports: Sequence[Report], read: "Read", lang: Lang) -> Report:
    """One report of all portions; what could not be read of a value is a notice, an item that is none an error."""
    refused = [Notice(one.path, one.line, one.column, one.message) for one in read.ledger.refusals]
    first = reports[0] if reports else Report(lang=lang)
    return replace(
        first,
        findings=[one for report in reports for one in report.findings],
        errors=tuple(dict.fromkeys((*read.errors, *(one for report in reports for one in report.errors)))),
        notices=[*refused, *(one for report in reports for one in report.notices)],
        comparisons=[one for report in reports for one in report.comparisons],
        guides=sum(report.guides for report in reports),
        checked=[one for report in reports for one in report.checked],
        baselined=sum(report.baselined for report in reports),
        preview=sum(report.preview for report in reports),
    )
