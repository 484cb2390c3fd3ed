"""`guidelint ticket new`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guidelint.cli.completers import guide_ids
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.model.guide import Guide
    from guidelint.workspace.workspace import Workspace

_NEEDED = (
    ("channel", Text("渠道", "channel")),
    ("problem", Text("问题类型", "problem")),
    ("summary", Text("摘要", "summary")),
)
_TEXTS = (
    "channel", "handler", "applicant", "hall", "region", "guide", "problem", "summary", "guide_says",
    "window_requires", "trips", "note",
)  # fmt: skip


@click.command("new")
@click.option("--channel", metavar="NAME", help="渠道,例如 综合窗口 · where it came from")
@click.option("--problem", metavar="WORD", help="告知差一点儿、利益关系复杂一点儿或不属于受理范围 · kind of problem")
@click.option("--summary", metavar="TEXT", help="摘要:照指南的哪句话办,为什么没有办成 · what happened")
@click.option("--meets/--not-meets", "meets", default=None, help="办事人符合不符合指南条件 · are the conditions met")
@click.option("--excluded", metavar="WHY", help="不受理的原因,例如 涉法涉诉涉访 · why it is out of scope")
@click.option("--go-to", metavar="WHERE", help="不受理时,应去哪里 · where to go instead")
@click.option("--guide", metavar="ID", shell_complete=guide_ids, help="指南标识 · id of the guide")
@click.option("--guide-says", metavar="TEXT", help="指南写法 · the guide's words")
@click.option("--window-requires", metavar="TEXT", help="窗口要求 · the window's words")
@click.option("--brought", multiple=True, metavar="TEXT", help="带了什么,可写多次 · what was brought; repeat")
@click.option(
    "--reveals", multiple=True, metavar="RULE", help="说明哪条规则的问题,可写多次 · evidence for a rule; repeat"
)
@click.option("--trips", type=click.IntRange(0, 999), help="跑了几趟 · number of trips")
@click.option("--hall", metavar="NAME", help="政务服务中心 · hall")
@click.option("--region", metavar="CODE", help="六位行政区划代码 · GB/T 2260 code")
@click.option("--applicant", metavar="NAME", help="办事人,只留姓 · applicant; only the surname is kept")
@click.option("--handler", metavar="NAME", help="承办人 · who handles it")
@click.option("--by", metavar="NAME", help="谁发现的 · who took it in")
@click.option("--received", metavar="DATE", help="接单日期,默认今天 · day of intake; today by default")
@click.option("--source", "kind", default="现场", help="公开报道、工单系统、线上、现场或演示 · kind of source")
@click.option("--cite", metavar="TEXT", help="出处 · citation")
@click.option("--url", metavar="URL", help="网址 · address")
@click.option("--ref", metavar="TEXT", help="外部编号 · number in another system")
@click.option("--note", metavar="TEXT", help="备注 · note")
@click.option("--prefix", metavar="WORD", help="编号前缀,例如 DC · prefix of the id")
@click.option("--mask", "mask_it", is_flag=True, help="隐去证件号、手机号、卡号 · mask personal data")
@lang_option
def command_new(
    meets: bool | None, excluded: str | None, go_to: str | None, prefix: str | None, lang: str | None,
    mask_it: bool, **said: Any,
) -> int:  # fmt: skip
    """登记一件工单。先问:办事人符不符合指南列明的条件?不属于受理范围的,要说清去哪里。

    在终端上缺什么问什么;不在终端上缺了就报错。
    Take in a ticket. On a terminal it asks for what is missing.
    """
    from datetime import date

    from guidelint.cli.ticket_output import course
    from guidelint.language.day import read_day
    from guidelint.model.ticket import Ticket
    from guidelint.source.document import load
    from guidelint.tickets.channels import channels
    from guidelint.tickets.intake import Scope, found_stage, prefix_of, ready, scoped, take_in
    from guidelint.workspace.filed import Filed
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    guide = workspace.guide(said["guide"]).model if said["guide"] else None
    if guide is not None:
        said["region"] = said["region"] or guide.district
    scope = _ask_scope(Scope(meets, excluded, go_to), guide, shown)
    said["problem"] = said["problem"] or ("不属于受理范围" if scope.is_outside else None)
    _ask_needed(said, shown)
    received = (read_day(said["received"], "--received ") if said["received"] else date.today()).isoformat()
    source = {"kind": said["kind"], "cite": said["cite"], "url": said["url"], "ref": said["ref"]}
    data: dict[str, Any] = {key: said[key] for key in _TEXTS if said[key] is not None}
    data |= {"received": received, "source": {k: v for k, v in source.items() if v}}
    data |= {"brought": list(said["brought"])} if said["brought"] else {}
    data |= {"reveals": _known_rules(workspace, said["reveals"])} if said["reveals"] else {}
    data["stages"] = [found_stage(received, said["by"] or said["channel"])]
    known = channels(workspace)
    data = ready(scoped(data, scope), known, mask_it=mask_it)
    written = take_in(workspace, data, prefix_of(data, known, prefix))
    document = load(written.content, workspace.name(written.file))
    click.echo(Text(f"已写入 {document.name}", f"wrote {document.name}").in_(shown))
    filed = Filed(Ticket.from_data(document.data), document, written.file)
    click.echo(course(filed, date.today(), shown), nl=False)
    return 0


def _known_rules(workspace: "Workspace", names: Sequence[str]) -> list[str]:
    from guidelint.language.vocabulary import load_thesaurus
    from guidelint.model.errors import UsageError
    from guidelint.model.nearest import did_you_mean
    from guidelint.rules.ruleset import load_ruleset

    tickets = {id: one.model for id, one in workspace.tickets().items()}
    known = load_ruleset(workspace, tickets, load_thesaurus(workspace)).rules
    for name in names:
        if name not in known:
            near = did_you_mean(name, known)
            raise UsageError(Text(f"没有规则 {name}{near.zh}", f"there is no rule {name}{near.en}"))
    return list(names)


def _ask_scope(scope: Any, guide: "Guide | None", lang: Lang) -> Any:
    from guidelint.model.errors import UsageError
    from guidelint.tickets.intake import EXCLUDED, Scope

    meets, excluded, go_to = scope.meets_conditions, scope.excluded, scope.go_to
    if meets is None and excluded is None:
        if not _on_terminal():
            raise UsageError(
                Text(
                    "请回答办事人符不符合指南列明的条件:--meets 或 --not-meets;"
                    f"{EXCLUDED[0]}或{EXCLUDED[1]}的写 --excluded 原因 --go-to 去处",
                    "say whether the applicant meets the guide's conditions: --meets or --not-meets; "
                    "or why it is out of scope: --excluded WHY --go-to WHERE",
                )
            )
        for condition in guide.conditions if guide else ():
            click.echo(f"  · {condition}")
        meets = click.confirm(
            Text("办事人符合指南列明的条件吗?", "does the applicant meet them?").in_(lang), default=True
        )
        question = Text(
            f"是不是{EXCLUDED[0]},或{EXCLUDED[1]}?", "is it a matter of law or petition, or contrary to policy?"
        )
        if meets and click.confirm(question.in_(lang), default=False):
            excluded = click.prompt(Text("原因", "why").in_(lang), default=EXCLUDED[0])
    if (excluded or meets is False) and not go_to and _on_terminal():
        go_to = click.prompt(Text("应去哪里", "where to go").in_(lang))
    return Scope(meets, excluded, go_to)


def _ask_needed(said: dict[str, Any], lang: Lang) -> None:
    from guidelint.model.errors import UsageError
    from guidelint.tickets.intake import PROBLEMS

    missing = [(key, name) for key, name in _NEEDED if not said[key]]
    if missing and not _on_terminal():
        options = " ".join(f"--{key}" for key, _ in missing)
        names = "、".join(name.zh for _, name in missing)
        raise UsageError(Text(f"还缺{names}:{options}", f"still missing: {options}"))
    for key, name in missing:
        choice = click.Choice(PROBLEMS[:2]) if key == "problem" else None
        said[key] = click.prompt(name.in_(lang), type=choice)
    if said["problem"] not in PROBLEMS:
        allowed = "、".join(PROBLEMS)
        raise UsageError(Text(f"问题类型只能是 {allowed}", f"the problem is one of {', '.join(PROBLEMS)}"))


def _on_terminal() -> bool:
    return sys.stdin.isatty()
