"""The `guidelint` command. Where the very same check was made before, nothing is loaded but what finds that out."""

import atexit
import gc
import os
import sys

from guidelint.workspace.output_cache import Call

TYPE_CHECKING = False  # as in `typing`, which takes a while to load
if TYPE_CHECKING:
    from typing import NoReturn


_MANY = 50_000  # objects; what is loaded and printed holds no circles, for which Python would look at every 700


def main() -> None:
    """Run the command line and exit with 0 clean, 1 findings, 2 cannot check."""
    gc.set_threshold(_MANY)
    if None in (sys.stdin, sys.stdout, sys.stderr):
        from guidelint.cli.terminal import open_streams

        open_streams()
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a substitute; it must not end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if stream.encoding == "utf-8" else _substitute())
    _end(run(sys.argv[1:]))


def _substitute() -> str:
    from guidelint.model import signs

    signs.register()
    return signs.SUBSTITUTE


def run(arguments: list[str]) -> int:
    try:
        call = Call(arguments) if arguments[:1] == ["check"] else None
        answer = call.answer() if call is not None else None
        if answer is not None:
            return answer
        from guidelint.cli.exit_code import run_command

        return run_command(arguments, call)
    except (Exception, KeyboardInterrupt) as error:
        try:
            from guidelint.cli.exit_code import report_error

            return report_error(error, arguments)
        except OSError:  # nobody can be told
            return 2
        except (AttributeError, ImportError):
            if not isinstance(error, KeyboardInterrupt):
                raise
            # It came while modules were loaded, and left one half loaded: nothing had been done yet.
            sys.stderr.write("guidelint 错误：已中断，还没有开始 · interrupted before it began\n")
            return 130


def _end(code: int) -> "NoReturn":
    """End without taking apart what was made: that takes as long as it takes to look at a hundred guides, and the system
    has all of it back anyway."""
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # Python says so in its own way
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
