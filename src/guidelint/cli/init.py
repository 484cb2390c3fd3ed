"""`guidelint init [FOLDER]`."""

from pathlib import Path

import click

from guidelint.cli.options import lang_option, language
from guidelint.model.text import Text
from guidelint.workspace.scaffold import lay_out, lay_out_schemas


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--schemas", is_flag=True, help="只更新编辑器用的 Schema · only the schemas for editors")
@lang_option
def command(folder: Path, schemas: bool, lang: str | None) -> None:
    """在 FOLDER（默认当前文件夹）建立工作区，编辑器能按 Schema 补全和检查。

    Lay out a workspace that editors can complete and check.
    """
    for file in lay_out_schemas(folder) if schemas else lay_out(folder):
        click.echo(file.as_posix())
    done = Text("好了。现在运行：guidelint check", "done; now run: guidelint check")
    click.echo(done.in_(language(lang, "zh")))
