"""`guidelint explain RULE` and `guidelint explain WORDS`."""

from collections.abc import Iterable
from pathlib import Path

import click

from guidelint.checking.engine import Engine, Options
from guidelint.cli.completers import rule_ids
from guidelint.cli.options import lang_option, language
from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.output.explain import explain
from guidelint.rules.examples import Subjects
from guidelint.workspace.workspace import Workspace

_WORDED, _NAME = ("term", "pattern"), "materials[].name"  # kinds of rules about single words, and where they look


@click.command("explain")
@click.argument("rule", shell_complete=rule_ids)
@lang_option
def command(rule: str, lang: str | None) -> None:
    """说明一条规则：为什么、依据、工单的经过、正例和反例。RULE 是规则的标识，或指南里的词，例如 身份证明。

    Explain a rule: why, its basis, the tickets' story, good and bad. RULE is an id or words of a guide.
    """
    engine = Engine.prepare(Workspace.find(Path(), Path.cwd()), Options())
    shown = language(lang, engine.workspace.config.lang)
    for id in sorted(_meant(rule, engine)):
        click.echo(explain(engine.ruleset.rules[id], shown))


def _meant(words: str, engine: Engine) -> Iterable[str]:
    """The rules of that name, else those that speak of a material called so. Raises UsageError where there is none."""
    if words.isascii():
        return engine.ruleset.named([words])
    if not (found := _speaking_of(words, engine)):
        raise UsageError(
            Text(
                f"没有规则说到“{words}”；这个词可以理解为哪些证件，运行 guidelint term {words}",
                f"no rule speaks of “{words}”; guidelint term {words} shows what it can be read as",
            )
        )
    return found


def _speaking_of(words: str, engine: Engine) -> list[str]:
    subjects, rules = Subjects(engine.thesaurus), engine.ruleset.rules
    worded = {id: one for id, one in rules.items() if one.rule.kind in _WORDED and _NAME in one.rule.fields}
    found = [id for id, one in worded.items() if any(one.check.run(subjects.of(one.rule, words)))]
    return found or [id for id, one in rules.items() if words in one.rule.title.zh]
