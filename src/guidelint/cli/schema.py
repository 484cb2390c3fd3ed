"""`guidelint schema NAME`."""

import click

from guidelint.cli.terminal import for_programs
from guidelint.schemas.published import SCHEMA_NAMES, schema_text


@click.command("schema")
@click.argument("name", type=click.Choice(SCHEMA_NAMES), required=False)
@click.option("--page", is_flag=True, help="输出要素表（Markdown） · print the table of elements")
def command(name: str | None, page: bool) -> None:
    """输出一种文件的 JSON Schema(2020-12)，或全部要素的表。

    Print the JSON Schema of one kind of file, or the table of all elements.
    """
    for_programs()
    if page:
        from guidelint.output.element_page import page as made

        click.echo(made(), nl=False)
        return
    if name is None:
        raise click.UsageError(f"要写明哪一种：{'、'.join(SCHEMA_NAMES)} · name one of them")
    chosen = next(known for known in SCHEMA_NAMES if known == name)
    click.echo(schema_text(chosen), nl=False)
