"""`guidelint schema NAME`."""

import click

from guidelint.source.schema import SCHEMA_NAMES, schema_text


@click.command("schema")
@click.argument("name", type=click.Choice(SCHEMA_NAMES))
def command(name: str) -> None:
    """输出一种文件的 JSON Schema(2020-12)。

    Print the JSON Schema of one kind of file.
    """
    chosen = next(known for known in SCHEMA_NAMES if known == name)
    click.echo(schema_text(chosen), nl=False)
