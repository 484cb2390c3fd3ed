"""`guidelint ticket assign|resolve|verify|supervise|archive|reopen`: one move along the course each."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from guidelint.cli.completers import ticket_ids
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text

F = TypeVar("F", bound=Callable[..., Any])

# 经开区政务服务中心: simple matters within 5 working days, complex ones within 10 (北京日报客户端, 北京亦庄官方发布).
DEFAULT_DAYS = 5


def _common(function: F) -> F:
    for option in (
        lang_option,
        click.option("--mask", is_flag=True, help="隐去证件号、手机号、卡号 · mask personal data"),
        click.option("--note", metavar="TEXT", help="说明 · a note"),
        click.option("--on", metavar="DATE", help="日期，默认今天 · the day; today by default"),
        click.option("--by", metavar="NAME", help="谁 · who did it"),
        click.argument("id", shell_complete=ticket_ids),
    ):
        function = option(function)
    return function


def _due(function: F) -> F:
    for option in (
        click.option("--due", metavar="DATE", help="期限，直接写日期 · the due date itself"),
        click.option("--days", type=click.IntRange(0, 250), help="几个工作日，默认 5 · working days; 5 by default"),
        click.option("--to", metavar="NAME", help="交给哪个部门 · to which department"),
    ):
        function = option(function)
    return function


@click.command("assign")
@_common
@_due
def command_assign(id: str, **options: Any) -> int:
    """汇总转办：交给一个部门，写明期限；可以再转、再加一个部门。

    --by 是现在拿着工单的部门时是转走，否则是再加一个部门。
    Assign to a department with a due date. By the department that holds it, it is handed on; else one more is added.
    """
    return _carry_out("assign", id, options)


@click.command("resolve")
@_common
@click.option("--done/--not-done", default=None, help="办成了没有 · whether it got done")
def command_resolve(id: str, **options: Any) -> int:
    """限期解决：承办部门报结果。

    The department that holds it answers.
    """
    return _carry_out("resolve", id, options)


@click.command("verify")
@_common
@_due
@click.option("--passed/--failed", "passed", default=None, help="核查通过，或退回重办 · solved, or sent back")
@click.option("--done/--not-done", default=None, help="办成了没有 · whether it got done")
@click.option("--satisfied/--unsatisfied", default=None, help="办事人满意不满意 · whether the applicant is satisfied")
def command_verify(id: str, **options: Any) -> int:
    """结果核查：向办事人核实；--failed 退回重办。

    Ask the applicant; --failed sends it back.
    """
    return _carry_out("verify", id, options)


@click.command("supervise")
@_common
@_due
@click.option("--passed/--failed", "passed", default=None, help="检查通过，或退回重办 · in order, or sent back")
def command_supervise(id: str, **options: Any) -> int:
    """监督检查：看同类问题有没有再出现；--failed 退回重办。

    See whether it came again; --failed sends it back.
    """
    return _carry_out("supervise", id, options)


@click.command("archive")
@_common
def command_archive(id: str, **options: Any) -> int:
    """报送备案。牵涉办事指南的工单要先 ticket close。

    File it. A ticket that concerns a guide has to be closed first.
    """
    return _carry_out("archive", id, options)


@click.command("reopen")
@_common
@click.option("--reason", metavar="TEXT", required=True, help="为什么重新打开 · why")
def command_reopen(id: str, reason: str, **options: Any) -> int:
    """重新打开：写明原因，回到“发现问题”，办结日期和满意评价作废。

    Reopen with a reason: back to the first stage; closing date and satisfaction no longer hold.
    """
    note = options.pop("note")
    return _carry_out("reopen", id, {**options, "note": f"重新打开：{reason}" + (f"；{note}" if note else "")})


def _carry_out(name: str, id: str, options: Mapping[str, Any]) -> int:
    from datetime import date

    from guidelint.cli.ticket_output import course
    from guidelint.language.day import read_day
    from guidelint.model.errors import UsageError
    from guidelint.tickets.transition import Act, move
    from guidelint.workspace.filed import Filed, find
    from guidelint.workspace.transaction import exclusive
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(options["lang"], workspace.config.lang)
    on = read_day(options["on"], "--on ") if options["on"] else date.today()
    passed = options.get("passed", True)
    if passed is None:
        raise UsageError(Text("通过还是退回？请加 --passed 或 --failed", "say --passed or --failed"))
    if not passed and not options["note"]:
        raise UsageError(Text("退回要写明原因：--note", "sending it back needs a reason: --note"))
    outcome = {key: options[key] for key in ("done", "satisfied") if options.get(key) is not None}
    act = Act(
        name, on, options["by"], options.get("to"), _due_date(name, on, options, passed=passed), options["note"],
        outcome, sent_back=not passed, mask=options["mask"],
    )  # fmt: skip
    with exclusive(workspace.root):
        filed = find(workspace, id)
        ticket = move(workspace, filed, act)
    click.echo(course(Filed(ticket, filed.document, filed.file), on, shown), nl=False)
    return 0


def _due_date(name: str, on: Any, options: Mapping[str, Any], *, passed: bool) -> Any:
    from guidelint.language.day import read_day
    from guidelint.model.errors import UsageError
    from guidelint.tickets.workdays import after_working_days

    days, due = options.get("days"), options.get("due")
    if days is not None and due is not None:
        raise UsageError(Text("--days 和 --due 只写一个", "either --days or --due"))
    if name != "assign" and passed:
        return None
    return read_day(due, "--due ") if due else after_working_days(on, DEFAULT_DAYS if days is None else days)
