"""`guidelint ticket on-close`: the entry for a ticket system."""

import json
import sys
from pathlib import Path

import click

from guidelint.cli.console import say
from guidelint.cli.options import lang_option, language
from guidelint.cli.terminal import for_programs
from guidelint.model.text import Text

STANDS = 1


@click.command("on-close")
@click.option(
    "--event", "file", required=True, metavar="FILE|-", type=click.Path(path_type=Path),
    help="办结事件（CloudEvents 1.0 JSON），“-”是标准输入 · the event, - for standard input",
)  # fmt: skip
@click.option("--base", default="HEAD", metavar="COMMIT", help="从哪个提交开始改 · the commit to start from")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · as JSON")
@lang_option
def command_on_close(file: Path, base: str, as_json: bool, lang: str | None) -> int:
    """工单系统的办结事件：在 git 分支 guidelint/close/工单编号 上改好指南、办结工单并提交。

    只看已提交的文件，不动工作目录、暂存区和当前分支；同一事件再来一次，结果一样，不会重做。指南还有问题就拒绝，返回 1。
    Closes the ticket on a branch of its own and prints the branch and the patch. The same event twice is carried out
    once.
    """
    from datetime import date

    from guidelint.tickets.events.closure import Closure, close_on_branch
    from guidelint.tickets.events.event import read_event
    from guidelint.tickets.events.outcome import outcome_of
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    raw = sys.stdin.buffer.read() if file == Path("-") else workspace.read(file)
    event = read_event(raw, "stdin" if file == Path("-") else str(file), date.today())
    result = close_on_branch(workspace.root, event, base)
    if as_json:
        for_programs()
        click.echo(json.dumps(outcome_of(result), ensure_ascii=False, indent=2))
        return 0 if isinstance(result, Closure) else STANDS
    if isinstance(result, Closure):
        where, commit = f"{result.branch}", result.commit[:10]
        said = Text(f"工单 {result.ticket} 已在分支 {where} 办结", f"ticket {result.ticket} is closed on {where}")
        again = Text("", "") if result.is_new else Text("，以前已经办过", ", as before")
        say(Text(f"{said.zh}（提交 {commit}{again.zh}）", f"{said.en} (commit {commit}{again.en})").in_(shown))
        click.echo(f"\n{result.patch}", nl=False)
        return 0
    from guidelint.cli.ticket_close import refusal_lines
    from guidelint.output.text import Style

    for line in refusal_lines(result, Style(shown)):
        click.echo(line)
    return STANDS
