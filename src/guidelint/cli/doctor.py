"""`guidelint doctor [FOLDER]`."""

import platform
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint import __version__
from guidelint.cli.options import lang_option, language
from guidelint.model.errors import CannotCheck
from guidelint.model.text import Lang, Text
from guidelint.model.visible import unbroken

if TYPE_CHECKING:
    from guidelint.exchange.doctor.diagnosis import Diagnosis

_MARKS = (Text("建议", "advice"), Text("问题", "trouble"), Text("无法检查", "stops checks"))
_COLOURS = ("cyan", "yellow", "red")


@click.command("doctor")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path())
@click.option("--upgrade", is_flag=True, help="把指南里旧的写法改成新的 · rewrite old ways of writing in guides")
@lang_option
def command(folder: Path, upgrade: bool, lang: str | None) -> int:
    """工作区或安装哪里不对，用哪条命令改好。只看，不改。返回 0 没有问题（可以有建议），1 有问题，2 有的问题使检查无法进行。

    --upgrade 把旧的写法改成这个版本的，全部改好或一份不改；注释和其他内容原样保留。

    What is wrong with this workspace or installation, and the command that mends it. Changes nothing without --upgrade.
    """
    if upgrade:
        return _upgrade(folder.absolute(), lang)
    from guidelint.exchange.doctor import installation, workspace
    from guidelint.workspace.root import root_around
    from guidelint.workspace.transaction import refuse_unfinished
    from guidelint.workspace.workspace import Workspace

    start, today = folder.absolute(), date.today()
    root = root_around(start, Path.cwd())
    found = [*installation.diagnoses(root, today), *workspace.interrupted(root)]
    shown = language(lang, "zh")
    try:
        refuse_unfinished(root, wait=0)
        opened = Workspace.find(start, Path.cwd())
        shown = language(lang, opened.config.lang)
        found += workspace.diagnoses(opened, today)
    except CannotCheck as error:
        found += map(workspace.file_error, error.errors)
    click.echo(f"guidelint {__version__} · Python {platform.python_version()} · {sys.platform} · {root}")
    for diagnosis in sorted(found, key=lambda diagnosis: -diagnosis.severity):
        click.echo(_told(diagnosis, shown))
    worst = max((int(diagnosis.severity) for diagnosis in found), default=0)
    count = sum(1 for diagnosis in found if diagnosis.severity)
    done = Text(f"有 {count} 处问题。", f"{count} trouble(s).") if count else Text("没有问题。", "all is well.")
    click.echo(done.in_(shown))
    return worst


def _upgrade(start: Path, lang: str | None) -> int:
    from guidelint.exchange.doctor.upgrade import upgrade
    from guidelint.workspace.transaction import write_all
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(start, Path.cwd())
    writes = upgrade(workspace)
    write_all(workspace.root, writes)
    shown = language(lang, workspace.config.lang)
    for write in writes:
        name = workspace.name(write.file)
        click.echo(Text(f"已改写 {name}", f"rewrote {name}").in_(shown))
    click.echo(Text(f"改写了 {len(writes)} 份指南。", f"{len(writes)} guide(s) rewritten.").in_(shown))
    return 0


def _told(diagnosis: "Diagnosis", lang: Lang) -> str:
    mark = click.style(_MARKS[diagnosis.severity].in_(lang), fg=_COLOURS[diagnosis.severity])
    return f"{mark} {unbroken(diagnosis.what.in_(lang))}\n    → {unbroken(diagnosis.remedy.in_(lang))}"
