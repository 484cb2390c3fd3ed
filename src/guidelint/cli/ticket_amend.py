"""`guidelint ticket amend`."""

from pathlib import Path
from typing import Any

import click

from guidelint.cli.completers import guide_ids, ticket_ids
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text

_MANY = ("brought", "reveals")


@click.command("amend")
@click.argument("id", shell_complete=ticket_ids)
@click.option("--summary", metavar="TEXT", help="摘要 · what happened")
@click.option("--guide", metavar="ID", shell_complete=guide_ids, help="指南标识 · id of the guide")
@click.option("--guide-says", metavar="TEXT", help="指南写法 · the guide's words")
@click.option("--window-requires", metavar="TEXT", help="窗口要求 · the window's words")
@click.option("--brought", multiple=True, metavar="TEXT", help="带了什么，可写多次 · what was brought; repeat")
@click.option("--hall", metavar="NAME", help="政务服务中心 · hall")
@click.option("--window", metavar="NAME", help="大厅里的窗口 · the window within the hall")
@click.option("--region", metavar="CODE", help="行政区，名称或六位代码 · district, by name or code")
@click.option("--problem", metavar="WORD", help="问题类型 · kind of problem")
@click.option("--channel", metavar="NAME", help="渠道 · where it came from")
@click.option("--received", metavar="DATE", help="接单日期 · day of intake")
@click.option("--trips", type=click.IntRange(0, 999), help="跑了几趟 · number of trips")
@click.option("--handler", metavar="NAME", help="承办人 · who handles it")
@click.option(
    "--reveals", multiple=True, metavar="RULE", help="说明哪条规则的问题，可写多次 · evidence for a rule; repeat"
)
@click.option("--note", metavar="TEXT", help="备注 · note")
@click.option("--why", metavar="TEXT", help="为什么改 · why it is amended")
@click.option("--by", metavar="NAME", help="谁改的 · who amends it")
@click.option("--on", metavar="DATE", help="日期，默认今天 · the day; today by default")
@click.option("--no-record", is_flag=True, help="不写窗口记录 · write no window record")
@lang_option
def command_amend(
    id: str, why: str | None, by: str | None, on: str | None, no_record: bool, lang: str | None, **said: Any
) -> int:
    """更正或补充一件工单；原来写的留在工单的 amended 里，什么都不丢。

    补齐了指南、大厅和窗口要求、还没有窗口记录的，同时写一份窗口记录；两份一起写入，或都不写。
    Correct a ticket; what it said before stays in its history. With guide, hall and demand known and no window record yet,
    one is written with it.
    """
    from datetime import date

    from guidelint.language.day import read_day
    from guidelint.model.errors import UsageError
    from guidelint.model.ticket import Ticket
    from guidelint.schemas.published import schema
    from guidelint.tickets.amendment import amended
    from guidelint.tickets.channels import channels
    from guidelint.tickets.closing.withdrawal import asked_of, recorded, windows_of
    from guidelint.tickets.intake import PROBLEMS, past_day, ready
    from guidelint.tickets.observation import hall_of
    from guidelint.tickets.regions import region_code
    from guidelint.tickets.rule_names import known_rules
    from guidelint.tickets.transition import clean
    from guidelint.workspace.filed import find
    from guidelint.workspace.transaction import Write, exclusive, write_all
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    day = read_day(on, "--on ") if on else date.today()
    changes: dict[str, Any] = {
        key: list(value) if key in _MANY else value for key, value in said.items() if value not in (None, ())
    }
    if "problem" in changes and changes["problem"] not in PROBLEMS:
        raise UsageError(Text(f"问题类型只能是：{'、'.join(PROBLEMS)}", f"the problem is one of {', '.join(PROBLEMS)}"))
    if "received" in changes:
        changes["received"] = past_day(changes["received"], "--received ").isoformat()
    if "reveals" in changes:
        changes["reveals"] = known_rules(workspace, changes["reveals"])
    changes = ready(changes, channels(workspace), mask_it=False)
    why = clean("--why", why, mask_it=False) if why else None
    with exclusive(workspace.root):
        filed = find(workspace, id)
        guide_id = changes.get("guide", filed.ticket.guide)
        guide = workspace.guide(guide_id).model if guide_id else None
        if "region" in changes:
            near = [guide.district] if guide is not None and guide.district is not None else []
            changes["region"] = region_code(changes["region"], near)
        if guide is not None and "hall" in changes:
            changes["hall"] = hall_of(guide, changes["hall"])
        after = amended(filed, changes, day, by, why)
        writes = [Write(filed.file, after.raw, filed.document.raw)]
        ticket = Ticket.from_data(after.data)
        asked = asked_of(ticket, windows_of(workspace))
        told = guide is not None and bool(ticket.hall or len(guide.halls) == 1) and bool(ticket.window_requires)
        fresh = [] if no_record or asked or not told else recorded(workspace, ticket)
        documents = {one.window.document.name: one.window.document for one in fresh}
        writes += [Write(workspace.shown_from / name, document.raw) for name, document in documents.items()]
        write_all(workspace.root, writes)
    for key, was in after.data["amended"][-1]["was"].items():
        now = after.data[key]
        now = "、".join(map(str, now)) if isinstance(now, list) else now
        title = schema("ticket")["properties"][key]["title"]
        click.echo(Text(f"{title}：{was or '—'} → {now}", f"{key}: {was or '—'} → {now}").in_(shown))
    for name in (filed.document.name, *documents):
        click.echo(Text(f"已写入 {name}", f"wrote {name}").in_(shown))
    if asked and "window_requires" in changes:
        names = "、".join(dict.fromkeys(one.window.document.name for one in asked))
        click.echo(
            Text(
                f"窗口记录 {names} 里的要求没有跟着改，请核对。",
                f"the demand in {names} was not changed with it; look at it.",
            ).in_(shown)
        )
    return 0
