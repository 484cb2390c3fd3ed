"""`guidelint check`: the main job."""

import sys
from pathlib import Path

import click

from guidelint.cli.options import lang_option, language
from guidelint.cli.progress import progress
from guidelint.errors import UsageError
from guidelint.model.rule import Level
from guidelint.text import Text


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="标准输入(-)的文件名 · file name for -")
@click.option("--select", multiple=True, metavar="RULE", help="只用这些规则或主题 · only these rules or themes")
@click.option("--ignore", multiple=True, metavar="RULE", help="不用这些规则或主题 · not these rules or themes")
@click.option("--preview", is_flag=True, help="也用还没有工单依据的规则 · also rules that no ticket backs yet")
@click.option("--level", type=click.Choice([level.word for level in Level]), help="最低级别 · lowest level shown")
@click.option("--why-silent", metavar="FILE:LINE", help="这一行为什么没有报 · why nothing fired on that line")
@click.option("--verbose", is_flag=True, help="也列出没法比较的材料 · also what could not be compared")
@lang_option
def command(
    paths: tuple[Path, ...],
    stdin_filename: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    level: str | None,
    why_silent: str | None,
    verbose: bool,
    lang: str | None,
) -> int:
    """检查指南。PATHS 是文件或文件夹,不写就是当前文件夹,“-”是标准输入。

    Check guides. Exit code 0: clean, 1: findings, 2: cannot check.
    """
    from guidelint.engine import Engine, Options
    from guidelint.output import text
    from guidelint.workspace import Workspace

    stdin = _stdin(paths, stdin_filename)
    targets = [stdin[0]] if stdin else [_silent_file(why_silent)] if why_silent else list(paths) or [Path()]
    workspace = Workspace.find(targets[0], Path.cwd(), stdin)
    options = Options(_split(select), _split(ignore), preview, Level.named(level) if level else None)
    engine = Engine.prepare(workspace, options)
    style_lang = language(lang, workspace.config.lang)
    style = text.Style.coloured(style_lang) if sys.stdout.isatty() else text.Style(style_lang)
    if why_silent:
        from guidelint.silence import why_silent as explain_silence

        click.echo(explain_silence(engine, targets[0], _silent_line(why_silent)).in_(style_lang))
        return 0
    with progress(Text("检查", "checking"), style_lang) as advance:
        report = engine.check(targets, advance)
    click.echo(text.render(report, style, verbose=verbose), nl=False)
    return report.exit_code


def _stdin(paths: tuple[Path, ...], filename: Path | None) -> tuple[Path, bytes] | None:
    if Path("-") not in paths:
        return None
    if len(paths) > 1:
        raise UsageError(Text("“-”不能和别的路径一起用", "- stands alone"))
    file = (filename or Path("stdin.yaml")).absolute()
    return file, sys.stdin.buffer.read()


def _split(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())


def _silent_file(place: str) -> Path:
    file, colon, line = place.rpartition(":")
    if not colon or not line.isdigit():
        raise UsageError(Text("写成 文件:行号,例如 guides/a.yaml:15", "write FILE:LINE, such as guides/a.yaml:15"))
    return Path(file)


def _silent_line(place: str) -> int:
    return int(place.rpartition(":")[2])
