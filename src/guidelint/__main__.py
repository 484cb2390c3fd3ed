"""The `guidelint` command. Where the very same check was made before, nothing is loaded but what finds that out."""

import sys

from guidelint.run.again import Call


def main() -> None:
    """Run the command line and exit with 0 clean, 1 findings, 2 cannot check."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        from guidelint.cli.terminal import open_streams

        open_streams()
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a substitute; it must not end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    try:
        call = Call(arguments) if arguments[:1] == ["check"] else None
        answer = call.answer() if call is not None else None
        if answer is not None:
            return answer
        from guidelint.cli.ending import carried_out

        return carried_out(arguments, call)
    except (Exception, KeyboardInterrupt) as error:
        from guidelint.cli.ending import told

        try:
            return told(error, arguments)
        except OSError:  # nobody can be told
            return 2


if __name__ == "__main__":
    main()
