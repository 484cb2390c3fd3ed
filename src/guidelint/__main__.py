"""The `guidelint` command: one place where it ends, and no traceback for any user."""

import os
import sys
from contextlib import suppress

import click

from guidelint.cli import cli
from guidelint.cli.console import Console, click_message, spoken
from guidelint.errors import CannotCheck, UsageError
from guidelint.text import Text

CANNOT_CHECK = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit with 0 clean, 1 findings, 2 cannot check."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a substitute; it must not end the run.
        with suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    console = Console(spoken(arguments))
    try:
        result = cli.main(arguments, prog_name="guidelint", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except CannotCheck as error:
        console.file_errors(error.errors)
    except UsageError as error:
        console.error(error.message)
    except click.exceptions.Exit as error:
        return int(error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.ClickException as error:
        console.error(click_message(error))
    except (KeyboardInterrupt, click.Abort):
        console.error(
            Text("已中断;文件要么没有动,要么已经全部写好", "interrupted; files are as they were, or wholly written")
        )
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (a pager, head) has gone; Python must not complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CANNOT_CHECK
    except OSError as error:
        name = error.filename or ""
        console.error(Text(f"读写失败:{name} {error.strerror}", f"input or output failed: {name} {error.strerror}"))
    except Exception as error:
        console.defect(error)
    return CANNOT_CHECK


if __name__ == "__main__":
    main()
