"""`guidelint lsp`."""

import logging
import os
import sys

import click

from guidelint.model.errors import MissingExtra
from guidelint.model.text import Text


@click.command("lsp")
def command() -> None:
    """编辑器用的语言服务器（LSP），从标准输入输出通信。由编辑器启动，不用自己运行。

    The language server for editors, over standard input and output; an editor starts it.
    """
    try:
        from guidelint.lsp.features import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise MissingExtra("lsp", Text("先安装编辑器支持", "install it first")) from None
    # What goes wrong is said in the editor; its trace is for whoever looks for the defect.
    logging.getLogger("pygls").setLevel(logging.INFO if os.environ.get("GUIDELINT_DEBUG") else logging.CRITICAL + 1)
    # The protocol gets a standard output of its own, closed at its end; anything printed would break it.
    protocol = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    make_server().start_io(sys.stdin.buffer, protocol)
