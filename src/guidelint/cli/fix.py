"""`guidelint fix [PATHS]`."""

from pathlib import Path

import click

from guidelint.cli.options import lang_option, language, names, select_option
from guidelint.cli.progress import progress
from guidelint.cli.terminal import for_programs
from guidelint.model.text import Text


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--unsafe", is_flag=True, help="也改需要人确认的 · also edits that a person should confirm")
@click.option("--diff", "show_diff", is_flag=True, help="只显示差异，不写文件 · only show the differences")
@select_option
@lang_option
def command(paths: tuple[Path, ...], unsafe: bool, show_diff: bool, select: tuple[str, ...], lang: str | None) -> int:
    """按窗口实际要求修改指南：只改有问题的字，其余一个字节不动。还有问题没改时返回 1。

    Mend guides: only the guilty words change. Exit code 1 where findings are left.
    """
    from guidelint.checking.engine import Engine, Options
    from guidelint.fixing import guides as fixing
    from guidelint.fixing.fixer import diff
    from guidelint.workspace.workspace import Workspace

    targets = list(paths) or [Path()]
    workspace = Workspace.find(targets[0], Path.cwd())
    engine = Engine.prepare(workspace, Options(select=names(select)))
    shown = language(lang, workspace.config.lang)
    with progress(Text("修改", "mending"), shown) as advance:
        mended = fixing.fix_guides(engine, targets, advance, unsafe=unsafe)
    if show_diff:
        for_programs()
        click.echo("".join(map(diff, mended)), nl=False)
    else:
        fixing.write(workspace, mended)
        for line in (*fixing.made_lines(mended), *fixing.left_lines(mended)):
            click.echo(line.in_(shown))
    click.echo(fixing.count(mended, is_done=not show_diff).in_(shown), err=show_diff)
    return 1 if any(fixed.left for fixed in mended) else 0
