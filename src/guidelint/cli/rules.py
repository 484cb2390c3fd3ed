"""`guidelint rules list|test`."""

from pathlib import Path

import click

from guidelint.cli.console import Console
from guidelint.cli.options import lang_option, language
from guidelint.engine import Engine, Options
from guidelint.output.text import level_word
from guidelint.text import Text
from guidelint.workspace import Workspace


@click.group("rules")
def command() -> None:
    """规则:列出、测试。

    Rules: list them, test them.
    """


@command.command("list")
@lang_option
def list_(lang: str | None) -> None:
    """列出全部规则:级别、是否启用、依据工单数。

    List all rules with level, state and number of tickets.
    """
    engine = _engine()
    shown = language(lang, engine.workspace.config.lang)
    for id, loaded in sorted(engine.ruleset.rules.items()):
        count = len(loaded.tickets)
        state = Text(f"启用({count} 件工单)", f"active ({count} tickets)") if count else Text("试行", "preview")
        level = level_word(loaded.rule.level).in_(shown)
        click.echo(f"{id}\t{level}\t{state.in_(shown)}\t{loaded.rule.title.in_(shown)}")


@command.command("test")
@lang_option
def test(lang: str | None) -> int:
    """运行每条规则自带的正例和反例,并核对依据工单。

    Run every rule's examples and check that its tickets exist.
    """
    engine = _engine()
    shown = language(lang, engine.workspace.config.lang)
    Console(shown).file_errors(engine.workspace.errors)
    rules = engine.ruleset.rules.values()
    examples = sum(len(loaded.rule.bad) + len(loaded.rule.good) for loaded in rules)
    active = sum(loaded.is_active for loaded in rules)
    said = Text(
        f"{len(rules)} 条规则({active} 条启用,{len(rules) - active} 条试行)、{examples} 个例子通过;"
        f"{len(engine.workspace.errors)} 处错误。",
        f"{len(rules)} rules ({active} active, {len(rules) - active} preview), {examples} examples pass; "
        f"{len(engine.workspace.errors)} errors.",
    )
    click.echo(said.in_(shown))
    return 2 if engine.workspace.errors else 0


def _engine() -> Engine:
    return Engine.prepare(Workspace.find(Path(), Path.cwd()), Options())
