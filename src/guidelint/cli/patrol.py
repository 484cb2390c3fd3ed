"""`guidelint patrol plan|verify|record`: 找茬日."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guidelint.cli.completers import guide_ids, terms
from guidelint.cli.console import say
from guidelint.cli.group import Group
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guidelint.model.guide import Guide
    from guidelint.workspace.workspace import Workspace


@click.group("patrol", cls=Group)
def command() -> None:
    """找茬日：每月随机一个工作日，走遍每个窗口，拿指南对窗口。

    A random working day each month on which every window is held against its guides.
    """


@command.command("plan")
@click.option("--month", required=True, metavar="YYYY-MM", help="月份 · the month")
@click.option("--seed", required=True, metavar="TEXT", help="种子，事后公布 · revealed afterwards")
@click.option("--halls", type=click.Path(path_type=Path), help="窗口名单，默认 halls.yaml · file of windows")
@lang_option
def plan(month: str, seed: str, halls: Path | None, lang: str | None) -> int:
    """定下日子、顺序和每个窗口的清单。先只公布承诺值，事后公布种子，人人可以核对。

    Fix the day, the order and each window's checklist. Publish the commitment now and the seed afterwards.
    """
    from guidelint.tickets import patrol
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    guides = _guides(workspace)
    planned = patrol.plan(month, seed, patrol.windows(workspace, guides, halls.absolute() if halls else None))
    commitment = Text(f"承诺值（先公布）：{planned.commitment}", f"commitment (publish now): {planned.commitment}")
    day = Text(f"找茬日（当天以前保密）：{planned.day}", f"day (secret until then): {planned.day}")
    click.echo(commitment.in_(shown))
    say(day.in_(shown))
    for number, window in enumerate(planned.windows, 1):
        click.echo()
        say(f"{number}. {window.hall} {window.name}")
        for guide in patrol.guides_of(window, guides):
            say(f"   {guide.title} ({guide.id})")
            for line in patrol.checklist(guide):
                say(f"   [ ] {line}")
    if len(seed) < patrol.SHORT_SEED:
        short = Text(
            f"种子太短：不到 {patrol.SHORT_SEED} 个字，别人可以由承诺值试出来",
            f"the seed is short: below {patrol.SHORT_SEED} characters it can be found from the commitment by trying",
        )
        click.echo(short.in_(shown), err=True)
    return 0


@command.command("verify")
@click.option("--month", required=True, metavar="YYYY-MM", help="月份 · the month")
@click.option("--seed", required=True, metavar="TEXT", help="公布的种子 · the seed as revealed")
@click.option("--commitment", required=True, metavar="HEX", help="当初公布的承诺值 · as published at planning")
@click.option("--on", metavar="DATE", help="实际哪天去的 · the day it took place")
@click.option("--halls", type=click.Path(path_type=Path), help="窗口名单，默认 halls.yaml · file of windows")
@lang_option
def verify(month: str, seed: str, commitment: str, on: str | None, halls: Path | None, lang: str | None) -> int:
    """核对：种子对不对得上承诺值，日子是不是由它定的。对不上返回 1。

    Does the seed match the commitment, and did the day follow from it? Exit code 1 where not.
    """
    from guidelint.language.day import read_day
    from guidelint.tickets import patrol
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    is_same = patrol.commitment(seed) == commitment.strip().lower()
    if not is_same:
        click.echo(Text("对不上：种子不是当初承诺的那个。", "no match: this is not the seed committed to.").in_(shown))
        return 1
    planned = patrol.plan(
        month, seed, patrol.windows(workspace, _guides(workspace), halls.absolute() if halls else None)
    )
    if on is not None and read_day(on, "--on ") != planned.day:
        said = Text(f"对不上：应当是 {planned.day}，不是 {on}。", f"no match: it should have been {planned.day}.")
        click.echo(said.in_(shown))
        return 1
    click.echo(Text(f"对得上：{planned.day}。", f"match: {planned.day}.").in_(shown))
    for number, window in enumerate(planned.windows, 1):
        say(f"{number}. {window.hall} {window.name}")
    return 0


@command.command("record")
@click.option(
    "--guide", "guide_id", required=True, metavar="ID", shell_complete=guide_ids, help="指南标识 · id of the guide"
)
@click.option("--hall", metavar="NAME", help="大厅，指南只有一个时可不写 · hall")
@click.option(
    "--accepts", multiple=True, metavar="NAME", shell_complete=terms, help="窗口收什么，任一 · what it takes; repeat"
)
@click.option(
    "--refused", multiple=True, metavar="NAME", shell_complete=terms, help="窗口不收什么 · what it refused; repeat"
)
@click.option("--guide-says", metavar="TEXT", help="指南写法 · the guide's words")
@click.option("--summary", required=True, metavar="TEXT", help="摘要 · what was found")
@click.option("--name", metavar="NAME", help="窗口叫法 · the window's name for it")
@click.option("--type", "kind", metavar="WORD", help="原件、复印件、原件和复印件 · original or copy")
@click.option("--copies", type=click.IntRange(0, 999), help="份数 · number")
@click.option("--criteria", multiple=True, metavar="TEXT", help="窗口的标准 · criteria; repeat")
@click.option("--when", metavar="WORDS", help="情形 · circumstance")
@click.option("--presence", metavar="WHO", help="要谁到场 · who has to come")
@click.option("--alternative", multiple=True, metavar="TEXT", help="不到场的办法 · instead of coming; repeat")
@click.option("--condition", multiple=True, metavar="TEXT", help="窗口另设的条件 · a condition it sets; repeat")
@click.option("--by", metavar="NAME", help="谁看到的 · who saw it")
@click.option("--on", metavar="DATE", help="日期，默认今天 · the day; today by default")
@click.option("--prefix", metavar="WORD", help="工单编号前缀 · prefix of the ticket's id")
@click.option("--illustration", is_flag=True, help="演示 · invented")
@click.option("--mask", "mask_it", is_flag=True, help="隐去证件号、手机号、卡号 · mask personal data")
@lang_option
def record(guide_id: str, hall: str | None, on: str | None, lang: str | None, **said: Any) -> int:
    """把找到的茬记成窗口记录和工单，两样一起写，或都不写。

    找到的可以是窗口收的材料（--accepts）、要谁到场（--presence）、另设的条件（--condition）。
    Record what was found as a window record and a ticket: both or neither.
    """
    from datetime import date

    from guidelint.language.day import read_day
    from guidelint.tickets.channels import channels
    from guidelint.tickets.patrol_record import Found
    from guidelint.tickets.patrol_record import record as write
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    guide = workspace.guide(guide_id).model
    _refuse_nothing(said)
    found = Found(
        guide=guide,
        hall=_hall(guide, hall),
        on=read_day(on, "--on ") if on else date.today(),
        summary=said["summary"],
        accepts=said["accepts"],
        presence=said["presence"],
        alternatives=said["alternative"],
        conditions=said["condition"],
        guide_says=said["guide_says"],
        refused=said["refused"],
        name=said["name"],
        type=said["kind"],
        copies=said["copies"],
        criteria=said["criteria"],
        when=said["when"],
        by=said["by"],
        is_illustration=said["illustration"],
        mask=said["mask_it"],
    )
    for one in write(workspace, channels(workspace), found, said["prefix"]):
        click.echo(Text(f"已写入 {workspace.name(one.file)}", f"wrote {workspace.name(one.file)}").in_(shown))
    return 0


def _refuse_nothing(said: "Mapping[str, Any]") -> None:
    from guidelint.model.errors import UsageError

    if not (said["accepts"] or said["presence"] or said["condition"]):
        raise UsageError(
            Text(
                "窗口要什么？请写 --accepts、--presence 或 --condition",
                "what does the window ask for? say --accepts, --presence or --condition",
            )
        )
    of_material = ("refused", "name", "kind", "copies", "criteria", "when")
    if not said["accepts"] and any(said[key] not in (None, ()) for key in of_material):
        raise UsageError(Text("说的是材料，请写窗口收什么：--accepts", "of a material, say what is taken: --accepts"))
    if said["alternative"] and not said["presence"]:
        raise UsageError(Text("--alternative 要和 --presence 一起用", "--alternative goes with --presence"))


def _guides(workspace: "Workspace") -> "Mapping[str, Guide]":
    from guidelint.model.errors import CannotCheck

    loaded = list(workspace.guides(workspace.files(workspace.config.guides)))
    if workspace.errors:
        raise CannotCheck(workspace.errors)
    return {one.model.id: one.model for one in loaded}


def _hall(guide: "Guide", hall: str | None) -> str:
    from guidelint.model.errors import UsageError

    if hall is not None:
        return hall
    if len(guide.halls) == 1:
        return guide.halls[0]
    names = "、".join(guide.halls)
    raise UsageError(Text(f"哪个大厅？请加 --hall（{names}）", f"which hall? add --hall ({names})"))
