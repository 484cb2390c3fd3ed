"""`guidelint ticket import FILE --mapping FILE`."""

from pathlib import Path

import click

from guidelint.cli.console import say
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="对照文件；表头是 12345 导出的常用写法时不用 · which column is what; not needed for known headings",
)
@click.option(
    "--update",
    is_flag=True,
    help="已有的工单按表格更新，原来的内容留底 · take over what rows say of tickets that are there",
)
@click.option("--mask", "mask_it", is_flag=True, help="隐去证件号、手机号、卡号 · mask personal data")
@click.option("--dry-run", is_flag=True, help="只看会写什么 · write nothing")
@lang_option
def command_import(
    file: Path, mapping: Path | None, update: bool, mask_it: bool, dry_run: bool, lang: str | None
) -> int:
    """从 .csv、.xlsx 或 .json 导入工单：全部写入或一件不写；导入两次不会重复。

    表头是 12345 导出的常用写法（工单编号、来电时间、主要内容……，或 orderNum、callTime、majorContent……）的，不用写对照文件。
    Import tickets: all or none, and never twice. An export with the usual headings of a service line needs no mapping.
    """
    from contextlib import nullcontext

    from guidelint.tickets.importing import carry_out, prepare
    from guidelint.workspace.transaction import exclusive
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    # Nobody else may import the same rows between reading what is there and writing.
    with nullcontext() if dry_run else exclusive(workspace.root):
        planned = prepare(
            workspace, file, mapping.absolute() if mapping is not None else None, mask_it=mask_it, update=update
        )
        writes = [] if dry_run else carry_out(workspace, planned)
    count = len(planned.table.rows)
    read = Text(f"按 {planned.table.read_as} 读到 {count} 行。", f"read {count} row(s) as {planned.table.read_as}.")
    say(read.in_(shown))
    for write, ticket in zip(writes, planned.new, strict=False):
        name = workspace.name(write.file)
        say(Text(f"已写入 {name} ← 第 {ticket.row} 行", f"wrote {name} ← row {ticket.row}").in_(shown))
    for updated in planned.updated:
        name = updated.filed.document.name
        say(Text(f"已更新 {name} ← 第 {updated.row} 行", f"updated {name} ← row {updated.row}").in_(shown))
    if planned.defaults:
        words = "、".join(f"{value}" for value in planned.defaults.values())
        said = Text(
            f"表里没有的列都记为：{words}（可用 guidelint ticket amend 改）。",
            f"for columns that are not there: {words} (guidelint ticket amend changes it).",
        )
        say(said.in_(shown))
    if planned.is_coded:
        said = Text(
            "满意度的代码按 GB/T 39046-2020 表 A.8 读：1 非常满意，5 非常不满意；次序相反的，用 --mapping 的 values 写明。",
            "codes of satisfaction were read by GB/T 39046-2020, table A.8: 1 is 非常满意, 5 非常不满意; where yours run the "
            "other way, say so under values of --mapping.",
        )
        say(said.in_(shown))
    if planned.undated:
        rows = "、".join(map(str, planned.undated))
        said = Text(
            f"第 {rows} 行的工单状态是办结，没有办结时间，没有记为办结；请补上“办结时间”这一列再导入。",
            f"row(s) {rows} are closed by their status, on no day that is told: not taken as closed; add the column 办结时间.",
        )
        say(said.in_(shown))
    if planned.without_guide:
        rows = "、".join(map(str, planned.without_guide))
        said = Text(
            f"第 {rows} 行的事项不在工作区，工单里没有写指南。", f"row(s) {rows}: no such guide here; left out."
        )
        say(said.in_(shown))
    new, known = len(planned.new), len(planned.known)
    verb = Text("会新增", "would add") if dry_run else Text("新增", "added")
    renewed = len(planned.updated)
    more = Text(f"更新 {renewed} 件，", f"{renewed} updated, ") if update else Text("", "")
    done = Text(
        f"{verb.zh} {new} 件，{more.zh}已有 {known} 件（跳过）。",
        f"{verb.en} {new}, {more.en}{known} there already (skipped).",
    )
    say(done.in_(shown))
    return 0
