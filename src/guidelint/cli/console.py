"""What the commands say outside their results: errors on standard error, in the user's language."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import click

from guidelint.errors import FileError
from guidelint.text import Lang, Text

LANG_VARIABLE = "GUIDELINT_LANG"


@dataclass(frozen=True, slots=True)
class Console:
    lang: Lang = "zh"

    def error(self, message: Text) -> None:
        word = Text("错误", "error").in_(self.lang)
        colon = ":" if self.lang == "zh" else ": "
        click.echo(f"guidelint {click.style(word, fg='red')}{colon}{message.in_(self.lang)}", err=True)

    def file_errors(self, errors: Iterable[FileError]) -> None:
        for error in errors:
            place = f"{error.path}:{error.line}:{error.column}" if error.line else error.path
            word = Text("文件有误", "error in the file").in_(self.lang)
            click.echo(f"{place} {click.style(word, fg='red')} {error.message.in_(self.lang)}", err=True)

    def defect(self, error: Exception) -> None:
        """A failure that nobody foresaw; a rule's crash carries its own message."""
        message = getattr(error, "message", None)
        if not isinstance(message, Text):
            said = f"{type(error).__name__}: {error}"
            message = Text(
                f"guidelint 内部出错,请把这一行发给维护者:{said}", f"internal error, please report this line: {said}"
            )
        self.error(message)
        if os.environ.get("GUIDELINT_DEBUG"):
            sys.excepthook(type(error), error, error.__traceback__)


def spoken(arguments: Sequence[str]) -> Lang:
    """The language asked for on the command line or in the environment, read before anything can fail."""
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang":
            value = arguments[index + 1] if index + 1 < len(arguments) else None
        if value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    return "en" if os.environ.get(LANG_VARIABLE) == "en" else "zh"


def click_message(error: click.ClickException) -> Text:
    """click's own complaints about the command line, in Chinese too."""
    said = error.format_message()
    match error:
        case click.NoSuchOption():
            zh = f"没有选项 {error.option_name}"
        case click.MissingParameter():
            zh = f"缺少参数 {_parameter(error)}".rstrip()
        case click.BadParameter():
            zh = f"参数 {error.param.opts[0] if error.param else ''} 的值不对:{error.message}"
        case _:
            zh = said
    return Text(zh, said)


def _parameter(error: click.MissingParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
