"""`guidelint import guides` from a format of the field: recognised, said, and told column by column."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.cli.options import language
from guidelint.cli.progress import progress
from guidelint.model.errors import UsageError
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.exchange.readers.importing import Imported
    from guidelint.exchange.readers.ledger import Ledger
    from guidelint.exchange.readers.reader import Reader, Source
    from guidelint.exchange.sheets.editing import ValuePath
    from guidelint.exchange.sheets.form import FormName
    from guidelint.workspace.workspace import Workspace

SPREADSHEET = "spreadsheet"
MAX_NAMED = 20  # refusals in the text; the others are counted


def bring_in(
    files: Sequence[Path],
    as_: str | None,
    into: Path | None,
    update: bool,
    blank_deletes: bool,
    dry_run: bool,
    lang: str | None,
) -> tuple[list[Path], int]:
    """Import what the readers know. The files that are left are spreadsheets; with them goes the exit code so far."""
    from guidelint.exchange.readers.reader import Source, reader_named, recognised
    from guidelint.exchange.readers.recognition import raise_for_damage, unknown
    from guidelint.exchange.sheets.book import CSV, EXCEL
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    for file in files:
        if not file.is_file():
            raise UsageError(Text(f"没有文件 {file}", f"there is no file {file}"))
    if as_ == SPREADSHEET:
        return list(files), 0
    sources = [Source(file, workspace.name(file.absolute())) for file in files]
    groups = [(reader_named(as_), sources)] if as_ else list(recognised(sources))
    spreadsheets = [source.file for reader, found in groups if reader is None for source in found]
    for file in spreadsheets:
        if file.suffix.lower() not in (*CSV, *EXCEL):
            raise_for_damage(file, workspace.name(file.absolute()))
            raise unknown(file)
    groups_known = [(reader, found) for reader, found in groups if reader is not None]
    return spreadsheets, _import(workspace, groups_known, into, update, blank_deletes, dry_run, shown)


def named(workspace: "Workspace", left: "Sequence[tuple[Path, ValuePath]]", count: int, kind: "FormName") -> Text:
    """The first of `count` values that stayed, by their files and elements."""
    from guidelint.exchange.readers.importing import MAX_LEFT
    from guidelint.exchange.sheets.form import heading_of

    places = [(workspace.name(file), heading_of(kind, way)) for file, way in left[:MAX_LEFT]]
    more = " …" if count > len(places) else ""
    zh, en = "、".join(f"{file} 的{it}" for file, it in places), ", ".join(f"{it} of {file}" for file, it in places)
    return Text(zh + more, en + more)


def bring_in_tasks(source: "Source", into: Path | None, update: bool, dry_run: bool, lang: str | None) -> int:
    """Import the items of a database."""
    from guidelint.exchange.readers.reader import reader_named
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    return _import(workspace, [(reader_named("national-tables"), [source])], into, update, None, dry_run, shown)


def _import(
    workspace: "Workspace",
    groups: "Sequence[tuple[Reader, list[Source]]]",
    into: Path | None,
    update: bool,
    blank_deletes: bool | None,
    dry_run: bool,
    shown: Lang,
) -> int:
    """`blank_deletes` is None where the command has no such choice."""
    from guidelint.exchange.readers.importing import bring_in as imported

    code = 0
    for reader, found in groups:
        with progress(Text("导入", "importing"), shown) as advance:
            done = imported(
                workspace,
                reader,
                found,
                into=into,
                update=update,
                blank_deletes=bool(blank_deletes),
                dry_run=dry_run,
                advance=advance,
            )
        lines = _told(workspace, reader, found, done, dry_run=dry_run, can_delete=blank_deletes is not None)
        click.echo("".join(f"{line.in_(shown)}\n" for line in lines) + _table(done.ledger, shown), nl=False)
        code = max(code, 1 if done.ledger.refused else 0)
    return code


def _told(
    workspace: "Workspace",
    reader: "Reader",
    sources: "Sequence[Source]",
    done: "Imported",
    *,
    dry_run: bool,
    can_delete: bool,
) -> Iterator[Text]:
    names = "、".join(source.name for source in sources)
    yield Text(
        f"按“{reader.title.zh}”（{reader.name}）读 {names}。", f"read {names} as {reader.title.en} ({reader.name})."
    )
    wrote = Text("会写入", "would write") if dry_run else Text("已写入", "wrote")
    for file in done.files:
        name = workspace.name(file)
        yield Text(f"{wrote.zh} {name}", f"{wrote.en} {name}")
    for refusal in done.ledger.refusals[:MAX_NAMED]:
        place = f"{refusal.path}:{refusal.line}" if refusal.line else refusal.path
        yield Text(f"没有读：{place} {refusal.message.zh}", f"refused: {place} {refusal.message.en}")
    if (more := done.ledger.refused - MAX_NAMED) > 0:
        yield Text(f"没有读的另有 {more} 处。", f"and {more} more refused.")
    if done.left:
        places = named(workspace, done.left_at, done.left, "guide")
        way = (
            Text("加 --blank-deletes", "--blank-deletes takes it away")
            if can_delete
            else Text("请在文件里改", "edit the files to take it away")
        )
        yield Text(
            f"请看：有 {done.left} 处来源里是空的或没有，原来的值没有删去：{places.zh}；要删去，{way.zh}",
            f"note: {done.left} value(s) are blank in the source, or not in it, and stay: {places.en}; {way.en}",
        )
    would = Text("会", "would be ") if dry_run else Text("", "")
    yield Text(
        f"{would.zh}新增 {done.new} 份，更新 {done.changed} 份；{done.same} 份没有变化，{done.older} 份有更新的版本没有用；"
        f"没有读的 {done.ledger.refused} 处。",
        f"{done.new} {would.en}new, {done.changed} updated, {done.same} unchanged, {done.older} with a newer version; "
        f"{done.ledger.refused} refused.",
    )


def _table(ledger: "Ledger", lang: Lang) -> str:
    from guidelint.output.table import aligned

    head = (Text("表", "table"), Text("列", "column"), Text("怎么处理", "what was done"), Text("成为", "became"))
    rows = [(table, column, fate.in_(lang), to) for table, column, fate, to in ledger.table()]
    return aligned([tuple(one.in_(lang) for one in head), *rows])
