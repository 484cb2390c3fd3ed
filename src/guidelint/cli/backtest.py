"""`guidelint backtest`."""

from pathlib import Path

import click

from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text


@click.command("backtest")
@lang_option
def command(lang: str | None) -> None:
    """每件工单：用今天的规则去查它发生前一天的指南，当时能不能提前发现：只看指南，还是要有当天的窗口记录。

    For each ticket: would today's rules have found the problem the day before, in the guide alone or with the window
    records of that day? A line has the ticket, its day, the outcome, the rules for the guide alone, and those with records.
    """
    from guidelint.checking.engine import Engine, Options
    from guidelint.tickets.backtest import BacktestOutcome, backtest, share_prevented
    from guidelint.workspace.workspace import Workspace

    words = {
        BacktestOutcome.PREVENTED: Text("能提前发现", "prevented"),
        BacktestOutcome.NOT_PREVENTED: Text("不能发现", "not prevented"),
        BacktestOutcome.CANNOT_SAY: Text("说不准", "cannot say"),
    }
    engine = Engine.prepare(Workspace.find(Path(), Path.cwd()), Options())
    shown = language(lang, engine.workspace.config.lang)
    own = engine.ticket_files
    verdicts = backtest(engine, (loaded.model for id, loaded in sorted(engine.tickets.items()) if id in own))
    for verdict in verdicts:
        why = verdict.reason.in_(shown) if verdict.reason else ", ".join(verdict.rules)
        ticket, by_windows = verdict.ticket, ", ".join(verdict.by_windows)
        outcome = words[verdict.outcome].in_(shown)
        click.echo(f"{ticket.id}\t{ticket.received}\t{outcome}\t{why}\t{by_windows}".rstrip())
    counts = {outcome: sum(v.outcome is outcome for v in verdicts) for outcome in BacktestOutcome}
    share = share_prevented(verdicts)
    zh = "，".join(f"{words[outcome].zh} {count}" for outcome, count in counts.items())
    en = ", ".join(f"{count} {words[outcome].en}" for outcome, count in counts.items())
    rate = (
        Text("没有可以判断的工单", "no ticket to judge by") if share is None else Text(f"{share:.0%}", f"{share:.0%}")
    )
    total, alone = len(verdicts), sum(bool(verdict.rules) for verdict in verdicts)
    windows = counts[BacktestOutcome.PREVENTED] - alone
    said = Text(
        f"{total} 件工单：{zh}。可以提前发现的比例：{rate.zh}。其中只看指南就能发现 {alone} 件，要有当天的窗口记录才能发现 {windows} 件。",
        f"{total} tickets: {en}. Share prevented: {rate.en}. The guide alone shows {alone} of them; {windows} take a window "
        "record of that day.",
    )
    click.echo(said.in_(shown))
