"""`guidelint rules list|test|docs`."""

from collections.abc import Collection
from pathlib import Path

import click

from guidelint.checking.engine import Engine, Options
from guidelint.cli.completers import rule_ids
from guidelint.cli.console import Console, say
from guidelint.cli.group import Group
from guidelint.cli.options import lang_option, language
from guidelint.model.errors import CannotCheck
from guidelint.model.text import Text
from guidelint.output.text import level_word
from guidelint.workspace.replacements import replacements
from guidelint.workspace.workspace import Workspace


@click.group("rules", cls=Group)
def command() -> None:
    """规则：列出、测试。

    Rules: list them, test them.
    """


@command.command("list")
@lang_option
def list_(lang: str | None) -> None:
    """列出全部规则：级别、是否启用、依据工单数。

    List all rules with level, state and number of tickets.
    """
    engine = _engine()
    shown = language(lang, engine.workspace.config.lang)
    files = {one.id: one.file for one in replacements(engine.workspace, engine.tickets) if one.kind == "rule"}
    for id, loaded in sorted(engine.ruleset.rules.items()):
        count = len(loaded.tickets)
        state = Text(f"启用（{count} 件工单）", f"active ({count} ticket(s))") if count else Text("试行", "preview")
        if id in files:
            place = Text(f"；{files[id]} 替换了自带的", f"; {files[id]} stands for the shipped one")
            state = Text(f"{state.zh}{place.zh}", f"{state.en}{place.en}")
        level = level_word(loaded.rule.level).in_(shown)
        say(f"{id}\t{level}\t{state.in_(shown)}\t{loaded.rule.title.in_(shown)}")


@command.command("test")
@click.argument("names", metavar="[RULE]...", nargs=-1, shell_complete=rule_ids)
@lang_option
def test(names: tuple[str, ...], lang: str | None) -> int:
    """运行规则自带的正例和反例，并核对依据工单；不写 RULE 就是全部规则，RULE 可以是编号或主题。

    Run the examples of rules and check that their tickets exist: of all, or of those named by id or theme.
    """
    engine = _engine()
    shown = language(lang, engine.workspace.config.lang)
    errors = engine.workspace.errors
    chosen: Collection[str] = engine.ruleset.rules.keys()
    if names:
        errors = [error for error in errors if any(_is_file_of(name, error.path) for name in names)]
        broken = {name for name in names if any(_is_file_of(name, error.path) for error in errors)}
        chosen = engine.ruleset.named(name for name in names if name not in broken) if set(names) - broken else set()
    Console(shown).file_errors(errors)
    rules = [engine.ruleset.rules[id] for id in chosen]
    examples = sum(len(loaded.rule.bad) + len(loaded.rule.good) for loaded in rules)
    active = sum(loaded.is_active for loaded in rules)
    said = Text(
        f"{len(rules)} 条规则（{active} 条启用，{len(rules) - active} 条试行）、{examples} 个例子通过；{len(errors)} 处错误。",
        f"{len(rules)} rules ({active} active, {len(rules) - active} preview), {examples} examples pass; "
        f"{len(errors)} errors.",
    )
    click.echo(said.in_(shown))
    return 2 if errors else 0


def _is_file_of(rule: str, file: str) -> bool:
    return Path(file).with_suffix("").as_posix().endswith(f"rules/{rule}")


@command.command("docs")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@lang_option
def docs(folder: Path, lang: str | None) -> None:
    """每条规则写一页说明（Markdown），放进 FOLDER；没有变的不动，没有规则的旧页删去。

    Write a page for every rule into FOLDER; pages of rules that are no more are deleted.
    """
    from guidelint.output.rule_page import MADE, pages
    from guidelint.workspace.writing import write_whole

    engine = _engine()
    if engine.workspace.errors:
        raise CannotCheck(engine.workspace.errors)
    wanted = {folder / name: text.encode() for name, text in pages(engine.ruleset.rules).items()}
    changed = [file for file, content in wanted.items() if not file.is_file() or file.read_bytes() != content]
    old = [
        file
        for file in folder.rglob("*.md")
        if file.is_file() and file not in wanted and MADE.encode() in file.read_bytes()
    ]
    for file in changed:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, wanted[file])
    for file in old:
        file.unlink()
    said = Text(
        f"{len(wanted)} 页，写了 {len(changed)} 页，删了 {len(old)} 页。",
        f"{len(wanted)} pages, {len(changed)} written, {len(old)} deleted.",
    )
    click.echo(said.in_(language(lang, engine.workspace.config.lang)))


def _engine() -> Engine:
    return Engine.prepare(Workspace.find(Path(), Path.cwd()), Options())
