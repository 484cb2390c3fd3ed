"""A command with commands of its own, which says which one was probably meant."""

from typing import Any

import click

from guidelint.model.errors import UsageError
from guidelint.model.nearest import did_you_mean
from guidelint.model.text import Text


class Group(click.Group):
    def resolve_command(self, context: click.Context, args: list[str]) -> Any:
        known = self.list_commands(context)
        if args[0] not in known and not args[0].startswith("-") and not context.resilient_parsing:
            path = context.command_path
            asked, near = f"{path} {args[0]}".removeprefix("guidelint "), did_you_mean(args[0], known)
            raise UsageError(
                Text(
                    f"没有命令 {asked}{near.zh}（全部命令：{path} --help）",
                    f"no such command: {asked}{near.en} (all commands: {path} --help)",
                )
            )
        return super().resolve_command(context, args)
