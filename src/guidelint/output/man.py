"""The manual page (section 1) of the whole command, in troff, made from what click knows."""

from collections.abc import Iterator
from inspect import cleandoc

import click

from guidelint.model.regex import regex

# Not before a closing mark, not after an opening one.
_BREAK = regex(r"(?<=[\u3001\u3002\u4e00-\u9fff\uff0c\uff1a\uff1b\u201d,:;)])(?=[\u4e00-\u9fff\u201c])")
_SECTIONS = (
    (
        "退出状态 EXIT STATUS",
        (
            "0  没有问题 · clean",
            "1  有问题 · findings",
            "2  文件或命令有误，没有改动任何文件 · cannot check; nothing was changed",
        ),
    ),
    ("环境 ENVIRONMENT", ("GUIDELINT_LANG  语言，zh 或 en · language of messages",)),
    ("文件 FILES", ("guidelint.yaml  配置，从被检查的路径向上找；每一项都有默认值 · configuration, found upward",)),
)


def man(cli: click.Group, version: str) -> str:
    """Renders without warnings by `man -l`; has no date, so that the same program gives the same page."""
    context = click.Context(cli, info_name="guidelint")
    return "\n".join([*_head(cli, version), *_commands(cli, context), *_tail()]) + "\n"


def _head(cli: click.Group, version: str) -> Iterator[str]:
    yield f'.TH GUIDELINT 1 "" "guidelint {_text(version)}" "办事指南检查工具"'
    yield ".nh\n.ad l"  # Chinese has neither hyphens nor blanks to stretch
    yield ".SH 名称 NAME"
    yield f"guidelint \\- {_text(_paragraphs(cli)[0])}"
    yield ".SH 概要 SYNOPSIS"
    yield ".B guidelint\nCOMMAND [OPTIONS] [ARGS]..."
    yield ".SH 说明 DESCRIPTION"
    yield from _prose(_paragraphs(cli))
    yield ".SH 命令 COMMANDS"


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, context, info_name=name)
        usage = " ".join([inner.command_path, *command.collect_usage_pieces(inner)])
        yield f".SS {_text(usage)}"
        yield from _prose(_paragraphs(command))
        for parameter in command.get_params(inner):
            record = parameter.get_help_record(inner)
            if record is not None and isinstance(parameter, click.Option) and "--help" not in parameter.opts:
                yield f".TP\n\\fB{_text(record[0])}\\fR\n{_text(record[1])}"
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def _tail() -> Iterator[str]:
    for title, lines in _SECTIONS:
        yield f".SH {title}"
        for line in lines:
            word, _, about = line.partition("  ")
            yield f".TP\n\\fB{_text(word)}\\fR\n{_text(about)}"


def _paragraphs(command: click.Command) -> list[str]:
    return [part.strip("\n") for part in cleandoc(command.help or "").split("\n\n")]


def _prose(paragraphs: list[str]) -> Iterator[str]:
    """Paragraphs; those that click keeps as written (marked by \\b) stay so."""
    for paragraph in paragraphs:
        yield ".PP"
        if paragraph.startswith("\b"):
            lines = paragraph.removeprefix("\b").strip("\n").split("\n")
            yield "\n".join([".nf", *(_text(line) for line in lines), ".fi"])
        else:
            yield _text(" ".join(paragraph.split()))


def _text(text: str) -> str:
    """Escaped: backslashes, hyphens, and a dot or quote that begins a line. A line may break between Chinese
    characters, which troff does not know by itself."""
    escaped = _BREAK.sub("\\\\:", text.replace("\\", "\\e").replace("-", "\\-").replace("|", "|\\:"))
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
