"""`guidelint check`: the main job."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.cli.completers import rule_ids
from guidelint.cli.destinations import deliver, destinations, format_options, is_for_a_person
from guidelint.cli.options import lang_option, language, names, select_option
from guidelint.cli.progress import progress
from guidelint.cli.terminal import for_programs
from guidelint.model.errors import UsageError
from guidelint.model.rule import Level
from guidelint.model.text import Text
from guidelint.workspace.top import repository_top
from guidelint.workspace.walk import straight

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from guidelint.model.report import Options, Report
    from guidelint.workspace.output_cache import Call

_YAML = (".yaml", ".yml")
_ONLY_CHECKED = Text(
    "别的格式只能检查，不能加 --fix、--watch、--diff", "other formats can only be checked: no --fix, --watch or --diff"
)
_LEVELS = [level.word for level in Level]


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="标准输入（-）的文件名 · file name for -")
@select_option
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    shell_complete=rule_ids,
    help="不用这些规则或主题 · not these rules or themes",
)
@click.option("--preview", is_flag=True, help="也用还没有工单依据的规则 · also rules that no ticket backs yet")
@click.option("--level", type=click.Choice(_LEVELS), help="最低级别 · lowest level shown")
@click.option(
    "--diff",
    "since",
    metavar="REV",
    help="只报和 git 版本 REV 分开以来新出现的 · only what came since this work left git revision REV",
)
@click.option("--no-baseline", is_flag=True, help="不用基线 · take no notice of the baseline")
@format_options
@click.option("--statistics", is_flag=True, help="按规则计数，列出工单 · counts by rule, with their tickets")
@click.option(
    "--fail-on", type=click.Choice([*_LEVELS, "never"]), help="到这一级才返回 1 · exit code 1 from this level on"
)
@click.option(
    "--max-findings", type=click.IntRange(min=1), metavar="N", help="最多列 N 处，重的在先 · list N at most, the worst"
)
@click.option("--watch", "watching", is_flag=True, help="文件一改就再检查 · check again whenever a file changes")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="用几个进程 · number of processes")
@click.option("--executor", metavar="dask://HOST:PORT", help="在 Dask 集群上检查 · check on a Dask cluster")
@click.option("--no-cache", is_flag=True, help="不用也不留上次的结果 · neither use nor keep earlier results")
@click.option("--fix", "fix_first", is_flag=True, help="先修改（同 guidelint fix）再检查 · fix first, then check")
@click.option("--unsafe", is_flag=True, help="--fix 也改需要人确认的 · --fix also edits what a person should confirm")
@click.option("--dry-run", is_flag=True, help="--fix 只显示差异，不写文件 · --fix only shows the differences")
@click.option("--why-silent", metavar="FILE:LINE", help="这一行为什么没有报 · why nothing fired on that line")
@click.option(
    "--verbose",
    is_flag=True,
    help="也列出没法比较的材料，同样的问题逐条写全 · also what could not be compared, and each finding in full",
)
@click.option(
    "--links", is_flag=True, help="也查指南里的网址打不打得开（要联网） · also whether addresses open (network)"
)
@click.option("--from", "url", metavar="URL", help="检查数据库里的事项，不写文件 · check the items of a database")
@click.option(
    "--profile", type=click.Path(path_type=Path), help="--from 的表名、列名对照 · names of tables and columns"
)
@lang_option
@click.pass_obj
def command(
    call: "Call | None",
    paths: tuple[Path, ...],
    stdin_filename: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    level: str | None,
    since: str | None,
    no_baseline: bool,
    formats: tuple[str, ...],
    base: Path | None,
    output: Path | None,
    statistics: bool,
    fail_on: str | None,
    max_findings: int | None,
    watching: bool,
    jobs: int | None,
    executor: str | None,
    no_cache: bool,
    fix_first: bool,
    unsafe: bool,
    dry_run: bool,
    why_silent: str | None,
    verbose: bool,
    links: bool,
    url: str | None,
    profile: Path | None,
    lang: str | None,
) -> int:
    """检查指南。PATHS 是文件或文件夹，不写就是当前文件夹，“-”是标准输入。

    也可以直接检查 Word、网页、Excel、粘贴的文字和各地系统的导出，不用先导入；位置按段落、单元格或编码说。

    Check guides. Exit code 0: clean, 1: findings, 2: cannot check.
    """
    _refuse_fix_options(fix_first, unsafe or dry_run, is_stdin=Path("-") in paths and not dry_run, why=why_silent)
    if why_silent:
        return _tell_why_silent(why_silent, names(select), names(ignore), preview=preview, lang=lang)
    from guidelint.api import check_workspace
    from guidelint.model.report import Options

    chosen = destinations(formats, output, statistics=statistics)
    stdin = _stdin(paths, stdin_filename)
    options = Options(names(select), names(ignore), preview, Level.named(level) if level else None,
                      counts_preview=is_for_a_person(chosen) and not preview)  # fmt: skip
    if url is not None or _is_foreign(paths, stdin):
        from guidelint.cli import check_source

        if fix_first or watching or since is not None:
            raise UsageError(_ONLY_CHECKED)
        report = check_source.report(
            list(paths), stdin, (url, profile) if url else None, options, baseline=not no_baseline, lang=lang
        )
        deliver(
            _worst(report, max_findings), chosen, language(lang, report.lang), _base(base, paths)[0], verbose=verbose
        )
        return _exit_code(report, fail_on)
    if fix_first:
        left = _mend(list(paths), stdin, options, unsafe=unsafe, dry_run=dry_run, lang=lang)
        if dry_run:
            return 1 if left else 0

    if links:
        options = replace(options, dead_links=_dead_links(paths, stdin, lang))

    if watching or fix_first or links:
        call = None  # which is about how files stood when it was made

    base, is_kept = _base(base, paths)
    if not is_kept:
        call = None  # what it goes by lies where nobody looks

    def once(workers: "Executor | None" = None) -> int:
        with progress(Text("检查", "checking"), language(lang, "zh")) as advance:
            found = check_workspace(
                () if stdin else paths, replace(options, today=date.today()), since, None, stdin, advance, jobs, workers,
                baseline=not no_baseline, cache=not no_cache, seen=call.seen if call is not None else None,
            )  # fmt: skip
        report = found.report
        shown = deliver(_worst(report, max_findings), chosen, language(lang, report.lang), base, verbose=verbose)
        code = _exit_code(report, fail_on)
        if call is not None and shown is not None and found.stood is not None:
            call.keep(code, shown, found.stood)
        return code

    if executor:
        from guidelint.checking.cluster import cluster

        with cluster(executor) as workers:
            return _watch(paths, partial(once, workers), stdin, lang) if watching else once(workers)
    return _watch(paths, once, stdin, lang) if watching else once()


def _dead_links(paths: tuple[Path, ...], stdin: dict[Path, bytes], lang: str | None) -> "tuple[tuple[str, Text], ...]":
    """The addresses in the guides to be checked that do not open."""
    from guidelint.rules.dead_links import Reach, addresses, dead
    from guidelint.workspace.workspace import Workspace

    targets = list(stdin) or list(paths) or [Path()]
    workspace = Workspace.find(targets[0], Path.cwd(), stdin)
    found = addresses(workspace.guides_at([target.absolute() for target in targets]))
    reach = Reach(workspace.config.link_hosts, workspace.config.link_timeout)
    with progress(Text("查网址", "asking for addresses"), language(lang, workspace.config.lang)) as advance:
        return tuple(dead(found, reach, advance))


def _base(asked: Path | None, paths: tuple[Path, ...]) -> tuple[Path | None, bool]:
    """From where files are named for programs: by default the top of the repository around what is checked. And whether
    that is the one around the current folder, by which an earlier output is known again."""
    if asked is not None:
        return straight(asked), True
    here, there = (repository_top(str(straight(place))) for place in (Path(), next(iter(paths), Path())))
    return Path(there) if there is not None else None, here == there


def _is_foreign(paths: tuple[Path, ...], stdin: dict[Path, bytes]) -> bool:
    """Whether any of the files is of another format than the workspace's own."""
    return any(file.suffix.lower() not in _YAML and (file in stdin or file.is_file()) for file in stdin or paths)


