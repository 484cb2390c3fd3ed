"""A bar on standard error for work that takes long; nothing where no terminal is there to show it."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic

import click

from guidelint.cli.terminal import unguarded
from guidelint.model.progress import Advance, unwatched
from guidelint.model.text import Lang, Text

PATIENCE = 1.0  # seconds that anybody waits without being told


@contextmanager
def progress(doing: Text, lang: Lang) -> Iterator[Advance]:
    """`with progress(Text("检查", "checking"), lang) as advance: work(advance)`."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    with ExitStack() as shown:
        started = monotonic()
        bar = None

        def advance(done: int, total: int) -> None:
            nonlocal bar
            if bar is None and monotonic() - started < PATIENCE:
                return
            if bar is None:
                bar = shown.enter_context(
                    click.progressbar(length=total, label=doing.in_(lang), file=unguarded(sys.stderr), width=0)
                )
            bar.update(done - bar.pos)

        yield advance
