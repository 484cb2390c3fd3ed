"""`guidelint learn TICKET`."""

from pathlib import Path

import click

from guidelint.cli.completers import ticket_ids
from guidelint.cli.console import say
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text


@click.command("learn")
@click.argument("ticket", shell_complete=ticket_ids)
@click.option("--accept", is_flag=True, help="写入规则和主题词 · write the rule and the thesaurus entries")
@lang_option
def command(ticket: str, accept: bool, lang: str | None) -> int:
    """从一件工单起草规则：给出规则、会命中的每份指南，加 --accept 才写入。

    Draft a rule from a ticket, with every guide that it would hit; written only with --accept.
    """
    from guidelint.checking.engine import Engine, Options
    from guidelint.tickets.learning import accept as write
    from guidelint.tickets.learning import draft
    from guidelint.workspace.workspace import Workspace

    engine = Engine.prepare(Workspace.find(Path(), Path.cwd()), Options())
    shown = language(lang, engine.workspace.config.lang)
    drafted = draft(engine, ticket)
    if drafted.known_by:
        names = "、".join(drafted.known_by)
        said = Text(
            f"已有规则能发现它：{names}。不用再学，用 guidelint ticket amend {ticket} --reveals 规则 写进工单就可以。",
            f"already found by {names}; name the rule in the ticket's reveals instead.",
        )
        click.echo(said.in_(shown))
        return 1
    rules = engine.workspace.root / engine.workspace.config.rules
    for file, content in drafted.files(rules):
        click.echo(f"--- {engine.workspace.name(file)}\n{content}")
    hits = Text(f"会命中 {len(drafted.hits)} 处：", f"{len(drafted.hits)} place(s) would be reported:")
    click.echo(hits.in_(shown))
    for location in drafted.hits:
        say(f"  {location.file}:{location.start.line}:{location.start.column} {location.text}")
    if not accept:
        click.echo(Text("加 --accept 写入。", "add --accept to write them.").in_(shown))
        return 0
    for file in write(engine, drafted):
        click.echo(Text(f"已写入 {engine.workspace.name(file)}", f"wrote {engine.workspace.name(file)}").in_(shown))
    return 0
