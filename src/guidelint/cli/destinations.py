"""Where a report goes: `--format NAME[=FILE]`, several at once, and `--output FILE`."""

import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from guidelint.model.errors import UsageError
from guidelint.model.text import Lang, Text
from guidelint.model.visible import harmless

if TYPE_CHECKING:
    from guidelint.model.report import Report

_AT_ONCE = 500  # pieces of text that are printed together
_MOST_KEPT = 16 << 20  # characters

F = TypeVar("F", bound=Callable[..., Any])


class Destination(Struct, frozen=True):
    """One format and the file that it is written to; None is the screen."""

    format: str
    file: Path | None = None


def format_options(function: F) -> F:
    format = click.option(
        "--format", "formats", multiple=True, metavar="NAME[=FILE]",
        help="输出格式，可以写几个：text concise json jsonl sarif github gitlab junit checkstyle rdjson markdown statistics · formats, several at once",
    )  # fmt: skip
    base = click.option(
        "--relative-to", "base", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="FOLDER",
        help="给程序的格式里，文件名从这个文件夹算起，不写就是 git 仓库的根 · where paths for programs begin (the repository's top)",
    )  # fmt: skip
    output = click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="写到文件 · write to FILE")
    return output(base(format(function)))


def destinations(formats: Sequence[str], output: Path | None, *, statistics: bool = False) -> list[Destination]:
    """What the options ask for; `statistics` is one more format. Raises UsageError before a check runs for nothing."""
    from guidelint.output.formats import FORMATS

    asked = [*formats, "statistics"] if statistics else formats or ["text"]
    chosen = [_destination(written) for written in asked]
    for one in chosen:
        if one.format not in FORMATS:
            known = " ".join(FORMATS)
            raise UsageError(
                Text(f"没有输出格式 {one.format}；可用：{known}", f"there is no format {one.format}; known: {known}")
            )
    to_screen = [one for one in chosen if one.file is None]
    if len(to_screen) > 1:
        names = "、".join(one.format for one in to_screen)
        raise UsageError(
            Text(f"只有一种格式能输出到屏幕，现在有 {names}；写成 格式=文件", f"only one format can go to the screen, not {names}; write NAME=FILE")
        )  # fmt: skip
    if output is not None:
        if not to_screen:
            raise UsageError(
                Text("每种格式都写了文件，--output 没有用处", "every format has its file; --output is of no use")
            )
        chosen = [Destination(one.format, output) if one.file is None else one for one in chosen]
    _refuse_bad_files([one.file for one in chosen if one.file is not None])
    return chosen


def is_for_a_person(chosen: Sequence[Destination]) -> bool:
    """Whether somebody reads the report on a terminal."""
    return sys.stdout.isatty() and any(one.file is None and one.format == "text" for one in chosen)


def deliver(
    report: "Report", chosen: Sequence[Destination], lang: Lang, base: Path | None, *, verbose: bool = False
) -> str | None:
    """Render every format, then write the files, each whole, and print what goes to the screen.

    Files are named from the current folder, and for programs from `base`, if there is one.
    Where nothing goes to the screen, the summary is told on standard error. Returns what was printed, if nothing else was done.
    """
    from guidelint.cli.terminal import for_programs
    from guidelint.output import text
    from guidelint.output.based import based
    from guidelint.output.formats import FOR_PEOPLE, renderer

    def rendered_as(format: str) -> str:
        if base is None or format in FOR_PEOPLE:
            return renderer(format)(report, lang)
        return renderer(format)(based(report, Path.cwd(), base), lang)

    screen = [one for one in chosen if one.file is None]
    rendered = [(one.file, rendered_as(one.format)) for one in chosen if one.file is not None]
    if rendered:
        from guidelint.workspace.writing import write_whole

        for file, content in rendered:
            write_whole(file, content.encode("utf-8", "replace"))
    if not screen:
        click.echo(text.summary(report, text.Style(lang)), err=True)
        return None
    if screen[0].format not in FOR_PEOPLE:
        for_programs()
    if screen[0].format == "text":
        style = text.Style.coloured(lang) if sys.stdout.isatty() else text.Style(lang)
        shown = _print(text.pieces(report, style, verbose=verbose))
    else:
        shown = _print([rendered_as(screen[0].format)])
    return None if rendered else shown


def _print(pieces: Iterable[str]) -> str | None:
    """Print a text some pieces at a time. Returns what was printed, unless that is too long to be worth keeping."""
    clean = harmless if sys.stdout.isatty() else click.unstyle
    kept: list[str] = []
    printed = 0
    rest = iter(pieces)
    while given := "".join(islice(rest, _AT_ONCE)):
        some = clean(given)  # as the stream does with it, so that what is returned is what is seen
        click.echo(some, nl=False)
        printed += len(some)
        if printed <= _MOST_KEPT:
            kept.append(some)
        else:
            kept.clear()
    return "".join(kept) if printed <= _MOST_KEPT else None


def _destination(written: str) -> Destination:
    name, equals, file = written.partition("=")
    if equals and not file:
        raise UsageError(Text(f"--format {written} 缺文件名", f"--format {written} lacks the file"))
    return Destination(name, Path(file) if equals else None)


def _refuse_bad_files(files: Sequence[Path]) -> None:
    for file in files:
        if file.is_dir() or not file.absolute().parent.is_dir():
            raise UsageError(
                Text(
                    f"写不了 {file}：文件夹不存在，或者它是文件夹", f"cannot write {file}: no such folder, or it is one"
                )
            )
    if len({file.absolute() for file in files}) < len(files):
        raise UsageError(Text("两种格式写到同一个文件", "two formats are written to one file"))
