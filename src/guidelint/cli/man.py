"""`guidelint man`."""

import click


@click.command("man")
def command() -> None:
    """输出手册页（man），由各命令自己的说明生成。

    Print the manual page, made from the commands' own help.

    \b
    guidelint man > ~/.local/share/man/man1/guidelint.1
    man guidelint
    """
    from guidelint import __version__
    from guidelint.cli import cli
    from guidelint.output.man import man

    click.echo(man(cli, __version__), nl=False)
