"""`guidelint ticket …`: the course of tickets, one module a group of subcommands."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guidelint.cli.completers import ticket_ids
from guidelint.cli.group import Group
from guidelint.cli.options import lang_option, language
from guidelint.cli.terminal import for_programs
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.workspace.filed import Filed

_ELSEWHERE = {
    "new": "ticket_new",
    "amend": "ticket_amend",
    "import": "ticket_import",
    "assign": "ticket_course",
    "resolve": "ticket_course",
    "verify": "ticket_course",
    "supervise": "ticket_course",
    "close": "ticket_close",
    "archive": "ticket_course",
    "reopen": "ticket_course",
    "on-close": "ticket_on_close",
    "letter": "ticket_letter",
}


class _Commands(Group):
    """Imports a subcommand's module when it is called; there the command is named `command_NAME`."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted({*super().list_commands(context), *_ELSEWHERE})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _ELSEWHERE:
            return super().get_command(context, name)
        module = import_module(f"guidelint.cli.{_ELSEWHERE[name]}")
        found: click.Command = getattr(module, f"command_{name}".replace("-", "_"))
        return found


@click.group("ticket", cls=_Commands)
def command() -> None:
    """工单：登记、导入、转办、办结、核查、监督、归档。

    Tickets from intake to archive.
    """


@command.command("list")
@click.option("--overdue", is_flag=True, help="只看超期的，有就返回 1 · only overdue ones; exit code 1 if any")
@click.option("--open", "only_open", is_flag=True, help="只看没有办结的 · only open ones")
@click.option("--stage", metavar="WORD", help="只看在这个环节的 · only those at this stage")
@click.option("--channel", metavar="NAME", help="只看这个渠道的 · only those of this channel")
@click.option("--holder", metavar="NAME", help="只看在这个部门手里的 · only those with this department")
@click.option("--as-of", metavar="DATE", help="当作今天的日期 · the day to count as today")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · as JSON")
@lang_option
def list_(
    overdue: bool,
    only_open: bool,
    stage: str | None,
    channel: str | None,
    holder: str | None,
    as_of: str | None,
    as_json: bool,
    lang: str | None,
) -> int:
    """列出本工作区的工单：环节、在谁手里、期限。

    List the workspace's tickets: stage, who holds them, until when.
    """
    from guidelint.cli.ticket_output import as_data, table
    from guidelint.language.day import read_day
    from guidelint.model.course import STAGES, holders, is_open, stage_of
    from guidelint.model.errors import CannotCheck, UsageError
    from guidelint.tickets.channels import channels
    from guidelint.workspace.filed import own_tickets
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    today = read_day(as_of, "--as-of ") if as_of else _today()
    if stage is not None and stage not in STAGES:
        raise UsageError(Text(f"没有环节“{stage}”；有：{'、'.join(STAGES)}", f"stages are {', '.join(STAGES)}"))
    wanted = channels(workspace).named(channel).name if channel else None

    def fits(filed: "Filed") -> bool:
        ticket = filed.ticket
        held = holders(ticket)
        late = is_open(ticket) and any(h.is_overdue(today) for h in held)
        return (
            (late or not overdue)
            and (is_open(ticket) or not only_open)
            and stage in (None, stage_of(ticket))
            and wanted in (None, ticket.channel)
            and (holder is None or any(h.name == holder for h in held))
        )

    found = [filed for filed in own_tickets(workspace) if fits(filed)]
    if as_json:
        for_programs()
        click.echo(as_data(found, today))
    else:
        click.echo(table(found, today, shown), nl=False)
    if workspace.errors:
        raise CannotCheck(workspace.errors)
    return 1 if overdue and found else 0


@command.command("show")
@click.argument("id", shell_complete=ticket_ids)
@lang_option
def show(id: str, lang: str | None) -> int:
    """一件工单的全过程：每一步谁、何时、期限，现在在谁手里，下一步可以做什么。

    One ticket's whole course, who holds it, and what can be done next.
    """
    from guidelint.cli.ticket_output import course
    from guidelint.model.errors import UsageError
    from guidelint.workspace.archive import record_of
    from guidelint.workspace.filed import Filed, find
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown: Lang = language(lang, workspace.config.lang)
    try:
        filed = find(workspace, id)
    except UsageError:
        # A public case that came with guidelint can be read, though not moved.
        public = workspace.tickets().get(id)
        if public is None:
            raise
        filed = Filed(public.model, public.document, Path())
    click.echo(course(filed, _today(), shown), nl=False)
    if filed.file.name and (record := record_of(workspace, id)).document is not None:
        edits = len(record.data.get("changes", ()))
        said = Text(f"备案记录：{record.name}（改了 {edits} 处）", f"archive record: {record.name} ({edits} edit(s))")
        click.echo(said.in_(shown))
    return 0


def _today() -> Any:
    from datetime import date

    return date.today()
