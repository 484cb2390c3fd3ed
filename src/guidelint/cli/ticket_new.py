"""`guidelint ticket new`."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guidelint.cli.completers import guide_ids
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.language.phrase import PhraseBook
    from guidelint.model.guide import Guide
    from guidelint.tickets.channels import Channels
    from guidelint.tickets.observation import Kind
    from guidelint.workspace.workspace import Workspace

_NEEDED = (
    ("channel", Text("渠道", "channel")),
    ("problem", Text("问题类型", "problem")),
    ("summary", Text("摘要", "summary")),
)
_ASKED = (
    ("guide", Text("指南标识（不知道就直接回车）", "id of the guide (Enter if unknown)")),
    ("hall", Text("政务服务中心", "hall")),
    ("window", Text("哪个窗口", "which window")),
    ("guide_says", Text("指南上怎么写", "what the guide says")),
    ("window_requires", Text("窗口要什么（几样用；分开）", "what the window asked for (part with ;)")),
    ("brought", Text("带了什么（几样用、分开）", "what was brought (part with 、)")),
    ("refused", Text("拒收了什么（几样用、分开）", "what was turned away (part with 、)")),
    ("trips", Text("跑了几趟", "number of trips")),
)
_MANY = ("brought", "refused")
_FOR_A_RECORD = (("hall", Text("大厅", "the hall")), ("window_requires", Text("窗口要求", "the demand")))
_TEXTS = (
    "channel", "handler", "applicant", "hall", "window", "region", "guide", "problem", "summary", "guide_says",
    "window_requires", "trips", "note",
)  # fmt: skip


@click.command("new")
@click.option("--channel", metavar="NAME", help="渠道，例如 综合窗口 · where it came from")
@click.option(
    "--problem",
    metavar="WORD",
    help="问题类型：告知差一点儿、窗口加码、系统办不了等，不写按比对读出 · kind of problem; read off guide and demand by default",
)
@click.option("--summary", metavar="TEXT", help="摘要：照指南的哪句话办，为什么没有办成 · what happened")
@click.option("--meets/--not-meets", "meets", default=None, help="办事人符合不符合指南条件 · are the conditions met")
@click.option("--excluded", metavar="WHY", help="不受理的原因，例如 涉法涉诉涉访 · why it is out of scope")
@click.option("--go-to", metavar="WHERE", help="不受理时，应去哪里 · where to go instead")
@click.option("--guide", metavar="ID", shell_complete=guide_ids, help="指南标识 · id of the guide")
@click.option("--guide-says", metavar="TEXT", help="指南写法 · the guide's words")
@click.option("--window-requires", metavar="TEXT", help="窗口要求 · the window's words")
@click.option(
    "--asks", type=click.Choice(["material", "presence", "condition", "fee", "hours", "channel"]),
    help="窗口要的是材料、到场、条件、收费、时间还是办理形式，默认按字面读 · what --window-requires is; read from the words by default",
)  # fmt: skip
@click.option("--ground", metavar="TEXT", help="窗口说的依据 · the law or notice that the window named")
@click.option("--refused", multiple=True, metavar="TEXT", help="被拒收的，可写多次 · what was turned away; repeat")
@click.option("--no-record", is_flag=True, help="不写窗口记录 · write no window record")
@click.option("--brought", multiple=True, metavar="TEXT", help="带了什么，可写多次 · what was brought; repeat")
@click.option(
    "--reveals", multiple=True, metavar="RULE", help="说明哪条规则的问题，可写多次 · evidence for a rule; repeat"
)
@click.option("--trips", type=click.IntRange(0, 999), help="跑了几趟 · number of trips")
@click.option("--hall", metavar="NAME", help="政务服务中心 · hall")
@click.option("--window", metavar="NAME", help="大厅里的窗口 · the window within the hall")
@click.option("--region", metavar="CODE", help="行政区，名称或六位代码 · district, by name or GB/T 2260 code")
@click.option("--applicant", metavar="NAME", help="办事人，只留姓 · applicant; only the surname is kept")
@click.option("--handler", metavar="NAME", help="承办人 · who handles it")
@click.option("--by", metavar="NAME", help="谁发现的 · who took it in")
@click.option("--received", metavar="DATE", help="接单日期，默认今天 · day of intake; today by default")
@click.option("--source", "kind", default="现场", help="公开报道、工单系统、线上、现场或演示 · kind of source")
@click.option("--cite", metavar="TEXT", help="出处 · citation")
@click.option("--url", metavar="URL", help="网址 · address")
@click.option("--ref", metavar="TEXT", help="外部编号 · number in another system")
@click.option("--note", metavar="TEXT", help="备注 · note")
@click.option("--prefix", metavar="WORD", help="编号前缀，例如 DC · prefix of the id")
@click.option("--mask", "mask_it", is_flag=True, help="隐去证件号、手机号、卡号 · mask personal data")
@lang_option
def command_new(
    meets: bool | None, excluded: str | None, go_to: str | None, prefix: str | None, lang: str | None, asks: "Kind | None",
    ground: str | None, no_record: bool, mask_it: bool, **said: Any,
) -> int:  # fmt: skip
    """登记一件工单。先问：办事人符不符合指南列明的条件？不属于受理范围的，要说清去哪里。

    写了指南、大厅和窗口要求的，同时写一份窗口记录：要了什么、拒收了什么，由这件工单揭示；两份一起写入，或都不写。
    在终端上缺什么问什么；不在终端上缺了就报错。
    Take in a ticket, and with guide, hall and demand known the window record of it. On a terminal it asks for what is
    missing.
    """
    from datetime import date

    from guidelint.cli.ticket_output import course
    from guidelint.model.ticket import Ticket
    from guidelint.source.document import load
    from guidelint.tickets.channels import channels
    from guidelint.tickets.intake import Scope, found_stage, past_day, prefix_of, ready, scoped, take_in
    from guidelint.tickets.observation import hall_of, observed_of
    from guidelint.tickets.regions import region_code
    from guidelint.tickets.rule_names import known_rules
    from guidelint.workspace.filed import Filed
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    _ask_what(workspace, said, shown)
    guide = workspace.guide(said["guide"]).model if said["guide"] else None
    if guide is not None:
        said["region"] = said["region"] or guide.district
        said["hall"] = hall_of(guide, said["hall"])
    if said["region"]:
        said["region"] = region_code(said["region"], [guide.district] if guide is not None and guide.district else [])
    scope = _ask_scope(Scope(meets, excluded, go_to), guide, shown)
    said["problem"] = said["problem"] or ("不属于受理范围" if scope.is_outside else None)
    likely: str | None = None
    if said["problem"] is None and guide is not None and said["window_requires"]:
        likely = _told_problem(workspace, guide, said, asks, ground)
    known = channels(workspace)
    _ask_needed(said, known, likely, shown)
    received = past_day(said["received"], "--received ").isoformat()
    source = {"kind": said["kind"], "cite": said["cite"], "url": said["url"], "ref": said["ref"]}
    data: dict[str, Any] = {key: said[key] for key in _TEXTS if said[key] is not None}
    data |= {"received": received, "source": {k: v for k, v in source.items() if v}}
    brought = list(dict.fromkeys((*said["brought"], *said["refused"])))
    data |= {"brought": brought} if brought else {}
    data |= {"reveals": known_rules(workspace, said["reveals"])} if said["reveals"] else {}
    data["stages"] = [found_stage(received, said["by"] or said["channel"])]
    data = ready(scoped(data, scope), known, mask_it=mask_it)
    observed = None
    if guide is not None and not (no_record or scope.is_outside):
        phrases = _phrases(workspace)
        told = ready(
            {"refused": list(said["refused"]), **({"ground": ground} if ground else {})}, known, mask_it=mask_it
        )
        observed = observed_of(
            data, phrases, kind=asks, by=said["by"], refused=told["refused"], ground=told.get("ground")
        )
    written, *records = take_in(workspace, data, prefix_of(data, known, prefix), observed)
    document = load(written.content, workspace.name(written.file))
    click.echo(Text(f"已写入 {document.name}", f"wrote {document.name}").in_(shown))
    for one in records:
        name = workspace.name(one.file)
        click.echo(Text(f"已写入 {name}", f"wrote {name}").in_(shown))
        click.echo("".join(f"  {line}\n" for line in one.content.decode().splitlines()), nl=False)
    if not records and guide is not None and not (no_record or scope.is_outside):
        click.echo(_no_record(data).in_(shown))
    filed = Filed(Ticket.from_data(document.data), document, written.file)
    click.echo(course(filed, date.today(), shown), nl=False)
    return 0


def _phrases(workspace: "Workspace") -> "PhraseBook":
    from guidelint.language.phrase import PhraseBook
    from guidelint.language.vocabulary import load_thesaurus

    return PhraseBook(load_thesaurus(workspace))


def _told_problem(
    workspace: "Workspace", guide: "Guide", said: "Mapping[str, Any]", asks: "Kind | None", ground: str | None
) -> str | None:
    """The kind of problem as guide and demand tell it; None where they do not."""
    from guidelint.tickets.observation import demands
    from guidelint.tickets.problem import problem_of

    phrases, words = _phrases(workspace), said["window_requires"]
    quoted = [said["guide_says"]] if said["guide_says"] else []
    return problem_of(guide, demands(words, phrases, kind=asks, ground=ground), words, phrases, quoted)


def _ask_scope(scope: Any, guide: "Guide | None", lang: Lang) -> Any:
    from guidelint.model.errors import UsageError
    from guidelint.tickets.intake import EXCLUDED, Scope

    meets, excluded, go_to = scope.meets_conditions, scope.excluded, scope.go_to
    if meets is None and excluded is None:
        if not _on_terminal():
            raise UsageError(
                Text(
                    "请回答办事人符不符合指南列明的条件：--meets 或 --not-meets；"
                    f"{EXCLUDED[0]}或{EXCLUDED[1]}的写 --excluded 原因 --go-to 去处",
                    "say whether the applicant meets the guide's conditions: --meets or --not-meets; "
                    "or why it is out of scope: --excluded WHY --go-to WHERE",
                )
            )
        for condition in guide.conditions if guide else ():
            click.echo(f"  · {condition}")
        meets = click.confirm(
            Text("办事人符合指南列明的条件吗？", "does the applicant meet them?").in_(lang), default=True
        )
        question = Text(
            f"是不是{EXCLUDED[0]}，或{EXCLUDED[1]}？", "is it a matter of law or petition, or contrary to policy?"
        )
        if meets and click.confirm(question.in_(lang), default=False):
            excluded = click.prompt(Text("原因", "why").in_(lang), default=EXCLUDED[0])
    if (excluded or meets is False) and not go_to and _on_terminal():
        go_to = click.prompt(Text("应去哪里", "where to go").in_(lang))
    return Scope(meets, excluded, go_to)


def _no_record(data: "Mapping[str, Any]") -> Text:
    """Why there is no window record, so that nobody believes that guide and window are compared."""
    missing = [name for key, name in _FOR_A_RECORD if not data.get(key)]
    zh, en = "、".join(name.zh for name in missing), " and ".join(name.en for name in missing)
    if not missing:
        return Text(
            "“系统办不了”不是窗口的要求，没有写窗口记录。", "what a system cannot take is no demand: no window record."
        )
    return Text(
        f"没有写明{zh}，没有写窗口记录：指南和窗口没有比对。",
        f"{en} not said, so no window record: nothing is compared.",
    )


def _ask_what(workspace: "Workspace", said: dict[str, Any], lang: Lang) -> None:
    """On a terminal, ask for guide, hall and window, what the guide says, what was demanded, brought and refused."""
    if not _on_terminal() or said["problem"] == "不属于受理范围":
        return
    halls: Sequence[str] = ()
    for key, name in _ASKED:
        if key == "hall" and said["guide"]:
            halls = workspace.guide(said["guide"]).model.halls
            if halls:
                click.echo(Text(f"  指南的大厅：{'、'.join(halls)}", f"  its halls: {', '.join(halls)}").in_(lang))
        if said[key] not in (None, ()) or (key == "hall" and len(halls) == 1):
            continue
        words = click.prompt(name.in_(lang), default="", show_default=False).strip()
        if key in _MANY:
            said[key] = tuple(part for part in words.replace(",", "、").split("、") if part)
        else:
            said[key] = (int(words) if words.isdigit() else None) if key == "trips" else words or None


def _ask_needed(said: dict[str, Any], known: "Channels", likely: str | None, lang: Lang) -> None:
    """Ask for what is missing; the kind of problem may be `likely`, which is taken where nobody can be asked."""
    from guidelint.model.errors import UsageError
    from guidelint.tickets.intake import PROBLEMS

    if likely is not None and not _on_terminal():
        said["problem"] = likely
        told = Text(
            f"问题类型：{likely}（按指南和窗口要求读出；不对的用 --problem 写明）",
            f"problem: {likely} (read off the guide and the demand; say --problem where it is another)",
        )
        click.echo(told.in_(lang))
    missing = [(key, name) for key, name in _NEEDED if not said[key]]
    if missing and not _on_terminal():
        options = " ".join(f"--{key}" for key, _ in missing)
        names = "、".join(name.zh for _, name in missing)
        raise UsageError(Text(f"还缺{names}：{options}", f"still missing: {options}"))
    for key, name in missing:
        choice = None
        if key == "problem":
            choices = {problem: about for problem, about in PROBLEMS.items() if problem != "不属于受理范围"}
            choice = click.Choice(list(choices))
            for problem, about in choices.items():
                click.echo(f"  {problem}  {about.in_(lang)}")
        elif key == "channel":
            for channel in known.by_name.values():
                click.echo(f"  {channel.name}  {channel.note or channel.cite or ''}".rstrip())
        said[key] = click.prompt(
            name.in_(lang), type=choice, show_choices=False, default=likely if key == "problem" else None
        )
    if said["problem"] not in PROBLEMS:
        allowed = "；".join(f"{problem}（{about.zh}）" for problem, about in PROBLEMS.items())
        english = "; ".join(f"{problem} ({about.en})" for problem, about in PROBLEMS.items())
        raise UsageError(Text(f"问题类型只能是：{allowed}", f"the problem is one of {english}"))


def _on_terminal() -> bool:
    return sys.stdin.isatty()
