"""`guidelint export findings|guides|windows|notice-list --xlsx FILE`: for people who work in Excel."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guidelint.cli.group import Group
from guidelint.cli.options import lang_option, language
from guidelint.cli.progress import progress
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.checking.engine import Engine, Report
    from guidelint.exchange.sheets.workbook import SheetTable
    from guidelint.workspace.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])


_FORMATS = (
    "cpsv-ap",
    "cpsv-ap-jsonld",
    "schema-org",
    "national-sql",
    "national-csv",
    "guangxi-json",
    "guangdong-json",
    "element-sheet",
)


@click.group("export", cls=Group)
def command() -> None:
    """导出为 Excel：问题、指南、窗口实际要求、告知清单。指南和窗口记录改好以后可以再导入。

    Export to Excel; guides and window records can be brought back.
    """


def _options(function: F) -> F:
    function = lang_option(function)
    function = click.option("--force", is_flag=True, help="文件已有就覆盖 · overwrite the file")(function)
    function = click.option("--xlsx", type=click.Path(path_type=Path), required=True, help="写到这个文件 · write this file")(function)  # fmt: skip
    return click.argument("paths", nargs=-1, type=click.Path(path_type=Path))(function)


@command.command("guides")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--xlsx", type=click.Path(path_type=Path), help="写成 Excel · write this Excel file")
@click.option(
    "--as", "as_", type=click.Choice(_FORMATS), help="写成这种格式，同 -o 一起用 · write this format; with -o"
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="--as 写到这个文件 · the file of --as")
@click.option(
    "--against", metavar="FILE|URL", help="national-sql 拿来比的来源 · the source that national-sql compares with"
)
@click.option("--force", is_flag=True, help="文件已有就覆盖 · overwrite the file")
@lang_option
def guides(
    paths: tuple[Path, ...],
    xlsx: Path | None,
    as_: str | None,
    output: Path | None,
    against: str | None,
    force: bool,
    lang: str | None,
) -> int:
    """指南：写成 Excel（一张表是事项，一张是申请材料，一张是办理流程），或者 --as 一种格式。

    cpsv-ap、cpsv-ap-jsonld 是 CPSV-AP 3.2 的关联数据，schema-org 是网页用的 JSON-LD；national-sql 是国家交换表的更新语句，只有和来源
    （--against 文件或数据库）不一样的列；national-csv 是整套的表，写进一个文件夹；guangxi-json、guangdong-json 是两省接口的记录；element-sheet 是要素梳理的
    Excel，一行一份材料，事项的格子合并。

    Guides: a workbook, or another format by --as.
    """
    from guidelint.exchange.sheets.exporting import book_tables

    if (xlsx is None) == (as_ is None) or (as_ is None) != (output is None):
        raise UsageError(Text("写 --xlsx 文件，或者 --as 格式 -o 文件", "give --xlsx FILE, or --as FORMAT -o FILE"))
    if as_ is not None and output is not None:
        from guidelint.cli.export_format import export_as

        return export_as(paths, as_, output, against, force, lang)
    assert xlsx is not None

    workspace = _workspace(paths, xlsx, force)
    loaded = list(workspace.guides_at(paths or (Path(),)))
    _refuse(workspace)
    documents = [(one.document.name, one.document.data) for one in loaded]
    return _write(workspace, xlsx, book_tables("guide", documents), lang)


@command.command("windows")
@_options
def windows(paths: tuple[Path, ...], xlsx: Path, force: bool, lang: str | None) -> int:
    """窗口实际要求：PATHS 是指南，只导出这些指南的；不写就是全部。

    Window records, of the guides in PATHS or of all.
    """
    from guidelint.exchange.sheets.exporting import book_tables

    workspace = _workspace(paths, xlsx, force)
    records = list(workspace.windows())
    if paths:
        ids = {guide.model.id for guide in workspace.guides_at(paths)}
        records = [record for record in records if record.model.guide in ids]
    _refuse(workspace)
    named = [(workspace.relative(workspace.shown_from / r.document.name).as_posix(), r.document.data) for r in records]
    return _write(workspace, xlsx, book_tables("window", named), lang)


@command.command("findings")
@_options
def findings(paths: tuple[Path, ...], xlsx: Path, force: bool, lang: str | None) -> int:
    """检查发现的问题：每行一个，有工单、反例和改法。

    Findings, one a row, with ticket, witness and fix.
    """
    from guidelint.exchange.sheets.exporting import finding_table

    workspace = _workspace(paths, xlsx, force)
    shown = language(lang, workspace.config.lang)
    targets = paths or (Path(),)
    _, report = _checked(workspace, targets, shown)
    titles = {one.model.id: one.model.title for one in workspace.guides_at(targets)}
    return _write(workspace, xlsx, [finding_table(report.findings, titles, shown)], lang)


@command.command("notice-list")
@_options
@click.option("--anyway", is_flag=True, help="有问题的指南也列，并写明疑点 · guides with findings too, with the doubts")
def notice_list(paths: tuple[Path, ...], xlsx: Path, force: bool, anyway: bool, lang: str | None) -> int:
    """各事项的一次性告知：每行一份要带的材料。有问题的指南不列，返回 1。

    What to bring to every item, one a row. Guides with findings are left out: exit code 1.
    """
    from guidelint.exchange.sheets.exporting import notice_tables
    from guidelint.notice.compose import compose
    from guidelint.notice.sheet import lay_out

    workspace = _workspace(paths, xlsx, force)
    shown = language(lang, workspace.config.lang)
    targets = paths or (Path(),)
    engine, report = _checked(workspace, targets, shown)
    found = {guide: [f for f in report.findings if f.guide == guide] for guide in {f.guide for f in report.findings}}
    guides = list(workspace.guides_at(targets))
    told = [loaded for loaded in guides if anyway or loaded.model.id not in found]
    titles = {one.model.id: one.model.title for one in guides}
    sheets = [
        (one.model.id, lay_out(compose(engine.context(one), found.get(one.model.id, ()), titles=titles)))
        for one in told
    ]
    _write(workspace, xlsx, notice_tables(sheets), lang)
    if len(told) == len(guides):
        return 0
    left = len(guides) - len(told)
    said = Text(
        f"{left} 份指南有问题，没有列；看问题：guidelint check。要带着疑点列出，加 --anyway。",
        f"{left} guide(s) with findings were left out; see guidelint check, or add --anyway to list them with doubts.",
    )
    click.echo(said.in_(shown), err=True)
    return 1


def _checked(workspace: "Workspace", targets: Sequence[Path], lang: Lang) -> "tuple[Engine, Report]":
    """Raises CannotCheck where a file is broken: a table of half the findings would look like all of them."""
    from guidelint.checking.engine import Engine, Options

    engine = Engine.prepare(workspace, Options())
    with progress(Text("检查", "checking"), lang) as advance:
        report = engine.check(targets, advance)
    if report.errors:
        raise CannotCheck(report.errors)
    return engine, report


def _workspace(paths: Sequence[Path], xlsx: Path, force: bool) -> "Workspace":
    from guidelint.workspace.workspace import Workspace

    if xlsx.suffix.lower() != ".xlsx":
        raise UsageError(Text(f"{xlsx} 要以 .xlsx 结尾", f"{xlsx} has to end in .xlsx"))
    if not xlsx.absolute().parent.is_dir():
        raise UsageError(Text(f"没有文件夹 {xlsx.parent}", f"there is no folder {xlsx.parent}"))
    if xlsx.exists() and not force:
        raise UsageError(Text(f"{xlsx} 已存在；要覆盖，加 --force", f"{xlsx} exists; --force overwrites it"))
    return Workspace.find(paths[0] if paths else Path(), Path.cwd())


def _refuse(workspace: "Workspace") -> None:
    if workspace.errors:
        raise CannotCheck(workspace.errors)


def _write(workspace: "Workspace", xlsx: Path, tables: "Sequence[SheetTable]", lang: str | None) -> int:
    from guidelint.exchange.sheets.workbook import workbook
    from guidelint.workspace.writing import write_whole

    write_whole(xlsx.absolute(), workbook(tables))
    told = [table for number, table in enumerate(tables) if table.rows or not number]
    zh = "、".join(f"“{table.title}”{len(table.rows)} 行" for table in told)
    en = ", ".join(f"“{table.title}” {len(table.rows)} row(s)" for table in told)
    done = Text(f"已写入 {xlsx.as_posix()}：{zh}", f"wrote {xlsx.as_posix()}: {en}")
    click.echo(done.in_(language(lang, workspace.config.lang)))
    return 0
