"""`guidelint check`: the main job."""

import sys
from pathlib import Path

import click

from guidelint.cli.options import lang_option, language, names
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
@click.option("--fix", "fix_first", is_flag=True, help="先修改(同 guidelint fix)再检查 · fix first, then check")
@click.option("--unsafe", is_flag=True, help="--fix 也改需要人确认的 · --fix also edits what a person should confirm")
@click.option("--diff", "show_diff", is_flag=True, help="--fix 只显示差异,不写文件 · --fix only shows the differences")
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
    fix_first: bool,
    unsafe: bool,
    show_diff: bool,
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

    _refuse_fix_options(fix_first, unsafe or show_diff, is_stdin=Path("-") in paths and not show_diff, why=why_silent)
    stdin = _stdin(paths, stdin_filename)
    targets = [stdin[0]] if stdin else [_silent_file(why_silent)] if why_silent else list(paths) or [Path()]
    workspace = Workspace.find(targets[0], Path.cwd(), dict([stdin]) if stdin else None)
    options = Options(names(select), names(ignore), preview, Level.named(level) if level else None)
    engine = Engine.prepare(workspace, options)
    style_lang = language(lang, workspace.config.lang)
    style = text.Style.coloured(style_lang) if sys.stdout.isatty() else text.Style(style_lang)
    if why_silent:
        from guidelint.silence import why_silent as explain_silence

        click.echo(explain_silence(engine, targets[0], _silent_line(why_silent)).in_(style_lang))
        return 0
    if fix_first:
        from guidelint.fixes import mending
        from guidelint.fixes.fixer import diff

        with progress(Text("修改", "mending"), style_lang) as advance:
            mended = mending.mend(engine, targets, advance, unsafe=unsafe)
        if show_diff:
            click.echo("".join(map(diff, mended)), nl=False)
            click.echo(mending.count(mended, is_done=False).in_(style_lang), err=True)
            return 1 if any(fixed.made or fixed.left for fixed in mended) else 0
        mending.write(workspace, mended)
        for line in mending.made_lines(mended):
            click.echo(line.in_(style_lang), err=True)  # beside the report, which others read
    with progress(Text("检查", "checking"), style_lang) as advance:
        report = engine.check(targets, advance)
    click.echo(text.render(report, style, verbose=verbose), nl=False)
    return report.exit_code


def _refuse_fix_options(fix_first: bool, other: bool, *, is_stdin: bool, why: str | None) -> None:
    if other and not fix_first:
        raise UsageError(Text("--unsafe 和 --diff 要和 --fix 一起用", "--unsafe and --diff go with --fix"))
    if fix_first and is_stdin:
        raise UsageError(Text("标准输入不能改,请加 --diff 看差异", "standard input cannot be mended; add --diff"))
    if fix_first and why:
        raise UsageError(Text("--why-silent 和 --fix 不能一起用", "--why-silent and --fix do not go together"))


def _stdin(paths: tuple[Path, ...], filename: Path | None) -> tuple[Path, bytes] | None:
    if Path("-") not in paths:
        return None
    if len(paths) > 1:
        raise UsageError(Text("“-”不能和别的路径一起用", "- stands alone"))
    file = (filename or Path("stdin.yaml")).absolute()
    return file, sys.stdin.buffer.read()


def _silent_file(place: str) -> Path:
    file, colon, line = place.rpartition(":")
    if not colon or not line.isdigit():
        raise UsageError(Text("写成 文件:行号,例如 guides/a.yaml:15", "write FILE:LINE, such as guides/a.yaml:15"))
    return Path(file)


def _silent_line(place: str) -> int:
    return int(place.rpartition(":")[2])
