"""Options that several commands share."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from guidelint.cli.completers import rule_ids
from guidelint.cli.console import LANG_VARIABLE
from guidelint.model.text import Lang

F = TypeVar("F", bound=Callable[..., Any])

lang_option: Callable[[F], F] = click.option(
    "--lang", type=click.Choice(["zh", "en"]), envvar=LANG_VARIABLE, help="语言 · language"
)

select_option: Callable[[F], F] = click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    shell_complete=rule_ids,
    help="只用这些规则或主题 · only these rules or themes",
)


def language(asked: str | None, configured: Lang) -> Lang:
    """What the user asked for, else what the workspace says."""
    return configured if asked is None else "en" if asked == "en" else "zh"


def names(values: Iterable[str]) -> tuple[str, ...]:
    """Rules or themes of an option that may be repeated and may list several with commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
