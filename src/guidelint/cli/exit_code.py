"""How a command ends: with its exit code, and no traceback for any user."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from guidelint.cli import cli
from guidelint.cli.console import Console, click_message, spoken
from guidelint.cli.terminal import guard_terminals
from guidelint.model.errors import CannotCheck, NotWritten, UsageError, reason
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.workspace.output_cache import Call

CANNOT_CHECK = 2
INTERRUPTED = 130


def run_command(arguments: Sequence[str], call: "Call | None") -> int:
    """Run the command; its exit code. `call` is told what a check has printed."""
    guard_terminals()
    result = cli.main(list(arguments), prog_name="guidelint", standalone_mode=False, obj=call)
    sys.stdout.flush()
    return result if isinstance(result, int) else 0


def report_error(error: BaseException, arguments: Sequence[str]) -> int:
    """Say on standard error what stopped the command; its exit code."""
    console = Console(spoken(arguments))
    match error:
        case CannotCheck():
            console.file_errors(error.errors)
        case UsageError():
            console.error(error.message)
        case click.exceptions.Exit():
            return int(error.exit_code)
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message(), err=True)
        case click.ClickException():
            console.error(click_message(error))
        case KeyboardInterrupt() | click.Abort():
            console.error(
                Text(
                    "已中断；文件要么没有动，要么已经全部写好", "interrupted; files are as they were, or wholly written"
                )
            )
            return INTERRUPTED
        case BrokenPipeError():
            # The reader (a pager, head) has gone; Python must not complain once more when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        case NotWritten():
            console.error(error.message)
        case OSError():
            name, why = f"{error.filename} " if error.filename else "", reason(error)
            console.error(Text(f"读写失败：{name}{why.zh}", f"input or output failed: {name}{why.en}"))
        case _:
            console.defect(error)
    return CANNOT_CHECK
