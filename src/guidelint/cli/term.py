"""`guidelint term WORD` and `guidelint term --export turtle`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.checking.engine import Engine, Options
from guidelint.cli.completers import terms
from guidelint.cli.options import lang_option, language
from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.workspace.workspace import Workspace

if TYPE_CHECKING:
    from guidelint.language.thesaurus import Concept


@click.command("term")
@click.argument("word", required=False, shell_complete=terms)
@click.option("--export", type=click.Choice(["turtle"]), help="输出整个主题词表 · export the whole thesaurus as SKOS")
@lang_option
def command(word: str | None, export: str | None, lang: str | None) -> None:
    """一个词可以理解为哪些证件，哪些指南、窗口和工单用到它。

    What a word can be read as, and the guides, windows and tickets that use it.
    """
    workspace = Workspace.find(Path(), Path.cwd())
    if export:
        from guidelint.language.vocabulary import load_thesaurus
        from guidelint.output.turtle import turtle

        sys.stdout.buffer.write(turtle(load_thesaurus(workspace)))
        return
    if word is None:
        raise UsageError(
            Text("请写一个词，例如 guidelint term 身份证明", "name a word, such as guidelint term 身份证明")
        )
    from guidelint.inspection.usage import nearest_labels, uses_of
    from guidelint.output.term import describe

    engine = Engine.prepare(workspace, Options())
    concepts = _named(word, engine)
    if not concepts:
        near = nearest_labels(engine.thesaurus, word)
        raise UsageError(
            Text(
                f"主题词表里没有“{word}”。相近的词：{'、'.join(near)}",
                f"“{word}” is not in the thesaurus; near: {', '.join(near)}",
            )
        )
    shown = language(lang, workspace.config.lang)
    pages = (describe(engine.thesaurus, concept, uses_of(engine, concept.id), shown) for concept in concepts)
    click.echo("\n".join(pages), nl=False)


def _named(words: str, engine: Engine) -> Sequence["Concept"]:
    """The concept of that label, else those that a line such as 身份证复印件2份 names, in its order."""
    if (concept := engine.thesaurus.find(words)) is not None:
        return [concept]
    mentions = engine.phrases.parse(words).mentions
    return [engine.thesaurus.concept(id) for id in dict.fromkeys(mention.concept for mention in mentions)]
