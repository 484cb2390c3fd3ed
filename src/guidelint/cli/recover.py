"""`guidelint recover`."""

from pathlib import Path

import click

from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text


@click.command("recover")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path())
@lang_option
def command(folder: Path, lang: str | None) -> int:
    """上一次写入中断了（断电、被杀），把它写完或者退回去。只认你自己的 guidelint 在这台电脑上留下的记录。

    Finish, or take back, a write that was interrupted: your own on this machine, and no other.
    """
    from guidelint.workspace.root import root_around
    from guidelint.workspace.transaction import recover

    was_unfinished = recover(root_around(folder, Path.cwd()))
    said = Text("写完了，或者已经退回原样。", "finished, or as it was before.") if was_unfinished else Text(
        "没有中断的写入。", "nothing was interrupted."
    )  # fmt: skip
    click.echo(said.in_(language(lang, "zh")))
    return 0
