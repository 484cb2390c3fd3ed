"""Options that several commands share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from guidelint.cli.console import LANG_VARIABLE
from guidelint.text import Lang

F = TypeVar("F", bound=Callable[..., Any])

lang_option: Callable[[F], F] = click.option(
    "--lang", type=click.Choice(["zh", "en"]), envvar=LANG_VARIABLE, help="语言 · language"
)


def language(asked: str | None, configured: Lang) -> Lang:
    """What the user asked for, else what the workspace says."""
    return configured if asked is None else "en" if asked == "en" else "zh"
