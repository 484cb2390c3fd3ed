"""`guidelint notice GUIDE`: the 一次性告知单."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.cli.completers import guide_ids
from guidelint.cli.options import lang_option, language
from guidelint.model.errors import CannotCheck, MissingExtra, UsageError
from guidelint.model.text import Text
from guidelint.workspace.writing import write_whole

if TYPE_CHECKING:
    from guidelint.model.errors import FileError
    from guidelint.model.guide import Guide
    from guidelint.notice.sheet import Sheet
    from guidelint.workspace.workspace import Loaded

FORMATS = ("text", "html", "pdf", "docx")
"""Each is a module of `guidelint.notice` with `render(sheet) -> bytes`."""

_BINARY = ("pdf", "docx")
_SUFFIXES = {".txt": "text", ".htm": "html"} | {f".{name}": name for name in FORMATS}


@click.command("notice")
@click.argument("guide", shell_complete=guide_ids)
@click.option("--for", "circumstances", multiple=True, metavar="WORDS",
              help="本人的情形，例如 委托办理，可写多次 · the person's circumstance; repeat")  # fmt: skip
@click.option("--hall", help="只看这个大厅 · only this hall")
@click.option("--format", "format_name", type=click.Choice(FORMATS), help="格式，不写就看 --output 的后缀 · format")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="写到这个文件 · write to this file"
)
@click.option(
    "--anyway", is_flag=True, help="指南有问题也打印，并印上疑点 · print in spite of findings, with the doubts"
)
@lang_option
def command(
    guide: str,
    circumstances: tuple[str, ...],
    hall: str | None,
    format_name: str | None,
    output: Path | None,
    anyway: bool,
    lang: str | None,
) -> int:
    """打印一次性告知单。GUIDE 是指南的标识、标题或文件。指南有问题时不打印，列出问题，返回 1。

    Print the notice that tells a person once all there is to bring. A guide with findings is refused: exit code 1.
    """
    from guidelint.checking.engine import Engine, Options
    from guidelint.language.said import said
    from guidelint.model.guide import Guide
    from guidelint.notice.compose import compose
    from guidelint.notice.sheet import lay_out
    from guidelint.output import text
    from guidelint.workspace.workspace import Loaded, Workspace

    name = format_name or _SUFFIXES.get(output.suffix.lower() if output else "", FORMATS[0])
    render = _renderer(name, output)
    file = Path(guide) if _is_file(guide) else None
    if file is not None and file.is_dir():
        raise UsageError(
            Text(f"{file} 是文件夹；告知单一次打印一份指南", f"{file} is a folder; a notice is of one guide")
        )
    workspace = Workspace.find(file or Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    library = Workspace.find(file or Path(), Path.cwd())
    guides = library.guides_by_id()
    called = None if file else _called(guide, guides, library.errors)
    engine = Engine.prepare(workspace, Options())
    place = workspace.shown_from / called.document.name if called else Path(guide)
    report = engine.check([place])
    if report.errors or (report.findings and not anyway):
        style = text.Style.coloured(shown) if sys.stdout.isatty() else text.Style(shown)
        click.echo(text.render(report, style), nl=False)
        if not report.errors:
            click.echo(_refusal().in_(shown), err=True)
        return report.exit_code
    for told in report.notices:
        click.echo(text.notice_text(told, text.Style(shown)), nl=False, err=True)
    loaded = called or next(workspace.guides([place]), None)
    if loaded is None:
        raise CannotCheck(workspace.errors)
    titles = {id: other.model.title for id, other in guides.items()}
    answered = Loaded(Guide.from_data(said(loaded.document.data)), loaded.document)
    notice = compose(engine.context(answered), report.findings, hall=hall, circumstances=circumstances, titles=titles)
    content = render(lay_out(notice))
    if output is None and name == "text":
        click.echo(content.decode(), nl=False)  # in the encoding of the console
    elif output is None:
        sys.stdout.buffer.write(content)
    else:
        write_whole(output.absolute(), content)
        click.echo(Text(f"已写入 {output}", f"written: {output}").in_(shown), err=True)
    return 0


def _is_file(guide: str) -> bool:
    """An id has neither a slash nor the ending of a file."""
    return Path(guide).exists() or Path(guide).suffix in (".yaml", ".yml") or len(Path(guide).parts) > 1


def _called(words: str, guides: "Mapping[str, Loaded[Guide]]", errors: "list[FileError]") -> "Loaded[Guide]":
    from guidelint.workspace.lookup import guide_called

    try:
        return guide_called(words, guides)
    except UsageError:
        if errors:  # it may well stand in the file that cannot be read
            raise CannotCheck(errors) from None
        raise


def _renderer(format_name: str, output: Path | None) -> "Callable[[Sheet], bytes]":
    """Raises UsageError where the format needs a library that is not installed, or a file to go to."""
    if output is None and format_name in _BINARY and sys.stdout.isatty():
        raise UsageError(
            Text(
                f"{format_name} 不能显示在终端上，请加 --output 告知单.{format_name}",
                f"{format_name} cannot be shown on a terminal; add --output notice.{format_name}",
            )
        )
    try:
        render: Callable[[Sheet], bytes] = import_module(f"guidelint.notice.{format_name}").render
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("guidelint"):
            raise
        raise MissingExtra("notice", Text(f"{format_name} 格式需要", f"{format_name} needs")) from None
    return render


def _refusal() -> Text:
    return Text(
        "没有打印告知单：指南还有上面的问题，照它带材料的人可能白跑。改好后再打印；要先用，就加 --anyway，疑点会印在单子上。",
        "no notice printed: the guide has the findings above, and who keeps to it may come in vain. "
        "Mend it first, or add --anyway to print it with the doubts.",
    )
