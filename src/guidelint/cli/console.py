"""What the commands say outside their results: errors on standard error, in the user's language."""

import os
import sys
from collections.abc import Iterable, Sequence

import click

from guidelint.model.errors import FileError
from guidelint.model.nearest import did_you_mean
from guidelint.model.regex import regex
from guidelint.model.text import Lang, Text
from guidelint.model.visible import one_line, unbroken

LANG_VARIABLE = "GUIDELINT_LANG"

_EXTRA = regex(r"unexpected extra arguments? \((.*)\)")


def say(words: str) -> None:
    """A line on standard output, whatever stands in the words."""
    click.echo(unbroken(words))


class Console:
    def __init__(self, lang: Lang = "zh") -> None:
        self.lang: Lang = lang

    def error(self, message: Text) -> None:
        word = Text("错误", "error").in_(self.lang)
        colon = "：" if self.lang == "zh" else ": "
        click.echo(f"guidelint {click.style(word, fg='red')}{colon}{unbroken(message.in_(self.lang))}", err=True)

    def file_errors(self, errors: Iterable[FileError]) -> None:
        for error in errors:
            place = f"{error.path}:{error.line}:{error.column}" if error.line else error.path
            word = Text("文件有误", "error in the file").in_(self.lang)
            said = one_line(error.message.in_(self.lang))
            click.echo(f"{one_line(place)} {click.style(word, fg='red')} {said}", err=True)

    def defect(self, error: BaseException) -> None:
        """A failure that nobody foresaw; a rule's crash carries its own message."""
        message = getattr(error, "message", None)
        if not isinstance(message, Text):
            said = f"{type(error).__name__}: {error}"
            message = Text(
                f"guidelint 内部出错，请把这一行发给维护者：{said}", f"internal error, please report this line: {said}"
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
            near = did_you_mean(error.option_name, error.possibilities or ())
            return Text(f"没有选项 {error.option_name}{near.zh}", f"no such option: {error.option_name}{near.en}")
        case click.BadOptionUsage():
            zh = f"选项 {error.option_name} {'后面要写值' if 'requires' in said else '后面不写值'}"
        case click.MissingParameter():
            zh = f"缺少参数 {_parameter(error)}".rstrip()
        case click.BadParameter():
            zh = f"参数 {error.param.opts[0] if error.param else ''} 的值不对：{_wanted(error)}"
        case click.UsageError() if extra := _EXTRA.search(said):
            zh = f"多了参数 {extra[1]}；名称里有空格的，要用引号括起来"
        case _:
            zh = said
    return Text(zh, said)


def _wanted(error: click.BadParameter) -> str:
    """What a parameter takes; click says it in English only."""
    match error.param.type if error.param else None:
        case click.Choice() as choice:
            return f"只能是 {'、'.join(choice.choices)}"
        case click.IntRange() as whole:
            least, most = whole.min, whole.max
            bounds = (f"不小于 {least}" if least is not None else "", f"不大于 {most}" if most is not None else "")
            return "、".join(["要写整数", *filter(None, bounds)])
        case _:
            return error.message


def _parameter(error: click.MissingParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
