"""`guidelint ticket import FILE --mapping FILE`."""

from pathlib import Path

import click

from guidelint.cli.console import say
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), required=True, help="对照文件 · which column is what")
@click.option("--mask", "mask_it", is_flag=True, help="隐去证件号、手机号、卡号 · mask personal data")
@click.option("--dry-run", is_flag=True, help="只看会写什么 · write nothing")
@lang_option
def command_import(file: Path, mapping: Path, mask_it: bool, dry_run: bool, lang: str | None) -> int:
    """从 .csv、.xlsx 或 .json 导入工单:全部写入或一件不写;导入两次不会重复。

    Import tickets: all or none, and never twice.
    """
    from contextlib import nullcontext

    from guidelint.tickets.importing import carry_out, prepare
    from guidelint.workspace.transaction import exclusive
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    # Nobody else may import the same rows between reading what is there and writing.
    with nullcontext() if dry_run else exclusive(workspace.root):
        planned = prepare(workspace, file, mapping.absolute(), mask_it=mask_it)
        writes = [] if dry_run else carry_out(workspace, planned)
    count = len(planned.table.rows)
    read = Text(f"按 {planned.table.read_as} 读到 {count} 行。", f"read {count} row(s) as {planned.table.read_as}.")
    say(read.in_(shown))
    for write, ticket in zip(writes, planned.new, strict=False):
        name = workspace.name(write.file)
        say(Text(f"已写入 {name} ← 第 {ticket.row} 行", f"wrote {name} ← row {ticket.row}").in_(shown))
    if planned.without_guide:
        rows = "、".join(map(str, planned.without_guide))
        said = Text(f"第 {rows} 行的事项不在工作区,没有写 guide。", f"row(s) {rows}: no such guide here; left out.")
        say(said.in_(shown))
    new, known = len(planned.new), len(planned.known)
    verb = Text("会新增", "would add") if dry_run else Text("新增", "added")
    done = Text(f"{verb.zh} {new} 件,已有 {known} 件(跳过)。", f"{verb.en} {new}, {known} there already (skipped).")
    say(done.in_(shown))
    return 0