def _worst(report: "Report", most: int | None) -> "Report":
    """The report with the `most` worst findings, in the order that they had."""
    if most is None or len(report.findings) <= most:
        return report
    worst = sorted(range(len(report.findings)), key=lambda number: (-report.findings[number].level, number))[:most]
    kept = tuple(report.findings[number] for number in sorted(worst))
    return replace(report, findings=kept, left_out=len(report.findings) - most)


def _exit_code(report: "Report", fail_on: str | None) -> int:
    if report.errors or fail_on is None:
        return report.exit_code
    if fail_on == "never":
        return 0
    return int(any(finding.level >= Level.named(fail_on) for finding in report.findings))


def _watch(paths: tuple[Path, ...], once: Callable[[], int], stdin: dict[Path, bytes], lang: str | None) -> int:
    if stdin:
        raise UsageError(Text("标准输入不能和 --watch 一起用", "standard input and --watch do not go together"))
    from guidelint.cli.watch import watch

    return watch(next(iter(paths), Path()), once, language(lang, "zh"))


def _mend(
    paths: list[Path], stdin: dict[Path, bytes], options: "Options", *, unsafe: bool, dry_run: bool, lang: str | None
) -> int:
    """Fix what can be fixed, or show it. Returns the number of guides with something made or left."""
    from guidelint.checking.engine import Engine
    from guidelint.fixing import guides as fixing
    from guidelint.fixing.fixer import diff
    from guidelint.workspace.workspace import Workspace

    targets = list(stdin) or paths or [Path()]
    workspace = Workspace.find(targets[0], Path.cwd(), stdin)
    engine = Engine.prepare(workspace, options)
    shown = language(lang, workspace.config.lang)
    with progress(Text("修改", "mending"), shown) as advance:
        mended = fixing.fix_guides(engine, targets, advance, unsafe=unsafe)
    if dry_run:
        for_programs()
        click.echo("".join(map(diff, mended)), nl=False)
        click.echo(fixing.count(mended, is_done=False).in_(shown), err=True)
    else:
        fixing.write(workspace, mended)
        for line in fixing.made_lines(mended):
            click.echo(line.in_(shown), err=True)  # beside the report, which others read
    return sum(bool(fixed.made or fixed.left) for fixed in mended)


