"""`guidelint explain RULE`."""

from pathlib import Path

import click

from guidelint.checking.engine import Engine, Options
from guidelint.cli.completers import rule_ids
from guidelint.cli.options import lang_option, language
from guidelint.output.explain import explain
from guidelint.workspace.workspace import Workspace


@click.command("explain")
@click.argument("rule", shell_complete=rule_ids)
@lang_option
def command(rule: str, lang: str | None) -> None:
    """说明一条规则:为什么、依据、工单的经过、正例和反例。

    Explain a rule: why, its basis, the tickets' story, good and bad.
    """
    engine = Engine.prepare(Workspace.find(Path(), Path.cwd()), Options())
    for id in sorted(engine.ruleset.named([rule])):
        click.echo(explain(engine.ruleset.rules[id], language(lang, engine.workspace.config.lang)))
