"""`guidelint import guides|windows FILE`: what the field has into a workspace."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guidelint.cli.group import Group
from guidelint.cli.options import lang_option, language
from guidelint.cli.progress import progress
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.exchange.sheets.form import FormName
    from guidelint.exchange.sheets.importing import Import
    from guidelint.workspace.workspace import Workspace


F = TypeVar("F", bound=Callable[..., Any])


def _options(function: F) -> F:
    for option in (
        lang_option,
        click.option("--dry-run", is_flag=True, help="只看会写什么 · write nothing"),
        click.option(
            "--update", is_flag=True, help="已有的按表更新，只改不一样的 · change what is there where it differs"
        ),
        click.option(
            "--blank-deletes", is_flag=True, help="更新时空白的格删去原来的值 · a blank cell takes the value away"
        ),
        click.option("--into", type=click.Path(path_type=Path), help="新文件放在哪个文件夹 · folder of new files"),
    ):
        function = option(function)
    return function


@click.group("import", cls=Group)
def command() -> None:
    """导入指南、窗口实际要求（工单用 ticket import）。

    Import guides and window records; tickets come by `ticket import`.
    """


@command.command("guides")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--as", "as_", metavar="FORMAT", help="按这种格式读，不自动识别 · read as this format")
@_options
def guides(
    files: tuple[Path, ...],
    as_: str | None,
    into: Path | None,
    blank_deletes: bool,
    update: bool,
    dry_run: bool,
    lang: str | None,
) -> int:
    """导入指南：国家交换表（CSV、JSON）、广西和广东的接口 JSON、北京市政务服务网的页面、Excel 和 CSV。

    格式自动识别并说明；几个文件是一套表的，一起写上。结束时有一张表：每一列读成了什么、翻译了什么、原样保留了什么，哪一行为什么没有读。
    Excel 和 CSV 的表头用 GB/T 39554.2-2020 的要素名，次序随意，常见的别名也认识；全部写入或一份不写。
    先运行 guidelint export guides --xlsx 表.xlsx 可以得到一份样表。

    Import guides from exchange tables, interfaces and spreadsheets; ends with a table of what became of every column.
    Exit code 1 where rows were refused.
    """
    from guidelint.cli.import_format import bring_in

    spreadsheets, code = bring_in(files, as_, into, update, blank_deletes, dry_run, lang)
    return max([code, *(_bring_in(file, "guide", into, blank_deletes, update, dry_run, lang) for file in spreadsheets)])


@command.command("tasks")
@click.option("--from", "url", required=True, metavar="URL", help="数据库 · postgresql://…、mysql://…、sqlite:///文件")
@click.option(
    "--profile", type=click.Path(path_type=Path), help="表名、列名的对照（YAML） · names of tables and columns"
)
@click.option(
    "--since", default="", metavar="TIME", help="只要这个时间以后变过的 · only what changed since, such as 2026-01-31"
)
@click.option("--dry-run", is_flag=True, help="只看会写什么 · write nothing")
@click.option("--into", type=click.Path(path_type=Path), help="新文件放在哪个文件夹 · folder of new files")
@lang_option
def tasks(url: str, profile: Path | None, since: str, dry_run: bool, into: Path | None, lang: str | None) -> int:
    """从数据库导入事项（国家交换表 up_task_*、dn_*），只读不写数据库；再运行一次只更新变了的。

    Import items from a database, which is only read; another run brings what has changed.
    """
    from guidelint.cli.import_format import bring_in_tasks
    from guidelint.exchange.readers.live import task_source

    return bring_in_tasks(task_source(url, profile, since), into, True, dry_run, lang)


@command.command("windows")
@click.argument("file", type=click.Path(path_type=Path))
@_options
def windows(file: Path, into: Path | None, blank_deletes: bool, update: bool, dry_run: bool, lang: str | None) -> int:
    """从 .xlsx 或 .csv 导入窗口实际要求：全部写入或一份不写。

    Import window records: all or none.
    """
    return _bring_in(file, "window", into, blank_deletes, update, dry_run, lang)


def _bring_in(
    file: Path,
    kind: "FormName",
    into: Path | None,
    blank_deletes: bool,
    update: bool,
    dry_run: bool,
    lang: str | None,
) -> int:
    from guidelint.exchange.sheets.importing import carry_out, prepare
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    with progress(Text("导入", "importing"), shown) as advance:
        planned = prepare(workspace, file, kind, into=into, update=update, blank_deletes=blank_deletes, advance=advance)
    if not dry_run:
        carry_out(workspace, planned)
    click.echo(_told(workspace, planned, kind, shown, dry_run=dry_run), nl=False)
    return 0


def _told(workspace: "Workspace", planned: "Import", kind: "FormName", lang: Lang, *, dry_run: bool) -> str:
    lines: list[Text] = []
    book = planned.book
    lines.append(Text(f"按 {book.read_as} 读 {book.name}。", f"read {book.name} as {book.read_as}."))
    for note in planned.notes:
        lines.append(Text(f"请看：{note.message.zh}", f"note: {note.message.en}"))
    wrote = Text("会写入", "would write") if dry_run else Text("已写入", "wrote")
    for write in planned.new:
        name = workspace.name(write.file)
        lines.append(Text(f"{wrote.zh} {name}", f"{wrote.en} {name}"))
    updated = Text("会更新", "would update") if dry_run else Text("已更新", "updated")
    for changed in planned.changed:
        name = workspace.name(changed.file)
        lines.append(Text(f"{updated.zh} {name}", f"{updated.en} {name}"))
        lines += [_change(change.old, change.new, kind, change.path) for change in changed.changes]
    if planned.left:
        lines.append(_left(workspace, planned, kind))
    new, different = len(planned.new), len(planned.changed)
    would = Text("会", "would be ") if dry_run else Text("", "")
    lines.append(
        Text(
            f"{would.zh}新增 {new} 份，更新 {different} 份；{planned.same} 份没有变化。",
            f"{new} {would.en}new, {different} {would.en}updated, {planned.same} unchanged.",
        )
    )
    return "".join(f"{line.in_(lang)}\n" for line in lines)


def _left(workspace: "Workspace", planned: "Import", kind: "FormName") -> Text:
    from guidelint.cli.import_format import named

    places = named(workspace, planned.left, len(planned.left), kind)
    return Text(
        f"请看：表里有 {len(planned.left)} 格是空的，原来的值没有删去：{places.zh}；要按空格删去，加 --blank-deletes",
        f"note: {len(planned.left)} cell(s) are blank and what stood there stays: {places.en}; --blank-deletes takes it away",
    )


def _change(old: object, new: object, kind: "FormName", path: tuple[str | int, ...]) -> Text:
    from guidelint.exchange.sheets.form import heading_of

    name = heading_of(kind, path)
    if old is None:
        return Text(f"  {name}：加上 {_words(new)}", f"  {name}: added {_words(new)}")
    if new is None:
        return Text(f"  {name}：删去 {_words(old)}", f"  {name}: deleted {_words(old)}")
    return Text(f"  {name}：{_words(old)} → {_words(new)}", f"  {name}: {_words(old)} → {_words(new)}")


def _words(value: object) -> str:
    from guidelint.workspace.emit import inline

    return {True: "是", False: "否"}[value] if isinstance(value, bool) else inline(value)
