"""`guidelint ticket letter`: the wording to send to a window that asks for what the guide does not."""

from pathlib import Path

import click

from guidelint.cli.completers import ticket_ids
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text


@click.command("letter")
@click.argument("id", shell_complete=ticket_ids)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False),
    help="写到这个文件，.docx 是 Word · write to this file, .docx for Word",
)  # fmt: skip
@click.option("--on", metavar="DATE", help="落款日期，默认今天 · the day of the letter; today by default")
@lang_option
def command_letter(id: str, output: Path | None, on: str | None, lang: str | None) -> int:
    """给窗口的函：工单号、指南怎么写、窗口要了什么、有没有写明依据，请它停止要求或写明依据。

    A letter to the window: what it asked for beyond the guide, and that it stop or name its ground. In Chinese.
    """
    from datetime import date

    from guidelint.language.day import read_day
    from guidelint.model.errors import CannotCheck, MissingExtra
    from guidelint.tickets.closing.withdrawal import windows_of
    from guidelint.tickets.letter import docx, letter, text
    from guidelint.workspace.filed import find
    from guidelint.workspace.workspace import Workspace
    from guidelint.workspace.writing import write_whole

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    ticket = find(workspace, id).ticket
    guide = workspace.guide(ticket.guide).model if ticket.guide else None
    windows = windows_of(workspace)
    if workspace.errors:
        raise CannotCheck(workspace.errors)
    written = letter(ticket, guide, windows, read_day(on, "--on ") if on else date.today())
    if output is None:
        click.echo(text(written).decode(), nl=False)
        return 0
    try:
        content = docx(written) if output.suffix.lower() == ".docx" else text(written)
    except ModuleNotFoundError:
        raise MissingExtra("notice", Text("写 Word 需要", "a Word document needs")) from None
    write_whole(output.absolute(), content)
    click.echo(Text(f"已写入 {output}", f"wrote {output}").in_(shown), err=True)
    return 0