def _tell_why_silent(
    place: str, select: tuple[str, ...], ignore: tuple[str, ...], *, preview: bool, lang: str | None
) -> int:
    from guidelint.checking.engine import Engine, Options
    from guidelint.inspection.why_silent import why_silent
    from guidelint.workspace.workspace import Workspace

    file, colon, line = place.rpartition(":")
    if not colon or not line.isdigit():
        raise UsageError(Text("写成 文件:行号，例如 guides/a.yaml:15", "write FILE:LINE, such as guides/a.yaml:15"))
    engine = Engine.prepare(Workspace.find(Path(file), Path.cwd()), Options(select, ignore, preview))
    said = why_silent(engine, Path(file), int(line))
    click.echo(said.in_(language(lang, engine.workspace.config.lang)))
    return 0


def _refuse_fix_options(fix_first: bool, other: bool, *, is_stdin: bool, why: str | None) -> None:
    if other and not fix_first:
        raise UsageError(Text("--unsafe 和 --dry-run 要和 --fix 一起用", "--unsafe and --dry-run go with --fix"))
    if fix_first and is_stdin:
        raise UsageError(
            Text("标准输入不能改，请加 --dry-run 看差异", "standard input cannot be mended; add --dry-run")
        )
    if fix_first and why:
        raise UsageError(Text("--why-silent 和 --fix 不能一起用", "--why-silent and --fix do not go together"))


def _stdin(paths: tuple[Path, ...], filename: Path | None) -> dict[Path, bytes]:
    """What standard input holds, under the name that it goes by; empty where it is not asked for."""
    if Path("-") not in paths:
        return {}
    if len(paths) > 1:
        raise UsageError(Text("“-”不能和别的路径一起用", "- stands alone"))
    raw = sys.stdin.buffer.read()
    if filename is None:
        from guidelint.exchange.readers.recognition import likely_name

        filename = Path(likely_name(raw))
    return {filename.absolute(): raw}
