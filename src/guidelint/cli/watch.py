"""`check --watch`: run again whenever a file of the workspace changes, until interrupted."""

from collections.abc import Callable
from pathlib import Path

import click

from guidelint.cli.console import Console
from guidelint.model.errors import CannotCheck, MissingExtra, UsageError
from guidelint.model.text import Lang, Text
from guidelint.workspace.config import find_root
from guidelint.workspace.names import is_yaml

_TICK = 100  # milliseconds


def watch(start: Path, once: Callable[[], int], lang: Lang) -> int:
    """Call `once` now and after every change. Raises UsageError where watchfiles is not installed."""
    try:
        from watchfiles import Change, watch
    except ImportError:
        raise MissingExtra("watch", Text("--watch 需要", "--watch needs")) from None

    def is_ours(_: Change, file: str) -> bool:
        path = Path(file)
        is_hidden = any(part.startswith(".") for part in path.parts[len(root.parts) :])
        # Of a folder that is renamed or gone only its own name is told.
        return not is_hidden and (is_yaml(path.name) or not path.is_file())

    start = start.absolute()
    root = find_root(start) or (start if start.is_dir() else Path.cwd())
    code = None
    # Watching begins before the first run, so that no change falls between the two.
    for changes in watch(root, watch_filter=is_ours, yield_on_timeout=True, rust_timeout=_TICK):
        if code is not None and not changes:
            continue
        if code is not None:
            click.echo("─" * 60)
        code = _attempt(once, lang)
        click.echo(Text("等待文件改动，按 Ctrl+C 结束。", "waiting for changes; Ctrl+C ends this.").in_(lang), err=True)
    return code or 0


def _attempt(once: Callable[[], int], lang: Lang) -> int:
    """One run; what cannot be checked now may be mended in a moment."""
    console = Console(lang)
    try:
        return once()
    except CannotCheck as error:
        console.file_errors(error.errors)
    except UsageError as error:
        console.error(error.message)
    return 2
