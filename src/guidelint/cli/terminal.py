"""Standard streams as commands may rely on them: always there, and a terminal obeys only guidelint itself."""

import os
import sys
from typing import Any, TextIO

from guidelint.model.visible import harmless


def open_streams() -> None:
    """A standard stream that is closed leads nowhere; else the next file opened would take its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - until the process ends


def guard_terminals() -> None:
    """What a workspace brings along is shown on a terminal, whichever command prints it, and not obeyed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream.isatty() and not isinstance(stream, _Guarded):
            setattr(sys, name, _Guarded(stream))


def for_programs() -> None:
    """What follows on standard output is for a program, unless it is a terminal: in UTF-8, as JSON, XML and patches of
    our files have it, whatever character set the console has."""
    stream = sys.stdout
    if not stream.isatty() and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors=stream.errors)


def unguarded(stream: TextIO) -> TextIO:
    """The terminal itself, for what guidelint alone has written and the terminal is to obey: a bar that moves."""
    return stream.beneath if isinstance(stream, _Guarded) else stream


class _Guarded:
    """A text stream whose texts are `harmless`."""

    def __init__(self, stream: TextIO) -> None:
        self.beneath = stream

    def write(self, text: str) -> int:
        return self.beneath.write(harmless(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.beneath, name)
