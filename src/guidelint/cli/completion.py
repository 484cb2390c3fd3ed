"""`guidelint completion SHELL`: click's own script for the shell."""

import click

from guidelint.cli.terminal import for_programs


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """输出补全脚本：命令、选项、规则名、指南标识、工单编号和材料名称按 TAB 补全。

    Print a completion script: TAB completes commands, options, rules, guides, tickets and materials.

    \b
    bash  guidelint completion bash > ~/.local/share/bash-completion/completions/guidelint
    zsh   guidelint completion zsh > "${fpath[1]}/_guidelint"
    fish  guidelint completion fish > ~/.config/fish/completions/guidelint.fish
    """
    from click.shell_completion import get_completion_class

    from guidelint.cli import cli

    for_programs()
    made = get_completion_class(shell)
    assert made is not None  # the choice above names only shells that click knows
    click.echo(made(cli, {}, "guidelint", "_GUIDELINT_COMPLETE").source())
