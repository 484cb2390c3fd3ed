"""`guidelint fix [PATHS]`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.cli.options import lang_option, language
from guidelint.cli.progress import progress
from guidelint.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.fixes.fixer import Fixed


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--unsafe", is_flag=True, help="也改需要人确认的 · also edits that a person should confirm")
@click.option("--diff", "show_diff", is_flag=True, help="只显示差异,不写文件 · only show the differences")
@click.option("--select", multiple=True, metavar="RULE", help="只用这些规则或主题 · only these rules or themes")
@lang_option
def command(paths: tuple[Path, ...], unsafe: bool, show_diff: bool, select: tuple[str, ...], lang: str | None) -> int:
    """按窗口实际要求修改指南:只改有问题的字,其余一个字节不动。还有问题没改时返回 1。

    Mend guides: only the guilty words change. Exit code 1 where findings are left.
    """
    from guidelint.checks.subject import Neighbours
    from guidelint.engine import Engine, Options
    from guidelint.fixes.fixer import diff, fix, write
    from guidelint.progress import watched
    from guidelint.workspace import Workspace

    targets = list(paths) or [Path()]
    workspace = Workspace.find(targets[0], Path.cwd())
    engine = Engine.prepare(workspace, Options(select=tuple(n for s in select for n in s.split(","))))
    shown = language(lang, workspace.config.lang)
    guides = {loaded.model.id: loaded.model for loaded in workspace.guides(workspace.files(workspace.config.guides))}
    neighbours = Neighbours.of(guides, engine.phrases)
    made = left = changed = 0
    said: list[str] = []
    try:
        with progress(Text("修改", "mending"), shown) as advance:
            for loaded in workspace.guides(watched(workspace.guide_files(targets), advance)):
                fixed = fix(loaded.document, lambda document: engine.recheck(document, neighbours), unsafe=unsafe)
                made += len(fixed.made)
                left += len(fixed.left)
                changed += fixed.is_changed
                if show_diff:
                    said.append(diff(fixed))
                    continue
                if fixed.is_changed:
                    write(fixed, workspace.shown_from / loaded.document.name)
                said += _told(fixed, shown)
    finally:  # what was written is told, even where the next guide stops the run
        click.echo("".join(said), nl=False)
    if workspace.errors:
        from guidelint.errors import CannotCheck

        raise CannotCheck(workspace.errors)
    verb = Text("可改", "could change") if show_diff else Text("改了", "changed")
    done = Text(
        f"{verb.zh} {made} 处({changed} 个文件),还剩 {left} 处。",
        f"{verb.en} {made} place(s) in {changed} file(s), {left} left.",
    )
    click.echo(done.in_(shown), err=show_diff)
    return 1 if left else 0


def _told(fixed: "Fixed", lang: Lang) -> Iterator[str]:
    """One line for every finding of a guide: what was changed, and what was left and why."""
    for finding in fixed.made:
        at = finding.location
        old, new = at.text, finding.fix.replacement
        tickets = finding.evidence[0].ticket if finding.evidence else ""
        done = Text(f"已改“{old}”→“{new}”", f"changed “{old}” → “{new}”").in_(lang)
        yield f"{at.file}:{at.start.line}:{at.start.column} {done} [{finding.rule}] {tickets}\n"
    for one in fixed.left:
        at = one.finding.location
        why = Text(f"没有改:{one.reason.zh}", f"left: {one.reason.en}").in_(lang)
        yield f"{at.file}:{at.start.line}:{at.start.column} {why} [{one.finding.rule}]\n"
