"""The command line, one module a command. A command's module is imported when it is called."""

from importlib import import_module

import click
from click.shell_completion import CompletionItem

from guidelint import __version__
from guidelint.cli.group import Group

_SECTIONS = {
    "写指南的人 · For whoever writes guides": {
        "init": "建立工作区 · lay out a workspace",
        "check": "检查指南 · check guides",
        "open": "在浏览器里检查：粘贴或拖进来 · check guides on a page in the browser",
        "fix": "按窗口实际要求修改指南 · mend guides",
        "explain": "说明一条规则 · explain a rule",
        "term": "一个词可以理解为哪些证件 · what a word can be read as",
        "try": "带这些材料去办，指南和窗口怎么说 · try a bundle of documents",
        "notice": "打印一次性告知单 · print the notice of all there is to bring",
        "import": "从 Excel、CSV 导入指南、窗口要求 · import from spreadsheets",
        "export": "导出为 Excel：问题、指南、窗口要求 · export to Excel",
        "doctor": "哪里不对，怎么改好 · what is wrong here and what mends it",
    },
    "办工单的人 · For whoever handles tickets": {
        "ticket": "工单：登记、导入、转办、办结、归档 · tickets from intake to archive",
        "patrol": "找茬日：随机一天走遍每个窗口 · a random day at every window",
        "stats": "一升一降：接单数、办成率、满意率、按时率 · counts and rates",
        "learn": "从工单学一条规则 · draft a rule from a ticket",
        "backtest": "工单当时能不能提前发现 · would today's rules have prevented the tickets",
        "serve": "接收工单系统的办结事件 · receive events from a ticket system",
    },
    "管理指南的人 · For keepers of guides": {
        "report": "网页报告：双击就能看 · the workspace as a folder of pages",
        "baseline": "基线：已知的问题，写明理由、工单和期限 · known findings, tolerated for a time",
        "rules": "列出、测试规则 · list and test rules",
        "recover": "把中断的写入写完 · finish a write that was interrupted",
        "config": "每一项设置和它的来处 · every setting and where it came from",
    },
    "编辑器和终端 · For editors and terminals": {
        "lsp": "编辑器里边写边查 · language server for editors",
        "schema": "输出 JSON Schema · print a JSON Schema",
        "completion": "bash、zsh、fish 的按键补全 · completion for your shell",
        "man": "输出手册页 · print the manual page",
    },
}
"""Each command with a line about it, in the order of its use by those who use it."""

_COMMANDS = {name: about for commands in _SECTIONS.values() for name, about in commands.items()}

_MODULES = {"try": "try_", "import": "import_"}  # words of Python's own


class _Commands(Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"guidelint.cli.{_MODULES.get(name, name)}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in _SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(f"{name:<{max(map(len, _COMMANDS))}}", about) for name, about in commands.items()])

    def shell_complete(self, context: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands with their one line of help, without importing them."""
        commands = [CompletionItem(n, help=h) for n, h in sorted(_COMMANDS.items()) if n.startswith(incomplete)]
        return [*commands, *click.Command.shell_complete(self, context, incomplete)]


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guidelint")
def cli() -> None:
    """办事指南检查工具：照着指南带齐材料的人，到窗口一定办得成。

    The linter for service guides: whoever keeps to the guide gets it done at the window.
    """
